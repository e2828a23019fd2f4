package io.vigil.model;

/** Anything that is told about one mover at one event time. */
public sealed interface MoverEvent permits PositionReport, IdentityReport {
    /** The mover it is about. */
    MoverId mover();

    /** The sender's own time, milliseconds since the epoch UTC. */
    long eventTimeMillis();

    /** When it reached us, milliseconds since the epoch UTC, or {@link PositionReport#NO_TIME}. */
    long receivedTimeMillis();
}
