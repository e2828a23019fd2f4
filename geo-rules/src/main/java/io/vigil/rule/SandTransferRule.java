package io.vigil.rule;

import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.texts;
import static io.vigil.rule.Parameter.word;

import io.vigil.model.Tier;
import io.vigil.pair.PairGrid;
import io.vigil.pair.PairPoint;
import io.vigil.pair.PairSample;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Warns when sand is taken over at sea (海砂过驳): a floating crane beside a sand carrier or a river ship outside the areas
 * licensed for it, or, in the other mode, a river ship out at sea, where it must not be and goes for nothing else.
 *
 * <p>Where the third of the three kinds of ship lies beside the two as well, the whole chain is there: red.
 */
public final class SandTransferRule implements PairRule {
    static final RuleKind KIND = new RuleKind(
            "sand-transfer",
            "S10",
            "海砂过驳",
            "Sand transfer",
            "A floating crane lies within 150 m of a sand carrier or river ship for twenty minutes outside licensed areas"
                    + " (mode transfer), or a river ship is beyond the limit of its waters for ten (mode river-limit).",
            "浮吊与运砂船或内河船在许可区域之外相距150米以内满二十分钟（方式 transfer），或内河船越过其水域界限满十分钟（方式 river-limit）。",
            "They are 500 m apart for twenty minutes; in mode river-limit the ship is back in its waters.",
            "相距500米满二十分钟；river-limit 方式下回到其水域。",
            "海砂专项整治 practice of the China MSA; numbers are proposals",
            true,
            Onset.VESSEL
                    .withHold(Duration.ofMinutes(20))
                    .withMaxGap(Duration.ofMinutes(10))
                    .withClear(1, Duration.ofMinutes(20)),
            List.of(
                    word("mode", "transfer", List.of("transfer", "river-limit"), "what is watched", "监视什么"),
                    number("distanceM", 150, 10, 2_000, "nearer than this one loads the other, m", "相距在此以内为装载，米"),
                    number(
                            "exitDistanceM",
                            500,
                            10,
                            5_000,
                            "farther apart than this they have parted, m",
                            "相距超过此值为分离，米"),
                    texts("craneClasses", List.of("floating-crane"), "who loads", "装载者"),
                    texts("carrierClasses", List.of("sand-carrier"), "who carries sand at sea", "海上运砂者"),
                    texts("riverClasses", List.of("river-ship"), "who is built for rivers", "内河船"),
                    texts(
                            "licensedTypes",
                            List.of("sand-licence", "harbour"),
                            "zone types where it is allowed",
                            "许可作业的区域类型"),
                    texts("riverTypes", List.of("river"), "zone types of the waters of river ships", "内河船可航水域的区域类型"),
                    duration("riverHold", "PT10M", "PT0S", "in mode river-limit the hold", "river-limit 方式下的持续时间"),
                    duration(
                            "step", "PT2M", "PT10S", "the tracks are held against each other this often", "每隔多久比对一次航迹"),
                    duration(
                            "lostAfter",
                            "PT6H",
                            "PT30M",
                            "of two that are no longer heard it ends after",
                            "两船都不再有消息时，此时间后结束")),
            List.of(),
            SandTransferRule::create);

    private static final int BEGAN_MILLIS = 0;
    private static final int MINUTES = 1;
    private static final int LEAST_METERS = 2;
    private static final int CHAIN = 3;

    private final double distanceMeters;
    private final double exitMeters;
    private final List<String> craneClasses;
    private final List<String> carrierClasses;
    private final List<String> riverClasses;
    private final ZoneSelection licensed;
    private final PairGrid grid;
    private final long lostAfterMillis;

