package io.vigil.rule;

import static io.vigil.rule.Parameter.count;
import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.numbersByName;
import static io.vigil.rule.Parameter.texts;

import io.vigil.geo.ZoneIndex;
import io.vigil.geo.ZonePasses;
import io.vigil.model.PositionReport;
import io.vigil.model.Tier;
import io.vigil.model.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Warns when the terminal of a moving vehicle goes silent, and when its first fix after a silence is far from the last
 * one before: 离线位移.
 *
 * <p>Any report breaks a silence, one without a fix too: a terminal in a tunnel goes on talking. A vehicle in a tunnel, or
 * about to enter one, may be silent; of a displacement only the way outside such zones counts. A terminal that logged out
 * in good order is not offline, but it must not be displaced either. Each displacement is a warning of its own, which
 * stays open for a day, or until an operator has said what it was. One that later turns out to have been recorded (0x0704) is not yet withdrawn: late reports are
 * counted, not judged. Nor is a silence of the whole feed told apart from that of one terminal.
 *
 * <p>Five numbers are remembered of a vehicle.
 */
public final class OfflineDisplacementRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "offline-displacement",
            "V09",
            "离线位移",
            "Offline displacement",
            "The terminal of a moving vehicle sends nothing for too long outside tunnels and without logging out; or its"
                    + " first fix after such a silence is far from the last one before.",
            "行驶中车辆的终端在隧道之外、未注销而长时间无数据；或静默后的第一个位置与之前相距过远。",
            "Data have come without a break for ten minutes; a displacement after a day or an operator's final word.",
            "数据连续不断满十分钟；位移则在一天后或由值班员终结。",
            "道路运输车辆动态监督管理办法 (terminals must stay online); Hunan indicators of 联网联控 (离线位移; limits are proposals)",
            true,
            Onset.VEHICLE.withCount(1, 1).withClear(1, Duration.ofMinutes(10)),
            List.of(
                    numbersByName(
                            "offMinutesByClass",
                            new TreeMap<>(Map.of("hazmat", 10.0)),
                            "longest silence by class, min",
                            "各车型最长静默，分"),
                    number("offMinutes", 30, 1, 10_000, "longest silence of all other classes, min", "其余车型最长静默，分"),
                    numbersByName(
                            "displacementKmByClass",
                            new TreeMap<>(Map.of("hazmat", 2.0)),
                            "longest way from the last fix to the first after a silence by class, km",
                            "各车型静默前后位置的最大距离，km"),
                    number("displacementKm", 5, 0.1, 1_000, "the same for all other classes, km", "其余车型静默前后位置的最大距离，km"),
                    number(
                            "plausibleKmh",
                            160,
                            10,
                            400,
                            "a displacement at a higher mean speed is an error, km/h",
                            "平均速度高于此值的位移视为错误，km/h"),
                    number("moveSpeedKmh", 5, 0, 60, "from this speed on it is moving, km/h", "达到此速度视为行驶，km/h"),
                    texts(
                            "blindTypes",
                            List.of("tunnel", "blind"),
                            "zone types in which terminals are not heard",
                            "终端收不到信号的区域类型"),
                    number(
                            "blindAheadM",
                            1_000,
                            1,
                            20_000,
                            "so far ahead of the last fix counts as in such a zone, m",
                            "最后位置前方此距离内视为在此类区域，米"),
                    count(
                            "repeat",
                            3,
                            2,
                            3,
                            "so many times within repeatWithin make it orange",
                            "在 repeatWithin 内重复此次数升为橙色"),
                    duration("repeatWithin", "P30D", "PT1H", "period in which repetitions count", "统计重复的时间段"),
                    duration("closeAfter", "P1D", "PT1M", "a displacement stays open for so long", "位移预警保持未结的时间")),
            List.of(),
            OfflineDisplacementRule::new);

    private static final int HEARD_MILLIS = 0;
    private static final int HEARD_BEFORE_MILLIS = 1;
    private static final int MOVING = 2;
    private static final int LAST_INCIDENT_MILLIS = 3;
    /** The two incidents before, minutes since the epoch. */
    private static final int EARLIER_INCIDENTS = 4;

    private static final int SILENT_SECONDS = 0;
    private static final int DISPLACED_METERS = 1;
    private static final int INCIDENTS = 2;
    private static final int FOUND_MILLIS = 3;

    private static final long MINUTE_MILLIS = 60_000;
    /** Minutes since the epoch fit for another century. */
    private static final long MINUTES_RADIX = 1L << 26;
    /** The clocks of terminal and gateway may differ by so much. */
    private static final long CLOCKS_DIFFER_MILLIS = 60_000;

    private static final String DISPLACEMENT_KEY = "displacement/";

    private final ZoneIndex zones;
    private final ToDoubleFunction<@Nullable String> offMillis;
    private final ToDoubleFunction<@Nullable String> displacementMeters;
    private final double plausibleMps;
    private final double moveSpeedMps;
    private final ZoneSelection blind;
    private final double blindAheadMeters;
    private final int repeat;
    private final long repeatMillis;
    private final long closeMillis;
    private final Onset onset;

    OfflineDisplacementRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        zones = surroundings.zones();
        offMillis = byClass(parameters, "offMinutes", MINUTE_MILLIS);
        displacementMeters = byClass(parameters, "displacementKm", 1_000);
        plausibleMps = Units.kphToMps(parameters.number("plausibleKmh"));
        moveSpeedMps = Units.kphToMps(parameters.number("moveSpeedKmh"));
        blind = new ZoneSelection(surroundings, parameters.texts("blindTypes"));
        blindAheadMeters = parameters.number("blindAheadM");
        repeat = parameters.count("repeat");
        repeatMillis = parameters.millis("repeatWithin");
        closeMillis = parameters.millis("closeAfter");
        onset = config.onset();
    }

    private static ToDoubleFunction<@Nullable String> byClass(Parameters parameters, String name, double unit) {
        Map<String, Double> own = Map.copyOf(parameters.numbersByName(name + "ByClass"));
        double others = parameters.number(name) * unit;
        return moverClass -> {
            Double value = moverClass == null ? null : own.get(moverClass);
            return value == null ? others : value * unit;
        };
    }

    @Override
    public int memorySize() {
        return 5;
    }

    @Override
    public int measureCount() {
        return 4;
    }

    @Override
    public boolean seesFaults() {
        return true;
    }

    @Override
    public boolean warnsOfSilence() {
        return true;
    }

    @Override
    public boolean endsWithDisposition() {
        return true;
    }

    /** A displacement is over when somebody has looked into it; a silence, when data come again. */
    @Override
    public boolean endsWithDisposition(Subject subject) {
        return subject.key().startsWith(DISPLACEMENT_KEY);
    }

    @Override
    public void observe(ReportView view, double[] memory) {
        memory[HEARD_BEFORE_MILLIS] = memory[HEARD_MILLIS];
        memory[HEARD_MILLIS] = view.timeMillis();
        if (view.fault() == null && !Double.isNaN(view.speedMps())) {
            memory[MOVING] = view.speedMps() >= moveSpeedMps ? 1 : 0;
        }
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (view.isSilence()) {
            out.mover(Stage.BREACH);
        } else if (isDisplaced(view, memory)) {
            out.named(displacementKey(memory), Stage.BREACH);
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        if (subject.key().startsWith(DISPLACEMENT_KEY)) {
            return judgeDisplacement(view, subject, memory, measures);
        }
        if (!view.isSilence()) {
            double silentMillis = view.timeMillis() - memory[HEARD_BEFORE_MILLIS];
            measures[SILENT_SECONDS] = Math.max(measures[SILENT_SECONDS], silentMillis / 1000);
            // After a break the ten minutes begin anew.
            return silentMillis > onset.maxGapMillis() ? Verdict.NEAR : Verdict.FAILS;
        }
        double silentMillis = view.timeMillis() - memory[HEARD_MILLIS];
        if (silentMillis < offMillis.applyAsDouble(view.moverClass())
                || memory[MOVING] != 1
                || isLoggedOut(view, memory)
                || isBlind(view)) {
            return Verdict.UNKNOWN;
        }
        measures[SILENT_SECONDS] = silentMillis / 1000;
        measures[INCIDENTS] = noteIncident(memory, (long) memory[HEARD_MILLIS]);
        return Verdict.PROVEN;
    }

    private Verdict judgeDisplacement(ReportView view, Subject subject, double[] memory, double[] measures) {
        if (measures[FOUND_MILLIS] == 0) {
            measures[FOUND_MILLIS] = view.timeMillis();
            measures[DISPLACED_METERS] = view.movedMeters();
            measures[SILENT_SECONDS] = (view.timeMillis() - memory[HEARD_BEFORE_MILLIS]) / 1000;
            measures[INCIDENTS] = noteIncident(memory, (long) memory[HEARD_BEFORE_MILLIS]);
            return Verdict.PROVEN;
        }
        return view.timeMillis() - measures[FOUND_MILLIS] >= closeMillis ? Verdict.ENDS : Verdict.NEAR;
    }

    private boolean isDisplaced(ReportView view, double[] memory) {
        PositionReport previous = view.previous();
        double before = memory[HEARD_BEFORE_MILLIS];
        boolean wasSilent = view.timeMillis() - before >= offMillis.applyAsDouble(view.moverClass());
        if (!wasSilent || view.fault() != null || previous == null) {
            return false;
        }
        // A vehicle that talked on without a fix was not offline.
        boolean wasLocated = before - previous.eventTimeMillis() <= onset.maxGapMillis();
        double allowedMeters = displacementMeters.applyAsDouble(view.moverClass());
        return wasLocated
                && view.movedMeters() > allowedMeters
                && view.movedMeters() * 1000 <= plausibleMps * view.gapMillis()
                && view.movedMeters() * (1 - blindShare(view, previous)) > allowedMeters;
    }

    /** Share of the straight way from the last fix to this one that lies in blind zones. */
    private double blindShare(ReportView view, PositionReport previous) {
        double share = 0;
        ZonePasses passes = new ZonePasses();
        for (int i = 0; i < view.crossed().size(); i++) {
            int zone = view.crossed().ordinal(i);
            if (blind.isActive(zone, view.timeMillis(), view.moverClass())) {
                zones.passes(
                        zone,
                        previous.latitude(),
                        previous.longitude(),
                        view.report().latitude(),
                        view.report().longitude(),
                        passes);
                for (int pass = 0; pass < passes.size(); pass++) {
                    share += passes.exitFraction(pass) - passes.entryFraction(pass);
                }
            }
        }
        return Math.min(1, share);
    }

    private boolean isBlind(ReportView view) {
        return !blind.isEmpty()
                && (blind.anyActive(view.hits(), view.timeMillis(), view.moverClass())
                        || blind.anyActive(
                                view.ahead(blindAheadMeters, blind.ordinals()), view.timeMillis(), view.moverClass()));
    }

    private static boolean isLoggedOut(ReportView view, double[] memory) {
        return view.loggedOutMillis() != PositionReport.NO_TIME
                && view.loggedOutMillis() >= memory[HEARD_MILLIS] - CLOCKS_DIFFER_MILLIS;
    }

    /** Notes a silence, once; answers how many there were within the period, this one included, at most three. */
    private int noteIncident(double[] memory, long beginMillis) {
        if (memory[LAST_INCIDENT_MILLIS] != beginMillis) {
            if (!Double.isNaN(memory[LAST_INCIDENT_MILLIS])) {
                long lastMinute = (long) memory[LAST_INCIDENT_MILLIS] / MINUTE_MILLIS;
                long secondMinute =
                        Double.isNaN(memory[EARLIER_INCIDENTS]) ? 0 : (long) memory[EARLIER_INCIDENTS] % MINUTES_RADIX;
                memory[EARLIER_INCIDENTS] = secondMinute * MINUTES_RADIX + lastMinute;
            }
            memory[LAST_INCIDENT_MILLIS] = beginMillis;
        }
        if (Double.isNaN(memory[EARLIER_INCIDENTS])) {
            return 1;
        }
        long earliest = (beginMillis - repeatMillis) / MINUTE_MILLIS;
        long earlier = (long) memory[EARLIER_INCIDENTS];
        return 1 + (earlier % MINUTES_RADIX >= earliest ? 1 : 0) + (earlier / MINUTES_RADIX >= earliest ? 1 : 0);
    }

    @Override
    public long sinceMillis(ReportView view, double[] memory) {
        return (long) memory[view.isSilence() ? HEARD_MILLIS : HEARD_BEFORE_MILLIS];
    }

    @Override
    public long deadlineMillis(ReportView view, double[] memory, boolean hasEpisodes) {
        long now = view.timeMillis();
        long off = (long) (memory[HEARD_MILLIS] + offMillis.applyAsDouble(view.moverClass()));
        long due = memory[MOVING] == 1 && off > now ? off : Long.MAX_VALUE;
        return hasEpisodes ? Math.min(due, nextCloseMillis(now, memory)) : due;
    }

    /** A displacement is found at its report, which is the last one heard unless others have come since. */
    private long nextCloseMillis(long now, double[] memory) {
        long close = (long) memory[HEARD_MILLIS] + closeMillis;
        return close > now ? close : Long.MAX_VALUE;
    }

    @Override
    public @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        boolean stricter = MoverClasses.isHazmat(view.moverClass()) || measures[INCIDENTS] >= repeat;
        return stricter ? Tier.ORANGE : null;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        long minutes = Math.round(measures[SILENT_SECONDS] / 60);
        double offMinutes = offMillis.applyAsDouble(view.moverClass()) / MINUTE_MILLIS;
        out.measured("offlineMinutes", measures[SILENT_SECONDS] / 60)
                .measured("incidents", measures[INCIDENTS])
                .threshold("offMinutes", offMinutes)
                .threshold("repeat", repeat);
        if (!subject.key().startsWith(DISPLACEMENT_KEY)) {
            out.message(
                    "行驶中离线" + minutes + "分钟,门限" + shown(offMinutes) + "分钟",
                    "offline for " + minutes + " min while moving, limit " + shown(offMinutes) + " min");
            return;
        }
        double km = measures[DISPLACED_METERS] / 1000;
        double limitKm = displacementMeters.applyAsDouble(view.moverClass()) / 1000;
        out.measured("displacedKm", km)
                .threshold("displacementKm", limitKm)
                .message(
                        "离线" + minutes + "分钟后位移" + shown(km) + "公里,门限" + shown(limitKm) + "公里",
                        "displaced by " + shown(km) + " km after " + minutes + " min offline, limit " + shown(limitKm)
                                + " km");
    }

    private static String displacementKey(double[] memory) {
        return DISPLACEMENT_KEY + Instant.ofEpochMilli((long) memory[HEARD_BEFORE_MILLIS]);
    }

    private static String shown(double value) {
        double tenths = Math.rint(value * 10) / 10;
        return tenths == Math.rint(tenths) ? Long.toString((long) tenths) : Double.toString(tenths);
    }
}
