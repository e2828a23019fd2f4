package io.vigil.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.model.MoverClass;
import io.vigil.model.MoverId;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object; what is wrong with them goes to a list of faults with the object's place. */
final class JsonFields {
    /** Dates without a time are days in China, as the registries write them. */
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private static final int DATE_LENGTH = 10;
    private static final int SHOWN_LENGTH = 40;

    private final JsonNode node;
    private final String place;
    private final FaultList faults;

    JsonFields(JsonNode node, String place, FaultList faults) {
        this.node = node;
        this.place = place;
        this.faults = faults;
    }

    JsonNode node() {
        return node;
    }

    void fault(String reason, @Nullable String remedy) {
        faults.add(place, reason, remedy);
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** A text, or null where there is none. */
    @Nullable
    String text(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            fault(name + " must be a text, is " + shown(value), null);
            return null;
        }
        String text = value.textValue();
        if (!WellFormedText.isWellFormed(text)) {
            fault(name + " holds half of a surrogate pair", null);
        }
        return text;
    }

    /** A text that must be there and not be blank. */
    @Nullable
    String requiredText(String name) {
        if (!has(name)) {
            fault(name + " is missing", null);
            return null;
        }
        String text = text(name);
        if (text != null && text.isBlank()) {
            fault(name + " is blank", null);
            return null;
        }
        return text;
    }

