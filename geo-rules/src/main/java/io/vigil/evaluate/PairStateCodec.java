package io.vigil.evaluate;

import io.vigil.model.MoverId;
import io.vigil.pair.PairCodec;
import io.vigil.pair.PairMeeting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The stored form of a pair's state. Its first byte is the version; it needs no engine. */
public final class PairStateCodec {
    /** The version written now. */
    public static final int VERSION = 2;

    private PairStateCodec() {}

    /** Writes a state. */
    public static void write(PairState state, DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeLong(state.family);
        out.writeUTF(state.one.text());
        out.writeUTF(state.other == null ? "" : state.other.text());
        out.writeInt(state.held.size());
        for (PairMeeting meeting : state.held) {
            PairCodec.writeMeeting(meeting, out);
        }
        out.writeLong(state.lagMillis);
        out.writeLong(state.stepMillis);
        writeJudged(state, out);
        out.writeBoolean(state.history != null);
        if (state.history != null) {
            state.history.write(out);
        }
    }

    private static void writeJudged(PairState state, DataOutput out) throws IOException {
        out.writeLong(state.judgedMillis);
        out.writeLong(state.doneMillis);
        out.writeLong(state.version);
        out.writeShort(state.slots.size());
        for (PairSlot slot : state.slots) {
            writeSlot(slot, out);
        }
        out.writeBoolean(state.last != null);
        if (state.last != null) {
            PairCodec.writeMeeting(state.last, out);
        }
    }

    /** What judging has come to, without what waits and what is kept of the past. */
    static byte[] snapshot(PairState state) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
            writeJudged(state, new DataOutputStream(bytes));
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Goes back to a snapshot. */
    static void restore(PairState state, byte[] snapshot) {
        try {
            readJudged(state, new DataInputStream(new ByteArrayInputStream(snapshot)));
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /**
     * Reads a state.
     *
     * @throws IOException if it was written by a newer version, or is damaged
     */
    public static PairState read(DataInput in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("pair state of version " + version + ", known is version " + VERSION);
        }
        long family = in.readLong();
        MoverId one = new MoverId(in.readUTF());
        String other = in.readUTF();
        PairState state = new PairState(family, one, other.isEmpty() ? null : new MoverId(other));
        int held = in.readInt();
        for (int i = 0; i < held; i++) {
            state.held.add(PairCodec.readMeeting(in));
        }
        state.lagMillis = in.readLong();
        state.stepMillis = in.readLong();
        readJudged(state, in);
        state.history = in.readBoolean() ? PairHistory.read(in) : null;
        return state;
    }

    private static void readJudged(PairState state, DataInput in) throws IOException {
        state.judgedMillis = in.readLong();
        state.doneMillis = in.readLong();
        state.version = in.readLong();
        state.slots.clear();
        int slots = in.readUnsignedShort();
        for (int i = 0; i < slots; i++) {
            state.slots.add(readSlot(in));
        }
        state.last = in.readBoolean() ? PairCodec.readMeeting(in) : null;
    }

    /** A copy that shares nothing mutable. */
    public static PairState copy(PairState state) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
            write(state, new DataOutputStream(bytes));
            return read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeSlot(PairSlot slot, DataOutput out) throws IOException {
        out.writeLong(slot.ruleIdentity);
        out.writeBoolean(slot.apart);
        out.writeBoolean(slot.frozen);
        out.writeLong(slot.deadlineMillis);
        out.writeBoolean(slot.episode != null);
        if (slot.episode != null) {
            MoverStateCodec.writeEpisode(slot.episode, out);
        }
    }

    private static PairSlot readSlot(DataInput in) throws IOException {
        PairSlot slot = new PairSlot(in.readLong());
        slot.apart = in.readBoolean();
        slot.frozen = in.readBoolean();
        slot.deadlineMillis = in.readLong();
        if (in.readBoolean()) {
            slot.episode = MoverStateCodec.readEpisode(in);
        }
        return slot;
    }
}
