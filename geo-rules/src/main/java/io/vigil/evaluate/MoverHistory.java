package io.vigil.evaluate;

import io.vigil.history.EventChunk;
import io.vigil.history.HistoryEntry;
import io.vigil.history.HistoryStore;
import io.vigil.model.EventCodec;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.Warning;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a mover's past beside its state, so that it can be judged again: the events of the last hours in chunks, the
 * state as it was at the begin of each, and what was published. The open chunk is here, full ones are in the
 * {@link HistoryStore}; they are read only when events have come late.
 */
final class MoverHistory {
    /** So many events make a chunk; judging again begins at the begin of one. */
    static final int CHUNK_EVENTS = 64;

    EventChunk open = new EventChunk();
    /** Number of the open chunk. */
    long serial;

    long nextSerial = 1;

    /** Events at or before this event time cannot be put in their place: what came before is not kept. */
    long reachMillis;

    /** Events that came late, in the order of their arrival. */
    final List<MoverEvent> waiting = new ArrayList<>(0);

    /** Event time at which the past is judged again at the latest, or {@link Long#MAX_VALUE}. */
    long reviseAtMillis = Long.MAX_VALUE;

    PublishedLog log = new PublishedLog();

    /** What drivers were told of the open chunk. */
    ToldDrivers told = new ToldDrivers();

    /** Whether anything is kept that may come to lie beyond the horizon. */
    private boolean hasPast;

    /** The horizon of the mover as it was when that was looked at last, ms. */
    private long horizonMillis;

    /** While the past is judged again, what has come of it; not stored. */
    @Nullable
    Again again;

    /**
     * How far judging again has come.
     *
     * @param entries the chunks up to this one
     * @param serial its number
     * @param chunk the events in it that were judged
     */
    record Again(List<HistoryIndex.Entry> entries, long serial, EventChunk chunk) {}

    private MoverHistory(long reachMillis) {
        this.reachMillis = reachMillis;
    }

    /** Begins a history now. */
    static MoverHistory begin(MoverState state, HistoryStore store) {
        MoverHistory history = new MoverHistory(state.judgedMillis());
        HistoryIndex index = new HistoryIndex();
        index.entries.add(new HistoryIndex.Entry(0, history.reachMillis));
        if (history.reachMillis != Long.MIN_VALUE) {
            store.put(HistoryIndex.snapshotKey(0), MoverStateCodec.snapshot(state));
        }
        store.put(HistoryIndex.KEY, index.toBytes());
        return history;
    }

    /** Adds what was judged last. */
    void append(MoverState state, HistoryEntry entry, HistoryStore store) {
        open.add(entry);
        hasPast = true;
        if (open.count() >= CHUNK_EVENTS) {
            seal(state, store, index(store), state.newestEvaluatedMillis - horizonMillis);
        }
    }

    /** Whether the next event fills the open chunk, so that old ones go. */
    boolean isFull() {
        return open.count() >= CHUNK_EVENTS - 1;
    }

    /** Says how far back the mover's past is kept. */
    void keepFor(long newHorizonMillis) {
        horizonMillis = newHorizonMillis;
    }

    /** The event time at which everything kept is beyond the horizon if nothing more is judged, or {@link Long#MAX_VALUE}. */
    long oldAtMillis(MoverState state) {
        return hasPast ? state.newestEvaluatedMillis + horizonMillis + 1 : Long.MAX_VALUE;
    }

    /** Of a mover that has been silent for longer than the horizon nothing is kept but how it stands. */
    void forget(MoverState state, HistoryStore store) {
        HistoryIndex index = index(store);
        if (open.count() > 0 || index.entries.size() > 1) {
            seal(state, store, index, Long.MAX_VALUE);
        }
        hasPast = false;
    }

    private void seal(MoverState state, HistoryStore store, HistoryIndex index, long oldestMillis) {
        store.put(HistoryIndex.chunkKey(serial), open.toBytes());
        keepTold(serial, told, store);
        open = new EventChunk();
        told = new ToldDrivers();
        serial = nextSerial++;
        store.put(HistoryIndex.snapshotKey(serial), MoverStateCodec.snapshot(state));
        index.entries.add(new HistoryIndex.Entry(serial, state.judgedMillis()));
        prune(state, index, store, oldestMillis);
        store.put(HistoryIndex.KEY, index.toBytes());
    }

    static void keepTold(long ofSerial, ToldDrivers told, HistoryStore store) {
        if (told.isEmpty()) {
            store.remove(HistoryIndex.toldKey(ofSerial));
        } else {
            store.put(HistoryIndex.toldKey(ofSerial), told.toBytes());
        }
    }

    /** Forgets the chunks that nothing within the horizon belongs to, and what was published in them alone. */
    private void prune(MoverState state, HistoryIndex index, HistoryStore store, long oldestMillis) {
        boolean pruned = false;
        while (index.entries.size() > 1 && index.entries.get(1).judgedMillis() < oldestMillis) {
            long gone = index.entries.remove(0).serial();
            store.remove(HistoryIndex.chunkKey(gone));
            store.remove(HistoryIndex.snapshotKey(gone));
            store.remove(HistoryIndex.toldKey(gone));
            pruned = true;
        }
        reachMillis = index.entries.get(0).judgedMillis();
        // Which episodes are remembered shows when the rules are at hand, if not now then with a chunk to come.
        if (pruned && !log.isEmpty() && state.bound) {
            pruneLog(state, index, store);
        }
    }

