package io.vigil.rule;

import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.texts;

import io.vigil.model.Tier;
import java.time.Duration;
import java.util.List;

/**
 * Warns when a vessel that reported at sea has fallen silent.
 *
 * <p>Silence has no report to judge, so the rule asks for a deadline: the last report plus the longest silence allowed
 * there. In port the devices are switched off or taken home, hence the much longer time.
 */
public final class GoingDarkRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "going-dark",
            "S07",
            "船舶失联",
            "Going dark",
            "A vessel last seen at sea has not reported for two hours, or in port for sixty.",
            "Reports have come again for thirty minutes.",
            "瑞安 practice (2 h notice at sea); MonitorFish (60 h in port)",
            true,
            Onset.VESSEL.withCount(1, 1).withMaxGap(Duration.ofDays(365)).withClear(1, Duration.ofMinutes(30)),
            List.of(
                    duration("silentAtSea", "PT2H", "PT1M", "longest silence at sea"),
                    duration("silentInPort", "PT60H", "PT1M", "longest silence in port"),
                    texts("portTypes", List.of("harbour"), "zone types that are port"),
                    texts("sources", List.of(), "feeds whose silence counts, such as beidou; empty means any")),
            List.of(
                    new RuleKind.Escalation(Duration.ofHours(4).toMillis(), Tier.ORANGE),
                    new RuleKind.Escalation(Duration.ofHours(12).toMillis(), Tier.RED)),
            GoingDarkRule::new);

    private static final int LAST_HEARD_MILLIS = 0;
    private static final int IN_PORT = 1;
    private static final int SILENT_BEFORE_MILLIS = 2;
    private static final int SILENT_SECONDS = 0;

    private final long silentAtSeaMillis;
    private final long silentInPortMillis;
    private final ZoneSelection ports;
    private final List<String> sources;

    GoingDarkRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        silentAtSeaMillis = parameters.millis("silentAtSea");
        silentInPortMillis = parameters.millis("silentInPort");
        ports = new ZoneSelection(surroundings, parameters.texts("portTypes"));
        sources = parameters.texts("sources");
    }

    @Override
    public int memorySize() {
        return 3;
    }

    @Override
    public int measureCount() {
        return 1;
    }

    @Override
    public boolean warnsOfSilence() {
        return true;
    }

    @Override
    public void observe(ReportView view, double[] memory) {
        if (isHeard(view)) {
            memory[SILENT_BEFORE_MILLIS] = view.timeMillis() - memory[LAST_HEARD_MILLIS];
            memory[LAST_HEARD_MILLIS] = view.timeMillis();
            memory[IN_PORT] = ports.anyActive(view.hits(), view.timeMillis(), view.moverClass()) ? 1 : 0;
        }
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (view.isSilence()) {
            out.mover(Stage.BREACH);
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
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

    @Override
    public long deadlineMillis(ReportView view, double[] memory, boolean hasEpisodes) {
        if (Double.isNaN(memory[LAST_HEARD_MILLIS])) {
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
        return longestSilenceMillis(memory) - silentAtSeaMillis;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        double hours = measures[SILENT_SECONDS] / 3600;
        boolean isShort = hours < 1;
        long minutes = Math.round(hours * 60);
        String shown = String.valueOf(Math.round(hours * 10) / 10.0);
        out.measured("silentHours", hours)
                .threshold("silentAtSeaHours", silentAtSeaMillis / 3_600_000.0)
                .threshold("silentInPortHours", silentInPortMillis / 3_600_000.0)
                .message(
                        "已" + (isShort ? minutes + "分钟" : shown + "小时") + "无船位报告",
                        "no position report for " + (isShort ? minutes + " min" : shown + " h"));
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
        return memory[IN_PORT] != 0 ? silentInPortMillis : silentAtSeaMillis;
    }
}
