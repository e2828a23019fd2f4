package io.vigil.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vigil.model.AlarmFlag;
import io.vigil.model.MoverId;
import io.vigil.model.MoverKind;
import io.vigil.model.PositionReport;
import io.vigil.model.StatusFlag;
import io.vigil.model.Units;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the fields of one report as the parser comes by them; messages name a field as it is written. */
final class PositionFields {
    private static final int SHOWN_LENGTH = 60;
    private static final Map<String, Integer> STATUS_BITS = new HashMap<>();
    private static final Map<String, Integer> ALARM_BITS = new HashMap<>();

    static {
        for (StatusFlag flag : StatusFlag.values()) {
            STATUS_BITS.put(flag.word(), flag.bit());
        }
        for (AlarmFlag flag : AlarmFlag.values()) {
            ALARM_BITS.put(flag.word(), flag.bit());
        }
    }

    private @Nullable String mover;
    private @Nullable String driver;
    private @Nullable String source;
    private long eventTimeMillis = PositionReport.NO_TIME;
    private long receivedTimeMillis = PositionReport.NO_TIME;
    private double latitude = Double.NaN;
    private double longitude = Double.NaN;
    private double speedMps = Double.NaN;
    private double courseDegrees = Double.NaN;
    private double headingDegrees = Double.NaN;
    private double altitudeMeters = Double.NaN;
    private double odometerMeters = Double.NaN;
    private long statusBits = PositionReport.NO_STATUS;
    private int alarmBits;
    private int navStatus = PositionReport.NO_NAV_STATUS;

