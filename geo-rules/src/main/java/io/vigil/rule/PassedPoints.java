package io.vigil.rule;

/** Which points along a section lie ahead, which were stopped at, which were passed without a stop: in one number. */
final class PassedPoints {
    private static final int MASK_BITS = DescentSection.MOST_POINTS;
    private static final long MASK = (1L << MASK_BITS) - 1;
    private static final int NEXT_SHIFT = 2 * MASK_BITS;

    private PassedPoints() {}

    /** On the way to that point, the first is 0. */
    static long at(int next) {
        return (long) next << NEXT_SHIFT;
    }

    static int next(long points) {
        return (int) (points >> NEXT_SHIFT);
    }

    /** Has stopped at a point. */
    static long stop(long points, int point) {
        return points | 1L << point;
    }

    static boolean isStoppedAt(long points, int point) {
        return (points >> point & 1) != 0;
    }

    /** Has passed a point without a stop. */
    static long skip(long points, int point) {
        return points | 1L << (MASK_BITS + point);
    }

    /** A mask of the points passed without a stop. */
    static long skipped(long points) {
        return points >> MASK_BITS & MASK;
    }

    static long withoutSkipped(long points) {
        return points & ~(MASK << MASK_BITS);
    }

    /** The next point is that one; of those ahead after going back nothing is known. */
    static long moveTo(long points, int next) {
        if (next >= next(points)) {
            return points & ~(-1L << NEXT_SHIFT) | at(next);
        }
        long behind = (1L << next) - 1;
        return points & (behind | behind << MASK_BITS) | at(next);
    }
}
