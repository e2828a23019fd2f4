package io.vigil.rule;

import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.numbersByName;
import static io.vigil.rule.Parameter.texts;
import static io.vigil.rule.Parameter.timeOfDay;

import io.vigil.geo.ZoneHits;
import io.vigil.geo.ZoneIndex;
import io.vigil.model.Tier;
import io.vigil.model.Units;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Warns when a vehicle stays above its speed limit: the lowest of the limits of the zones it is in and that of its class.
 * The transition that closes it tells for how long it was above.
 *
 * <p>The hold is there because a single GNSS fix can be wrong by tens of km/h under a bridge; for the same reason a
 * reported speed that the distance travelled does not bear out is not believed.
 */
public final class OverspeedRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "overspeed",
            "V05",
            "超速行驶",
            "Overspeed",
            "A vehicle stays above the lowest limit of zone and class by more than the tolerance. The excess decides the"
                    + " tier: to 20 % blue, to 50 % yellow, above orange; coaches and hazmat one tier up.",
            "车速高于区域与车型限速中较低者并超出容许比例。按超出比例定级：20% 以内蓝，50% 以内黄，以上橙；客车与危货车提高一级。",
            "Three reports in a row at or below the limit.",
            "连续三次报告不高于限速。",
            "道路交通安全法实施条例 Art. 78 (100 km/h for large vehicles); 危险货物道路运输安全管理办法 Art. 46 (80, off the motorway 60 km/h);"
                    + " 国发〔2012〕30号 (coaches at night 80 % of the day's limit)",
            false,
            Onset.VEHICLE.withHold(Duration.ofSeconds(10)).withClear(3, Duration.ZERO),
            List.of(
                    number("tolerance", 0.10, 0, 1, "share above the limit that is tolerated", "容许超出限速的比例"),
                    numbersByName(
                            "classLimitsKmh",
                            new TreeMap<>(Map.of(
                                    "scheduled-coach", 100.0,
                                    "tour-coach", 100.0,
                                    "charter-coach", 100.0,
                                    "hazmat", 80.0,
                                    "heavy-truck", 100.0,
                                    "school-bus", 80.0)),
                            "limits by class, km/h",
                            "各车型限速，km/h"),
                    texts("motorwayTypes", List.of("expressway"), "zone types that are motorway", "高速公路的区域类型"),
                    numbersByName(
                            "offMotorwayLimitsKmh",
                            new TreeMap<>(),
                            "limits by class outside zones of motorwayTypes, km/h; by law hazmat 60, school buses 60;"
                                    + " for where every motorway is loaded as such a zone",
                            "在 motorwayTypes 区域之外各车型限速，km/h；法定危货车60、校车60；仅当全部高速公路均已作为此类区域载入时使用"),
                    number("otherLimitKmh", 120, 1, 300, "limit of all other classes, km/h", "其余车型限速，km/h"),
                    texts(
                            "nightClasses",
                            List.of("scheduled-coach", "tour-coach", "charter-coach"),
                            "classes with a lower limit at night",
                            "夜间限速较低的车型"),
                    number("nightFactor", 0.8, 0.1, 1, "their limit at night as a share of the day's", "夜间限速为白天的比例"),
                    timeOfDay("nightFrom", "22:00", "begin of the night, local time", "夜间开始，当地时间"),
                    timeOfDay("nightTo", "06:00", "end of the night, local time", "夜间结束，当地时间"),
                    number(
                            "impliedShare",
                            0.5,
                            0,
                            1,
                            "a reported speed is believed if the distance travelled bears out this share of it",
                            "行驶距离至少印证此比例时才采信上报速度")),
            List.of(),
            OverspeedRule::new);

    /** Attribute of a zone: its own limit at night, km/h, as JT/T 808-2019 regions have it. */
    private static final String NIGHT_LIMIT = "nightSpeedLimitKmh";

    private static final int PEAK_MPS = 0;
    private static final int LIMIT_MPS = 1;
    private static final int OVER_SECONDS = 2;
    private static final int WORST_EXCESS = 3;
    private static final int LAST_OVER_MILLIS = 4;
    /** Over shorter times the rounding of position and time says nothing about speed. */
    private static final long SHORTEST_IMPLIED_MILLIS = 5_000;

    private final ZoneTimes times;
    /** By ordinal, the limit of a zone; NaN where it has none. */
    private final double[] zoneLimitsMps;
    /** The same at night. */
    private final double[] zoneNightLimitsMps;

    private final boolean hasNightLimits;
    private final ZoneSelection motorways;
    private final Map<String, Double> offMotorwayMps = new HashMap<>();

    private final double tolerance;
    private final Map<String, ClassLimit> classLimits = new HashMap<>();
    private final ClassLimit otherLimit;
    private final double nightFactor;
    private final int nightFromMillis;
    private final int nightToMillis;
    private final double impliedShare;
    private final Onset onset;

    OverspeedRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        ZoneIndex zones = surroundings.zones();
        zoneLimitsMps = new double[zones.size()];
        Arrays.setAll(
                zoneLimitsMps, ordinal -> Units.kphToMps(zones.zone(ordinal).speedLimitKph()));
        zoneNightLimitsMps = new double[zones.size()];
        Arrays.setAll(
                zoneNightLimitsMps,
                ordinal -> zones.zone(ordinal).attributes().get(NIGHT_LIMIT) instanceof Number kph
                        ? Units.kphToMps(kph.doubleValue())
                        : Double.NaN);
        hasNightLimits = Arrays.stream(zoneNightLimitsMps).anyMatch(limit -> !Double.isNaN(limit));
        times = new ZoneTimes(
                surroundings,
                ordinal -> !Double.isNaN(zoneLimitsMps[ordinal]) || !Double.isNaN(zoneNightLimitsMps[ordinal]));
        motorways = new ZoneSelection(surroundings, parameters.texts("motorwayTypes"));
        if (!motorways.isEmpty()) {
            parameters
                    .numbersByName("offMotorwayLimitsKmh")
                    .forEach((moverClass, kph) -> offMotorwayMps.put(moverClass, Units.kphToMps(kph)));
        }
        tolerance = parameters.number("tolerance");
        otherLimit = new ClassLimit(Units.kphToMps(parameters.number("otherLimitKmh")), false);
        parameters
                .texts("nightClasses")
                .forEach(moverClass -> classLimits.put(moverClass, new ClassLimit(otherLimit.limitMps, true)));
        parameters
                .numbersByName("classLimitsKmh")
                .forEach((moverClass, kph) -> classLimits.put(
                        moverClass, new ClassLimit(Units.kphToMps(kph), classLimits.containsKey(moverClass))));
        nightFactor = parameters.number("nightFactor");
        nightFromMillis = parameters.millisOfDay("nightFrom");
        nightToMillis = parameters.millisOfDay("nightTo");
        impliedShare = parameters.number("impliedShare");
        onset = config.onset();
    }

    /** The limit of a class, and whether it is lower at night. */
    private record ClassLimit(double limitMps, boolean isNightLimited) {}

    @Override
    public int measureCount() {
        return 5;
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        out.mover(Stage.BREACH);
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        double speedMps = view.report().speedMps();
        if (Double.isNaN(speedMps)) {
            return Verdict.UNKNOWN;
        }
        double limitMps = limitMps(view);
        if (speedMps <= limitMps) {
            return Verdict.FAILS;
        }
        if (speedMps <= limitMps * (1 + tolerance)) {
            return Verdict.NEAR;
        }
        if (!isBorneOut(view, speedMps)) {
            return Verdict.UNKNOWN;
        }
        measures[PEAK_MPS] = Math.max(measures[PEAK_MPS], speedMps);
        if (speedMps / limitMps - 1 > measures[WORST_EXCESS]) {
            measures[WORST_EXCESS] = speedMps / limitMps - 1;
            measures[LIMIT_MPS] = limitMps;
        }
        HeldTime.add(view, measures, OVER_SECONDS, LAST_OVER_MILLIS, onset.maxGapMillis());
        return Verdict.HOLDS;
    }

    @Override
    public @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        Tier tier = measures[WORST_EXCESS] > 0.5 ? Tier.ORANGE : measures[WORST_EXCESS] > 0.2 ? Tier.YELLOW : Tier.BLUE;
        boolean stricter = MoverClasses.isCoach(view.moverClass()) || MoverClasses.isHazmat(view.moverClass());
        return stricter ? tier.raised(1) : tier;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        long peakKph = Math.round(Units.mpsToKph(measures[PEAK_MPS]));
        long limitKph = Math.round(Units.mpsToKph(measures[LIMIT_MPS]));
        long excessPercent = Math.round(measures[WORST_EXCESS] * 100);
        out.measured("peakKmh", Units.mpsToKph(measures[PEAK_MPS]))
                .measured("excessPercent", measures[WORST_EXCESS] * 100)
                .measured("overSeconds", measures[OVER_SECONDS])
                .threshold("limitKmh", Units.mpsToKph(measures[LIMIT_MPS]))
                .threshold("tolerancePercent", tolerance * 100)
                .message(
                        "超速" + excessPercent + "%:最高时速" + peakKph + "公里,限速" + limitKph + "公里",
                        "overspeed by " + excessPercent + " %: peak " + peakKph + " km/h, limit " + limitKph + " km/h");
    }

    private double limitMps(ReportView view) {
        String moverClass = view.moverClass();
        ClassLimit ofClass = moverClass == null ? otherLimit : classLimits.getOrDefault(moverClass, otherLimit);
        boolean isNight = (ofClass.isNightLimited || hasNightLimits)
                && LocalClock.isWithin(view.localMillisOfDay(), nightFromMillis, nightToMillis);
        double limitMps = Math.min(ofClass.limitMps, offMotorwayMps(view, moverClass));
        ZoneHits hits = view.hits();
        for (int i = 0; i < hits.size(); i++) {
            int ordinal = hits.ordinal(i);
            // NaN compares false: a zone without a limit changes nothing.
            if (zoneLimitsMps[ordinal] < limitMps && times.isInForce(ordinal, view.timeMillis(), moverClass)) {
                limitMps = zoneLimitsMps[ordinal];
            }
        }
        if (isNight && ofClass.isNightLimited) {
            limitMps *= nightFactor;
        }
        return isNight ? Math.min(limitMps, zoneNightLimitMps(view)) : limitMps;
    }

    private double offMotorwayMps(ReportView view, @Nullable String moverClass) {
        Double limitMps = moverClass == null || offMotorwayMps.isEmpty() ? null : offMotorwayMps.get(moverClass);
        return limitMps == null || motorways.anyActive(view.hits(), view.timeMillis(), moverClass)
                ? Double.POSITIVE_INFINITY
                : limitMps;
    }

    /** A limit that is for the night is not lowered for it once more. */
    private double zoneNightLimitMps(ReportView view) {
        double limitMps = Double.POSITIVE_INFINITY;
        for (int i = 0; i < view.hits().size(); i++) {
            int ordinal = view.hits().ordinal(i);
            if (zoneNightLimitsMps[ordinal] < limitMps
                    && times.isInForce(ordinal, view.timeMillis(), view.moverClass())) {
                limitMps = zoneNightLimitsMps[ordinal];
            }
        }
        return limitMps;
    }

    /** The chord between two fixes is shorter than the road, hence only a share of the speed is asked for. */
    private boolean isBorneOut(ReportView view, double speedMps) {
        long gapMillis = view.gapMillis();
        if (gapMillis < SHORTEST_IMPLIED_MILLIS || gapMillis > onset.maxGapMillis()) {
            return true;
        }
        return view.movedMeters() * 1000 >= speedMps * impliedShare * gapMillis;
    }
}
