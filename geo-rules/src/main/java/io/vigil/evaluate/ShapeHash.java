package io.vigil.evaluate;

import io.vigil.model.ContentHash;
import io.vigil.model.Route;
import io.vigil.model.Schedule;
import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.TreeSet;

/** Hashes of geometry and zones that are the same in every process. */
final class ShapeHash {
    private ShapeHash() {}

    /** Of all that a zone is but its name and validity. */
    static String of(Zone zone) {
        StringBuilder schedule = new StringBuilder();
        for (Schedule.Window window : zone.schedule().windows()) {
            schedule.append(new TreeSet<>(window.days()))
                    .append(window.from())
                    .append(window.to())
                    .append(window.dates());
        }
        return ContentHash.hex16(of(zone.shape()) + "\n" + zone.type() + new TreeSet<>(zone.classes()) + schedule
                + zone.speedLimitKph() + new TreeMap<>(zone.attributes()));
    }

    static int of(ZoneShape shape) {
        if (shape instanceof ZoneShape.Area area) {
            int hash = 1;
            for (ZoneShape.Polygon polygon : area.polygons()) {
                hash = 31 * hash + of(polygon.outer());
                for (ZoneShape.Ring hole : polygon.holes()) {
                    hash = 31 * hash + of(hole);
                }
            }
            return hash;
        }
        if (shape instanceof ZoneShape.Circle circle) {
            return Arrays.hashCode(new double[] {circle.latitude(), circle.longitude(), circle.radiusMeters()});
        }
        if (shape instanceof ZoneShape.Corridor corridor) {
            return 31 * line(corridor.latitudes(), corridor.longitudes()) + Double.hashCode(corridor.halfWidthMeters());
        }
        throw new IllegalStateException("no hash for " + shape.getClass());
    }

    static int of(Route route) {
        return 31 * line(route.latitudes(), route.longitudes()) + Double.hashCode(route.halfWidthMeters());
    }

    private static int of(ZoneShape.Ring ring) {
        return line(ring.latitudes(), ring.longitudes());
    }

    private static int line(double[] latitudes, double[] longitudes) {
        return 31 * Arrays.hashCode(latitudes) + Arrays.hashCode(longitudes);
    }
}