    private SandTransferRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        distanceMeters = parameters.number("distanceM");
        exitMeters = Math.max(distanceMeters, parameters.number("exitDistanceM"));
        craneClasses = parameters.texts("craneClasses");
        carrierClasses = parameters.texts("carrierClasses");
        riverClasses = parameters.texts("riverClasses");
        licensed = new ZoneSelection(surroundings, parameters.texts("licensedTypes"));
        grid = new PairGrid(
                parameters.millis("step"),
                PairGrid.Method.INTERPOLATED,
                config.onset().maxGapMillis());
        lostAfterMillis = Math.max(parameters.millis("lostAfter"), 2 * grid.stepMillis());
    }

    private static Rule create(RuleConfig config, Surroundings surroundings) {
        return config.parameters().text("mode").equals("transfer")
                ? new SandTransferRule(config, surroundings)
                : new RiverLimitRule(config, surroundings);
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
        return 4;
    }

    @Override
    public boolean seesThird() {
        return true;
    }

    @Override
    public boolean isCandidate(ReportView view) {
        return kind(view.moverClass()) != 0 && !licensed.anyActive(view.hits(), view.timeMillis(), view.moverClass());
    }

    @Override
    public boolean isNear(PairSample one, PairPoint onePoint, PairSample other, PairPoint otherPoint) {
        int kinds = kind(one.moverClass()) | kind(other.moverClass());
        boolean isCraneAndShip = (kinds & 1) != 0 && kinds > 1;
        return isCraneAndShip && PairRule.distanceMeters(onePoint, otherPoint) <= exitMeters;
    }

    @Override
    public Verdict judgePair(PairView view, double[] measures) {
        double meters = view.distanceMeters();
        if (meters > distanceMeters) {
            return Verdict.NEAR;
        }
        boolean begins = measures[BEGAN_MILLIS] == 0;
        if (begins) {
            measures[BEGAN_MILLIS] = view.timeMillis();
        }
        measures[MINUTES] = (view.timeMillis() - measures[BEGAN_MILLIS]) / 60_000;
        measures[LEAST_METERS] = begins ? meters : Math.min(measures[LEAST_METERS], meters);
        PairSample third = view.third();
        if (third != null) {
            int kinds = kind(view.one().moverClass()) | kind(view.other().moverClass()) | kind(third.moverClass());
            measures[CHAIN] = kinds == 7 ? 1 : measures[CHAIN];
        }
        return Verdict.HOLDS;
    }

    @Override
    public @Nullable Tier tierOfPair(PairView view, double[] measures) {
        return measures[CHAIN] == 1 ? Tier.RED : Tier.ORANGE;
    }

    @Override
    public void explainPair(PairView view, double[] measures, Explanation out) {
        String other = PairWords.other(view);
        long meters = Math.round(measures[LEAST_METERS]);
        boolean chain = measures[CHAIN] == 1;
        out.measured("besideMinutes", measures[MINUTES])
                .measured("leastDistanceM", measures[LEAST_METERS])
                .threshold("distanceM", distanceMeters)
                .message(
                        "疑似在许可区外与" + other + "过驳海砂" + PairWords.zh(measures[MINUTES]) + ",最近相距" + meters + "米"
                                + (chain ? ",三类船齐聚" : ""),
                        "seems to take over sand beside " + other + " for " + PairWords.en(measures[MINUTES])
                                + " outside licensed areas, as near as " + meters + " m"
                                + (chain ? ", with a ship of the third kind" : ""));
    }

    /** 1 crane, 2 carrier, 4 river ship, 0 none of them. */
    private int kind(@Nullable String moverClass) {
        if (moverClass == null) {
            return 0;
        }
        return (craneClasses.contains(moverClass) ? 1 : 0)
                | (carrierClasses.contains(moverClass) ? 2 : 0)
                | (riverClasses.contains(moverClass) ? 4 : 0);
    }

    /** The other mode: a river ship beyond the waters it is built for. */
    private static final class RiverLimitRule implements Rule {
        private static final int SECONDS = 0;
        private static final int LAST_HELD_MILLIS = 1;

        private final List<String> riverClasses;
        private final ZoneSelection rivers;
        private final Onset onset;

        RiverLimitRule(RuleConfig config, Surroundings surroundings) {
            Parameters parameters = config.parameters();
            riverClasses = parameters.texts("riverClasses");
            rivers = new ZoneSelection(surroundings, parameters.texts("riverTypes"));
            onset = config.onset().withHold(Duration.ofMillis(parameters.millis("riverHold")));
        }

        @Override
        public Onset onset(Stage stage, Onset configured) {
            return onset;
        }

        @Override
        public int measureCount() {
            return 2;
        }

        @Override
        public void subjects(ReportView view, double[] memory, SubjectSink out) {
            if (isBeyond(view)) {
                out.mover(Stage.BREACH);
            }
        }

        @Override
        public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
            if (!isBeyond(view)) {
                return Verdict.FAILS;
            }
            HeldTime.add(view, measures, SECONDS, LAST_HELD_MILLIS, onset.maxGapMillis());
            return Verdict.HOLDS;
        }

        @Override
        public Tier tier(ReportView view, Subject subject, double[] measures) {
            return Tier.ORANGE;
        }

        @Override
        public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
            long minutes = Math.round(measures[SECONDS] / 60);
            out.measured("beyondMinutes", minutes)
                    .threshold("holdMinutes", onset.holdMillis() / 60_000.0)
                    .message("内河船越出内河水域" + minutes + "分钟", "a river ship beyond its waters for " + minutes + " min");
        }

        /** Without any waters on the map nobody is beyond them. */
        private boolean isBeyond(ReportView view) {
            return view.moverClass() != null
                    && riverClasses.contains(view.moverClass())
                    && !rivers.isEmpty()
                    && !rivers.anyActive(view.hits(), view.timeMillis(), view.moverClass());
        }
    }
}
