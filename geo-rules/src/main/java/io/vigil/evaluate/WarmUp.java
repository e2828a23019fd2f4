package io.vigil.evaluate;

import io.vigil.history.HistoryEntry;
import io.vigil.history.HistoryStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a rule that begins or has changed the memory it would have, had it been there before: the stored history is judged once
 * more by its version, and nobody hears of it.
 *
 * <p>Only what a rule remembers of the past counts, such as hours at the wheel. Evidence of a breach begins with the rule: what
 * was done before it held is nobody's fault.
 */
final class WarmUp {
    private final MoverRunner runner;
    private final RevisionSettings settings;
    private @Nullable Shifted last;

    /** A version that is taken for one that began earlier. */
    private record Shifted(EngineVersions of, EngineVersions.Version version, long fromMillis, MoverRunner runner) {}

    WarmUp(MoverRunner runner, RevisionSettings settings) {
        this.runner = runner;
        this.settings = settings;
    }

    /**
     * The memories of a version's rules at the moment at which it takes over, by the identity of the rule.
     *
     * @param versions those the mover was judged by and this one
     * @param version the one that takes over
     * @param atMillis when it does, event time
     */
    Map<Long, RuleSlot> slots(
            MoverState state, EngineVersions versions, EngineVersions.Version version, long atMillis) {
        MoverHistory history = state.history;
        if (history == null) {
            return Map.of();
        }
        HistoryStore store = runner.store();
        long from = atMillis - settings.horizonMillis(state.moverClass);
        List<HistoryIndex.Entry> entries = history.entriesSoFar(store);
        int place = Math.max(0, HistoryIndex.lastBegunBefore(entries, from));
        MoverState warm = new MoverState(state.mover);
        warm.history = history;
        byte[] snapshot = store.get(HistoryIndex.snapshotKey(entries.get(place).serial()));
        if (snapshot != null) {
            MoverStateCodec.restore(warm, snapshot);
        }
        long begin = Math.max(from, warm.judgedMillis() == Long.MIN_VALUE ? from : warm.judgedMillis());
        MoverRunner warming = shifted(versions, version, begin);
        for (HistoryIndex.Entry entry : entries.subList(place, entries.size())) {
            judge(warming, warm, history.events(state.mover, entry.serial(), store), atMillis);
        }
        warming.fireDeadlines(warm, atMillis - 1, new Silent());
        return memories(warm);
    }

    private static void judge(MoverRunner warming, MoverState warm, List<HistoryEntry> entries, long untilMillis) {
        for (HistoryEntry entry : entries) {
            long time = entry.judgedAtMillis() == HistoryEntry.OWN
                    ? warming.judgedAtMillis(entry.event())
                    : entry.judgedAtMillis();
            if (time < untilMillis) {
                warming.judge(warm, entry.event(), time, new Silent());
            }
        }
    }

    private static Map<Long, RuleSlot> memories(MoverState warm) {
        Map<Long, RuleSlot> memories = new HashMap<>();
        for (RuleSlot slot : warm.slots) {
            if (slot != null && slot.memory.length > 0 && !slot.frozen) {
                memories.put(slot.ruleIdentity, slot);
            }
        }
        return memories;
    }

    private MoverRunner shifted(EngineVersions versions, EngineVersions.Version version, long fromMillis) {
        Shifted known = last;
        if (known == null || known.of != versions || known.version != version || known.fromMillis != fromMillis) {
            MoverRunner warming = new MoverRunner(versions.beginningAt(version, fromMillis), 0);
            known = new Shifted(versions, version, fromMillis, warming);
            last = known;
        }
        runner.shareRegistry(known.runner);
        return known.runner;
    }
}
