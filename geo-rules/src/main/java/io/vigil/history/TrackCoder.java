package io.vigil.history;

import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Codes the position reports of one mover as differences from what the ones before let expect: the same interval, the same way
 * again, everything else unchanged. What comes out is the report that went in, bit by bit. A report of a moving vehicle takes
 * 7 to 10 bytes.
 *
 * <p>A report begins with a byte that says which of the six numbers that change most are not as expected, and whether a
 * second byte says the same of the other seven; then come the differences. Where a number does not fit its {@link Scale},
 * or driver or source change, an anchor comes instead: scales, driver and source, then all numbers as differences from 0.
 */
final class TrackCoder {
    /** First byte of an anchor. */
    static final int ANCHOR = 0x80;

    private static final int TIME = 0;
    private static final int LATITUDE = 1;
    private static final int LONGITUDE = 2;
    private static final int SPEED = 3;
    private static final int COURSE = 4;
    private static final int LAG = 5;
    private static final int HEADING = 6;
    private static final int ALTITUDE = 7;
    private static final int ODOMETER = 8;
    private static final int STATUS = 9;
    private static final int ALARM = 10;
    private static final int NAV_STATUS = 11;
    private static final int SAFETY = 12;
    private static final int FIELDS = 13;

    private static final int FIRST_FIELDS = 6;
    private static final int MORE = 1 << FIRST_FIELDS;

    private static final int PLACE_SCALE = 0;
    private static final int SPEED_SCALE = 1;
    private static final int COURSE_SCALE = 2;
    private static final int HEADING_SCALE = 3;
    private static final int ALTITUDE_SCALE = 4;
    private static final int ODOMETER_SCALE = 5;
    private static final int SCALES = 6;

    private static final Scale[] PLACES = {Scale.MILLIONTH, Scale.AIS_ANGLE, Scale.TEN_MILLIONTH, Scale.BITS};
    private static final Scale[] SPEEDS = {
        Scale.TENTH_KPH, Scale.TENTH_KNOT, Scale.HUNDREDTH_KPH, Scale.HUNDREDTH, Scale.BITS
    };
    private static final Scale[] ANGLES = {Scale.WHOLE, Scale.TENTH, Scale.HUNDREDTH, Scale.BITS};
    private static final Scale[] ODOMETERS = {Scale.HUNDRED, Scale.WHOLE, Scale.BITS};
    private static final Scale[][] CHOICES = {PLACES, SPEEDS, ANGLES, ANGLES, ANGLES, ODOMETERS};

    private static final int RECEIVED = 1;
    private static final int DRIVEN = 2;

    private boolean anchored;
    private boolean received;
    private @Nullable String driver;
    private String source = "";
    private final int[] scales = new int[SCALES];
    private long[] last = new long[FIELDS];
    private long[] next = new long[FIELDS];

    /** The numbers of the last report as they came, where they are known: what has not changed need not be scaled again. */
    private final long[] measured = new long[ODOMETER + 1];

    private boolean isMeasured;

    // The way and the interval made last, expected again.
    private long timeStep;
    private long latitudeStep;
    private long longitudeStep;

    /** Writes a report. */
    void write(PositionReport report, ByteTape out) {
        if (!anchored || !isLikeTheLast(report) || !measure(report)) {
            writeAnchor(report, out);
            return;
        }
        writeDifferences(out);
        moveOn();
        isMeasured = true;
    }

    private void writeDifferences(ByteTape out) {
        int changed = 0;
        for (int field = 0; field < FIELDS; field++) {
            if (next[field] != expected(field)) {
                changed |= 1 << field;
            }
        }
        int others = changed >> FIRST_FIELDS;
        out.writeByte(changed & MORE - 1 | (others == 0 ? 0 : MORE));
        if (others != 0) {
            out.writeByte(others);
        }
        for (int field = 0; field < FIELDS; field++) {
            if ((changed >> field & 1) != 0) {
                out.writeSigned(next[field] - expected(field));
            }
        }
    }

    /** Reads a report of that mover whose first byte was read. */
    PositionReport read(MoverId mover, int head, ByteTape in) {
        if (head == ANCHOR) {
            readAnchor(in);
            return report(mover);
        }
        int others = (head & MORE) == 0 ? 0 : in.readByte();
        int changed = head & MORE - 1 | others << FIRST_FIELDS;
        for (int field = 0; field < FIELDS; field++) {
            next[field] = expected(field) + ((changed >> field & 1) == 0 ? 0 : in.readSigned());
        }
        moveOn();
        return report(mover);
    }

    private long expected(int field) {
        return switch (field) {
            case TIME -> last[TIME] + timeStep;
            case LATITUDE -> last[LATITUDE] + latitudeStep;
            case LONGITUDE -> last[LONGITUDE] + longitudeStep;
            default -> last[field];
        };
    }

    private void moveOn() {
        timeStep = next[TIME] - last[TIME];
        latitudeStep = next[LATITUDE] - last[LATITUDE];
        longitudeStep = next[LONGITUDE] - last[LONGITUDE];
        long[] free = last;
        last = next;
        next = free;
    }

    private boolean isLikeTheLast(PositionReport report) {
        boolean sameDriver = driver == null ? report.driver() == null : driver.equals(report.driver());
        return sameDriver && source.equals(report.source()) && received == isReceived(report);
    }

    private static boolean isReceived(PositionReport report) {
        return report.receivedTimeMillis() != PositionReport.NO_TIME;
    }

