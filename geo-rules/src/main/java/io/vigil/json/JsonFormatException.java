package io.vigil.json;

/** A JSON text is not what it must be; the message names the field, its value and the allowed range. */
public final class JsonFormatException extends RuntimeException {
    /** With what is wrong. */
    public JsonFormatException(String message) {
        super(message, null, false, false);
    }
}
