package io.vigil.console.store;

/** The database does not answer now; the same call may succeed later. */
public final class StoreAwayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoreAwayException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