    /** A number above a bound, or NaN where there is none. */
    double numberAbove(String name, double bound) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return Double.NaN;
        }
        if (!value.isNumber() || !Double.isFinite(value.doubleValue()) || !(value.doubleValue() > bound)) {
            fault(name + "=" + shown(value) + " must be a number above " + (long) bound, null);
            return Double.NaN;
        }
        return value.doubleValue();
    }

    /** A number within bounds; NaN where there is none, or with a fault. */
    double checkNumber(String name, double least, double most) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return Double.NaN;
        }
        if (!value.isNumber() || !(value.doubleValue() >= least && value.doubleValue() <= most)) {
            fault(name + "=" + shown(value) + " must be a number, " + (long) least + " to " + (long) most, null);
            return Double.NaN;
        }
        return value.doubleValue();
    }

    /** A number within bounds that must be there; NaN with a fault. */
    double requiredNumber(String name, double least, double most) {
        if (!has(name)) {
            fault(name + " is missing", null);
            return Double.NaN;
        }
        return checkNumber(name, least, most);
    }

    /** True or false; false where there is none. */
    boolean flag(String name) {
        JsonNode value = node.get(name);
        if (value != null && !value.isNull() && !value.isBoolean()) {
            fault(name + "=" + shown(value) + " must be true or false", null);
        }
        return value != null && value.asBoolean();
    }

    /** An object within this one, or null with a fault. */
    @Nullable
    JsonFields child(String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isObject()) {
            fault(name + " must be an object, is " + shown(value), null);
            return null;
        }
        return new JsonFields(value, place + ", " + name, faults);
    }

    /** What is there must be a list. */
    void checkList(String name) {
        if (has(name) && !node.get(name).isArray()) {
            fault(name + " must be a list, is " + shown(node.get(name)), null);
        }
    }

    /** How many values the object holds, at all depths. */
    long values() {
        return count(node);
    }

    /** How many values there are below a node. */
    static long count(JsonNode node) {
        long count = 0;
        for (JsonNode child : node) {
            count += 1 + count(child);
        }
        return count;
    }

    /** A coordinate, or NaN with a fault where it is missing or out of range. */
    double coordinate(String name, double bound) {
        JsonNode value = node.get(name);
        if (value == null || !value.isNumber() || !(Math.abs(value.doubleValue()) <= bound)) {
            fault(name + "=" + shown(value) + " must be a number from -" + (long) bound + " to " + (long) bound, null);
            return Double.NaN;
        }
        return value.doubleValue();
    }

    /** Begin of a validity: an instant, or the begin of a day; {@link Long#MIN_VALUE} where there is none. */
    long from(String name) {
        return instant(name, 0, Long.MIN_VALUE);
    }

    /** End of a validity, exclusive: an instant, or the end of a day; {@link Long#MAX_VALUE} where there is none. */
    long to(String name) {
        return instant(name, 1, Long.MAX_VALUE);
    }

    /** A time with an offset that must be there; {@link Rfc3339#NONE} with a fault. */
    long requiredTime(String name) {
        String text = requiredText(name);
        if (text == null) {
            return Rfc3339.NONE;
        }
        long millis = Rfc3339.parseOrNone(text);
        if (millis == Rfc3339.NONE) {
            fault(name + "=\"" + cut(text) + "\" is not a time such as 2026-09-12T14:03:05.120Z", null);
        }
        return millis;
    }

    private long instant(String name, int daysAfter, long absent) {
        String text = text(name);
        if (text == null) {
            return absent;
        }
        long millis = text.length() == DATE_LENGTH ? day(text, daysAfter) : Rfc3339.parseOrNone(text);
        if (millis == Rfc3339.NONE) {
            fault(name + "=\"" + cut(text) + "\" is not a time", "write 2026-09-12 or 2026-09-12T14:00:00+08:00");
            return absent;
        }
        return millis;
    }

    private static long day(String text, int daysAfter) {
        try {
            return LocalDate.parse(text)
                    .plusDays(daysAfter)
                    .atStartOfDay()
                    .toInstant(CHINA)
                    .toEpochMilli();
        } catch (DateTimeException e) {
            return Rfc3339.NONE;
        }
    }

    /** A period of validity must have an instant. */
    void checkValidity(long fromMillis, long toMillis) {
        if (fromMillis >= toMillis) {
            fault("validTo is not after validFrom", null);
        }
    }

    /** A free object as Java has it; empty where there is none. */
    Map<String, Object> object(String name) {
        JsonNode value = node.get(name);
        Map<String, Object> all = new TreeMap<>();
        if (value == null || value.isNull()) {
            return all;
        }
        if (!value.isObject()) {
            fault(name + " must be an object, is " + shown(value), null);
            return all;
        }
        return fieldsOf(value);
    }

    /** Every field of an object as Java has it, sorted by name; nulls are left out. */
    static Map<String, Object> fieldsOf(JsonNode object) {
        Map<String, Object> all = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!field.getValue().isNull()) {
                all.put(field.getKey(), plain(field.getValue()));
            }
        }
        return all;
    }

    /** A list of texts; empty where there is none. */
    List<String> texts(String name) {
        JsonNode value = node.get(name);
        List<String> texts = new ArrayList<>();
        if (value == null || value.isNull()) {
            return texts;
        }
        if (!value.isArray()) {
            fault(name + " must be a list of texts, is " + shown(value), null);
            return texts;
        }
        for (JsonNode item : value) {
            if (item.isTextual() && WellFormedText.isWellFormed(item.textValue())) {
                texts.add(item.textValue());
            } else {
                fault(name + " must be a list of texts, holds " + shown(item), null);
            }
        }
        return texts;
    }

    /** A list of mover classes; unknown ones are faults. */
    List<String> classes(String name) {
        List<String> classes = texts(name);
        classes.forEach(this::checkClass);
        return classes;
    }

    void checkClass(String word) {
        if (!MoverClass.WORDS.contains(word)) {
            fault("unknown class \"" + word + "\"", "known are " + String.join(", ", MoverClass.WORDS));
        }
    }

    /** A mover id, or null with a fault. */
    @Nullable
    MoverId mover(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return new MoverId(text);
        } catch (IllegalArgumentException e) {
            fault(String.valueOf(e.getMessage()), null);
            return null;
        }
    }

    /** The items of a list of objects. */
    List<JsonFields> objects(String name) {
        JsonNode value = node.get(name);
        List<JsonFields> objects = new ArrayList<>();
        if (value == null || value.isNull()) {
            return objects;
        }
        if (!value.isArray()) {
            fault(name + " must be a list, is " + shown(value), null);
            return objects;
        }
        for (int i = 0; i < value.size(); i++) {
            if (value.get(i).isObject()) {
                objects.add(new JsonFields(value.get(i), place + ", " + name + "[" + i + "]", faults));
            } else {
                fault(name + "[" + i + "] must be an object, is " + shown(value.get(i)), null);
            }
        }
        return objects;
    }

    /** A JSON value as Java has it: texts, longs, doubles, booleans, lists, maps; nulls are left out. */
    static Object plain(JsonNode value) {
        if (value.isObject()) {
            return Collections.unmodifiableMap(fieldsOf(value));
        }
        if (value.isArray()) {
            List<Object> list = new ArrayList<>();
            for (JsonNode item : value) {
                if (!item.isNull()) {
                    list.add(plain(item));
                }
            }
            return Collections.unmodifiableList(list);
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.isNumber()) {
            return value.doubleValue();
        }
        return value.isBoolean() ? (Object) value.booleanValue() : value.asText();
    }

    static String shown(@Nullable JsonNode value) {
        return value == null ? "nothing" : cut(value.toString());
    }

    static String cut(String text) {
        return text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "…";
    }
}
