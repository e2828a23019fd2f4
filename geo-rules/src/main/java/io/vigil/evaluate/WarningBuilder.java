package io.vigil.evaluate;

import io.vigil.model.ContentHash;
import io.vigil.model.MoverId;
import io.vigil.model.MoverKind;
import io.vigil.model.PositionReport;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Warning;
import io.vigil.rule.Explanation;
import io.vigil.rule.Stage;
import io.vigil.rule.Subject;
import org.jspecify.annotations.Nullable;

/** Says what happened to an episode, and why, in both languages. */
final class WarningBuilder {
    private static final String DRIVER = "driver";

    Warning build(
            RuleTurn turn,
            Episode episode,
            Warning.Transition transition,
            @Nullable String reason,
            @Nullable String exemption) {
        CompiledRule rule = turn.rule();
        JudgedView view = turn.view;
        long timeMillis = view.timeMillis();
        episode.sequence++;
        Explanation explanation = new Explanation();
        rule.rule.explain(view, episode, episode.measures, explanation);
        CompiledRule raiser = episode.stage == Stage.PRE ? null : view.raiserOf(rule);
        if (raiser != null) {
            explanation.measured("raisedBy", raiser.config.id());
        }
        tellDriver(view, explanation);
        PositionReport last = EpisodeMachine.evidence(episode, view);
        tellSystem(rule, episode, view, last, explanation);
        PositionReport first = episode.first == null ? last : episode.first;
        RegistryRecord registry = view.registry();
        boolean isSomewhere = !last.source().equals(MoverJudge.NO_SOURCE);
        boolean closed = transition == Warning.Transition.CLOSED;
        return new Warning(
                warningId(rule, episode, view.mover()),
                episode.sequence,
                transition,
                timeMillis,
                rule.lane,
                rule.config.id(),
                rule.config.kind().kind(),
                episode.stage.word(),
                rule.rulesetHash,
                episode.tier,
                state(transition),
                view.movers(),
                episode.zone == Subject.NO_ZONE ? null : episode.key,
                rule.rule.isAboutOrders() ? episode.key : null,
                episode.onsetMillis,
                episode.detectedMillis,
                closed ? timeMillis : PositionReport.NO_TIME,
                reason,
                isSomewhere ? last.latitude() : Double.NaN,
                isSomewhere ? last.longitude() : Double.NaN,
                last.speedMps(),
                new Warning.Explain(
                        rule.shownParameters,
                        explanation.measured(),
                        explanation.threshold(),
                        first,
                        last,
                        registry == null ? PositionReport.NO_TIME : registry.validFromMillis(),
                        exemption),
                closed ? "已解除:" + explanation.zh() : explanation.zh(),
                closed ? "cleared: " + explanation.en() : explanation.en(),
                false);
    }

    /** Who drove, so that what an operator finds out about it can count for the driver, too. */
    private static void tellDriver(JudgedView view, Explanation explanation) {
        String driver = view.driver();
        if (driver != null
                && view.mover().kind() == MoverKind.VEHICLE
                && !explanation.measured().containsKey(DRIVER)) {
            explanation.measured(DRIVER, driver);
        }
    }

    /** What the guards behind the evaluation go by, and those who wonder why it is so urgent. */
    private static void tellSystem(
            CompiledRule rule, Episode episode, JudgedView view, PositionReport last, Explanation explanation) {
        if (rule.isGuarded) {
            explanation.measured("version", rule.versionFor(episode));
        }
        if (episode.stage == Stage.PRE) {
            return;
        }
        CompiledRule other = view.compoundOf(rule, episode.tier);
        if (other != null) {
            explanation.measured("compoundWith", other.config.id());
        }
        if (rule.feeds != null) {
            String feed = rule.feeds.feed(rule.silentSource(last.source()), view);
            if (feed != null) {
                explanation.measured("feed", feed);
            }
        }
    }

    /**
     * What makes the episode this one and no other. The lane is not part of it: the same episode found by two candidates
     * has one id, so that they can be compared.
     */
    static String warningId(CompiledRule rule, Episode episode, MoverId mover) {
        return ContentHash.hex16(rule.config.id()
                + '\n'
                + mover.text()
                + '\n'
                + episode.key
                + '\n'
                + episode.onsetMillis
                + '\n'
                + episode.stage.word());
    }

    private static Warning.State state(Warning.Transition transition) {
        return switch (transition) {
            case OPENED, ESCALATED, AMENDED -> Warning.State.OPEN;
            case CLOSED -> Warning.State.CLOSED;
            case RETRACTED -> Warning.State.RETRACTED;
            case PERMITTED -> Warning.State.PERMITTED;
        };
    }
}
