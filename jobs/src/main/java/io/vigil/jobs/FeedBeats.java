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

    /**
     * A slot.
     *
     * @param count movers heard
     * @param newestMillis event time of the last of them
     */
    private record Slot(int count, long newestMillis) {
        Slot with(Slot other) {
            return new Slot(count + other.count, Math.max(newestMillis, other.newestMillis));
        }
    }

    void add(FeedBeat beat) {
        long slot = Math.floorDiv(beat.timeMillis(), FeedOutageRule.SLOT_MILLIS);
        feeds.computeIfAbsent(beat.key(), key -> new TreeMap<>())
                .merge(slot, new Slot(1, beat.timeMillis()), Slot::with);
    }

    void addAll(FeedBeats other) {
        other.feeds.forEach((key, slots) -> slots.forEach((slot, beats) ->
                feeds.computeIfAbsent(key, unused -> new TreeMap<>()).merge(slot, beats, Slot::with)));
    }

    /** Lanes with their feeds, as {@link FeedBeat#key} has them. */
    Set<String> keys() {
        return feeds.keySet();
    }

    /** Tells a gate of all that its feed has heard. */
    void tell(String key, FeedGate gate, FeedState state) {
        feeds.getOrDefault(key, new TreeMap<>()).values().forEach(slot -> {
            for (int i = 0; i < slot.count(); i++) {
                gate.heard(state, slot.newestMillis());
            }
        });
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(feeds.size());
        for (Map.Entry<String, TreeMap<Long, Slot>> feed : feeds.entrySet()) {
            out.writeUTF(feed.getKey());
            out.writeInt(feed.getValue().size());
            for (Map.Entry<Long, Slot> slot : feed.getValue().entrySet()) {
                out.writeLong(slot.getKey());
                out.writeInt(slot.getValue().count());
                out.writeLong(slot.getValue().newestMillis());
            }
        }
    }

    void read(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            TreeMap<Long, Slot> slots = new TreeMap<>();
            feeds.put(in.readUTF(), slots);
            for (int each = in.readInt(); each > 0; each--) {
                slots.put(in.readLong(), new Slot(in.readInt(), in.readLong()));
            }
        }
    }
}
