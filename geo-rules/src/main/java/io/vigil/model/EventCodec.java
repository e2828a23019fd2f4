package io.vigil.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of events, for streams between operators and for stored state. The caller versions it: a form once
 * stored is read for ever.
 */
public final class EventCodec {
    private static final int POSITION = 1;
    private static final int IDENTITY = 2;
    private static final int PASS = 3;
    private static final int DISPOSITION = 4;
    private static final int WITHDRAWAL = 5;
    private static final int GRANT = 6;
    private static final int HAS_SPEED = 1;
    private static final int HAS_COURSE = 1 << 1;
    private static final int HAS_HEADING = 1 << 2;
    private static final int HAS_ALTITUDE = 1 << 3;
    private static final int HAS_STATUS = 1 << 4;
    private static final int HAS_ALARM = 1 << 5;
    private static final int HAS_ODOMETER = 1 << 6;
    private static final int HAS_DRIVER = 1 << 7;
    private static final int HAS_NAV_STATUS = 1 << 8;
    private static final int HAS_RECEIVED = 1 << 9;
    private static final int HAS_SAFETY = 1 << 10;
    private static final Grant.Kind[] GRANT_KINDS = Grant.Kind.values();
    private static final Disposition.Outcome[] OUTCOMES = Disposition.Outcome.values();

    private EventCodec() {}

    /** Writes any event; absent parts take no room. */
    public static void write(MoverEvent event, DataOutput out) throws IOException {
        if (event instanceof PositionReport position) {
            out.writeByte(POSITION);
            writePosition(position, out);
        } else if (event instanceof IdentityReport identity) {
            out.writeByte(IDENTITY);
            writeIdentity(identity, out);
        } else if (event instanceof PassReport pass) {
            out.writeByte(PASS);
            writePass(pass, out);
        } else if (event instanceof Disposition disposition) {
            out.writeByte(DISPOSITION);
            writeDisposition(disposition, out);
        } else if (event instanceof Grant grant) {
            out.writeByte(GRANT);
            writeGrant(grant, out);
        } else if (event instanceof Withdrawal withdrawal) {
            out.writeByte(WITHDRAWAL);
            write(withdrawal.of(), out);
        } else {
            throw new IllegalStateException("no binary form for " + event.getClass());
        }
    }

