package io.vigil.feeds.jt808;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * Regions and routes a platform sets on a terminal (0x8600, 0x8602, 0x8604, 0x8606; 2019 adds
 * the highest speed at night and a name) as JSON.
 */
final class RegionJson {
    private static final int BY_TIME = 1;
    private static final int SPEED_LIMIT = 1 << 1;
    private static final int REGION_SOUTH = 1 << 6;
    private static final int REGION_WEST = 1 << 7;
    private static final int SEGMENT_SOUTH = 1 << 2;
    private static final int SEGMENT_WEST = 1 << 3;
    private static final String[] ACTIONS = {"update", "append", "modify"};

    private final JsonGenerator json;
    private final BodyCursor cursor;
    private final boolean is2019;

    RegionJson(JsonGenerator json, BodyCursor cursor, boolean is2019) {
        this.json = json;
        this.cursor = cursor;
        this.is2019 = is2019;
    }

    void write(MessageType type) throws IOException {
        switch (type) {
            case SET_CIRCLES, SET_RECTANGLES -> writeList(type == MessageType.SET_CIRCLES);
            case SET_POLYGON -> writePolygon();
            case SET_ROUTE -> writeRoute();
            default -> throw new IllegalStateException("no region: " + type);
        }
        if (cursor.remaining() > 0) {
            json.writeStringField("trailing", cursor.hex(cursor.remaining()));
        }
    }

    private void writeList(boolean areCircles) throws IOException {
        Flags.writeWord(json, "action", cursor.u8(), ACTIONS);
        int count = cursor.u8();
        json.writeArrayFieldStart("regions");
        for (int i = 0; i < count && !cursor.ranShort(); i++) {
            json.writeStartObject();
            json.writeNumberField("id", cursor.u32());
            int attributes = attributes();
            if (areCircles) {
                writePoint("lat", "lon", attributes, REGION_SOUTH, REGION_WEST);
                json.writeNumberField("radiusM", cursor.u32());
            } else {
                writePoint("north", "west", attributes, REGION_SOUTH, REGION_WEST);
                writePoint("south", "east", attributes, REGION_SOUTH, REGION_WEST);
            }
            writeTimes(attributes);
            writeLimit(attributes);
            writeNightLimit(attributes);
            writeName();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** One polygon a message; in 2019 the limit at night stands behind the vertices, far from the limit by day. */
    private void writePolygon() throws IOException {
        json.writeNumberField("region", cursor.u32());
        int attributes = attributes();
        writeTimes(attributes);
        writeLimit(attributes);
        int count = cursor.u16();
        json.writeArrayFieldStart("vertices");
        for (int i = 0; i < count && !cursor.ranShort(); i++) {
            json.writeStartObject();
            writePoint("lat", "lon", attributes, REGION_SOUTH, REGION_WEST);
            json.writeEndObject();
        }
        json.writeEndArray();
        writeNightLimit(attributes);
        writeName();
    }

    private void writeRoute() throws IOException {
        json.writeNumberField("route", cursor.u32());
        writeTimes(attributes());
        int count = cursor.u16();
        json.writeArrayFieldStart("points");
        for (int i = 0; i < count && !cursor.ranShort(); i++) {
            json.writeStartObject();
            writeRoutePoint();
            json.writeEndObject();
        }
        json.writeEndArray();
        writeName();
    }

    /** The sign bits follow the coordinates, so these are read before they can be written. */
    private void writeRoutePoint() throws IOException {
        json.writeNumberField("id", cursor.u32());
        json.writeNumberField("segment", cursor.u32());
        long latitude = cursor.u32();
        long longitude = cursor.u32();
        json.writeNumberField("widthM", cursor.u8());
        int attributes = cursor.u8();
        json.writeNumberField("lat", LocationBody.signed(latitude, attributes, SEGMENT_SOUTH));
        json.writeNumberField("lon", LocationBody.signed(longitude, attributes, SEGMENT_WEST));
        json.writeNumberField("attributes", attributes);
        if ((attributes & BY_TIME) != 0) {
            json.writeNumberField("tooLongSeconds", cursor.u16());
            json.writeNumberField("tooShortSeconds", cursor.u16());
        }
        writeLimit(attributes);
        writeNightLimit(attributes);
    }

    private int attributes() throws IOException {
        int attributes = cursor.u16();
        json.writeNumberField("attributes", attributes);
        return attributes;
    }

    private void writePoint(String latitude, String longitude, int attributes, int south, int west) throws IOException {
        json.writeNumberField(latitude, LocationBody.signed(cursor.u32(), attributes, south));
        json.writeNumberField(longitude, LocationBody.signed(cursor.u32(), attributes, west));
    }

    private void writeTimes(int attributes) throws IOException {
        if ((attributes & BY_TIME) != 0) {
            json.writeStringField("from", localTime(cursor.hex(CivilTime.BCD_LENGTH)));
            json.writeStringField("to", localTime(cursor.hex(CivilTime.BCD_LENGTH)));
        }
    }

    /** Local time in GMT+8; a date of zeros means every day, and only the time of day is shown. */
    private static String localTime(String digits) {
        if (digits.length() < 12) {
            return "";
        }
        String time = digits.substring(6, 8) + ':' + digits.substring(8, 10) + ':' + digits.substring(10, 12);
        return digits.startsWith("000000")
                ? time
                : "20" + digits.substring(0, 2) + '-' + digits.substring(2, 4) + '-' + digits.substring(4, 6) + 'T'
                        + time;
    }

    private void writeLimit(int attributes) throws IOException {
        if ((attributes & SPEED_LIMIT) != 0) {
            json.writeNumberField("speedLimitKmh", cursor.u16());
            json.writeNumberField("overspeedSeconds", cursor.u8());
        }
    }

    private void writeNightLimit(int attributes) throws IOException {
        if (is2019 && (attributes & SPEED_LIMIT) != 0) {
            json.writeNumberField("nightSpeedLimitKmh", cursor.u16());
        }
    }

    private void writeName() throws IOException {
        if (is2019) {
            json.writeStringField("name", cursor.text(cursor.u16()));
        }
    }
}
