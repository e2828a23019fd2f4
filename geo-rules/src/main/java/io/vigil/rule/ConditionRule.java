package io.vigil.rule;

import io.vigil.geo.ZoneIndex;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Warns when an expression over the report, its zones, the mover and the registry holds: for what no kind covers.
 *
 * <p>An expression beyond the simple ones ({@link SimpleCondition}) costs some microseconds a report, so {@code applies} should
 * keep it to the movers it is meant for.
 */
public final class ConditionRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "condition",
            "C00",
            "自定义条件",
            "Condition",
            "An expression over the report, its zones, the mover and the registry holds.",
            "由报告、所在区域、目标与登记信息组成的表达式成立。",
            "The expression has failed for clearCount reports and release.",
            "表达式连续 clearCount 次报告且满 release 不成立。",
            "the user's own",
            true,
            Onset.VEHICLE.withHold(Duration.ofSeconds(30)),
            List.of(
                    new Parameter(
                            "expression",
                            Parameter.Type.EXPRESSION,
                            null,
                            "CEL over report, zones, mover and registry that yields true or false",
                            "以报告、区域、目标与登记信息写成、取值为真或假的 CEL 表达式",
                            "a valid expression",
                            "正确的表达式",
                            value -> true),
                    Parameter.text(
                            "messageZh",
                            "",
                            "what the warning says in Chinese; empty: the expression",
                            "预警的中文内容；空则为表达式"),
                    Parameter.text(
                            "messageEn",
                            "",
                            "what the warning says in English; empty: the expression",
                            "预警的英文内容；空则为表达式")),
            List.of(),
            ConditionRule::new);

    private static final int HELD_SECONDS = 0;
    private static final int LAST_HELD_MILLIS = 1;

    private final ZoneIndex zones;
    private final Expression expression;
    /** Every word of the expression: a superset of the fields it reads. */
    private final Set<String> words;

    private final String messageZh;
    private final String messageEn;
    private final Onset onset;

    ConditionRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        zones = surroundings.zones();
        expression = Expression.overReport(parameters.text("expression"));
        words = Set.of(Arrays.stream(parameters.text("expression").split("\\W+"))
                .distinct()
                .toArray(String[]::new));
        messageZh = parameters.text("messageZh").isEmpty() ? "条件成立:" + expression : parameters.text("messageZh");
        messageEn = parameters.text("messageEn").isEmpty()
                ? "condition holds: " + expression
                : parameters.text("messageEn");
        onset = config.onset();
    }

    @Override
    public int measureCount() {
        return 2;
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        out.mover(Stage.BREACH);
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        Expression.Answer answer = expression.evaluate(new ReportVariables(view, zones, words));
        if (answer != Expression.Answer.YES) {
            return answer == Expression.Answer.NO ? Verdict.FAILS : Verdict.UNKNOWN;
        }
        HeldTime.add(view, measures, HELD_SECONDS, LAST_HELD_MILLIS, onset.maxGapMillis());
        return Verdict.HOLDS;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        out.measured("heldSeconds", measures[HELD_SECONDS])
                .threshold("expression", expression.toString())
                .message(messageZh, messageEn);
    }
}
