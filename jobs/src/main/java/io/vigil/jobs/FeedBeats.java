package io.vigil.jobs;

import io.vigil.guard.FeedGate;
import io.vigil.guard.FeedState;
import io.vigil.rule.FeedOutageRule;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How many movers each feed has heard in each slot of time. */
final class FeedBeats {
    private final TreeMap<String, TreeMap<Long, Slot>> feeds = new TreeMap<>();

    /** A slot: movers heard by the slot in which they were heard before, and the event time of the last of them. */
    private static final class Slot {
        private final TreeMap<Long, Integer> byPrevious = new TreeMap<>();
        private long newestMillis = Long.MIN_VALUE;

        void add(Slot other) {
            other.byPrevious.forEach((previous, movers) -> add(previous, movers, other.newestMillis));
        }

        void add(long previous, int movers, long millis) {
            byPrevious.merge(previous, movers, Integer::sum);
            newestMillis = Math.max(newestMillis, millis);
        }

        void tell(FeedGate gate, FeedState state) {
            byPrevious.forEach((previous, movers) -> {
                for (int i = 0; i < movers; i++) {
                    gate.heard(state, newestMillis, previous);
                }
            });
        }
    }

    void add(FeedBeat beat) {
        long slot = Math.floorDiv(beat.timeMillis(), FeedOutageRule.SLOT_MILLIS);
        slot(beat.key(), slot).add(beat.previousSlot(), 1, beat.timeMillis());
    }

    private Slot slot(String key, long slot) {
        return feeds.computeIfAbsent(key, unused -> new TreeMap<>()).computeIfAbsent(slot, unused -> new Slot());
    }

    void addAll(FeedBeats other) {
        other.feeds.forEach(
                (key, slots) -> slots.forEach((slot, beats) -> slot(key, slot).add(beats)));
    }

    /** Lanes with their feeds, as {@link FeedBeat#key} has them. */
    Set<String> keys() {
        return feeds.keySet();
    }

    /** Tells a gate of all that its feed has heard. */
    void tell(String key, FeedGate gate, FeedState state) {
        feeds.getOrDefault(key, new TreeMap<>()).values().forEach(slot -> slot.tell(gate, state));
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(feeds.size());
        for (Map.Entry<String, TreeMap<Long, Slot>> feed : feeds.entrySet()) {
            out.writeUTF(feed.getKey());
            out.writeInt(feed.getValue().size());
            for (Map.Entry<Long, Slot> slot : feed.getValue().entrySet()) {
                out.writeLong(slot.getKey());
                out.writeLong(slot.getValue().newestMillis);
                out.writeInt(slot.getValue().byPrevious.size());
                for (Map.Entry<Long, Integer> movers :
                        slot.getValue().byPrevious.entrySet()) {
                    out.writeLong(movers.getKey());
                    out.writeInt(movers.getValue());
                }
            }
        }
    }

    void read(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            TreeMap<Long, Slot> slots = new TreeMap<>();
            feeds.put(in.readUTF(), slots);
            for (int each = in.readInt(); each > 0; each--) {
                Slot slot = new Slot();
                slots.put(in.readLong(), slot);
                slot.newestMillis = in.readLong();
                for (int movers = in.readInt(); movers > 0; movers--) {
                    slot.byPrevious.put(in.readLong(), in.readInt());
                }
            }
        }
    }
}
