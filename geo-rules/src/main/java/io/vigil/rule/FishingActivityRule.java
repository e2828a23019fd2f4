package io.vigil.rule;

import static io.vigil.rule.Parameter.count;
import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.flag;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.texts;

import io.vigil.geo.Geodesy;
import io.vigil.model.Units;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a boat fishes: the state {@value #FISHING}, published with its position and asked for by other rules of the
 * same file ({@link ReportView#isIn}). Not a warning; with {@code record} each operation is a record of the rule's tier.
 *
 * <p>Two patterns. <b>Band</b>: speed within a band for long enough, after long enough at sea, since boats that leave or
 * wait off the port are as slow (MonitorFish #1111). <b>Trawl</b>: faster, with a change of course every half hour (RTEC).
 * What is too short, has too few reports or stays in one place is dropped. Sharper than those sources: the place counts, by
 * how far the boat gets from where the pattern began, so neither the scatter of fixes nor a swing at anchor is a way made;
 * and who says to be at anchor, moored or aground does not fish. A boat on passage between islands changes course as often as a
 * trawler but gets on: hence {@code straightShare}.
 *
 * <p>Two operations with a short pause at one place are one, as Global Fishing Watch joins them. 22 numbers a boat.
 */
public final class FishingActivityRule implements Rule {
    /** The state it tells. */
    public static final String FISHING = "fishing";

    static final RuleKind KIND = new RuleKind(
            "fishing-activity",
            "S14",
            "捕捞作业",
            "Fishing activity",
            "A boat moves as one that fishes: in the speed band of its work, or at trawling speed with frequent changes of"
                    + " course. A state that other rules ask for; a record of its own only where record is set.",
            "船舶的运动如在捕捞：处于作业航速区间，或以拖网航速频繁转向。供其他规则查询的状态；只有设了 record 才单独成为记录。",
            "Neither pattern for thirty minutes, in port, or a silence or a leap too long to tell.",
            "三十分钟无上述特征、在港，或静默、跳变过大无法判断。",
            "RTEC (trawling: 1 to 9 kn, a turn every 1800 s, for 3600 s); MonitorFish (0.025 to 5.5 kn after 60 min at"
                    + " sea); Global Fishing Watch (split, join, drop)",
            true,
            new Onset(
                    1,
                    1,
                    0,
                    Duration.ofDays(1).toMillis(),
                    1,
                    0,
                    Duration.ofMinutes(60).toMillis()),
            List.of(
                    flag(
                            "record",
                            false,
                            "whether each operation becomes a record, beside the state",
                            "除状态外，每次作业是否成为记录"),
                    texts("portTypes", List.of("harbour"), "zone types that are port", "港口的区域类型"),
                    duration(
                            "afterDeparture", "PT60M", "PT0S", "nothing counts earlier after leaving port", "离港后更早的不计"),
                    number("bandFromKn", 0.025, 0, 20, "lowest speed of the band, kn", "作业航速区间下限，节"),
                    number("bandToKn", 5.5, 0, 20, "highest speed of the band, kn", "作业航速区间上限，节"),
                    number("trawlFromKn", 1, 0, 20, "lowest trawling speed, kn", "拖网航速下限，节"),
                    number("trawlToKn", 9, 0, 20, "highest trawling speed, kn", "拖网航速上限，节"),
                    number(
                            "turnDegrees",
                            15,
                            1,
                            180,
                            "a course that differs so much has changed, degrees",
                            "航向相差此值为转向，度"),
                    duration("turnEvery", "PT30M", "PT1M", "longest time between two changes of course", "两次转向之间最长时间"),
                    duration(
                            "trawlFor", "PT60M", "PT0S", "how long the changes of course must have come", "频繁转向须已持续多久"),
                    number(
                            "straightShare",
                            0.8,
                            0,
                            1,
                            "who gets so much of its way farther since the first change of course is on passage, not trawling",
                            "自首次转向起直线距离达航程此比例者为航行而非拖网"),
                    texts(
                            "groundTypes",
                            List.of(),
                            "zone types in which trawling counts; empty means anywhere",
                            "拖网计入的区域类型；空为全部"),
                    duration("leastDuration", "PT20M", "PT0S", "shorter is no fishing", "更短的不算捕捞"),
                    count(
                            "leastReports",
                            6,
                            1,
                            1000,
                            "fewer is no fishing; 2 where positions come by the hour",
                            "报告更少的不算捕捞；位置按小时上报时取 2"),
                    number(
                            "leastExtentM",
                            500,
                            0,
                            100_000,
                            "staying so near the place where it began is none, m",
                            "始终离起点这么近不算，米"),
                    duration(
                            "pause",
                            "PT5M",
                            "PT0S",
                            "out of the pattern so long before it is known: begins anew",
                            "确认之前离开特征达到此时长：重新开始"),
                    duration("endAfter", "PT30M", "PT0S", "out of the pattern so long ends it", "离开特征达到此时长即结束"),
                    duration("splitGap", "PT2H", "PT1M", "a silence so long ends it", "静默达到此时长即结束"),
                    number(
                            "splitKm",
                            10,
                            0,
                            1000,
                            "a way so long between two reports ends it, km",
                            "两次报告之间航程达到此值即结束，km"),
                    duration(
                            "joinWithin",
                            "PT60M",
                            "PT0S",
                            "begun again so soon after its end it is the same",
                            "结束后这么快又开始算同一次"),
                    number("joinKm", 2, 0, 1000, "and so near, km", "且相距在此以内，km")),
            List.of(),
            FishingActivityRule::new);

    private static final int DEPARTED_MILLIS = 0;
    private static final int BAND_SINCE = 1;
    private static final int BAND_LAST = 2;
    private static final int BAND_LATITUDE = 3;
    private static final int BAND_LONGITUDE = 4;
    private static final int BAND_EXTENT_METERS = 5;
    private static final int BAND_REPORTS = 6;
    private static final int TURNS_SINCE = 7;
    private static final int TURN_MILLIS = 8;
    private static final int TURN_COURSE = 9;
    private static final int TRAWL_LAST = 10;
    private static final int SINCE = 11;
    private static final int LAST = 12;
    private static final int LAST_LATITUDE = 13;
    private static final int LAST_LONGITUDE = 14;
    /** Begin of the operation that has ended, which a new one may continue. */
    private static final int ENDED_SINCE = 15;

    private static final int TRAWLS = 16;
    private static final int TURNS_LATITUDE = 17;
    private static final int TURNS_LONGITUDE = 18;
    private static final int TURNS_EXTENT_METERS = 19;
    private static final int TURNS_REPORTS = 20;
    private static final int TURNS_WAY_METERS = 21;

    private static final int LASTED_SECONDS = 0;
    private static final int IS_TRAWL = 1;

    private final boolean records;
    private final ZoneSelection ports;
    private final ZoneSelection grounds;
    private final boolean groundEverywhere;
    private final long afterDepartureMillis;
    private final double bandFromMps;
    private final double bandToMps;
    private final double trawlFromMps;
    private final double trawlToMps;
    private final double turnDegrees;
    private final long turnEveryMillis;
    private final long trawlForMillis;
    private final double straightShare;
    private final long leastMillis;
    private final int leastReports;
    private final double leastExtentMeters;
    private final long pauseMillis;
    private final long endAfterMillis;
    private final long splitMillis;
    private final double splitMeters;
    private final long joinMillis;
    private final double joinMeters;

    FishingActivityRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        records = parameters.flag("record");
        ports = new ZoneSelection(surroundings, parameters.texts("portTypes"));
        grounds = new ZoneSelection(surroundings, parameters.texts("groundTypes"));
        groundEverywhere = parameters.texts("groundTypes").isEmpty();
        afterDepartureMillis = parameters.millis("afterDeparture");
        bandFromMps = Units.knotsToMps(parameters.number("bandFromKn"));
        bandToMps = Units.knotsToMps(parameters.number("bandToKn"));
        trawlFromMps = Units.knotsToMps(parameters.number("trawlFromKn"));
        trawlToMps = Units.knotsToMps(parameters.number("trawlToKn"));
        turnDegrees = parameters.number("turnDegrees");
        turnEveryMillis = parameters.millis("turnEvery");
        trawlForMillis = parameters.millis("trawlFor");
        straightShare = parameters.number("straightShare");
        leastMillis = parameters.millis("leastDuration");
        leastReports = parameters.count("leastReports");
        leastExtentMeters = parameters.number("leastExtentM");
        pauseMillis = parameters.millis("pause");
        endAfterMillis = parameters.millis("endAfter");
        splitMillis = parameters.millis("splitGap");
        splitMeters = parameters.number("splitKm") * 1000;
        joinMillis = parameters.millis("joinWithin");
        joinMeters = parameters.number("joinKm") * 1000;
    }

    @Override
    public int memorySize() {
        return 22;
    }

    @Override
    public int measureCount() {
        return 2;
    }

    @Override
    public boolean tellsState() {
        return true;
    }

    @Override
    public @Nullable String state(long timeMillis, double[] memory) {
        return isFishing(timeMillis, memory) ? FISHING : null;
    }

    @Override
    public void observe(ReportView view, double[] memory) {
        if (ports.anyActive(view.hits(), view.timeMillis(), view.moverClass())) {
            memory[DEPARTED_MILLIS] = Double.NaN;
            end(memory);
            return;
        }
        if (Double.isNaN(memory[DEPARTED_MILLIS])) {
            memory[DEPARTED_MILLIS] = view.timeMillis();
        }
        if (view.previous() != null && (view.gapMillis() >= splitMillis || view.movedMeters() > splitMeters)) {
            end(memory);
        }
        boolean isEarly = view.timeMillis() - memory[DEPARTED_MILLIS] < afterDepartureMillis;
        if (isEarly || Double.isNaN(view.speedMps())) {
            return;
        }
        boolean isInBand = followBand(view, memory);
        boolean isTrawl = followTurns(view, memory);
        if (Double.isNaN(memory[SINCE])) {
            begin(view, memory);
        } else if (!isInBand && !isTrawl && view.timeMillis() - memory[LAST] >= endAfterMillis) {
            end(memory);
        }
        if (!Double.isNaN(memory[SINCE]) && (isInBand || isTrawl)) {
            memory[LAST] = view.timeMillis();
            memory[LAST_LATITUDE] = view.report().latitude();
            memory[LAST_LONGITUDE] = view.report().longitude();
        }
    }

    /** Whether the report is in the band; notes since when, from where and how far from there. */
    private boolean followBand(ReportView view, double[] memory) {
        double now = view.timeMillis();
        if (!isAtWork(view, bandFromMps, bandToMps)) {
            if (now - memory[BAND_LAST] > pauseMillis) {
                memory[BAND_SINCE] = Double.NaN;
            }
            return false;
        }
        if (Double.isNaN(memory[BAND_SINCE])) {
            memory[BAND_SINCE] = now;
            memory[BAND_LATITUDE] = view.report().latitude();
            memory[BAND_LONGITUDE] = view.report().longitude();
            memory[BAND_EXTENT_METERS] = 0;
            memory[BAND_REPORTS] = 0;
        }
        memory[BAND_LAST] = now;
        memory[BAND_REPORTS]++;
        if (memory[BAND_EXTENT_METERS] < leastExtentMeters) {
            memory[BAND_EXTENT_METERS] = Math.max(
                    memory[BAND_EXTENT_METERS], metersFrom(memory[BAND_LATITUDE], memory[BAND_LONGITUDE], view));
        }
        return true;
    }

    /** Whether the report is at trawling speed with a change of course not long ago; notes since when they have come. */
    private boolean followTurns(ReportView view, double[] memory) {
        double now = view.timeMillis();
        boolean isInGround = groundEverywhere || grounds.anyActive(view.hits(), view.timeMillis(), view.moverClass());
        if (!isInGround || !isAtWork(view, trawlFromMps, trawlToMps)) {
            if (now - memory[TRAWL_LAST] > pauseMillis) {
                memory[TURNS_SINCE] = Double.NaN;
            }
            return false;
        }
        memory[TRAWL_LAST] = now;
        if (now - memory[TURN_MILLIS] > turnEveryMillis) {
            memory[TURNS_SINCE] = Double.NaN;
        }
        double course = view.report().courseDegrees();
        if (!Double.isNaN(course)
                && !(Math.abs(Geodesy.courseDifferenceDegrees(memory[TURN_COURSE], course)) < turnDegrees)) {
            if (!Double.isNaN(memory[TURN_COURSE])) {
                memory[TURN_MILLIS] = now;
                memory[TURNS_SINCE] = Double.isNaN(memory[TURNS_SINCE]) ? now : memory[TURNS_SINCE];
            }
            memory[TURN_COURSE] = course;
        }
        return followTrawl(view, now, memory);
    }

    /** Whether changes of course have come; notes from where, how far from there and by how many reports. */
    private boolean followTrawl(ReportView view, double now, double[] memory) {
        if (Double.isNaN(memory[TURNS_SINCE])) {
            return false;
        }
        if (memory[TURNS_SINCE] == now) {
            memory[TURNS_LATITUDE] = view.report().latitude();
            memory[TURNS_LONGITUDE] = view.report().longitude();
            memory[TURNS_EXTENT_METERS] = 0;
            memory[TURNS_REPORTS] = 0;
            memory[TURNS_WAY_METERS] = 0;
        }
        memory[TURNS_REPORTS]++;
        if (memory[TURNS_REPORTS] > 1 && view.previous() != null) {
            memory[TURNS_WAY_METERS] += view.movedMeters();
        }
        if (memory[TURNS_EXTENT_METERS] < leastExtentMeters) {
            memory[TURNS_EXTENT_METERS] = Math.max(
                    memory[TURNS_EXTENT_METERS], metersFrom(memory[TURNS_LATITUDE], memory[TURNS_LONGITUDE], view));
        }
        return true;
    }

    private void begin(ReportView view, double[] memory) {
        double now = view.timeMillis();
        boolean isBand = now - memory[BAND_SINCE] >= leastMillis
                && memory[BAND_REPORTS] >= leastReports
                && memory[BAND_EXTENT_METERS] >= leastExtentMeters;
        boolean isTrawl = now - memory[TURNS_SINCE] >= Math.max(trawlForMillis, leastMillis)
                && memory[TURNS_REPORTS] >= leastReports
                && memory[TURNS_EXTENT_METERS] >= leastExtentMeters
                && metersFrom(memory[TURNS_LATITUDE], memory[TURNS_LONGITUDE], view)
                        <= straightShare * memory[TURNS_WAY_METERS];
        if (!isBand && !isTrawl) {
            return;
        }
        double began = isBand && !(isTrawl && memory[TURNS_SINCE] < memory[BAND_SINCE])
                ? memory[BAND_SINCE]
                : memory[TURNS_SINCE];
        boolean joins = began - memory[LAST] < joinMillis
                && metersFrom(memory[LAST_LATITUDE], memory[LAST_LONGITUDE], view) < joinMeters;
        memory[SINCE] = joins ? memory[ENDED_SINCE] : began;
        memory[TRAWLS] = isBand ? 0 : 1;
    }

    private static void end(double[] memory) {
        if (!Double.isNaN(memory[SINCE])) {
            memory[ENDED_SINCE] = memory[SINCE];
        }
        memory[SINCE] = Double.NaN;
        memory[BAND_SINCE] = Double.NaN;
        memory[TURNS_SINCE] = Double.NaN;
        memory[TURN_COURSE] = Double.NaN;
    }

    private static boolean isAtWork(ReportView view, double fromMps, double toMps) {
        return view.speedMps() >= fromMps
                && view.speedMps() <= toMps
                && !NavStatus.isAtRest(view.report().navStatus());
    }

    private boolean isFishing(long timeMillis, double[] memory) {
        return !Double.isNaN(memory[SINCE]) && timeMillis - memory[LAST] < splitMillis;
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (records && isFishing(view.timeMillis(), memory)) {
            out.named(key(memory), Stage.BREACH);
        }
    }

    /** An operation is known by its begin: what joins it has the same. */
    private static String key(double[] memory) {
        return Long.toString((long) memory[SINCE]);
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        if (!isFishing(view.timeMillis(), memory) || !subject.key().equals(key(memory))) {
            return Verdict.FAILS;
        }
        measures[LASTED_SECONDS] = (memory[LAST] - memory[SINCE]) / 1000;
        measures[IS_TRAWL] = memory[TRAWLS];
        return Verdict.PROVEN;
    }

    @Override
    public long sinceMillis(ReportView view, double[] memory) {
        return (long) memory[SINCE];
    }

    @Override
    public long deadlineMillis(ReportView view, double[] memory, boolean hasEpisodes) {
        long due = hasEpisodes && !Double.isNaN(memory[SINCE]) ? (long) memory[LAST] + splitMillis : Long.MAX_VALUE;
        return due > view.timeMillis() ? due : Long.MAX_VALUE;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        long minutes = Math.round(measures[LASTED_SECONDS] / 60);
        boolean isTrawl = measures[IS_TRAWL] == 1;
        out.measured("fishingMinutes", minutes)
                .measured("pattern", isTrawl ? "trawl" : "band")
                .threshold("bandFromKn", Units.mpsToKnots(bandFromMps))
                .threshold("bandToKn", Units.mpsToKnots(bandToMps))
                .message(
                        "疑似捕捞作业" + (isTrawl ? "(拖网航迹)" : "") + ",已" + minutes + "分钟",
                        "moves as if fishing" + (isTrawl ? " (trawling)" : "") + " for " + minutes + " min");
    }

    private static double metersFrom(double latitude, double longitude, ReportView view) {
        return Geodesy.distanceMeters(
                latitude, longitude, view.report().latitude(), view.report().longitude());
    }
}
