package io.vigil.rule;

import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.flag;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.texts;

import io.vigil.geo.RouteFix;
import io.vigil.geo.RouteGates;
import io.vigil.geo.ZoneHits;
import io.vigil.geo.ZoneIndex;
import io.vigil.model.PositionReport;
import io.vigil.model.StatusFlag;
import io.vigil.model.Tier;
import io.vigil.model.Units;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Warns of a truck whose brakes run hot on a long descent: it goes too fast, or passes a cooling point without having
 * stopped there.
 *
 * <p>A descent is a zone drawn as a line with a width; it counts downhill only. Speed is judged at the moment, held for
 * some seconds, and as the mean since the top, which a brake before each camera does not lower. A silence long enough to
 * have stopped at a cooling point is taken as a stop. Both findings are one warning of a vehicle and a descent, so the
 * patrol reads one row: too fast and uncooled is red. A stop of the cooling time, wherever it is, clears it.
 *
 * <p>Where terminals send the vehicle's signals (item 0x25) {@code watchGear} adds: out of gear, or on the foot brake
 * without the retarder, for some minutes.
 *
 * <p>Seven numbers are remembered of a vehicle.
 */
public final class LongDescentRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "long-descent",
            "V08",
            "长下坡未降温",
            "Long descent",
            "On a long descent a truck goes faster than the section allows, or passes a cooling point without stopping"
                    + " there; both make it red.",
            "货车在长下坡路段车速高于路段规定，或经过降温点而未停；两者兼有为红色。",
            "The end of the descent, or a stop of the cooling time.",
            "下坡结束，或停车达到降温时间。",
            "Police notice on G3012 甘沟 K112-K56 (large vehicles 40 km/h, 84 min at least);"
                    + " 道路交通安全法实施条例 Art. 62(4) (no coasting downhill)",
            true,
            Onset.VEHICLE.withCount(1, 1).withClear(1, Duration.ZERO).withMerge(Duration.ZERO),
            List.of(
                    texts(
                            "sectionTypes",
                            List.of("descent"),
                            "zone types that are descents: lines, drawn downhill",
                            "下坡路段的区域类型：按下坡方向画的线"),
                    texts("coolingTypes", List.of("cooling-point"), "zone types that are cooling points", "降温点的区域类型"),
                    number(
                            "limitKmh",
                            40,
                            5,
                            120,
                            "limit of a section that has no speedLimitKmh, km/h",
                            "路段未给 speedLimitKmh 时的限速，km/h"),
                    number("overShare", 0.10, 0, 1, "share above the limit that is tolerated", "容许超出限速的比例"),
                    duration("overFor", "PT20S", "PT0S", "how long it must be faster than that", "须高于该值多久"),
                    number(
                            "meanOverKm",
                            5,
                            0.5,
                            200,
                            "from so far below the top on the mean speed counts too, km",
                            "自坡顶以下此距离起平均速度也计入，km"),
                    duration("coolingStop", "PT3M", "PT10S", "shortest stop that cools the brakes", "足以降温的最短停车时间"),
                    number("stopSpeedKmh", 5, 0.5, 20, "below this speed it has stopped, km/h", "低于此速度视为已停，km/h"),
                    number(
                            "passM",
                            200,
                            10,
                            5_000,
                            "so far beyond its end a cooling point has been passed, m",
                            "越过降温点末端此距离视为已经过，米"),
                    number(
                            "reachM",
                            300,
                            1,
                            5_000,
                            "a cooling point so near the section's line belongs to it, m",
                            "距路段中心线在此以内的降温点属于该路段，米"),
                    flag(
                            "watchGear",
                            false,
                            "whether coasting and braking without the retarder are watched",
                            "是否监视空挡滑行和不用缓速器制动"),
                    duration(
                            "gearFor",
                            "PT2M",
                            "PT10S",
                            "how long it must coast or brake without the retarder",
                            "空挡滑行或不用缓速器制动须持续多久")),
            List.of(),
            LongDescentRule::new);

    private static final int SECTION = 0;
    private static final int PROGRESS_METERS = 1;
    /** The next cooling point, those stopped at, and those passed without a stop. */
    private static final int POINTS = 2;

    private static final int STOPPED_SINCE_MILLIS = 3;
    private static final int OVER_SINCE_MILLIS = 4;
    /** When it entered at the top; NaN where it came in farther down. */
    private static final int ENTERED_MILLIS = 5;

    private static final int GEAR_SINCE_MILLIS = 6;

    private static final int PEAK_MPS = 0;
    private static final int MEAN_MPS = 1;
    private static final int TOO_FAST = 2;
    private static final int SKIPPED = 3;
    private static final int OUT_OF_GEAR = 4;

    private static final double SCATTER_METERS = 50;
    private static final double TOP_SHARE = 0.1;
    private static final double TOP_METERS = 1_000;

    private final ZoneIndex zones;
    private final ZoneSelection sections;
    private final ZoneSelection cooling;
    private final Map<Integer, DescentSection> layouts = new HashMap<>();
    private final double limitMps;
    private final double overFactor;
    private final long overMillis;
    private final double meanOverMeters;
    private final long coolingMillis;
    private final double stopSpeedMps;
    private final boolean watchesGear;
    private final long gearMillis;
    private final Onset onset;

    LongDescentRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        zones = surroundings.zones();
        sections = new ZoneSelection(surroundings, parameters.texts("sectionTypes"));
        cooling = new ZoneSelection(surroundings, parameters.texts("coolingTypes"));
        for (int zone = sections.next(0); zone >= 0; zone = sections.next(zone + 1)) {
            layouts.put(
                    zone,
                    new DescentSection(zones, zone, cooling, parameters.number("reachM"), parameters.number("passM")));
        }
        limitMps = Units.kphToMps(parameters.number("limitKmh"));
        overFactor = 1 + parameters.number("overShare");
        overMillis = parameters.millis("overFor");
        meanOverMeters = parameters.number("meanOverKm") * 1_000;
        coolingMillis = parameters.millis("coolingStop");
        stopSpeedMps = Units.kphToMps(parameters.number("stopSpeedKmh"));
        watchesGear = parameters.flag("watchGear");
        gearMillis = parameters.millis("gearFor");
        onset = config.onset();
    }

    @Override
    public int memorySize() {
        return 7;
    }

    @Override
    public int measureCount() {
        return 5;
    }

    @Override
    public void controlChanged(double[] memory) {
        Arrays.fill(memory, Double.NaN);
    }

    @Override
    public void observe(ReportView view, double[] memory) {
        int zone = sectionOf(view);
        if (zone < 0) {
            if (!Double.isNaN(memory[SECTION])) {
                Arrays.fill(memory, Double.NaN);
            }
            return;
        }
        boolean isNew = memory[SECTION] != zone || view.previous() == null;
        if (isNew) {
            Arrays.fill(memory, Double.NaN);
            memory[SECTION] = zone;
        }
        DescentSection section = layout(zone);
        RouteFix fix = place(view, section, memory);
        double advance = isNew ? 0 : fix.progressMeters() - memory[PROGRESS_METERS];
        if (isNew) {
            enter(view, section, fix, memory);
        } else {
            pass(view, section, fix, memory);
        }
        memory[PROGRESS_METERS] = fix.progressMeters();
        noteStop(view, section, memory);
        boolean isDownhill = advance > 0;
        noteSince(view, memory, OVER_SINCE_MILLIS, isDownhill && view.speedMps() > limitMps(zone) * overFactor);
        noteSince(view, memory, GEAR_SINCE_MILLIS, watchesGear && isDownhill && isOutOfGear(view.report()));
    }

    private int sectionOf(ReportView view) {
        if (sections.isEmpty()) {
            return Subject.NO_ZONE;
        }
        ZoneHits hits = view.hits();
        for (int i = 0; i < hits.size(); i++) {
            if (sections.isActive(hits.ordinal(i), view.timeMillis(), view.moverClass())) {
                return hits.ordinal(i);
            }
        }
        return Subject.NO_ZONE;
    }

    private DescentSection layout(int zone) {
        DescentSection section = layouts.get(zone);
        if (section == null) {
            throw new IllegalStateException("zone " + zones.zone(zone).id() + " is no descent");
        }
        return section;
    }

    private static RouteFix place(ReportView view, DescentSection section, double[] memory) {
        RouteFix fix = new RouteFix();
        PositionReport report = view.report();
        PositionReport before = view.previous() == null ? report : view.previous();
        section.line.followFrom(
                memory[PROGRESS_METERS],
                before.latitude(),
                before.longitude(),
                report.latitude(),
                report.longitude(),
                SCATTER_METERS,
                fix);
        return fix;
    }

    private void enter(ReportView view, DescentSection section, RouteFix fix, double[] memory) {
        int next = section.gates
                .step(RouteGates.State.NEW, fix, view.timeMillis())
                .state()
                .next();
        memory[POINTS] = PassedPoints.at(next);
        if (fix.progressMeters() <= topMeters(section)) {
            // As if it had come so far at the limit: the mean then errs towards the limit.
            memory[ENTERED_MILLIS] = view.timeMillis() - fix.progressMeters() / limitMps((int) memory[SECTION]) * 1_000;
        }
    }

    private static double topMeters(DescentSection section) {
        return Math.min(TOP_METERS, section.line.lengthMeters() * TOP_SHARE);
    }

    private void pass(ReportView view, DescentSection section, RouteFix fix, double[] memory) {
        long points = withStopsInSilence(view, section, fix, memory, (long) memory[POINTS]);
        int next = PassedPoints.next(points);
        long before = view.timeMillis() - view.gapMillis();
        RouteGates.Step step = section.gates.step(
                new RouteGates.State(next, memory[PROGRESS_METERS], 0, before), fix, view.timeMillis());
        for (RouteGates.Passage passage : step.passages()) {
            int zone = section.points.get(passage.gate()).zone();
            boolean isOpen = cooling.isActive(zone, view.timeMillis(), view.moverClass());
            if (isOpen && !PassedPoints.isStoppedAt(points, passage.gate())) {
                points = PassedPoints.skip(points, passage.gate());
            }
        }
        memory[POINTS] = PassedPoints.moveTo(points, step.state().next());
    }

    /** Silent for longer than the way takes at the limit it may have stopped wherever it came by. */
    private long withStopsInSilence(
            ReportView view, DescentSection section, RouteFix fix, double[] memory, long points) {
        double drivenMillis = view.movedMeters() / limitMps((int) memory[SECTION]) * 1_000;
        if (view.gapMillis() - drivenMillis < coolingMillis) {
            return points;
        }
        long stopped = points;
        for (int i = 0; i < section.points.size(); i++) {
            DescentSection.CoolingPoint point = section.points.get(i);
            if (fix.progressMeters() >= point.fromMeters() && memory[PROGRESS_METERS] <= point.toMeters()) {
                stopped = PassedPoints.stop(stopped, i);
            }
        }
        return stopped;
    }

    private void noteStop(ReportView view, DescentSection section, double[] memory) {
        noteSince(view, memory, STOPPED_SINCE_MILLIS, view.speedMps() < stopSpeedMps);
        if (!isCooled(view, memory)) {
            return;
        }
        long points = PassedPoints.withoutSkipped((long) memory[POINTS]);
        for (int i = 0; i < section.points.size(); i++) {
            if (view.hits().contains(section.points.get(i).zone())) {
                points = PassedPoints.stop(points, i);
            }
        }
        memory[POINTS] = points;
        memory[ENTERED_MILLIS] = Double.NaN;
    }

    private boolean isCooled(ReportView view, double[] memory) {
        return view.timeMillis() - memory[STOPPED_SINCE_MILLIS] >= coolingMillis;
    }

    /** Since when something has been so at every report; a stop goes on through a silence, driving does not. */
    private void noteSince(ReportView view, double[] memory, int since, boolean isSo) {
        if (!isSo) {
            memory[since] = Double.NaN;
        } else if (Double.isNaN(memory[since])
                || since != STOPPED_SINCE_MILLIS && view.gapMillis() > onset.maxGapMillis()) {
            memory[since] = view.timeMillis();
        }
    }

    private static boolean isOutOfGear(PositionReport report) {
        return report.has(StatusFlag.SIGNALS)
                && (report.has(StatusFlag.NEUTRAL) || report.has(StatusFlag.BRAKE) && !report.has(StatusFlag.RETARDER));
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (!view.isSilence() && !Double.isNaN(memory[SECTION]) && finds(view, memory)) {
            out.zone((int) memory[SECTION], Stage.BREACH);
        }
    }

    private boolean finds(ReportView view, double[] memory) {
        return PassedPoints.skipped((long) memory[POINTS]) != 0
                || isTooFast(view, memory)
                || isLongSince(view, memory[GEAR_SINCE_MILLIS], gearMillis);
    }

    private boolean isTooFast(ReportView view, double[] memory) {
        return isLongSince(view, memory[OVER_SINCE_MILLIS], overMillis)
                || meanMps(view, memory) > limitMps((int) memory[SECTION]) * overFactor;
    }

    private static boolean isLongSince(ReportView view, double sinceMillis, long millis) {
        return view.timeMillis() - sinceMillis >= millis;
    }

    /** How fast on the mean since the top, or NaN before there is a mean. */
    private double meanMps(ReportView view, double[] memory) {
        double seconds = (view.timeMillis() - memory[ENTERED_MILLIS]) / 1_000;
        return memory[PROGRESS_METERS] >= meanOverMeters && seconds > 0
                ? memory[PROGRESS_METERS] / seconds
                : Double.NaN;
    }

    private double limitMps(int zone) {
        double kph = zones.zone(zone).speedLimitKph();
        return Double.isNaN(kph) ? limitMps : Units.kphToMps(kph);
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        if (view.isSilence()) {
            return Verdict.UNKNOWN;
        }
        if (memory[SECTION] != subject.zone()) {
            return Verdict.ENDS;
        }
        if (isCooled(view, memory)) {
            return Verdict.FAILS;
        }
        if (!finds(view, memory)) {
            return Verdict.NEAR;
        }
        if (isTooFast(view, memory)) {
            measures[TOO_FAST] = 1;
            measures[PEAK_MPS] = Math.max(measures[PEAK_MPS], view.speedMps());
        }
        double mean = meanMps(view, memory);
        measures[MEAN_MPS] = Double.isNaN(mean) ? measures[MEAN_MPS] : Math.max(measures[MEAN_MPS], mean);
        measures[SKIPPED] = PassedPoints.skipped((long) memory[POINTS]);
        if (isLongSince(view, memory[GEAR_SINCE_MILLIS], gearMillis)) {
            measures[OUT_OF_GEAR] = 1;
        }
        return Verdict.PROVEN;
    }

    @Override
    public @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        if (measures[TOO_FAST] == 0) {
            return null;
        }
        return measures[SKIPPED] == 0 ? Tier.ORANGE : Tier.RED;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        new DescentExplanation(zones, layout(subject.zone()), Units.mpsToKph(limitMps(subject.zone())), coolingMillis)
                .write(
                        Units.mpsToKph(measures[PEAK_MPS]),
                        Units.mpsToKph(measures[MEAN_MPS]),
                        measures[TOO_FAST] == 1,
                        (long) measures[SKIPPED],
                        measures[OUT_OF_GEAR] == 1,
                        zones.zone(subject.zone()).label(),
                        out);
    }
}
