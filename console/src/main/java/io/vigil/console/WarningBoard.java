package io.vigil.console;

import io.vigil.console.access.Scope;
import io.vigil.console.record.WarningTransition;
import io.vigil.model.Tier;
import io.vigil.model.Warning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The warnings, folded: one entry for each warning id, in the state its newest transition left it. A transition that
 * repeats or precedes what is known changes nothing, so the topic may be read again from its beginning at any time.
 *
 * <p>Holds so many warnings and so many characters of their records; closed ones go before open ones, then the less
 * urgent before the more urgent, then the older before the newer. Safe for use by several threads.
 */
final class WarningBoard {
    /** Transitions kept of one warning: the first and the newest. */
    static final int MAX_TRANSITIONS = 40;

    private static final Comparator<Folded> KEPT_LONGER = Comparator.comparing(
                    (Folded folded) -> folded.last().isOpen())
            .thenComparing(folded -> folded.last().isOpen() ? folded.last().tier() : Tier.BLUE)
            .thenComparing(folded -> folded.last().timeMillis())
            .thenComparing(folded -> folded.last().warningId());

    private static final Comparator<WarningTransition> MOST_URGENT_FIRST = Comparator.comparing(
                    (WarningTransition last) -> !last.isOpen())
            .thenComparing(WarningTransition::tier, Comparator.reverseOrder())
            .thenComparing(WarningTransition::detectedMillis, Comparator.reverseOrder())
            .thenComparing(WarningTransition::warningId);

    private final int maxWarnings;
    private final long maxCharacters;
    private final Map<String, Folded> byId = new HashMap<>();
    private final TreeSet<Folded> byWorth = new TreeSet<>(KEPT_LONGER);
    private long characters;
    private long repeats;
    private long dropped;

    /** A board for so many warnings, and so many characters of records in all. */
    WarningBoard(int maxWarnings, long maxCharacters) {
        this.maxWarnings = maxWarnings;
        this.maxCharacters = maxCharacters;
    }

    /** Folds a transition of those jurisdictions in; false when it repeats or precedes what is known. */
    synchronized boolean accept(WarningTransition transition, Set<String> codes) {
        Folded known = byId.get(transition.warningId());
        if (known != null && transition.sequence() <= known.last().sequence()) {
            repeats++;
            return false;
        }
        if (known != null) {
            remove(known);
        }
        add(new Folded(appended(known, transition), Set.copyOf(codes)));
        while (byId.size() > maxWarnings || (characters > maxCharacters && byId.size() > 1)) {
            remove(byWorth.first());
            dropped++;
        }
        return true;
    }

    /**
     * The newest transition of each warning the query wants and the scope sees, open before closed, most urgent first, then
     * newest first.
     */
    synchronized List<WarningTransition> find(WarningQuery query, Scope scope) {
        return byId.values().stream()
                .filter(folded -> scope.sees(folded.codes()))
                .map(Folded::last)
                .filter(query::wants)
                .sorted(MOST_URGENT_FIRST)
                .toList();
    }

    /** All transitions kept of a warning, oldest first, or nothing when it is not known. */
    synchronized Optional<List<WarningTransition>> transitions(String warningId) {
        return Optional.ofNullable(byId.get(warningId)).map(Folded::transitions);
    }

    /** The jurisdictions of a warning; none when it is not known. */
    synchronized Set<String> codes(String warningId) {
        Folded folded = byId.get(warningId);
        return folded == null ? Set.of() : folded.codes();
    }

    /** How many warnings the scope sees are open, by tier; every tier is present. */
    synchronized Map<Tier, Integer> openByTier(Scope scope) {
        Map<Tier, Integer> counts = new EnumMap<>(Tier.class);
        for (Tier tier : Tier.values()) {
            counts.put(tier, 0);
        }
        for (Folded folded : byId.values()) {
            if (folded.last().isOpen() && scope.sees(folded.codes())) {
                counts.merge(folded.last().tier(), 1, Integer::sum);
            }
        }
        return counts;
    }

    /** How many warnings the scope sees are in each state; every state is present. */
    synchronized Map<Warning.State, Integer> byState(Scope scope) {
        Map<Warning.State, Integer> counts = new EnumMap<>(Warning.State.class);
        for (Warning.State state : Warning.State.values()) {
            counts.put(state, 0);
        }
        for (Folded folded : byId.values()) {
            if (scope.sees(folded.codes())) {
                counts.merge(folded.last().state(), 1, Integer::sum);
            }
        }
        return counts;
    }

    /** Transitions that changed nothing. */
    synchronized long repeatCount() {
        return repeats;
    }

    /** Warnings that had to make room. */
    synchronized long droppedCount() {
        return dropped;
    }

    private void add(Folded folded) {
        byId.put(folded.last().warningId(), folded);
        byWorth.add(folded);
        characters += folded.characters();
    }

    private void remove(Folded folded) {
        byWorth.remove(folded);
        byId.remove(folded.last().warningId());
        characters -= folded.characters();
    }

    private static List<WarningTransition> appended(@Nullable Folded known, WarningTransition transition) {
        if (known == null) {
            return List.of(transition);
        }
        List<WarningTransition> transitions = new ArrayList<>(known.transitions());
        if (transitions.size() >= MAX_TRANSITIONS) {
            transitions.remove(1);
        }
        transitions.add(transition);
        return List.copyOf(transitions);
    }

    /** One warning: its transitions, oldest first, at least one, and the jurisdictions it belongs to. */
    private record Folded(List<WarningTransition> transitions, Set<String> codes) {
        WarningTransition last() {
            return transitions.get(transitions.size() - 1);
        }

        long characters() {
            long sum = 0;
            for (WarningTransition transition : transitions) {
                sum += transition.cloudEvent().length();
            }
            return sum;
        }
    }
}
