package io.vigil.geo;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Finds the nearest of many routes without looking at all of them.
 *
 * <p>Routes are cut into pieces of a few segments, and boxes around pieces near each other are put into larger boxes, up
 * to one. A search looks into a box only where it may hold something nearer than what it has. The answer is that of
 * {@link RouteLine#project} on every route, with its errors. Immutable and safe for any number of threads.
 */
public final class RouteIndex {
    /** Farther than this a search would not be faster than looking at all routes, m. */
    public static final double MAX_METERS = 100_000;

    /** Routes that share a road are equally near, but for rounding. */
    static final double TIE_METERS = 0.01;

    private static final int PIECE_EDGES = 16;
    private static final int FANOUT = 8;
    private static final int CODE_BITS = 15;
    private static final int NONE = -1;

    private final List<RouteLine> routes;
    private final Chain[] pieces;
    private final int[] routeOfPiece;

    /** West, south, east, north of the pieces, then of groups of eight, up to one. */
    private final double[] boxes;

    private final int[] levelStart;

    private RouteIndex(List<RouteLine> routes, Chain[] pieces, int[] routeOfPiece) {
        this.routes = routes;
        this.pieces = pieces;
        this.routeOfPiece = routeOfPiece;
        levelStart = levels(pieces.length);
        boxes = new double[4 * levelStart[levelStart.length - 1]];
        fillBoxes();
    }

    /** Builds an index; routes are known by their place in the list. */
    public static RouteIndex build(List<RouteLine> routes) {
        List<RouteLine> copy = List.copyOf(routes);
        int count = copy.stream()
                .mapToInt(route -> (route.segments() + PIECE_EDGES - 1) / PIECE_EDGES)
                .sum();
        Chain[] cut = new Chain[count];
        int[] owner = new int[count];
        long[] order = new long[count];
        int at = 0;
        for (int route = 0; route < copy.size(); route++) {
            Chain chain = copy.get(route).chain();
            for (int first = 0; first < chain.edges; first += PIECE_EDGES) {
                cut[at] = chain.part(first, Math.min(PIECE_EDGES, chain.edges - first));
                owner[at] = route;
                order[at] = code(cut[at]) << 32 | at;
                at++;
            }
        }
        Arrays.sort(order);
        Chain[] pieces = new Chain[count];
        int[] routeOfPiece = new int[count];
        for (int i = 0; i < count; i++) {
            pieces[i] = cut[(int) order[i]];
            routeOfPiece[i] = owner[(int) order[i]];
        }
        return new RouteIndex(copy, pieces, routeOfPiece);
    }

    /** Place of the middle of a piece on a curve that keeps near what is near: bits of longitude and latitude in turn. */
    private static long code(Chain piece) {
        double x = Geodesy.normalizeLongitude((piece.west() + piece.east()) / 2);
        double y = (piece.south() + piece.north()) / 2;
        long column = (long) ((x + 180) / 360 * ((1 << CODE_BITS) - 1));
        long row = (long) ((y + 90) / 180 * ((1 << CODE_BITS) - 1));
        long code = 0;
        for (int bit = CODE_BITS - 1; bit >= 0; bit--) {
            code = code << 2 | (column >> bit & 1) << 1 | row >> bit & 1;
        }
        return code;
    }

    private static int[] levels(int pieces) {
        int[] starts = {0, pieces};
        for (int members = pieces; members > 1; ) {
            members = (members + FANOUT - 1) / FANOUT;
            starts = Arrays.copyOf(starts, starts.length + 1);
            starts[starts.length - 1] = starts[starts.length - 2] + members;
        }
        return starts;
    }

    private void fillBoxes() {
        for (int i = 0; i < pieces.length; i++) {
            Chain piece = pieces[i];
            double middle = (piece.west() + piece.east()) / 2;
            double shift = Geodesy.normalizeLongitude(middle) - middle;
            boxes[4 * i] = piece.west() + shift;
            boxes[4 * i + 1] = piece.south();
            boxes[4 * i + 2] = piece.east() + shift;
            boxes[4 * i + 3] = piece.north();
        }
        for (int level = 1; level < levelStart.length - 1; level++) {
            for (int group = levelStart[level]; group < levelStart[level + 1]; group++) {
                fillGroup(level, group);
            }
        }
    }

    private void fillGroup(int level, int group) {
        int first = levelStart[level - 1] + (group - levelStart[level]) * FANOUT;
        int end = Math.min(first + FANOUT, levelStart[level]);
        int box = 4 * group;
        System.arraycopy(boxes, 4 * first, boxes, box, 4);
        for (int member = first + 1; member < end; member++) {
            boxes[box] = Math.min(boxes[box], boxes[4 * member]);
            boxes[box + 1] = Math.min(boxes[box + 1], boxes[4 * member + 1]);
            boxes[box + 2] = Math.max(boxes[box + 2], boxes[4 * member + 2]);
            boxes[box + 3] = Math.max(boxes[box + 3], boxes[4 * member + 3]);
        }
    }

    /** The route of a place in the list. */
    public RouteLine route(int ordinal) {
        return routes.get(ordinal);
    }

    /** How many routes. */
    public int size() {
        return routes.size();
    }

    /**
     * Finds the nearest route; of routes that are equally near, to 1 cm, the one it was on before, else the first.
     *
     * @param maxMeters routes farther than this are not found; it is fast up to {@link #MAX_METERS}
     * @param allowed which routes to look at
     * @param before the route it was on, or -1
     * @param out where it was on that route, if known; receives where it is on the route found, unchanged where none is
     * @return the route's place in the list, or -1
     */
    public int nearest(double lat, double lon, double maxMeters, IntPredicate allowed, int before, RouteFix out) {
        double home = Geodesy.normalizeLongitude(lon);
        if (!(Math.abs(lat) <= 90 && Math.abs(home) <= 180) || pieces.length == 0) {
            return NONE;
        }
        NearestEdge nearest = new NearestEdge(lat, home, Math.min(maxMeters, MAX_METERS));
        int found = NONE;
        if (nearest.isPlane()) {
            Search search = new Search(nearest, allowed, before);
            search.run();
            found = search.found;
        }
        if (found == NONE && (maxMeters > MAX_METERS || !nearest.isPlane())) {
            found = nearestOfAll(lat, home, maxMeters, allowed, before);
        }
        if (found != NONE) {
            routes.get(found).project(lat, home, found == before ? out.segment() : -1, out);
        }
        return found;
    }

    private int nearestOfAll(double lat, double lon, double maxMeters, IntPredicate allowed, int before) {
        RouteFix fix = new RouteFix();
        double[] meters = new double[routes.size()];
        double least = maxMeters;
        for (int route = 0; route < meters.length; route++) {
            meters[route] = Double.POSITIVE_INFINITY;
            if (allowed.test(route)) {
                routes.get(route).project(lat, lon, -1, fix);
                meters[route] = fix.crossTrackMeters();
                least = Math.min(least, meters[route]);
            }
        }
        double enough = Math.min(maxMeters, least + TIE_METERS);
        if (before != NONE && meters[before] <= enough) {
            return before;
        }
        int first = 0;
        while (first < meters.length && meters[first] > enough) {
            first++;
        }
        return first < meters.length ? first : NONE;
    }

    /** First how near the nearest is, then which of the equally near to take. */
    private final class Search {
        private final NearestEdge nearest;
        private final IntPredicate allowed;
        private final int before;
        private boolean isChoosing;
        private int found = NONE;

        Search(NearestEdge nearest, IntPredicate allowed, int before) {
            this.nearest = nearest;
            this.allowed = allowed;
            this.before = before;
        }

        void run() {
            int top = levelStart.length - 2;
            look(top, levelStart[top]);
            if (nearest.chain != null) {
                nearest.narrow(nearest.meters + TIE_METERS);
                isChoosing = true;
                look(top, levelStart[top]);
            }
        }

        private void look(int level, int box) {
            if (!nearest.mayBeNearerRoundTheGlobe(boxes, 4 * box)) {
                return;
            }
            if (level == 0) {
                lookAtPiece(box);
                return;
            }
            int first = levelStart[level - 1] + (box - levelStart[level]) * FANOUT;
            int end = Math.min(first + FANOUT, levelStart[level]);
            int promising = first;
            double least = Double.POSITIVE_INFINITY;
            for (int member = first; member < end; member++) {
                double squared = nearest.boxDistanceSquaredRoundTheGlobe(boxes, 4 * member);
                if (squared < least) {
                    least = squared;
                    promising = member;
                }
            }
            look(level - 1, promising);
            for (int member = first; member < end; member++) {
                if (member != promising) {
                    look(level - 1, member);
                }
            }
        }

        private void lookAtPiece(int piece) {
            int route = routeOfPiece[piece];
            if (isChoosing && found != NONE && (found == before || route > found && route != before)) {
                return;
            }
            if (!allowed.test(route)) {
                return;
            }
            double limit = nearest.meters;
            nearest.search(pieces[piece]);
            if (isChoosing && nearest.chain == pieces[piece]) {
                found = route;
                nearest.narrow(limit);
            }
        }
    }
}
