package io.vigil.json;

import static io.vigil.json.FieldValues.require;
import static io.vigil.json.FieldValues.text;
import static io.vigil.json.FieldValues.time;
import static io.vigil.json.FieldValues.within;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vigil.model.MoverId;
import io.vigil.model.PassReport;
import io.vigil.model.PlateFormat;
import io.vigil.model.PositionReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoint passes as JSON. Needed are {@code plate}, {@code plateColour}, {@code time}, {@code lon} and {@code lat};
 * {@code received}, {@code site}, {@code class}, {@code brand}, {@code colour} (of the paint), {@code confidence} (0 to 1)
 * and {@code source} are as far as known. Unknown fields are ignored; null and absent are the same. Limits as for
 * {@link PositionJson}.
 *
 * <p>A plate is taken without blanks and dots and in capitals, so that one vehicle is found under one name.
 */
public final class PassJson {
    private static final String SOURCE = "pass";

    /** What cameras write where they saw a vehicle and read no plate: that is nobody, and not a false plate. */
    private static final Set<String> UNREAD = Set.of("无车牌", "无牌", "无号牌", "未识别", "未知", "车牌", "UNKNOWN", "NONE");

    private PassJson() {}

    /**
     * Reads one pass.
     *
     * @param json UTF-8
     * @param length how many bytes of it count
     * @throws JsonFormatException saying what is wrong
     */
    public static PassReport read(byte[] json, int length) {
        return FieldValues.object(json, length, parser -> new Fields().read(parser));
    }

    /**
     * The mover of a plate as it was written.
     *
     * @throws JsonFormatException if the colour is none, or no vehicle can have that plate as its name
     */
    public static MoverId mover(String plate, String plateColour) {
        if (!PlateFormat.COLOURS.contains(plateColour)) {
            throw new JsonFormatException(
                    "plateColour=\"" + plateColour + "\" must be one of " + String.join(", ", PlateFormat.COLOURS));
        }
        String name = canonical(plate);
        if (name.isEmpty() || name.indexOf('|') >= 0) {
            throw new JsonFormatException("plate=\"" + plate + "\" is not a plate");
        }
        if (UNREAD.contains(name)) {
            throw new JsonFormatException("plate=\"" + plate + "\": no plate was read");
        }
        return PassReport.moverOf(name, plateColour);
    }

    /** One pass as JSON. */
    public static byte[] toJson(PassReport pass) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(320);
        try (JsonGenerator json = PositionJson.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("plate", pass.plate());
            json.writeStringField("plateColour", pass.plateColour());
            json.writeStringField("time", Rfc3339.format(pass.eventTimeMillis()));
            if (pass.receivedTimeMillis() != PositionReport.NO_TIME) {
                json.writeStringField("received", Rfc3339.format(pass.receivedTimeMillis()));
            }
            PositionJson.writeNumber(json, "lon", pass.longitude(), 1e7);
            PositionJson.writeNumber(json, "lat", pass.latitude(), 1e7);
            json.writeStringField("site", pass.site());
            writeText(json, "class", pass.seenClass());
            writeText(json, "brand", pass.seenBrand());
            writeText(json, "colour", pass.seenColour());
            PositionJson.writeNumber(json, "confidence", pass.confidence(), 1e4);
            json.writeStringField("source", pass.source());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static void writeText(JsonGenerator json, String name, @Nullable String text) throws IOException {
        if (text != null) {
            json.writeStringField(name, text);
        }
    }

    private static String canonical(String plate) {
        StringBuilder canonical = new StringBuilder(plate.length());
        for (int i = 0; i < plate.length(); i++) {
            char character = plate.charAt(i);
            boolean isBetween = Character.isWhitespace(character) || "·•.-".indexOf(character) >= 0;
            if (!isBetween) {
                canonical.append(character);
            }
        }
        return canonical.toString().toUpperCase(Locale.ROOT);
    }

    /** Collects the fields as the parser comes by them. */
    private static final class Fields {
        private @Nullable String plate;
        private @Nullable String plateColour;
        private @Nullable String seenClass;
        private @Nullable String seenBrand;
        private @Nullable String seenColour;
        private String site = "";
        private String source = SOURCE;
        private long eventTimeMillis = PositionReport.NO_TIME;
        private long receivedTimeMillis = PositionReport.NO_TIME;
        private double latitude = Double.NaN;
        private double longitude = Double.NaN;
        private double confidence = Double.NaN;

        PassReport read(JsonParser parser) throws IOException {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                if (parser.nextToken() != JsonToken.VALUE_NULL) {
                    field(name, parser);
                }
            }
            require(plate != null, "plate");
            require(plateColour != null, "plateColour");
            require(eventTimeMillis != PositionReport.NO_TIME, "time");
            require(!Double.isNaN(latitude), "lat");
            require(!Double.isNaN(longitude), "lon");
            return new PassReport(
                    mover(String.valueOf(plate), String.valueOf(plateColour)),
                    eventTimeMillis,
                    receivedTimeMillis,
                    latitude,
                    longitude,
                    site,
                    seenClass,
                    seenBrand,
                    seenColour,
                    confidence,
                    source);
        }

        private void field(String name, JsonParser parser) throws IOException {
            switch (name) {
                case "plate" -> plate = text(name, parser);
                case "plateColour" -> plateColour = text(name, parser);
                case "time" -> eventTimeMillis = time(name, parser);
                case "received" -> receivedTimeMillis = time(name, parser);
                case "lat" -> latitude = within(name, parser, -90, 90);
                case "lon" -> longitude = within(name, parser, -180, 180);
                case "site" -> site = text(name, parser);
                case "class" -> seenClass = text(name, parser);
                case "brand" -> seenBrand = text(name, parser);
                case "colour" -> seenColour = text(name, parser);
                case "confidence" -> confidence = within(name, parser, 0, 1);
                case "source" -> source = text(name, parser);
                default -> parser.skipChildren();
            }
        }
    }
}
