package io.vigil.geo;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** All points within a distance of a line whose edges are straight in longitude and latitude. */
record CorridorGeometry(Chain line, double halfWidthMeters, Box box) implements ZoneGeometry {
    /** Half widths up to this are measured in the plane. */
    static final double PLANE_MAX_METERS = 50_000;

    @Override
    public Chain chainOf(int edge) {
        return line;
    }

    @Override
    public boolean contains(double lat, double lon) {
        return lineMeters(lat, lon, 2 * halfWidthMeters) <= halfWidthMeters;
    }

    /** Exact from outside; from inside the way to the edge nearest the line's own foot, which a bend may shorten. */
    @Override
    public double edgeMeters(double lat, double lon) {
        return Math.abs(lineMeters(lat, lon, Double.POSITIVE_INFINITY) - halfWidthMeters);
    }

    private double lineMeters(double lat, double lon, double limitMeters) {
        NearestEdge search = new NearestEdge(lat, lon, limitMeters);
        search.search(line);
        search.searchFar(List.of(line), limitMeters);
        return search.meters;
    }

    @Override
    public @Nullable Crossing crossing(double lat1, double lon1, double lat2, double lon2) {
        ZonePasses stretches = new ZonePasses();
        passes(lat1, lon1, lat2, lon2, stretches);
        int count = stretches.size();
        return count == 0 ? null : new Crossing(stretches.entryFraction(0), stretches.exitFraction(count - 1));
    }

    @Override
    public void passes(double lat1, double lon1, double lat2, double lon2, ZonePasses out) {
        forEachEdgeNear(lat1, lon1, lat2, lon2, (edge, shift) -> {
            Crossing crossing = edgeCrossing(edge, lat1, lon1 + shift, lat2, lon2 + shift);
            if (crossing != null) {
                out.add(crossing.entryFraction(), crossing.exitFraction());
            }
        });
        out.join();
    }

    @Override
    public boolean touches(double lat1, double lon1, double lat2, double lon2) {
        boolean[] isTouched = {false};
        PlaneSegment way = new PlaneSegment();
        way.reset(lat1, lat2);
        forEachEdgeNear(
                lat1,
                lon1,
                lat2,
                lon2,
                (edge, shift) ->
                        isTouched[0] = isTouched[0] || isEdgeWithin(way, edge, lat1, lon1 + shift, lat2, lon2 + shift));
        return isTouched[0];
    }

    /** Whether a segment comes within the half width of one edge; the plane is that of the segment. */
    boolean isEdgeWithin(PlaneSegment way, int edge, double lat1, double lon1, double lat2, double lon2) {
        double distance = way.metersTo(line.x(edge), line.y(edge), line.x(edge + 1), line.y(edge + 1), lon1, lon2);
        double error = way.errorMeters(distance, lon2 - lon1);
        return distance + error <= halfWidthMeters
                || distance - error <= halfWidthMeters && edgeCrossing(edge, lat1, lon1, lat2, lon2) != null;
    }

    private interface EdgeVisitor {
        void visit(int edge, double shift);
    }

    private void forEachEdgeNear(double lat1, double lon1, double lat2, double lon2, EdgeVisitor visitor) {
        double west = Math.min(lon1, lon2);
        double east = Math.max(lon1, lon2);
        Box near =
                CircleGeometry.around(new Box(west, Math.min(lat1, lat2), east, Math.max(lat1, lat2)), halfWidthMeters);
        for (int turn = box.firstTurn(east); turn <= box.lastTurn(west); turn++) {
            double shift = 360.0 * turn;
            line.forEachEdgeNear(
                    near.west() + shift,
                    near.south(),
                    near.east() + shift,
                    near.north(),
                    edge -> visitor.visit(edge, shift));
        }
    }

    /** The distance to one straight edge has a single minimum along the segment, the distance to the line may not. */
    private @Nullable Crossing edgeCrossing(int edge, double lat1, double lon1, double lat2, double lon2) {
        Chain single = line.only(edge);
        NearestEdge search = new NearestEdge(lat1, lon1, Double.POSITIVE_INFINITY);
        DoubleUnaryOperator distance = t -> {
            search.reset(lat1 + t * (lat2 - lat1), lon1 + t * (lon2 - lon1), Double.POSITIVE_INFINITY);
            search.search(single);
            search.searchFar(List.of(single), Double.POSITIVE_INFINITY);
            return search.meters;
        };
        double length = Geodesy.distanceMeters(lat1, lon1, lat2, lon2);
        if (distance.applyAsDouble(0.5) > halfWidthMeters + 0.55 * length + 1) {
            return null;
        }
        return SegmentSpan.around(SegmentSpan.nearest(distance), halfWidthMeters, distance);
    }
}
