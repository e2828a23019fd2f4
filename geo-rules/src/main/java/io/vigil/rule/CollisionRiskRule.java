package io.vigil.rule;

import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.texts;
import static io.vigil.rule.Parameter.timeOfDay;

import io.vigil.geo.ClosestApproach;
import io.vigil.model.Tier;
import io.vigil.model.Units;
import io.vigil.pair.PairGrid;
import io.vigil.pair.PairPoint;
import io.vigil.pair.PairSample;
import io.vigil.weather.Weather;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Warns when a merchant ship and a fishing boat are on courses that bring them too near each other too soon.
 *
 * <p>Distance and time of the closest point of approach (CPA, TCPA) come from the last fix of each, carried on by speed and
 * course: what comes counts, so nobody waits for the next fix. Two moored, two fishing boats or two merchants are none of
 * its business: the first never meet, the second work near each other, the third have a watch on the bridge.
 */
public final class CollisionRiskRule implements PairRule {
    static final RuleKind KIND = new RuleKind(
            "collision-risk",
            "S12",
            "商渔船碰撞风险",
            "Collision risk",
            "A merchant ship and a fishing boat will pass within 0.5 nm of each other in less than 15 minutes if both keep"
                    + " course and speed; nearer and sooner makes it orange and red, night and fog widen the distances.",
            "商船与渔船若保持航向航速，将在15分钟内以0.5海里以内的距离通过；更近更急升为橙色、红色，夜间与雾中距离放宽。",
            "For three updates they move apart, or the closest approach is farther than 1.5 times the limit.",
            "连续三次更新相互远离，或最近会遇距离超过限值的1.5倍。",
            "浙江、福建 merchant-fishing collision practice; Tangshan's three levels; DMA AisAbnormal (ages of positions)",
            true,
            Onset.VESSEL
                    .withMaxGap(Duration.ofMinutes(2))
                    .withClear(3, Duration.ZERO)
                    .withMerge(Duration.ofMinutes(10)),
            List.of(
                    number("cpaNm", 0.5, 0.01, 5, "closest approach below this, nm: yellow", "最近会遇距离小于此值为黄色，海里"),
                    duration("tcpa", "PT15M", "PT1M", "and sooner than this: yellow", "且早于此时间为黄色"),
                    number(
                            "orangeCpaNm",
                            0.3,
                            0,
                            5,
                            "closest approach below this, nm: orange; 0: never",
                            "最近会遇距离小于此值为橙色，海里；0 为不判"),
                    duration("orangeTcpa", "PT8M", "PT0S", "and sooner than this: orange", "且早于此时间为橙色"),
                    number(
                            "redCpaNm",
                            0.15,
                            0,
                            5,
                            "closest approach below this, nm: red; 0: never",
                            "最近会遇距离小于此值为红色，海里；0 为不判"),
                    duration("redTcpa", "PT4M", "PT0S", "and sooner than this: red", "且早于此时间为红色"),
                    number(
                            "darkFactor",
                            1.5,
                            1,
                            5,
                            "by night and in fog the distances are so many times as large",
                            "夜间与雾中距离放大的倍数"),
                    number(
                            "fogKm",
                            2,
                            0,
                            50,
                            "visibility below this is fog, km; where it is not known it is clear",
                            "能见度低于此值为雾，km；不知则视为良好"),
                    timeOfDay("nightFrom", "18:30", "night begins, local time", "夜间开始，当地时间"),
                    timeOfDay("nightTo", "05:30", "night ends, local time", "夜间结束，当地时间"),
                    number("clearFactor", 1.5, 1, 5, "so many times the distance counts as clear", "距离达到此倍数视为安全"),
                    number(
                            "relativeKn",
                            3,
                            0,
                            50,
                            "slower relative to each other they are no danger, kn",
                            "相对速度低于此值无危险，节"),
                    number(
                            "fastestKn",
                            40,
                            5,
                            100,
                            "two closing faster than this together are found later, kn",
                            "两船接近速度之和高于此值的会较晚发现，节"),
                    texts(
                            "merchantClasses",
                            List.of("cargo", "tanker", "passenger"),
                            "one of the two is of these",
                            "两船之一属于这些类别"),
                    texts("fishingClasses", List.of("fishing"), "and the other of these", "另一船属于这些类别"),
                    number(
                            "merchantLeastM",
                            0,
                            0,
                            400,
                            "a merchant ship known to be shorter than this does not count, m",
                            "已知短于此长度的商船不计，米"),
                    texts("portTypes", List.of("harbour"), "zone types in which nobody is warned of", "其中不预警的区域类型"),
                    duration("maxAge", "PT3M", "PT10S", "the oldest fix that is carried on", "可外推的最旧位置"),
                    texts(
                            "channelTypes",
                            List.of("channel", "anchorage"),
                            "zone types a boat must not lie in: there any risk is red",
                            "渔船不得滞留的区域类型：在其中有碰撞危险即为红色"),
                    number(
                            "channelSlowKn",
                            2,
                            0,
                            20,
                            "slower a boat lies in it, kn; 0: it does not matter",
                            "低于此航速视为滞留，节；0 为不论"),
                    duration(
                            "ageDifference",
                            "PT1M",
                            "PT1S",
                            "the ages of the two fixes differ by at most this",
                            "两个位置的时间最多相差"),
                    duration(
                            "reviseWithin",
                            "PT15M",
                            "PT0S",
                            "what late reports tell of longer ago changes nothing",
                            "补传数据所述早于此时间的不再更正"),
                    duration("step", "PT10S", "PT1S", "the two are held against each other this often", "每隔多久比对一次")),
            List.of(),
            CollisionRiskRule::new);

