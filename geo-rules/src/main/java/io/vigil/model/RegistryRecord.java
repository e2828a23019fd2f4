package io.vigil.model;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the authorities know of a vehicle, vessel or driver from an instant on, until the next record of the same mover.
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
    private static final String VALID_UNTIL = "ValidUntil";
    private static final List<String> NUMBERS = List.of("mmsi", "beidou");
    private static final int DATE_LENGTH = 10;
    /** Dates of the registries are days in China. */
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    public RegistryRecord {
        permits = List.copyOf(permits);
        routes = List.copyOf(routes);
        fields = Map.copyOf(fields);
    }

    /** The same from another instant on. */
    public RegistryRecord from(long newValidFromMillis) {
        return new RegistryRecord(mover, newValidFromMillis, moverClass, terminal, permits, routes, fields);
    }

    /** What {@code status} lists; empty where it lists nothing. */
    public List<String> statuses() {
        List<String> statuses = new ArrayList<>();
        if (fields.get("status") instanceof Collection<?> listed) {
            listed.forEach(status -> statuses.add(String.valueOf(status)));
        }
        return statuses;
    }

    /** The other numbers a vessel reports by: {@code mmsi} and {@code beidou} as far as they are not its own identity. */
    public List<MoverId> aliases() {
        if (mover.kind() != MoverKind.VESSEL) {
            return List.of();
        }
        List<MoverId> aliases = new ArrayList<>(2);
        for (String name : NUMBERS) {
            if (fields.get(name) instanceof String number && !number.isBlank() && !number.equals(mover.identity())) {
                aliases.add(MoverId.of(MoverKind.VESSEL, number));
            }
        }
        return aliases;
    }

    /**
     * By what it is that ends, such as {@code inspection} of {@code inspectionValidUntil}: the first instant at which it is
     * no longer valid. A date alone means the end of that day in China.
     */
    public SortedMap<String, Long> expiries() {
        SortedMap<String, Long> expiries = new TreeMap<>();
        fields.forEach((name, value) -> {
            if (name.endsWith(VALID_UNTIL) && value instanceof String text) {
                try {
                    expiries.put(name.substring(0, name.length() - VALID_UNTIL.length()), endOf(text));
                } catch (DateTimeParseException e) {
                    // Not a time: the reader of registry files refuses such a field, others may carry free text.
                }
            }
        });
        return expiries;
    }

    private static long endOf(String text) {
        return text.length() == DATE_LENGTH
                ? LocalDate.parse(text)
                        .plusDays(1)
                        .atStartOfDay(CHINA)
                        .toInstant()
                        .toEpochMilli()
                : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    }

    /**
     * A permit for a zone.
     *
     * @param zone the zone's id, or what a rule says a permit may name instead
     * @param type what kind of permit it is, or null where the record does not say
     * @param fromMillis first instant, or {@link Long#MIN_VALUE}
     * @param toMillis first instant after, or {@link Long#MAX_VALUE}
     */
    public record Permit(String zone, @Nullable String type, long fromMillis, long toMillis) {
        /** A permit that does not say of what kind it is. */
        public Permit(String zone, long fromMillis, long toMillis) {
            this(zone, null, fromMillis, toMillis);
        }

        /** Whether it covers that zone at that instant. */
        public boolean covers(String zoneId, long timeMillis) {
            return zone.equals(zoneId) && timeMillis >= fromMillis && timeMillis < toMillis;
        }
    }
}
