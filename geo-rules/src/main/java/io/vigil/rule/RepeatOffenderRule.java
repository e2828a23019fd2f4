package io.vigil.rule;

import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.texts;
import static io.vigil.rule.Parameter.textsOf;

import io.vigil.model.ContentHash;
import io.vigil.model.Disposition;
import io.vigil.model.MoverKind;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Tier;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Warns of a vehicle with many confirmed offences and accidents: each counts one at first and half after the half-life.
 *
 * <p>Only what an operator has confirmed counts, never a warning itself: otherwise a rule that is wrong about a vehicle
 * would make every other rule louder. Named in another rule's {@code raisedBy}, an open warning of this one makes that
 * rule's warnings one tier more urgent.
 *
 * <p>A confirmed disposition counts for the vehicle it names, for the driver it names and for the company that owns the
 * vehicle, each with a score of its own: a driver takes his along to the next vehicle. A company is judged by
 * dispositions alone, has no place, and its warning says only how many.
 *
 * <p>Remembers three numbers of a vehicle that was ever disposed of, nothing of others. A disposition that is repeated at
 * once, as a producer does after a failure, counts once; one taken back at once counts no more.
 */
public final class RepeatOffenderRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "repeat-offender",
            "V12",
            "违法高发",
            "Repeat offender",
            "The decayed count of confirmed dispositions and of the registry's accidents is above s1 (as configured) or"
                    + " s2 (yellow).",
            "确认属实的处置与登记事故按时间衰减后的计数高于 s1（按配置等级）或 s2（黄色）。",
            "The count falls below 0.7 of s1.",
            "计数低于 s1 的0.7。",
            "Tianjin Binhai practice (事故高发, 违法高发); MonitorFish infraction score",
            false,
            Onset.VEHICLE.withCount(1, 1).withClear(1, Duration.ZERO).withMerge(Duration.ZERO),
            List.of(
                    duration("halfLife", "P30D", "PT1H", "after so long an offence counts half", "经过此时间一次违法的计数减半"),
                    number("s1", 3, 0.1, 1_000, "above this count it is warned of", "计数高于此值即预警"),
                    number("s2", 6, 0.1, 1_000, "above this count it is yellow", "计数高于此值为黄色"),
                    number("clearShare", 0.7, 0.01, 1, "below this share of s1 it is cleared", "低于 s1 的此比例解除"),
                    number(
                            "accidentWeight",
                            1,
                            0,
                            100,
                            "what an accident counts when it has just happened",
                            "刚发生的一次事故计多少"),
                    texts(
                            "rules",
                            List.of(),
                            "ids of the rules whose dispositions count; empty means all",
                            "计入其处置的规则编号；空为全部"),
                    textsOf(
                            "judged",
                            List.of("vehicle", "driver", "company"),
                            List.of("vehicle", "vessel", "driver", "company"),
                            "who is counted: a disposition of a vehicle counts for its driver and its owner, too",
                            "统计对象：车辆的处置同时计入驾驶员和业户")),
            List.of(),
            RepeatOffenderRule::new);

    private static final int COUNT = 0;
    private static final int AS_OF_MILLIS = 1;
    /** What was counted last, so that a repetition is not counted again. */
    private static final int LAST_COUNTED = 2;

    private static final int HIGHEST = 0;
    private static final int LATEST = 1;

    /** Doubles hold integers up to here exactly. */
    private static final long EXACT_BITS = (1L << 53) - 1;

    private final String ownId;
    private final double halfLifeMillis;
    private final double s1;
    private final double s2;
    private final double clearBelow;
    private final double accidentWeight;
    private final List<String> rules;
    private final List<String> judged;

    RepeatOffenderRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        ownId = config.id();
        halfLifeMillis = parameters.millis("halfLife");
        s1 = parameters.number("s1");
        s2 = parameters.number("s2");
        clearBelow = parameters.number("clearShare") * s1;
        accidentWeight = parameters.number("accidentWeight");
        rules = parameters.texts("rules");
        judged = parameters.texts("judged");
    }

    @Override
    public long reachMillis() {
        return (long) halfLifeMillis;
    }

    @Override
    public int memorySize() {
        return 3;
    }

    @Override
    public int measureCount() {
        return 2;
    }

    @Override
    public boolean judges(MoverKind kind) {
        return judged.contains(kind.word());
    }

    /** What operators found of a driver comes by itself; where he drives does not matter. */
    @Override
    public boolean followsDrivers() {
        return false;
    }

    @Override
    public boolean countsDispositions() {
        return true;
    }

    @Override
    public boolean sleepsWithoutMemory(@Nullable RegistryRecord record) {
        return accidents(record) == null;
    }

    @Override
    public boolean remembersFromTheStart() {
        return false;
    }

    @Override
    public void disposed(Disposition disposition, double[] memory) {
        // A confirmed warning of this rule is no further offence.
        boolean isOwn = ownId.equals(disposition.rule());
        boolean isAsked = rules.isEmpty() || rules.contains(disposition.rule());
        if (!disposition.outcome().isFinal() || isOwn || !isAsked) {
            return;
        }
        double key = ContentHash.bits64(disposition.warningId()) & EXACT_BITS;
        boolean isCounted = memory[LAST_COUNTED] == key;
        boolean isConfirmed = disposition.outcome() == Disposition.Outcome.CONFIRMED;
        if (isConfirmed == isCounted) {
            return;
        }
        double at = disposition.eventTimeMillis();
        if (Double.isNaN(memory[AS_OF_MILLIS])) {
            memory[COUNT] = 0;
            memory[AS_OF_MILLIS] = at;
        }
        double asOf = Math.max(at, memory[AS_OF_MILLIS]);
        double before = memory[COUNT] * share(asOf - memory[AS_OF_MILLIS]);
        memory[COUNT] = Math.max(0, before + (isConfirmed ? 1 : -1) * share(asOf - at));
        memory[AS_OF_MILLIS] = asOf;
        memory[LAST_COUNTED] = isConfirmed ? key : Double.NaN;
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (memory.length > 0 || accidents(view.registry()) != null) {
            out.mover(Stage.BREACH);
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        double score = score(view, memory);
        if (score > s1) {
            measures[HIGHEST] = Math.max(measures[HIGHEST], score);
            measures[LATEST] = score;
            return Verdict.HOLDS;
        }
        return score < clearBelow ? Verdict.FAILS : Verdict.NEAR;
    }

    @Override
    public @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        return measures[HIGHEST] > s2 ? Tier.YELLOW : null;
    }

    /** The operator's word is the evidence, and comes without a report. */
    @Override
    public long silentSinceMillis(ReportView view, double[] memory) {
        return view.timeMillis();
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        double shown = Math.round(measures[LATEST] * 10) / 10.0;
        out.measured("score", measures[LATEST])
                .measured("highestScore", measures[HIGHEST])
                .threshold("s1", s1)
                .threshold("s2", s2)
                .threshold("halfLifeDays", halfLifeMillis / Duration.ofDays(1).toMillis())
                .message(
                        "违法或事故高发:衰减计数" + shown + ",限值" + s1,
                        "many confirmed offences or accidents: decayed count " + shown + ", limit " + s1);
    }

    private double score(ReportView view, double[] memory) {
        double score = 0;
        if (memory.length > 0 && !Double.isNaN(memory[COUNT])) {
            score = memory[COUNT] * share(view.timeMillis() - memory[AS_OF_MILLIS]);
        }
        Collection<?> accidents = accidents(view.registry());
        if (accidents != null) {
            for (Object accident : accidents) {
                score += accidentWeight * accidentShare(accident, view.timeMillis());
            }
        }
        return score;
    }

    /** How much of an offence of that age is left; one that lies ahead counts as one of now. */
    private double share(double ageMillis) {
        return ageMillis <= 0 ? 1 : Math.pow(2, -ageMillis / halfLifeMillis);
    }

    /** The registry's field {@code accidents}: dates, counted from their first instant in China. */
    private static @Nullable Collection<?> accidents(@Nullable RegistryRecord record) {
        Object accidents = record == null ? null : record.fields().get("accidents");
        return accidents instanceof Collection<?> dates && !dates.isEmpty() ? dates : null;
    }

    private double accidentShare(Object date, long timeMillis) {
        if (!(date instanceof String text)) {
            return 0;
        }
        try {
            long at = LocalDate.parse(text)
                    .atStartOfDay(ZoneOffset.ofHours(8))
                    .toInstant()
                    .toEpochMilli();
            return at > timeMillis ? 0 : share(timeMillis - at);
        } catch (DateTimeException e) {
            return 0;
        }
    }
}
