package io.vigil.evaluate;

import io.vigil.model.PositionReport;
import io.vigil.model.Tier;
import io.vigil.model.Warning;
import io.vigil.rule.Onset;
import io.vigil.rule.Stage;
import io.vigil.rule.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Turns a rule's verdicts on one subject into an episode: k of m and hold to open, k' and release to clear, merge to come
 * back. The same for every rule.
 */
final class EpisodeMachine {
    private static final int MOST_JUDGED = 32;

    private final WarningBuilder warnings;

    EpisodeMachine(WarningBuilder warnings) {
        this.warnings = warnings;
    }

    /**
     * Whether a silence too long has ended the evidence collected so far: the caller then has the rule judge again with
     * empty measures.
     */
    static boolean breaksEvidence(Episode episode, Onset onset, long timeMillis) {
        return episode.isCollecting()
                && (episode.phase == Episode.Phase.CANDIDATE || episode.phase == Episode.Phase.CLOSED)
                && timeMillis - episode.lastJudgedMillis > onset.maxGapMillis();
    }

    /**
     * Takes one verdict.
     *
     * @return whether the episode is to be kept
     */
    boolean step(CompiledRule rule, RuleSlot slot, Episode episode, Verdict verdict, View view, RunnerOutput out) {
        long now = view.timeMillis();
        if (verdict != Verdict.UNKNOWN) {
            notePause(rule, episode, now);
        }
        boolean keep;
        if (episode.phase == Episode.Phase.OPEN || episode.phase == Episode.Phase.PERMITTED) {
            keep = continueEpisode(rule, slot, episode, verdict, view, out);
        } else {
            keep = collect(rule, slot, episode, verdict, view, out);
        }
        if (verdict != Verdict.UNKNOWN) {
            episode.lastJudgedMillis = now;
        }
        return keep;
    }

    private static void notePause(CompiledRule rule, Episode episode, long now) {
        long gap = now - episode.lastJudgedMillis;
        if (episode.isCollecting() && gap > rule.onset(episode.stage).maxGapMillis() && !rule.rule.warnsOfSilence()) {
            episode.pausedMillis += gap;
        }
    }

    private boolean collect(
            CompiledRule rule, RuleSlot slot, Episode episode, Verdict verdict, View view, RunnerOutput out) {
        Onset onset = rule.onset(episode.stage);
        long now = view.timeMillis();
        if (verdict == Verdict.UNKNOWN || !verdict.isEvidence() && !episode.isCollecting()) {
            return stillNeeded(episode, onset, now);
        }
        if (!episode.isCollecting()) {
            // Silence began with the last report, not with the deadline that tells of it.
            episode.evidenceSinceMillis = view.isSilence() ? rule.rule.silentSinceMillis(view, slot.memory) : now;
            episode.pausedMillis = view.isSilence() ? rule.rule.extraSilenceMillis(slot.memory) : 0;
            episode.first = view.report();
        }
        episode.mask = episode.mask << 1 | (verdict.isEvidence() ? 1 : 0);
        episode.judged = Math.min(MOST_JUDGED, episode.judged + 1);
        int window = Math.min(onset.m(), episode.judged);
        int shown = Integer.bitCount(episode.mask & (window == MOST_JUDGED ? -1 : (1 << window) - 1));
        if (verdict == Verdict.ENDS || window - shown > onset.m() - onset.k()) {
            episode.startOver();
            return stillNeeded(episode, onset, now);
        }
        if (verdict.isEvidence()) {
            episode.last = view.report();
        }
        boolean ripe = verdict == Verdict.PROVEN
                || verdict == Verdict.HOLDS && shown >= onset.k() && episode.ageMillis(now) >= onset.holdMillis();
        if (ripe) {
            open(rule, slot, episode, view, out);
        }
        return true;
    }

    /** A closed warning is remembered while it can be continued. */
    private static boolean stillNeeded(Episode episode, Onset onset, long now) {
        return episode.isCollecting()
                || episode.phase == Episode.Phase.CLOSED && now - episode.closedMillis <= onset.mergeMillis();
    }

