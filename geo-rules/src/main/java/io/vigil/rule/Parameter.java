package io.vigil.rule;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One knob of a rule kind, as its file declares it; validation, documentation and the command line follow from it.
 *
 * @param name in rule files, unit at the end where it has one
 * @param type how it is written
 * @param defaultValue what holds when it is not given; null means it must be given
 * @param meaning one sentence
 * @param meaningZh the same in Chinese
 * @param range the allowed range, for people
 * @param rangeZh the same in Chinese
 * @param allowed whether a value of the right type is in range
 */
public record Parameter(
        String name,
        Type type,
        @Nullable Object defaultValue,
        String meaning,
        String meaningZh,
        String range,
        String rangeZh,
        Predicate<Object> allowed) {

    /** So many texts by name at most: a rule may remember which of them hold in one number. */
    public static final int MOST_NAMES = 52;

    /** How a parameter is written in YAML and what it becomes. */
    public enum Type {
        /** ISO 8601 duration such as {@code PT5M}; a {@link Duration}. */
        DURATION,
        /** Number; a {@link Double}. */
        NUMBER,
        /** Whole number; an {@link Integer}. */
        COUNT,
        /** {@code true} or {@code false}; a {@link Boolean}. */
        FLAG,
        /** Text; a {@link String}. */
        TEXT,
        /** Local time {@code "02:00"}, quoted; a {@link LocalTime}. */
        TIME_OF_DAY,
        /** List of texts; a {@code List<String>}. */
        TEXTS,
        /** Map of text to number; a {@code SortedMap<String, Double>}. */
        NUMBERS_BY_NAME,
        /** Map of text to text; a {@code SortedMap<String, String>}. */
        TEXTS_BY_NAME,
        /** CEL expression that yields true or false; a {@link String}. */
        EXPRESSION
    }

    /** A duration of at least {@code least}. */
    public static Parameter duration(
            String name, String defaultIso, String leastIso, String meaning, String meaningZh) {
        Duration least = Duration.parse(leastIso);
        return new Parameter(
                name,
                Type.DURATION,
                Duration.parse(defaultIso),
                meaning,
                meaningZh,
                leastIso + " or more",
                leastIso + " 及以上",
                value -> ((Duration) value).compareTo(least) >= 0);
    }

    /** A number within bounds, both inclusive. */
    public static Parameter number(
            String name, double defaultValue, double least, double most, String meaning, String meaningZh) {
        return new Parameter(
                name,
                Type.NUMBER,
                defaultValue,
                meaning,
                meaningZh,
                plain(least) + " to " + plain(most),
                plain(least) + " 至 " + plain(most),
                value -> {
                    double number = (Double) value;
                    return number >= least && number <= most;
                });
    }

    /** A whole number within bounds, both inclusive. */
    public static Parameter count(
            String name, int defaultValue, int least, int most, String meaning, String meaningZh) {
        return new Parameter(
                name,
                Type.COUNT,
                defaultValue,
                meaning,
                meaningZh,
                least + " to " + most,
                least + " 至 " + most,
                value -> {
                    int count = (Integer) value;
                    return count >= least && count <= most;
                });
    }

    /** True or false. */
    public static Parameter flag(String name, boolean defaultValue, String meaning, String meaningZh) {
        return new Parameter(name, Type.FLAG, defaultValue, meaning, meaningZh, "true or false", "是或否", value -> true);
    }

    /** A local time of day. */
    public static Parameter timeOfDay(String name, String defaultTime, String meaning, String meaningZh) {
        return new Parameter(
                name,
                Type.TIME_OF_DAY,
                LocalTime.parse(defaultTime),
                meaning,
                meaningZh,
                "00:00 to 23:59",
                "00:00 至 23:59",
                value -> true);
    }

    /** A list of texts. */
    public static Parameter texts(String name, List<String> defaultValue, String meaning, String meaningZh) {
        return new Parameter(
                name, Type.TEXTS, defaultValue, meaning, meaningZh, "list of texts", "文字列表", value -> true);
    }

    /** Some of a few words. */
    public static Parameter textsOf(
            String name, List<String> defaultValue, List<String> words, String meaning, String meaningZh) {
        return new Parameter(
                name,
                Type.TEXTS,
                defaultValue,
                meaning,
                meaningZh,
                "some of " + String.join(", ", words),
                "若干：" + String.join("、", words),
                value -> words.containsAll((List<?>) value));
    }

    /** One of a few words. */
    public static Parameter word(
            String name, String defaultValue, List<String> words, String meaning, String meaningZh) {
        return new Parameter(
                name,
                Type.TEXT,
                defaultValue,
                meaning,
                meaningZh,
                "one of " + String.join(", ", words),
                String.join("、", words) + " 之一",
                words::contains);
    }

    /** Free text. */
    public static Parameter text(String name, String defaultValue, String meaning, String meaningZh) {
        return new Parameter(name, Type.TEXT, defaultValue, meaning, meaningZh, "text", "文字", value -> true);
    }

    /** Numbers by name, each above 0. */
    public static Parameter numbersByName(
            String name, SortedMap<String, Double> defaultValue, String meaning, String meaningZh) {
        return new Parameter(
                name, Type.NUMBERS_BY_NAME, defaultValue, meaning, meaningZh, "each above 0", "各大于 0", value -> {
                    for (Object number : ((Map<?, ?>) value).values()) {
                        if ((Double) number <= 0) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    /** Texts by name, each of a form of its own, {@link #MOST_NAMES} at most. */
    public static Parameter textsByName(
            String name,
            SortedMap<String, String> defaultValue,
            String range,
            String rangeZh,
            Predicate<String> allowed,
            String meaning,
            String meaningZh) {
        return new Parameter(name, Type.TEXTS_BY_NAME, defaultValue, meaning, meaningZh, range, rangeZh, value -> {
            Map<?, ?> texts = (Map<?, ?>) value;
            if (texts.size() > MOST_NAMES) {
                return false;
            }
            for (Object text : texts.values()) {
                if (!allowed.test((String) text)) {
                    return false;
                }
            }
            return true;
        });
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
