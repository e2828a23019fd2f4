package io.vigil.evaluate;

import io.vigil.model.Grant;
import io.vigil.model.MoverEvent;
import io.vigil.model.PositionReport;
import java.util.Comparator;

/** The order in which the events of a mover are judged. */
final class EventOrder {
    /**
     * Equal times: claims before positions, then by content, so that the order of arrival never shows. Of what the desk grants and
     * takes back in one instant, what ends first comes last, since the last one counts.
     */
    private static final Comparator<MoverEvent> AT_EQUAL_TIMES = Comparator.comparing(
                    (MoverEvent event) -> event instanceof PositionReport)
            .thenComparingLong(event -> event instanceof Grant grant ? -grant.untilMillis() : 0)
            .thenComparing(MoverEvent::toString);

    private EventOrder() {}

    /** Below 0 where the first is judged before the other; 0 where they are the same. */
    static int compare(long timeMillis, MoverEvent event, long otherMillis, MoverEvent other) {
        int byTime = Long.compare(timeMillis, otherMillis);
        return byTime == 0 ? AT_EQUAL_TIMES.compare(event, other) : byTime;
    }
}
