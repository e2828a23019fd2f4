package io.vigil.simulators.mover;

import io.vigil.model.MoverId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who drove longer than the law allows, from what was driven in all vehicles: more than four hours without a rest of twenty
 * minutes, two of them at night, eight in 24 hours, 44 in seven days (道路旅客运输企业安全管理规范 Art. 38).
 */
public final class DrivingTruth {
    private static final String RULE = "driving-time";
    private static final long STEP = 10 * DayClock.SECOND;
    private static final long REST = 20 * DayClock.MINUTE;
    private static final long CONTINUOUS = 4 * DayClock.HOUR;
    private static final long AT_NIGHT = 2 * DayClock.HOUR;
    private static final long IN_A_DAY = 8 * DayClock.HOUR;
    private static final long IN_A_WEEK = 44 * DayClock.HOUR;

    private final MoverId who;
    private final List<Drive> drives;
    private final TruthLog log;
    private long continuous;
    private long atNight;

    private DrivingTruth(MoverId who, List<Drive> drives) {
        this.who = who;
        this.drives = drives;
        log = new TruthLog(who);
    }

    /** The offences in what was driven, whoever drove it, in any order. */
    public static List<TruthInterval> of(List<Drive> drives) {
        Map<String, List<Drive>> byDriver = new TreeMap<>();
        drives.forEach(drive ->
                byDriver.computeIfAbsent(drive.who(), key -> new ArrayList<>()).add(drive));
        List<TruthInterval> all = new ArrayList<>();
        byDriver.forEach((who, own) -> {
            own.sort(Comparator.comparingLong(Drive::fromMillis));
            all.addAll(new DrivingTruth(new MoverId(who), own).offences());
        });
        return all;
    }

    private List<TruthInterval> offences() {
        Window day = new Window(drives, DayClock.DAY);
        Window week = new Window(drives, 7 * DayClock.DAY);
        long before = Long.MIN_VALUE;
        for (Drive drive : drives) {
            if (before != Long.MIN_VALUE && drive.fromMillis() - before >= REST) {
                continuous = 0;
                atNight = 0;
            }
            for (long at = drive.fromMillis(); at < drive.toMillis(); at += STEP) {
                long until = Math.min(at + STEP, drive.toMillis());
                continuous += until - at;
                atNight += isNight(at) ? until - at : 0;
                boolean tooLong = continuous > CONTINUOUS || atNight > AT_NIGHT;
                if (tooLong || day.drivenUntil(until) > IN_A_DAY || week.drivenUntil(until) > IN_A_WEEK) {
                    log.offence(RULE, until);
                }
            }
            before = drive.toMillis();
        }
        return log.intervals();
    }

    private static boolean isNight(long millis) {
        int second = DayClock.secondOfDay(millis);
        return second >= DayClock.at(22, 0) || second < DayClock.at(6, 0);
    }

    /** What was driven within a time that moves on. */
    private static final class Window {
        private final List<Drive> drives;
        private final long lengthMillis;
        private int first;
        private int next;
        private long whole;

        Window(List<Drive> drives, long lengthMillis) {
            this.drives = drives;
            this.lengthMillis = lengthMillis;
        }

        long drivenUntil(long nowMillis) {
            while (next < drives.size() && drives.get(next).toMillis() <= nowMillis) {
                whole += lengthOf(drives.get(next++));
            }
            long since = nowMillis - lengthMillis;
            while (first < next && drives.get(first).toMillis() <= since) {
                whole -= lengthOf(drives.get(first++));
            }
            long part = next < drives.size()
                    ? Math.max(0, nowMillis - drives.get(next).fromMillis())
                    : 0;
            long cut = first < next ? Math.max(0, since - drives.get(first).fromMillis()) : 0;
            return whole + part - cut;
        }

        private static long lengthOf(Drive drive) {
            return drive.toMillis() - drive.fromMillis();
        }
    }
}