    /** Reads up to the end of the object the parser has just entered. */
    PositionReport read(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                field(name, parser);
            }
        }
        return report();
    }

    private void field(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "mover" -> mover = text(name, parser);
            case "time" -> eventTimeMillis = time(name, parser);
            case "received" -> receivedTimeMillis = time(name, parser);
            case "driver" -> driver = text(name, parser);
            case "source" -> source = text(name, parser);
            case "lat" -> latitude = within(name, parser, -90, 90);
            case "lon" -> longitude = within(name, parser, -180, 180);
            case "speedKmh" -> speedMps = Units.kphToMps(speed(name, parser));
            case "speedKn" -> speedMps = Units.knotsToMps(speed(name, parser));
            case "course" -> courseDegrees = angle(name, parser);
            case "heading" -> headingDegrees = angle(name, parser);
            case "altitudeM" -> altitudeMeters = number(name, parser);
            case "odometerKm" -> odometerMeters = odometer(name, parser);
            case "navStatus" -> navStatus = navStatus(name, parser);
            case "status" -> statusBits = status(name, parser);
            case "alarms" -> alarmBits = alarms(name, parser);
            default -> parser.skipChildren();
        }
    }

    private PositionReport report() {
        require(mover != null, "mover");
        require(eventTimeMillis != PositionReport.NO_TIME, "time");
        require(!Double.isNaN(latitude), "lat");
        require(!Double.isNaN(longitude), "lon");
        MoverId who = new MoverId(String.valueOf(mover));
        if (who.kind() == MoverKind.DRIVER) {
            throw new JsonFormatException("mover \"" + who + "\" is a driver, who reports by the vehicle he drives");
        }
        return PositionReport.at(who, eventTimeMillis, latitude, longitude)
                .receivedTimeMillis(receivedTimeMillis)
                .speedMps(speedMps)
                .courseDegrees(courseDegrees)
                .headingDegrees(headingDegrees)
                .altitudeMeters(altitudeMeters)
                .statusBits(statusBits)
                .alarmBits(alarmBits)
                .odometerMeters(odometerMeters)
                .driver(driver)
                .source(source == null ? "positions" : source)
                .navStatus(navStatus)
                .build();
    }

    private static void require(boolean isThere, String name) {
        if (!isThere) {
            throw new JsonFormatException(name + " is missing");
        }
    }

    private static String text(String name, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong(name, parser, "must be a text");
        }
        String text = parser.getText();
        if (text.length() > PositionJson.MAX_TEXT_LENGTH) {
            throw new JsonFormatException(
                    name + " has " + text.length() + " characters, allowed are " + PositionJson.MAX_TEXT_LENGTH);
        }
        if (!WellFormedText.isWellFormed(text)) {
            throw new JsonFormatException(name + " holds half of a surrogate pair");
        }
        return text;
    }

    private static long time(String name, JsonParser parser) throws IOException {
        String text = text(name, parser);
        long millis = Rfc3339.parseOrNone(text);
        if (millis == Rfc3339.NONE) {
            throw wrong(name, parser, "must be a time such as 2026-09-12T14:03:05.120Z");
        }
        return millis;
    }

    private static double number(String name, JsonParser parser) throws IOException {
        return number(name, parser, "finite");
    }

    private static double within(String name, JsonParser parser, double least, double most) throws IOException {
        double value = number(name, parser, (long) least + " to " + (long) most);
        if (value < least || value > most) {
            throw wrong(name, parser, "must be " + (long) least + " to " + (long) most);
        }
        return value;
    }

    private static double number(String name, JsonParser parser, String range) throws IOException {
        boolean isNumber = parser.currentToken().isNumeric();
        double value = isNumber ? parser.getDoubleValue() : Double.NaN;
        if (!Double.isFinite(value)) {
            throw wrong(name, parser, "must be a number, " + range);
        }
        return value;
    }

    private static double speed(String name, JsonParser parser) throws IOException {
        double value = number(name, parser, "0 or more");
        if (value < 0) {
            throw wrong(name, parser, "must be 0 or more");
        }
        return value;
    }

    /** North is 0 and 360. */
    private static double angle(String name, JsonParser parser) throws IOException {
        double value = within(name, parser, 0, 360);
        return value == 360 ? 0 : value;
    }

    /** Metres, to the decimetre that is written too: a product with 1000 would miss what was meant by the last bit. */
    private static double odometer(String name, JsonParser parser) throws IOException {
        double decimeters = Math.rint(number(name, parser) * 1e4);
        if (!Double.isFinite(decimeters)) {
            throw wrong(name, parser, "is too large");
        }
        return decimeters / 10;
    }

    private static int navStatus(String name, JsonParser parser) throws IOException {
        double value = within(name, parser, 0, 15);
        if (value != Math.rint(value)) {
            throw wrong(name, parser, "must be a whole number, 0 to 15");
        }
        return (int) value;
    }

    private static long status(String name, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrong(name, parser, "must be an object");
        }
        long bits = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Integer bit = STATUS_BITS.get(parser.currentName());
            JsonToken value = parser.nextToken();
            if (bit == null || value == JsonToken.VALUE_NULL) {
                parser.skipChildren();
            } else if (value == JsonToken.VALUE_TRUE) {
                bits |= 1L << bit;
            } else if (value != JsonToken.VALUE_FALSE) {
                throw wrong(name + "." + parser.currentName(), parser, "must be true or false");
            }
        }
        return bits;
    }

    private static int alarms(String name, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrong(name, parser, "must be a list");
        }
        int bits = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw new JsonFormatException(name + " must be a list of texts, holds " + shown(parser));
            }
            Integer bit = ALARM_BITS.get(parser.getText());
            bits |= bit == null ? 0 : 1 << bit;
        }
        return bits;
    }

    private static JsonFormatException wrong(String name, JsonParser parser, String rule) throws IOException {
        return new JsonFormatException(name + "=" + shown(parser) + " " + rule);
    }

    private static String shown(JsonParser parser) throws IOException {
        String text = parser.getText();
        String cut = text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "…";
        return parser.currentToken() == JsonToken.VALUE_STRING ? '"' + cut + '"' : cut;
    }
}
