package io.vigil.model;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A named area a rule knows.
 *
 * @param id unique within the loaded files at any instant: several zones with one id are versions of one zone
 * @param name for people, or null
 * @param type what it is, such as {@code forbidden} or {@code harbour}; rules name the types they use
 * @param classes mover classes it concerns; empty means all
 * @param schedule when it is active, in the ruleset's time zone
 * @param validFromMillis first instant of the period of validity, or {@link Long#MIN_VALUE}
 * @param validToMillis first instant after the period of validity, or {@link Long#MAX_VALUE}
 * @param speedLimitKph limit inside, km/h, or NaN
 * @param attributes anything else, for rules and pages
 * @param shape geometry
 */
public record Zone(
        String id,
        @Nullable String name,
        String type,
        Set<String> classes,
        Schedule schedule,
        long validFromMillis,
        long validToMillis,
        double speedLimitKph,
        Map<String, Object> attributes,
        ZoneShape shape) {
    public Zone {
        classes = Set.copyOf(classes);
        attributes = Map.copyOf(attributes);
    }

    /** The name, or the id where there is none. */
    public String label() {
        return name == null ? id : name;
    }

    /** Whether it exists at that instant; its schedule is another matter. */
    public boolean isValidAt(long timeMillis) {
        return timeMillis >= validFromMillis && timeMillis < validToMillis;
    }

    /** Whether there is an instant at which both exist. */
    public boolean isValidTogetherWith(Zone other) {
        return validFromMillis < other.validToMillis && other.validFromMillis < validToMillis;
    }

    /** Whether it concerns movers of that class; a mover of unknown class is concerned by zones for all classes only. */
    public boolean concerns(@Nullable String moverClass) {
        return classes.isEmpty() || moverClass != null && classes.contains(moverClass);
    }
}
