package io.vigil.json;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Reads lines of bounded length. */
final class BoundedLines {
    private BoundedLines() {}

    /** The next line, cut after one character more than allowed; null at the end. */
    static @Nullable String next(Reader reader, int maxLength) throws IOException {
        int character = reader.read();
        if (character < 0) {
            return null;
        }
        StringBuilder line = new StringBuilder();
        while (character >= 0 && character != '\n') {
            if (line.length() <= maxLength && character != '\r' && character != '\uFEFF') {
                line.append((char) character);
            }
            character = reader.read();
        }
        return line.toString();
    }
}
