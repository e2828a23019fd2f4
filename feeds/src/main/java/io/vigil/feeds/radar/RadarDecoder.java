package io.vigil.feeds.radar;

import io.vigil.feeds.DecodeResult;
import io.vigil.feeds.FrameDecoder;
import io.vigil.json.JsonFormatException;
import io.vigil.json.RadarJson;
import io.vigil.model.PositionReport;
import java.util.function.Consumer;

/** Records of the radar topic: a plot in JSON each. */
public final class RadarDecoder implements FrameDecoder {
    private final RadarTracks tracks = new RadarTracks();

    @Override
    public void decode(byte[] frames, long receivedTimeMillis, String source, Consumer<DecodeResult> out) {
        RadarJson.Plot plot;
        try {
            plot = RadarJson.read(frames, frames.length);
        } catch (JsonFormatException invalid) {
            out.accept(new DecodeResult.Rejected("invalid-plot", String.valueOf(invalid.getMessage())));
            return;
        }
        // The record's own stamp guards against wrong clocks where the station gives no time of reception.
        boolean isStamped = plot.report().receivedTimeMillis() != PositionReport.NO_TIME;
        RadarJson.Plot stamped =
                isStamped ? plot : new RadarJson.Plot(plot.report().withReceived(receivedTimeMillis), plot.vessel());
        out.accept(new DecodeResult.Decoded(tracks.events(stamped)));
    }
}
