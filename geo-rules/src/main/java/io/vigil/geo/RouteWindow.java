package io.vigil.geo;

/** The places of a route near a point, one for each passage of the route, within a stretch of it. */
final class RouteWindow {
    private final RouteLine route;
    private final Chain chain;
    private final double lat;
    private final double home;
    private final NearestEdge search;

    RouteWindow(RouteLine route, double lat, double lon) {
        this.route = route;
        chain = route.chain();
        this.lat = lat;
        home = Geodesy.normalizeLongitude(lon);
        search = new NearestEdge(lat, home, Double.POSITIVE_INFINITY);
    }

    /**
     * Of the places hardly farther than the nearest, takes the one that fits the advance best.
     *
     * @param out where the route is nearest; receives the place, or stays where the stretch has none
     */
    void choose(double lastProgress, double advance, double tolerance, RouteFix out) {
        double expected = lastProgress + advance;
        double reach = Math.abs(advance) + 2 * tolerance;
        double limit = out.crossTrackMeters() + tolerance;
        int first = route.segmentAt(lastProgress - reach);
        int last = route.segmentAt(lastProgress + reach);
        int best = -1;
        double leastOff = reach + tolerance;
        double before = first == 0 ? Double.POSITIVE_INFINITY : meters(first - 1);
        double here = meters(first);
        for (int segment = first; segment <= last; segment++) {
            double progress = route.progressAt(search.edge, search.fraction);
            double after = segment + 1 == chain.edges ? Double.POSITIVE_INFINITY : meters(segment + 1);
            double off = Math.abs(progress - expected);
            if (here <= before && here <= after && here <= limit && off < leastOff) {
                best = segment;
                leastOff = off;
            }
            before = here;
            here = after;
        }
        if (best >= 0) {
            if (meters(best) > RouteLine.REFINED_BEYOND_METERS) {
                search.refine();
            }
            route.take(search, lat, out);
        }
    }

    private double meters(int segment) {
        search.reset(lat, home, Double.POSITIVE_INFINITY);
        search.searchEdge(chain, segment);
        return search.meters;
    }
}
