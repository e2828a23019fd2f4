package io.vigil.feeds.radar;

import io.vigil.feeds.archive.ArchiveFormat;
import io.vigil.feeds.archive.EventSink;
import io.vigil.feeds.archive.FeedOptions;
import io.vigil.feeds.archive.LineReader;
import io.vigil.json.JsonFormatException;
import io.vigil.json.RadarJson;
import java.nio.charset.StandardCharsets;

/** {@code radar}: a plot in JSON a line, see {@link RadarJson}. Blank lines are ignored. */
public final class RadarFormat implements ArchiveFormat {
    @Override
    public String name() {
        return "radar";
    }

    @Override
    public LineReader open(FeedOptions options, String fileName, EventSink out) {
        RadarTracks tracks = new RadarTracks();
        return new LineReader() {
            @Override
            public void line(long number, byte[] line, int length) {
                if (new String(line, 0, length, StandardCharsets.UTF_8).isBlank()) {
                    return;
                }
                try {
                    tracks.events(RadarJson.read(line, length)).forEach(out::event);
                } catch (JsonFormatException e) {
                    out.rejected(number, "bad-plot", String.valueOf(e.getMessage()));
                }
            }

            @Override
            public void end() {
                // Nothing is kept back.
            }
        };
    }
}
