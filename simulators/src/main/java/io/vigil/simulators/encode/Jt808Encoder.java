package io.vigil.simulators.encode;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Speaks for one JT/T 808 terminal, in the 2013 or the 2019 edition: frames with header, check code and escapes, and
 * sub-packages where a body is too long for one. Clauses are those of JT/T 808-2019.
 */
public final class Jt808Encoder {
    /** Longest body this terminal puts into one frame, bytes; the header's field allows 1,023. */
    static final int LONGEST_BODY = 900;

    private static final int REGISTRATION = 0x0100;
    private static final int HEARTBEAT = 0x0002;
    private static final int LOCATION_REPORT = 0x0200;
    private static final int DRIVER_IDENTITY = 0x0702;
    private static final int DRIVER_MONITORING = 0x65;
    private static final int BATCH_UPLOAD = 0x0704;
    private static final int BACKFILL_OF_A_BLIND_AREA = 1;
    private static final int SUB_PACKAGE_BIT = 1 << 13;
    private static final int VERSION_BIT = 1 << 14;
    private static final long SOUTH_BIT = 1 << 2;
    private static final long WEST_BIT = 1 << 3;
    private static final double DEGREE_UNITS = 1_000_000;
    private static final DateTimeFormatter BCD_TIME = DateTimeFormatter.ofPattern("yyMMddHHmmss");

    private final String terminal;
    private final boolean edition2019;
    private int serial;

    /**
     * A terminal.
     *
     * @param terminal its number, at most 12 digits for 2013 and 20 for 2019
     * @param edition 2013 or 2019
     */
    public Jt808Encoder(String terminal, int edition) {
        if (edition != 2013 && edition != 2019) {
            throw new IllegalArgumentException("edition=" + edition + " must be 2013 or 2019");
        }
        edition2019 = edition == 2019;
        int digits = edition2019 ? 20 : 12;
        if (terminal.length() > digits) {
            throw new IllegalArgumentException("terminal " + terminal + " has more than " + digits + " digits");
        }
        this.terminal = "0".repeat(digits - terminal.length()) + terminal;
    }

    /**
     * Location report (8.12): body of 28 bytes and items 0x01 mileage, 0x03 recorder speed, 0x25, 0x30, 0x31,
     * and 0x64 or 0x65 where a safety device has something to say.
     */
    public byte[] location(Position808 position) {
        return message(LOCATION_REPORT, locationBody(position));
    }

    /** Positions that could not be sent when they were taken (8.49, type 1). */
    public byte[] backfill(List<Position808> positions) {
        WireBytes body = new WireBytes().w(positions.size()).b(BACKFILL_OF_A_BLIND_AREA);
        for (Position808 position : positions) {
            byte[] one = locationBody(position);
            body.w(one.length).raw(one);
        }
        return message(BATCH_UPLOAD, body.bytes());
    }

    /** Registration (8.8); the colour is 1 blue, 2 yellow (JT/T 415). */
    public byte[] registration(String plate, int colour) {
        String shortId = terminal.substring(terminal.length() - 7);
        WireBytes body = new WireBytes().w(12).w(116);
        if (edition2019) {
            body.text("70116", 11).text("VIGIL-SIM", 30).text(shortId, 30);
        } else {
            body.text("70116", 5).text("VIGIL-SIM", 20).text(shortId, 7);
        }
        return message(REGISTRATION, body.b(colour).text(plate).bytes());
    }

    /** A driver puts the card in (8.41); certificate of 20 characters, expiry as yyyyMMdd. */
    public byte[] driverCardIn(long timeMillis, String name, String certificate, String issuer, String expiry) {
        byte[] nameBytes = name.getBytes(WireBytes.GBK);
        byte[] issuerBytes = issuer.getBytes(WireBytes.GBK);
        WireBytes body = new WireBytes()
                .b(1)
                .bcd(bcdTime(timeMillis))
                .b(0)
                .b(nameBytes.length)
                .raw(nameBytes)
                .text(certificate, 20)
                .b(issuerBytes.length)
                .raw(issuerBytes)
                .bcd(expiry);
        if (edition2019) {
            body.text(certificate, 20);
        }
        return message(DRIVER_IDENTITY, body.bytes());
    }

    /** The card is taken out. */
    public byte[] driverCardOut(long timeMillis) {
        return message(
                DRIVER_IDENTITY, new WireBytes().b(2).bcd(bcdTime(timeMillis)).bytes());
    }

