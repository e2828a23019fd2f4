package io.vigil.rule;

import io.vigil.model.Schedule;
import io.vigil.model.ScheduleClock;
import io.vigil.model.SchedulePeriod;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When which province bans whom, by the province's name: a text such as {@code 22:00-06:00 2020-01-01/2026-01-01}, several
 * with commas between. Windows are local time and may run over midnight; of the dates, the first is included, the second
 * not, and either may be missing. What is banned on holidays is said by dates alone.
 */
final class CurfewTable {
    /** Stands for every province without an entry of its own. */
    static final String OTHERS = "*";

    /** A province that bans nothing. */
    static final String NONE = "none";

    private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 1, 1);

    private final Map<String, Ban> bans = new HashMap<>();

    CurfewTable(Map<String, String> entries, ZoneId timeZone) {
        entries.forEach((province, text) -> {
            Schedule schedule = parse(text);
            bans.put(province, new Ban(schedule, timeZone));
        });
    }

    /** Whether a text is well formed. */
    static boolean isWellFormed(String text) {
        try {
            parse(text);
            return true;
        } catch (DateTimeException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether the ban of that province is on. */
    boolean isOn(String province, long timeMillis) {
        Ban ban = ban(province);
        return ban != null && ban.now.isActiveAt(timeMillis);
    }

    /** Whether it was on at an earlier instant; asked in step with {@link #isOn}, so that both are fast. */
    boolean wasOn(String province, long timeMillis) {
        Ban ban = ban(province);
        return ban != null && ban.before.isActiveAt(timeMillis);
    }

    /**
     * The first instant after another at which the ban of that province begins or ends, or {@link Long#MAX_VALUE}.
     *
     * @param province its name, or null for the first change of any
     */
    long nextChangeAfter(@Nullable String province, long timeMillis) {
        long next = Long.MAX_VALUE;
        if (province == null) {
            for (Ban ban : bans.values()) {
                next = Math.min(next, ban.nextChangeAfter(timeMillis));
            }
            return next;
        }
        Ban ban = ban(province);
        return ban == null ? next : ban.nextChangeAfter(timeMillis);
    }

    private @Nullable Ban ban(String province) {
        Ban own = bans.get(province);
        Ban ban = own == null ? bans.get(OTHERS) : own;
        // A schedule without windows means always; here it means never.
        return ban == null || ban.schedule.windows().isEmpty() ? null : ban;
    }

    private static Schedule parse(String text) {
        List<Schedule.Window> windows = new ArrayList<>();
        if (!text.strip().equals(NONE)) {
            for (String entry : text.split(",", -1)) {
                windows.add(window(entry.strip()));
            }
        }
        return new Schedule(windows);
    }

    private static Schedule.Window window(String entry) {
        String[] words = entry.split("\\s+");
        boolean hasTimes = words[0].contains(":");
        if (words.length > (hasTimes ? 2 : 1)) {
            throw new IllegalArgumentException(entry);
        }
        LocalTime from = LocalTime.MIDNIGHT;
        LocalTime to = LocalTime.MIDNIGHT;
        if (hasTimes) {
            String[] times = words[0].split("-", -1);
            if (times.length != 2) {
                throw new IllegalArgumentException(entry);
            }
            from = LocalTime.parse(times[0]);
            to = times[1].equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(times[1]);
        }
        String dates = hasTimes ? words.length == 2 ? words[1] : "/" : words[0];
        return new Schedule.Window(Set.of(), from, to, period(dates));
    }

    private static @Nullable SchedulePeriod period(String dates) {
        String[] ends = dates.split("/", -1);
        if (ends.length != 2) {
            throw new IllegalArgumentException(dates);
        }
        if (ends[0].isEmpty() && ends[1].isEmpty()) {
            return null;
        }
        LocalDate from = ends[0].isEmpty() ? FIRST : LocalDate.parse(ends[0]);
        LocalDate to = ends[1].isEmpty() ? LAST : LocalDate.parse(ends[1]);
        return new SchedulePeriod.Dated(from.atStartOfDay(), to.atStartOfDay());
    }

    private static final class Ban {
        private final Schedule schedule;
        private final ZoneId timeZone;
        private final ScheduleClock now;
        private final ScheduleClock before;

        private Ban(Schedule schedule, ZoneId timeZone) {
            this.schedule = schedule;
            this.timeZone = timeZone;
            now = new ScheduleClock(schedule, timeZone);
            before = new ScheduleClock(schedule, timeZone);
        }

        private long nextChangeAfter(long timeMillis) {
            return schedule.nextChangeAfter(timeMillis, timeZone);
        }
    }
}
