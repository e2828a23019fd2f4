package io.vigil.rule;

import static io.vigil.rule.Parameter.count;
import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.texts;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Guards the desk. A rule or zone that is new or changed and floods it runs in the shadow until it is calm, judged behind the
 * evaluation by {@link io.vigil.guard.SurgeGate}. What has proven itself for a week may open as many as there are: then
 * it is the world that has changed. Nor is a rule ever held back whose floods are right, as those of an order or a storm. And two breaches of different families open on one mover make the more urgent of
 * them one tier more urgent: a boat alone at sea in a storm is more than both.
 *
 * <p>It judges no mover itself and remembers nothing.
 */
public final class SurgeGuardRule implements Rule {
    /** The kind. */
    public static final RuleKind KIND = new RuleKind(
            "surge-guard",
            "X02",
            "预警激增保护",
            "Surge guard",
            "A rule or zone that is new or was changed within seven days opens more warnings in ten minutes than 50, and than"
                    + " five times what the rule had in the week before: it runs in the shadow, red ones apart, and a record"
                    + " says so; never an order's or the weather's. Open breaches of two families on one mover raise the more"
                    + " urgent one by a tier.",
            "七天内新增或变更的规则或区域，十分钟内触发超过50条且超过该规则上周的五倍：转入影子运行，红色除外，并留记录；避风令与气象预警不受限。同一目标上两族规则同时未结，较急者提高一级。",
            "An hour with less than half of the limit.",
            "一小时内低于限值的一半。",
            "MonitorFish #4795 (1,900 warnings of one changed rule), #5307 (compound)",
            false,
            Onset.VEHICLE,
            List.of(
                    count("most", 50, 1, 1_000_000, "a rule may open in ten minutes", "一条规则十分钟内可触发的数量"),
                    number(
                            "factor",
                            5,
                            1,
                            1000,
                            "times what it opened in ten minutes of the last seven days",
                            "为过去七天十分钟触发数的倍数"),
                    duration("newFor", "P7D", "PT1H", "so long a version of a rule or zone is new", "规则或区域的版本在此时间内为新"),
                    duration(
                            "calm",
                            "PT1H",
                            "PT10M",
                            "so long below half of that and the rule is live again",
                            "低于其一半达到此时长，规则恢复启用"),
                    texts(
                            "rules",
                            List.of(),
                            "ids of the rules that are guarded; empty means all but orders and weather",
                            "受保护的规则编号；空为除避风令与气象外全部"),
                    texts("except", List.of(), "ids of rules that are never switched to the shadow", "从不转入影子的规则编号"),
                    Parameter.textsByName(
                            "families",
                            new TreeMap<>(Map.of()),
                            "family by rule id",
                            "按规则编号给出族名",
                            family -> !family.isBlank(),
                            "open breaches of rules of two families on one mover make the more urgent more urgent",
                            "同一目标上两族规则同时未结，使较急者更急")),
            List.of(),
            SurgeGuardRule::new);

    private final List<String> rules;
    private final List<String> except;
    private final SortedMap<String, String> families;

    SurgeGuardRule(RuleConfig config, Surroundings surroundings) {
        rules = config.parameters().texts("rules");
        except = config.parameters().texts("except");
        families = config.parameters().textsByName("families");
    }

    /** Whether a rule may be switched to the shadow. */
    public boolean guards(String ruleId, Rule rule) {
        return !rule.floodsRightly() && (rules.isEmpty() || rules.contains(ruleId)) && !except.contains(ruleId);
    }

    /** Whether two rules are of different families. */
    public boolean areOfTwoFamilies(String ruleId, String otherId) {
        String family = families.get(ruleId);
        String other = families.get(otherId);
        return family != null && other != null && !family.equals(other);
    }

    @Override
    public boolean remembersFromTheStart() {
        return false;
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        // It judges rules, not movers.
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        return Verdict.ENDS;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        throw new IllegalStateException("a surge is no warning of a mover");
    }
}
