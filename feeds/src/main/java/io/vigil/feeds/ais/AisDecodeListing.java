package io.vigil.feeds.ais;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.model.PositionReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/**
 * Lists NMEA lines as JSON, one object per message in the order the messages became whole, or {@code
 * {"error":{"line":…,"reason":…,"detail":…}}} where lines make no sense. Blank lines, {@code #} comments and sentences that
 * are not AIS give nothing. A time is not needed.
 */
public final class AisDecodeListing {
    private static final int CHUNK_BYTES = 1 << 16;
    private static final int LINES_BETWEEN_CHECKS = 1024;

    private AisDecodeListing() {}

    /**
     * Lists everything up to the end of the input, or until nobody reads the output any more.
     *
     * @return how many error objects were written
     * @throws IOException when the input cannot be read to its end; what came before it has been written
     */
    public static long write(InputStream in, PrintStream out) throws IOException {
        JsonGenerator json = new JsonFactory()
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .createGenerator(out)
                .setRootValueSeparator(null);
        Listing listing = new Listing(json);
        try (json) {
            list(in, out, listing);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return listing.errors;
    }

    private static void list(InputStream in, PrintStream out, Listing listing) throws IOException {
        AisSentenceReader reader =
                new AisSentenceReader(new TimeText("Z", false), () -> PositionReport.NO_TIME, false, listing);
        byte[] chunk = new byte[CHUNK_BYTES];
        // One byte more than the reader takes, so that it sees that a line is too long.
        byte[] line = new byte[AisSentenceReader.MAX_LINE_BYTES + 1];
        int length = 0;
        long lineNumber = 1;
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            int from = 0;
            while (from < count) {
                int to = from;
                while (to < count && chunk[to] != '\n') {
                    to++;
                }
                int taken = Math.min(to - from, line.length - length);
                System.arraycopy(chunk, from, line, length, taken);
                length += taken;
                if (to < count) {
                    reader.line(lineNumber, line, 0, length);
                    length = 0;
                    if (++lineNumber % LINES_BETWEEN_CHECKS == 0 && out.checkError()) {
                        return;
                    }
                }
                from = to + 1;
            }
        }
        reader.line(lineNumber, line, 0, length);
        reader.end();
    }

    private static final class Listing implements AisSentenceReader.Listener {
        private final JsonGenerator json;
        private final AisMessageJson messages;
        private long errors;

        Listing(JsonGenerator json) {
            this.json = json;
            this.messages = new AisMessageJson(json);
        }

        @Override
        public void message(AisFrame frame) {
            AisContent content = AisMessageDecoder.decode(frame.bits());
            if (content instanceof AisContent.Nonsense nonsense) {
                rejected(frame.lineNumber(), nonsense.reason(), nonsense.detail(), frame.record());
                return;
            }
            if (!(content instanceof AisMessage message)) {
                throw new IllegalStateException("content of unknown shape: " + content);
            }
            try {
                messages.write(message, frame.timeMillis());
                json.writeRaw('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void incomplete(long lineNumber) {
            // Listed when the message is whole, or as an error when it can no longer be.
        }

        @Override
        public void skipped(long lineNumber, String what) {
            // Not AIS, or the same sentence heard twice.
        }

        @Override
        public void rejected(long lineNumber, String reason, String detail, byte[] record) {
            errors++;
            try {
                json.writeStartObject();
                json.writeObjectFieldStart("error");
                json.writeNumberField("line", lineNumber);
                json.writeStringField("reason", reason);
                json.writeStringField("detail", detail);
                json.writeEndObject();
                json.writeEndObject();
                json.writeRaw('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
