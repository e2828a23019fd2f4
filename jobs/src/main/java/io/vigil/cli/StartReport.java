package io.vigil.cli;

import java.io.PrintWriter;
import java.time.Duration;

/** Tells what a start is doing, and that it is still at it: nobody looks at a silent screen for longer than a few seconds. */
final class StartReport implements AutoCloseable {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(3);
    private static final long LOOK_MILLIS = 250;

    private final PrintWriter err;
    private final long beginNanos = System.nanoTime();
    private final Thread reminder = new Thread(this::remind, "start-report");
    private long saidNanos = beginNanos;
    private String doing = "starting";

    StartReport(PrintWriter err) {
        this.err = err;
        reminder.setDaemon(true);
        reminder.start();
    }

    /** Says what is done now. */
    synchronized void say(String message) {
        doing = message;
        saidNanos = System.nanoTime();
        err.println(message);
        err.flush();
    }

    /** The start is over: no more reminders. */
    @Override
    public void close() {
        reminder.interrupt();
    }

    private void remind() {
        try {
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                remindOnce();
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void remindOnce() {
        long now = System.nanoTime();
        if (now - saidNanos >= LONGEST_SILENCE.toNanos()) {
            saidNanos = now;
            err.println("  still " + doing + ", "
                    + Duration.ofNanos(now - beginNanos).toSeconds() + " s");
            err.flush();
        }
    }
}
