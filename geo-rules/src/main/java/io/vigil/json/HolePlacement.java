package io.vigil.json;

import io.vigil.model.ZoneShape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts holes where their polygon is. Each ring is unwrapped from its own first position, so a hole of a polygon across the
 * antimeridian may have come out a whole turn away.
 *
 * <p>A hole must lie in the polygon's box, and a vertex of it that is not on the outer ring must be inside. That settles it
 * for holes that do not cross the outer ring; whether they do, or each other, is not looked for.
 */
final class HolePlacement {
    /** So many edges of outer rings are looked at for one file; after that only boxes are compared. */
    private static final long MAX_EDGES = 1_000_000_000L;

    /** Of so many vertices of a hole one must be off the outer ring to tell where it lies. */
    private static final int MAX_VERTICES_TRIED = 16;

    private static final double ON_EDGE_TOLERANCE = 1e-12;

    private long edges;

    private enum Side {
        INSIDE,
        OUTSIDE,
        ON_EDGE
    }

    /** The hole, moved by whole turns into the outer ring's box; null if it lies outside. */
    ZoneShape.@Nullable Ring place(ZoneShape.Ring outer, ZoneShape.Ring hole) {
        double west = min(outer.longitudes());
        double turns = Math.ceil((west - min(hole.longitudes())) / 360);
        ZoneShape.Ring moved = turns == 0
                ? hole
                : new ZoneShape.Ring(
                        hole.latitudes(),
                        Arrays.stream(hole.longitudes())
                                .map(longitude -> longitude + 360 * turns)
                                .toArray());
        boolean isInBox = max(moved.longitudes()) <= max(outer.longitudes())
                && min(moved.latitudes()) >= min(outer.latitudes())
                && max(moved.latitudes()) <= max(outer.latitudes());
        return isInBox && !isOutside(outer, moved) ? moved : null;
    }

    private boolean isOutside(ZoneShape.Ring outer, ZoneShape.Ring hole) {
        int tried = Math.min(hole.latitudes().length, MAX_VERTICES_TRIED);
        for (int i = 0; i < tried && edges < MAX_EDGES; i++) {
            edges += outer.latitudes().length;
            Side side = side(outer, hole.latitudes()[i], hole.longitudes()[i]);
            if (side != Side.ON_EDGE) {
                return side == Side.OUTSIDE;
            }
        }
        return false;
    }

    private static Side side(ZoneShape.Ring ring, double lat, double lon) {
        boolean inside = false;
        int count = ring.latitudes().length;
        for (int i = 0, j = count - 1; i < count; j = i++) {
            double lat1 = ring.latitudes()[j];
            double lon1 = ring.longitudes()[j];
            double lat2 = ring.latitudes()[i];
            double lon2 = ring.longitudes()[i];
            if (Math.min(lat1, lat2) > lat || Math.max(lat1, lat2) < lat) {
                continue;
            }
            double eastward = (lon2 - lon1) * (lat - lat1);
            double northward = (lat2 - lat1) * (lon - lon1);
            boolean isOnLine =
                    Math.abs(eastward - northward) <= ON_EDGE_TOLERANCE * (Math.abs(eastward) + Math.abs(northward));
            if (isOnLine && lon >= Math.min(lon1, lon2) && lon <= Math.max(lon1, lon2)) {
                return Side.ON_EDGE;
            }
            if (lat1 > lat != lat2 > lat && eastward > northward == lat2 > lat1) {
                inside = !inside;
            }
        }
        return inside ? Side.INSIDE : Side.OUTSIDE;
    }

    private static double min(double[] values) {
        return Arrays.stream(values).min().orElse(Double.NaN);
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElse(Double.NaN);
    }
}
