package io.vigil.rule;

import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.texts;

import io.vigil.geo.Geodesy;
import io.vigil.geo.RouteLine;
import io.vigil.model.PositionReport;
import io.vigil.model.Route;
import io.vigil.model.StatusFlag;
import io.vigil.model.Tier;
import io.vigil.model.Units;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Warns when a vehicle stands where nobody should stand for so long, and says of every vehicle whether it is under way
 * ({@code moving}), at rest ({@code stopped}) or standing abnormally ({@code abnormal-stop}).
 *
 * <p>A stop begins with the first report at rest and goes on for as long as the reports stay around its place; the place
 * follows them slowly, so that noise averages out. A report that says it moves, but not away, neither counts nor ends the
 * stop. A vehicle that fell silent at rest is taken to stand still, but only after {@code silence}: where reports come,
 * they decide. The next stop farther on is a warning of its own, hence nothing is merged. A mandatory stop of an approved
 * route is recorded as permitted.
 *
 * <p>Five numbers are remembered of a vehicle.
 */
public final class AbnormalStopRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "abnormal-stop",
            "V07",
            "异常停车",
            "Abnormal stop",
            "A vehicle stands on an expressway, a ramp, in a tunnel, or long elsewhere, outside depots and service areas;"
                    + " or with dangerous goods near a school, hospital or market.",
            "车辆停在高速公路、匝道、隧道，或在场站、服务区之外其他地点久停；或危货车停在学校、医院、市场附近。",
            "Moved 200 m from where it stood.",
            "离开停车位置200米。",
            "JT/T 808 alarm bit 19 (超时停车); GB/T 35658-2017 6.1.2.1; 道路交通安全法实施条例 Art. 82 (no stopping on expressways)",
            true,
            Onset.VEHICLE.withCount(1, 1).withClear(1, Duration.ZERO).withMerge(Duration.ZERO),
            List.of(
                    number("stopSpeedKmh", 3, 0.5, 20, "below this speed it is at rest, km/h", "低于此速度视为停车，km/h"),
                    number("radiusM", 50, 5, 500, "so far from its place it is the same stop, m", "离停车位置在此以内算同一次停车，米"),
                    number("exitM", 200, 10, 10_000, "so far from its place the stop is over, m", "离停车位置达到此距离即结束，米"),
                    duration("expresswayLimit", "PT3M", "PT10S", "longest stop on an expressway", "高速公路上最长停车时间"),
                    duration("rampLimit", "PT2M", "PT10S", "longest stop on a ramp or in a tunnel", "匝道或隧道内最长停车时间"),
                    duration("ordinaryLimit", "PT30M", "PT1M", "longest stop elsewhere", "其他地点最长停车时间"),
                    duration(
                            "hazmatLimit",
                            "PT10M",
                            "PT1M",
                            "longest stop of hazmat near a sensitive site",
                            "危货车在敏感场所附近最长停车时间"),
                    number("sensitiveM", 200, 0, 5_000, "so near is near a sensitive site, m", "距离在此以内视为靠近敏感场所，米"),
                    texts("expresswayTypes", List.of("expressway"), "zone types that are expressway", "高速公路的区域类型"),
                    texts("rampTypes", List.of("ramp", "tunnel"), "zone types that are ramp or tunnel", "匝道或隧道的区域类型"),
                    texts(
                            "ordinaryTypes",
                            List.of(),
                            "zone types in which ordinaryLimit holds; empty means wherever nothing else does",
                            "适用 ordinaryLimit 的区域类型；空表示其余全部地点"),
                    texts(
                            "sensitiveTypes",
                            List.of("sensitive", "school", "hospital", "market"),
                            "zone types that are sensitive sites",
                            "敏感场所的区域类型"),
                    texts(
                            "exemptTypes",
                            List.of("depot", "service-area", "cooling-point"),
                            "zone types in which any stop is in order",
                            "停车均属正常的区域类型"),
                    duration(
                            "redAfter",
                            "PT10M",
                            "PT1M",
                            "on expressways, ramps and in tunnels red from then on",
                            "在高速公路、匝道、隧道内停多久升为红色"),
                    duration(
                            "silence",
                            "PT2M",
                            "PT0S",
                            "a silence this long at rest goes on as a stop",
                            "停车中静默达到此时长仍算停车")),
            List.of(),
            AbnormalStopRule::new);

    /** Words of {@link #state}. */
    static final String MOVING_WORD = "moving";

    static final String STOPPED_WORD = "stopped";
    static final String ABNORMAL_WORD = "abnormal-stop";

    /** Begin of the stop, ms, or {@link #MOVING}. */
    private static final int SINCE_MILLIS = 0;

    private static final int LATITUDE = 1;
    private static final int LONGITUDE = 2;
    private static final int NEAR_SENSITIVE = 3;
    /** From when on it is abnormal by what is known. */
    private static final int DUE_MILLIS = 4;

    private static final double MOVING = -1;

    private static final int BEGAN_MILLIS = 0;
    private static final int STOPPED_SECONDS = 1;
    private static final int PLACE = 2;
    private static final int AT_LATITUDE = 3;
    private static final int AT_LONGITUDE = 4;

    /** Share of a new fix in the place of the stop. */
    private static final double FOLLOWING = 0.125;

    private enum Place {
        EXEMPT("", ""),
        ORDINARY("道路", "on the road"),
        SENSITIVE("敏感场所附近", "near a sensitive site"),
        EXPRESSWAY("高速公路", "on the expressway"),
        RAMP("匝道或隧道", "on a ramp or in a tunnel");

        private final String zh;
        private final String en;

        Place(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }
    }

    private static final Place[] PLACES = Place.values();

    private final List<RouteLine> routes;
    private final double stopSpeedMps;
    private final double radiusMeters;
    private final double exitMeters;
    private final double sensitiveMeters;
    private final long[] limitMillis = new long[PLACES.length];
    private final ZoneSelection expressways;
    private final ZoneSelection ramps;
    private final ZoneSelection ordinary;
    private final ZoneSelection sensitive;
    private final ZoneSelection exempt;
    private final boolean ordinaryEverywhere;
    private final long redAfterMillis;
    private final long silenceMillis;

    AbnormalStopRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        routes = surroundings.routes();
        stopSpeedMps = Units.kphToMps(parameters.number("stopSpeedKmh"));
        radiusMeters = parameters.number("radiusM");
        exitMeters = parameters.number("exitM");
        sensitiveMeters = parameters.number("sensitiveM");
        limitMillis[Place.EXEMPT.ordinal()] = Long.MAX_VALUE;
        limitMillis[Place.ORDINARY.ordinal()] = parameters.millis("ordinaryLimit");
        limitMillis[Place.SENSITIVE.ordinal()] = parameters.millis("hazmatLimit");
        limitMillis[Place.EXPRESSWAY.ordinal()] = parameters.millis("expresswayLimit");
        limitMillis[Place.RAMP.ordinal()] = parameters.millis("rampLimit");
        expressways = new ZoneSelection(surroundings, parameters.texts("expresswayTypes"));
        ramps = new ZoneSelection(surroundings, parameters.texts("rampTypes"));
        ordinary = new ZoneSelection(surroundings, parameters.texts("ordinaryTypes"));
        sensitive = new ZoneSelection(surroundings, parameters.texts("sensitiveTypes"));
        exempt = new ZoneSelection(surroundings, parameters.texts("exemptTypes"));
        ordinaryEverywhere = parameters.texts("ordinaryTypes").isEmpty();
        redAfterMillis = parameters.millis("redAfter");
        silenceMillis = parameters.millis("silence");
    }

    @Override
    public int memorySize() {
        return 5;
    }

    @Override
    public int measureCount() {
        return 5;
    }

    @Override
    public boolean tellsState() {
        return true;
    }

    @Override
    public @Nullable String state(long timeMillis, double[] memory) {
        if (memory[SINCE_MILLIS] == MOVING) {
            return MOVING_WORD;
        }
        if (Double.isNaN(memory[SINCE_MILLIS])) {
            return null;
        }
        return timeMillis >= memory[DUE_MILLIS] ? ABNORMAL_WORD : STOPPED_WORD;
    }

    @Override
    public void observe(ReportView view, double[] memory) {
        double speedMps = view.speedMps();
        if (Double.isNaN(speedMps)) {
            return;
        }
        boolean isStop = memory[SINCE_MILLIS] > 0;
        boolean isAtRest = speedMps < stopSpeedMps || isStop && isSwitchedOff(view.report());
        if (isStop && metersFrom(memory[LATITUDE], memory[LONGITUDE], view) <= radiusMeters) {
            if (isAtRest) {
                memory[LATITUDE] += FOLLOWING * (view.report().latitude() - memory[LATITUDE]);
                memory[LONGITUDE] += FOLLOWING
                        * (Geodesy.unwrapLongitude(view.report().longitude(), memory[LONGITUDE]) - memory[LONGITUDE]);
                noteDue(view, memory);
            } else if (view.timeMillis() < memory[DUE_MILLIS]) {
                memory[DUE_MILLIS] = Double.POSITIVE_INFINITY;
            }
        } else if (isAtRest) {
            begin(view, memory);
        } else {
            memory[SINCE_MILLIS] = MOVING;
        }
    }

    private void begin(ReportView view, double[] memory) {
        PositionReport report = view.report();
        memory[SINCE_MILLIS] = view.timeMillis();
        memory[LATITUDE] = report.latitude();
        memory[LONGITUDE] = report.longitude();
        memory[DUE_MILLIS] = Double.POSITIVE_INFINITY;
        boolean isNear = MoverClasses.isHazmat(view.moverClass())
                && sensitive.anyActiveWithin(
                        report.latitude(), report.longitude(), sensitiveMeters, view.timeMillis(), view.moverClass());
        memory[NEAR_SENSITIVE] = isNear ? 1 : 0;
        noteDue(view, memory);
    }

    /** A report at rest after the limit proves it; before the limit the next report is waited for, a while. */
    private void noteDue(ReportView view, double[] memory) {
        long limit = limitMillis[place(view, memory).ordinal()];
        double limitReached = limit == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : memory[SINCE_MILLIS] + limit;
        long now = view.timeMillis();
        if (limitReached > now) {
            memory[DUE_MILLIS] = Math.max(limitReached, now + silenceMillis);
        } else if (memory[DUE_MILLIS] > now) {
            memory[DUE_MILLIS] = now;
        }
    }

    private Place place(ReportView view, double[] memory) {
        if (isIn(exempt, view)) {
            return Place.EXEMPT;
        }
        if (isIn(ramps, view)) {
            return Place.RAMP;
        }
        if (isIn(expressways, view)) {
            return Place.EXPRESSWAY;
        }
        if (memory[NEAR_SENSITIVE] == 1) {
            return Place.SENSITIVE;
        }
        return ordinaryEverywhere || isIn(ordinary, view) ? Place.ORDINARY : Place.EXEMPT;
    }

    private static boolean isIn(ZoneSelection zones, ReportView view) {
        return !zones.isEmpty() && zones.anyActive(view.hits(), view.timeMillis(), view.moverClass());
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (isAbnormal(view, memory)) {
            out.mover(Stage.BREACH);
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        if (isAbnormal(view, memory)) {
            if (measures[BEGAN_MILLIS] == 0) {
                measures[BEGAN_MILLIS] = memory[SINCE_MILLIS];
                measures[PLACE] = place(view, memory).ordinal();
                measures[AT_LATITUDE] = memory[LATITUDE];
                measures[AT_LONGITUDE] = memory[LONGITUDE];
            }
            measures[STOPPED_SECONDS] = (view.timeMillis() - measures[BEGAN_MILLIS]) / 1000;
            return Verdict.PROVEN;
        }
        if (view.isSilence()) {
            return Verdict.UNKNOWN;
        }
        return metersFrom(measures[AT_LATITUDE], measures[AT_LONGITUDE], view) > exitMeters
                ? Verdict.FAILS
                : Verdict.NEAR;
    }

    private static boolean isAbnormal(ReportView view, double[] memory) {
        return memory[SINCE_MILLIS] > 0 && view.timeMillis() >= memory[DUE_MILLIS];
    }

    @Override
    public long sinceMillis(ReportView view, double[] memory) {
        return (long) memory[SINCE_MILLIS];
    }

    @Override
    public long deadlineMillis(ReportView view, double[] memory, boolean hasEpisodes) {
        if (!(memory[SINCE_MILLIS] > 0) || memory[DUE_MILLIS] == Double.POSITIVE_INFINITY) {
            return Long.MAX_VALUE;
        }
        long now = view.timeMillis();
        if (memory[DUE_MILLIS] > now) {
            return (long) memory[DUE_MILLIS];
        }
        long red = Math.max(
                (long) memory[SINCE_MILLIS] + redAfterMillis, view.report().eventTimeMillis() + silenceMillis);
        return red > now && isFast(place(view, memory)) ? red : Long.MAX_VALUE;
    }

    @Override
    public @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        if (!isFast(PLACES[(int) measures[PLACE]])) {
            return null;
        }
        return measures[STOPPED_SECONDS] * 1000 >= redAfterMillis ? Tier.RED : Tier.ORANGE;
    }

    private static boolean isFast(Place place) {
        return place == Place.EXPRESSWAY || place == Place.RAMP;
    }

    @Override
    public @Nullable String permit(ReportView view, Subject subject) {
        for (int route : view.approvedRoutes()) {
            for (Route.Stop stop : routes.get(route).route().stops()) {
                if (metersFrom(stop.latitude(), stop.longitude(), view) <= stop.radiusMeters()) {
                    return "mandatory stop " + stop.name();
                }
            }
        }
        return null;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        Place place = PLACES[(int) measures[PLACE]];
        double minutes = measures[STOPPED_SECONDS] / 60;
        double allowed = limitMillis[place.ordinal()] / 60_000.0;
        boolean knowsAcc = view.report().statusBits() != PositionReport.NO_STATUS;
        if (knowsAcc) {
            out.measured("acc", view.report().has(StatusFlag.ACC) ? "on" : "off");
        }
        out.measured("stoppedMinutes", minutes)
                .measured("place", place.name().toLowerCase(Locale.ROOT))
                .threshold("allowedMinutes", allowed)
                .message(
                        "异常停车:在" + place.zh + "停车" + (long) minutes + "分钟,允许" + (long) allowed + "分钟",
                        "stands " + place.en + " for " + (long) minutes + " min, allowed are " + (long) allowed
                                + " min");
    }

    private static boolean isSwitchedOff(PositionReport report) {
        return report.statusBits() != PositionReport.NO_STATUS && !report.has(StatusFlag.ACC);
    }

    private static double metersFrom(double latitude, double longitude, ReportView view) {
        return Geodesy.distanceMeters(
                latitude, longitude, view.report().latitude(), view.report().longitude());
    }
}