    /** Heartbeat (8.3): no body. */
    public byte[] heartbeat() {
        return message(HEARTBEAT, new byte[0]);
    }

    private byte[] locationBody(Position808 position) {
        long status = position.statusBits()
                | (position.latitude() < 0 ? SOUTH_BIT : 0)
                | (position.longitude() < 0 ? WEST_BIT : 0);
        int tenthKph = (int) Math.round(position.speedKph() * 10);
        WireBytes body = new WireBytes()
                .d(position.alarmBits())
                .d(status)
                .d(Math.round(Math.abs(position.latitude()) * DEGREE_UNITS))
                .d(Math.round(Math.abs(position.longitude()) * DEGREE_UNITS))
                .w(position.altitudeMeters())
                .w(tenthKph)
                .w((int) Math.round(position.courseDegrees()) % 360)
                .bcd(bcdTime(position.timeMillis()))
                .b(0x01)
                .b(4)
                .d(Math.round(position.odometerMeters() / 100))
                .b(0x03)
                .b(2)
                .w(tenthKph)
                .b(0x25)
                .b(4)
                .d(position.signalBits())
                .b(0x30)
                .b(1)
                .b(position.radioStrength())
                .b(0x31)
                .b(1)
                .b(position.satellites());
        addSafety(body, position.safety(), position);
        return body.bytes();
    }

    /** T/JSATL 12-2017 tables 4-15 and 4-16: both items have 31 bytes before the alarm sign of 16. */
    private void addSafety(WireBytes body, @Nullable SafetyEvent event, Position808 position) {
        if (event == null) {
            return;
        }
        body.b(event.item()).b(47).d(serial).b(1).b(event.type()).b(event.level());
        if (event.item() == DRIVER_MONITORING) {
            body.b(event.fatigue()).d(0);
        } else {
            body.b(0).b(0).b(0).b(0).b(0);
        }
        body.b((int) Math.min(255, Math.round(position.speedKph())))
                .w(position.altitudeMeters())
                .d(Math.round(Math.abs(position.latitude()) * DEGREE_UNITS))
                .d(Math.round(Math.abs(position.longitude()) * DEGREE_UNITS))
                .bcd(bcdTime(position.timeMillis()))
                .w(1)
                .text(terminal.substring(terminal.length() - 7), 7)
                .bcd(bcdTime(position.timeMillis()))
                .b(0)
                .b(0)
                .b(0);
    }

    private static String bcdTime(long millis) {
        return BCD_TIME.format(LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.ofHours(8)));
    }

    /** One message: one frame, or as many sub-packages as it needs, one after the other. */
    byte[] message(int id, byte[] body) {
        int parts = Math.max(1, (body.length + LONGEST_BODY - 1) / LONGEST_BODY);
        WireBytes out = new WireBytes();
        for (int part = 0; part < parts; part++) {
            int from = part * LONGEST_BODY;
            int length = Math.min(LONGEST_BODY, body.length - from);
            WireBytes frame = new WireBytes()
                    .w(id)
                    .w(length | (parts > 1 ? SUB_PACKAGE_BIT : 0) | (edition2019 ? VERSION_BIT : 0));
            if (edition2019) {
                frame.b(1);
            }
            frame.bcd(terminal).w(serial++ & 0xFFFF);
            if (parts > 1) {
                frame.w(parts).w(part + 1);
            }
            for (int i = from; i < from + length; i++) {
                frame.b(body[i]);
            }
            out.raw(framed(frame.bytes()));
        }
        return out.bytes();
    }

    /** Check code, escapes, delimiters (4.4): 7E becomes 7D 02 and 7D becomes 7D 01, after the check code is known. */
    static byte[] framed(byte[] content) {
        int check = 0;
        for (byte value : content) {
            check ^= value & 0xFF;
        }
        WireBytes out = new WireBytes().b(0x7E);
        for (int i = 0; i <= content.length; i++) {
            int value = i < content.length ? content[i] & 0xFF : check;
            if (value == 0x7E) {
                out.b(0x7D).b(0x02);
            } else if (value == 0x7D) {
                out.b(0x7D).b(0x01);
            } else {
                out.b(value);
            }
        }
        return out.b(0x7E).bytes();
    }
}
