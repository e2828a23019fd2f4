package io.vigil.rule;

import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.text;
import static io.vigil.rule.Parameter.texts;

import io.vigil.model.NetBuoys;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Tier;
import io.vigil.model.Units;
import io.vigil.pair.PairGrid;
import io.vigil.pair.PairSample;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Warns when two vessels lie close to each other at low speed for long, far from any anchorage: what a transfer of catch,
 * fuel or people looks like from afar.
 *
 * <p>The defaults are those of Global Fishing Watch. For a quick word while it still goes on, Skylight's profile is
 * {@code distanceM: 250, hold: PT30M, step: PT2M, maxGap: PT20M}. The speed is asked for by its median, so that a moment of
 * manoeuvring does not end an encounter, and an encounter does not begin at speed: two that sail home side by side for
 * hours have no slow moment to begin with.
 */
public final class EncounterRule implements PairRule {
    static final RuleKind KIND = new RuleKind(
            "encounter",
            "S09",
            "海上会遇",
            "Encounter at sea",
            "Two vessels stay within 500 m of each other for two hours at less than 2 kn, 10 km or more from any"
                    + " anchorage or harbour.",
            "两船相距500米以内、航速低于2节满两小时，且距任何锚地或港口10公里以上。",
            "They are farther apart than the exit distance for thirty minutes.",
            "相距超过退出距离满三十分钟。",
            "Global Fishing Watch (500 m, 2 h, 2 kn, 10 km; merge 4 h); fast profile after Skylight (250 m, 30 min)",
            true,
            Onset.VESSEL
                    .withHold(Duration.ofHours(2))
                    .withMaxGap(Duration.ofHours(1))
                    .withClear(1, Duration.ofMinutes(30)),
            List.of(
                    number("distanceM", 500, 10, 5_000, "nearer than this they meet, m", "相距在此以内为会遇，米"),
                    number("exitDistanceM", 700, 10, 10_000, "farther apart than this they part, m", "相距超过此值为分离，米"),
                    number(
                            "speedKn",
                            2,
                            0.1,
                            20,
                            "the median of their mean speed is below this, kn",
                            "两船平均航速的中位数低于此值，节"),
                    number(
                            "anchorageKm",
                            10,
                            0,
                            100,
                            "nearer than this to an anchorage nothing is an encounter, km",
                            "距锚地在此以内不算会遇，km"),
                    texts(
                            "anchorageTypes",
                            List.of("anchorage", "harbour"),
                            "types of the zones that are anchorages",
                            "锚地的区域类型"),
                    texts(
                            "excludeClasses",
                            List.of("tug", "pilot", "enforcement", "gear"),
                            "whoever meets these is about his work; gear are net buoys",
                            "与这些船舶相会属正常作业；gear 指网位仪"),
                    texts(
                            "pairGears",
                            List.of("pair-trawl"),
                            "two boats whose registered gear is one of these work together",
                            "登记作业方式均属其中的两船为共同作业"),
                    texts("fishingClasses", List.of("fishing"), "who has a catch", "有渔获者"),
                    texts("carrierClasses", List.of("cargo", "tanker"), "who could take it over", "可能接收渔获者"),
                    text(
                            "permitName",
                            "transshipment",
                            "a permit for this lets a carrier take over a catch",
                            "持此许可的运输船可接收渔获"),
                    texts(
                            "watchStatuses",
                            List.of("watch-list", "wanted"),
                            "statuses of the registry that make it red",
                            "使其升为红色的登记状态"),
                    number(
                            "stillKn",
                            0.5,
                            0,
                            5,
                            "slower than this a vessel without a status is at anchor, kn",
                            "未报航行状态的船低于此航速视为锚泊，节"),
                    duration(
                            "step",
                            "PT10M",
                            "PT10S",
                            "the tracks are held against each other this often",
                            "每隔多久比对一次航迹"),
                    duration(
                            "lostAfter",
                            "PT12H",
                            "PT1H",
                            "an encounter of which nothing is heard ends after",
                            "多久没有消息即结束")),
            List.of(),
            EncounterRule::new);

    private static final int MOMENTS = 0;
    private static final int SLOW_MOMENTS = 1;
    private static final int LEAST_METERS = 2;
    private static final int BEGAN_MILLIS = 3;
    private static final int MINUTES = 4;

    private final double distanceMeters;
    private final double exitMeters;
    private final double speedMps;
    private final double stillMps;
    private final double anchorageMeters;
    private final ZoneSelection anchorages;
    private final List<String> excludeClasses;
    private final List<String> pairGears;
    private final List<String> fishingClasses;
    private final List<String> carrierClasses;
    private final String permitName;
    private final List<String> watchStatuses;
    private final PairGrid grid;
    private final long lostAfterMillis;
    private final long holdMillis;

    EncounterRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        distanceMeters = parameters.number("distanceM");
        exitMeters = Math.max(distanceMeters, parameters.number("exitDistanceM"));
        speedMps = Units.knotsToMps(parameters.number("speedKn"));
        stillMps = Units.knotsToMps(parameters.number("stillKn"));
        anchorageMeters = parameters.number("anchorageKm") * 1000;
        anchorages = new ZoneSelection(surroundings, parameters.texts("anchorageTypes"));
        excludeClasses = parameters.texts("excludeClasses");
        pairGears = parameters.texts("pairGears");
        fishingClasses = parameters.texts("fishingClasses");
        carrierClasses = parameters.texts("carrierClasses");
        permitName = parameters.text("permitName");
        watchStatuses = parameters.texts("watchStatuses");
        // "Never across a gap of an hour": an hour itself is too long.
        grid = new PairGrid(
                parameters.millis("step"),
                PairGrid.Method.INTERPOLATED,
                config.onset().maxGapMillis() - 1);
        lostAfterMillis = Math.max(parameters.millis("lostAfter"), 2 * grid.stepMillis());
        holdMillis = config.onset().holdMillis();
    }

    @Override
    public PairGrid grid() {
        return grid;
    }

    @Override
    public double radiusMeters() {
        return exitMeters;
    }

    @Override
    public long lostAfterMillis() {
        return lostAfterMillis;
    }

    @Override
    public int measureCount() {
        return 5;
    }

    /** Whether it is a net buoy, see {@link NetBuoys}. */
    @Override
    public boolean asksForState() {
        return true;
    }

    @Override
    public boolean isCandidate(ReportView view) {
        return (view.moverClass() == null || !excludeClasses.contains(view.moverClass()))
                && !view.isIn(NetBuoys.GEAR)
                && !anchorages.anyActive(view.hits(), view.timeMillis(), view.moverClass());
    }

    @Override
    public Verdict judgePair(PairView view, double[] measures) {
        double meters = view.distanceMeters();
        if (meters > distanceMeters) {
            return Verdict.NEAR;
        }
        double meanMps = (view.one().now().speedMps() + view.other().now().speedMps()) / 2;
        if (Double.isNaN(meanMps)) {
            return Verdict.UNKNOWN;
        }
        boolean slow = meanMps < speedMps;
        boolean begins = measures[MOMENTS] == 0;
        if (begins && !slow || isOfOneHouse(view) || isPairTrawl(view) || isNearAnchorage(view)) {
            return Verdict.FAILS;
        }
        measures[MOMENTS]++;
        measures[SLOW_MOMENTS] += slow ? 1 : 0;
        measures[LEAST_METERS] = begins ? meters : Math.min(measures[LEAST_METERS], meters);
        measures[BEGAN_MILLIS] = begins ? view.timeMillis() : measures[BEGAN_MILLIS];
        measures[MINUTES] = (view.timeMillis() - measures[BEGAN_MILLIS]) / 60_000;
        return 2 * measures[SLOW_MOMENTS] > measures[MOMENTS] ? Verdict.HOLDS : Verdict.BUILDING;
    }

    @Override
    public @Nullable Tier tierOfPair(PairView view, double[] measures) {
        RegistryRecord one = view.registry();
        RegistryRecord other = view.otherRegistry();
        if (isWatched(one) || isWatched(other)) {
            return Tier.RED;
        }
        boolean catchToCarrier = PairWords.isOneOfEach(
                view.one().moverClass(), view.other().moverClass(), fishingClasses, carrierClasses);
        boolean permitted = hasPermit(one, view.timeMillis()) || hasPermit(other, view.timeMillis());
        return catchToCarrier && !permitted ? Tier.ORANGE : null;
    }

    @Override
    public void explainPair(PairView view, double[] measures, Explanation out) {
        String other = PairWords.other(view);
        double minutes = measures[MINUTES];
        long meters = Math.round(measures[LEAST_METERS]);
        out.measured("togetherMinutes", minutes)
                .measured("leastDistanceM", measures[LEAST_METERS])
                .measured("slowShare", measures[SLOW_MOMENTS] / Math.max(1, measures[MOMENTS]))
                .threshold("distanceM", distanceMeters)
                .threshold("holdMinutes", holdMillis / 60_000.0)
                .threshold("speedKn", Units.mpsToKnots(speedMps))
                .message(
                        "与" + other + "低速会遇" + PairWords.zh(minutes) + ",最近相距" + meters + "米",
                        "meets " + other + " at low speed for " + PairWords.en(minutes) + ", as near as " + meters
                                + " m");
    }

    /** Boats of one owner or one group that lie at anchor together for the night. */
    private boolean isOfOneHouse(PairView view) {
        RegistryRecord one = view.registry();
        RegistryRecord other = view.otherRegistry();
        return (PairWords.isSame(one, other, "owner") || PairWords.isSame(one, other, "group"))
                && isAtAnchor(view.one())
                && isAtAnchor(view.other());
    }

    /** Two that tow one net come alongside at every haul. */
    private boolean isPairTrawl(PairView view) {
        return PairWords.gears(view.registry()).stream().anyMatch(pairGears::contains)
                && PairWords.gears(view.otherRegistry()).stream().anyMatch(pairGears::contains);
    }

    private boolean isAtAnchor(PairSample sample) {
        return PairWords.isAtAnchor(sample) || sample.now().speedMps() < stillMps;
    }

    private boolean isNearAnchorage(PairView view) {
        return anchorageMeters > 0
                && !anchorages.isEmpty()
                && anchorages.anyActiveWithin(
                        view.one().now().latitude(),
                        view.one().now().longitude(),
                        anchorageMeters,
                        view.timeMillis(),
                        view.moverClass());
    }

    private boolean isWatched(@Nullable RegistryRecord record) {
        return record != null && record.statuses().stream().anyMatch(watchStatuses::contains);
    }

    private boolean hasPermit(@Nullable RegistryRecord record, long timeMillis) {
        return record != null && record.permits().stream().anyMatch(permit -> permit.covers(permitName, timeMillis));
    }
}
