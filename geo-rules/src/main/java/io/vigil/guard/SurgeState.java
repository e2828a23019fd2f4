package io.vigil.guard;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is remembered of one rule: the warnings it opened lately and by which versions, and which of its open ones are withheld. */
public final class SurgeState {
    static final int DAYS = 7;
    private static final int VERSION = 2;
    /** A version not heard of for so long is new again; keeps the state small where zones come and go. */
    private static final long KEPT_MILLIS = Duration.ofDays(60).toMillis();

    /** When it opened warnings in the last ten minutes, no more than the limit needs. */
    final Deque<Long> opened = new ArrayDeque<>();
    /** Opened by day, UTC. */
    final TreeMap<Long, Integer> byDay = new TreeMap<>();
    /** Ids of open warnings that nobody was told of. */
    final Set<String> withheld = new TreeSet<>();

    /** By version of rule and zone when it first and last opened a warning. */
    final TreeMap<String, long[]> versions = new TreeMap<>();

    boolean isShadowed;
    /** When it last opened more than half of what it may. */
    long lastBusyMillis = Long.MIN_VALUE;

    long shadowedSinceMillis;
    int count;

    SurgeState() {}

    /** Whether a version that opens a warning did so for the first time less than so long ago. */
    boolean isNew(String version, long timeMillis, long newMillis) {
        long[] seen = versions.get(version);
        if (seen == null) {
            versions.values().removeIf(each -> timeMillis - each[1] > KEPT_MILLIS);
            seen = new long[] {timeMillis, timeMillis};
            versions.put(version, seen);
        }
        seen[1] = timeMillis;
        return timeMillis - seen[0] < newMillis;
    }

    /** The state as bytes, with its version. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(opened.size());
            for (long time : opened) {
                out.writeLong(time);
            }
            out.writeInt(byDay.size());
            for (Map.Entry<Long, Integer> day : byDay.entrySet()) {
                out.writeLong(day.getKey());
                out.writeInt(day.getValue());
            }
            out.writeInt(withheld.size());
            for (String id : withheld) {
                out.writeUTF(id);
            }
            out.writeInt(versions.size());
            for (Map.Entry<String, long[]> version : versions.entrySet()) {
                out.writeUTF(version.getKey());
                out.writeLong(version.getValue()[0]);
                out.writeLong(version.getValue()[1]);
            }
            out.writeBoolean(isShadowed);
            out.writeLong(lastBusyMillis);
            out.writeLong(shadowedSinceMillis);
            out.writeInt(count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The state of those bytes; {@code null}: that of a rule that has not warned yet. */
    public static SurgeState of(byte @Nullable [] bytes) {
        SurgeState state = new SurgeState();
        if (bytes == null) {
            return state;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException("state of a rule of version " + version + ", known is " + VERSION);
            }
            for (int left = in.readInt(); left > 0; left--) {
                state.opened.add(in.readLong());
            }
            for (int left = in.readInt(); left > 0; left--) {
                state.byDay.put(in.readLong(), in.readInt());
            }
            for (int left = in.readInt(); left > 0; left--) {
                state.withheld.add(in.readUTF());
            }
            for (int left = in.readInt(); left > 0; left--) {
                state.versions.put(in.readUTF(), new long[] {in.readLong(), in.readLong()});
            }
            state.isShadowed = in.readBoolean();
            state.lastBusyMillis = in.readLong();
            state.shadowedSinceMillis = in.readLong();
            state.count = in.readInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return state;
    }
}
