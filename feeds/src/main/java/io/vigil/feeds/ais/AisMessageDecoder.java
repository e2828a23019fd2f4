package io.vigil.feeds.ais;

import io.vigil.feeds.ais.AisMessage.Aid;
import io.vigil.feeds.ais.AisMessage.Clock;
import io.vigil.feeds.ais.AisMessage.Fix;
import io.vigil.feeds.ais.AisMessage.Motion;
import io.vigil.feeds.ais.AisMessage.Particulars;
import io.vigil.feeds.ais.AisMessage.Size;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a message (ITU-R M.1371-5 annex 8 clause 3; the clause is cited where a layout starts).
 *
 * <p>A message that is too short, too long, of no known type or from no possible MMSI is {@link AisContent.Nonsense}. A type
 * this engine does not use is a message without content.
 */
final class AisMessageDecoder {
    private static final int MAX_MMSI = 999_999_999;
    private static final int AUXILIARY_CRAFT = 98;
    private static final int AUXILIARY_CRAFT_UNIT = 10_000_000;
    private static final int UNITS_PER_DEGREE = 600_000;
    private static final int LONG_RANGE_UNITS_PER_DEGREE = 600;
    private static final int MAX_LATITUDE = 90;
    private static final int MAX_LONGITUDE = 180;
    private static final int NAME_CHARACTERS = 20;

    private AisMessageDecoder() {}

    /** Reads a message. */
    static AisContent decode(PayloadBits bits) {
        if (bits.length() < AisMessageType.HEADER_BITS) {
            return new AisContent.Nonsense("truncated", bits.length() + " bits hold no sender");
        }
        int number = bits.number(0, 6);
        AisMessageType type = AisMessageType.of(number);
        if (type == null) {
            return new AisContent.Nonsense("unknown-type", "type " + number + " must be 1 to 27");
        }
        int mmsi = bits.number(8, 30);
        if (mmsi == 0 || mmsi > MAX_MMSI) {
            return new AisContent.Nonsense("bad-mmsi", "MMSI " + mmsi + " must be 1 to 999999999, type " + number);
        }
        AisContent.Nonsense fault = lengthFault(type, bits, mmsi);
        if (fault != null) {
            return fault;
        }
        return switch (type) {
            case POSITION_SCHEDULED, POSITION_ASSIGNED, POSITION_INTERROGATED -> message(
                    type, mmsi, bits, classA(bits), null);
            case POSITION_LONG_RANGE -> message(type, mmsi, bits, longRange(bits), null);
            case CLASS_B_POSITION -> message(type, mmsi, bits, classB(bits), null);
            case CLASS_B_EXTENDED -> message(type, mmsi, bits, classB(bits), classBParticulars(bits));
            case SAR_AIRCRAFT -> message(type, mmsi, bits, aircraft(bits), null);
            case STATIC_AND_VOYAGE -> message(type, mmsi, bits, null, voyage(bits));
            case STATIC_DATA -> staticData(type, mmsi, bits);
            case BASE_STATION, UTC_RESPONSE -> new AisMessage(
                    type, bits.number(6, 2), mmsi, bits.length(), fixed(bits, 78), null, clock(bits), null);
            case AID_TO_NAVIGATION -> new AisMessage(
                    type, bits.number(6, 2), mmsi, bits.length(), fixed(bits, 163), aidName(bits), null, aid(bits));
            default -> message(type, mmsi, bits, null, null);
        };
    }

    private static AisContent.@Nullable Nonsense lengthFault(AisMessageType type, PayloadBits bits, int mmsi) {
        if (bits.length() >= type.minBits && bits.length() <= type.maxBits) {
            return null;
        }
        String detail = "type " + type.number + " of " + mmsi + " has " + bits.length() + " bits, expected "
                + type.minBits + " to " + type.maxBits;
        return new AisContent.Nonsense(bits.length() < type.minBits ? "truncated" : "overlong", detail);
    }

    private static AisMessage message(
            AisMessageType type,
            int mmsi,
            PayloadBits bits,
            @Nullable Motion motion,
            @Nullable Particulars particulars) {
        return new AisMessage(type, bits.number(6, 2), mmsi, bits.length(), motion, particulars, null, null);
    }

