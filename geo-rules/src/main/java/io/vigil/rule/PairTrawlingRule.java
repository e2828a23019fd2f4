package io.vigil.rule;

import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.texts;

import io.vigil.geo.Geodesy;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Units;
import io.vigil.pair.PairGrid;
import io.vigil.pair.PairPoint;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Warns of two boats that tow one net between them where they must not: a few hundred metres apart on one course at trawling
 * speed for long. Towing is lawful work; it is an offence in waters closed to the gear (zones of the closed types, whose
 * attribute {@code gears} may name whom they are closed to), and for a boat whose registered gear is another.
 *
 * <p>Two that steam home together keep course and distance as well, but faster; two that drift are slower and swing.
 */
public final class PairTrawlingRule implements PairRule {
    static final RuleKind KIND = new RuleKind(
            "pair-trawling",
            "S14-2",
            "双船拖网作业",
            "Pair trawling",
            "Two fishing boats keep 100 to 700 m apart on one course at 2 to 4.5 kn for 45 minutes, in waters closed to it or"
                    + " though the registered gear of one is another.",
            "两艘渔船在禁止双拖的水域，或其中一艘登记的作业方式并非双拖，以2至4.5节同向航行、相距100至700米，持续45分钟。",
            "Distance, speed, course or place no longer fit for thirty minutes.",
            "距离、航速、航向或所在水域不再符合满三十分钟。",
            "catalogue S14; speeds and distances of pair trawls in the East China Sea",
            true,
            Onset.VESSEL
                    .withCount(6, 8)
                    .withHold(Duration.ofMinutes(45))
                    .withMaxGap(Duration.ofMinutes(30))
                    .withClear(3, Duration.ofMinutes(30)),
            List.of(
                    number("fromM", 100, 0, 2_000, "least distance between the two, m", "两船最小距离，米"),
                    number("toM", 700, 50, 5_000, "largest distance between the two, m", "两船最大距离，米"),
                    number(
                            "exitDistanceM",
                            1_000,
                            50,
                            10_000,
                            "farther apart than this they are two boats, m",
                            "相距超过此值不再是对拖，米"),
                    number("fromKn", 2, 0, 10, "lowest towing speed, kn", "拖曳航速下限，节"),
                    number("toKn", 4.5, 0, 15, "highest towing speed, kn", "拖曳航速上限，节"),
                    number(
                            "courseDegrees",
                            15,
                            1,
                            90,
                            "their courses differ by less than this, degrees",
                            "两船航向相差小于此值，度"),
                    texts("classes", List.of("fishing"), "who may trawl", "可能拖网的船舶类别"),
                    texts(
                            "closedTypes",
                            List.of("protected", "closed-season", "trawl-line"),
                            "types of the zones closed to it, where their gears say nothing else",
                            "禁止双拖的区域类型（区域可用 gears 另行限定）"),
                    texts("gears", List.of("pair-trawl"), "registered gears that are this", "属于双拖的登记作业方式"),
                    duration(
                            "step", "PT5M", "PT10S", "the tracks are held against each other this often", "每隔多久比对一次航迹"),
                    duration(
                            "lostAfter",
                            "PT4H",
                            "PT30M",
                            "of two that are no longer heard it ends after",
                            "两船都不再有消息时，此时间后结束")),
            List.of(),
            PairTrawlingRule::new);

    private static final int BEGAN_MILLIS = 0;
    private static final int MINUTES = 1;
    private static final int METERS = 2;
    private static final int SPEED_MPS = 3;
    private static final int BREACH = 4;
    private static final int NO_BREACH = 0;
    private static final int CLOSED_WATERS = 1;
    private static final int OTHER_GEAR = 2;

    private final double fromMeters;
    private final double toMeters;
    private final double exitMeters;
    private final double fromMps;
    private final double toMps;
    private final double courseDegrees;
    private final List<String> classes;
    private final List<String> gears;
    private final ZoneSelection closed;
    private final ZoneTerms terms;
    private final PairGrid grid;
    private final long lostAfterMillis;

    PairTrawlingRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        fromMeters = parameters.number("fromM");
        toMeters = parameters.number("toM");
        exitMeters = Math.max(toMeters, parameters.number("exitDistanceM"));
        fromMps = Units.knotsToMps(parameters.number("fromKn"));
        toMps = Units.knotsToMps(parameters.number("toKn"));
        courseDegrees = parameters.number("courseDegrees");
        classes = parameters.texts("classes");
        gears = parameters.texts("gears");
        closed = new ZoneSelection(surroundings, parameters.texts("closedTypes"));
        terms = new ZoneTerms(surroundings.zones(), closed);
        grid = new PairGrid(
                parameters.millis("step"),
                PairGrid.Method.INTERPOLATED,
                config.onset().maxGapMillis());
        lostAfterMillis = Math.max(parameters.millis("lostAfter"), 2 * grid.stepMillis());
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

    @Override
    public boolean isCandidate(ReportView view) {
        return view.moverClass() != null && classes.contains(view.moverClass());
    }

    @Override
    public Verdict judgePair(PairView view, double[] measures) {
        PairPoint one = view.one().now();
        PairPoint other = view.other().now();
        double turn = Math.abs(Geodesy.courseDifferenceDegrees(one.courseDegrees(), other.courseDegrees()));
        if (Double.isNaN(turn) || Double.isNaN(one.speedMps()) || Double.isNaN(other.speedMps())) {
            return Verdict.UNKNOWN;
        }
        double meters = view.distanceMeters();
        if (!isTowing(one) || !isTowing(other) || turn >= courseDegrees || meters < fromMeters) {
            return Verdict.FAILS;
        }
        if (meters > toMeters) {
            return Verdict.NEAR;
        }
        if (measures[BEGAN_MILLIS] == 0) {
            measures[BEGAN_MILLIS] = view.timeMillis();
        }
        measures[MINUTES] = (view.timeMillis() - measures[BEGAN_MILLIS]) / 60_000;
        measures[METERS] = meters;
        measures[SPEED_MPS] = (one.speedMps() + other.speedMps()) / 2;
        int breach = breach(view);
        if (breach == NO_BREACH) {
            // Lawful towing is evidence of towing; of an offence that has been seen it is the end.
            return measures[BREACH] == NO_BREACH ? Verdict.BUILDING : Verdict.FAILS;
        }
        measures[BREACH] = breach;
        return Verdict.HOLDS;
    }

    private int breach(PairView view) {
        for (int i = 0; i < view.hits().size(); i++) {
            int zone = view.hits().ordinal(i);
            if (closed.isActive(zone, view.timeMillis(), view.moverClass()) && terms.concernsAny(zone, gears)) {
                return CLOSED_WATERS;
            }
        }
        return isOfOtherGear(view.registry()) || isOfOtherGear(view.otherRegistry()) ? OTHER_GEAR : NO_BREACH;
    }

    /** Of a boat whose gear nobody registered nothing is known. */
    private boolean isOfOtherGear(@Nullable RegistryRecord record) {
        List<String> registered = PairWords.gears(record);
        return !registered.isEmpty() && registered.stream().noneMatch(gears::contains);
    }

    @Override
    public void explainPair(PairView view, double[] measures, Explanation out) {
        String other = PairWords.other(view);
        long meters = Math.round(measures[METERS]);
        boolean isClosed = measures[BREACH] == CLOSED_WATERS;
        String knots = String.valueOf(Math.rint(Units.mpsToKnots(measures[SPEED_MPS]) * 10) / 10);
        out.measured("towingMinutes", measures[MINUTES])
                .measured("distanceM", measures[METERS])
                .measured("speedKn", Units.mpsToKnots(measures[SPEED_MPS]))
                .threshold("fromM", fromMeters)
                .threshold("toM", toMeters)
                .threshold("courseDegrees", courseDegrees)
                .message(
                        (isClosed ? "疑似在禁止水域与" : "疑似违反登记作业方式与") + other + "双拖作业" + PairWords.zh(measures[MINUTES])
                                + ":间距" + meters + "米,航速" + knots + "节",
                        "seems to tow a net with " + other
                                + (isClosed ? " in closed waters for " : " against its registered gear for ")
                                + PairWords.en(measures[MINUTES]) + ": " + meters
                                + " m apart at " + knots + " kn");
    }

    private boolean isTowing(PairPoint point) {
        return point.speedMps() >= fromMps && point.speedMps() <= toMps;
    }
}
