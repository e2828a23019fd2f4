package io.vigil.pair;

/** How something about a pair came to be known. */
public enum PairChange {
    /** In its turn. */
    TOLD,
    /** Only when a mover's past was judged again. */
    LATE,
    /** A mover's past was judged again, and it is not so. */
    WITHDRAWN
}