    /** Clause 3.1. */
    private static Motion classA(PayloadBits bits) {
        return motion(
                bits,
                60,
                61,
                UNITS_PER_DEGREE,
                tenths(bits.number(50, 10), 1023),
                tenths(bits.number(116, 12), 3600),
                heading(bits.number(128, 9)),
                Double.NaN,
                bits.number(38, 4),
                bits.signed(42, 8),
                second(bits.number(137, 6)));
    }

    /** Clauses 3.16 and 3.17, whose first 139 bits are the same. */
    private static Motion classB(PayloadBits bits) {
        return motion(
                bits,
                56,
                57,
                UNITS_PER_DEGREE,
                tenths(bits.number(46, 10), 1023),
                tenths(bits.number(112, 12), 3600),
                heading(bits.number(124, 9)),
                Double.NaN,
                AisMessage.ABSENT,
                Motion.NO_RATE_OF_TURN,
                second(bits.number(133, 6)));
    }

    /** Clause 3.7: the speed is in whole knots. */
    private static Motion aircraft(PayloadBits bits) {
        return motion(
                bits,
                60,
                61,
                UNITS_PER_DEGREE,
                whole(bits.number(50, 10), 1023),
                tenths(bits.number(116, 12), 3600),
                Double.NaN,
                whole(bits.number(38, 12), 4095),
                AisMessage.ABSENT,
                Motion.NO_RATE_OF_TURN,
                second(bits.number(128, 6)));
    }

    /** Clause 3.25: tenths of a minute, whole knots, whole degrees. */
    private static Motion longRange(PayloadBits bits) {
        int latitudeRaw = bits.signed(62, 17);
        int longitudeRaw = bits.signed(44, 18);
        return new Motion(
                fix(latitudeRaw, longitudeRaw, LONG_RANGE_UNITS_PER_DEGREE),
                bits.flag(38),
                degrees(latitudeRaw, LONG_RANGE_UNITS_PER_DEGREE, MAX_LATITUDE),
                degrees(longitudeRaw, LONG_RANGE_UNITS_PER_DEGREE, MAX_LONGITUDE),
                whole(bits.number(79, 6), 63),
                heading(bits.number(85, 9)),
                Double.NaN,
                Double.NaN,
                bits.number(40, 4),
                Motion.NO_RATE_OF_TURN,
                AisMessage.ABSENT);
    }

    /** A station that does not move; accuracy, longitude and latitude stand together. */
    private static Motion fixed(PayloadBits bits, int accuracyAt) {
        return motion(
                bits,
                accuracyAt,
                accuracyAt + 1,
                UNITS_PER_DEGREE,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                AisMessage.ABSENT,
                Motion.NO_RATE_OF_TURN,
                AisMessage.ABSENT);
    }

    private static Motion motion(
            PayloadBits bits,
            int accuracyAt,
            int longitudeAt,
            int unitsPerDegree,
            double sogKnots,
            double courseDegrees,
            double headingDegrees,
            double altitudeMeters,
            int navStatus,
            int rateOfTurn,
            int second) {
        int longitudeRaw = bits.signed(longitudeAt, 28);
        int latitudeRaw = bits.signed(longitudeAt + 28, 27);
        return new Motion(
                fix(latitudeRaw, longitudeRaw, unitsPerDegree),
                bits.flag(accuracyAt),
                degrees(latitudeRaw, unitsPerDegree, MAX_LATITUDE),
                degrees(longitudeRaw, unitsPerDegree, MAX_LONGITUDE),
                sogKnots,
                courseDegrees,
                headingDegrees,
                altitudeMeters,
                navStatus,
                rateOfTurn,
                second);
    }

    /** Clause 3.2. */
    private static Clock clock(PayloadBits bits) {
        return new Clock(
                within(bits.number(38, 14), 1, 9999),
                within(bits.number(52, 4), 1, 12),
                within(bits.number(56, 5), 1, 31),
                within(bits.number(61, 5), 0, 23),
                within(bits.number(66, 6), 0, 59),
                within(bits.number(72, 6), 0, 59));
    }

