package io.vigil.console;

import io.javalin.http.HttpStatus;

/** A request cannot be done, with the status and the sentence of the answer. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final HttpStatus status;

    RefusedException(HttpStatus status, String reason) {
        super(reason, null, false, false);
        this.status = status;
    }

    /** The request is wrong in itself. */
    static RefusedException wrong(String reason) {
        return new RefusedException(HttpStatus.BAD_REQUEST, reason);
    }

    /** There is no such thing, or none that the user may see; the answer does not tell which. */
    static RefusedException unknown(String what) {
        return new RefusedException(HttpStatus.NOT_FOUND, "no such " + what);
    }

    HttpStatus status() {
        return status;
    }
}
