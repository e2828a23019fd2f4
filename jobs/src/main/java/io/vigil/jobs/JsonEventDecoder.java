package io.vigil.jobs;

import io.vigil.feeds.DecodeResult;
import io.vigil.feeds.FrameDecoder;
import io.vigil.json.DeclarationJson;
import io.vigil.json.DispositionJson;
import io.vigil.json.JsonFormatException;
import io.vigil.json.PassJson;
import io.vigil.json.PositionJson;
import io.vigil.model.Disposition;
import io.vigil.model.Grant;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.PassReport;
import io.vigil.model.PositionReport;
import java.util.List;
import java.util.function.Consumer;

/** Events as JSON, one a record: of platforms that have their own decoders, of cameras, of the control room. */
final class JsonEventDecoder implements FrameDecoder {
    private final EventReader events;
    private final String reason;

    private JsonEventDecoder(EventReader events, String reason) {
        this.events = events;
        this.reason = reason;
    }

    /** Reads one record; the record's own stamp guards against wrong clocks where the sender gives no time of reception. */
    private interface EventReader {
        List<MoverEvent> read(byte[] json, long stampMillis);
    }

    /** Position reports. */
    static JsonEventDecoder ofPositions() {
        return new JsonEventDecoder(
                (json, stamp) -> {
                    PositionReport report = PositionJson.read(json, json.length);
                    return List.of(isStamped(report) ? report : report.withReceived(stamp));
                },
                "invalid-position");
    }

    /** Checkpoint passes. */
    static JsonEventDecoder ofPasses() {
        return new JsonEventDecoder(
                (json, stamp) -> {
                    PassReport pass = PassJson.read(json, json.length);
                    return List.of(isStamped(pass) ? pass : pass.withReceived(stamp));
                },
                "invalid-pass");
    }

    /** What operators did about warnings. */
    static JsonEventDecoder ofDispositions() {
        return new JsonEventDecoder(
                (json, stamp) -> DispositionJson.readAll(json, json.length).stream()
                        .map(event -> stamped(event, stamp))
                        .toList(),
                "invalid-disposition");
    }

    /** What skippers and ports declare. */
    static JsonEventDecoder ofDeclarations() {
        return new JsonEventDecoder(
                (json, stamp) -> {
                    IdentityReport declared = DeclarationJson.read(json, json.length);
                    return List.of(
                            isStamped(declared)
                                    ? declared
                                    : IdentityReport.of(
                                            declared.mover(), declared.eventTimeMillis(), stamp, declared.facts()));
                },
                "invalid-declaration");
    }

    @Override
    public void decode(byte[] frames, long receivedTimeMillis, String source, Consumer<DecodeResult> out) {
        List<MoverEvent> read;
        try {
            read = events.read(frames, receivedTimeMillis);
        } catch (JsonFormatException invalid) {
            out.accept(new DecodeResult.Rejected(reason, String.valueOf(invalid.getMessage())));
            return;
        }
        out.accept(new DecodeResult.Decoded(read));
    }

    private static MoverEvent stamped(MoverEvent event, long stampMillis) {
        if (isStamped(event)) {
            return event;
        }
        return event instanceof Disposition disposition
                ? disposition.withReceived(stampMillis)
                : ((Grant) event).withReceived(stampMillis);
    }

    private static boolean isStamped(MoverEvent event) {
        return event.receivedTimeMillis() != PositionReport.NO_TIME;
    }
}
