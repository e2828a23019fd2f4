package io.vigil.evaluate;

import io.vigil.rule.Stage;
import io.vigil.rule.Subject;
import io.vigil.rule.SubjectSink;
import io.vigil.rule.Verdict;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Begins an episode for each subject of a rule that has none and shows evidence. */
final class NewSubjects implements SubjectSink {
    private final Engine engine;
    private final RuleTurn turn;
    private final EpisodeMachine machine;
    private final Probe probe;
    private @Nullable RuleSlot slot;

    NewSubjects(Engine engine, RuleTurn turn, EpisodeMachine machine) {
        this.engine = engine;
        this.turn = turn;
        this.machine = machine;
        int most = 0;
        for (CompiledRule rule : engine.rules) {
            most = Math.max(most, rule.rule.measureCount());
        }
        probe = new Probe(most);
    }

    /** Begins a rule's turn with what it remembers. */
    void begin(@Nullable RuleSlot known) {
        slot = known;
    }

    /** What the rule whose turn it is remembers as far as it has come. */
    @Nullable
    RuleSlot slot() {
        return slot;
    }

    /** Asks the rule whose turn it is; answers what it now remembers, or null if that is nothing. */
    @Nullable
    RuleSlot find() {
        turn.rule().rule.subjects(turn.view, turn.memory, this);
        return slot == null || slot.isEmpty() ? null : slot;
    }

    @Override
    public void mover(Stage stage) {
        consider("", Subject.NO_ZONE, stage);
    }

    @Override
    public void zone(int ordinal, Stage stage) {
        consider(null, ordinal, stage);
    }

    @Override
    public void named(String key, Stage stage) {
        consider(key, Subject.NO_ZONE, stage);
    }

    private void consider(@Nullable String key, int zone, Stage stage) {
        // A subject is a zone of an id, whichever of its versions a rule has met.
        int version = engine.zones.versionAt(zone, turn.view.timeMillis());
        if (isKnown(key, version, stage)) {
            return;
        }
        CompiledRule rule = turn.rule();
        int measureCount = rule.rule.measureCount();
        probe.becomes(key, zone, stage, measureCount);
        Verdict verdict = rule.rule.judge(turn.view, probe, turn.memory, probe.measures);
        turn.tellStanding(probe, probe.measures);
        if (verdict.isEvidence()) {
            Episode episode = new Episode(probe.key(), version, stage, measureCount);
            System.arraycopy(probe.measures, 0, episode.measures, 0, measureCount);
            if (machine.step(turn, episode, verdict)) {
                if (slot == null) {
                    slot = rule.newSlot();
                }
                slot.add(episode);
            }
        }
    }

    private boolean isKnown(@Nullable String key, int zone, Stage stage) {
        RuleSlot known = slot;
        if (known != null) {
            for (Episode episode = known.newest; episode != null; episode = episode.next) {
                if (episode.isOf(zone, key, stage)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A subject that may become an episode; most never do, so one object serves them all. */
    private final class Probe implements Subject {
        final double[] measures;
        private @Nullable String key;
        private int zone = NO_ZONE;
        private Stage stage = Stage.BREACH;

        Probe(int mostMeasures) {
            measures = new double[mostMeasures];
        }

        void becomes(@Nullable String newKey, int newZone, Stage newStage, int measureCount) {
            key = newKey;
            zone = newZone;
            stage = newStage;
            Arrays.fill(measures, 0, measureCount, 0);
        }

        @Override
        public int zone() {
            return zone;
        }

        @Override
        public String key() {
            if (key == null) {
                key = engine.zones.zone(zone).id();
            }
            return key;
        }

        @Override
        public Stage stage() {
            return stage;
        }
    }
}
