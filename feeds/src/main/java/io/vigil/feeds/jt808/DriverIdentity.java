package io.vigil.feeds.jt808;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A driver's qualification card went in or out (0x0702 of 2013 and 2019), or, in the 2011 form, a
 * driver is named without time or card.
 *
 * @param layout 2011, 2013 or 2019
 * @param card what happened to the card; {@code UNKNOWN} in the 2011 form
 * @param timeMillis when, or {@link CivilTime#INVALID} in the 2011 form
 * @param readResult 0 read, 1 key refused, 2 locked, 3 pulled out, 4 check failed
 * @param name empty where not told
 * @param licence number of the qualification certificate, empty where not told
 * @param issuer who issued it, empty where not told
 * @param validUntil {@code YYYY-MM-DD}, empty where not told
 * @param idCard number of the identity card (2011, 2019), empty where not told
 */
record DriverIdentity(
        int layout,
        Card card,
        long timeMillis,
        int readResult,
        String name,
        String licence,
        String issuer,
        String validUntil,
        String idCard) {
    private static final int LICENCE_LENGTH = 20;
    private static final int ID_CARD_LENGTH = 20;
    private static final int LICENCE_LENGTH_2011 = 40;

    enum Card {
        IN("in"),
        OUT("out"),
        UNKNOWN("unknown");

        private final String word;

        Card(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static Reading<DriverIdentity> read(Message message) {
        Body body = message.body();
        int state = body.length() == 0 ? -1 : body.u8(0);
        if (state == 1 || state == 2) {
            return readCard(message, state == 1 ? Card.IN : Card.OUT);
        }
        DriverIdentity named = readNamed(body);
        return named == null
                ? new Reading.Refused<>(
                        "bad-driver-identity", "state " + state + " in a body of " + body.length() + " bytes")
                : new Reading.Of<>(named);
    }

    private static Reading<DriverIdentity> readCard(Message message, Card card) {
        BodyCursor cursor = new BodyCursor(message.body());
        cursor.u8();
        long timeMillis = cursor.timeMillis();
        // Only a card that went in must be described, yet many terminals describe the one that came out as well.
        boolean isDescribed = card == Card.IN || cursor.remaining() > 0;
        int readResult = isDescribed ? cursor.u8() : 0;
        boolean isRead = isDescribed && readResult == 0;
        String name = isRead ? cursor.text(cursor.u8()) : "";
        String licence = isRead ? cursor.text(LICENCE_LENGTH) : "";
        String issuer = isRead ? cursor.text(cursor.u8()) : "";
        String validUntil = isRead ? cursor.hex(4) : "";
        String idCard = isRead && message.version() == Message.VERSION_2019 ? cursor.text(ID_CARD_LENGTH) : "";
        if (cursor.ranShort()) {
            return new Reading.Refused<>(
                    "body-too-short", "driver identity of " + message.body().length() + " bytes");
        }
        if (timeMillis == CivilTime.INVALID) {
            return new Reading.Refused<>(
                    "bad-time", "BCD time " + message.body().hex(1, CivilTime.BCD_LENGTH));
        }
        return new Reading.Of<>(new DriverIdentity(
                message.version(), card, timeMillis, readResult, name, licence, issuer, date(validUntil), idCard));
    }

    /** The form of 2011, accepted only where it ends exactly with the body. */
    private static @Nullable DriverIdentity readNamed(Body body) {
        BodyCursor cursor = new BodyCursor(body);
        String name = cursor.text(cursor.u8());
        String idCard = cursor.text(ID_CARD_LENGTH);
        String licence = cursor.text(LICENCE_LENGTH_2011);
        String issuer = cursor.text(cursor.u8());
        return cursor.ranShort() || cursor.remaining() > 0
                ? null
                : new DriverIdentity(
                        Message.VERSION_2011, Card.UNKNOWN, CivilTime.INVALID, 0, name, licence, issuer, "", idCard);
    }

    /** BCD YYYYMMDD as a date; empty where it is none (terminals write zeros for "unlimited"). */
    private static String date(String digits) {
        if (digits.isEmpty()) {
            return "";
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) > '9') {
                return "";
            }
        }
        int year = Integer.parseInt(digits, 0, 4, 10);
        int month = Integer.parseInt(digits, 4, 6, 10);
        int day = Integer.parseInt(digits, 6, 8, 10);
        return CivilTime.millis(year, month, day, 0, 0, 0, 0) == CivilTime.INVALID
                ? ""
                : digits.substring(0, 4) + '-' + digits.substring(4, 6) + '-' + digits.substring(6, 8);
    }

    /** Facts for an identity report; the identity card's number stays out of them, no rule needs it. */
    Map<String, String> facts() {
        Map<String, String> facts = new HashMap<>();
        Texts.put(facts, "driver", licence);
        Texts.put(facts, "driverName", name);
        Texts.put(facts, "driverIssuer", issuer);
        Texts.put(facts, "driverValidUntil", validUntil);
        if (card != Card.UNKNOWN) {
            facts.put("driverCard", card.word());
        }
        if (readResult != 0) {
            facts.put("driverCardFault", readResultWord());
        }
        return facts;
    }

    String readResultWord() {
        return switch (readResult) {
            case 0 -> "read";
            case 1 -> "key-refused";
            case 2 -> "locked";
            case 3 -> "pulled-out";
            case 4 -> "check-failed";
            default -> "result-" + readResult;
        };
    }
}
