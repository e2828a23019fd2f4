package io.vigil.rule;

import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.flag;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.texts;
import static io.vigil.rule.Parameter.timeOfDay;

import io.vigil.model.IdentityReport;
import io.vigil.model.NetBuoys;
import io.vigil.model.Tier;
import io.vigil.model.Units;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Warns of a vessel nobody can name: the track of a radar that is taken for no vessel, or an AIS identity that is in no
 * registry. Where asked for ({@code habitNm}) also of one that leaves the waters it is usually in, see {@link HabitualWaters}.
 *
 * <p>Whose echo a track is is told as the claim {@value IdentityReport#ASSOCIATED}, by the radar station, again and
 * again while it lasts: one that is not renewed ends. Between two associations a track may be anybody's for a moment, hence the
 * grace. Raised to red by {@code raisedBy} a
 * {@code shore-approach} rule. Two numbers a vessel.
 */
public final class UnidentifiedTrackRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "unidentified-track",
            "S08",
            "不明轨迹",
            "Unidentified track",
            "A radar track of five minutes or more moves and is associated with no vessel; or, where asked for, a vessel is in"
                    + " no registry, or outside its usual waters. Orange at night near the coast.",
            "五分钟以上的雷达航迹在移动而未与任何船舶关联；或按配置，船舶不在任何登记库中。夜间近岸为橙色。",
            "Associated or registered, at rest, or out of the watched area.",
            "已关联或已登记、停止，或离开警戒水域。",
            "Pingtan practice (不明轨迹), Zhoushan (雷达发现)",
            true,
            Onset.VESSEL.withCount(3, 4).withClear(3, Duration.ofMinutes(2)),
            List.of(
                    duration("age", "PT5M", "PT0S", "younger tracks are sea clutter", "更新的航迹视为海杂波"),
                    duration(
                            "grace",
                            "PT60S",
                            "PT0S",
                            "an association counts so long after it was last said",
                            "关联自最后一次报告起在此时间内有效"),
                    duration(
                            "trackGap",
                            "PT10M",
                            "PT1M",
                            "after a longer silence it is another track with the number",
                            "静默超过此时间，同一航迹号视为另一目标"),
                    number("movingKn", 1, 0, 20, "slower tracks are buoys and clutter, kn", "更慢的航迹是浮标或杂波，节"),
                    flag(
                            "unregistered",
                            false,
                            "whether vessels that are in no registry are meant too",
                            "是否也包括不在任何登记库中的船舶"),
                    number(
                            "habitNm",
                            0,
                            0,
                            500,
                            "so far outside the waters it was in for 95 % of the last ninety days, nm; 0: not judged",
                            "偏离近九十天95%活动水域超过此值，海里；0 为不判"),
                    duration(
                            "habitFor",
                            "P10D",
                            "PT1H",
                            "hours heard, together, before its usual waters are known",
                            "累计收到多少小时后视为已知其惯常水域"),
                    texts("watchTypes", List.of(), "zone types that are watched; empty means anywhere", "警戒的区域类型；空为全部"),
                    texts("portTypes", List.of("harbour"), "zone types where nobody is asked for", "不查问任何船舶的区域类型"),
                    number("coastNm", 5, 0, 200, "at night nearer to shore it is orange, nm", "夜间离岸在此以内为橙色，海里"),
                    timeOfDay("nightFrom", "22:00", "begin of the night", "夜间开始"),
                    timeOfDay("nightTo", "05:00", "end of the night", "夜间结束")),
            List.of(),
            UnidentifiedTrackRule::new);

    private static final String RADAR = "radar";
    private static final String UNREGISTERED = "unregistered";
    private static final String UNUSUAL = "unusual-waters";

    private static final int FIRST_MILLIS = 0;
    private static final int ASSOCIATED_MILLIS = 1;

    private static final int AGE_SECONDS = 0;
    private static final int SPEED_MPS = 1;
    private static final int OUTSIDE_METERS = 2;

    private static final int OWN_MEMORY = 2;

    private final long ageMillis;
    private final long graceMillis;
    private final long trackGapMillis;
    private final double movingMps;
    private final boolean meansUnregistered;
    private final double habitMeters;
    private final double habitHours;
    private final HabitualWaters habit = new HabitualWaters(OWN_MEMORY);
    private final ZoneSelection watched;
    private final boolean watchesAll;
    private final ZoneSelection ports;
    private final double coastMeters;
    private final int nightFromMillis;
    private final int nightToMillis;

    UnidentifiedTrackRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        ageMillis = parameters.millis("age");
        graceMillis = parameters.millis("grace");
        trackGapMillis = parameters.millis("trackGap");
        movingMps = Units.knotsToMps(parameters.number("movingKn"));
        meansUnregistered = parameters.flag("unregistered");
        habitMeters = Units.nauticalMilesToMeters(parameters.number("habitNm"));
        habitHours = parameters.millis("habitFor") / 3_600_000.0;
        watched = new ZoneSelection(surroundings, parameters.texts("watchTypes"));
        watchesAll = parameters.texts("watchTypes").isEmpty();
        ports = new ZoneSelection(surroundings, parameters.texts("portTypes"));
        coastMeters = Units.nauticalMilesToMeters(parameters.number("coastNm"));
        nightFromMillis = parameters.millisOfDay("nightFrom");
        nightToMillis = parameters.millisOfDay("nightTo");
    }

    @Override
    public int memorySize() {
        return habitMeters > 0 ? OWN_MEMORY + HabitualWaters.SIZE : OWN_MEMORY;
    }

    @Override
    public boolean asksForState() {
        return true;
    }

    @Override
    public int measureCount() {
        return 3;
    }

    @Override
    public void observe(ReportView view, double[] memory) {
        if (Double.isNaN(memory[FIRST_MILLIS]) || view.gapMillis() > trackGapMillis) {
            memory[FIRST_MILLIS] = view.timeMillis();
            memory[ASSOCIATED_MILLIS] = Double.NaN;
        }
        double said = Associations.lastMillis(view);
        if (!Double.isNaN(said)) {
            memory[ASSOCIATED_MILLIS] = said;
        }
        if (habitMeters > 0 && !isRadar(view)) {
            habit.update(view, memory);
        }
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (isUnidentified(view, memory)) {
            out.named(isRadar(view) ? RADAR : UNREGISTERED, Stage.BREACH);
        }
        if (isOutOfHabit(view, memory)) {
            out.named(UNUSUAL, Stage.BREACH);
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        boolean isUnusual = subject.key().equals(UNUSUAL);
        if (isUnusual ? !isOutOfHabit(view, memory) : !isUnidentified(view, memory)) {
            return Verdict.FAILS;
        }
        measures[OUTSIDE_METERS] = isUnusual ? habit.outsideMeters(view, memory) : 0;
        measures[AGE_SECONDS] = (view.timeMillis() - memory[FIRST_MILLIS]) / 1000;
        measures[SPEED_MPS] = view.speedMps();
        return Verdict.HOLDS;
    }

    private boolean isOutOfHabit(ReportView view, double[] memory) {
        return habitMeters > 0
                && !isRadar(view)
                && view.speedMps() >= movingMps
                && habit.hours(memory) >= habitHours
                && isAskedFor(view)
                && habit.outsideMeters(view, memory) > habitMeters;
    }

    private boolean isAskedFor(ReportView view) {
        return (watchesAll || watched.anyActive(view.hits(), view.timeMillis(), view.moverClass()))
                && !ports.anyActive(view.hits(), view.timeMillis(), view.moverClass());
    }

    private boolean isUnidentified(ReportView view, double[] memory) {
        return view.speedMps() >= movingMps
                && view.timeMillis() - memory[FIRST_MILLIS] >= ageMillis
                && (isRadar(view) ? isNobodys(view, memory) : meansUnregistered && isUnregistered(view))
                && isAskedFor(view);
    }

    private static boolean isRadar(ReportView view) {
        return view.report().source().equals(RADAR);
    }

    private boolean isNobodys(ReportView view, double[] memory) {
        return !(view.timeMillis() - memory[ASSOCIATED_MILLIS] <= graceMillis);
    }

    private static boolean isUnregistered(ReportView view) {
        return view.registry() == null && !NetBuoys.GEAR.equals(view.moverClass()) && !view.isIn(NetBuoys.GEAR);
    }

    @Override
    public @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        return isNight(view.localMillisOfDay()) && view.shoreMeters() < coastMeters ? Tier.ORANGE : null;
    }

    private boolean isNight(int millisOfDay) {
        return nightFromMillis <= nightToMillis
                ? millisOfDay >= nightFromMillis && millisOfDay < nightToMillis
                : millisOfDay >= nightFromMillis || millisOfDay < nightToMillis;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        long minutes = Math.round(measures[AGE_SECONDS] / 60);
        double knots = Math.round(10 * Units.mpsToKnots(measures[SPEED_MPS])) / 10.0;
        if (subject.key().equals(UNUSUAL)) {
            double miles = Math.round(10 * Units.metersToNauticalMiles(measures[OUTSIDE_METERS])) / 10.0;
            out.measured("outsideNm", miles)
                    .measured("speedKn", knots)
                    .threshold("habitNm", Units.metersToNauticalMiles(habitMeters))
                    .message("偏离惯常活动水域" + miles + "海里", miles + " nm outside its usual waters");
            return;
        }
        boolean isRadar = subject.key().equals(RADAR);
        out.measured("trackMinutes", minutes)
                .measured("speedKn", knots)
                .threshold("ageMinutes", ageMillis / 60_000.0)
                .message(
                        (isRadar ? "雷达发现不明目标" : "未登记船舶") + ",已" + minutes + "分钟,航速" + knots + "节",
                        (isRadar ? "radar track of nobody" : "vessel in no registry") + " for " + minutes + " min, "
                                + knots + " kn");
    }
}