    /** Puts a report into {@link #next}; answers whether every number fits its scale. */
    private boolean measure(PositionReport report) {
        next[TIME] = report.eventTimeMillis();
        next[LAG] = received ? report.receivedTimeMillis() - report.eventTimeMillis() : 0;
        next[STATUS] = report.statusBits();
        next[ALARM] = report.alarmBits();
        next[NAV_STATUS] = report.navStatus();
        next[SAFETY] = report.safetyBits();
        return measure(LATITUDE, PLACE_SCALE, report.latitude())
                & measure(LONGITUDE, PLACE_SCALE, report.longitude())
                & measure(SPEED, SPEED_SCALE, report.speedMps())
                & measure(COURSE, COURSE_SCALE, report.courseDegrees())
                & measure(HEADING, HEADING_SCALE, report.headingDegrees())
                & measure(ALTITUDE, ALTITUDE_SCALE, report.altitudeMeters())
                & measure(ODOMETER, ODOMETER_SCALE, report.odometerMeters());
    }

    private boolean measure(int field, int scaleOf, double value) {
        long bits = Double.doubleToRawLongBits(value);
        if (isMeasured && measured[field] == bits) {
            next[field] = last[field];
            return true;
        }
        measured[field] = bits;
        Scale scale = CHOICES[scaleOf][scales[scaleOf]];
        next[field] = scale.whole(value);
        return scale.holds(value, next[field]);
    }

    private void writeAnchor(PositionReport report, ByteTape out) {
        choose(PLACE_SCALE, report.latitude(), report.longitude());
        choose(SPEED_SCALE, report.speedMps(), Double.NaN);
        choose(COURSE_SCALE, report.courseDegrees(), Double.NaN);
        choose(HEADING_SCALE, report.headingDegrees(), Double.NaN);
        choose(ALTITUDE_SCALE, report.altitudeMeters(), Double.NaN);
        choose(ODOMETER_SCALE, report.odometerMeters(), Double.NaN);
        received = isReceived(report);
        driver = report.driver();
        source = report.source();
        isMeasured = false;
        if (!measure(report)) {
            throw new IllegalStateException("no scale holds " + report);
        }
        out.writeByte(ANCHOR);
        out.writeByte((received ? RECEIVED : 0) | (driver == null ? 0 : DRIVEN));
        for (int scale : scales) {
            out.writeByte(scale);
        }
        if (driver != null) {
            out.writeText(driver);
        }
        out.writeText(source);
        for (int field = 0; field < FIELDS; field++) {
            out.writeSigned(next[field]);
        }
        anchor();
        isMeasured = true;
    }

    /** The scale in use if it holds both, else the first after it that does; so the coarser ones are not tried again. */
    private void choose(int scaleOf, double first, double second) {
        Scale[] choices = CHOICES[scaleOf];
        for (int i = 0; i < choices.length; i++) {
            int choice = (scales[scaleOf] + i) % choices.length;
            Scale scale = choices[choice];
            if (scale.holds(first, scale.whole(first)) && scale.holds(second, scale.whole(second))) {
                scales[scaleOf] = choice;
                return;
            }
        }
    }

    private void readAnchor(ByteTape in) {
        int present = in.readByte();
        received = (present & RECEIVED) != 0;
        for (int i = 0; i < SCALES; i++) {
            scales[i] = in.readByte();
        }
        driver = (present & DRIVEN) == 0 ? null : in.readText();
        source = in.readText();
        for (int field = 0; field < FIELDS; field++) {
            next[field] = in.readSigned();
        }
        anchor();
    }

    private void anchor() {
        moveOn();
        timeStep = 0;
        latitudeStep = 0;
        longitudeStep = 0;
        anchored = true;
    }

    private double number(int field, int scaleOf) {
        return CHOICES[scaleOf][scales[scaleOf]].number(last[field]);
    }

    private PositionReport report(MoverId mover) {
        return new PositionReport(
                mover,
                last[TIME],
                received ? last[TIME] + last[LAG] : PositionReport.NO_TIME,
                number(LATITUDE, PLACE_SCALE),
                number(LONGITUDE, PLACE_SCALE),
                number(SPEED, SPEED_SCALE),
                number(COURSE, COURSE_SCALE),
                number(HEADING, HEADING_SCALE),
                number(ALTITUDE, ALTITUDE_SCALE),
                last[STATUS],
                (int) last[ALARM],
                number(ODOMETER, ODOMETER_SCALE),
                driver,
                source,
                (int) last[NAV_STATUS],
                last[SAFETY]);
    }

    /** Writes what is expected next, so that coding can go on after a restore. */
    void writeContext(DataOutput out) throws IOException {
        out.writeBoolean(anchored);
        if (!anchored) {
            return;
        }
        ByteTape tape = new ByteTape();
        tape.writeByte((received ? RECEIVED : 0) | (driver == null ? 0 : DRIVEN));
        for (int scale : scales) {
            tape.writeByte(scale);
        }
        if (driver != null) {
            tape.writeText(driver);
        }
        tape.writeText(source);
        for (long value : last) {
            tape.writeSigned(value);
        }
        tape.writeSigned(timeStep);
        tape.writeSigned(latitudeStep);
        tape.writeSigned(longitudeStep);
        byte[] bytes = tape.toBytes();
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    /** Reads what {@link #writeContext} wrote. */
    void readContext(DataInput in) throws IOException {
        if (!in.readBoolean()) {
            return;
        }
        byte[] bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        ByteTape tape = new ByteTape(bytes);
        readAnchor(tape);
        timeStep = tape.readSigned();
        latitudeStep = tape.readSigned();
        longitudeStep = tape.readSigned();
    }
}
