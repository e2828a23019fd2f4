package io.vigil.pair;

import io.vigil.model.ContentHash;

/**
 * At which instants the tracks of two movers are held against each other, and what stands for a mover between two fixes.
 * The instants are the multiples of the step since the epoch, the same for everybody, so that no third mover is needed to
 * know when two are compared.
 *
 * @param stepMillis time between two instants, above 0
 * @param method what stands between two fixes
 * @param reachMillis interpolated: the longest gap between two fixes that is bridged; reckoned: the oldest fix that still
 *     stands for its mover; 0 or more
 */
public record PairGrid(long stepMillis, Method method, long reachMillis) {
    /** What stands for a mover between two fixes. */
    public enum Method {
        /** The straight way from the fix before to the fix after: exact, but known only with the fix after. */
        INTERPOLATED,
        /** The fix before, carried on by its speed and course: known at once. */
        RECKONED
    }

    public PairGrid {
        if (stepMillis <= 0 || reachMillis < 0) {
            throw new IllegalArgumentException(
                    "stepMillis=" + stepMillis + " must be above 0, reachMillis=" + reachMillis + " 0 or more");
        }
    }

    /** The first instant of the grid after that time. */
    public long nextAfter(long timeMillis) {
        return (Math.floorDiv(timeMillis, stepMillis) + 1) * stepMillis;
    }

    /** How far event time must be beyond an instant until everybody's place at it is known. */
    public long lagMillis() {
        return method == Method.INTERPOLATED ? reachMillis : 0;
    }

    /** The same for equal grids in every run. */
    public long id() {
        return ContentHash.bits64(method.name() + ' ' + stepMillis + ' ' + reachMillis);
    }
}
