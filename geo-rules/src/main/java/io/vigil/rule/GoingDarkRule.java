package io.vigil.rule;

import static io.vigil.rule.Parameter.count;
import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.texts;
import static io.vigil.rule.Parameter.word;

import io.vigil.geo.ZoneHits;
import io.vigil.geo.ZoneIndex;
import io.vigil.model.Tier;
import io.vigil.model.Units;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Warns when a vessel that reported at sea has fallen silent.
 *
 * <p>Silence has no report to judge, so the rule asks for a deadline: the last report plus the longest silence allowed
 * there. In port the devices are switched off or taken home, hence the much longer time. Three modes:
 *
 * <ul>
 *   <li>{@code silence}: nothing is heard (of the sources named);
 *   <li>{@code disabling}: an AIS switched off far out, as Global Fishing Watch tells it from bad reception: long silence,
 *       begun far from shore, where others are heard often, by one that itself was heard often just before;
 *   <li>{@code one-source}: the sources named are silent and another is alive, at sea: somebody switched one off.
 * </ul>
 *
 * <p>In port boats are switched off and devices taken home, most of all in the closed season: then silence in port is none, from
 * the last reports before it begins.
 *
 * <p>Reception is told by zones of type {@code reception} with the attribute {@code reportsPerDay}: how many reports a day
 * are heard of a vessel there. Where no such zone is, reception is unknown and {@code disabling} says nothing.
 */
