package io.vigil.cli;

import io.vigil.jobs.ReplayProgress;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Locale;

/** One line on a terminal that says how far long work is and how long it will take, and nothing where nobody watches. */
final class Progress implements ReplayProgress {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean watched;
    private final long startNanos = System.nanoTime();
    private long expected = -1;
    private long atStart;
    private boolean shown;

    Progress(PrintWriter err, boolean watched) {
        this.err = err;
        this.watched = watched;
    }

    /** How many events there will be; -1 where nobody knows. */
    synchronized Progress of(long count) {
        expected = count;
        return this;
    }

    @Override
    public synchronized void events(long count) {
        if (watched) {
            shown = true;
            atStart = atStart < 0 ? count : atStart;
            double seconds = Math.max(1e-3, (System.nanoTime() - startNanos) / 1e9);
            err.print(CLEAR_LINE + text(count, atStart, expected, seconds));
            err.flush();
        }
    }

    @Override
    public synchronized void resumed(LocalDate lastDay) {
        clear();
        err.println("goes on after " + lastDay + ", where it ended before");
        err.flush();
        // What was read then says nothing of the speed now.
        atStart = -1;
    }

    /**
     * What is said.
     *
     * @param count events read, those of an earlier start included
     * @param before those of an earlier start
     * @param expected how many there will be, or -1
     * @param seconds since this start
     */
    static String text(long count, long before, long expected, double seconds) {
        double rate = (count - before) / seconds;
        String read = String.format(Locale.ROOT, "%,d events read, %,.0f/s", count, rate);
        if (expected < count || rate <= 0) {
            return read;
        }
        long left = Math.round((expected - count) / rate);
        return String.format(
                Locale.ROOT,
                "%s, %d %% of %,d, %d:%02d left",
                read,
                100 * count / Math.max(1, expected),
                expected,
                left / 60,
                left % 60);
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
