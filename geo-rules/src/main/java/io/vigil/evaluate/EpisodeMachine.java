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
    private static final String RULE_CHANGED = "rule-changed";

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
    boolean step(RuleTurn turn, Episode episode, Verdict verdict) {
        long now = turn.view.timeMillis();
        if (verdict != Verdict.UNKNOWN) {
            notePause(turn.rule(), episode, now);
        }
        boolean keep;
        if (episode.phase == Episode.Phase.OPEN || episode.phase == Episode.Phase.PERMITTED) {
            keep = continueEpisode(turn, episode, verdict);
        } else if (episode.phase == Episode.Phase.REVIEW) {
            keep = review(turn, episode, verdict);
        } else {
            keep = collect(turn, episode, verdict);
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

    private boolean collect(RuleTurn turn, Episode episode, Verdict verdict) {
        CompiledRule rule = turn.rule();
        JudgedView view = turn.view;
        Onset onset = rule.onset(episode.stage);
        long now = view.timeMillis();
        if (verdict == Verdict.UNKNOWN || !verdict.isEvidence() && !episode.isCollecting()) {
            return stillNeeded(episode, onset, now);
        }
        if (!episode.isCollecting()) {
            // Silence began with the last report, not with the deadline that tells of it.
            episode.evidenceSinceMillis = rule.rule.sinceMillis(view, turn.memory);
            episode.pausedMillis = view.isSilence() ? rule.rule.extraSilenceMillis(turn.memory) : 0;
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
            open(turn, episode);
        }
        return true;
    }

    /** A closed warning is remembered while it can be continued. */
    private static boolean stillNeeded(Episode episode, Onset onset, long now) {
        return episode.isCollecting()
                || episode.phase == Episode.Phase.CLOSED && now - episode.closedMillis <= onset.mergeMillis();
    }

    private void open(RuleTurn turn, Episode episode) {
        CompiledRule rule = turn.rule();
        JudgedView view = turn.view;
        Onset onset = rule.onset(episode.stage);
        boolean continues = episode.phase == Episode.Phase.CLOSED
                && episode.evidenceSinceMillis - episode.closedMillis <= onset.mergeMillis();
        String exemption = exemption(turn, episode);
        episode.failCount = 0;
        if (!continues) {
            episode.sequence = 0;
            episode.onsetMillis = episode.evidenceSinceMillis;
            episode.tier = Tier.BLUE;
        }
        if (exemption != null) {
            episode.phase = Episode.Phase.PERMITTED;
            episode.detectedMillis = view.timeMillis();
            turn.out().warning(warnings.build(turn, episode, Warning.Transition.PERMITTED, null, exemption));
            return;
        }
        episode.phase = Episode.Phase.OPEN;
        if (!continues) {
            episode.detectedMillis = view.timeMillis();
        }
        episode.tier = episode.tier.max(tier(turn.rule(), episode, view));
        turn.out()
                .warning(warnings.build(
                        turn,
                        episode,
                        continues ? Warning.Transition.AMENDED : Warning.Transition.OPENED,
                        continues ? "reopened" : null,
                        null));
    }

    private boolean continueEpisode(RuleTurn turn, Episode episode, Verdict verdict) {
        JudgedView view = turn.view;
        if (verdict.isEvidence()) {
            episode.failCount = 0;
            if (!view.isSilence()) {
                episode.last = view.report();
            }
            if (episode.phase == Episode.Phase.PERMITTED) {
                return continuePermitted(turn, episode, verdict);
            }
            Tier tier = tier(turn.rule(), episode, view);
            String news = turn.rule().rule.news(view, episode, episode.measures);
            if (tier.compareTo(episode.tier) > 0) {
                episode.tier = tier;
                turn.out().warning(warnings.build(turn, episode, Warning.Transition.ESCALATED, null, null));
            } else if (news != null) {
                turn.out().warning(warnings.build(turn, episode, Warning.Transition.AMENDED, news, null));
            }
            return true;
        }
        if (verdict == Verdict.NEAR) {
            episode.failCount = 0;
            return true;
        }
        if (verdict == Verdict.ENDS) {
            return close(turn, episode, "ended");
        }
        if (verdict == Verdict.FAILS && hasCleared(turn.rule().onset(episode.stage), episode, view.timeMillis())) {
            return close(turn, episode, "cleared");
        }
        return true;
    }

    /**
     * A warning whose rule has changed since stands if the changed rule would give it too; else it ends. A report that says
     * nothing of it leaves it waiting.
     */
    private boolean review(RuleTurn turn, Episode episode, Verdict verdict) {
        JudgedView view = turn.view;
        if (verdict == Verdict.UNKNOWN || view.isSilence() && !turn.rule().rule.warnsOfSilence()) {
            return true;
        }
        boolean stands = verdict == Verdict.PROVEN
                || verdict == Verdict.HOLDS
                        && episode.ageMillis(view.timeMillis())
                                >= turn.rule().onset(episode.stage).holdMillis();
        if (!stands || exemption(turn, episode) != null) {
            return close(turn, episode, RULE_CHANGED);
        }
        episode.phase = Episode.Phase.OPEN;
        episode.failCount = 0;
        if (!view.isSilence()) {
            episode.last = view.report();
        }
        episode.tier = tier(turn.rule(), episode, view);
        turn.out().warning(warnings.build(turn, episode, Warning.Transition.AMENDED, RULE_CHANGED, null));
        return true;
    }

    /** Tells of an episode once more, without a change of the episode. */
    void announce(RuleTurn turn, Episode episode, Warning.Transition transition, String reason) {
        turn.out().warning(warnings.build(turn, episode, transition, reason, null));
    }

    /** The exemption may run out while the condition goes on; then the breach begins at that moment. */
    private boolean continuePermitted(RuleTurn turn, Episode episode, Verdict verdict) {
        if (exemption(turn, episode) != null) {
            return true;
        }
        episode.phase = Episode.Phase.CANDIDATE;
        episode.startOver();
        return collect(turn, episode, verdict);
    }

    private static boolean hasCleared(Onset onset, Episode episode, long now) {
        if (episode.failCount == 0) {
            episode.failingSinceMillis = now;
        }
        episode.failCount++;
        return episode.failCount >= onset.clearCount() && now - episode.failingSinceMillis >= onset.releaseMillis();
    }

    /** Closes an episode; a permitted one just ends. */
    boolean close(RuleTurn turn, Episode episode, String reason) {
        boolean wasOpen = episode.isOpen();
        episode.phase = Episode.Phase.CLOSED;
        episode.closedMillis = turn.view.timeMillis();
        if (wasOpen) {
            turn.out().warning(warnings.build(turn, episode, Warning.Transition.CLOSED, reason, null));
        }
        episode.startOver();
        return wasOpen && turn.rule().onset(episode.stage).mergeMillis() > 0 && !reason.equals("ended");
    }

    private static Tier tier(CompiledRule rule, Episode episode, JudgedView view) {
        if (episode.stage == Stage.PRE) {
            return Tier.BLUE;
        }
        Tier own = rule.rule.tier(view, episode, episode.measures);
        Tier byAge = rule.tierAt(episode.ageMillis(view.timeMillis()));
        Tier tier = own == null ? byAge : byAge.max(own);
        return view.raiserOf(rule) == null ? tier : tier.raised(1);
    }

    private static @Nullable String exemption(RuleTurn turn, Episode episode) {
        String exemption = turn.exemption();
        if (exemption == null) {
            exemption = turn.rule().rule.permit(turn.view, episode, turn.memory);
        }
        return exemption == null ? turn.view.grantOf(turn.rule(), episode) : exemption;
    }

    /** The report an episode's position and speed are taken from. */
    static PositionReport evidence(Episode episode, JudgedView view) {
        return episode.last == null ? view.report() : episode.last;
    }
}
