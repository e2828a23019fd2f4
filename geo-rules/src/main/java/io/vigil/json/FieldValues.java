package io.vigil.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** What an event's JSON object holds, field by field, checked; messages name a field as it is written. */
final class FieldValues {
    private static final int SHOWN_LENGTH = 60;

    private FieldValues() {}

    /** Takes the fields of the object the parser has just entered, up to its end. */
    interface ObjectReader<T> {
        T read(JsonParser parser) throws IOException;
    }

    /**
     * Reads a text that is one object.
     *
     * @param json UTF-8
     * @param length how many bytes of it count
     * @throws JsonFormatException saying what is wrong, whatever the bytes are
     */
    static <T> T object(byte[] json, int length, ObjectReader<T> fields) {
        try (JsonParser parser = PositionJson.FACTORY.createParser(json, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonFormatException("is not a JSON object");
            }
            T value = fields.read(parser);
            if (parser.nextToken() != null) {
                throw new JsonFormatException("something follows the JSON object");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new JsonFormatException("is not JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new JsonFormatException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            // Nothing is read from a device here: the bytes are in no encoding of JSON.
            throw new JsonFormatException("is not JSON: " + e.getMessage());
        }
    }

    static void require(boolean isThere, String name) {
        if (!isThere) {
            throw new JsonFormatException(name + " is missing");
        }
    }

    static String text(String name, JsonParser parser) throws IOException {
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

    static long time(String name, JsonParser parser) throws IOException {
        String text = text(name, parser);
        long millis = Rfc3339.parseOrNone(text);
        if (millis == Rfc3339.NONE) {
            throw wrong(name, parser, "must be a time such as 2026-09-12T14:03:05.120Z");
        }
        return millis;
    }

    static double number(String name, JsonParser parser) throws IOException {
        return number(name, parser, "finite");
    }

    static double within(String name, JsonParser parser, double least, double most) throws IOException {
        double value = number(name, parser, (long) least + " to " + (long) most);
        if (value < least || value > most) {
            throw wrong(name, parser, "must be " + (long) least + " to " + (long) most);
        }
        return value;
    }

    static double number(String name, JsonParser parser, String range) throws IOException {
        boolean isNumber = parser.currentToken().isNumeric();
        double value = isNumber ? parser.getDoubleValue() : Double.NaN;
        if (!Double.isFinite(value)) {
            throw wrong(name, parser, "must be a number, " + range);
        }
        return value;
    }

    static JsonFormatException wrong(String name, JsonParser parser, String rule) throws IOException {
        return new JsonFormatException(name + "=" + shown(parser) + " " + rule);
    }

    static String shown(JsonParser parser) throws IOException {
        String text = parser.getText();
        String cut = text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "…";
        return parser.currentToken() == JsonToken.VALUE_STRING ? '"' + cut + '"' : cut;
    }
}
