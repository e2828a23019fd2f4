package io.vigil.geo;

import org.jspecify.annotations.Nullable;

/**
 * A search for the point nearest to a given one on chains of edges that are straight in longitude and latitude.
 *
 * <p>Edges are first measured in the plane with the scales of the point's latitude, whose error grows with distance;
 * those within that error of the best are measured again with the scales of the middle latitude and the geodesic
 * distance. The distance found errs by at most 0.01 m + 1e-5 of it up to 100 km where |latitude| is at most 85;
 * beyond, edges are compared on a sphere and the distance errs by at most 1 %.
 */
final class NearestEdge {
    private static final double RADIANS = Math.PI / 180;
    private static final double FAR_METERS = 100_000;
    private static final double POLAR_LATITUDE = 85;
    private static final double PLANE_IS_EXACT_METERS = 0.02;
    private static final double FAR_PIECE_DEGREES = 0.2;
    private static final int FAR_MAX_PIECES = 200;

    private double lat;
    private double metersX;
    private double metersY;
    private double spreadPerMeter;
    private double lon;
    private int hint;
    private double tieMeters;

    /** Distance of the nearest point found, m; what it was given as a limit until then. */
    double meters;

    /** The chain it is on, or null. */
    @Nullable
    Chain chain;

    /** Which edge of that chain. */
    int edge;

    /** Where on the edge, 0 at its begin, 1 at its end. */
    double fraction;

    /** The point's longitude in the frame of the chain. */
    double frameLon;

    NearestEdge(double lat, double lon, double limitMeters) {
        reset(lat, lon, limitMeters);
    }

    /** Begins a new search around a point for what is nearer than a limit. */
    void reset(double newLat, double newLon, double limitMeters) {
        lat = newLat;
        lon = newLon;
        meters = limitMeters;
        chain = null;
        hint = -1;
        tieMeters = 0;
        double cos = Math.cos(lat * RADIANS);
        double w2 = 1 - Geodesy.ECCENTRICITY_SQUARED * (1 - cos * cos);
        double scale = Geodesy.SEMI_MAJOR_METERS * RADIANS / Math.sqrt(w2);
        metersX = scale * cos;
        metersY = scale * (1 - Geodesy.ECCENTRICITY_SQUARED) / w2;
        spreadPerMeter = 4e-7 * (1 + Math.sqrt(1 - cos * cos) / cos);
    }

    /** Looks at one edge first; of equally near edges, to within a distance, the one next to it is taken. */
    void searchFrom(Chain candidate, int hintEdge, double withinMeters) {
        hint = hintEdge;
        tieMeters = withinMeters;
        double base = lon;
        lon = base + 360 * Math.rint((candidate.x(hintEdge) - base) / 360);
        consider(candidate, hintEdge);
        lon = base;
        search(candidate);
    }

    /** Looks at all edges of a chain, in every frame of longitude. */
    void search(Chain candidate) {
        double base = lon;
        lon = base + 360 * Math.rint(((candidate.west() + candidate.east()) / 2 - base) / 360);
        double nearest = lon;
        candidate.searchNearest(this);
        if (candidate.east() - candidate.west() > 1) {
            lon = nearest + 360;
            candidate.searchNearest(this);
            lon = nearest - 360;
            candidate.searchNearest(this);
        }
        lon = base;
    }

    /** Looks again on the sphere where the plane does not reach. */
    void searchFar(Iterable<Chain> candidates, double limitMeters) {
        if (isPlane() && (meters <= FAR_METERS || limitMeters < FAR_METERS)) {
            return;
        }
        double[] p = unit(lat, lon);
        double best = Double.POSITIVE_INFINITY;
        for (Chain candidate : candidates) {
            for (int e = 0; e < candidate.edges; e++) {
                best = farEdge(candidate, e, p, best);
            }
        }
        Chain found = chain;
        if (found == null) {
            return;
        }
        double footLon = found.x(edge) + fraction * (found.x(edge + 1) - found.x(edge));
        frameLon = lon + 360 * Math.rint((footLon - lon) / 360);
        refine();
    }

    /** Whether the point is away enough from the poles for a search in the plane. */
    boolean isPlane() {
        return Math.abs(lat) <= POLAR_LATITUDE;
    }

    private double farEdge(Chain candidate, int e, double[] p, double bestSquared) {
        double dx = candidate.x(e + 1) - candidate.x(e);
        double dy = candidate.y(e + 1) - candidate.y(e);
        int pieces = (int) Math.min(FAR_MAX_PIECES, Math.max(1, Math.ceil(Math.hypot(dx, dy) / FAR_PIECE_DEGREES)));
        double best = bestSquared;
        double[] a = unit(candidate.y(e), candidate.x(e));
        for (int i = 1; i <= pieces; i++) {
            double end = (double) i / pieces;
            double[] b = unit(candidate.y(e) + end * dy, candidate.x(e) + end * dx);
            double along = clamp(dot(a, b, p));
            double squared = 0;
            for (int k = 0; k < 3; k++) {
                double offset = a[k] + along * (b[k] - a[k]) - p[k];
                squared += offset * offset;
            }
            if (squared < best) {
                best = squared;
                chain = candidate;
                edge = e;
                fraction = (i - 1 + along) / pieces;
            }
            a = b;
        }
        return best;
    }

    private static double dot(double[] a, double[] b, double[] p) {
        double numerator = 0;
        double denominator = 0;
        for (int k = 0; k < 3; k++) {
            double step = b[k] - a[k];
            numerator += step * (p[k] - a[k]);
            denominator += step * step;
        }
        return denominator == 0 ? 0 : numerator / denominator;
    }

