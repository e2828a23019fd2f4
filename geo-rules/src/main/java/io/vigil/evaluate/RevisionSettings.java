package io.vigil.evaluate;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far back the past of a mover can be revised, and how long late events are collected before it is.
 *
 * @param horizon how much older than the newest judged event of its mover an event may be and still be put in its place,
 *     above zero
 * @param horizons the same for movers of a class, where it differs
 * @param collect how much event time passes at most from the first late event until the past is judged again, above zero;
 *     what comes late within it is judged in one go
 */
public record RevisionSettings(Duration horizon, SortedMap<String, Duration> horizons, Duration collect)
        implements Serializable {
    /** Six hours for everybody, a quarter of a minute to collect. */
    public static final RevisionSettings DEFAULT =
            new RevisionSettings(Duration.ofHours(6), Map.of(), Duration.ofSeconds(15));

    private static final long serialVersionUID = 1;

    /** By class in any order. */
    public RevisionSettings(Duration horizon, Map<String, Duration> horizons, Duration collect) {
        this(horizon, new TreeMap<>(horizons), collect);
    }

    public RevisionSettings {
        horizons = new TreeMap<>(horizons);
        requirePositive("horizon", horizon);
        horizons.forEach((moverClass, ofClass) -> requirePositive("horizon of " + moverClass, ofClass));
        requirePositive("collect", collect);
    }

    /** The horizon of a mover of that class, ms. */
    long horizonMillis(@Nullable String moverClass) {
        Duration ofClass = moverClass == null ? null : horizons.get(moverClass);
        return (ofClass == null ? horizon : ofClass).toMillis();
    }

    /** The shortest horizon of any mover: so much of the past is stored of all. */
    public Duration shortest() {
        return horizons.values().stream().reduce(horizon, (one, other) -> one.compareTo(other) > 0 ? other : one);
    }

    /** The longest horizon of any mover. */
    public Duration longest() {
        return horizons.values().stream().reduce(horizon, (one, other) -> one.compareTo(other) < 0 ? other : one);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + "=" + duration + " must be above zero");
        }
    }
}