    private static final int LEVEL = 0;
    private static final int CPA_METERS = 1;
    private static final int TCPA_SECONDS = 2;
    private static final int DISTANCE_METERS = 3;
    private static final int RELATIVE_MPS = 4;
    private static final int DARK = 5;
    private static final int ORANGE_RUN = 6;
    private static final int RED_RUN = 7;
    private static final int IN_CHANNEL = 8;
    private static final Tier[] TIERS = {Tier.BLUE, Tier.YELLOW, Tier.ORANGE, Tier.RED};
    private static final double RADIANS = Math.PI / 180;
    private static final double TRAWLING_MPS = 2;

    private final double[] cpaMeters;
    private final double[] tcpaSeconds;
    private final int updates;
    private final double darkFactor;
    private final int nightFromMillis;
    private final int nightToMillis;
    private final double fogMeters;
    private final Weather weather;
    private final double clearFactor;
    private final double relativeMps;
    /** Farther than this, whatever the hour, nobody is in anybody's way. */
    private final double clearMeters;

    private final double fastestMps;
    private final double radiusMeters;
    private final List<String> merchantClasses;
    private final List<String> fishingClasses;
    private final double merchantLeastMeters;
    private final ZoneSelection ports;
    private final ZoneSelection channels;
    private final double channelSlowMps;
    private final long ageDifferenceMillis;
    private final PairGrid grid;
    private final long lostAfterMillis;
    private final long revisableMillis;

    CollisionRiskRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        cpaMeters = new double[] {
            meters(parameters, "cpaNm"), meters(parameters, "orangeCpaNm"), meters(parameters, "redCpaNm")
        };
        tcpaSeconds = new double[] {
            seconds(parameters, "tcpa"), seconds(parameters, "orangeTcpa"), seconds(parameters, "redTcpa")
        };
        updates = config.onset().k();
        darkFactor = parameters.number("darkFactor");
        fogMeters = parameters.number("fogKm") * 1000;
        weather = surroundings.weather();
        nightFromMillis = parameters.millisOfDay("nightFrom");
        nightToMillis = parameters.millisOfDay("nightTo");
        clearFactor = parameters.number("clearFactor");
        relativeMps = Units.knotsToMps(parameters.number("relativeKn"));
        clearMeters = cpaMeters[0] * darkFactor * clearFactor;
        fastestMps = Units.knotsToMps(parameters.number("fastestKn"));
        radiusMeters = clearMeters + fastestMps * tcpaSeconds[0];
        merchantClasses = parameters.texts("merchantClasses");
        fishingClasses = parameters.texts("fishingClasses");
        merchantLeastMeters = parameters.number("merchantLeastM");
        ports = new ZoneSelection(surroundings, parameters.texts("portTypes"));
        channels = new ZoneSelection(surroundings, parameters.texts("channelTypes"));
        channelSlowMps = Units.knotsToMps(parameters.number("channelSlowKn"));
        ageDifferenceMillis = parameters.millis("ageDifference");
        grid = new PairGrid(parameters.millis("step"), PairGrid.Method.RECKONED, parameters.millis("maxAge"));
        revisableMillis = parameters.millis("reviseWithin");
        lostAfterMillis = Math.max(config.onset().mergeMillis(), 2 * grid.stepMillis());
    }

    private static double meters(Parameters parameters, String name) {
        return Units.nauticalMilesToMeters(parameters.number(name));
    }

    private static double seconds(Parameters parameters, String name) {
        return parameters.millis(name) / 1000.0;
    }

    @Override
    public PairGrid grid() {
        return grid;
    }

    @Override
    public double radiusMeters() {
        return radiusMeters;
    }

    /** Two that are no longer heard have met or have not by then. */
    @Override
    public long lostAfterMillis() {
        return lostAfterMillis;
    }

    /** A risk of hours ago is past; who comes late with a turn he has made minutes ago is in time. */
    @Override
    public long revisableMillis() {
        return revisableMillis;
    }

    @Override
    public int measureCount() {
        return 9;
    }

    @Override
    public boolean isCandidate(ReportView view) {
        String moverClass = view.moverClass();
        return moverClass != null
                && (merchantClasses.contains(moverClass) || fishingClasses.contains(moverClass))
                && !PairWords.isMoored(view.report().navStatus())
                && !ports.anyActive(view.hits(), view.timeMillis(), moverClass);
    }

    @Override
    public boolean hasRoles() {
        return true;
    }

    @Override
    public boolean isSecond(String moverClass) {
        return fishingClasses.contains(moverClass);
    }

    /** Half of what counts as clear, and its own way until then: whoever is farther off will not be near in time. */
    @Override
    public double reachMeters(double speedMps) {
        double mps = Double.isNaN(speedMps) ? 0 : Math.min(speedMps, fastestMps);
        return clearMeters / 2 + mps * tcpaSeconds[0];
    }

    /** That of a boat that trawls. */
    @Override
    public double usualReachMeters() {
        return clearMeters / 2 + TRAWLING_MPS * tcpaSeconds[0];
    }

    /** Without a speed, or in motion without a course, nobody knows what it is heading for. */
    @Override
    public boolean isKnown(PairPoint point) {
        return point.speedMps() == 0 || !Double.isNaN(point.speedMps() + point.courseDegrees());
    }

    /** Near are those whose approach is not clear; by day as by night, for the hour is not known here. */
    @Override
    public boolean isNear(PairSample one, PairPoint onePoint, PairSample other, PairPoint otherPoint) {
        if (isTooSmall(one) || isTooSmall(other)) {
            return false;
        }
        double reach = clearMeters + (onePoint.speedMps() + otherPoint.speedMps()) * tcpaSeconds[0];
        double meters = PairRule.distanceMeters(onePoint, otherPoint);
        // A pair farther than the radius would be found or not by the cells it happens to be in.
        if (!(meters <= Math.min(reach, radiusMeters))) {
            return false;
        }
        ClosestApproach approach = approach(onePoint, otherPoint);
        return approach.tcpaSeconds() >= 0
                && approach.tcpaSeconds() < tcpaSeconds[0]
                && approach.cpaMeters() <= clearMeters;
    }

    @Override
    public Verdict judgePair(PairView view, double[] measures) {
        PairPoint one = view.one().now();
        PairPoint other = view.other().now();
        if (Math.abs(one.ageMillis() - other.ageMillis()) > ageDifferenceMillis) {
            return Verdict.UNKNOWN;
        }
        ClosestApproach approach = approach(one, other);
        boolean dark = LocalClock.isWithin(view.localMillisOfDay(), nightFromMillis, nightToMillis)
                || isFoggy(view.timeMillis(), one);
        double factor = dark ? darkFactor : 1;
        double relative = relativeMps(one, other);
        int level = relative > relativeMps ? level(approach, factor) : 0;
        if (level == 0) {
            // Between the limit and clear.
            boolean clear = approach.cpaMeters() > clearFactor * factor * cpaMeters[0] || relative <= relativeMps;
            return clear ? Verdict.FAILS : Verdict.NEAR;
        }
        boolean inChannel = liesInChannel(view.one(), view) || liesInChannel(view.other(), view);
        level = inChannel ? cpaMeters.length : level;
        // One update may be wrong, so each level wants as many in a row as the first.
        measures[ORANGE_RUN] = level >= 2 ? measures[ORANGE_RUN] + 1 : 0;
        measures[RED_RUN] = level >= 3 ? measures[RED_RUN] + 1 : 0;
        level = measures[RED_RUN] >= updates ? 3 : measures[ORANGE_RUN] >= updates ? 2 : 1;
        // What is shown is the worst that was seen.
        if (level > measures[LEVEL] || level == measures[LEVEL] && approach.cpaMeters() <= measures[CPA_METERS]) {
            measures[LEVEL] = level;
            measures[CPA_METERS] = approach.cpaMeters();
            measures[TCPA_SECONDS] = approach.tcpaSeconds();
            measures[DISTANCE_METERS] = view.distanceMeters();
            measures[RELATIVE_MPS] = relative;
            measures[DARK] = dark ? 1 : 0;
            measures[IN_CHANNEL] = inChannel ? 1 : 0;
        }
        return Verdict.HOLDS;
    }

    @Override
    public @Nullable Tier tierOfPair(PairView view, double[] measures) {
        return TIERS[(int) measures[LEVEL]];
    }

    @Override
    public void explainPair(PairView view, double[] measures, Explanation out) {
        String other = PairWords.other(view);
        double cpa = Units.metersToNauticalMiles(measures[CPA_METERS]);
        double minutes = measures[TCPA_SECONDS] / 60;
        boolean inChannel = measures[IN_CHANNEL] == 1;
        int level = inChannel ? 0 : Math.max(1, (int) measures[LEVEL]) - 1;
        double factor = measures[DARK] == 1 ? darkFactor : 1;
        String miles = String.valueOf(Math.rint(cpa * 100) / 100);
        String until = String.valueOf(Math.rint(minutes * 10) / 10);
        out.measured("cpaNm", cpa)
                .measured("tcpaMinutes", minutes)
                .measured("distanceNm", Units.metersToNauticalMiles(measures[DISTANCE_METERS]))
                .measured("relativeKn", Units.mpsToKnots(measures[RELATIVE_MPS]))
                .threshold("cpaNm", Units.metersToNauticalMiles(cpaMeters[level] * factor))
                .threshold("tcpaMinutes", tcpaSeconds[level] / 60)
                .message(
                        "与" + other + "有碰撞危险:约" + until + "分钟后最近会遇距离" + miles + "海里" + (inChannel ? ",渔船滞留航道锚地" : ""),
                        "collision risk with " + other + ": closest approach " + miles + " nm in " + until + " min"
                                + (inChannel ? ", the boat lies in a channel or anchorage" : ""));
    }

    /** A merchant ship that does not count; of the two one is a merchant and one fishes, by their roles. */
    private boolean isTooSmall(PairSample sample) {
        return sample.lengthMeters() < merchantLeastMeters
                && sample.moverClass() != null
                && !fishingClasses.contains(sample.moverClass());
    }

    /** The third level of a channel: a boat that must not lie there lies in the way of a ship. */
    private boolean liesInChannel(PairSample sample, PairView view) {
        PairPoint now = sample.now();
        return now.speedMps() < channelSlowMps
                && sample.moverClass() != null
                && fishingClasses.contains(sample.moverClass())
                && channels.anyActiveWithin(now.latitude(), now.longitude(), 0, view.timeMillis(), sample.moverClass());
    }

    private boolean isFoggy(long timeMillis, PairPoint point) {
        return weather.size() > 0
                && weather.at(timeMillis, timeMillis, point.latitude(), point.longitude())
                                .visibilityMeters()
                        < fogMeters;
    }

    /** 3 for red down to 1 for yellow, 0 for none. */
    private int level(ClosestApproach approach, double factor) {
        for (int i = cpaMeters.length - 1; i >= 0; i--) {
            if (approach.cpaMeters() < cpaMeters[i] * factor
                    && approach.tcpaSeconds() > 0
                    && approach.tcpaSeconds() < tcpaSeconds[i]) {
                return i + 1;
            }
        }
        return 0;
    }

    private static ClosestApproach approach(PairPoint one, PairPoint other) {
        return ClosestApproach.of(motion(one), motion(other), one.timeMillis());
    }

    private static ClosestApproach.Motion motion(PairPoint point) {
        return new ClosestApproach.Motion(
                point.latitude(), point.longitude(), point.speedMps(), point.courseDegrees(), point.timeMillis());
    }

    private static double relativeMps(PairPoint one, PairPoint other) {
        double turn = (one.courseDegrees() - other.courseDegrees()) * RADIANS;
        double a = one.speedMps();
        double b = other.speedMps();
        // At rest nobody has a course.
        double across = a == 0 || b == 0 ? 0 : 2 * a * b * Math.cos(turn);
        return Math.sqrt(Math.max(0, a * a + b * b - across));
    }
}
