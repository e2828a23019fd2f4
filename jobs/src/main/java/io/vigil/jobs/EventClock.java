package io.vigil.jobs;

/**
 * How far the stream has come, and from which event time on something decided now can still hold for all: a second of wall
 * clock ahead of the newest event, however fast event time runs, so that every subtask has heard of it before its events get
 * there.
 */
final class EventClock {
    /** How far ahead in wall clock. */
    static final long LEAD_MILLIS = 1_000;

    private static final int TICKS = 64;

    private final long[] eventMillis = new long[TICKS];
    private final long[] wallMillis = new long[TICKS];
    private int count;
    private long newestMillis = Long.MIN_VALUE;

    /** The stream has come to an event time, at a moment of the wall clock. */
    void tick(long eventTimeMillis, long nowMillis) {
        if (eventTimeMillis <= newestMillis) {
            return;
        }
        newestMillis = eventTimeMillis;
        int last = (count - 1) % TICKS;
        // A slot spans a sixteenth of the lead at least, so that the ring reaches back beyond it at any rate of ticks.
        if (count == 0 || nowMillis - wallMillis[last] >= LEAD_MILLIS / 16) {
            last = count++ % TICKS;
            wallMillis[last] = nowMillis;
        }
        eventMillis[last] = eventTimeMillis;
    }

    boolean isKnown() {
        return newestMillis != Long.MIN_VALUE;
    }

    long newestMillis() {
        return newestMillis;
    }

    /**
     * As far ahead of the newest event as event time has advanced in the last second, and a second at least.
     */
    long boundaryMillis(long nowMillis) {
        long before = newestMillis;
        for (int i = Math.max(0, count - TICKS); i < count; i++) {
            if (nowMillis - wallMillis[i % TICKS] <= LEAD_MILLIS) {
                before = eventMillis[Math.max(Math.max(0, count - TICKS), i - 1) % TICKS];
                break;
            }
        }
        return newestMillis + Math.max(LEAD_MILLIS, newestMillis - before);
    }
}
