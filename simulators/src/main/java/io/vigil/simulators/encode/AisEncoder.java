package io.vigil.simulators.encode;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Speaks for one AIS transponder through a shore station: messages 1, 5, 18, 24A and 24B of ITU-R M.1371 as NMEA 0183
 * sentences, each behind a tag block with the time of reception in milliseconds.
 */
public final class AisEncoder {
    private static final int LONGEST_PAYLOAD = 60;
    private static final int NOT_AVAILABLE_ROT = 0x80;
    private static final int NOT_AVAILABLE_HEADING = 511;
    private static final double TEN_THOUSANDTH_MINUTES = 600_000;
    private static final int MILLIS_PER_SECOND = 1000;
    private static final String STATION = "s:vgsim1";

    private final long mmsi;
    private int sequence;
    private int group;

    /** A transponder; the MMSI has nine digits. */
    public AisEncoder(String mmsi) {
        this.mmsi = Long.parseLong(mmsi);
    }

    /**
     * What a position report says.
     *
     * @param receivedMillis time of reception, milliseconds since the epoch
     * @param navStatus navigational status, 0 to 15 (class A only)
     * @param speedKnots speed over ground, 0 to 102.2 kn
     * @param latitude degrees
     * @param longitude degrees
     * @param courseDegrees [0, 360)
     * @param headingDegrees true heading, [0, 360), or NaN
     */
    public record Position(
            long receivedMillis,
            int navStatus,
            double speedKnots,
            double latitude,
            double longitude,
            double courseDegrees,
            double headingDegrees) {}

    /**
     * What static reports say.
     *
     * @param imo IMO number, 0 where there is none
     * @param shipType ITU-R M.1371 table 53
     * @param draughtDecimeters draught, 0.1 m
     */
    public record Ship(
            int imo,
            String callSign,
            String name,
            int shipType,
            int lengthMeters,
            int beamMeters,
            int draughtDecimeters,
            String destination) {}

    /** Message 1: class A position, 168 bits. */
    public byte[] positionA(Position position) {
        SixBits bits = head(1).number(position.navStatus(), 4)
                .number(NOT_AVAILABLE_ROT, 8)
                .number(tenths(position.speedKnots()), 10)
                .number(1, 1);
        place(bits, position).number(0, 2).number(0, 3).number(0, 1).number(0, 19);
        return sentences(bits, position.receivedMillis());
    }

    /** Message 18: class B position, 168 bits. */
    public byte[] positionB(Position position) {
        SixBits bits =
                head(18).number(0, 8).number(tenths(position.speedKnots()), 10).number(1, 1);
        place(bits, position)
                .number(0, 2)
                .number(1, 1)
                .number(0, 1)
                .number(1, 1)
                .number(1, 1)
                .number(0, 1)
                .number(0, 1)
                .number(0, 1)
                .number(0, 20);
        return sentences(bits, position.receivedMillis());
    }

    /** Message 5: class A static and voyage data, 424 bits, two sentences. */
    public byte[] staticA(Ship ship, long receivedMillis) {
        SixBits bits = head(5).number(0, 2)
                .number(ship.imo(), 30)
                .text(ship.callSign(), 7)
                .text(ship.name(), 20)
                .number(ship.shipType(), 8);
        dimensions(bits, ship)
                .number(1, 4)
                .number(0, 4)
                .number(0, 5)
                .number(24, 5)
                .number(60, 6)
                .number(ship.draughtDecimeters(), 8)
                .text(ship.destination(), 20)
                .number(0, 1)
                .number(0, 1);
        return sentences(bits, receivedMillis);
    }

    /** Message 24 part A: class B name, 160 bits. */
    public byte[] nameB(Ship ship, long receivedMillis) {
        return sentences(head(24).number(0, 2).text(ship.name(), 20), receivedMillis);
    }

    /** Message 24 part B: class B type, call sign, dimensions, 168 bits. */
    public byte[] staticB(Ship ship, long receivedMillis) {
        SixBits bits = head(24).number(1, 2)
                .number(ship.shipType(), 8)
                .text("VGS", 3)
                .number(0, 4)
                .number(0, 20)
                .text(ship.callSign(), 7);
        return sentences(dimensions(bits, ship).number(0, 6), receivedMillis);
    }

    private SixBits head(int type) {
        return new SixBits().number(type, 6).number(0, 2).number(mmsi, 30);
    }

    private static SixBits place(SixBits bits, Position position) {
        int heading = Double.isNaN(position.headingDegrees()) ? NOT_AVAILABLE_HEADING : (int) position.headingDegrees();
        long second = Math.floorMod(position.receivedMillis() / MILLIS_PER_SECOND, 60L);
        return bits.number(Math.round(position.longitude() * TEN_THOUSANDTH_MINUTES), 28)
                .number(Math.round(position.latitude() * TEN_THOUSANDTH_MINUTES), 27)
                .number(Math.round(position.courseDegrees() * 10) % 3600, 12)
                .number(heading, 9)
                .number(second, 6);
    }

    private static SixBits dimensions(SixBits bits, Ship ship) {
        int bow = ship.lengthMeters() / 2;
        int port = ship.beamMeters() / 2;
        return bits.number(bow, 9)
                .number(ship.lengthMeters() - bow, 9)
                .number(port, 6)
                .number(ship.beamMeters() - port, 6);
    }

    private static int tenths(double knots) {
        return (int) Math.round(Math.min(102.2, knots) * 10);
    }

    private byte[] sentences(SixBits bits, long receivedMillis) {
        int characters = (bits.length() + 5) / 6;
        int total = (characters + LONGEST_PAYLOAD - 1) / LONGEST_PAYLOAD;
        char channel = sequence++ % 2 == 0 ? 'A' : 'B';
        String id = total == 1 ? "" : Integer.toString(group % 10);
        StringBuilder out = new StringBuilder();
        for (int part = 1; part <= total; part++) {
            String tag = (total == 1 ? "" : "g:" + part + '-' + total + '-' + (1000 + group) + ',') + STATION + ",c:"
                    + receivedMillis;
            int fill = part == total ? bits.fill() : 0;
            String payload = bits.characters((part - 1) * LONGEST_PAYLOAD, LONGEST_PAYLOAD);
            String sentence = "AIVDM," + total + ',' + part + ',' + id + ',' + channel + ',' + payload + ',' + fill;
            out.append(part == 1 ? "" : "\n")
                    .append('\\')
                    .append(checked(tag))
                    .append("\\!")
                    .append(checked(sentence));
        }
        if (total > 1) {
            group = (group + 1) % 9000;
        }
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The text, an asterisk and the exclusive or of its characters as two hexadecimal digits. */
    static String checked(String text) {
        int check = 0;
        for (int i = 0; i < text.length(); i++) {
            check ^= text.charAt(i);
        }
        return text + String.format(Locale.ROOT, "*%02X", check);
    }
}
