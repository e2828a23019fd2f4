package io.vigil.geo;

import io.vigil.model.Route;
import java.util.List;

/**
 * A route as a line one can be beside and along of.
 *
 * <p>Segments are straight in longitude and latitude, and lengths are measured along them. Distance and progress err
 * by at most 0.5 m for points within 100 km of the route where |latitude| is at most 80; farther away the nearest
 * segment may be one up to 1 % too far. A projection looks at the boxes around groups of segments, so near the route
 * it costs the same whatever its length. Immutable.
 */
public final class RouteLine {
    /** The most a distance within 100 km of the route errs, m. */
    public static final double ERROR_METERS = 0.5;

    private static final double TIE_METERS = 0.01;
    private static final double LINEAR_METERS = 300;
    private static final double PIECE_DEGREES = 0.5;
    static final double REFINED_BEYOND_METERS = 1_000;
    private static final double ALONG_DEGREES = 60;
    private static final double GAUSS_OFFSET = Math.sqrt(0.6) / 2;

    private final Route route;
    private final Chain chain;
    private final double[] progress;
    private final double[] stopProgress;

    public RouteLine(Route route) {
        this.route = route;
        int vertices = route.latitudes().length;
        for (int i = 0; i < vertices; i++) {
            double lat = route.latitudes()[i];
            double lon = route.longitudes()[i];
            if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 720)) {
                throw new IllegalArgumentException("route " + route.id() + " has a vertex at latitude " + lat
                        + ", longitude " + lon + "; allowed are -90 to 90 and -720 to 720 degrees");
            }
        }
        chain = new Chain(route.longitudes(), route.latitudes(), false, 0);
        progress = new double[vertices];
        for (int i = 0; i < vertices - 1; i++) {
            progress[i + 1] = progress[i] + partMeters(i, 0, 1);
        }
        stopProgress = new double[route.stops().size()];
        placeStops(route.stops());
    }

    /** The route it was built from. */
    public Route route() {
        return route;
    }

    Chain chain() {
        return chain;
    }

    /** How many segments, one fewer than vertices. */
    public int segments() {
        return chain.edges;
    }

    /** Length from the first vertex to the last, m. */
    public double lengthMeters() {
        return progress[progress.length - 1];
    }

    /** Length from the first vertex to another, m. */
    public double vertexProgressMeters(int vertex) {
        return progress[vertex];
    }

    /**
     * Length from the first vertex to the point nearest to a mandatory stop, m. Where the route passes a stop's
     * circle more than once, stops are taken in their order.
     */
    public double stopProgressMeters(int stop) {
        return stopProgress[stop];
    }

    /** The first mandatory stop at or after a progress, or -1. */
    public int nextStop(double progressMeters) {
        for (int i = 0; i < stopProgress.length; i++) {
            if (stopProgress[i] >= progressMeters) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Finds the point of the route nearest to a point.
     *
     * @param hintSegment where it was nearest before, or -1; where a route meets itself, the segment next to it is
     * taken
     * @param out receives the answer; all NaN for NaN or a latitude beyond ±90
     */
    public void project(double lat, double lon, int hintSegment, RouteFix out) {
        double home = Geodesy.normalizeLongitude(lon);
        if (!(Math.abs(lat) <= 90 && Math.abs(home) <= 180)) {
            out.set(-1, Double.NaN, Double.NaN, 0, Double.NaN);
            return;
        }
        NearestEdge search = new NearestEdge(lat, home, Double.POSITIVE_INFINITY);
        if (hintSegment >= 0 && hintSegment < chain.edges) {
            search.searchFrom(chain, hintSegment, TIE_METERS);
        } else {
            search.search(chain);
        }
        search.searchFar(List.of(chain), Double.POSITIVE_INFINITY);
        if (search.meters > REFINED_BEYOND_METERS) {
            search.refine();
        }
        take(search, lat, out);
    }

    /** Writes down where a search ended. */
    void take(NearestEdge search, double lat, RouteFix out) {
        int segment = search.edge;
        int left = Orientation.sign(
                chain.x(segment), chain.y(segment), chain.x(segment + 1), chain.y(segment + 1), search.frameLon, lat);
        out.set(segment, search.fraction, search.meters, -left, progressAt(segment, search.fraction));
    }

    /**
     * Finds where a mover has come to that was on the route before. Where the route crosses or repeats itself, the place
     * is taken that fits how far it has come, so that progress neither jumps back to an earlier passage nor ahead to a
     * later one; a fix far from there is where {@link #project} finds it. Costs as much more as segments were passed.
     *
     * @param last where it was before; may be {@code out}
     * @param advanceMeters how far it has come along the route since, m; negative where it goes against the route
     * @param toleranceMeters how much farther than the nearest point of the route that place may be, and how much the
     * advance may be off, m: a little more than fixes scatter
     */
    public void follow(
            double lat, double lon, RouteFix last, double advanceMeters, double toleranceMeters, RouteFix out) {
        double lastProgress = last.progressMeters();
        project(lat, lon, last.segment(), out);
        if (out.segment() >= 0 && Double.isFinite(lastProgress + advanceMeters)) {
            new RouteWindow(this, lat, lon).choose(lastProgress, advanceMeters, toleranceMeters, out);
        }
    }

    /**
     * The same for a mover of which only its last fix and how far it had come along the route are remembered: the way
     * it made since is the straight one, along the route or against it.
     *
     * @param lastProgressMeters as its last place said; NaN takes the nearest place
     */
    public void followFrom(
            double lastProgressMeters,
            double lastLat,
            double lastLon,
            double lat,
            double lon,
            double toleranceMeters,
            RouteFix out) {
        if (Double.isNaN(lastProgressMeters)) {
            project(lat, lon, -1, out);
            return;
        }
        resume(lastProgressMeters, out);
        double way = Geodesy.distanceMeters(lastLat, lastLon, lat, lon);
        int direction =
                way < toleranceMeters ? 0 : direction(out, Geodesy.initialCourseDegrees(lastLat, lastLon, lat, lon));
        follow(lat, lon, out, direction * way, toleranceMeters, out);
    }

    private void resume(double lastProgress, RouteFix out) {
        int segment = segmentAt(lastProgress);
        double length = progress[segment + 1] - progress[segment];
        double fraction = length > 0 ? (lastProgress - progress[segment]) / length : 0;
        out.set(segment, Math.max(0, Math.min(1, fraction)), 0, 0, lastProgress);
    }

    /** Course of the route at a place on it, as it runs, degrees in [0, 360); NaN without a place. */
    public double courseDegrees(RouteFix fix) {
        int segment = fix.segment();
        if (segment < 0) {
            return Double.NaN;
        }
        double dLat = chain.y(segment + 1) - chain.y(segment);
        double dLon = chain.x(segment + 1) - chain.x(segment);
        double lat = chain.y(segment) + fix.fraction() * dLat;
        double north = dLat * Geodesy.metersPerDegreeLatitude(lat);
        double east = dLon * Geodesy.metersPerDegreeLongitude(lat);
        return Geodesy.normalizeCourse(Math.toDegrees(Math.atan2(east, north)));
    }

    /**
     * Whether a mover on a course goes along the route (1), against it (-1), or neither (0): along and against are
     * within 60 degrees of the route's course or its opposite. 0 for a course that is not available.
     */
    public int direction(RouteFix fix, double courseDegrees) {
        double turn = Math.abs(Geodesy.courseDifferenceDegrees(courseDegrees(fix), courseDegrees));
        if (turn <= ALONG_DEGREES) {
            return 1;
        }
        return turn >= 180 - ALONG_DEGREES ? -1 : 0;
    }

    /** The last segment that begins at a progress or before. */
    int segmentAt(double progressMeters) {
        int low = 0;
        int high = chain.edges - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (progress[middle] <= progressMeters) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The point at a progress, m, which is taken from 0 to the length. */
    public Geodesy.Position positionAt(double progressMeters) {
        double wanted = Math.max(0, Math.min(lengthMeters(), progressMeters));
        int low = 0;
        int high = chain.edges - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (progress[middle + 1] < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        double from = 0;
        double to = 1;
        while (to - from > 1e-12) {
            double middle = (from + to) / 2;
            if (progressAt(low, middle) < wanted) {
                from = middle;
            } else {
                to = middle;
            }
        }
        double lon = chain.x(low) + to * (chain.x(low + 1) - chain.x(low));
        return new Geodesy.Position(
                chain.y(low) + to * (chain.y(low + 1) - chain.y(low)), Geodesy.normalizeLongitude(lon));
    }

    private void placeStops(List<Route.Stop> stops) {
        RouteFix fix = new RouteFix();
        double reached = 0;
        for (int i = 0; i < stops.size(); i++) {
            Route.Stop stop = stops.get(i);
            project(stop.latitude(), stop.longitude(), -1, fix);
            double place = fix.progressMeters();
            if (place < reached) {
                place = placeAfter(stop, reached, place);
            }
            stopProgress[i] = place;
            reached = Math.max(reached, place);
        }
    }

    /** The route comes by twice: the nearest point from there on, if it is within the stop's circle. */
    private double placeAfter(Route.Stop stop, double reached, double otherwise) {
        double place = otherwise;
        double least = stop.radiusMeters();
        for (int segment = 0; segment < chain.edges; segment++) {
            if (progress[segment] < reached) {
                continue;
            }
            NearestEdge search = new NearestEdge(stop.latitude(), stop.longitude(), least);
            search.search(chain.only(segment));
            if (search.chain != null) {
                least = search.meters;
                place = progressAt(segment, search.fraction);
            }
        }
        return place;
    }

    double progressAt(int segment, double fraction) {
        double length = progress[segment + 1] - progress[segment];
        if (length < LINEAR_METERS) {
            return progress[segment] + fraction * length;
        }
        return fraction < 0.5
                ? progress[segment] + partMeters(segment, 0, fraction)
                : progress[segment + 1] - partMeters(segment, fraction, 1);
    }

    /** Length of a part of a segment by Gauss and Legendre's three points, a piece of half a degree at a time. */
    private double partMeters(int segment, double from, double to) {
        double dLat = chain.y(segment + 1) - chain.y(segment);
        double dLon = chain.x(segment + 1) - chain.x(segment);
        int pieces = (int) Math.ceil(Math.hypot(dLat, dLon) * (to - from) / PIECE_DEGREES);
        double step = (to - from) / pieces;
        double sum = 0;
        for (int i = 0; i < pieces; i++) {
            double middle = from + (i + 0.5) * step;
            sum += 8 * metersPerSegment(segment, middle, dLat, dLon)
                    + 5 * metersPerSegment(segment, middle - GAUSS_OFFSET * step, dLat, dLon)
                    + 5 * metersPerSegment(segment, middle + GAUSS_OFFSET * step, dLat, dLon);
        }
        return pieces == 0 ? 0 : sum * step / 18;
    }

    private double metersPerSegment(int segment, double fraction, double dLat, double dLon) {
        double lat = chain.y(segment) + fraction * dLat;
        return Math.hypot(dLat * Geodesy.metersPerDegreeLatitude(lat), dLon * Geodesy.metersPerDegreeLongitude(lat));
    }
}
