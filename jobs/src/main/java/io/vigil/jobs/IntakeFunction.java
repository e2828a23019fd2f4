package io.vigil.jobs;

import io.vigil.jobs.archive.FeedItem;
import io.vigil.model.MoverEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** What archive files yielded becomes events of registered movers; lines that were refused are counted. */
public final class IntakeFunction extends ProcessFunction<FeedItem, MoverEvent> {
    private static final long serialVersionUID = 1;

    private final EngineSpec spec;
    private final EventTimeRange range;
    private transient @Nullable Intake intake;

    /**
     * An intake.
     *
     * @param spec where the registry comes from
     * @param range events outside are counted and left out
     */
    public IntakeFunction(EngineSpec spec, EventTimeRange range) {
        this.spec = spec;
        this.range = range;
    }

    @Override
    public void open(OpenContext context) {
        EngineShare.acquire(spec);
        Identities identities = new Identities(EngineShare.registry(spec));
        intake = new Intake(getRuntimeContext(), "intake", identities, range);
    }

    @Override
    public void close() {
        if (intake != null) {
            intake.close();
            intake = null;
            EngineShare.release(spec);
        }
    }

    @Override
    public void processElement(FeedItem item, Context context, Collector<MoverEvent> out) {
        Intake current = intake;
        if (current == null) {
            throw new IllegalStateException("not open");
        }
        if (item.event() != null) {
            current.admit(item.event(), out);
        } else if (item.note() != null) {
            note(current, item.note());
        }
    }

    private static void note(Intake intake, FeedItem.Note note) {
        if (note.rejected()) {
            intake.rejected(note.word(), note.file(), note.line(), note.detail());
        } else {
            intake.skipped(note.word());
        }
    }
}
