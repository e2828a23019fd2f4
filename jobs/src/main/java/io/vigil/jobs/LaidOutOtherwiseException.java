package io.vigil.jobs;

import io.vigil.model.MoverId;

/** By the registry of the replay a report is another mover's than by that of the archive, so it lies with the wrong one. */
final class LaidOutOtherwiseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LaidOutOtherwiseException(MoverId mover, MoverId laidOutBy) {
        super("a report of " + mover + " lies with those of " + laidOutBy);
    }
}
