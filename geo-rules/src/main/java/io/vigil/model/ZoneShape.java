package io.vigil.model;

import java.util.List;

/**
 * The geometry of a zone, in WGS 84 degrees. A point on the edge is inside.
 *
 * <p>Longitudes of one shape may run past ±180: a zone across the antimeridian is written without a jump (for instance
 * from 179 to 181), so consecutive vertices are never more than 180 degrees apart.
 */
public sealed interface ZoneShape {
    /**
     * One closed ring without the repeated last vertex.
     *
     * @param latitudes degrees, at least three
     * @param longitudes degrees, as many, unwrapped
     */
    record Ring(double[] latitudes, double[] longitudes) {
        public Ring {
            if (latitudes.length != longitudes.length || latitudes.length < 3) {
                throw new IllegalArgumentException("ring has " + latitudes.length + " latitudes and "
                        + longitudes.length + " longitudes; it needs the same number, 3 or more");
            }
        }
    }

    /** A ring with holes; edges are straight lines in longitude and latitude, as GeoJSON (RFC 7946, 3.1.1) has them. */
    record Polygon(Ring outer, List<Ring> holes) {
        public Polygon {
            holes = List.copyOf(holes);
        }
    }

    /** One or more polygons. */
    record Area(List<Polygon> polygons) implements ZoneShape {
        public Area {
            polygons = List.copyOf(polygons);
        }
    }

    /**
     * All points within a distance on the ellipsoid.
     *
     * @param latitude centre, degrees
     * @param longitude centre, degrees
     * @param radiusMeters above 0
     */
    record Circle(double latitude, double longitude, double radiusMeters) implements ZoneShape {}

    /**
     * All points within a distance of a line.
     *
     * @param latitudes degrees, at least two
     * @param longitudes degrees, as many, unwrapped
     * @param halfWidthMeters above 0
     */
    record Corridor(double[] latitudes, double[] longitudes, double halfWidthMeters) implements ZoneShape {}
}
