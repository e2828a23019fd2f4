package io.vigil.rule;

import io.vigil.geo.ZoneIndex;
import io.vigil.model.Schedule;
import io.vigil.model.ScheduleClock;
import io.vigil.model.Zone;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * When zones are in force for whom, asked for every report in a zone: zones with the same schedule share one clock, which
 * remembers how long its last answer holds.
 */
final class ZoneTimes {
    private final ZoneIndex index;
    private final @Nullable ScheduleClock[] clocks;

    /**
     * @param asked whether a zone will be asked for; the schedules of others are not looked at
     */
    ZoneTimes(Surroundings surroundings, IntPredicate asked) {
        index = surroundings.zones();
        Map<Schedule, ScheduleClock> shared = new HashMap<>();
        clocks = new @Nullable ScheduleClock[lastWithSchedule(asked) + 1];
        for (int i = 0; i < clocks.length; i++) {
            if (asked.test(i) && hasSchedule(i)) {
                clocks[i] = shared.computeIfAbsent(
                        index.zone(i).schedule(), schedule -> new ScheduleClock(schedule, surroundings.timeZone()));
            }
        }
    }

    private int lastWithSchedule(IntPredicate asked) {
        int last = index.size() - 1;
        while (last >= 0 && !(asked.test(last) && hasSchedule(last))) {
            last--;
        }
        return last;
    }

    private boolean hasSchedule(int ordinal) {
        return !index.zone(ordinal).schedule().windows().isEmpty();
    }

    /** Whether that zone is valid, on schedule and concerns that class at that instant. */
    boolean isInForce(int ordinal, long timeMillis, @Nullable String moverClass) {
        Zone zone = index.zone(ordinal);
        return zone.isValidAt(timeMillis) && zone.concerns(moverClass) && isOnSchedule(ordinal, timeMillis);
    }

    private boolean isOnSchedule(int ordinal, long timeMillis) {
        ScheduleClock clock = ordinal < clocks.length ? clocks[ordinal] : null;
        return clock == null || clock.isActiveAt(timeMillis);
    }
}
