package io.vigil.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the rules of one plan keep of what those of another remembered of the same mover.
 *
 * <p>A rule as it was keeps everything. Of a rule with other parameters only what was warned of stays, to be judged again.
 * A rule that comes from the other of the lanes live and shadow with the same parameters brings along what it remembers
 * there, and what was warned of in its new lane goes on.
 */
final class SlotHandover {
    private final Map<Long, RuleSlot> before = new HashMap<>();
    private final boolean sameEngine;
    private final List<Integer> anew = new ArrayList<>();
    private final List<Integer> cold = new ArrayList<>();
    private final List<Moved> moved = new ArrayList<>();

    /** An episode that was open in the other lane and not in this one. */
    record Moved(int place, Episode episode) {}

    SlotHandover(RuleSlot[] slots, boolean sameEngine) {
        this.sameEngine = sameEngine;
        for (RuleSlot slot : slots) {
            if (slot != null) {
                before.put(slot.ruleIdentity, slot);
            }
        }
    }

    /** The slots of the rules of a plan; those of before are used up or {@link #left}. */
    RuleSlot[] slots(CompiledRule[] rules) {
        RuleSlot[] slots = new RuleSlot[rules.length];
        Map<Long, RuleSlot> own = new HashMap<>();
        for (CompiledRule rule : rules) {
            RuleSlot slot = before.get(rule.identity);
            if (slot != null) {
                own.put(rule.identity, slot);
            }
        }
        for (int place = 0; place < rules.length; place++) {
            CompiledRule rule = rules[place];
            slots[place] = slot(rule, place, own.get(rule.identity), before.get(rule.siblingIdentity));
        }
        for (CompiledRule rule : rules) {
            before.remove(rule.identity);
        }
        return slots;
    }

    /** What no rule of the plan has taken. */
    Map<Long, RuleSlot> left() {
        return before;
    }

    /** Places of rules that are new, changed or come from another lane. */
    List<Integer> anew() {
        return anew;
    }

    /** Of these, the places of rules that have brought no memory along. */
    List<Integer> cold() {
        return cold;
    }

    /** What has to be told in the lane it came to. */
    List<Moved> moved() {
        return moved;
    }

    private @Nullable RuleSlot slot(
            CompiledRule rule, int place, @Nullable RuleSlot known, @Nullable RuleSlot sibling) {
        boolean unchanged = known != null && known.ruleVersion == rule.version;
        if (!unchanged && sibling != null && sibling.ruleVersion == rule.version && !sameEngine) {
            anew.add(place);
            return moved(rule, place, known, sibling);
        }
        if (known == null) {
            if (!sameEngine) {
                anew.add(place);
                cold.add(place);
            }
            return rule.rule.memorySize() == 0 || !rule.rule.remembersFromTheStart() ? null : rule.newSlot();
        }
        if (!unchanged) {
            anew.add(place);
            cold.add(place);
            return changed(rule, known);
        }
        if (!sameEngine) {
            rule.rule.controlChanged(known.memory);
            known.frozen = false;
        }
        rule.rule.knownAnew(known.memory);
        return known;
    }

    /** Evidence collected under other parameters says nothing under these. */
    private static RuleSlot changed(CompiledRule rule, RuleSlot known) {
        RuleSlot slot = rule.newSlot();
        takeOverOpen(rule, known, slot);
        return slot;
    }

    private static void takeOverOpen(CompiledRule rule, RuleSlot from, RuleSlot to) {
        List<Episode> episodes = from.episodes();
        for (int i = episodes.size() - 1; i >= 0; i--) {
            Episode episode = episodes.get(i);
            if (episode.isOpen() && find(to, episode) == null) {
                Episode copy = episode.copy(rule.rule.measureCount());
                copy.phase = Episode.Phase.REVIEW;
                to.add(copy);
            }
        }
    }

    private RuleSlot moved(CompiledRule rule, int place, @Nullable RuleSlot known, RuleSlot sibling) {
        RuleSlot slot = rule.newSlot();
        slot.deadlineMillis = sibling.deadlineMillis;
        System.arraycopy(sibling.memory, 0, slot.memory, 0, slot.memory.length);
        List<Episode> episodes = sibling.episodes();
        for (int i = episodes.size() - 1; i >= 0; i--) {
            Episode copy = episodes.get(i).copy(rule.rule.measureCount());
            Episode here = known == null ? null : find(known, copy);
            if (here != null && here.isOpen()) {
                copy.continueWarning(here);
                copy.phase = copy.isOpen() ? Episode.Phase.OPEN : Episode.Phase.REVIEW;
            } else if (copy.isOpen()) {
                moved.add(new Moved(place, copy));
            }
            slot.add(copy);
        }
        if (known != null) {
            takeOverOpen(rule, known, slot);
        }
        rule.rule.controlChanged(slot.memory);
        return slot;
    }

    private static @Nullable Episode find(RuleSlot slot, Episode like) {
        for (Episode episode = slot.newest; episode != null; episode = episode.next) {
            if (episode.stage == like.stage && episode.key.equals(like.key)) {
                return episode;
            }
        }
        return null;
    }
}
