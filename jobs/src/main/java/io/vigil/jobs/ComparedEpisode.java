package io.vigil.jobs;

import java.util.ArrayList;
import java.util.List;

/**
 * An episode and what it was last counted as, so that what is learnt of it afterwards is counted as the difference.
 *
 * @param episode as it was told last
 * @param counted as what it is counted now
 * @param hourMillis begin of the hour in which it is counted
 */
public record ComparedEpisode(LaneEpisode episode, Agreement counted, long hourMillis) {
    /** How an episode stands with the other lane. */
    public enum Agreement {
        /** Not counted: it is too early, or it never was, or the other lane's episode stands for both. */
        NONE,
        /** Found by both, counted with that of the desk's lane. */
        SAME,
        ONLY_LIVE,
        ONLY_SHADOW
    }

    static ComparedEpisode of(LaneEpisode told) {
        return new ComparedEpisode(told, Agreement.NONE, told.hourMillis());
    }

    /** The same count of what is told now. */
    ComparedEpisode toldAgain(LaneEpisode told) {
        return new ComparedEpisode(told, counted, hourMillis);
    }

    boolean isOf(LaneEpisode told) {
        return episode.shadow() == told.shadow() && episode.warningId().equals(told.warningId());
    }

    /** As what it is to be counted among these. */
    Agreement agreement(List<ComparedEpisode> all) {
        if (episode.retracted()) {
            return Agreement.NONE;
        }
        boolean isMet = all.stream().anyMatch(each -> episode.meets(each.episode));
        if (episode.shadow()) {
            return isMet ? Agreement.NONE : Agreement.ONLY_SHADOW;
        }
        return isMet ? Agreement.SAME : Agreement.ONLY_LIVE;
    }

    /** Counted as that, in the hour in which it was detected. */
    ComparedEpisode countedAs(Agreement agreement) {
        return new ComparedEpisode(episode, agreement, episode.hourMillis());
    }

    /** What has to be added to the sums so that they have the other count and no longer this one. */
    List<LaneCount> changesTo(ComparedEpisode other) {
        if (counted == other.counted && hourMillis == other.hourMillis) {
            return List.of();
        }
        List<LaneCount> changes = new ArrayList<>(2);
        addTo(changes, -1);
        other.addTo(changes, 1);
        return changes;
    }

    private void addTo(List<LaneCount> changes, int times) {
        if (counted != Agreement.NONE) {
            changes.add(new LaneCount(
                    episode.rule(),
                    hourMillis,
                    counted == Agreement.SAME ? times : 0,
                    counted == Agreement.ONLY_LIVE ? times : 0,
                    counted == Agreement.ONLY_SHADOW ? times : 0));
        }
    }
}
