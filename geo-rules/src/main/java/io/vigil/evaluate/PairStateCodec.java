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
    public static final int VERSION = 1;

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
        out.writeLong(state.judgedMillis);
        out.writeLong(state.lagMillis);
        out.writeLong(state.stepMillis);
        out.writeShort(state.slots.size());
        for (PairSlot slot : state.slots) {
            writeSlot(slot, out);
        }
        out.writeBoolean(state.last != null);
        if (state.last != null) {
            PairCodec.writeMeeting(state.last, out);
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
            throw new IOException("pair state of version " + version + ", known are versions up to " + VERSION);
        }
        long family = in.readLong();
        MoverId one = new MoverId(in.readUTF());
        String other = in.readUTF();
        PairState state = new PairState(family, one, other.isEmpty() ? null : new MoverId(other));
        int held = in.readInt();
        for (int i = 0; i < held; i++) {
            state.held.add(PairCodec.readMeeting(in));
        }
        state.judgedMillis = in.readLong();
        state.lagMillis = in.readLong();
        state.stepMillis = in.readLong();
        int slots = in.readUnsignedShort();
        for (int i = 0; i < slots; i++) {
            state.slots.add(readSlot(in));
        }
        if (in.readBoolean()) {
            state.last = PairCodec.readMeeting(in);
        }
        return state;
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
