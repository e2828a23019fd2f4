package io.vigil.jobs;

import io.vigil.feeds.DecodeResult;
import io.vigil.feeds.FrameDecoder;
import io.vigil.feeds.ais.AisNmeaDecoder;
import io.vigil.feeds.jt808.Jt808Decoder;
import io.vigil.feeds.radar.RadarDecoder;
import io.vigil.model.MoverEvent;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Decodes raw records of the feed topics and names the registered mover; what cannot be used goes to {@link #DEAD}. */
public final class DecodeFunction extends ProcessFunction<RawFrame, MoverEvent> {
    /** Records with at least one frame that could not be used. */
    public static final OutputTag<DeadRecord> DEAD = new OutputTag<>("dead", TypeInformation.of(DeadRecord.class));

    private static final long serialVersionUID = 1;

    private final EngineSpec spec;
    private final EventTimeRange range;
    private transient @Nullable Session session;

    /**
     * A decoder of feed topics.
     *
     * @param spec where the registry comes from
     * @param range events outside are counted and left out
     */
    public DecodeFunction(EngineSpec spec, EventTimeRange range) {
        this.spec = spec;
        this.range = range;
    }

    @Override
    public void open(OpenContext context) {
        EngineShare.acquire(spec);
        Identities identities = new Identities(EngineShare.registry(spec));
        session = new Session(new Intake(getRuntimeContext(), "decode", identities, range));
    }

    @Override
    public void close() {
        if (session != null) {
            session.intake.close();
            session = null;
            EngineShare.release(spec);
        }
    }

    @Override
    public void processElement(RawFrame frame, Context context, Collector<MoverEvent> out) {
        Session current = session;
        if (current == null) {
            throw new IllegalStateException("not open");
        }
        current.decode(frame, out);
        if (current.rejections > 0) {
            context.output(DEAD, new DeadRecord(frame, "decode", current.reason, current.detail, current.rejections));
        }
    }

    /** What lives from open to close; one thread. */
    private static final class Session {
        private final Intake intake;
        private final Map<FeedKind, FrameDecoder> decoders = new EnumMap<>(FeedKind.class);
        private final Counter records;
        private @Nullable Collector<MoverEvent> out;
        private int rejections;
        private String reason = "";
        private String detail = "";

        private Session(Intake intake) {
            this.intake = intake;
            decoders.put(FeedKind.JT808, new Jt808Decoder());
            decoders.put(FeedKind.AIS, new AisNmeaDecoder());
            decoders.put(FeedKind.POSITION, JsonEventDecoder.ofPositions());
            decoders.put(FeedKind.RADAR, new RadarDecoder());
            decoders.put(FeedKind.PASS, JsonEventDecoder.ofPasses());
            decoders.put(FeedKind.DISPOSITIONS, JsonEventDecoder.ofDispositions());
            decoders.put(FeedKind.DECLARATIONS, JsonEventDecoder.ofDeclarations());
            records = intake.counters().counter("records", "read");
        }

        private void decode(RawFrame frame, Collector<MoverEvent> collector) {
            out = collector;
            rejections = 0;
            records.inc();
            FrameDecoder decoder = decoders.get(FeedKind.ofTopic(frame.topic()));
            if (decoder == null) {
                take(new DecodeResult.Rejected("unknown-feed", frame.topic()));
                return;
            }
            try {
                decoder.decode(frame.bytes(), frame.receivedMillis(), frame.source(), this::take);
            } catch (RuntimeException defect) {
                // A decoder never throws; if one does all the same, one record must not stop all the others.
                take(new DecodeResult.Rejected("decoder-failed", defect.toString()));
            }
        }

        private void take(DecodeResult result) {
            if (result instanceof DecodeResult.Decoded decoded) {
                for (MoverEvent event : decoded.events()) {
                    emit(event);
                }
            } else if (result instanceof DecodeResult.Rejected rejected) {
                if (rejections++ == 0) {
                    reason = rejected.reason();
                    detail = rejected.detail();
                }
                intake.rejected(rejected.reason());
            } else if (result instanceof DecodeResult.Skipped skipped) {
                intake.skipped(skipped.what());
            } else {
                intake.incomplete();
            }
        }

        private void emit(MoverEvent decoded) {
            if (out != null) {
                intake.admit(decoded, out);
            }
        }
    }
}
