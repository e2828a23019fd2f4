package io.vigil.model;

/** Anything that is told about one mover at one event time. */
public sealed interface MoverEvent permits PositionReport, IdentityReport, PassReport, Disposition, Grant, Withdrawal {
    /** The mover it is about. */
    MoverId mover();

    /** The sender's own time, milliseconds since the epoch UTC. */
    long eventTimeMillis();

    /** When it reached us, milliseconds since the epoch UTC, or {@link PositionReport#NO_TIME}. */
    long receivedTimeMillis();

    /** What it is, in counts and messages: {@code position}, {@code identity}, {@code pass}, {@code disposition}, {@code withdrawal}. */
    String word();

    /** The same, said of another mover: used when the registry knows whose terminal it is. */
    MoverEvent withMover(MoverId other);
}
