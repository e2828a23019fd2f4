package io.vigil.console.record;

/** A record of a topic is not what the contract says; the reader counts it and goes on. */
public final class MalformedRecordException extends Exception {
    /** The reason names the field, its value and what it must be. */
    public MalformedRecordException(String reason) {
        super(reason, null, false, false);
    }
}
