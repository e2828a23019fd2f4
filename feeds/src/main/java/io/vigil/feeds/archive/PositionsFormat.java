package io.vigil.feeds.archive;

import io.vigil.json.JsonFormatException;
import io.vigil.json.PositionJson;

/** {@code positions}: a position report in JSON a line, the common denominator. Blank lines are ignored. */
public final class PositionsFormat implements ArchiveFormat {
    @Override
    public String name() {
        return "positions";
    }

    @Override
    public LineReader open(FeedOptions options, String fileName, EventSink out) {
        return new LineReader() {
            @Override
            public void line(long number, byte[] line, int length) {
                if (isBlank(line, length)) {
                    return;
                }
                try {
                    out.event(PositionJson.read(line, length));
                } catch (JsonFormatException e) {
                    out.rejected(number, "bad-position", String.valueOf(e.getMessage()));
                }
            }

            @Override
            public void end() {}
        };
    }

    private static boolean isBlank(byte[] line, int length) {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t') {
                return false;
            }
        }
        return true;
    }
}
