package io.vigil.rule;

import static io.vigil.rule.Parameter.count;
import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.texts;
import static io.vigil.rule.Parameter.word;

import io.vigil.geo.Geodesy;
import io.vigil.geo.ZoneHits;
import io.vigil.geo.ZoneIndex;
import io.vigil.model.PositionReport;
import io.vigil.model.Tier;
import io.vigil.model.Units;
import io.vigil.model.Zone;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Warns when a vessel enters a closed area, or fishes in one, without being authorised.
 *
 * <p>Crossing the corner of an area on the way home is not fishing: the fishing mode asks for a fishing speed for some
 * time. Areas can also be bands along a coast: so many nautical miles from the zones of the given types, such as
 * {@code land}. A zone's attributes may name the gears it is closed to ({@code gears}) and who may be there
 * ({@code authorised}: mover ids and classes); the latter are recorded as permitted.
 */
public final class ClosedAreaRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "closed-area",
            "S01",
            "闯入或在禁捕水域作业",
            "Closed area",
            "A vessel is inside a closed area without a permit (mode entry), or moves there at fishing speed (mode"
                    + " fishing). In entry mode a blue notice comes when its course meets the area soon.",
            "船舶无许可进入禁止水域（方式 entry），或在其中以作业航速航行（方式 fishing）。entry 方式下航向即将进入时先发蓝色提示。",
            "Outside by the exit margin for three reports; in fishing mode also out of the speed band.",
            "连续三次报告驶离退出余量之外；fishing 方式下航速离开作业区间也可。",
            "渔业法 Art. 30 (closed areas); speed band after MonitorFish (up to 5.5 kn)",
            true,
            Onset.VESSEL.withCount(2, 2).withHold(Duration.ofMinutes(10)).withClear(3, Duration.ZERO),
            List.of(
                    word("mode", "entry", List.of("entry", "fishing"), "what is forbidden there", "禁止的是进入还是作业"),
                    texts(
                            "types",
                            List.of("protected", "closed-season", "foreign-line"),
                            "types of the closed zones",
                            "禁止区域的区域类型"),
                    number("bandNm", 0, 0, 200, "distance from the zone that is closed too, nm", "区域外同样禁止的距离，海里"),
                    number("exitMarginNm", 0.2, 0, 50, "how far outside counts as outside, nm", "离开区域多远才算在外，海里"),
                    word(
                            "fishingBy",
                            "speed",
                            List.of("speed", "activity"),
                            "what counts as fishing: the speed here, or the state of a rule fishing-activity of the same"
                                    + " file",
                            "以什么判断作业：本规则的航速，或同一文件中 fishing-activity 规则的状态"),
                    number("fishingFromKn", 1, 0, 20, "lowest fishing speed, kn", "作业航速下限，节"),
                    number("fishingToKn", 5.5, 0, 20, "highest fishing speed, kn", "作业航速上限，节"),
                    duration("fishingHold", "PT20M", "PT0S", "in fishing mode the hold", "fishing 方式下的持续时间"),
                    count("fishingK", 3, 1, 32, "in fishing mode k", "fishing 方式下的 k"),
                    count("fishingM", 5, 1, 32, "in fishing mode m", "fishing 方式下的 m"),
                    duration(
                            "notice",
                            "PT20M",
                            "PT0S",
                            "in entry mode a notice if the course meets the zone itself within; 0: none",
                            "entry 方式下航向在此时间内进入区域即提示；零为不提示"),
                    duration(
                            "noticeEvery",
                            "PT30S",
                            "PT0S",
                            "the course is looked at this often, whatever the report rate",
                            "每隔多久看一次航向，与报告频率无关"),
                    texts(
                            "redTypes",
                            List.of("protected", "foreign-line"),
                            "zone types that make it red",
                            "使其升为红色的区域类型")),
            List.of(),
            ClosedAreaRule::new);

    private static final int FLOOR_METERS = 0;
    private static final int FLOOR_LATITUDE = 1;
    private static final int FLOOR_LONGITUDE = 2;
    private static final int LOOKED_AHEAD_MILLIS = 3;

    /** Slower, a vessel at anchor swings and has no course; m/s. */
    private static final double LEAST_WAY_MPS = 0.25;

    private static final int SECONDS = 0;
    private static final int LAST_HELD_MILLIS = 1;

    private final ZoneIndex zones;
    private final ZoneSelection closed;
    private final ZoneTerms terms;
    private final boolean fishingMode;
    private final boolean fishingByActivity;
    private final double bandMeters;
    private final double exitMarginMeters;
    private final double fishingFromMps;
    private final double fishingToMps;
    private final long noticeMillis;
    private final long noticeEveryMillis;
    private final List<String> redTypes;
    private final Onset onset;

    ClosedAreaRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        zones = surroundings.zones();
        closed = new ZoneSelection(surroundings, parameters.texts("types"));
        terms = new ZoneTerms(zones, closed);
        fishingMode = parameters.text("mode").equals("fishing");
        fishingByActivity = fishingMode && parameters.text("fishingBy").equals("activity");
        bandMeters = Units.nauticalMilesToMeters(parameters.number("bandNm"));
        exitMarginMeters = Units.nauticalMilesToMeters(parameters.number("exitMarginNm"));
        fishingFromMps = Units.knotsToMps(parameters.number("fishingFromKn"));
        fishingToMps = Units.knotsToMps(parameters.number("fishingToKn"));
        noticeMillis = fishingMode ? 0 : parameters.millis("notice");
        noticeEveryMillis = parameters.millis("noticeEvery");
        redTypes = parameters.texts("redTypes");
        Onset configured = config.onset();
        onset = fishingMode
                ? configured
                        .withCount(
                                Math.min(parameters.count("fishingK"), parameters.count("fishingM")),
                                parameters.count("fishingM"))
                        .withHold(Duration.ofMillis(parameters.millis("fishingHold")))
                : configured;
    }

    @Override
    public int memorySize() {
        return bandMeters > 0 || noticeMillis > 0 ? 4 : 0;
    }

    @Override
    public int measureCount() {
        return 2;
    }

    @Override
    public @Nullable String neededKind() {
        return fishingByActivity ? FishingActivityRule.KIND.kind() : null;
    }

    @Override
    public Onset onset(Stage stage, Onset configured) {
        return stage == Stage.BREACH ? onset : Rule.super.onset(stage, onset).withCount(3, 3);
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (closed.isEmpty()) {
            return;
        }
        if (bandMeters == 0) {
            for (int i = 0; i < view.hits().size(); i++) {
                addActive(view, view.hits().ordinal(i), Stage.BREACH, out);
            }
        }
        if (bandMeters > 0 && !isBeyondAll(view, memory)) {
            addBands(view, out);
        }
        if (noticeMillis > 0 && looksAhead(view, memory)) {
            addAhead(view, noticeReachMeters(view), out);
        }
    }

    @Override
    public void controlChanged(double[] memory) {
        Arrays.fill(memory, Double.NaN);
    }

    @Override
    public void observe(ReportView view, double[] memory) {
        if (noticeMillis > 0) {
            boolean due = !(view.timeMillis() - memory[LOOKED_AHEAD_MILLIS] < noticeEveryMillis);
            if (due && noticeReachMeters(view) > 0) {
                memory[LOOKED_AHEAD_MILLIS] = view.timeMillis();
            }
        }
    }

    /** Looking ahead is dear, and a class A transponder reports every few seconds. */
    private static boolean looksAhead(ReportView view, double[] memory) {
        return memory[LOOKED_AHEAD_MILLIS] == view.timeMillis();
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        int zone = subject.zone();
        if (!closed.isActive(zone, view.timeMillis(), view.moverClass())) {
            return subject.stage() == Stage.PRE ? Verdict.ENDS : Verdict.FAILS;
        }
        boolean inside = isInside(view, zone);
        if (subject.stage() == Stage.PRE) {
            return inside ? Verdict.ENDS : judgeNotice(view, zone, memory);
        }
        if (!inside) {
            return isEdgeWithin(view, zone, bandMeters + exitMarginMeters) ? Verdict.NEAR : Verdict.FAILS;
        }
        if (fishingMode) {
            if (!fishingByActivity && Double.isNaN(view.speedMps())) {
                return Verdict.UNKNOWN;
            }
            if (!isFishing(view)) {
                return Verdict.FAILS;
            }
        }
        HeldTime.add(view, measures, SECONDS, LAST_HELD_MILLIS, onset.maxGapMillis());
        return Verdict.HOLDS;
    }

    @Override
    public @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        if (subject.stage() == Stage.PRE) {
            return null;
        }
        if (redTypes.contains(zones.zone(subject.zone()).type())) {
            return Tier.RED;
        }
        return fishingMode ? Tier.ORANGE : null;
    }

    @Override
    public @Nullable String permit(ReportView view, Subject subject) {
        String authorised = terms.authorisation(subject.zone(), view);
        return authorised == null ? ForbiddenZoneRule.permitFor(view, subject.key()) : authorised;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        Zone zone = zones.zone(subject.zone());
        if (subject.stage() == Stage.PRE) {
            explainNotice(view, subject, zone, out);
            return;
        }
        long minutes = Math.round(measures[SECONDS] / 60);
        out.measured("insideMinutes", minutes).threshold("holdMinutes", onset.holdMillis() / 60_000.0);
        if (fishingMode) {
            out.measured("speedKn", Units.mpsToKnots(view.speedMps()))
                    .threshold("fishingFromKn", Units.mpsToKnots(fishingFromMps))
                    .threshold("fishingToKn", Units.mpsToKnots(fishingToMps))
                    .message(
                            "在“" + zone.label() + "”内以捕捞航速作业" + minutes + "分钟",
                            "at fishing speed inside " + zone.label() + " for " + minutes + " min");
        } else {
            out.message(
                    "未经许可进入“" + zone.label() + "”已" + minutes + "分钟",
                    "inside " + zone.label() + " for " + minutes + " min without permission");
        }
    }

    /** The time until it gets there is looked up only here, where it is told. */
    private void explainNotice(ReportView view, Subject subject, Zone zone, Explanation out) {
        out.threshold("noticeMinutes", noticeMillis / 60_000.0);
        if (isInside(view, subject.zone())) {
            out.measured("reachMinutes", 0).message("已进入“" + zone.label() + "”", "has entered " + zone.label());
            return;
        }
        double reachMeters = noticeReachMeters(view);
        double meters = Double.NaN;
        if (reachMeters > 0) {
            view.ahead(reachMeters, closed.ordinals());
            meters = view.aheadMeters(subject.zone());
        }
        if (Double.isNaN(meters)) {
            out.message("按当前航向将进入“" + zone.label() + "”", "on this course enters " + zone.label());
            return;
        }
        long minutes = Math.round(meters / view.speedMps() / 60);
        out.measured("reachMinutes", minutes)
                .message(
                        "按当前航向约" + minutes + "分钟后进入“" + zone.label() + "”",
                        "on this course enters " + zone.label() + " in about " + minutes + " min");
    }

    private Verdict judgeNotice(ReportView view, int zone, double[] memory) {
        if (view.speedMps() < LEAST_WAY_MPS) {
            return Verdict.FAILS;
        }
        if (noticeMillis == 0 || !looksAhead(view, memory)) {
            return Verdict.UNKNOWN;
        }
        double reachMeters = noticeReachMeters(view);
        return view.ahead(reachMeters, closed.ordinals()).contains(zone) ? Verdict.HOLDS : Verdict.FAILS;
    }

    /** How far it comes on its course within the notice; 0 when nothing can be said. */
    private double noticeReachMeters(ReportView view) {
        boolean isKnown =
                view.speedMps() >= LEAST_WAY_MPS && !Double.isNaN(view.report().courseDegrees());
        return isKnown ? view.speedMps() * noticeMillis / 1000 : 0;
    }

    private boolean isFishing(ReportView view) {
        if (fishingByActivity) {
            return view.isIn(FishingActivityRule.FISHING);
        }
        return view.speedMps() >= fishingFromMps
                && view.speedMps() <= fishingToMps
                && !NavStatus.isAtRest(view.report().navStatus());
    }

    private boolean isInside(ReportView view, int zone) {
        return view.hits().contains(zone) || bandMeters > 0 && isEdgeWithin(view, zone, bandMeters);
    }

    private boolean isEdgeWithin(ReportView view, int zone, double meters) {
        return zones.isEdgeWithin(zone, view.report().latitude(), view.report().longitude(), meters);
    }

    /**
     * Whether every closed zone is farther away than the band, by a bound that was computed once and shrinks by the
     * distance made since: far from the coast most reports need no look at it.
     */
    private boolean isBeyondAll(ReportView view, double[] memory) {
        PositionReport report = view.report();
        if (!Double.isNaN(memory[FLOOR_METERS])) {
            double made = Geodesy.distanceMeters(
                    memory[FLOOR_LATITUDE], memory[FLOOR_LONGITUDE], report.latitude(), report.longitude());
            if (memory[FLOOR_METERS] - made > bandMeters) {
                return true;
            }
        }
        memory[FLOOR_METERS] = closed.distanceMeters(report.latitude(), report.longitude());
        memory[FLOOR_LATITUDE] = report.latitude();
        memory[FLOOR_LONGITUDE] = report.longitude();
        return memory[FLOOR_METERS] > bandMeters;
    }

    private void addBands(ReportView view, SubjectSink out) {
        for (int zone = closed.next(0); zone >= 0; zone = closed.next(zone + 1)) {
            if (isInside(view, zone)) {
                addActive(view, zone, Stage.BREACH, out);
            }
        }
    }

    private void addAhead(ReportView view, double reachMeters, SubjectSink out) {
        ZoneHits ahead = view.ahead(reachMeters, closed.ordinals());
        for (int i = 0; i < ahead.size(); i++) {
            if (!isInside(view, ahead.ordinal(i))) {
                addActive(view, ahead.ordinal(i), Stage.PRE, out);
            }
        }
    }

    private void addActive(ReportView view, int zone, Stage stage, SubjectSink out) {
        if (closed.isActive(zone, view.timeMillis(), view.moverClass()) && terms.concernsGear(zone, view)) {
            out.zone(zone, stage);
        }
    }
}
