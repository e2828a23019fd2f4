package io.vigil.json;

import static io.vigil.json.FieldValues.number;
import static io.vigil.json.FieldValues.require;
import static io.vigil.json.FieldValues.text;
import static io.vigil.json.FieldValues.time;
import static io.vigil.json.FieldValues.within;
import static io.vigil.json.FieldValues.wrong;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vigil.model.AlarmFlag;
import io.vigil.model.MoverId;
import io.vigil.model.MoverKind;
import io.vigil.model.PositionReport;
import io.vigil.model.SafetyFlag;
import io.vigil.model.StatusFlag;
import io.vigil.model.Units;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the fields of one report as the parser comes by them; messages name a field as it is written. */
final class PositionFields {
    private static final Map<String, Integer> STATUS_BITS = new HashMap<>();
    private static final Map<String, Integer> ALARM_BITS = new HashMap<>();
    private static final Map<String, Integer> SAFETY_BITS = new HashMap<>();

    static {
        for (StatusFlag flag : StatusFlag.values()) {
            STATUS_BITS.put(flag.word(), flag.bit());
        }
        for (AlarmFlag flag : AlarmFlag.values()) {
            ALARM_BITS.put(flag.word(), flag.bit());
        }
        for (SafetyFlag flag : SafetyFlag.values()) {
            SAFETY_BITS.put(flag.word(), flag.bit());
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
    private int safetyFlags;
    private int fatigueLevel;
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
            case "navStatus" -> navStatus = whole(name, parser, 15);
            case "status" -> statusBits = status(name, parser);
            case "alarms" -> alarmBits = flags(name, parser, ALARM_BITS);
            case "safety" -> safetyFlags = flags(name, parser, SAFETY_BITS);
            case "fatigueLevel" -> fatigueLevel = whole(name, parser, PositionReport.MOST_FATIGUE);
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
                .safetyBits(safetyFlags & 0xFFFFFFFFL | PositionReport.fatigueBits(fatigueLevel))
                .build();
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

    private static int whole(String name, JsonParser parser, int most) throws IOException {
        double value = within(name, parser, 0, most);
        if (value != Math.rint(value)) {
            throw wrong(name, parser, "must be a whole number, 0 to " + most);
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

    private static int flags(String name, JsonParser parser, Map<String, Integer> known) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrong(name, parser, "must be a list");
        }
        int bits = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw new JsonFormatException(name + " must be a list of texts, holds " + FieldValues.shown(parser));
            }
            Integer bit = known.get(parser.getText());
            bits |= bit == null ? 0 : 1 << bit;
        }
        return bits;
    }
}
