package io.vigil.rule;

import io.vigil.geo.ZoneHits;
import io.vigil.geo.ZoneIndex;
import io.vigil.model.AlarmFlag;
import io.vigil.model.PositionReport;
import io.vigil.model.StatusFlag;
import io.vigil.model.Units;
import io.vigil.model.Zone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Warns when an expression over the report, its zones, the mover and the registry holds: for what no kind covers.
 *
 * <p>An expression costs some microseconds a report, so {@code applies} should keep it to the movers it is meant for.
 */
public final class ConditionRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "condition",
            "C00",
            "自定义条件",
            "Condition",
            "An expression over the report, its zones, the mover and the registry holds.",
            "The expression has failed for clearCount reports and release.",
            "the user's own",
            true,
            Onset.VEHICLE.withHold(Duration.ofSeconds(30)),
            List.of(
                    new Parameter(
                            "expression",
                            Parameter.Type.EXPRESSION,
                            null,
                            "CEL over report, zones, mover and registry that yields true or false",
                            "a valid expression",
                            value -> true),
                    Parameter.text("messageZh", "", "what the warning says in Chinese; empty: the expression"),
                    Parameter.text("messageEn", "", "what the warning says in English; empty: the expression")),
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
        // Only what the expression names is put together: it is judged at every report.
        Map<String, Object> variables = new HashMap<>();
        variables.put("report", reportFields(view));
        variables.put("zones", names("zones") ? zoneFields(view) : List.of());
        variables.put("mover", names("mover") ? MoverFields.of(view.mover(), view.moverClass(), Map.of()) : Map.of());
        variables.put("registry", names("registry") ? MoverFields.of(view.registry()) : Map.of());
        Expression.Answer answer = expression.evaluate(variables);
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

    /** Only what is available is there, so an expression over an absent field is unknown, never a guess. */
    private Map<String, Object> reportFields(ReportView view) {
        PositionReport report = view.report();
        Map<String, Object> fields = new HashMap<>();
        put(fields, "lon", report.longitude());
        put(fields, "lat", report.latitude());
        put(fields, "localHour", view.localMillisOfDay() / 3_600_000.0);
        fields.put("source", report.source());
        put(fields, "speedKmh", rounded(Units.mpsToKph(report.speedMps())));
        put(fields, "speedKn", rounded(Units.mpsToKnots(report.speedMps())));
        put(fields, "course", report.courseDegrees());
        put(fields, "heading", report.headingDegrees());
        put(fields, "altitudeM", report.altitudeMeters());
        put(fields, "odometerKm", report.odometerMeters() / 1000);
        if (report.navStatus() != PositionReport.NO_NAV_STATUS) {
            fields.put("navStatus", (long) report.navStatus());
        }
        if (report.driver() != null) {
            fields.put("driver", report.driver());
        }
        if (report.statusBits() != PositionReport.NO_STATUS && names("status")) {
            Map<String, Object> status = new HashMap<>();
            for (StatusFlag flag : StatusFlag.values()) {
                if (names(flag.word())) {
                    status.put(flag.word(), report.has(flag));
                }
            }
            fields.put("status", status);
        }
        if (names("alarms")) {
            List<String> alarms = new ArrayList<>();
            for (AlarmFlag flag : AlarmFlag.values()) {
                if (report.has(flag)) {
                    alarms.add(flag.word());
                }
            }
            fields.put("alarms", alarms);
        }
        return fields;
    }

    private boolean names(String word) {
        return words.contains(word);
    }

    private List<Map<String, Object>> zoneFields(ReportView view) {
        List<Map<String, Object>> all = new ArrayList<>();
        ZoneHits hits = view.hits();
        for (int i = 0; i < hits.size(); i++) {
            Zone zone = zones.zone(hits.ordinal(i));
            if (zone.isValidAt(view.timeMillis())) {
                all.add(zoneFields(zone));
            }
        }
        return all;
    }

    private static Map<String, Object> zoneFields(Zone zone) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("id", zone.id());
        fields.put("type", zone.type());
        fields.put("name", zone.label());
        fields.put("attributes", zone.attributes());
        if (!Double.isNaN(zone.speedLimitKph())) {
            fields.put("speedLimitKmh", zone.speedLimitKph());
        }
        return fields;
    }

    /** There and back between units, 30 km/h come out a hair above 30; no expression shall trip over that. */
    private static double rounded(double value) {
        return Math.rint(value * 1e6) / 1e6;
    }

    private void put(Map<String, Object> fields, String name, double value) {
        if (!Double.isNaN(value) && names(name)) {
            fields.put(name, value);
        }
    }
}
