package io.vigil.cli;

/** The options together make no sense; found after parsing. One line, no line breaks. */
public final class WrongUseException extends RuntimeException {
    /** What is wrong and what would be right. */
    public WrongUseException(String message) {
        super(message);
    }
}
