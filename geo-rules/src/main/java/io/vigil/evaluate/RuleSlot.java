package io.vigil.evaluate;

import io.vigil.model.MoverId;
import io.vigil.rule.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one rule of one lane remembers of one mover; there is none while it remembers nothing. */
final class RuleSlot {
    /** Identity of lane and rule over restarts, see {@link CompiledRule#identity}. */
    final long ruleIdentity;

    /** Which parameters and the like it was written under, see {@link CompiledRule#version}. */
    final long ruleVersion;

    final double[] memory;
    /** The newest episode in progress; the others follow by {@link Episode#next}. */
    @Nullable
    Episode newest;

    long deadlineMillis = Long.MAX_VALUE;
    /** The rule threw for this mover and is not asked again. */
    boolean frozen;

    RuleSlot(long ruleIdentity, long ruleVersion, int memorySize) {
        this.ruleIdentity = ruleIdentity;
        this.ruleVersion = ruleVersion;
        memory = new double[memorySize];
        Arrays.fill(memory, Double.NaN);
    }

    boolean isEmpty() {
        return memory.length == 0 && newest == null && !frozen;
    }

    /** The open episode whose warning has that id, or null. */
    @Nullable
    Episode openOf(CompiledRule rule, MoverId mover, String warningId) {
        for (Episode episode = newest; episode != null; episode = episode.next) {
            if (episode.isOpen()
                    && WarningBuilder.warningId(rule, episode, mover).equals(warningId)) {
                return episode;
            }
        }
        return null;
    }

    boolean hasOpenBreach() {
        for (Episode episode = newest; episode != null; episode = episode.next) {
            if (episode.isOpen() && episode.stage == Stage.BREACH) {
                return true;
            }
        }
        return false;
    }

    void add(Episode episode) {
        episode.next = newest;
        newest = episode;
    }

    /** Takes out an episode; of the one before it, null for the newest, the caller knows. */
    void remove(Episode episode, @Nullable Episode before) {
        if (before == null) {
            newest = episode.next;
        } else {
            before.next = episode.next;
        }
    }

    void removeIf(Predicate<Episode> condition) {
        Episode before = null;
        for (Episode episode = newest; episode != null; episode = episode.next) {
            if (condition.test(episode)) {
                remove(episode, before);
            } else {
                before = episode;
            }
        }
    }

    /** All of them, newest first; not for every report. */
    List<Episode> episodes() {
        List<Episode> episodes = new ArrayList<>();
        for (Episode episode = newest; episode != null; episode = episode.next) {
            episodes.add(episode);
        }
        return episodes;
    }
}
