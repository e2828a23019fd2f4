package io.vigil.console;

import io.vigil.console.record.RecordFields;
import io.vigil.console.record.WarningTransition;
import io.vigil.model.MoverId;
import io.vigil.model.Tier;
import io.vigil.model.Warning;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which warnings a caller asks for; an empty set or null asks for all.
 *
 * @param tiers the tiers wanted
 * @param states the states wanted
 * @param rule id of the rule wanted, or null
 * @param text what must occur in mover, rule, kind, zone, id or message, in lower case, or null
 */
record WarningQuery(Set<Tier> tiers, Set<Warning.State> states, @Nullable String rule, @Nullable String text) {
    private static final int MAX_TEXT = 100;

    /**
     * Reads the parameters of a request; words are separated by commas.
     *
     * @throws IllegalArgumentException naming the parameter that is not understood
     */
    static WarningQuery of(
            @Nullable String tiers, @Nullable String states, @Nullable String rule, @Nullable String text) {
        if (text != null && text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("q has " + text.length() + " characters, at most " + MAX_TEXT);
        }
        return new WarningQuery(
                words("tier", tiers, Tier.class, Tier::word),
                words("state", states, Warning.State.class, Warning.State::word),
                blankToNull(rule),
                text == null || text.isBlank() ? null : text.strip().toLowerCase(Locale.ROOT));
    }

    /** Whether the warning that this transition left behind is asked for. */
    boolean wants(WarningTransition last) {
        return (tiers.isEmpty() || tiers.contains(last.tier()))
                && (states.isEmpty() || states.contains(last.state()))
                && (rule == null || rule.equals(last.rule()))
                && (text == null || mentions(last, text));
    }

    private static boolean mentions(WarningTransition last, String text) {
        for (MoverId mover : last.movers()) {
            if (contains(mover.text(), text)) {
                return true;
            }
        }
        return contains(last.rule(), text)
                || contains(last.kind(), text)
                || contains(last.warningId(), text)
                || contains(last.messageZh(), text)
                || contains(last.messageEn(), text)
                || (last.zone() != null && contains(last.zone(), text));
    }

    private static boolean contains(String whole, String part) {
        return whole.toLowerCase(Locale.ROOT).contains(part);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static <E extends Enum<E>> Set<E> words(
            String name, @Nullable String value, Class<E> type, Function<E, String> word) {
        Set<E> chosen = EnumSet.noneOf(type);
        if (value == null || value.isBlank()) {
            return chosen;
        }
        for (String part : value.split(",")) {
            chosen.add(Arrays.stream(type.getEnumConstants())
                    .filter(constant -> word.apply(constant).equals(part.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(name + "=" + RecordFields.abbreviate(part)
                            + " is not one of "
                            + Arrays.stream(type.getEnumConstants()).map(word).collect(Collectors.joining(", ")))));
        }
        return chosen;
    }
}
