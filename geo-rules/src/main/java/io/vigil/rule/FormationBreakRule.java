package io.vigil.rule;

import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.texts;

import io.vigil.model.PositionReport;
import io.vigil.model.Tier;
import io.vigil.model.Units;
import io.vigil.pair.PairGrid;
import io.vigil.pair.PairSample;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Warns when a fishing boat has lost the group it has to work in (编组作业), and tells who could take it into a temporary one.
 *
 * <p>The roster is the registry's {@code group} at the instant, so a change of groups takes effect when it is valid. A mate
 * that was not heard for the longest age of a fix may be anywhere: where none is heard, nothing is known. Where some are,
 * the boat has left those, and that is reported: else one boat whose device is broken would hide the whole group's.
 *
 * <p>Alone means: nobody registered within the radius. Then the desk has to call the boat every hour until it is back.
 */
public final class FormationBreakRule implements PairRule {
    static final RuleKind KIND = new RuleKind(
            "formation-break",
            "S06",
            "脱离编组",
            "Formation break",
            "A boat at sea is farther than 8 nm from every mate of its group for thirty minutes: blue where another boat is"
                    + " near enough for a temporary group, yellow where it is alone, orange where it stays so.",
            "海上渔船距同组每一艘船都超过8海里满三十分钟：附近有其他渔船可临时编组为蓝色，独自一艘为黄色，持续独自为橙色。",
            "Within 0.8 of the radius of a mate, or of a temporary one, for twenty minutes; or back in port.",
            "距同组或临时同伴在半径的0.8以内满二十分钟；或已回港。",
            "舟山智慧海渔平台 (8 nm for temporary groups, contact every hour)",
            true,
            Onset.VESSEL
                    .withHold(Duration.ofMinutes(30))
                    .withMaxGap(Duration.ofMinutes(30))
                    .withClear(1, Duration.ofMinutes(20))
                    .withMerge(Duration.ofHours(24)),
            List.of(
                    number(
                            "radiusNm",
                            8,
                            0.5,
                            50,
                            "farther than this from every mate a boat has left its group, nm",
                            "距每个同伴都超过此值视为脱离编组，海里"),
                    number("backShare", 0.8, 0.1, 1, "within so much of the radius it is back", "在半径的此比例以内视为归队"),
                    texts("portTypes", List.of("harbour"), "types of the zones that are ports", "港口的区域类型"),
                    number("portNm", 2, 0, 50, "nearer than this to a port nobody needs a group, nm", "距港口在此以内无需编组，海里"),
                    duration(
                            "contactEvery",
                            "PT1H",
                            "PT1M",
                            "a boat alone has to be called this often",
                            "独自一艘须每隔此时间联系一次"),
                    duration("orangeAfter", "PT2H", "PT1M", "alone for so long it is orange", "独自达到此时长为橙色"),
                    duration(
                            "maxAge", "PT30M", "PT1M", "an older fix says nothing of where a boat is", "更旧的位置不能说明船在何处"),
                    duration("step", "PT10M", "PT10S", "the group is looked at this often", "每隔多久看一次编组"),
                    duration(
                            "lostAfter",
                            "PT4H",
                            "PT30M",
                            "of a boat that is no longer heard it ends after",
                            "不再收到其消息的渔船，此时间后结束")),
            List.of(),
            FormationBreakRule::new);

    private static final int BEGAN_MILLIS = 0;
    private static final int ALONE_SINCE_MILLIS = 1;
    private static final int AWAY_MINUTES = 2;
    private static final int MATE_METERS = 3;
    private static final int TEMPORARY_METERS = 4;
    private static final int CALLS = 5;
    private static final int CALLS_TOLD = 6;

    private final double radiusMeters;
    private final double backMeters;
    private final ZoneSelection ports;
    private final double portMeters;
    private final long contactEveryMillis;
    private final long orangeAfterMillis;
    private final long holdMillis;
    private final PairGrid grid;
    private final long lostAfterMillis;

    FormationBreakRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        radiusMeters = Units.nauticalMilesToMeters(parameters.number("radiusNm"));
        backMeters = radiusMeters * parameters.number("backShare");
        ports = new ZoneSelection(surroundings, parameters.texts("portTypes"));
        portMeters = Units.nauticalMilesToMeters(parameters.number("portNm"));
        contactEveryMillis = parameters.millis("contactEvery");
        orangeAfterMillis = parameters.millis("orangeAfter");
        holdMillis = config.onset().holdMillis();
        grid = new PairGrid(parameters.millis("step"), PairGrid.Method.RECKONED, parameters.millis("maxAge"));
        lostAfterMillis = Math.max(parameters.millis("lostAfter"), 2 * grid.stepMillis());
    }

    @Override
    public PairGrid grid() {
        return grid;
    }

    @Override
    public double radiusMeters() {
        return radiusMeters;
    }

    @Override
    public long lostAfterMillis() {
        return lostAfterMillis;
    }

    @Override
    public boolean isOfCompany() {
        return true;
    }

    @Override
    public int measureCount() {
        return 7;
    }

    /** Who is registered and at sea; in port a boat is still known to its group, but is nobody's company. */
    @Override
    public boolean isCandidate(ReportView view) {
        PositionReport report = view.report();
        return view.registry() != null
                && !ports.anyActive(view.hits(), view.timeMillis(), view.moverClass())
                && (portMeters == 0
                        || !ports.anyActiveWithin(
                                report.latitude(),
                                report.longitude(),
                                portMeters,
                                view.timeMillis(),
                                view.moverClass()));
    }

    @Override
    public Verdict judgePair(PairView view, double[] measures) {
        PairSample mate = view.groupMate();
        if (mate == null) {
            return Verdict.UNKNOWN;
        }
        double mateMeters = PairRule.distanceMeters(view.one().now(), mate.now());
        if (mateMeters <= radiusMeters) {
            return mateMeters <= backMeters ? Verdict.FAILS : Verdict.NEAR;
        }
        boolean isAlone = !view.hasOther() || view.distanceMeters() > radiusMeters;
        boolean begins = measures[BEGAN_MILLIS] == 0;
        // Once it is told that a temporary group is possible, forming it ends the matter, for as long as it lasts.
        boolean isTold = view.wasWarned() || !begins && view.timeMillis() - measures[BEGAN_MILLIS] > holdMillis;
        if (isTold && !isAlone && view.distanceMeters() <= backMeters) {
            return Verdict.FAILS;
        }
        if (begins) {
            measures[BEGAN_MILLIS] = view.timeMillis();
        }
        measures[AWAY_MINUTES] = (view.timeMillis() - measures[BEGAN_MILLIS]) / 60_000;
        measures[MATE_METERS] = mateMeters;
        measures[TEMPORARY_METERS] = isAlone ? Double.NaN : view.distanceMeters();
        noteAlone(view, isAlone, measures);
        return Verdict.HOLDS;
    }

    private void noteAlone(PairView view, boolean isAlone, double[] measures) {
        if (!isAlone) {
            measures[ALONE_SINCE_MILLIS] = 0;
        } else if (measures[ALONE_SINCE_MILLIS] == 0) {
            measures[ALONE_SINCE_MILLIS] = view.timeMillis();
        }
        if (!isAlone) {
            measures[CALLS] = 0;
            measures[CALLS_TOLD] = 0;
        } else {
            measures[CALLS] = Math.floor(Math.max(0, calledForMillis(view, measures)) / contactEveryMillis);
        }
    }

    /** For how long somebody has had to call the boat: since it was warned of, or alone only after that, since then. */
    private double calledForMillis(PairView view, double[] measures) {
        return view.timeMillis() - Math.max(measures[BEGAN_MILLIS] + holdMillis, measures[ALONE_SINCE_MILLIS]);
    }

    @Override
    public @Nullable Tier tierOfPair(PairView view, double[] measures) {
        if (measures[ALONE_SINCE_MILLIS] == 0) {
            return null;
        }
        // Alone beyond what the boat can take is red; being raised adds one tier to what is said here.
        boolean isUrgent = view.isRaised() || calledForMillis(view, measures) >= orangeAfterMillis;
        return isUrgent ? Tier.ORANGE : Tier.YELLOW;
    }

    @Override
    public @Nullable String newsOfPair(PairView view, double[] measures) {
        if (measures[CALLS] <= measures[CALLS_TOLD]) {
            return null;
        }
        measures[CALLS_TOLD] = measures[CALLS];
        return "contact-due";
    }

    @Override
    public void explainPair(PairView view, double[] measures, Explanation out) {
        double miles = Units.metersToNauticalMiles(measures[MATE_METERS]);
        String shown = String.valueOf(Math.rint(miles * 10) / 10);
        String minutesZh = PairWords.zh(measures[AWAY_MINUTES]);
        String minutesEn = PairWords.en(measures[AWAY_MINUTES]);
        out.measured("awayMinutes", measures[AWAY_MINUTES])
                .measured("nearestMateNm", miles)
                .threshold("radiusNm", Units.metersToNauticalMiles(radiusMeters))
                .threshold("holdMinutes", holdMillis / 60_000.0);
        String group = view.one().group() == null ? "" : view.one().group();
        String zh = "脱离编组“" + group + "”" + minutesZh + ",距最近的同组船" + shown + "海里";
        String en = "away from group " + group + " for " + minutesEn + ", nearest mate " + shown + " nm";
        if (measures[ALONE_SINCE_MILLIS] != 0 || !view.hasOther()) {
            double every = contactEveryMillis / 60_000.0;
            boolean isHour = contactEveryMillis == 3_600_000;
            out.threshold("contactEveryMinutes", every)
                    .message(
                            zh + ",周围无船可临时编组,须每" + (isHour ? "小时" : PairWords.zh(every)) + "联系",
                            en + "; nobody near for a temporary group: call it every "
                                    + (isHour ? "hour" : PairWords.en(every)));
            return;
        }
        double temporary = Units.metersToNauticalMiles(measures[TEMPORARY_METERS]);
        String near = String.valueOf(Math.rint(temporary * 10) / 10);
        String other = PairWords.other(view);
        out.measured("temporaryMateNm", temporary)
                .measured("temporaryMate", view.other().mover().text())
                .message(
                        zh + ",可与" + other + "(" + near + "海里)临时编组",
                        en + "; " + other + " is near for a temporary group (" + near + " nm)");
    }
}