    private static double[] unit(double lat, double lon) {
        double cos = Math.cos(lat * RADIANS);
        return new double[] {cos * Math.cos(lon * RADIANS), cos * Math.sin(lon * RADIANS), Math.sin(lat * RADIANS)};
    }

    boolean mayBeNearer(double[] boxes, int box) {
        double reach = meters + tieMeters;
        double planeReach = reach / (1 - spread(reach));
        return boxDistanceSquared(boxes, box) <= planeReach * planeReach;
    }

    double boxDistanceSquared(double[] boxes, int box) {
        double gapX = Math.max(0, Math.max(boxes[box] - lon, lon - boxes[box + 2])) * metersX;
        double gapY = Math.max(0, Math.max(boxes[box + 1] - lat, lat - boxes[box + 3])) * metersY;
        return gapX * gapX + gapY * gapY;
    }

    /** Whether a box brought home may hold something nearer, in whichever frame of longitude. */
    boolean mayBeNearerRoundTheGlobe(double[] boxes, int box) {
        double planeReach = meters / (1 - spread(meters));
        return boxDistanceSquaredRoundTheGlobe(boxes, box) <= planeReach * planeReach;
    }

    /** How far a box brought home is, in the plane and whichever frame of longitude brings it nearest. */
    double boxDistanceSquaredRoundTheGlobe(double[] boxes, int box) {
        double west = boxes[box] - lon;
        double east = lon - boxes[box + 2];
        double gapX = Math.max(0, Math.min(Math.max(west, east), Math.min(west, east) + 360)) * metersX;
        double gapY = Math.max(0, Math.max(boxes[box + 1] - lat, lat - boxes[box + 3])) * metersY;
        return gapX * gapX + gapY * gapY;
    }

    /** Forgets what was found; looks on for what is nearer than a limit. */
    void narrow(double limitMeters) {
        meters = limitMeters;
        chain = null;
    }

    /** Looks at one edge, in the frame of longitude nearest to it. */
    void searchEdge(Chain candidate, int e) {
        double base = lon;
        lon = base + 360 * Math.rint(((candidate.x(e) + candidate.x(e + 1)) / 2 - base) / 360);
        consider(candidate, e);
        lon = base;
    }

    private double spread(double distance) {
        return Math.min(0.9, spreadPerMeter * distance);
    }

    void consider(Chain candidate, int e) {
        double x1 = (candidate.x(e) - lon) * metersX;
        double y1 = (candidate.y(e) - lat) * metersY;
        double dx = (candidate.x(e + 1) - lon) * metersX - x1;
        double dy = (candidate.y(e + 1) - lat) * metersY - y1;
        double squared = dx * dx + dy * dy;
        double along = squared == 0 ? 0 : clamp(-(x1 * dx + y1 * dy) / squared);
        double footX = x1 + along * dx;
        double footY = y1 + along * dy;
        double distance = Math.sqrt(footX * footX + footY * footY);
        double error = distance * spread(distance);
        if (distance - error > meters + tieMeters) {
            return;
        }
        if (error > PLANE_IS_EXACT_METERS) {
            double lat1 = candidate.y(e);
            double lon1 = candidate.x(e);
            double dLat = candidate.y(e + 1) - lat1;
            double dLon = candidate.x(e + 1) - lon1;
            along = project(lat1, lon1, dLat, dLon, lat + footY / metersY / 2);
            distance = Geodesy.distanceMeters(lat, lon, lat1 + along * dLat, lon1 + along * dLon);
        }
        if (distance < meters - tieMeters || distance <= meters + tieMeters && isCloserToHint(e)) {
            meters = distance;
            chain = candidate;
            edge = e;
            fraction = along;
            frameLon = lon;
        }
    }

    private boolean isCloserToHint(int e) {
        return hint < 0 || chain == null ? chain == null : Math.abs(e - hint) < Math.abs(edge - hint);
    }

    private double project(double lat1, double lon1, double dLat, double dLon, double middleLat) {
        double scaleX = Geodesy.metersPerDegreeLongitude(middleLat);
        double scaleY = Geodesy.metersPerDegreeLatitude(middleLat);
        double dx = dLon * scaleX;
        double dy = dLat * scaleY;
        double squared = dx * dx + dy * dy;
        return squared == 0 ? 0 : clamp(((lon - lon1) * scaleX * dx + (lat - lat1) * scaleY * dy) / squared);
    }

    /** Moves the foot found to where the line to the point is at right angles to the edge; for far points. */
    void refine() {
        Chain on = chain;
        if (on == null) {
            return;
        }
        double lat1 = on.y(edge);
        double lon1 = on.x(edge);
        double dLat = on.y(edge + 1) - lat1;
        double dLon = on.x(edge + 1) - lon1;
        double next = fraction;
        meters = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 8; i++) {
            double footLat = lat1 + next * dLat;
            Vincenty.Line line = Geodesy.inverse(footLat, lon1 + next * dLon, lat, frameLon);
            if (line.meters() >= meters) {
                return;
            }
            meters = line.meters();
            fraction = next;
            double dx = dLon * Geodesy.metersPerDegreeLongitude(footLat);
            double dy = dLat * Geodesy.metersPerDegreeLatitude(footLat);
            double squared = dx * dx + dy * dy;
            if (squared < 1e-6) {
                return;
            }
            double course = line.course() * RADIANS;
            double ahead = line.meters() * (dx * Math.sin(course) + dy * Math.cos(course)) / squared;
            next = clamp(fraction + ahead);
            if (Math.abs(next - fraction) * Math.sqrt(squared) < 0.01) {
                return;
            }
        }
    }

    private static double clamp(double fraction) {
        return Math.max(0, Math.min(1, fraction));
    }
}
