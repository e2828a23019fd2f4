package io.vigil.rule;

import io.vigil.model.RegistryRecord;
import io.vigil.pair.PairSample;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What rules on pairs ask of two movers, and how they name them. */
final class PairWords {
    /** AIS navigational status: at anchor, moored. */
    private static final int AT_ANCHOR = 1;

    private static final int MOORED = 5;

    private PairWords() {}

    /** The second mover for a message: the registry's name with its number, or the number. */
    static String other(PairView view) {
        return name(view.otherRegistry(), view.other());
    }

    /** A mover for a message. */
    static String name(@Nullable RegistryRecord record, PairSample sample) {
        Object name = record == null ? null : record.fields().get("name");
        String identity = sample.mover().identity();
        return name instanceof String text && !text.isBlank() ? text + " (" + identity + ")" : identity;
    }

    /** Whether both records have that field and it is the same, such as {@code owner}. */
    static boolean isSame(@Nullable RegistryRecord one, @Nullable RegistryRecord other, String field) {
        Object value = one == null ? null : one.fields().get(field);
        return value != null && other != null && value.equals(other.fields().get(field));
    }

    /** Whether a mover says it lies at anchor or is moored. */
    static boolean isAtAnchor(PairSample sample) {
        return sample.navStatus() == AT_ANCHOR || sample.navStatus() == MOORED;
    }

    /** What the registry says the gear of a boat is; empty where it says nothing. */
    static List<String> gears(@Nullable RegistryRecord record) {
        Object value = record == null ? null : record.fields().get("gear");
        if (value instanceof Collection<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(String.valueOf(value));
    }

    static boolean isMoored(int navStatus) {
        return navStatus == MOORED;
    }

    /** Whether one is of the first classes and the other of the second, whichever way round. */
    static boolean isOneOfEach(
            @Nullable String one, @Nullable String other, Collection<String> first, Collection<String> second) {
        return one != null
                && other != null
                && (first.contains(one) && second.contains(other) || first.contains(other) && second.contains(one));
    }

    /** Minutes or hours, as people say it. */
    static String zh(double minutes) {
        return minutes < 120 ? Math.round(minutes) + "分钟" : Math.round(minutes / 6) / 10.0 + "小时";
    }

    static String en(double minutes) {
        return minutes < 120 ? Math.round(minutes) + " min" : Math.round(minutes / 6) / 10.0 + " h";
    }
}
