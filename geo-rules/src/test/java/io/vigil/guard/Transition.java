package io.vigil.guard;

import io.vigil.json.RulesFile;
import io.vigil.rule.Parameters;
import java.util.ArrayList;
import java.util.List;

/** A transition of a warning in a test, and what a guard decided. */
record Transition(
        String warningId,
        int sequence,
        String transition,
        String tier,
        long timeMillis,
        long onsetMillis,
        long detectedMillis,
        long releaseMillis,
        String version)
        implements Guarded {
    static final long MINUTE = 60_000;

    static Transition opened(String id, double minute, double onsetMinute) {
        long time = Math.round(minute * MINUTE);
        return new Transition(
                id, 1, "opened", "yellow", time, Math.round(onsetMinute * MINUTE), time, 30 * MINUTE, "v");
    }

    Transition then(String what, double minute) {
        return new Transition(
                warningId,
                sequence + 1,
                what,
                tier,
                Math.round(minute * MINUTE),
                onsetMillis,
                detectedMillis,
                releaseMillis,
                version);
    }

    Transition in(String otherTier) {
        return new Transition(
                warningId,
                sequence,
                transition,
                otherTier,
                timeMillis,
                onsetMillis,
                detectedMillis,
                releaseMillis,
                version);
    }

    Transition by(String otherVersion) {
        return new Transition(
                warningId,
                sequence,
                transition,
                tier,
                timeMillis,
                onsetMillis,
                detectedMillis,
                releaseMillis,
                otherVersion);
    }

    static Parameters parameters(String kind, String params) {
        return RulesFile.parse(
                        "rules:\n  - id: guard\n    kind: " + kind + "\n    tier: yellow\n    params: {" + params
                                + "}\n",
                        "rules")
                .rules()
                .get(0)
                .parameters();
    }

    /** Keeps what was decided, a line each. */
    static final class Decided implements GuardOutput<Transition> {
        final List<String> lines = new ArrayList<>();
        final List<SystemRecord> told = new ArrayList<>();

        @Override
        public void publish(Transition transition) {
            lines.add("published " + transition.warningId() + ' ' + transition.transition());
        }

        @Override
        public void withhold(Transition transition) {
            lines.add("withheld " + transition.warningId() + ' ' + transition.transition());
        }

        @Override
        public void tell(SystemRecord record) {
            told.add(record);
            lines.add(record.state() + " at " + record.timeMillis() / (double) MINUTE);
        }
    }
}
