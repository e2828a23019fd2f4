package io.vigil.evaluate;

import io.vigil.model.EventCodec;
import io.vigil.model.Grant;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Tier;
import io.vigil.pair.PairCodec;
import io.vigil.rule.Stage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a mover's state. Its first byte is the version; every version of a release can be read. It needs no
 * engine: numbers that depend on one are checked against its fingerprint when the mover is next seen.
 */
public final class MoverStateCodec {
    /** The version written now. */
    public static final int VERSION = 5;

    private static final Tier[] TIERS = Tier.values();
    private static final Stage[] STAGES = Stage.values();
    private static final Episode.Phase[] PHASES = Episode.Phase.values();

    private MoverStateCodec() {}

    /** Writes a state. */
    public static void write(MoverState state, DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeUTF(state.mover.text());
        out.writeInt(state.held.size());
        for (MoverEvent event : state.held) {
            EventCodec.write(event, out);
        }
        out.writeLong(state.newestSeenMillis);
        out.writeBoolean(state.history != null);
        if (state.history != null) {
            state.history.write(out);
        }
        writeJudged(state, out);
    }

    /** What judging has made of a mover, without what waits to be judged and without its past. */
    private static void writeJudged(MoverState state, DataOutput out) throws IOException {
        out.writeLong(state.generation);
        EventCodec.writeFacts(state.facts, out);
        out.writeLong(state.newestEvaluatedMillis);
        out.writeLong(state.firedMillis);
        out.writeLong(state.newestPositionMillis);
        writeOptionalText(state.driver, out);
        out.writeLong(state.driverChangedMillis);
        out.writeLong(state.tookWheelMillis);
        out.writeLong(state.loggedOutMillis);
        out.writeBoolean(state.driverOut);
        writeTold(state.toldOfDriver, out);
        out.writeShort(state.grants.size());
        for (Grant grant : state.grants) {
            EventCodec.writeGrant(grant, out);
        }
        for (GateState gate = state.firstGate; gate != null; gate = gate.next) {
            writeGate(gate, out);
            out.writeBoolean(gate.next != null);
        }
        out.writeLong(state.version);
        out.writeLong(state.engineFingerprint);
        out.writeLong(state.applicableUntilMillis);
        writeInts(state.routes, out);
        out.writeInt(state.routeHint);
        out.writeDouble(state.routeProgress);
        out.writeDouble(state.routeMeters);
        out.writeDouble(state.routeLatitude);
        out.writeDouble(state.routeLongitude);
        writeInts(state.hits, out);
        out.writeDouble(state.boxSouth);
        out.writeDouble(state.boxWest);
        out.writeDouble(state.boxNorth);
        out.writeDouble(state.boxEast);
        out.writeLong(state.nextDeadlineMillis);
        out.writeLong(state.planId);
        out.writeShort(state.slots.length);
        for (RuleSlot slot : state.slots) {
            out.writeBoolean(slot != null);
            if (slot != null) {
                writeSlot(slot, out);
            }
        }
        out.writeByte(state.tracks.length);
        for (PairTrack track : state.tracks) {
            out.writeLong(track.layerId);
            out.writeLong(track.dueMillis);
            PairCodec.writeOptionalPoint(track.before, out);
        }
    }

    /**
     * Reads a state.
     *
     * @throws IOException if it was written by a newer version, or is damaged
     */
    public static MoverState read(DataInput in) throws IOException {
        checkVersion(in.readUnsignedByte());
        MoverState state = new MoverState(new MoverId(in.readUTF()));
        int held = in.readInt();
        for (int i = 0; i < held; i++) {
            state.held.add(EventCodec.read(in));
        }
        state.newestSeenMillis = in.readLong();
        if (in.readBoolean()) {
            state.history = MoverHistory.read(in);
        }
        readJudged(state, in);
        return state;
    }

