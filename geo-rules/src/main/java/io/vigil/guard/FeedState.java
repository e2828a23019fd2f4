package io.vigil.guard;

import io.vigil.rule.FeedOutageRule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is remembered of one feed: some 1,600 bytes, and two numbers for each slot of time that is not closed yet. */
public final class FeedState {
    static final int WINDOW = 5;
    static final int BASELINE = 30;
    static final int HOURS_OF_WEEK = 168;
    private static final int VERSION = 2;
    private static final int MOST_OUTAGES = 100;

    /** Movers heard in slots that are not closed. */
    final TreeMap<Long, Integer> counts = new TreeMap<>();
    /** The first slot that is not closed, or {@link Long#MIN_VALUE} before the first. */
    long nextSlot = Long.MIN_VALUE;

    long lastEventMillis = Long.MIN_VALUE;
    /** Counts of the last closed slots, oldest first. */
    final Deque<Integer> recent = new ArrayDeque<>();
    /** Counts of those before, without outages. */
    final Deque<Integer> baseline = new ArrayDeque<>();
    /** How many that leave {@link #recent} belong to an outage. */
    int spoilt;

    /** Mean count of a slot by hour of the week, UTC; NaN where no week has told. */
    final float[] learned = new float[HOURS_OF_WEEK];

    long hour = Long.MIN_VALUE;
    int hourSum;
    int hourSlots;

    /** Since when it is out, or {@link Long#MAX_VALUE}. */
    long outSinceMillis = Long.MAX_VALUE;

    double expectedWhenOut;
    /** Silences kept back and found to be the feed's. */
    int frozen;
    /** By slot that is not closed, in which slots before those heard in it were heard. */
    final TreeMap<Long, TreeMap<Long, Integer>> renewals = new TreeMap<>();
    /** Movers by the slot in which they were heard last. */
    final TreeMap<Long, Integer> lastHeard = new TreeMap<>();
    /** How many had fallen silent in the minutes looked at, at the last slots, outages apart. */
    final Deque<Integer> wentDark = new ArrayDeque<>();
    /** The slots in which those were heard last that fell silent together, or {@link Long#MAX_VALUE}. */
    long darkFromSlot = Long.MAX_VALUE;

    long darkToSlot = Long.MAX_VALUE;
    int darkAtFirst;

    /** From and to of the outages that are over, and the onsets of the silences they explain, from and to. */
    final List<long[]> outages = new ArrayList<>();

    FeedState() {
        Arrays.fill(learned, Float.NaN);
    }

    boolean isOut() {
        return outSinceMillis != Long.MAX_VALUE;
    }

    void over(long untilMillis) {
        add(new long[] {outSinceMillis, untilMillis, Long.MIN_VALUE, Long.MAX_VALUE});
        outSinceMillis = Long.MAX_VALUE;
    }

    boolean isDark() {
        return darkFromSlot != Long.MAX_VALUE;
    }

    /** Whether a silence that began then is among those that began together and last. */
    boolean isDarkSince(long onsetMillis) {
        return isDark() && onsetMillis >= darkFromMillis() && onsetMillis < darkToMillis();
    }

    long darkFromMillis() {
        return darkFromSlot * FeedOutageRule.SLOT_MILLIS;
    }

    private long darkToMillis() {
        return (darkToSlot + 1) * FeedOutageRule.SLOT_MILLIS;
    }

    void lightAgain(long untilMillis) {
        add(new long[] {darkFromMillis(), untilMillis, darkFromMillis(), darkToMillis()});
        darkFromSlot = Long.MAX_VALUE;
        darkToSlot = Long.MAX_VALUE;
    }

    private void add(long[] outage) {
        outages.add(outage);
        if (outages.size() > MOST_OUTAGES) {
            outages.remove(0);
        }
    }

    /** The state as bytes, with its version. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(nextSlot);
            out.writeLong(lastEventMillis);
            out.writeInt(counts.size());
            for (Map.Entry<Long, Integer> count : counts.entrySet()) {
                out.writeLong(count.getKey());
                out.writeInt(count.getValue());
            }
            write(recent, out);
            write(baseline, out);
            out.writeInt(spoilt);
            for (float mean : learned) {
                out.writeFloat(mean);
            }
            out.writeLong(hour);
            out.writeInt(hourSum);
            out.writeInt(hourSlots);
            out.writeLong(outSinceMillis);
            out.writeDouble(expectedWhenOut);
            out.writeInt(frozen);
            out.writeInt(outages.size());
            for (long[] outage : outages) {
                for (long bound : outage) {
                    out.writeLong(bound);
                }
            }
            writeDark(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The state of those bytes; {@code null}: that of a feed never heard of. */
    public static FeedState of(byte @org.jspecify.annotations.Nullable [] bytes) {
        FeedState state = new FeedState();
        if (bytes == null) {
            return state;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException("state of a feed of version " + version + ", known is " + VERSION);
            }
            state.nextSlot = in.readLong();
            state.lastEventMillis = in.readLong();
            for (int left = in.readInt(); left > 0; left--) {
                state.counts.put(in.readLong(), in.readInt());
            }
            read(state.recent, in);
            read(state.baseline, in);
            state.spoilt = in.readInt();
            for (int i = 0; i < HOURS_OF_WEEK; i++) {
                state.learned[i] = in.readFloat();
            }
            state.hour = in.readLong();
            state.hourSum = in.readInt();
            state.hourSlots = in.readInt();
            state.outSinceMillis = in.readLong();
            state.expectedWhenOut = in.readDouble();
            state.frozen = in.readInt();
            for (int left = in.readInt(); left > 0; left--) {
                state.outages.add(new long[] {in.readLong(), in.readLong(), in.readLong(), in.readLong()});
            }
            state.readDark(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return state;
    }

    private void writeDark(DataOutputStream out) throws IOException {
        out.writeInt(renewals.size());
        for (Map.Entry<Long, TreeMap<Long, Integer>> slot : renewals.entrySet()) {
            out.writeLong(slot.getKey());
            write(slot.getValue(), out);
        }
        write(lastHeard, out);
        write(wentDark, out);
        out.writeLong(darkFromSlot);
        out.writeLong(darkToSlot);
        out.writeInt(darkAtFirst);
    }

    private void readDark(DataInputStream in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            TreeMap<Long, Integer> before = new TreeMap<>();
            renewals.put(in.readLong(), before);
            read(before, in);
        }
        read(lastHeard, in);
        read(wentDark, in);
        darkFromSlot = in.readLong();
        darkToSlot = in.readLong();
        darkAtFirst = in.readInt();
    }

    private static void write(TreeMap<Long, Integer> numbers, DataOutputStream out) throws IOException {
        out.writeInt(numbers.size());
        for (Map.Entry<Long, Integer> number : numbers.entrySet()) {
            out.writeLong(number.getKey());
            out.writeInt(number.getValue());
        }
    }

    private static void read(TreeMap<Long, Integer> numbers, DataInputStream in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            numbers.put(in.readLong(), in.readInt());
        }
    }

    private static void write(Deque<Integer> numbers, DataOutputStream out) throws IOException {
        out.writeInt(numbers.size());
        for (int number : numbers) {
            out.writeInt(number);
        }
    }

    private static void read(Deque<Integer> numbers, DataInputStream in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            numbers.add(in.readInt());
        }
    }
}
