package io.vigil.jobs;

import java.time.LocalDate;

/** Is told how far a replay is. */
public interface ReplayProgress {
    /** So many events have been read. */
    void events(long count);

    /** A replay that was killed goes on after a day, UTC. */
    default void resumed(LocalDate lastDay) {}
}