    /** Reads what {@link #write} wrote. */
    public static MoverEvent read(DataInput in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case POSITION -> readPosition(in);
            case IDENTITY -> readIdentity(in);
            case PASS -> readPass(in);
            case DISPOSITION -> readDisposition(in);
            case GRANT -> readGrant(in);
            case WITHDRAWAL -> new Withdrawal(read(in));
            default -> throw new IOException("event kind " + kind + " is not known");
        };
    }

    /** Writes a grant without its kind. */
    public static void writeGrant(Grant grant, DataOutput out) throws IOException {
        writeText(grant.mover().text(), out);
        out.writeLong(grant.eventTimeMillis());
        out.writeLong(grant.receivedTimeMillis());
        out.writeByte(grant.kind().ordinal());
        writeText(grant.subject(), out);
        out.writeLong(grant.untilMillis());
        writeText(grant.by(), out);
        out.writeBoolean(grant.note() != null);
        if (grant.note() != null) {
            writeText(grant.note(), out);
        }
    }

    /** Reads what {@link #writeGrant} wrote. */
    public static Grant readGrant(DataInput in) throws IOException {
        return new Grant(
                new MoverId(readText(in)),
                in.readLong(),
                in.readLong(),
                GRANT_KINDS[in.readUnsignedByte()],
                readText(in),
                in.readLong(),
                readText(in),
                in.readBoolean() ? readText(in) : null);
    }

    /** Writes a position report without its kind. */
    public static void writePosition(PositionReport report, DataOutput out) throws IOException {
        int present = presence(report);
        out.writeShort(present);
        writeText(report.mover().text(), out);
        out.writeLong(report.eventTimeMillis());
        out.writeDouble(report.latitude());
        out.writeDouble(report.longitude());
        writeText(report.source(), out);
        writeDouble(present, HAS_SPEED, report.speedMps(), out);
        writeDouble(present, HAS_COURSE, report.courseDegrees(), out);
        writeDouble(present, HAS_HEADING, report.headingDegrees(), out);
        writeDouble(present, HAS_ALTITUDE, report.altitudeMeters(), out);
        writeDouble(present, HAS_ODOMETER, report.odometerMeters(), out);
        if ((present & HAS_STATUS) != 0) {
            out.writeLong(report.statusBits());
        }
        if ((present & HAS_ALARM) != 0) {
            out.writeInt(report.alarmBits());
        }
        if (report.driver() != null) {
            writeText(report.driver(), out);
        }
        if ((present & HAS_NAV_STATUS) != 0) {
            out.writeByte(report.navStatus());
        }
        if ((present & HAS_RECEIVED) != 0) {
            out.writeLong(report.receivedTimeMillis());
        }
        if ((present & HAS_SAFETY) != 0) {
            out.writeLong(report.safetyBits());
        }
    }

    /** Reads what {@link #writePosition} wrote. */
    public static PositionReport readPosition(DataInput in) throws IOException {
        int present = in.readShort();
        MoverId mover = new MoverId(readText(in));
        long eventTimeMillis = in.readLong();
        double latitude = in.readDouble();
        double longitude = in.readDouble();
        String source = readText(in);
        double speedMps = readDouble(present, HAS_SPEED, in);
        double courseDegrees = readDouble(present, HAS_COURSE, in);
        double headingDegrees = readDouble(present, HAS_HEADING, in);
        double altitudeMeters = readDouble(present, HAS_ALTITUDE, in);
        double odometerMeters = readDouble(present, HAS_ODOMETER, in);
        long statusBits = (present & HAS_STATUS) == 0 ? PositionReport.NO_STATUS : in.readLong();
        int alarmBits = (present & HAS_ALARM) == 0 ? 0 : in.readInt();
        @Nullable String driver = (present & HAS_DRIVER) == 0 ? null : readText(in);
        int navStatus = (present & HAS_NAV_STATUS) == 0 ? PositionReport.NO_NAV_STATUS : in.readByte();
        long receivedTimeMillis = (present & HAS_RECEIVED) == 0 ? PositionReport.NO_TIME : in.readLong();
        long safetyBits = (present & HAS_SAFETY) == 0 ? 0 : in.readLong();
        return new PositionReport(
                mover,
                eventTimeMillis,
                receivedTimeMillis,
                latitude,
                longitude,
                speedMps,
                courseDegrees,
                headingDegrees,
                altitudeMeters,
                statusBits,
                alarmBits,
                odometerMeters,
                driver,
                source,
                navStatus,
                safetyBits);
    }

    private static void writeIdentity(IdentityReport report, DataOutput out) throws IOException {
        writeText(report.mover().text(), out);
        out.writeLong(report.eventTimeMillis());
        out.writeLong(report.receivedTimeMillis());
        writeFacts(report.facts(), out);
    }

    private static IdentityReport readIdentity(DataInput in) throws IOException {
        MoverId mover = new MoverId(readText(in));
        long eventTimeMillis = in.readLong();
        long receivedTimeMillis = in.readLong();
        return new IdentityReport(mover, eventTimeMillis, receivedTimeMillis, readFacts(in));
    }

    private static void writePass(PassReport pass, DataOutput out) throws IOException {
        writeText(pass.mover().text(), out);
        out.writeLong(pass.eventTimeMillis());
        out.writeLong(pass.receivedTimeMillis());
        out.writeDouble(pass.latitude());
        out.writeDouble(pass.longitude());
        writeText(pass.site(), out);
        writeOptionalText(pass.seenClass(), out);
        writeOptionalText(pass.seenBrand(), out);
        writeOptionalText(pass.seenColour(), out);
        out.writeDouble(pass.confidence());
        writeText(pass.source(), out);
    }

    private static PassReport readPass(DataInput in) throws IOException {
        return new PassReport(
                new MoverId(readText(in)),
                in.readLong(),
                in.readLong(),
                in.readDouble(),
                in.readDouble(),
                readText(in),
                readOptionalText(in),
                readOptionalText(in),
                readOptionalText(in),
                in.readDouble(),
                readText(in));
    }

    private static void writeDisposition(Disposition disposition, DataOutput out) throws IOException {
        writeText(disposition.mover().text(), out);
        out.writeLong(disposition.eventTimeMillis());
        out.writeLong(disposition.receivedTimeMillis());
        writeText(disposition.warningId(), out);
        writeOptionalText(disposition.rule(), out);
        out.writeByte(disposition.outcome().ordinal());
        writeText(disposition.by(), out);
        writeOptionalText(disposition.note(), out);
    }

    private static Disposition readDisposition(DataInput in) throws IOException {
        return new Disposition(
                new MoverId(readText(in)),
                in.readLong(),
                in.readLong(),
                readText(in),
                readOptionalText(in),
                OUTCOMES[in.readUnsignedByte()],
                readText(in),
                readOptionalText(in));
    }

    private static void writeOptionalText(@Nullable String text, DataOutput out) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            writeText(text, out);
        }
    }

    private static @Nullable String readOptionalText(DataInput in) throws IOException {
        return in.readBoolean() ? readText(in) : null;
    }

    /** Writes a map of texts. */
    public static void writeFacts(Map<String, String> facts, DataOutput out) throws IOException {
        out.writeShort(facts.size());
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            writeText(fact.getKey(), out);
            writeText(fact.getValue(), out);
        }
    }

    /** Reads what {@link #writeFacts} wrote. */
    public static SortedMap<String, String> readFacts(DataInput in) throws IOException {
        int count = in.readUnsignedShort();
        SortedMap<String, String> facts = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String name = readText(in);
            facts.put(name, readText(in));
        }
        return facts;
    }

    /** Writes a text as modified UTF-8 (two length bytes): at most 65,535 bytes. */
    public static void writeText(String text, DataOutput out) throws IOException {
        out.writeUTF(text);
    }

    /** Reads what {@link #writeText} wrote. */
    public static String readText(DataInput in) throws IOException {
        return in.readUTF();
    }

    private static int presence(PositionReport report) {
        return (Double.isNaN(report.speedMps()) ? 0 : HAS_SPEED)
                | (Double.isNaN(report.courseDegrees()) ? 0 : HAS_COURSE)
                | (Double.isNaN(report.headingDegrees()) ? 0 : HAS_HEADING)
                | (Double.isNaN(report.altitudeMeters()) ? 0 : HAS_ALTITUDE)
                | (Double.isNaN(report.odometerMeters()) ? 0 : HAS_ODOMETER)
                | (report.statusBits() == PositionReport.NO_STATUS ? 0 : HAS_STATUS)
                | (report.alarmBits() == 0 ? 0 : HAS_ALARM)
                | (report.driver() == null ? 0 : HAS_DRIVER)
                | (report.navStatus() == PositionReport.NO_NAV_STATUS ? 0 : HAS_NAV_STATUS)
                | (report.receivedTimeMillis() == PositionReport.NO_TIME ? 0 : HAS_RECEIVED)
                | (report.safetyBits() == 0 ? 0 : HAS_SAFETY);
    }

    private static void writeDouble(int present, int flag, double value, DataOutput out) throws IOException {
        if ((present & flag) != 0) {
            out.writeDouble(value);
        }
    }

    private static double readDouble(int present, int flag, DataInput in) throws IOException {
        return (present & flag) == 0 ? Double.NaN : in.readDouble();
    }
}
