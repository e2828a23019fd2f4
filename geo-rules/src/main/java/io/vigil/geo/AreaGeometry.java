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
    public Chain chainOf(int edge) {
        int low = 0;
        int high = rings.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (rings.get(middle).first <= edge) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return rings.get(low);
    }

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
        ZonePasses contacts = new ZonePasses();
        addContacts(lat1, lon1, lat2, lon2, contacts);
        int count = contacts.size();
        return count == 0 ? null : new Crossing(contacts.entryFraction(0), contacts.exitFraction(count - 1));
    }

    /** Between two contacts with the edges the whole way is inside or outside. */
    @Override
    public void passes(double lat1, double lon1, double lat2, double lon2, ZonePasses out) {
        addContacts(lat1, lon1, lat2, lon2, out);
        out.keepGaps((from, to) -> {
            double middle = (from + to) / 2;
            double lon = Geodesy.normalizeLongitude(lon1 + middle * (lon2 - lon1));
            return !contains(lat1 + middle * (lat2 - lat1), lon);
        });
    }

    /** Adds where a segment meets edges, and its ends that are inside. */
    private void addContacts(double lat1, double lon1, double lat2, double lon2, ZonePasses out) {
        if (contains(lat1, Geodesy.normalizeLongitude(lon1))) {
            out.add(0, 0);
        }
        if (contains(lat2, Geodesy.normalizeLongitude(lon2))) {
            out.add(1, 1);
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
                        edge -> addContact(ring, edge, lat1, lon1 + shift, lat2, lon2 + shift, out));
            }
        }
        out.join();
    }

    private static void addContact(
            Chain ring, int edge, double lat1, double lon1, double lat2, double lon2, ZonePasses out) {
        double ax = ring.x(edge);
        double ay = ring.y(edge);
        double bx = ring.x(edge + 1);
        double by = ring.y(edge + 1);
        if (!EdgeCrossings.intersect(ax, ay, bx, by, lon1, lat1, lon2, lat2)) {
            return;
        }
        double dx = lon2 - lon1;
        double dy = lat2 - lat1;
        double squared = dx * dx + dy * dy;
        double a = squared == 0 ? 0 : ((ax - lon1) * dx + (ay - lat1) * dy) / squared;
        double b = squared == 0 ? 0 : ((bx - lon1) * dx + (by - lat1) * dy) / squared;
        double low = Math.max(0, Math.min(a, b));
        double high = Math.min(1, Math.max(a, b));
        boolean isAlong =
                Orientation.sign(ax, ay, bx, by, lon1, lat1) == 0 && Orientation.sign(ax, ay, bx, by, lon2, lat2) == 0;
        double fraction = ((ax - lon1) * (by - ay) - (ay - lat1) * (bx - ax)) / (dx * (by - ay) - dy * (bx - ax));
        if (isAlong || !Double.isFinite(fraction)) {
            out.add(Math.min(low, high), Math.max(low, high));
            return;
        }
        // Nearly parallel lines meet at a place that rounding moves far: never beyond the edge.
        double met = Math.max(low - ZonePasses.SAME_FRACTION, Math.min(high + ZonePasses.SAME_FRACTION, fraction));
        double inside = Math.max(0, Math.min(1, met));
        out.add(inside, inside);
    }
}
