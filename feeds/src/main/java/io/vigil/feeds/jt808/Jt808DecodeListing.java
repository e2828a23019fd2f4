package io.vigil.feeds.jt808;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/**
 * Shows what a hex archive holds: one JSON object a message, in input order, with every field the standard gives it.
 * For people looking at a feed, so it shows more than {@link Jt808Decoder} tells the engine.
 *
 * <p>A frame that cannot be read becomes {@code {"error":{"line":…,"reason":…,"detail":…}}}; a message whose frame is
 * sound but whose body is not keeps its header and whatever could be read, beside the same {@code error} object.
 */
public final class Jt808DecodeListing {
    /** Longer lines are no frames: 64 frames of the longest kind, all escaped. */
    static final int MAX_LINE_LENGTH = 1 << 18;

    private static final int GMT8 = CivilTime.GMT8_SECONDS;

    private final JsonGenerator json;
    private final MessageReader messages = new MessageReader();
    private final HexLine hexLine = new HexLine(GMT8);
    private final Lines lines = new Lines();
    private long lineNumber;
    private long errors;

    private Jt808DecodeListing(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Writes the listing of an archive in the format of {@link Jt808HexFormat}.
     *
     * @param in the archive, not closed
     * @param out takes the JSON lines in UTF-8; flushed, not closed
     * @return how many errors it shows
     * @throws IOException if the archive cannot be read
     */
    public static long write(InputStream in, PrintStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory()
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .createGenerator(out, JsonEncoding.UTF8)) {
            json.setRootValueSeparator(null);
            Jt808DecodeListing listing = new Jt808DecodeListing(json);
            listing.writeAll(new BufferedInputStream(in, 1 << 16));
            return listing.errors;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void writeAll(InputStream in) throws IOException {
        byte[] line = new byte[MAX_LINE_LENGTH];
        int length = 0;
        int next = in.read();
        while (next >= 0) {
            if (next == '\n') {
                line(line, length);
                length = 0;
            } else if (length < MAX_LINE_LENGTH) {
                line[length++] = (byte) next;
            } else {
                skipLine(in);
                lineNumber++;
                lines.rejected("line-too-long", "more than " + MAX_LINE_LENGTH + " bytes");
                length = 0;
            }
            next = in.read();
        }
        if (length > 0) {
            line(line, length);
        }
        messages.end(lines);
    }

    private static void skipLine(InputStream in) throws IOException {
        int next = in.read();
        while (next >= 0 && next != '\n') {
            next = in.read();
        }
    }

    private void line(byte[] line, int length) {
        lineNumber++;
        switch (hexLine.read(line, length)) {
            case FRAMES -> messages.read(hexLine.frames(), 0, hexLine.length(), hexLine.timeMillis(), lines);
            case BAD -> lines.rejected(hexLine.reason(), hexLine.detail());
            case EMPTY -> {}
        }
    }

    /** One JSON line for each. */
    private final class Lines implements MessageSink, MessageJson.Errors {
        @Override
        public void message(Message message) {
            write(() -> {
                json.writeStartObject();
                new MessageJson(json, hexLine.timeMillis(), this).write(message);
                json.writeEndObject();
            });
        }

        @Override
        public void incomplete() {
            // Its message is shown when the last part has come, or as an error when it has not.
        }

        @Override
        public void skipped(String what) {
            write(() -> {
                json.writeStartObject();
                json.writeStringField("skipped", what);
                json.writeEndObject();
            });
        }

        @Override
        public void rejected(String reason, String detail) {
            write(() -> {
                json.writeStartObject();
                error(reason, detail);
                json.writeEndObject();
            });
        }

        @Override
        public void error(String reason, String detail) throws IOException {
            errors++;
            json.writeObjectFieldStart("error");
            json.writeNumberField("line", lineNumber);
            json.writeStringField("reason", reason);
            json.writeStringField("detail", detail);
            json.writeEndObject();
        }

        private void write(JsonWrite write) {
            try {
                write.run();
                json.writeRaw('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private interface JsonWrite {
        void run() throws IOException;
    }
}
