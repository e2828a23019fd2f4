package io.vigil.feeds.ais;

import io.vigil.model.PositionReport;

/**
 * Which line of the stream a sentence was, and when it was heard.
 *
 * @param lineNumber grows along the stream
 * @param timeMillis milliseconds since the epoch, or {@link PositionReport#NO_TIME}
 * @param told whether the stream itself told the time; otherwise it is the caller's, from another clock
 */
record Heard(long lineNumber, long timeMillis, boolean told) {
    boolean isTimeKnown() {
        return timeMillis != PositionReport.NO_TIME;
    }

    /** The better of two times for one message: one the stream told, else the earlier line's. */
    Heard orBetter(Heard later) {
        return later.isTimeKnown() && (!isTimeKnown() || later.told && !told)
                ? new Heard(lineNumber, later.timeMillis, later.told)
                : this;
    }

    /** Milliseconds between two sentences; 0 where their times are not known or come from different clocks. */
    long millisUntil(Heard later) {
        boolean comparable = isTimeKnown() && later.isTimeKnown() && told == later.told;
        return comparable ? Math.abs(later.timeMillis - timeMillis) : 0;
    }
}
