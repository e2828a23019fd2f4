package io.vigil.evaluate;

import io.vigil.history.MemoryHistoryStore;
import io.vigil.model.Warning;
import io.vigil.pair.PairCodec;
import io.vigil.pair.PairMeeting;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is kept of a pair's past beside its state, so that it can be judged again when a past of one of the two was: its
 * meetings in chunks, the state as it was before each, and what was published.
 */
final class PairHistory {
    /** So many meetings make a chunk; judging again begins at the begin of one. */
    static final int CHUNK_MEETINGS = 24;

    final List<Chunk> chunks = new ArrayList<>(1);
    PublishedLog log = new PublishedLog();
    final MemoryHistoryStore bodies = new MemoryHistoryStore();

    /** What has changed about the past, in the order of arrival. */
    final List<PairMeeting> waiting = new ArrayList<>(0);

    /** Event time of the stream from which on what waits is complete, or {@link Long#MAX_VALUE}. */
    long reviseAtMillis = Long.MAX_VALUE;

    long nextSerial;

    /**
     * Meetings judged one after the other.
     *
     * @param serial counts up
     * @param before the state before the first of them
     * @param beganMillis up to when that state had been judged
     * @param meetings without their places before, which nobody asks for again
     */
    record Chunk(long serial, byte[] before, long beganMillis, List<PairMeeting> meetings) {}

    /** Notes a meeting that is judged now. */
    void append(PairState state, PairMeeting meeting, boolean mayBegin) {
        if (chunks.isEmpty() || mayBegin && open().meetings.size() >= CHUNK_MEETINGS) {
            begin(state);
        }
        open().meetings.add(meeting.lean());
    }

    void begin(PairState state) {
        chunks.add(
                new Chunk(nextSerial++, PairStateCodec.snapshot(state), state.judgedUpToMillis(), new ArrayList<>(2)));
    }

    Chunk open() {
        return chunks.get(chunks.size() - 1);
    }

    /** Changes at or before this event time cannot be put in their place: what came before is not kept. */
    long reachMillis() {
        return chunks.isEmpty() ? Long.MIN_VALUE : chunks.get(0).beganMillis;
    }

    /** Forgets the chunks in which nothing can change any more, and what was published in them alone. */
    void prune(PairState state, long oldestMillis) {
        boolean pruned = false;
        while (chunks.size() > 1 && chunks.get(1).beganMillis < oldestMillis) {
            chunks.remove(0);
            pruned = true;
        }
        if (!pruned) {
            return;
        }
        long first = chunks.get(0).serial;
        Set<String> alive = new HashSet<>();
        log.noted.stream().filter(each -> each.serial() >= first).forEach(each -> alive.add(each.key()));
        // What an episode was when the history begins stays: the transitions after it may turn out not to have been.
        Map<String, PublishedLog.Noted> atBegin = PublishedLog.folded(
                log.noted.stream().filter(each -> each.serial() < first).toList());
        log.noted.removeIf(each -> {
            boolean isKept = each.serial() >= first
                    || each.equals(atBegin.get(each.key())) && (alive.contains(each.key()) || !state.slots.isEmpty());
            if (!isKept) {
                bodies.remove(HistoryIndex.bodyKey(each.body()));
            }
            return !isKept;
        });
        Set<String> needed = new HashSet<>();
        log.noted.forEach(each -> needed.add(each.key()));
        log.publications.keySet().retainAll(needed);
    }

    /** Notes a transition; answers it as it is to be published. */
    Warning publish(Warning warning) {
        String key = PublishedLog.key(warning);
        long body = log.nextBody++;
        bodies.put(HistoryIndex.bodyKey(body), Bodies.bytes(warning));
        log.noted.add(new PublishedLog.Noted(
                key, open().serial, warning.sequence(), PublishedLog.contentHash(warning), body));
        PublishedLog.Publication publication = log.publications.get(key);
        if (publication == null) {
            return warning;
        }
        PublishedLog.Publication now = publication.after(warning.sequence());
        log.publications.put(key, now);
        return warning.numbered(now.warningId(), now.sequence());
    }

    void write(DataOutput out) throws IOException {
        out.writeShort(chunks.size());
        for (Chunk chunk : chunks) {
            out.writeLong(chunk.serial);
            writeBytes(chunk.before, out);
            out.writeLong(chunk.beganMillis);
            writeMeetings(chunk.meetings, out);
        }
        log.write(out);
        out.writeInt(log.noted.size());
        for (PublishedLog.Noted each : log.noted) {
            writeBytes(Bodies.bytes(Bodies.read(bodies, each.body())), out);
        }
        writeMeetings(waiting, out);
        out.writeLong(reviseAtMillis);
        out.writeLong(nextSerial);
    }

    static PairHistory read(DataInput in) throws IOException {
        PairHistory history = new PairHistory();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            history.chunks.add(new Chunk(in.readLong(), readBytes(in), in.readLong(), readMeetings(in)));
        }
        history.log = PublishedLog.read(in);
        int bodies = in.readInt();
        for (int i = 0; i < bodies; i++) {
            history.bodies.put(HistoryIndex.bodyKey(history.log.noted.get(i).body()), readBytes(in));
        }
        history.waiting.addAll(readMeetings(in));
        history.reviseAtMillis = in.readLong();
        history.nextSerial = in.readLong();
        return history;
    }

    private static void writeMeetings(List<PairMeeting> meetings, DataOutput out) throws IOException {
        out.writeInt(meetings.size());
        for (PairMeeting meeting : meetings) {
            PairCodec.writeMeeting(meeting, out);
        }
    }

    private static List<PairMeeting> readMeetings(DataInput in) throws IOException {
        int count = in.readInt();
        List<PairMeeting> meetings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            meetings.add(PairCodec.readMeeting(in));
        }
        return meetings;
    }

    private static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
