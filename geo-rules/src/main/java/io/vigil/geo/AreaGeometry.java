package io.vigil.geo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Polygons with holes: inside any polygon by the even-odd rule over its rings, or on any edge.
 *
 * @param polygons the rings of each polygon
 * @param rings all of them
 */
record AreaGeometry(List<List<Chain>> polygons, List<Chain> rings, Box box) implements ZoneGeometry {

    @Override
    public boolean contains(double lat, double lon) {
        for (int turn = box.firstTurn(lon); turn <= box.lastTurn(lon); turn++) {
            for (List<Chain> polygon : polygons) {
                if (isInside(polygon, lat, lon + 360 * turn)) {
                    return true;
                }
            }
        }
        return false;
    }

    static boolean isInside(List<Chain> polygon, double lat, double lon) {
        int parity = 0;
        for (Chain ring : polygon) {
            int step = ring.parityOf(lon, lat);
            if (step == EdgeCrossings.ON_EDGE) {
                return true;
            }
            parity ^= step;
        }
        return parity == 1;
    }

    @Override
    public double edgeMeters(double lat, double lon) {
        NearestEdge search = new NearestEdge(lat, lon, Double.POSITIVE_INFINITY);
        for (Chain ring : rings) {
            search.search(ring);
        }
        search.searchFar(rings, Double.POSITIVE_INFINITY);
        return search.meters;
    }

    @Override
    public boolean isEdgeWithin(double lat, double lon, double meters) {
        NearestEdge search = new NearestEdge(lat, lon, meters);
        for (Chain ring : rings) {
            search.search(ring);
        }
        search.searchFar(rings, meters);
        return search.chain != null && search.meters <= meters;
    }

    @Override
    public @Nullable Crossing crossing(double lat1, double lon1, double lat2, double lon2) {
        Contacts contacts = new Contacts();
        if (contains(lat1, Geodesy.normalizeLongitude(lon1))) {
            contacts.add(0);
        }
        if (contains(lat2, Geodesy.normalizeLongitude(lon2))) {
            contacts.add(1);
        }
        double west = Math.min(lon1, lon2);
        double east = Math.max(lon1, lon2);
        for (int turn = box.firstTurn(east); turn <= box.lastTurn(west); turn++) {
            double shift = 360.0 * turn;
            for (Chain ring : rings) {
                ring.forEachEdgeNear(
                        west + shift,
                        Math.min(lat1, lat2),
                        east + shift,
                        Math.max(lat1, lat2),
                        edge -> contacts.addEdge(ring, edge, lat1, lon1 + shift, lat2, lon2 + shift));
            }
        }
        return contacts.crossing();
    }

    /** Fractions of a segment at which it touches something. */
    private static final class Contacts {
        private double first = Double.POSITIVE_INFINITY;
        private double last = Double.NEGATIVE_INFINITY;

        void add(double fraction) {
            first = Math.min(first, fraction);
            last = Math.max(last, fraction);
        }

        void addEdge(Chain ring, int edge, double lat1, double lon1, double lat2, double lon2) {
            double ax = ring.x(edge);
            double ay = ring.y(edge);
            double bx = ring.x(edge + 1);
            double by = ring.y(edge + 1);
            if (!EdgeCrossings.intersect(ax, ay, bx, by, lon1, lat1, lon2, lat2)) {
                return;
            }
            double dx = lon2 - lon1;
            double dy = lat2 - lat1;
            double numerator = (ax - lon1) * (by - ay) - (ay - lat1) * (bx - ax);
            double denominator = dx * (by - ay) - dy * (bx - ax);
            double fraction = numerator / denominator;
            if (Double.isFinite(fraction)) {
                add(Math.max(0, Math.min(1, fraction)));
                return;
            }
            double squared = dx * dx + dy * dy;
            addAlong(((ax - lon1) * dx + (ay - lat1) * dy) / squared);
            addAlong(((bx - lon1) * dx + (by - lat1) * dy) / squared);
        }

        private void addAlong(double fraction) {
            add(fraction >= 0 ? Math.min(1, fraction) : 0);
        }

        @Nullable
        Crossing crossing() {
            return first <= last ? new Crossing(first, last) : null;
        }
    }
}
