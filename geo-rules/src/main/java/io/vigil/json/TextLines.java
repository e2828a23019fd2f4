package io.vigil.json;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Walks over the lines of a UTF-8 file; what is no text or too long is a fault of its line, and the next line counts. */
final class TextLines {
    /** Larger files are refused. */
    static final long MAX_BYTES = 256L << 20;

    /** A longer line is a fault; bytes. */
    static final int MAX_LINE_BYTES = 1 << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final FaultList faults;
    private final Visitor visitor;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 10);
    private boolean overlong;
    private long number;

    private TextLines(FaultList faults, Visitor visitor) {
        this.faults = faults;
        this.visitor = visitor;
    }

    /** Takes one line that is not blank, without its end. */
    interface Visitor {
        void line(String text, String place);
    }

    static void read(Path file, FaultList faults, Visitor visitor) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                faults.add("file", "has " + Files.size(file) + " bytes, allowed are " + MAX_BYTES, "split it");
                return;
            }
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                new TextLines(faults, visitor).readAll(in);
            }
        } catch (IOException e) {
            faults.add("file", "cannot be read: " + IoReason.of(e), null);
        }
    }

    private void readAll(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        int count = in.read(buffer);
        while (count >= 0) {
            int from = 0;
            for (int i = 0; i < count; i++) {
                if (buffer[i] == '\n') {
                    append(buffer, from, i);
                    finish();
                    from = i + 1;
                }
            }
            append(buffer, from, count);
            count = in.read(buffer);
        }
        if (line.size() > 0 || overlong) {
            finish();
        }
    }

    private void append(byte[] buffer, int from, int to) {
        int length = Math.min(to - from, MAX_LINE_BYTES - line.size());
        overlong |= length < to - from;
        line.write(buffer, from, length);
    }

    private void finish() {
        number++;
        String place = "line " + number;
        byte[] bytes = line.toByteArray();
        line.reset();
        if (overlong) {
            overlong = false;
            faults.add(place, "is longer than " + MAX_LINE_BYTES + " bytes", null);
            return;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            String clean = number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            if (!clean.isBlank()) {
                visitor.line(clean.endsWith("\r") ? clean.substring(0, clean.length() - 1) : clean, place);
            }
        } catch (CharacterCodingException e) {
            faults.add(place, "is not UTF-8", null);
        }
    }
}
