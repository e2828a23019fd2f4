package io.vigil.geo;

import io.vigil.model.ZoneShape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All points within a geodesic distance of a centre. */
record CircleGeometry(double lat, double lon, double radiusMeters, Box box) implements ZoneGeometry {
    private static final double MIN_METERS_PER_DEGREE_LATITUDE = 110_574;
    private static final double FULL_TURN_LATITUDE = 89.9;

    static CircleGeometry of(ZoneShape.Circle circle) {
        return new CircleGeometry(
                circle.latitude(),
                circle.longitude(),
                circle.radiusMeters(),
                around(
                        new Box(circle.longitude(), circle.latitude(), circle.longitude(), circle.latitude()),
                        circle.radiusMeters()));
    }

    /** A box that holds everything within a distance of a box; all longitudes where that comes near a pole. */
    static Box around(Box inner, double meters) {
        double dLat = meters / MIN_METERS_PER_DEGREE_LATITUDE * 1.001;
        double south = Math.max(-90, inner.south() - dLat);
        double north = Math.min(90, inner.north() + dLat);
        double extreme = Math.max(-south, north);
        if (extreme > FULL_TURN_LATITUDE) {
            return new Box(-180, south, 180, north);
        }
        double dLon = meters / Geodesy.metersPerDegreeLongitude(extreme) * 1.001;
        return dLon >= 180
                ? new Box(-180, south, 180, north)
                : new Box(inner.west() - dLon, south, inner.east() + dLon, north);
    }

    @Override
    public Chain chainOf(int edge) {
        throw new IllegalStateException("a circle has no edge " + edge);
    }

    @Override
    public boolean contains(double pointLat, double pointLon) {
        return Geodesy.distanceMeters(lat, lon, pointLat, pointLon) <= radiusMeters;
    }

    @Override
    public double edgeMeters(double pointLat, double pointLon) {
        return Math.abs(Geodesy.distanceMeters(lat, lon, pointLat, pointLon) - radiusMeters);
    }

    @Override
    public @Nullable Crossing crossing(double lat1, double lon1, double lat2, double lon2) {
        NearestEdge search = nearest(lat1, lon1, lat2, lon2);
        return SegmentSpan.around(
                search.fraction,
                radiusMeters,
                t -> Geodesy.distanceMeters(lat, lon, lat1 + t * (lat2 - lat1), lon1 + t * (lon2 - lon1)));
    }

    @Override
    public boolean touches(double lat1, double lon1, double lat2, double lon2) {
        double t = nearest(lat1, lon1, lat2, lon2).fraction;
        return contains(lat1 + t * (lat2 - lat1), lon1 + t * (lon2 - lon1));
    }

    private NearestEdge nearest(double lat1, double lon1, double lat2, double lon2) {
        Chain segment = Chain.ofEdge(lon1, lat1, lon2, lat2);
        NearestEdge search = new NearestEdge(lat, lon, Double.POSITIVE_INFINITY);
        search.search(segment);
        search.searchFar(List.of(segment), Double.POSITIVE_INFINITY);
        return search;
    }
}
