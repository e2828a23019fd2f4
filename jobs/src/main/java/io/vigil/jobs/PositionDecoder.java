package io.vigil.jobs;

import io.vigil.feeds.DecodeResult;
import io.vigil.feeds.FrameDecoder;
import io.vigil.json.JsonFormatException;
import io.vigil.json.PositionJson;
import io.vigil.model.PositionReport;
import java.util.List;
import java.util.function.Consumer;

/** Position reports as JSON, for platforms that have their own decoders: one report a record. */
final class PositionDecoder implements FrameDecoder {
    @Override
    public void decode(byte[] frames, long receivedTimeMillis, String source, Consumer<DecodeResult> out) {
        PositionReport report;
        try {
            report = PositionJson.read(frames, frames.length);
        } catch (JsonFormatException invalid) {
            out.accept(new DecodeResult.Rejected("invalid-position", String.valueOf(invalid.getMessage())));
            return;
        }
        // The record's own stamp guards against wrong clocks where the sender gives none.
        boolean isStamped = report.receivedTimeMillis() != PositionReport.NO_TIME;
        out.accept(new DecodeResult.Decoded(List.of(isStamped ? report : report.withReceived(receivedTimeMillis))));
    }
}
