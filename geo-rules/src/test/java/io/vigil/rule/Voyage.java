package io.vigil.rule;

/** Writes the table of a voyage for {@link io.vigil.scene.Scene}: legs along the x axis with a report every so many seconds. */
final class Voyage {
    private final StringBuilder table = new StringBuilder();
    private final double y;
    private long everySeconds = 60;
    private double x;
    private long seconds;

    Voyage(double x, double y) {
        this.x = x;
        this.y = y;
    }

    /** From now on a report every so many seconds. */
    Voyage every(long newSeconds) {
        everySeconds = newSeconds;
        return this;
    }

    /** The clock starts at that second of the day. */
    Voyage from(long newSeconds) {
        seconds = newSeconds;
        return this;
    }

    /** East for some time; west at a negative speed. The last report of the leg is one interval before its end. */
    Voyage sail(double minutes, double knots, String words) {
        long end = seconds + Math.round(60 * minutes);
        while (seconds < end) {
            row(Math.abs(knots), words);
            seconds += everySeconds;
            x += knots * 0.514444 * everySeconds;
        }
        return this;
    }

    Voyage pause(long minutes) {
        seconds += 60 * minutes;
        return this;
    }

    Voyage to(double newX) {
        x = newX;
        return this;
    }

    Voyage row(double knots, String words) {
        table.append("%ds %.2f,%.0f %skn %s%n".formatted(seconds, x, y, knots, words));
        return this;
    }

    double x() {
        return x;
    }

    @Override
    public String toString() {
        return table.toString();
    }
}
