package io.vigil.rule;

import io.vigil.model.Tier;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rule file declares of itself: everything the validation, the reference page and the console need.
 *
 * @param kind name in rule files, such as {@code night-run}
 * @param code number in the catalogue, such as {@code V02}
 * @param nameZh name on Chinese screens
 * @param nameEn name on English screens
 * @param meaning what it warns of, one or two sentences
 * @param meaningZh the same in Chinese
 * @param clears how an episode ends, one sentence
 * @param clearsZh the same in Chinese
 * @param source law, standard or practice its defaults come from
 * @param needsApplies whether a rule of this kind without an {@code applies} condition is refused
 * @param onset the onset and clear knobs where a rule file does not say
 * @param parameters its own parameters, without the onset and clear knobs
 * @param escalation steps where a rule file has no {@code escalate}
 * @param factory builds the rule
 */
public record RuleKind(
        String kind,
        String code,
        String nameZh,
        String nameEn,
        String meaning,
        String meaningZh,
        String clears,
        String clearsZh,
        String source,
        boolean needsApplies,
        Onset onset,
        List<Parameter> parameters,
        List<Escalation> escalation,
        Factory factory) {
    public RuleKind {
        parameters = List.copyOf(parameters);
        escalation = List.copyOf(escalation);
    }

    /** Builds a rule from its checked parameters. */
    public interface Factory {
        /** The rule, ready to judge; {@code surroundings} outlive it. */
        Rule create(RuleConfig config, Surroundings surroundings);
    }

    /**
     * Raises the tier of an open episode.
     *
     * @param afterMillis age of the episode since its onset, above 0
     * @param tier the tier from then on
     */
    public record Escalation(long afterMillis, Tier tier) {}

    /** Its own parameters and the onset and clear knobs with this kind's defaults. */
    public List<Parameter> allParameters() {
        List<Parameter> all = new ArrayList<>(parameters);
        all.add(Parameter.count(
                "k", onset.k(), 1, 32, "how many of the last m reports must show the condition", "最近 m 次报告中须有多少次符合条件"));
        all.add(Parameter.count("m", onset.m(), 1, 32, "over how many reports k is counted", "k 在最近多少次报告中统计"));
        all.add(Parameter.duration(
                "hold",
                duration(onset.holdMillis()),
                "PT0S",
                "how long the condition must last before the warning",
                "条件须持续多久才预警"));
        all.add(Parameter.duration(
                "maxGap",
                duration(onset.maxGapMillis()),
                "PT1S",
                "a longer silence ends the evidence collected so far, not the episode",
                "更长的静默使已收集的证据作废，不使预警结束"));
        all.add(Parameter.count(
                "clearCount",
                onset.clearCount(),
                1,
                1000,
                "reports in a row that must fail to clear",
                "连续多少次报告不符合条件才解除"));
        all.add(Parameter.duration(
                "release",
                duration(onset.releaseMillis()),
                "PT0S",
                "how long they must fail to clear",
                "不符合条件须持续多久才解除"));
        all.add(Parameter.duration(
                "merge",
                duration(onset.mergeMillis()),
                "PT0S",
                "a return within this time continues the episode",
                "在此时间内再次出现则延续原预警"));
        return all;
    }

    private static String duration(long millis) {
        return java.time.Duration.ofMillis(millis).toString();
    }
}
