package io.vigil.rule;

import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.texts;
import static io.vigil.rule.Parameter.timeOfDay;

import io.vigil.model.Units;
import java.time.Duration;
import java.util.List;

/**
 * Warns of approaches to the shore as smugglers make them: fast and straight in from the open sea; unknown and near the shore
 * at night; a landing where there is no port.
 *
 * <p>Sharper than the catalogue: a landing counts for who has been out at sea before, else every boat that lies at its own
 * beach would be one. Distances are to zones of type {@code land}; without any nothing is said. Raised to red by
 * {@code raisedBy} an {@code unidentified-track} rule. Six numbers a vessel.
 */
public final class ShoreApproachRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "shore-approach",
            "S18",
            "抵岸异常",
            "Shore approach",
            "A vessel runs fast and straight to the shore from the open sea, or is near it at night and nobody knows who it"
                    + " is, or stops close to a shore where there is no port, after having been out.",
            "船舶自外海快速直驶海岸，或夜间近岸而身份不明，或出海归来停在没有港口的岸边。",
            "Beyond two nautical miles from shore, or in port.",
            "离岸两海里以上，或在港。",
            "Pingtan practice (偷私渡); RTEC highSpeedNearCoast; EMSA approach to shore",
            true,
            Onset.VESSEL.withCount(3, 4).withClear(3, Duration.ZERO),
            List.of(
                    number("fastKn", 12, 1, 100, "an approach faster than, kn", "快于此航速接近，节"),
                    number("fromNm", 3, 0.1, 50, "from farther out than, nm", "自离岸此距离以外而来，海里"),
                    duration("cameWithin", "PT30M", "PT1M", "it was so far out not longer ago than", "在此时间内曾在那么远"),
                    number(
                            "closingShare",
                            0.7,
                            0.1,
                            1,
                            "least share of its speed by which it closes the shore",
                            "航速中用于接近海岸的最小比例"),
                    number("nightNm", 1, 0, 50, "at night unknown vessels nearer than, nm", "夜间不明船舶离岸在此以内，海里"),
                    timeOfDay("nightFrom", "22:00", "begin of the night", "夜间开始"),
                    timeOfDay("nightTo", "05:00", "end of the night", "夜间结束"),
                    number("movingKn", 1, 0, 20, "slower is at rest, kn", "更慢视为停止，节"),
                    number("landingM", 200, 0, 10_000, "a stop nearer to the shore is a landing, m", "停在离岸此距离以内为抵岸，米"),
                    duration("landingFor", "PT10M", "PT1M", "so long", "达到此时长"),
                    duration(
                            "outWithin",
                            "PT6H",
                            "PT1M",
                            "who was beyond nightNm not longer ago than can land",
                            "此时间内曾在 nightNm 以外者才算抵岸"),
                    number("clearNm", 2, 0, 50, "farther out it is over, nm", "离岸超过此值即结束，海里"),
                    texts(
                            "exemptTypes",
                            List.of("harbour", "anchorage", "channel"),
                            "zone types where vessels come to shore",
                            "船舶正常靠岸的区域类型")),
            List.of(),
            ShoreApproachRule::new);

    private static final String FAST = "fast";
    private static final String NIGHT = "night";
    private static final String LANDING = "landing";

    /** An association counts so long after it was last said, ms. */
    private static final long ASSOCIATION_MILLIS = 60_000;

    private static final int OUTSIDE_MILLIS = 0;
    private static final int SHORE_METERS = 1;
    private static final int SHORE_MILLIS = 2;
    private static final int CLOSING_MPS = 3;
    private static final int OUT_MILLIS = 4;
    private static final int STOP_MILLIS = 5;

    private static final int MEASURED_SHORE_METERS = 0;
    private static final int MEASURED_SPEED_MPS = 1;

    /** A rate of closing from fixes nearer in time than that is their scatter, ms. */
    private static final long LEAST_BASE_MILLIS = 20_000;

    private static final long LONGEST_BASE_MILLIS = 600_000;

    private final double fastMps;
    private final double fromMeters;
    private final long cameWithinMillis;
    private final double closingShare;
    private final double nightMeters;
    private final int nightFromMillis;
    private final int nightToMillis;
    private final double movingMps;
    private final double landingMeters;
    private final long landingMillis;
    private final long outWithinMillis;
    private final double clearMeters;
    private final ZoneSelection exempt;

    ShoreApproachRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        fastMps = Units.knotsToMps(parameters.number("fastKn"));
        fromMeters = Units.nauticalMilesToMeters(parameters.number("fromNm"));
        cameWithinMillis = parameters.millis("cameWithin");
        closingShare = parameters.number("closingShare");
        nightMeters = Units.nauticalMilesToMeters(parameters.number("nightNm"));
        nightFromMillis = parameters.millisOfDay("nightFrom");
        nightToMillis = parameters.millisOfDay("nightTo");
        movingMps = Units.knotsToMps(parameters.number("movingKn"));
        landingMeters = parameters.number("landingM");
        landingMillis = parameters.millis("landingFor");
        outWithinMillis = parameters.millis("outWithin");
        clearMeters = Units.nauticalMilesToMeters(parameters.number("clearNm"));
        exempt = new ZoneSelection(surroundings, parameters.texts("exemptTypes"));
    }

    @Override
    public int memorySize() {
        return 6;
    }

    @Override
    public int measureCount() {
        return 2;
    }

    @Override
    public void observe(ReportView view, double[] memory) {
        double shore = view.shoreMeters();
        double now = view.timeMillis();

        if (shore > fromMeters) {
            memory[OUTSIDE_MILLIS] = now;
        }
        if (shore > nightMeters) {
            memory[OUT_MILLIS] = now;
        }
        noteClosing(shore, now, memory);
        boolean isAtRest = view.speedMps() < movingMps && shore <= landingMeters && !isExempt(view);
        if (!isAtRest) {
            memory[STOP_MILLIS] = Double.NaN;
        } else if (Double.isNaN(memory[STOP_MILLIS])) {
            memory[STOP_MILLIS] = now;
        }
    }

    private static void noteClosing(double shore, double now, double[] memory) {
        double base = now - memory[SHORE_MILLIS];
        if (base < LEAST_BASE_MILLIS) {
            return;
        }
        memory[CLOSING_MPS] = base <= LONGEST_BASE_MILLIS ? (memory[SHORE_METERS] - shore) * 1000 / base : Double.NaN;
        memory[SHORE_METERS] = shore;
        memory[SHORE_MILLIS] = now;
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (isFast(view, memory)) {
            out.named(FAST, Stage.BREACH);
        }
        if (isUnknownAtNight(view)) {
            out.named(NIGHT, Stage.BREACH);
        }
        if (hasLanded(view, memory)) {
            out.named(LANDING, Stage.BREACH);
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        boolean holds =
                switch (subject.key()) {
                    case FAST -> isFast(view, memory);
                    case NIGHT -> isUnknownAtNight(view);
                    default -> hasLanded(view, memory);
                };
        if (holds) {
            measures[MEASURED_SHORE_METERS] = view.shoreMeters();
            measures[MEASURED_SPEED_MPS] = view.speedMps();
            return subject.key().equals(LANDING) ? Verdict.PROVEN : Verdict.HOLDS;
        }
        return view.shoreMeters() > clearMeters || isExempt(view) ? Verdict.FAILS : Verdict.NEAR;
    }

    private boolean isFast(ReportView view, double[] memory) {
        return view.speedMps() > fastMps
                && memory[CLOSING_MPS] >= closingShare * view.speedMps()
                && view.shoreMeters() <= fromMeters
                && view.timeMillis() - memory[OUTSIDE_MILLIS] <= cameWithinMillis
                && !isExempt(view);
    }

    private boolean isUnknownAtNight(ReportView view) {
        return isNight(view.localMillisOfDay())
                && view.speedMps() >= movingMps
                && view.shoreMeters() < nightMeters
                && isUnknown(view)
                && !isExempt(view);
    }

    private boolean isNight(int millisOfDay) {
        return nightFromMillis <= nightToMillis
                ? millisOfDay >= nightFromMillis && millisOfDay < nightToMillis
                : millisOfDay >= nightFromMillis || millisOfDay < nightToMillis;
    }

    /** Nobody has registered it, it does not say what it is, and no radar knows whose echo it is. */
    private static boolean isUnknown(ReportView view) {
        return view.registry() == null
                && view.moverClass() == null
                && !Associations.isCurrent(view, ASSOCIATION_MILLIS);
    }

    private boolean hasLanded(ReportView view, double[] memory) {
        return view.timeMillis() - memory[STOP_MILLIS] >= landingMillis
                && memory[STOP_MILLIS] - memory[OUT_MILLIS] <= outWithinMillis;
    }

    private boolean isExempt(ReportView view) {
        return exempt.anyActive(view.hits(), view.timeMillis(), view.moverClass());
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        long meters = Math.round(measures[MEASURED_SHORE_METERS]);
        double knots = Math.round(10 * Units.mpsToKnots(measures[MEASURED_SPEED_MPS])) / 10.0;
        out.measured("shoreMeters", meters).measured("speedKn", knots);
        switch (subject.key()) {
            case FAST -> out.threshold("fastKn", Units.mpsToKnots(fastMps))
                    .message(
                            "以" + knots + "节快速抵岸,距岸" + meters + "米",
                            "runs to the shore at " + knots + " kn, " + meters + " m off");
            case NIGHT -> out.threshold("nightMeters", nightMeters)
                    .message("夜间不明目标距岸" + meters + "米", "unknown and " + meters + " m off the shore at night");
            default -> out.threshold("landingMeters", landingMeters)
                    .message(
                            "在非港口岸线" + meters + "米处停靠" + landingMillis / 60_000 + "分钟以上",
                            "stopped " + meters + " m off a shore without a port for " + landingMillis / 60_000
                                    + " min or more");
        }
    }

    /** Another shore may be known now. */
    @Override
    public void controlChanged(double[] memory) {
        memory[SHORE_MILLIS] = Double.NaN;
        memory[SHORE_METERS] = Double.NaN;
        memory[CLOSING_MPS] = Double.NaN;
    }
}
