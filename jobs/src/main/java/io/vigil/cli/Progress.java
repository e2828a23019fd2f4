package io.vigil.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** One line on a terminal that says how far long work is, and nothing where nobody watches. */
final class Progress {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean watched;
    private final long startNanos = System.nanoTime();
    private boolean shown;

    Progress(PrintWriter err, boolean watched) {
        this.err = err;
        this.watched = watched;
    }

    /** So many events have been read. */
    synchronized void events(long count) {
        if (watched) {
            shown = true;
            double seconds = Math.max(1e-3, (System.nanoTime() - startNanos) / 1e9);
            err.printf(Locale.ROOT, "%s%,d events read, %,.0f/s", CLEAR_LINE, count, count / seconds);
            err.flush();
        }
    }

    /** Takes the line away; what follows begins on an empty one. */
    synchronized void clear() {
        if (shown) {
            shown = false;
            err.print(CLEAR_LINE);
            err.flush();
        }
    }
}
