package io.vigil.tune;

import io.vigil.model.ContentHash;
import io.vigil.score.Episode;
import java.util.TreeSet;

/**
 * Which warnings and labels the search does not see: those of every third mover, and those of every third week where the data is
 * three weeks long. What is chosen on the rest must hold on them, or it was fitted to chance.
 *
 * @param firstMillis begin of the data
 * @param lastMillis its end
 */
record HoldOut(long firstMillis, long lastMillis) {
    private static final long WEEK_MILLIS = 7 * 24 * 3_600_000L;
    private static final int PARTS = 3;

    boolean holds(Episode episode) {
        return isOfMover(episode) || isByWeek() && isOfWeek(episode.fromMillis());
    }

    /** Length of the data, an hour at least. */
    double hours() {
        return Math.max(1, (lastMillis - firstMillis) / 3_600_000.0);
    }

    boolean isByWeek() {
        return lastMillis - firstMillis >= PARTS * WEEK_MILLIS;
    }

    private static boolean isOfMover(Episode episode) {
        String movers = String.join(" ", new TreeSet<>(episode.movers()));
        return Math.floorMod(ContentHash.bits64(movers), PARTS) == 0;
    }

    /** Weeks since the epoch, begun on Mondays. */
    private static boolean isOfWeek(long millis) {
        long week = Math.floorDiv(millis + 3 * (WEEK_MILLIS / 7), WEEK_MILLIS);
        return Math.floorMod(week, PARTS) == 0;
    }
}