    private void pruneLog(MoverState state, HistoryIndex index, HistoryStore store) {
        Set<String> needed = new HashSet<>(state.knownEpisodeKeys());
        Set<String> alive = new HashSet<>(needed);
        List<PublishedLog.Noted> old = new ArrayList<>();
        for (PublishedLog.Noted each : log.noted) {
            if (index.placeOf(each.serial()) < 0) {
                old.add(each);
            } else {
                alive.add(each.key());
            }
        }
        // What an episode was when the history begins stays: the transitions after it may turn out not to have been.
        Map<String, PublishedLog.Noted> atBegin = PublishedLog.folded(old);
        log.noted.removeIf(each -> {
            boolean goes = index.placeOf(each.serial()) < 0
                    && !(alive.contains(each.key()) && each.equals(atBegin.get(each.key())));
            if (goes) {
                store.remove(HistoryIndex.bodyKey(each.body()));
            }
            return goes;
        });
        log.noted.forEach(each -> needed.add(each.key()));
        log.publications
                .entrySet()
                .removeIf(entry -> !needed.contains(entry.getKey())
                        && index.placeOf(entry.getValue().serial()) < 0);
    }

    /** Notes a transition; answers it as it is to be published. */
    Warning publish(Warning warning, HistoryStore store) {
        String key = PublishedLog.key(warning);
        long body = log.nextBody++;
        store.put(HistoryIndex.bodyKey(body), Bodies.bytes(warning));
        log.noted.add(new PublishedLog.Noted(key, serial, warning.sequence(), PublishedLog.contentHash(warning), body));
        PublishedLog.Publication publication = log.publications.get(key);
        if (publication == null) {
            return warning;
        }
        PublishedLog.Publication now = publication.after(warning.sequence());
        log.publications.put(key, now);
        return warning.numbered(now.warningId(), now.sequence());
    }

    HistoryIndex index(HistoryStore store) {
        return HistoryIndex.of(
                Objects.requireNonNull(store.get(HistoryIndex.KEY), "a history without an index: other store?"));
    }

    /** The chunks up to the one that is judged: all of them, or where the past is judged again, those that were. */
    List<HistoryIndex.Entry> entriesSoFar(HistoryStore store) {
        Again again = this.again;
        return again == null ? index(store).entries : again.entries;
    }

    /** The events of a chunk. */
    List<HistoryEntry> events(MoverId mover, long ofSerial, HistoryStore store) {
        Again again = this.again;
        if (again != null && ofSerial == again.serial) {
            return again.chunk.events(mover);
        }
        if (ofSerial == serial) {
            return open.events(mover);
        }
        return EventChunk.events(
                mover, Objects.requireNonNull(store.get(HistoryIndex.chunkKey(ofSerial)), "a chunk is missing"));
    }

    /** What drivers were told of the events of a chunk. */
    List<MoverEvent> told(List<HistoryEntry> events, long ofSerial, HistoryStore store) {
        if (ofSerial == serial) {
            return told.of(events);
        }
        byte[] kept = store.get(HistoryIndex.toldKey(ofSerial));
        return kept == null ? List.of() : ToldDrivers.of(kept).of(events);
    }

    /** The last event judged at its own time, or null where none is kept. */
    @Nullable
    MoverEvent newest(MoverId mover, HistoryStore store) {
        List<HistoryIndex.Entry> entries = index(store).entries;
        for (int place = entries.size() - 1; place >= 0; place--) {
            List<HistoryEntry> events = events(mover, entries.get(place).serial(), store);
            for (int i = events.size() - 1; i >= 0; i--) {
                if (events.get(i).judgedAtMillis() == HistoryEntry.OWN) {
                    return events.get(i).event();
                }
            }
        }
        return null;
    }

    void write(DataOutput out) throws IOException {
        open.write(out);
        out.writeLong(serial);
        out.writeLong(nextSerial);
        out.writeLong(reachMillis);
        out.writeShort(waiting.size());
        for (MoverEvent event : waiting) {
            EventCodec.write(event, out);
        }
        out.writeLong(reviseAtMillis);
        out.writeBoolean(hasPast);
        out.writeLong(horizonMillis);
        told.write(out);
        log.write(out);
    }

    static MoverHistory read(DataInput in) throws IOException {
        MoverHistory history = new MoverHistory(0);
        history.open = EventChunk.read(in);
        history.serial = in.readLong();
        history.nextSerial = in.readLong();
        history.reachMillis = in.readLong();
        int waiting = in.readUnsignedShort();
        for (int i = 0; i < waiting; i++) {
            history.waiting.add(EventCodec.read(in));
        }
        history.reviseAtMillis = in.readLong();
        history.hasPast = in.readBoolean();
        history.horizonMillis = in.readLong();
        history.told = ToldDrivers.read(in);
        history.log = PublishedLog.read(in);
        return history;
    }
}