public final class GoingDarkRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "going-dark",
            "S07",
            "船舶失联",
            "Going dark",
            "A vessel last seen at sea has not reported for two hours, or in port for sixty; or its AIS fell silent far out"
                    + " where reception is good; or one of its devices is silent at sea while another reports (orange).",
            "最后见于海上的船舶两小时、在港的六十小时没有报告；或远海接收良好处其 AIS 中断；或在海上一台设备静默而另一台仍报告（橙色）。",
            "Reports have come again for thirty minutes.",
            "恢复报告满三十分钟。",
            "瑞安 practice (2 h notice at sea); MonitorFish (60 h in port; one source of two, #5014); Global Fishing Watch"
                    + " (12 h, 50 nm, 10 reports a day, 14 positions in 12 h)",
            true,
            Onset.VESSEL.withCount(1, 1).withMaxGap(Duration.ofDays(365)).withClear(1, Duration.ofMinutes(30)),
            List.of(
                    word(
                            "mode",
                            "silence",
                            List.of("silence", "disabling", "one-source"),
                            "which silence is meant",
                            "指哪种静默"),
                    duration("silentAtSea", "PT2H", "PT1M", "longest silence at sea", "海上最长静默"),
                    duration("silentInPort", "PT60H", "PT1M", "longest silence in port", "在港最长静默"),
                    texts("portTypes", List.of("harbour"), "zone types that are port", "港口的区域类型"),
                    SeasonTable.parameter(
                            "seasonsInPort",
                            "as of closed-season: in port in a season that is closed to a boat silence is none",
                            "同 closed-season：对该船休渔期间在港静默不算"),
                    texts(
                            "fishingClasses",
                            List.of("fishing"),
                            "mover classes to which a closed season is closed when their gear is unknown",
                            "渔具不明时按休渔对待的船舶类别"),
                    texts(
                            "blindTypes",
                            List.of("blind"),
                            "zone types where nobody is heard: silence there is none",
                            "收不到信号的区域类型：在其中静默不算"),
                    texts(
                            "sources",
                            List.of(),
                            "feeds whose silence counts, such as beidou; empty means any",
                            "计入静默的数据源，如 beidou；空为任何一个"),
                    duration("disabledFor", "PT12H", "PT1M", "in mode disabling the silence", "disabling 方式下的静默时长"),
                    number(
                            "fromShoreNm",
                            50,
                            0,
                            1000,
                            "in mode disabling the least distance to shore, nm",
                            "disabling 方式下至少离岸，海里"),
                    number(
                            "leastReportsPerDay",
                            10,
                            0,
                            10_000,
                            "in mode disabling more must be heard there, a day",
                            "disabling 方式下该处每天须收到多于此数"),
                    count(
                            "leastReports",
                            14,
                            1,
                            100,
                            "in mode disabling heard in the twelve hours before",
                            "disabling 方式下此前十二小时内须收到的次数")),
            List.of(
                    new RuleKind.Escalation(Duration.ofHours(4).toMillis(), Tier.ORANGE),
                    new RuleKind.Escalation(Duration.ofHours(12).toMillis(), Tier.RED)),
            GoingDarkRule::new);

    /** What zones of type {@value #RECEPTION} say. */
    private static final String REPORTS_PER_DAY = "reportsPerDay";

    private static final String RECEPTION = "reception";

    private static final int LAST_HEARD_MILLIS = 0;
    private static final int PLACE = 1;
    private static final int SILENT_BEFORE_MILLIS = 2;
    /** Mode one-source: when it was first seen out of port. */
    private static final int DEPARTED_MILLIS = 3;
    /** Mode disabling: how many reports were heard, and from then on when each of the last ones was, in a ring. */
    private static final int HEARD = 3;

    private static final int RING = 4;
    private static final long BEFORE_MILLIS = Duration.ofHours(12).toMillis();

    private static final int SILENT_SECONDS = 0;

    /** Of the last report, and what silence from there on means. */
    private static final int AT_SEA = 0;

    private static final int IN_PORT = 1;
    private static final int NOT_COUNTED = 2;

    private enum Mode {
        SILENCE,
        DISABLING,
        ONE_SOURCE
    }

    private final ZoneIndex zones;
    private final Mode mode;
    private final long silentAtSeaMillis;
    private final long silentInPortMillis;
    private final long disabledMillis;
    private final double fromShoreMeters;
    private final double leastReportsPerDay;
    private final int leastReports;
    private final ZoneSelection ports;
    private final SeasonTable seasons;
    private final List<String> fishingClasses;
    private final ZoneSelection blind;
    private final ZoneSelection reception;
    private final List<String> sources;

    GoingDarkRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        zones = surroundings.zones();
        mode = Mode.valueOf(parameters.text("mode").toUpperCase(Locale.ROOT).replace('-', '_'));
        silentAtSeaMillis = parameters.millis("silentAtSea");
        silentInPortMillis = parameters.millis("silentInPort");
        disabledMillis = parameters.millis("disabledFor");
        fromShoreMeters = Units.nauticalMilesToMeters(parameters.number("fromShoreNm"));
        leastReportsPerDay = parameters.number("leastReportsPerDay");
        leastReports = parameters.count("leastReports");
        ports = new ZoneSelection(surroundings, parameters.texts("portTypes"));
        seasons = new SeasonTable(parameters.textsByName("seasonsInPort"), surroundings.timeZone());
        fishingClasses = parameters.texts("fishingClasses");
        blind = new ZoneSelection(surroundings, parameters.texts("blindTypes"));
        reception = new ZoneSelection(surroundings, List.of(RECEPTION));
        sources = parameters.texts("sources");
    }

    @Override
    public int memorySize() {
        return switch (mode) {
            case SILENCE -> 3;
            case ONE_SOURCE -> 4;
            case DISABLING -> RING + leastReports;
        };
    }

    @Override
    public int measureCount() {
        return 1;
    }

    @Override
    public boolean warnsOfSilence() {
        return mode != Mode.ONE_SOURCE;
    }

    @Override
    public void observe(ReportView view, double[] memory) {
        if (mode == Mode.ONE_SOURCE) {
            noteDeparture(view, memory);
        }
        if (!isHeard(view)) {
            return;
        }
        memory[SILENT_BEFORE_MILLIS] = view.timeMillis() - memory[LAST_HEARD_MILLIS];
        memory[LAST_HEARD_MILLIS] = view.timeMillis();
        if (mode == Mode.DISABLING) {
            countReport(view, memory);
        }
        memory[PLACE] = place(view, memory);
    }

    private int place(ReportView view, double[] memory) {
        if (isIn(blind, view) || mode == Mode.DISABLING && !isHeardWellFarOut(view, memory)) {
            return NOT_COUNTED;
        }
        if (!isIn(ports, view)) {
            return AT_SEA;
        }
        // Laid up until the season opens, devices are switched off or taken home: nothing follows from it.
        boolean isLaidUp = seasons.isClosedTo(view, view.timeMillis() + silentInPortMillis, fishingClasses)
                || seasons.isClosedTo(view, view.timeMillis(), fishingClasses);
        return isLaidUp ? NOT_COUNTED : IN_PORT;
    }

    private static boolean isIn(ZoneSelection selection, ReportView view) {
        return selection.anyActive(view.hits(), view.timeMillis(), view.moverClass());
    }

    private void noteDeparture(ReportView view, double[] memory) {
        if (isIn(ports, view)) {
            memory[DEPARTED_MILLIS] = Double.NaN;
        } else if (Double.isNaN(memory[DEPARTED_MILLIS])) {
            memory[DEPARTED_MILLIS] = view.timeMillis();
        }
    }

    private void countReport(ReportView view, double[] memory) {
        double heard = Double.isNaN(memory[HEARD]) ? 0 : memory[HEARD];
        memory[RING + (int) (heard % leastReports)] = view.timeMillis();
        memory[HEARD] = heard + 1;
    }

    /** Whether as many as asked for were heard in the twelve hours up to this one: the oldest of them is next to be overwritten. */
    private boolean isHeardOften(ReportView view, double[] memory) {
        return memory[HEARD] >= leastReports
                && view.timeMillis() - memory[RING + (int) (memory[HEARD] % leastReports)] <= BEFORE_MILLIS;
    }

    private boolean isHeardWellFarOut(ReportView view, double[] memory) {
        return isHeardOften(view, memory)
                && reportsPerDay(view) > leastReportsPerDay
                && view.shoreMeters() >= fromShoreMeters;
    }

    /** How many reports a day are heard of a vessel here, the least that a zone says; NaN where none says it. */
    private double reportsPerDay(ReportView view) {
        double least = Double.NaN;
        ZoneHits hits = view.hits();
        for (int i = 0; i < hits.size(); i++) {
            int zone = hits.ordinal(i);
            if (reception.isActive(zone, view.timeMillis(), view.moverClass())
                    && zones.zone(zone).attributes().get(REPORTS_PER_DAY) instanceof Number told
                    && !(told.doubleValue() >= least)) {
                least = told.doubleValue();
            }
        }
        return least;
    }

    @Override
    public void controlChanged(double[] memory) {
        if (mode == Mode.ONE_SOURCE) {
            memory[DEPARTED_MILLIS] = Double.NaN;
        }
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (view.isSilence() || mode == Mode.ONE_SOURCE) {
            out.mover(Stage.BREACH);
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        if (mode == Mode.ONE_SOURCE) {
            return judgeOneSource(view, memory, measures);
        }
        if (!view.isSilence()) {
            return isHeard(view) ? heard(memory, measures) : Verdict.UNKNOWN;
        }
        double silentMillis = view.timeMillis() - memory[LAST_HEARD_MILLIS];
        if (silentMillis < longestSilenceMillis(memory)) {
            return Verdict.UNKNOWN;
        }
        measures[SILENT_SECONDS] = silentMillis / 1000;
        return Verdict.PROVEN;
    }

    /** The source that is alive tells that the other is silent; no deadline is needed. */
    private Verdict judgeOneSource(ReportView view, double[] memory, double[] measures) {
        if (view.isSilence()) {
            return Verdict.UNKNOWN;
        }
        if (isHeard(view)) {
            return heard(memory, measures);
        }
        double since = silentSince(view, memory);
        if (Double.isNaN(memory[DEPARTED_MILLIS]) || isIn(blind, view)) {
            return Verdict.FAILS;
        }
        if (!(view.timeMillis() - since >= silentAtSeaMillis)) {
            return Verdict.UNKNOWN;
        }
        measures[SILENT_SECONDS] = (view.timeMillis() - since) / 1000;
        return Verdict.PROVEN;
    }

    /** Since when at sea; a device that was never heard counts where the registry says that the vessel has it. */
    private double silentSince(ReportView view, double[] memory) {
        if (!Double.isNaN(memory[LAST_HEARD_MILLIS])) {
            return Math.max(memory[LAST_HEARD_MILLIS], memory[DEPARTED_MILLIS]);
        }
        boolean hasDevice = view.registry() != null
                && sources.stream().anyMatch(view.registry().fields()::containsKey);
        return hasDevice ? memory[DEPARTED_MILLIS] : Double.NaN;
    }

    @Override
    public long sinceMillis(ReportView view, double[] memory) {
        return mode == Mode.ONE_SOURCE ? (long) silentSince(view, memory) : silentSinceMillis(view, memory);
    }

    @Override
    public long deadlineMillis(ReportView view, double[] memory, boolean hasEpisodes) {
        if (mode == Mode.ONE_SOURCE || Double.isNaN(memory[LAST_HEARD_MILLIS]) || memory[PLACE] == NOT_COUNTED) {
            return Long.MAX_VALUE;
        }
        long due = (long) memory[LAST_HEARD_MILLIS] + longestSilenceMillis(memory);
        if (due > view.timeMillis()) {
            return due;
        }
        // Another source may have reported at the very deadline.
        return hasEpisodes ? Long.MAX_VALUE : view.timeMillis() + 1;
    }

    @Override
    public long silentSinceMillis(ReportView view, double[] memory) {
        return (long) memory[LAST_HEARD_MILLIS];
    }

    /** The steps of escalation are meant for silence at sea. */
    @Override
    public long extraSilenceMillis(double[] memory) {
        return mode == Mode.ONE_SOURCE ? 0 : longestSilenceMillis(memory) - silentAtSeaMillis;
    }

    /** One device of two is switched off by somebody. */
    @Override
    public @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        return mode == Mode.ONE_SOURCE ? Tier.ORANGE : null;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        double hours = measures[SILENT_SECONDS] / 3600;
        boolean isShort = hours < 1;
        long minutes = Math.round(hours * 60);
        String shown = String.valueOf(Math.round(hours * 10) / 10.0);
        String zh = isShort ? minutes + "分钟" : shown + "小时";
        String en = isShort ? minutes + " min" : shown + " h";
        out.measured("silentHours", hours);
        if (mode == Mode.DISABLING) {
            out.threshold("silentHours", disabledMillis / 3_600_000.0)
                    .message("远海疑似关闭AIS,已" + zh + "无信号", "AIS probably switched off far out, silent for " + en);
        } else if (mode == Mode.ONE_SOURCE) {
            String names = String.join("、", sources);
            out.threshold("silentAtSeaHours", silentAtSeaMillis / 3_600_000.0)
                    .measured("alive", view.report().source())
                    .message(
                            names + "已" + zh + "无信号,而" + view.report().source() + "仍在上报",
                            String.join(", ", sources) + " silent for " + en + " while "
                                    + view.report().source() + " reports");
        } else {
            out.threshold("silentAtSeaHours", silentAtSeaMillis / 3_600_000.0)
                    .threshold("silentInPortHours", silentInPortMillis / 3_600_000.0)
                    .message("已" + zh + "无船位报告", "no position report for " + en);
        }
    }

    /** Only the report that ends it tells how long a silence was. */
    private static Verdict heard(double[] memory, double[] measures) {
        measures[SILENT_SECONDS] = Math.max(measures[SILENT_SECONDS], memory[SILENT_BEFORE_MILLIS] / 1000);
        return Verdict.FAILS;
    }

    private boolean isHeard(ReportView view) {
        return sources.isEmpty() || sources.contains(view.report().source());
    }

    private long longestSilenceMillis(double[] memory) {
        if (mode == Mode.DISABLING) {
            return disabledMillis;
        }
        return memory[PLACE] == IN_PORT ? silentInPortMillis : silentAtSeaMillis;
    }
}
