package io.vigil.rule;

import io.vigil.geo.ZoneIndex;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a closed zone says of whom it is closed to, in its attributes: {@code gears}, a list of the gears it is closed to (none:
 * all), as the line for bottom trawls is; {@code authorised}, a list of mover ids and classes that may be there, whoever is not
 * in it may not.
 */
final class ZoneTerms {
    private static final String GEARS = "gears";
    private static final String AUTHORISED = "authorised";

    private final Map<Integer, Set<String>> gears = new HashMap<>();
    private final Map<Integer, Set<String>> authorised = new HashMap<>();

    ZoneTerms(ZoneIndex zones, ZoneSelection selected) {
        for (int zone = selected.next(0); zone >= 0; zone = selected.next(zone + 1)) {
            Map<String, Object> attributes = zones.zone(zone).attributes();
            put(gears, zone, attributes.get(GEARS));
            put(authorised, zone, attributes.get(AUTHORISED));
        }
    }

    private static void put(Map<Integer, Set<String>> words, int zone, @Nullable Object listed) {
        if (listed instanceof Collection<?> list) {
            Set<String> texts = new TreeSet<>();
            list.forEach(word -> texts.add(String.valueOf(word)));
            words.put(zone, texts);
        }
    }

    /** Whether a zone is closed to the mover's gear; a gear nobody knows is none of a list. */
    boolean concernsGear(int zone, ReportView view) {
        Set<String> closed = gears.get(zone);
        return closed == null || VesselFields.texts(view, "gear").stream().anyMatch(closed::contains);
    }

    /** Whether a zone is closed to any of those gears. */
    boolean concernsAny(int zone, List<String> words) {
        Set<String> closed = gears.get(zone);
        return closed == null || words.stream().anyMatch(closed::contains);
    }

    /** Why the zone lets the mover in, or null. */
    @Nullable
    String authorisation(int zone, ReportView view) {
        Set<String> allowed = authorised.get(zone);
        if (allowed == null) {
            return null;
        }
        for (String word : List.of(view.mover().text(), String.valueOf(view.moverClass()))) {
            if (allowed.contains(word)) {
                return "authorised for the zone: " + word;
            }
        }
        return null;
    }
}
