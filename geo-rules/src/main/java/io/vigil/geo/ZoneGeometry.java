package io.vigil.geo;

import org.jspecify.annotations.Nullable;

/** The geometry of one zone, for questions about it alone. */
sealed interface ZoneGeometry permits AreaGeometry, CircleGeometry, CorridorGeometry, NoGeometry {
    /** Whether a point is inside or on the edge; latitude and longitude in their ranges. */
    boolean contains(double lat, double lon);

    /** Distance to the edge, from either side, m. */
    double edgeMeters(double lat, double lon);

    /** Whether the edge is within a distance, m; the same as asking how far it is, but mostly faster. */
    default boolean isEdgeWithin(double lat, double lon, double meters) {
        return edgeMeters(lat, lon) <= meters;
    }

    /** Where a segment touches the zone, or null; the second longitude is unwrapped from the first. */
    @Nullable
    Crossing crossing(double lat1, double lon1, double lat2, double lon2);

    /** Whether a segment touches the zone; the same as asking for the crossing, but faster. */
    default boolean touches(double lat1, double lon1, double lat2, double lon2) {
        return crossing(lat1, lon1, lat2, lon2) != null;
    }

    /** The ring or line that an edge is on, by the edge's number in the zone. */
    Chain chainOf(int edge);

    /** Adds every stretch of a segment that lies in the zone, sorted and joined. */
    default void passes(double lat1, double lon1, double lat2, double lon2, ZonePasses out) {
        Crossing crossing = crossing(lat1, lon1, lat2, lon2);
        if (crossing != null) {
            out.add(crossing.entryFraction(), crossing.exitFraction());
        }
    }

    /** Where it can be, in its own frame of longitude. */
    Box box();

    /**
     * A range of longitude and latitude, degrees, in some frame of longitude.
     */
    record Box(double west, double south, double east, double north) {
        /** Fewest whole turns to add to longitudes from one to another so that they may fall into the box. */
        int firstTurn(double eastmost) {
            return (int) Math.ceil((west - eastmost) / 360);
        }

        /** Most whole turns to add. */
        int lastTurn(double westmost) {
            return (int) Math.floor((east - westmost) / 360);
        }
    }
}
