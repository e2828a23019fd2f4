package io.vigil.console.record;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Something that writes one JSON value. */
@FunctionalInterface
public interface JsonWriter {
    void write(JsonGenerator out) throws IOException;

    /** The bytes of that value. */
    default byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = RecordFields.JSON.createGenerator(bytes)) {
            write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /** That value as one line. */
    default String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}
