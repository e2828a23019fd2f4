package io.vigil.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the authorities know of a mover from an instant on, until the next record of the same mover.
 *
 * @param mover whom it is about
 * @param validFromMillis from when on it holds, or {@link Long#MIN_VALUE}
 * @param moverClass a class of the registry contract, or null when not known
 * @param terminal terminal number of JT/T 808, digits only, or null
 * @param permits what it may do where and when
 * @param routes ids of the routes it is approved for
 * @param fields every field of the record as it was read (strings, doubles, longs, booleans, lists, maps): what
 *     {@code registry.…} means in a rule's CEL expressions
 */
public record RegistryRecord(
        MoverId mover,
        long validFromMillis,
        @Nullable String moverClass,
        @Nullable String terminal,
        List<Permit> permits,
        List<String> routes,
        Map<String, Object> fields) {
    public RegistryRecord {
        permits = List.copyOf(permits);
        routes = List.copyOf(routes);
        fields = Map.copyOf(fields);
    }

    /**
     * A permit for a zone.
     *
     * @param zone the zone's id
     * @param fromMillis first instant, or {@link Long#MIN_VALUE}
     * @param toMillis first instant after, or {@link Long#MAX_VALUE}
     */
    public record Permit(String zone, long fromMillis, long toMillis) {
        /** Whether it covers that zone at that instant. */
        public boolean covers(String zoneId, long timeMillis) {
            return zone.equals(zoneId) && timeMillis >= fromMillis && timeMillis < toMillis;
        }
    }
}
