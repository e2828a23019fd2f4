package io.vigil.geo;

/**
 * How a leaf is written in ints.
 *
 * <p>Two ints of head: its level and the number of zones that hold it whole; the place of its reference point and the
 * number of entries. Then these zones. Then the entries, one for each part of a zone whose edge may touch the cell: an
 * int with the zone and flags, and runs of edges. A run is an int with the number of its first edge in the zone and
 * how many there are; for areas its vertices follow, an int each, in units of the cell: 16 bits for x, 16 for y.
 * Circles have no runs; corridors no vertices, since their edges are measured in metres.
 *
 * <p>So a lookup reads a few neighbouring lines of memory. The zone's own coordinates are read only where the rounding
 * of the vertices to units leaves a doubt.
 */
final class Leaf {
    static final int HEAD = 2;

    private static final int LEVEL_SHIFT = 27;
    private static final int INSIDE_MASK = (1 << LEVEL_SHIFT) - 1;
    private static final int JITTER_SHIFT = 24;
    private static final int COUNT_MASK = (1 << JITTER_SHIFT) - 1;

    static final int AREA = 0;
    static final int CIRCLE = 1;
    static final int CORRIDOR = 2;
    private static final int KIND_SHIFT = 1;
    private static final int KIND_MASK = 3;
    private static final int TURN_SHIFT = 3;
    private static final int TURN_BIAS = 4;
    private static final int TURN_MASK = 7;
    private static final int ZONE_SHIFT = 6;

    /** One more than the highest ordinal. */
    static final int MAX_ZONES = 1 << 32 - ZONE_SHIFT;

    private static final int RUN_BITS = 8;
    private static final int FIRST_SHIFT = RUN_BITS + 1;

    /** The longest run. */
    static final int MAX_RUN = (1 << RUN_BITS) - 1;

    /** One more than the highest number of an edge. */
    static final int MAX_EDGES = 1 << 32 - FIRST_SHIFT;

    /** How many units a side of a cell is long. */
    static final int UNITS = 1 << 14;

    /** Units from the western and southern border of what can be written to those of the cell. */
    static final int MARGIN = 3 * UNITS / 2;

    /** The most that x and y can be; edges that go beyond are cut off there. */
    static final int MOST = 4 * UNITS - 1;

    private static final int Y_SHIFT = 16;
    private static final int X_MASK = (1 << Y_SHIFT) - 1;

    private Leaf() {}

    static int head(int level, int inside) {
        return level << LEVEL_SHIFT | inside;
    }

    static int level(int head) {
        return head >>> LEVEL_SHIFT;
    }

    static int inside(int head) {
        return head & INSIDE_MASK;
    }

    static int counts(int jitter, int entries) {
        return jitter << JITTER_SHIFT | entries;
    }

    static int jitter(int counts) {
        return counts >>> JITTER_SHIFT;
    }

    static int entries(int counts) {
        return counts & COUNT_MASK;
    }

    static int entry(int zone, int turn, int kind, boolean isReferenceInside) {
        return zone << ZONE_SHIFT | turn + TURN_BIAS << TURN_SHIFT | kind << KIND_SHIFT | (isReferenceInside ? 1 : 0);
    }

    static int zone(int entry) {
        return entry >>> ZONE_SHIFT;
    }

    static int turn(int entry) {
        return (entry >>> TURN_SHIFT & TURN_MASK) - TURN_BIAS;
    }

    static int kind(int entry) {
        return entry >>> KIND_SHIFT & KIND_MASK;
    }

    /** 1 where the cell's reference point is inside the part, else 0. */
    static int parityAtReference(int entry) {
        return entry & 1;
    }

    static int run(int first, int edges, boolean isLast) {
        return first << FIRST_SHIFT | edges << 1 | (isLast ? 1 : 0);
    }

    static int first(int run) {
        return run >>> FIRST_SHIFT;
    }

    static int edges(int run) {
        return run >>> 1 & MAX_RUN;
    }

    static boolean isLast(int run) {
        return (run & 1) != 0;
    }

    /** Where the runs of an entry end. */
    static int afterRuns(int[] chunk, int runs, int kind) {
        int at = runs;
        if (kind == CIRCLE) {
            return at;
        }
        int run;
        do {
            run = chunk[at];
            at += kind == AREA ? edges(run) + 2 : 1;
        } while (!isLast(run));
        return at;
    }

    static int vertex(int x, int y) {
        return y << Y_SHIFT | x;
    }

    static int x(int vertex) {
        return vertex & X_MASK;
    }

    static int y(int vertex) {
        return vertex >>> Y_SHIFT;
    }
}
