package io.vigil.evaluate;

import io.vigil.history.HistoryEntry;
import io.vigil.model.EventCodec;
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
import java.util.BitSet;
import java.util.List;

/**
 * What drivers were told of the events of a chunk: a claim before some of them, and which reports, said of whom. It is written
 * down because rules and registry may have changed by the time it has to be taken back. A few bytes for a vehicle with a driver,
 * nothing for others.
 */
final class ToldDrivers {
    private final BitSet reports = new BitSet();
    private final List<From> drivers = new ArrayList<>(0);
    private final List<Claim> claims = new ArrayList<>(0);

    /** From which event of the chunk on its reports were said of that driver. */
    private record From(int place, MoverId driver) {}

    /** What was claimed before the event at a place. */
    private record Claim(int place, MoverEvent claim) {}

    boolean isEmpty() {
        return reports.isEmpty() && claims.isEmpty();
    }

    /** Notes what was told of the event at a place of the chunk. */
    void note(int place, MoverEvent told) {
        if (!(told instanceof PositionReport)) {
            claims.add(new Claim(place, told));
            return;
        }
        if (drivers.isEmpty() || !drivers.get(drivers.size() - 1).driver.equals(told.mover())) {
            drivers.add(new From(place, told.mover()));
        }
        reports.set(place);
    }

    /** What was told of these events of the chunk, in order. */
    List<MoverEvent> of(List<HistoryEntry> events) {
        List<MoverEvent> told = new ArrayList<>();
        for (int place = 0; place < events.size(); place++) {
            for (Claim claim : claims) {
                if (claim.place == place) {
                    told.add(claim.claim);
                }
            }
            if (reports.get(place)) {
                told.add(events.get(place).event().withMover(driverAt(place)));
            }
        }
        return told;
    }

    private MoverId driverAt(int place) {
        for (int i = drivers.size() - 1; i >= 0; i--) {
            if (drivers.get(i).place <= place) {
                return drivers.get(i).driver;
            }
        }
        throw new IllegalStateException("nobody was told of the report at " + place);
    }

    void write(DataOutput out) throws IOException {
        byte[] bits = reports.toByteArray();
        out.writeByte(bits.length);
        out.write(bits);
        out.writeByte(drivers.size());
        for (From from : drivers) {
            out.writeByte(from.place);
            out.writeUTF(from.driver.text());
        }
        out.writeByte(claims.size());
        for (Claim claim : claims) {
            out.writeByte(claim.place);
            EventCodec.write(claim.claim, out);
        }
    }

    static ToldDrivers read(DataInput in) throws IOException {
        ToldDrivers told = new ToldDrivers();
        byte[] bits = new byte[in.readUnsignedByte()];
        in.readFully(bits);
        told.reports.or(BitSet.valueOf(bits));
        int drivers = in.readUnsignedByte();
        for (int i = 0; i < drivers; i++) {
            told.drivers.add(new From(in.readUnsignedByte(), new MoverId(in.readUTF())));
        }
        int claims = in.readUnsignedByte();
        for (int i = 0; i < claims; i++) {
            told.claims.add(new Claim(in.readUnsignedByte(), EventCodec.read(in)));
        }
        return told;
    }

    byte[] toBytes() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
            write(new DataOutputStream(bytes));
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static ToldDrivers of(byte[] bytes) {
        try {
            return read(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