    private static void readJudged(MoverState state, DataInput in) throws IOException {
        state.generation = in.readLong();
        state.facts = EventCodec.readFacts(in);
        state.newestEvaluatedMillis = in.readLong();
        state.firedMillis = in.readLong();
        state.newestPositionMillis = in.readLong();
        state.driver = readOptionalText(in);
        state.driverChangedMillis = in.readLong();
        state.tookWheelMillis = in.readLong();
        state.loggedOutMillis = in.readLong();
        state.driverOut = in.readBoolean();
        state.toldOfDriver = readTold(in);
        List<Grant> grants = new ArrayList<>(0);
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            grants.add(EventCodec.readGrant(in));
        }
        state.grants = List.copyOf(grants);
        state.firstGate = new GateState();
        GateState gate = state.firstGate;
        readGate(gate, in);
        while (in.readBoolean()) {
            gate.next = new GateState();
            gate = gate.next;
            readGate(gate, in);
        }
        state.version = in.readLong();
        state.engineFingerprint = in.readLong();
        state.applicableUntilMillis = in.readLong();
        state.routes = readInts(in);
        state.routeHint = in.readInt();
        state.routeProgress = in.readDouble();
        state.routeMeters = in.readDouble();
        state.routeLatitude = in.readDouble();
        state.routeLongitude = in.readDouble();
        state.hits = readInts(in);
        state.boxSouth = in.readDouble();
        state.boxWest = in.readDouble();
        state.boxNorth = in.readDouble();
        state.boxEast = in.readDouble();
        state.nextDeadlineMillis = in.readLong();
        state.planId = in.readLong();
        state.slots = new RuleSlot[in.readUnsignedShort()];
        for (int i = 0; i < state.slots.length; i++) {
            if (in.readBoolean()) {
                state.slots[i] = readSlot(in);
            }
        }
        state.tracks = new PairTrack[in.readUnsignedByte()];
        for (int i = 0; i < state.tracks.length; i++) {
            state.tracks[i] = new PairTrack(in.readLong());
            state.tracks[i].dueMillis = in.readLong();
            state.tracks[i].before = PairCodec.readOptionalPoint(in);
        }
        state.unbind();
    }

    /** Whether two snapshots go on equally: the same but for when the registry was last looked at. */
    static boolean goOnEqually(byte @Nullable [] one, byte[] other) {
        int from = 1 + Long.BYTES;
        return one != null && Arrays.equals(one, from, one.length, other, from, other.length);
    }

    /** What judging has made of a mover, to go on from later. */
    static byte[] snapshot(MoverState state) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(768);
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte(VERSION);
            writeJudged(state, out);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Puts a mover back to what {@link #snapshot} has kept. What waits to be judged, and its past, stay. */
    static void restore(MoverState state, byte[] snapshot) {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot));
            checkVersion(in.readUnsignedByte());
            readJudged(state, in);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static void checkVersion(int version) throws IOException {
        if (version != VERSION) {
            throw new IOException("mover state of version " + version + ", known are versions up to " + VERSION);
        }
    }

    /** A copy that shares nothing mutable. */
    public static MoverState copy(MoverState state) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
            write(state, new DataOutputStream(bytes));
            return read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeTold(DrivenReports.@Nullable Told told, DataOutput out) throws IOException {
        out.writeBoolean(told != null);
        if (told != null) {
            out.writeUTF(told.driver().text());
            writeOptionalText(told.licence(), out);
            writeOptionalText(told.moverClass(), out);
            out.writeLong(told.sinceMillis());
        }
    }

    private static DrivenReports.@Nullable Told readTold(DataInput in) throws IOException {
        return in.readBoolean()
                ? new DrivenReports.Told(
                        new MoverId(in.readUTF()), readOptionalText(in), readOptionalText(in), in.readLong())
                : null;
    }

    private static void writeGate(GateState gate, DataOutput out) throws IOException {
        writeOptionalReport(gate.lastGood, out);
        writeOptionalReport(gate.elsewhere, out);
        out.writeInt(gate.agreeing);
        out.writeLong(gate.frozenSinceMillis);
        out.writeLong(gate.lastDriftMillis);
    }

    private static void readGate(GateState gate, DataInput in) throws IOException {
        PositionReport lastGood = readOptionalReport(in);
        if (lastGood != null) {
            gate.pass(lastGood);
        }
        gate.elsewhere = readOptionalReport(in);
        gate.agreeing = in.readInt();
        gate.frozenSinceMillis = in.readLong();
        gate.lastDriftMillis = in.readLong();
    }

    private static void writeSlot(RuleSlot slot, DataOutput out) throws IOException {
        out.writeLong(slot.ruleIdentity);
        out.writeLong(slot.ruleVersion);
        writeDoubles(slot.memory, out);
        out.writeLong(slot.deadlineMillis);
        out.writeBoolean(slot.frozen);
        List<Episode> episodes = slot.episodes();
        out.writeShort(episodes.size());
        for (Episode episode : episodes) {
            writeEpisode(episode, out);
        }
    }

    private static RuleSlot readSlot(DataInput in) throws IOException {
        long identity = in.readLong();
        long version = in.readLong();
        double[] memory = readDoubles(in);
        RuleSlot slot = new RuleSlot(identity, version, memory.length);
        System.arraycopy(memory, 0, slot.memory, 0, memory.length);
        slot.deadlineMillis = in.readLong();
        slot.frozen = in.readBoolean();
        int episodes = in.readUnsignedShort();
        Episode newer = null;
        for (int i = 0; i < episodes; i++) {
            Episode episode = readEpisode(in);
            if (newer == null) {
                slot.newest = episode;
            } else {
                newer.next = episode;
            }
            newer = episode;
        }
        return slot;
    }

    static void writeEpisode(Episode episode, DataOutput out) throws IOException {
        out.writeUTF(episode.key);
        out.writeInt(episode.zone);
        out.writeByte(episode.stage.ordinal());
        writeDoubles(episode.measures, out);
        out.writeByte(episode.phase.ordinal());
        out.writeLong(episode.evidenceSinceMillis);
        out.writeInt(episode.mask);
        out.writeByte(episode.judged);
        out.writeLong(episode.lastJudgedMillis);
        out.writeLong(episode.pausedMillis);
        writeOptionalReport(episode.first, out);
        writeOptionalReport(episode.last, out);
        out.writeInt(episode.failCount);
        out.writeLong(episode.failingSinceMillis);
        out.writeInt(episode.sequence);
        out.writeLong(episode.onsetMillis);
        out.writeLong(episode.detectedMillis);
        out.writeLong(episode.closedMillis);
        out.writeByte(episode.tier.ordinal());
    }

    static Episode readEpisode(DataInput in) throws IOException {
        String key = in.readUTF();
        int zone = in.readInt();
        Stage stage = STAGES[in.readUnsignedByte()];
        double[] measures = readDoubles(in);
        Episode episode = new Episode(key, zone, stage, measures.length);
        System.arraycopy(measures, 0, episode.measures, 0, measures.length);
        episode.phase = PHASES[in.readUnsignedByte()];
        episode.evidenceSinceMillis = in.readLong();
        episode.mask = in.readInt();
        episode.judged = in.readUnsignedByte();
        episode.lastJudgedMillis = in.readLong();
        episode.pausedMillis = in.readLong();
        episode.first = readOptionalReport(in);
        episode.last = readOptionalReport(in);
        episode.failCount = in.readInt();
        episode.failingSinceMillis = in.readLong();
        episode.sequence = in.readInt();
        episode.onsetMillis = in.readLong();
        episode.detectedMillis = in.readLong();
        episode.closedMillis = in.readLong();
        episode.tier = TIERS[in.readUnsignedByte()];
        return episode;
    }

    private static void writeOptionalReport(@Nullable PositionReport report, DataOutput out) throws IOException {
        out.writeBoolean(report != null);
        if (report != null) {
            EventCodec.writePosition(report, out);
        }
    }

    private static @Nullable PositionReport readOptionalReport(DataInput in) throws IOException {
        return in.readBoolean() ? EventCodec.readPosition(in) : null;
    }

    private static void writeOptionalText(@Nullable String text, DataOutput out) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static @Nullable String readOptionalText(DataInput in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    private static void writeInts(int[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        for (int value : values) {
            out.writeInt(value);
        }
    }

    private static int[] readInts(DataInput in) throws IOException {
        int[] values = new int[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readInt();
        }
        return values;
    }

    private static void writeDoubles(double[] values, DataOutput out) throws IOException {
        out.writeShort(values.length);
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static double[] readDoubles(DataInput in) throws IOException {
        double[] values = new double[in.readUnsignedShort()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }
}
