package io.vigil.pair;

import io.vigil.model.MoverId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The binary form of samples and meetings, for streams between operators and for stored state; the caller versions it. */
public final class PairCodec {
    private static final int HAS_CLASS = 1;
    private static final int HAS_GROUP = 1 << 1;
    private static final int HAS_BEFORE = 1 << 2;
    private static final PairChange[] CHANGES = PairChange.values();
    private static final PairMeeting.Company[] COMPANIES = PairMeeting.Company.values();

    private PairCodec() {}

    /** Writes a sample; some 120 bytes. */
    public static void writeSample(PairSample sample, DataOutput out) throws IOException {
        int present = (sample.moverClass() == null ? 0 : HAS_CLASS)
                | (sample.group() == null ? 0 : HAS_GROUP)
                | (sample.before() == null ? 0 : HAS_BEFORE);
        out.writeByte(present);
        out.writeLong(sample.layer());
        out.writeUTF(sample.mover().text());
        if (sample.moverClass() != null) {
            out.writeUTF(sample.moverClass());
        }
        out.writeDouble(sample.lengthMeters());
        out.writeByte(sample.navStatus());
        out.writeUTF(sample.source());
        if (sample.group() != null) {
            out.writeUTF(sample.group());
        }
        out.writeLong(sample.exempt());
        out.writeLong(sample.raised());
        out.writeLong(sample.roles());
        writePoint(sample.now(), out);
        if (sample.before() != null) {
            writePoint(sample.before(), out);
        }
    }

    /** Reads what {@link #writeSample} wrote. */
    public static PairSample readSample(DataInput in) throws IOException {
        int present = in.readByte();
        long layer = in.readLong();
        MoverId mover = new MoverId(in.readUTF());
        String moverClass = (present & HAS_CLASS) == 0 ? null : in.readUTF();
        double lengthMeters = in.readDouble();
        int navStatus = in.readByte();
        String source = in.readUTF();
        String group = (present & HAS_GROUP) == 0 ? null : in.readUTF();
        long exempt = in.readLong();
        long raised = in.readLong();
        long roles = in.readLong();
        PairPoint now = readPoint(in);
        PairPoint before = (present & HAS_BEFORE) == 0 ? null : readPoint(in);
        return new PairSample(
                layer, mover, moverClass, lengthMeters, navStatus, source, group, exempt, raised, roles, now, before);
    }

    /** Writes a meeting. */
    public static void writeMeeting(PairMeeting meeting, DataOutput out) throws IOException {
        out.writeLong(meeting.layer());
        out.writeLong(meeting.family());
        out.writeLong(meeting.timeMillis());
        writeSample(meeting.one(), out);
        writeOptionalSample(meeting.other(), out);
        writeOptionalSample(meeting.third(), out);
        out.writeLong(meeting.together());
        out.writeLong(meeting.apart());
        out.writeLong(meeting.beforeMillis());
        out.writeByte(meeting.company() == null ? -1 : meeting.company().ordinal());
        out.writeLong(meeting.toldAtMillis());
        out.writeByte(meeting.change().ordinal());
    }

    /** Reads what {@link #writeMeeting} wrote. */
    public static PairMeeting readMeeting(DataInput in) throws IOException {
        long layer = in.readLong();
        long family = in.readLong();
        long timeMillis = in.readLong();
        PairSample one = readSample(in);
        PairSample other = in.readBoolean() ? readSample(in) : null;
        PairSample third = in.readBoolean() ? readSample(in) : null;
        long together = in.readLong();
        long apart = in.readLong();
        long beforeMillis = in.readLong();
        int company = in.readByte();
        return new PairMeeting(
                layer,
                family,
                timeMillis,
                one,
                other,
                third,
                together,
                apart,
                beforeMillis,
                company < 0 ? null : COMPANIES[company],
                in.readLong(),
                CHANGES[in.readByte()]);
    }

    private static void writeOptionalSample(@Nullable PairSample sample, DataOutput out) throws IOException {
        out.writeBoolean(sample != null);
        if (sample != null) {
            writeSample(sample, out);
        }
    }

    /** Writes a place or that there is none. */
    public static void writeOptionalPoint(@Nullable PairPoint point, DataOutput out) throws IOException {
        out.writeBoolean(point != null);
        if (point != null) {
            writePoint(point, out);
        }
    }

    /** Reads what {@link #writeOptionalPoint} wrote. */
    public static @Nullable PairPoint readOptionalPoint(DataInput in) throws IOException {
        return in.readBoolean() ? readPoint(in) : null;
    }

    private static void writePoint(PairPoint point, DataOutput out) throws IOException {
        out.writeLong(point.timeMillis());
        out.writeDouble(point.latitude());
        out.writeDouble(point.longitude());
        out.writeDouble(point.speedMps());
        out.writeDouble(point.courseDegrees());
        out.writeInt(point.ageMillis());
        out.writeLong(point.rules());
        out.writeDouble(point.reachMeters());
    }

    private static PairPoint readPoint(DataInput in) throws IOException {
        return new PairPoint(
                in.readLong(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readInt(),
                in.readLong(),
                in.readDouble());
    }
}
