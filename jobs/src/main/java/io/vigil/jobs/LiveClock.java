package io.vigil.jobs;

import io.vigil.model.MoverEvent;
import io.vigil.model.PositionReport;

/** How far a live stream has come, told by its events but not by a terminal whose clock runs ahead. */
final class LiveClock {
    private LiveClock() {}

    /**
     * The event's own time, at most the time it was received, or the broker's time stamp where that is not known: one
     * terminal with a clock of next year must not make every other mover look silent.
     */
    static long trusted(MoverEvent event, long brokerMillis) {
        long receivedMillis = event.receivedTimeMillis();
        if (receivedMillis != PositionReport.NO_TIME) {
            return Math.min(event.eventTimeMillis(), receivedMillis);
        }
        return brokerMillis > 0 ? Math.min(event.eventTimeMillis(), brokerMillis) : event.eventTimeMillis();
    }
}
