package io.vigil.rule;

import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.texts;

import io.vigil.geo.Geodesy;
import io.vigil.model.AlarmFlag;
import io.vigil.model.Beacons;
import io.vigil.model.PositionReport;
import io.vigil.model.Tier;
import io.vigil.model.Units;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Warns of a vessel in trouble: it drifts, it stopped as only a collision or a grounding stops it, or it calls for help.
 *
 * <p>A beacon of distress (AIS-SART, MOB-AIS, EPIRB-AIS) that says it is under test, as they do on every inspection, calls for nothing.
 *
 * <p>Adrift is going elsewhere than the bow points, slowly, for some time and distance. Sharper than the sources: who says to
 * be at anchor, moored, aground, restricted in the ability to manoeuvre (a tow, a dredger) or fishing, and who fishes by the
 * rule {@code fishing-activity} of the same file, is not adrift. A sudden stop counts only where the place stands still
 * too: a speed sensor that fails reads 0 while the ship goes on. Where no heading is told ({@code withoutHeading}), a vessel
 * that was under way and then is carried along slowly is a warning of the rule's own tier, which should then be blue: many
 * drift on purpose.
 *
 * <p>Eight numbers a vessel.
 */
public final class DistressRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "distress",
            "S15",
            "遇险漂流",
            "Distress",
            "A vessel drifts beside where its bow points (yellow; orange within an hour of shore or channel), stops from more"
                    + " than 7 kn within 30 s (orange), or sends SOS (red).",
            "船舶横向漂流、航向偏离船首向（黄；一小时内将及岸或航道为橙），30秒内由7节以上骤停（橙），或发出 SOS（红）。",
            "Under way for ten minutes; an SOS only by an operator's final word.",
            "恢复航行满十分钟；SOS 只能由值班员终结。",
            "AisAbnormal (Danish Maritime Authority: 1 to 5 kn, 45 degrees, 10 min, 500 m; 7 to 1 kn in 30 s, 60 s);"
                    + " ITU-R M.1371-5 (status 14; 15 of a beacon: under test), M.585-9 (970, 972, 974)",
            true,
            Onset.VESSEL.withCount(9, 10).withHold(Duration.ofMinutes(10)).withClear(5, Duration.ofMinutes(10)),
            List.of(
                    number("driftFromKn", 1, 0, 20, "slower is not adrift, kn", "更慢不算漂流，节"),
                    number("driftToKn", 5, 0, 20, "faster is not adrift, kn", "更快不算漂流，节"),
                    number(
                            "besideDegrees",
                            45,
                            5,
                            180,
                            "least angle between course and heading, degrees",
                            "航向与船首向的最小夹角，度"),
                    number("driftM", 500, 0, 100_000, "least way made so, m", "如此漂移的最短距离，米"),
                    duration(
                            "dangerWithin",
                            "PT1H",
                            "PT0S",
                            "drifting so long to shore or channel: orange",
                            "在此时间内将漂至岸边或航道：橙色"),
                    texts("channelTypes", List.of("channel"), "zone types that are channels", "航道的区域类型"),
                    texts(
                            "portTypes",
                            List.of("harbour", "anchorage"),
                            "zone types where nobody is adrift",
                            "其中不算漂流的区域类型"),
                    number("stopFromKn", 7, 1, 60, "a sudden stop is from more than, kn", "骤停自高于此航速，节"),
                    number("stopToKn", 1, 0, 20, "to less than, kn", "降至低于此航速，节"),
                    duration("stopWithin", "PT30S", "PT1S", "in", "在此时间内"),
                    duration("stopHeld", "PT60S", "PT0S", "and stays stopped for", "并保持停止达到此时长"),
                    Parameter.flag(
                            "withoutHeading",
                            false,
                            "whether vessels that tell no heading are judged by their way",
                            "不报船首向的船舶是否按其航迹判断"),
                    number("currentKn", 1.5, 0, 10, "without heading: nothing carries faster, kn", "无船首向时：水流不会更快，节"),
                    duration("carriedFor", "PT60M", "PT1M", "without heading: carried along so long", "无船首向时：随流达到此时长")),
            List.of(),
            DistressRule::new);

    private static final String ADRIFT = "adrift";
    private static final String CARRIED = "carried";
    private static final String STOP = "sudden-stop";
    private static final String SOS = "sos";

    private static final int BEACON_ACTIVE = 14;
    private static final int BEACON_UNDER_TEST = 15;

    private static final int FAST_MILLIS = 0;
    private static final int FAST_MPS = 1;
    private static final int STOP_MILLIS = 2;
    private static final int STOP_LATITUDE = 3;
    private static final int STOP_LONGITUDE = 4;
    private static final int CARRIED_SINCE = 5;
    private static final int CARRIED_LATITUDE = 6;
    private static final int CARRIED_LONGITUDE = 7;

    private static final int FROM_LATITUDE = 0;
    private static final int FROM_LONGITUDE = 1;
    private static final int METERS = 2;
    private static final int SPEED_MPS = 3;
    private static final int BESIDE_DEGREES = 4;
    private static final int IN_DANGER = 5;

    /** A stopped ship swings and its fix scatters, m. */
    private static final double STANDS_METERS = 100;

    /** Being carried along is slow and straight: so much of the way made is way gained. */
    private static final double LEAST_STRAIGHT_KNOTS = 0.3;

    private final double driftFromMps;
    private final double driftToMps;
    private final double besideDegrees;
    private final double driftMeters;
    private final double dangerSeconds;
    private final ZoneSelection channels;
    private final ZoneSelection ports;
    private final double stopFromMps;
    private final double stopToMps;
    private final long stopWithinMillis;
    private final long stopHeldMillis;
    private final boolean withoutHeading;
    private final double currentMps;
    private final long carriedMillis;

    DistressRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        driftFromMps = Units.knotsToMps(parameters.number("driftFromKn"));
        driftToMps = Units.knotsToMps(parameters.number("driftToKn"));
        besideDegrees = parameters.number("besideDegrees");
        driftMeters = parameters.number("driftM");
        dangerSeconds = parameters.millis("dangerWithin") / 1000.0;
        channels = new ZoneSelection(surroundings, parameters.texts("channelTypes"));
        ports = new ZoneSelection(surroundings, parameters.texts("portTypes"));
        stopFromMps = Units.knotsToMps(parameters.number("stopFromKn"));
        stopToMps = Units.knotsToMps(parameters.number("stopToKn"));
        stopWithinMillis = parameters.millis("stopWithin");
        stopHeldMillis = parameters.millis("stopHeld");
        withoutHeading = parameters.flag("withoutHeading");
        currentMps = Units.knotsToMps(parameters.number("currentKn"));
        carriedMillis = parameters.millis("carriedFor");
    }

    @Override
    public int memorySize() {
        return 8;
    }

    /** Who calls for help where the fix is wrong calls for help; drifting and stopping are judged by good ones only. */
    @Override
    public boolean seesFaults() {
        return true;
    }

    @Override
    public boolean asksForState() {
        return true;
    }

    @Override
    public int measureCount() {
        return 6;
    }

    @Override
    public boolean endsWithDisposition() {
        return true;
    }

    @Override
    public void observe(ReportView view, double[] memory) {
        double speedMps = view.speedMps();
        if (view.fault() != null || Double.isNaN(speedMps)) {
            return;
        }
        noteStop(view, speedMps, memory);
        if (withoutHeading) {
            noteCarried(view, speedMps, memory);
        }
    }

    private void noteStop(ReportView view, double speedMps, double[] memory) {
        if (speedMps > stopFromMps) {
            memory[FAST_MILLIS] = view.timeMillis();
            memory[FAST_MPS] = speedMps;
        }
        if (speedMps >= stopToMps) {
            memory[STOP_MILLIS] = Double.NaN;
        } else if (Double.isNaN(memory[STOP_MILLIS])
                && view.timeMillis() - memory[FAST_MILLIS] < stopWithinMillis
                && !isInPort(view)) {
            memory[STOP_MILLIS] = view.timeMillis();
            memory[STOP_LATITUDE] = view.report().latitude();
            memory[STOP_LONGITUDE] = view.report().longitude();
        }
    }

    private void noteCarried(ReportView view, double speedMps, double[] memory) {
        boolean isSlow = speedMps <= currentMps && Double.isNaN(view.report().headingDegrees()) && mayDrift(view);
        if (!isSlow) {
            memory[CARRIED_SINCE] = Double.NaN;
        } else if (Double.isNaN(memory[CARRIED_SINCE]) && !Double.isNaN(memory[FAST_MILLIS])) {
            memory[CARRIED_SINCE] = view.timeMillis();
            memory[CARRIED_LATITUDE] = view.report().latitude();
            memory[CARRIED_LONGITUDE] = view.report().longitude();
        }
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (isSos(view)) {
            out.named(SOS, Stage.BREACH);
        }
        if (view.fault() != null) {
            return;
        }
        if (hasStopped(view, memory)) {
            out.named(STOP, Stage.BREACH);
        }
        if (isBeside(view)) {
            out.named(ADRIFT, Stage.BREACH);
        }
        if (isCarried(view, memory)) {
            out.named(CARRIED, Stage.BREACH);
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        if (view.fault() != null && !subject.key().equals(SOS)) {
            return Verdict.UNKNOWN;
        }
        return switch (subject.key()) {
            case SOS -> isSos(view) ? Verdict.PROVEN : Verdict.NEAR;
            case STOP -> judgeStop(view, memory, measures);
            case ADRIFT -> judgeAdrift(view, measures);
            case CARRIED -> judgeCarried(view, memory, measures);
            default -> Verdict.ENDS;
        };
    }

    private Verdict judgeStop(ReportView view, double[] memory, double[] measures) {
        if (hasStopped(view, memory)) {
            measures[SPEED_MPS] = memory[FAST_MPS];
            return Verdict.PROVEN;
        }
        double speedMps = view.speedMps();
        return Double.isNaN(speedMps) ? Verdict.UNKNOWN : speedMps > 3 * stopToMps ? Verdict.FAILS : Verdict.NEAR;
    }

    private Verdict judgeAdrift(ReportView view, double[] measures) {
        PositionReport report = view.report();
        if (isBeside(view)) {
            if (measures[FROM_LATITUDE] == 0 && measures[FROM_LONGITUDE] == 0) {
                measures[FROM_LATITUDE] = report.latitude();
                measures[FROM_LONGITUDE] = report.longitude();
            }
            measures[METERS] = metersFrom(measures[FROM_LATITUDE], measures[FROM_LONGITUDE], view);
            measures[SPEED_MPS] = view.speedMps();
            measures[BESIDE_DEGREES] = beside(report);
            measures[IN_DANGER] = isNearDanger(view) ? 1 : 0;
            return measures[METERS] >= driftMeters ? Verdict.HOLDS : Verdict.BUILDING;
        }
        if (!mayDrift(view)) {
            return Verdict.FAILS;
        }
        double beside = beside(report);
        if (Double.isNaN(beside) || Double.isNaN(view.speedMps())) {
            return Verdict.UNKNOWN;
        }
        // Slower than that a course says nothing; under way is going where the bow points.
        boolean isUnderWay = view.speedMps() > driftToMps || view.speedMps() >= driftFromMps && beside < besideDegrees;
        return isUnderWay ? Verdict.FAILS : Verdict.NEAR;
    }

    private Verdict judgeCarried(ReportView view, double[] memory, double[] measures) {
        if (isCarried(view, memory)) {
            measures[METERS] = metersFrom(memory[CARRIED_LATITUDE], memory[CARRIED_LONGITUDE], view);
            measures[SPEED_MPS] = view.speedMps();
            return Verdict.PROVEN;
        }
        return Double.isNaN(memory[CARRIED_SINCE]) ? Verdict.FAILS : Verdict.NEAR;
    }

    private boolean isBeside(ReportView view) {
        return view.speedMps() >= driftFromMps
                && view.speedMps() <= driftToMps
                && beside(view.report()) >= besideDegrees
                && mayDrift(view);
    }

    /** Angle between where it goes and where the bow points, degrees; NaN where one of them is not told. */
    private static double beside(PositionReport report) {
        return Math.abs(Geodesy.courseDifferenceDegrees(report.headingDegrees(), report.courseDegrees()));
    }

    private boolean mayDrift(ReportView view) {
        int status = view.report().navStatus();
        return !NavStatus.isAtRest(status)
                && !NavStatus.worksSlowly(status)
                && !view.isIn(FishingActivityRule.FISHING)
                && !isInPort(view);
    }

    private boolean isInPort(ReportView view) {
        return ports.anyActive(view.hits(), view.timeMillis(), view.moverClass());
    }

    private boolean hasStopped(ReportView view, double[] memory) {
        return view.timeMillis() - memory[STOP_MILLIS] >= stopHeldMillis
                && metersFrom(memory[STOP_LATITUDE], memory[STOP_LONGITUDE], view) <= STANDS_METERS;
    }

    private boolean isCarried(ReportView view, double[] memory) {
        if (!withoutHeading || !(view.timeMillis() - memory[CARRIED_SINCE] >= carriedMillis)) {
            return false;
        }
        double seconds = (view.timeMillis() - memory[CARRIED_SINCE]) / 1000;
        double gained = metersFrom(memory[CARRIED_LATITUDE], memory[CARRIED_LONGITUDE], view);
        return gained >= driftMeters && gained / seconds >= Units.knotsToMps(LEAST_STRAIGHT_KNOTS);
    }

    private static boolean isSos(ReportView view) {
        PositionReport report = view.report();
        return report.has(AlarmFlag.EMERGENCY)
                || report.navStatus() == BEACON_ACTIVE
                || Beacons.isBeacon(view.mover().identity()) && report.navStatus() != BEACON_UNDER_TEST;
    }

    private boolean isNearDanger(ReportView view) {
        double reach = view.speedMps() * dangerSeconds;
        return view.shoreMeters() <= reach
                || channels.anyActiveWithin(
                        view.report().latitude(),
                        view.report().longitude(),
                        reach,
                        view.timeMillis(),
                        view.moverClass());
    }

    @Override
    public @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        return switch (subject.key()) {
            case SOS -> Tier.RED;
            case STOP -> Tier.ORANGE;
            case ADRIFT -> measures[IN_DANGER] == 1 ? Tier.ORANGE : Tier.YELLOW;
            default -> Tier.BLUE;
        };
    }

    @Override
    public long sinceMillis(ReportView view, double[] memory) {
        return view.timeMillis();
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        long meters = Math.round(measures[METERS]);
        double knots = Math.round(10 * Units.mpsToKnots(measures[SPEED_MPS])) / 10.0;
        switch (subject.key()) {
            case SOS -> out.message("收到求救信号(SOS)", "sends SOS");
            case STOP -> out.measured("speedBeforeKn", knots)
                    .threshold("stopFromKn", Units.mpsToKnots(stopFromMps))
                    .message("航速由" + knots + "节骤降停船", "stopped suddenly from " + knots + " kn");
            case ADRIFT -> out.measured("driftedMeters", meters)
                    .measured("besideDegrees", measures[BESIDE_DEGREES])
                    .measured("speedKn", knots)
                    .threshold("besideDegrees", besideDegrees)
                    .threshold("driftMeters", driftMeters)
                    .message(
                            "疑似失控漂流" + meters + "米,航向与船首向相差" + Math.round(measures[BESIDE_DEGREES]) + "度",
                            "adrift for " + meters + " m, course " + Math.round(measures[BESIDE_DEGREES])
                                    + " degrees beside the heading");
            default -> out.measured("driftedMeters", meters)
                    .measured("speedKn", knots)
                    .message(
                            "疑似随流漂移" + meters + "米(无船首向,可信度低)",
                            "perhaps carried along for " + meters + " m (no heading told, low confidence)");
        }
    }

    private static double metersFrom(double latitude, double longitude, ReportView view) {
        return Geodesy.distanceMeters(
                latitude, longitude, view.report().latitude(), view.report().longitude());
    }
}
