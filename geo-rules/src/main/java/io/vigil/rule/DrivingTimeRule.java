package io.vigil.rule;

import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.timeOfDay;
import static io.vigil.rule.Parameter.word;

import io.vigil.model.MoverKind;
import io.vigil.model.PositionReport;
import io.vigil.model.Tier;
import io.vigil.model.Units;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Warns when somebody drives too long: without a rest, at night without a rest, within 24 hours, within 7 days.
 *
 * <p>The time between two reports counts as what the first of them showed. A silence longer than the longest gap is
 * neither driving nor rest and is reported as unknown, with one exception: where the vehicle stood before and after it, at
 * the same place and with the same odometer, it has rested. Terminals sleep when the engine is off, and a night at the
 * depot would else be told as a week at the wheel. And a driver whose card comes back into a reader after it was out of
 * it, or after another's was in it, has not driven in between. After a very long silence nobody can say what it continues.
 *
 * <p>The limit at night is for what was driven at night: who has driven three hours by day does not break it when the clock
 * strikes ten. Stops are not driving time, but only a stop of the full rest begins it anew.
 *
 * <p>Where the driver is known his time is counted over all vehicles he drives, else the vehicle's. Remembers 26 numbers,
 * about 210 bytes.
 */
public final class DrivingTimeRule implements Rule {
    private static final String DRIVER = "driver";
    private static final String VEHICLE = "vehicle";
    /** What a driver says of himself: since when he has driven the vehicle he is in, milliseconds since the epoch. */
    private static final String DRIVES_SINCE = "drivesSince";

    static final RuleKind KIND = new RuleKind(
            "driving-time",
            "V04",
            "疲劳驾驶",
            "Driving time",
            "Somebody drives more than 4 h without 20 min of rest, or more than 2 h of it at night, or more than 8 h in 24 h"
                    + " or 44 h in 7 days. A blue notice comes half an hour before.",
            "连续驾驶超过4小时未休息20分钟，或夜间超过2小时，或24小时内超过8小时、7天内超过44小时。提前半小时发出蓝色提示。",
            "A rest of 20 minutes; the sums when they are ten minutes below their limit.",
            "休息满20分钟；累计值则须低于限值十分钟。",
            "道路旅客运输企业安全管理规范 (2018) Art. 38; 道路交通安全法实施条例 Art. 62 (7)",
            true,
            Onset.VEHICLE.withCount(1, 1).withClear(1, Duration.ZERO).withMerge(Duration.ZERO),
            List.of(
                    duration("continuous", "PT4H", "PT1M", "longest driving without a rest", "不休息的最长连续驾驶时间"),
                    duration(
                            "continuousAtNight",
                            "PT2H",
                            "PT1M",
                            "longest driving at night without a rest",
                            "夜间不休息的最长连续驾驶时间"),
                    duration("rest", "PT20M", "PT1M", "shortest stop that is a rest", "算作休息的最短停车时间"),
                    duration("in24Hours", "PT8H", "PT1M", "longest driving within 24 hours", "24小时内最长驾驶时间"),
                    duration("in7Days", "PT44H", "PT1M", "longest driving within 7 days", "7天内最长驾驶时间"),
                    timeOfDay("nightFrom", "22:00", "begin of the night, local time", "夜间开始，当地时间"),
                    timeOfDay("nightTo", "06:00", "end of the night, local time", "夜间结束，当地时间"),
                    duration(
                            "notice",
                            "PT30M",
                            "PT0S",
                            "how long before a limit the notice comes; zero: none",
                            "在到达限值前多久提示；零为不提示"),
                    duration(
                            "orangeAfter",
                            "PT30M",
                            "PT0S",
                            "driving beyond a limit from which it is orange",
                            "超过限值多久升为橙色"),
                    duration("redAfter", "PT1H", "PT0S", "driving beyond a limit from which it is red", "超过限值多久升为红色"),
                    duration("clearBelow", "PT10M", "PT0S", "how far below its limit a sum clears", "累计值低于限值多少才解除"),
                    number("stopSpeedKmh", 3, 0, 20, "below this speed it stands, km/h", "低于此速度视为停车，km/h"),
                    number(
                            "samePlaceM",
                            200,
                            0,
                            5_000,
                            "a silence from a stop to a stop so near is a rest, m",
                            "静默前后停车位置相距在此以内视为休息，米"),
                    duration(
                            "forgetAfter",
                            "PT10H",
                            "PT1H",
                            "a silence so long ends what was driven without a rest",
                            "静默达到此时长后，之前的连续驾驶不再计"),
                    word(
                            "follow",
                            DRIVER,
                            List.of(DRIVER, VEHICLE),
                            "whose time counts: the driver's where he is known," + " or always the vehicle's",
                            "按谁计时：已知驾驶员时按驾驶员，或始终按车辆")),
            List.of(),
            DrivingTimeRule::new);

