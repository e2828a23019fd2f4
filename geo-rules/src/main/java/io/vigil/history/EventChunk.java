package io.vigil.history;

import io.vigil.model.EventCodec;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of events of one mover in the order in which they were judged, coded as they come. Positions take some 10 bytes, a claim
 * that says the same as one before it a few; everything else is kept as {@link EventCodec} has it.
 */
public final class EventChunk {
    private static final int PLAIN = 0x81;
    private static final int PLAIN_JUDGED_LATER = 0x82;
    private static final int CLAIM_AGAIN = 0x83;

    /** AIS stations of class B say who they are in two messages by turns. */
    private static final int CLAIMS_COMPARED = 4;

    private ByteTape tape = new ByteTape();
    private final TrackCoder coder = new TrackCoder();
    private int count;

    /** Where the last claims that said something new stand, the newest first. */
    private final List<Integer> claims = new ArrayList<>(0);

    /** How many events are in it. */
    public int count() {
        return count;
    }

    /** Bytes it takes. */
    public int length() {
        return tape.length();
    }

    /** Adds an event that was judged after all others in it. */
    public void add(HistoryEntry entry) {
        count++;
        MoverEvent event = entry.event();
        if (entry.judgedAtMillis() != HistoryEntry.OWN) {
            tape.writeByte(PLAIN_JUDGED_LATER);
            tape.writeSigned(entry.judgedAtMillis());
            tape.writeBytes(plain(event));
        } else if (event instanceof PositionReport report) {
            coder.write(report, tape);
        } else if (!(event instanceof IdentityReport claim) || !addAgain(claim)) {
            addPlain(event);
        }
    }

    private void addPlain(MoverEvent event) {
        if (event instanceof IdentityReport) {
            claims.add(0, tape.length());
            if (claims.size() > CLAIMS_COMPARED) {
                claims.remove(CLAIMS_COMPARED);
            }
        }
        tape.writeByte(PLAIN);
        tape.writeBytes(plain(event));
    }

    private boolean addAgain(IdentityReport claim) {
        for (int place : claims) {
            IdentityReport before = claimAt(tape.toBytes(), place);
            if (before.facts().equals(claim.facts())) {
                tape.writeByte(CLAIM_AGAIN);
                tape.writeSigned(place);
                tape.writeSigned(claim.eventTimeMillis() - before.eventTimeMillis());
                tape.writeSigned(claim.receivedTimeMillis() - before.receivedTimeMillis());
                return true;
            }
        }
        return false;
    }

    /** The chunk as it is kept when nothing more is added. */
    public byte[] toBytes() {
        return tape.toBytes();
    }

    /** The events in it, in their order. */
    public List<HistoryEntry> events(MoverId mover) {
        return events(mover, tape.toBytes());
    }

    /** The events that {@link #toBytes} has kept, in their order. */
    public static List<HistoryEntry> events(MoverId mover, byte[] bytes) {
        List<HistoryEntry> entries = new ArrayList<>();
        ByteTape in = new ByteTape(bytes);
        TrackCoder coder = new TrackCoder();
        while (in.hasMore()) {
            int head = in.readByte();
            entries.add(
                    switch (head) {
                        case PLAIN -> new HistoryEntry(event(in.readBytes()), HistoryEntry.OWN);
                        case PLAIN_JUDGED_LATER -> {
                            long judgedAtMillis = in.readSigned();
                            yield new HistoryEntry(event(in.readBytes()), judgedAtMillis);
                        }
                        case CLAIM_AGAIN -> new HistoryEntry(claimAgain(bytes, in), HistoryEntry.OWN);
                        default -> new HistoryEntry(coder.read(mover, head, in), HistoryEntry.OWN);
                    });
        }
        return entries;
    }

    private static IdentityReport claimAgain(byte[] bytes, ByteTape in) {
        IdentityReport before = claimAt(bytes, (int) in.readSigned());
        return new IdentityReport(
                before.mover(),
                before.eventTimeMillis() + in.readSigned(),
                before.receivedTimeMillis() + in.readSigned(),
                before.facts());
    }

    private static IdentityReport claimAt(byte[] bytes, int place) {
        ByteTape there = new ByteTape(bytes);
        there.skipTo(place + 1);
        if (event(there.readBytes()) instanceof IdentityReport claim) {
            return claim;
        }
        throw new IllegalStateException("no claim at byte " + place + " of a chunk");
    }

    private static byte[] plain(MoverEvent event) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
            EventCodec.write(event, new DataOutputStream(bytes));
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static MoverEvent event(byte[] bytes) {
        try {
            return EventCodec.read(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /** Writes the chunk so that it can be added to after {@link #read}. */
    public void write(DataOutput out) throws IOException {
        out.writeShort(count);
        out.writeInt(tape.length());
        tape.writeTo(out);
        out.writeByte(claims.size());
        for (int place : claims) {
            out.writeInt(place);
        }
        coder.writeContext(out);
    }

    /** Reads what {@link #write} wrote. */
    public static EventChunk read(DataInput in) throws IOException {
        EventChunk chunk = new EventChunk();
        chunk.count = in.readUnsignedShort();
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        chunk.tape = new ByteTape(bytes);
        int claims = in.readUnsignedByte();
        for (int i = 0; i < claims; i++) {
            chunk.claims.add(in.readInt());
        }
        chunk.coder.readContext(in);
        return chunk;
    }
}