    private void open(CompiledRule rule, RuleSlot slot, Episode episode, View view, RunnerOutput out) {
        Onset onset = rule.onset(episode.stage);
        boolean continues = episode.phase == Episode.Phase.CLOSED
                && episode.evidenceSinceMillis - episode.closedMillis <= onset.mergeMillis();
        String exemption = exemption(rule, slot, episode, view);
        episode.failCount = 0;
        if (!continues) {
            episode.sequence = 0;
            episode.onsetMillis = episode.evidenceSinceMillis;
            episode.tier = Tier.BLUE;
        }
        if (exemption != null) {
            episode.phase = Episode.Phase.PERMITTED;
            episode.detectedMillis = view.timeMillis();
            out.warning(warnings.build(
                    rule, episode, view, Warning.Transition.PERMITTED, null, exemption, view.timeMillis()));
            return;
        }
        episode.phase = Episode.Phase.OPEN;
        if (!continues) {
            episode.detectedMillis = view.timeMillis();
        }
        episode.tier = episode.tier.max(tier(rule, episode, view));
        out.warning(warnings.build(
                rule,
                episode,
                view,
                continues ? Warning.Transition.AMENDED : Warning.Transition.OPENED,
                continues ? "reopened" : null,
                null,
                view.timeMillis()));
    }

    private boolean continueEpisode(
            CompiledRule rule, RuleSlot slot, Episode episode, Verdict verdict, View view, RunnerOutput out) {
        if (verdict.isEvidence()) {
            episode.failCount = 0;
            if (!view.isSilence()) {
                episode.last = view.report();
            }
            if (episode.phase == Episode.Phase.PERMITTED) {
                return continuePermitted(rule, slot, episode, verdict, view, out);
            }
            Tier tier = tier(rule, episode, view);
            if (tier.compareTo(episode.tier) > 0) {
                episode.tier = tier;
                out.warning(warnings.build(
                        rule, episode, view, Warning.Transition.ESCALATED, null, null, view.timeMillis()));
            }
            return true;
        }
        if (verdict == Verdict.NEAR) {
            episode.failCount = 0;
            return true;
        }
        if (verdict == Verdict.ENDS) {
            return close(rule, episode, view, "ended", out);
        }
        if (verdict == Verdict.FAILS && hasCleared(rule.onset(episode.stage), episode, view.timeMillis())) {
            return close(rule, episode, view, "cleared", out);
        }
        return true;
    }

    /** The exemption may run out while the condition goes on; then the breach begins at that moment. */
    private boolean continuePermitted(
            CompiledRule rule, RuleSlot slot, Episode episode, Verdict verdict, View view, RunnerOutput out) {
        if (exemption(rule, slot, episode, view) != null) {
            return true;
        }
        episode.phase = Episode.Phase.CANDIDATE;
        episode.startOver();
        return collect(rule, slot, episode, verdict, view, out);
    }

    private static boolean hasCleared(Onset onset, Episode episode, long now) {
        if (episode.failCount == 0) {
            episode.failingSinceMillis = now;
        }
        episode.failCount++;
        return episode.failCount >= onset.clearCount() && now - episode.failingSinceMillis >= onset.releaseMillis();
    }

    /** Closes an episode; a permitted one just ends. */
    boolean close(CompiledRule rule, Episode episode, View view, String reason, RunnerOutput out) {
        boolean wasOpen = episode.phase == Episode.Phase.OPEN;
        episode.phase = Episode.Phase.CLOSED;
        episode.closedMillis = view.timeMillis();
        if (wasOpen) {
            out.warning(
                    warnings.build(rule, episode, view, Warning.Transition.CLOSED, reason, null, view.timeMillis()));
        }
        episode.startOver();
        return wasOpen && rule.onset(episode.stage).mergeMillis() > 0 && !reason.equals("ended");
    }

    private static Tier tier(CompiledRule rule, Episode episode, View view) {
        if (episode.stage == Stage.PRE) {
            return Tier.BLUE;
        }
        Tier own = rule.rule.tier(view, episode, episode.measures);
        Tier byAge = rule.tierAt(episode.ageMillis(view.timeMillis()));
        return own == null ? byAge : byAge.max(own);
    }

    private static @Nullable String exemption(CompiledRule rule, RuleSlot slot, Episode episode, View view) {
        if (slot.exemption >= 0) {
            return "exempt: " + rule.config.exemptions().get(slot.exemption).where();
        }
        return rule.rule.permit(view, episode);
    }

    /** The report an episode's position and speed are taken from. */
    static PositionReport evidence(Episode episode, View view) {
        return episode.last == null ? view.report() : episode.last;
    }
}