    private static final String CONTINUOUS = "continuous";
    private static final String DAY_SUM = "24h";
    private static final String WEEK_SUM = "7d";
    private static final List<String> KEYS = List.of(CONTINUOUS, DAY_SUM, WEEK_SUM);

    private static final int LAST_MILLIS = 0;
    private static final int IS_DRIVING = 1;
    private static final int DRIVEN_MILLIS = 2;
    private static final int NIGHT_MILLIS = 3;
    private static final int REST_MILLIS = 4;
    private static final int UNKNOWN_MILLIS = 5;
    private static final int SUMS = 6;
    private static final RollingSum DAY =
            new RollingSum(SUMS, Duration.ofMinutes(30).toMillis(), 48);
    private static final RollingSum WEEK =
            new RollingSum(SUMS + DAY.size(), Duration.ofHours(3).toMillis(), 56);
    private static final int MEMORY = SUMS + DAY.size() + WEEK.size();

    private static final int REACHED_MILLIS = 0;
    private static final int REACHED_UNKNOWN_MILLIS = 1;
    /** Whether it is the limit at night. */
    private static final int AT_NIGHT = 2;

    private final long restMillis;
    private final Limit continuous;
    private final Limit atNight;
    private final Limit inDay;
    private final Limit inWeek;
    private final int nightFromMillis;
    private final int nightToMillis;
    private final long noticeMillis;
    private final long orangeAfterMillis;
    private final long redAfterMillis;
    private final double stopSpeedMps;
    private final double samePlaceMeters;
    private final long forgetAfterMillis;
    private final boolean followsDriver;
    private final long maxGapMillis;

    DrivingTimeRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        restMillis = parameters.millis("rest");
        long clearBelow = parameters.millis("clearBelow");
        continuous = new Limit(parameters.millis("continuous"), 0, "连续驾驶", "driven without a rest");
        atNight = new Limit(parameters.millis("continuousAtNight"), 0, "夜间连续驾驶", "driven at night without a rest");
        inDay = new Limit(parameters.millis("in24Hours"), clearBelow, "24小时内累计驾驶", "driven within 24 h");
        inWeek = new Limit(parameters.millis("in7Days"), clearBelow, "7日内累计驾驶", "driven within 7 days");
        nightFromMillis = parameters.millisOfDay("nightFrom");
        nightToMillis = parameters.millisOfDay("nightTo");
        noticeMillis = parameters.millis("notice");
        orangeAfterMillis = parameters.millis("orangeAfter");
        redAfterMillis = parameters.millis("redAfter");
        stopSpeedMps = Units.kphToMps(parameters.number("stopSpeedKmh"));
        samePlaceMeters = parameters.number("samePlaceM");
        forgetAfterMillis = parameters.millis("forgetAfter");
        followsDriver = parameters.text("follow").equals(DRIVER);
        maxGapMillis = config.onset().maxGapMillis();
    }

    /**
     * One of the limits.
     *
     * @param clearBelowMillis how far below it clears
     */
    private record Limit(long limitMillis, long clearBelowMillis, String zh, String en) {}

    @Override
    public long reachMillis() {
        return Duration.ofDays(7).toMillis();
    }

    @Override
    public int memorySize() {
        return MEMORY;
    }

    @Override
    public int measureCount() {
        return 3;
    }

    @Override
    public boolean judges(MoverKind kind) {
        return kind == MoverKind.VEHICLE || kind == MoverKind.DRIVER && followsDriver;
    }

    @Override
    public void observe(ReportView view, double[] memory) {
        if (isDriversOwn(view)) {
            memory[LAST_MILLIS] = Double.NaN;
            return;
        }
        long now = view.timeMillis();
        double speedMps = view.speedMps();
        boolean isFirst = Double.isNaN(memory[LAST_MILLIS]);
        if (isFirst || hasNewDriver(view, memory)) {
            Arrays.fill(memory, 0);
        } else {
            count(view, memory, (long) memory[LAST_MILLIS], now);
        }
        memory[LAST_MILLIS] = now;
        if (!Double.isNaN(speedMps)) {
            memory[IS_DRIVING] = speedMps >= stopSpeedMps ? 1 : 0;
            memory[REST_MILLIS] = memory[IS_DRIVING] == 1 ? 0 : memory[REST_MILLIS];
        }
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (view.isSilence() || Double.isNaN(memory[LAST_MILLIS]) || memory[IS_DRIVING] == 0) {
            return;
        }
        for (String key : KEYS) {
            long beyond = beyondMillis(key, view, memory);
            if (beyond > 0) {
                out.named(key, Stage.BREACH);
            } else if (isNotice(beyond)) {
                out.named(key, Stage.PRE);
            }
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        if (view.isSilence()) {
            return Verdict.UNKNOWN;
        }
        if (Double.isNaN(memory[LAST_MILLIS])) {
            return Verdict.ENDS;
        }
        String key = subject.key();
        long beyond = beyondMillis(key, view, memory);
        boolean isBreach = subject.stage() == Stage.BREACH;
        if (isBreach ? beyond > 0 : isNotice(beyond)) {
            if (memory[IS_DRIVING] == 0) {
                return Verdict.NEAR;
            }
            measures[AT_NIGHT] = key.equals(CONTINUOUS) && isNightWorse(memory) ? 1 : 0;
            measures[REACHED_MILLIS] = beyond + limit(key, measures[AT_NIGHT] == 1).limitMillis;
            measures[REACHED_UNKNOWN_MILLIS] = memory[UNKNOWN_MILLIS];
            return Verdict.PROVEN;
        }
        return isBreach && beyond >= -limit(key, false).clearBelowMillis && !key.equals(CONTINUOUS)
                ? Verdict.NEAR
                : Verdict.ENDS;
    }

    @Override
    public @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        double beyond = measures[REACHED_MILLIS] - limit(subject.key(), measures[AT_NIGHT] == 1).limitMillis;
        return beyond >= redAfterMillis ? Tier.RED : beyond >= orangeAfterMillis ? Tier.ORANGE : null;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        Limit limit = limit(subject.key(), measures[AT_NIGHT] == 1);
        String driven = hours(measures[REACHED_MILLIS]);
        String most = hours(limit.limitMillis);
        double unknownMinutes = measures[REACHED_UNKNOWN_MILLIS] / 60_000;
        String vehicle = view.claim("vehicle");
        if (vehicle != null) {
            out.measured("vehicle", vehicle);
        }
        boolean isNotice = subject.stage() == Stage.PRE;
        String unknownZh = unknownMinutes < 1 ? "" : ",另有" + Math.round(unknownMinutes) + "分钟无数据";
        String unknownEn = unknownMinutes < 1 ? "" : ", another " + Math.round(unknownMinutes) + " min unknown";
        out.measured("limit", measures[AT_NIGHT] == 1 ? "night" : subject.key())
                .measured("drivenMinutes", measures[REACHED_MILLIS] / 60_000)
                .measured("unknownMinutes", unknownMinutes)
                .threshold("limitMinutes", limit.limitMillis / 60_000.0)
                .threshold("restMinutes", restMillis / 60_000.0)
                .message(
                        limit.zh + driven + (isNotice ? ",将达到限值" : ",超过限值") + most + unknownZh,
                        driven + " h " + limit.en + ", limit " + most + " h" + unknownEn);
    }

    /** Where the driver's time is counted, that of a vehicle whose driver is known is not counted twice. */
    private boolean isDriversOwn(ReportView view) {
        return followsDriver && view.mover().kind() == MoverKind.VEHICLE && view.driver() != null;
    }

    private boolean hasNewDriver(ReportView view, double[] memory) {
        return view.mover().kind() == MoverKind.VEHICLE && view.driverChangedMillis() > memory[LAST_MILLIS];
    }

    private void count(ReportView view, double[] memory, long from, long to) {
        long gap = to - from;
        boolean isShort = gap <= maxGapMillis;
        boolean drove = isShort && memory[IS_DRIVING] == 1;
        DAY.pass(memory, from, to, drove);
        WEEK.pass(memory, from, to, drove);
        if (drove) {
            memory[DRIVEN_MILLIS] += gap;
            memory[NIGHT_MILLIS] += LocalClock.overlapMillis(
                    view.localMillisOfDay() - gap, view.localMillisOfDay(), nightFromMillis, nightToMillis);
        } else if (isShort || hasStoodStill(view, memory) || hasTakenTheWheelSince(view, from)) {
            memory[REST_MILLIS] += gap;
        } else {
            memory[REST_MILLIS] = 0;
            memory[UNKNOWN_MILLIS] += gap;
        }
        if (memory[REST_MILLIS] >= restMillis || gap >= forgetAfterMillis) {
            memory[DRIVEN_MILLIS] = 0;
            memory[NIGHT_MILLIS] = 0;
            memory[UNKNOWN_MILLIS] = 0;
        }
    }

    /** Between two turns at the wheel, of one vehicle or of two, a driver does not drive. */
    private static boolean hasTakenTheWheelSince(ReportView view, long millis) {
        String since = view.mover().kind() == MoverKind.DRIVER ? view.claim(DRIVES_SINCE) : null;
        return since != null && Long.parseLong(since) > millis;
    }

    private boolean hasStoodStill(ReportView view, double[] memory) {
        PositionReport before = view.previous();
        PositionReport now = view.report();
        if (before == null || memory[IS_DRIVING] == 1 || !(now.speedMps() < stopSpeedMps)) {
            return false;
        }
        // NaN compares false: without odometers the places decide.
        boolean hasTurned = Math.abs(now.odometerMeters() - before.odometerMeters()) > samePlaceMeters;
        return view.movedMeters() <= samePlaceMeters && !hasTurned;
    }

    /** How far beyond its limit that time is, ms; of the two limits without a rest, the one that is worse. */
    private long beyondMillis(String key, ReportView view, double[] memory) {
        return switch (key) {
            case DAY_SUM -> DAY.sumMillis(memory, view.timeMillis()) - inDay.limitMillis;
            case WEEK_SUM -> WEEK.sumMillis(memory, view.timeMillis()) - inWeek.limitMillis;
            default -> isNightWorse(memory)
                    ? (long) memory[NIGHT_MILLIS] - atNight.limitMillis
                    : (long) memory[DRIVEN_MILLIS] - continuous.limitMillis;
        };
    }

    private boolean isNightWorse(double[] memory) {
        return memory[NIGHT_MILLIS] - atNight.limitMillis > memory[DRIVEN_MILLIS] - continuous.limitMillis;
    }

    private boolean isNotice(long beyond) {
        return beyond <= 0 && beyond >= -noticeMillis && noticeMillis > 0;
    }

    private Limit limit(String key, boolean isAtNight) {
        return switch (key) {
            case DAY_SUM -> inDay;
            case WEEK_SUM -> inWeek;
            default -> isAtNight ? atNight : continuous;
        };
    }

    private static String hours(double millis) {
        long minutes = Math.round(millis / 60_000);
        return minutes / 60 + ":" + (minutes % 60 < 10 ? "0" : "") + minutes % 60;
    }
}
