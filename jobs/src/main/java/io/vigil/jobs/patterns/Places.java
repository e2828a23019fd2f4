package io.vigil.jobs.patterns;

import io.vigil.geo.ZoneHits;
import io.vigil.geo.ZoneIndex;
import io.vigil.model.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names places: the areas they lie in, or else a square of a grid. Holds scratch memory: one per thread. */
final class Places {
    /** Everywhere. */
    static final String ALL = "all";

    /** Side of a square without a zone between origins and destinations, degrees: about 2 km. */
    private static final double SQUARE_DEGREES = 0.02;

    /** Side of a cell in which accidents are counted, degrees: about 500 m. */
    static final double CELL_DEGREES = 0.005;

    private final ZoneIndex zones;
    private final List<String> types;
    private final ZoneHits hits = new ZoneHits();

    Places(List<Zone> zones, List<String> types) {
        this.zones = ZoneIndex.build(zones);
        this.types = types;
    }

    /** The areas of a place, everywhere included. */
    List<String> areas(double latitude, double longitude) {
        List<String> areas = new ArrayList<>(3);
        zones.locate(latitude, longitude, hits);
        for (int i = 0; i < hits.size(); i++) {
            Zone zone = zones.zone(hits.ordinal(i));
            if (types.contains(zone.type())) {
                areas.add(zone.id());
            }
        }
        areas.sort(null);
        areas.add(ALL);
        return areas;
    }

    /** Where a trip begins or ends: the first of its areas by name, or a square named by its south-west corner. */
    String endpoint(double latitude, double longitude) {
        String area = areas(latitude, longitude).get(0);
        return area.equals(ALL) ? square(latitude, longitude) : area;
    }

    private static String square(double latitude, double longitude) {
        return String.format(
                Locale.ROOT,
                "%.2f,%.2f",
                Math.floor(latitude / SQUARE_DEGREES) * SQUARE_DEGREES,
                Math.floor(longitude / SQUARE_DEGREES) * SQUARE_DEGREES);
    }

    /** The cell of a place: row and column. */
    static String cell(double latitude, double longitude) {
        return (long) Math.floor(latitude / CELL_DEGREES) + "," + (long) Math.floor(longitude / CELL_DEGREES);
    }
}