    /** Clause 3.3. */
    private static Particulars voyage(PayloadBits bits) {
        return new Particulars(
                bits.text(112, NAME_CHARACTERS),
                bits.text(70, 7),
                bits.unsigned(40, 30),
                bits.number(232, 8),
                size(bits, 240),
                bits.number(294, 8) / 10.0,
                bits.text(302, NAME_CHARACTERS),
                "",
                "",
                0);
    }

    /** Clause 3.17. */
    private static Particulars classBParticulars(PayloadBits bits) {
        return new Particulars(
                bits.text(143, NAME_CHARACTERS), "", 0, bits.number(263, 8), size(bits, 271), 0, "", "", "", 0);
    }

    /** Clause 3.22. An auxiliary craft (MMSI 98...) sends its mother ship's MMSI in place of its size. */
    private static AisContent staticData(AisMessageType type, int mmsi, PayloadBits bits) {
        int part = bits.number(38, 2);
        if (part == 0) {
            return message(
                    type, mmsi, bits, null, Particulars.named(bits.text(40, NAME_CHARACTERS), Size.UNKNOWN, "A"));
        }
        if (part > 1) {
            return new AisContent.Nonsense("unknown-part", "part " + part + " of type 24 must be 0 (A) or 1 (B)");
        }
        if (bits.length() < 162) {
            return new AisContent.Nonsense("truncated", "type 24 B of " + mmsi + " has " + bits.length() + " bits");
        }
        boolean auxiliary = mmsi / AUXILIARY_CRAFT_UNIT == AUXILIARY_CRAFT;
        return message(
                type,
                mmsi,
                bits,
                null,
                new Particulars(
                        "",
                        bits.text(90, 7),
                        0,
                        bits.number(40, 8),
                        auxiliary ? Size.UNKNOWN : size(bits, 132),
                        0,
                        "",
                        "B",
                        bits.text(48, 3),
                        auxiliary ? bits.number(132, 30) : 0));
    }

    /** Clause 3.19: 20 characters of name and up to 14 more at the end, cut to whole ones. */
    private static Particulars aidName(PayloadBits bits) {
        String name = bits.letters(43, NAME_CHARACTERS);
        if (name.length() == NAME_CHARACTERS) {
            name += bits.letters(272, Math.min(14, (bits.length() - 272) / 6));
        }
        return Particulars.named(name.strip(), size(bits, 219), "");
    }

    private static Aid aid(PayloadBits bits) {
        return new Aid(bits.number(38, 5), bits.flag(259), bits.flag(269));
    }

    private static Size size(PayloadBits bits, int at) {
        return new Size(bits.number(at, 9), bits.number(at + 9, 9), bits.number(at + 18, 6), bits.number(at + 24, 6));
    }

    private static Fix fix(int latitudeRaw, int longitudeRaw, int unitsPerDegree) {
        boolean noLatitude = Math.abs(latitudeRaw) > MAX_LATITUDE * unitsPerDegree;
        boolean noLongitude = Math.abs(longitudeRaw) > MAX_LONGITUDE * unitsPerDegree;
        if (!noLatitude && !noLongitude) {
            return Fix.AVAILABLE;
        }
        boolean sentinels = (!noLatitude || latitudeRaw == (MAX_LATITUDE + 1) * unitsPerDegree)
                && (!noLongitude || longitudeRaw == (MAX_LONGITUDE + 1) * unitsPerDegree);
        return sentinels ? Fix.UNAVAILABLE : Fix.IMPOSSIBLE;
    }

    private static double degrees(int raw, int unitsPerDegree, int limitDegrees) {
        return Math.abs(raw) > limitDegrees * unitsPerDegree ? Double.NaN : raw / (double) unitsPerDegree;
    }

    private static double tenths(int raw, int firstInvalid) {
        return raw < firstInvalid ? raw / 10.0 : Double.NaN;
    }

    private static double whole(int raw, int firstInvalid) {
        return raw < firstInvalid ? raw : Double.NaN;
    }

    private static double heading(int raw) {
        return whole(raw, 360);
    }

    private static int second(int raw) {
        return within(raw, 0, 59);
    }

    private static int within(int raw, int low, int high) {
        return raw >= low && raw <= high ? raw : AisMessage.ABSENT;
    }
}
