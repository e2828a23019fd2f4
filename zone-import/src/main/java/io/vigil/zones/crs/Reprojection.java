package io.vigil.zones.crs;

import io.vigil.geo.Geodesy;
import io.vigil.geo.Geodesy.Position;
import io.vigil.zones.shape.FileRefusedException;
import io.vigil.zones.shape.Limits;
import io.vigil.zones.shape.PositionList;
import io.vigil.zones.shape.Positions;
import io.vigil.zones.shape.ShapeException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts positions into WGS 84: first out of their reference system, then out of the shift of a Chinese map.
 *
 * <p>A straight edge of a projected or shifted map is none in longitude and latitude. Where it strays by more than
 * {@value #TOLERANCE_METERS} m (looked at in three places), positions are added on it. Longitudes of one line come out
 * unwrapped: no two in a row are more than 180 degrees apart.
 */
public final class Reprojection {
    /** How far an edge may stray, metres. */
    public static final double TOLERANCE_METERS = 1;

    private static final int MAX_HALVINGS = 16;
    /** WGS 84 itself needs no library. */
    private static final Set<String> PLAIN = Set.of("", "EPSG:4326");

    private final Datum datum;
    private final Map<String, Frame> frames = new HashMap<>();
    private long added;

    /** Out of that shift. */
    public Reprojection(Datum datum) {
        this.datum = datum;
    }

    /** Positions added on edges so far. */
    public long added() {
        return added;
    }

    /**
     * What the user should know of a reference system; null for nothing.
     *
     * @param crs {@code EPSG:nnnn}, a definition, or empty for longitude and latitude in WGS 84
     * @throws FileRefusedException where the system is not known
     */
    public @Nullable String caution(String crs) {
        return frame(crs).caution();
    }

    /**
     * Positions in WGS 84.
     *
     * @throws ShapeException where one is not finite or not in the system
     * @throws FileRefusedException where the system is not known
     */
    public Positions toWgs84(Positions positions, String crs) {
        Frame frame = frame(crs);
        boolean straight = frame.keepsLines() && datum == Datum.WGS84;
        PositionList result = new PositionList();
        double[] before = new double[0];
        for (int i = 0; i < positions.size(); i++) {
            double[] there = there(frame, positions.x()[i], positions.y()[i]);
            if (i > 0) {
                there[0] = Geodesy.unwrapLongitude(there[0], before[0]);
                if (!straight) {
                    Edge edge = new Edge(
                            positions.x()[i - 1],
                            positions.y()[i - 1],
                            positions.x()[i],
                            positions.y()[i]);
                    follow(frame, edge, before, there, result, MAX_HALVINGS);
                }
            }
            result.add(there[0], there[1]);
            before = there;
        }
        added += result.size() - positions.size();
        return result.positions();
    }

    /** Between two positions of the file. */
    private record Edge(double x1, double y1, double x2, double y2) {
        double x(double part) {
            return x1 + part * (x2 - x1);
        }

        double y(double part) {
            return y1 + part * (y2 - y1);
        }
    }

    private Frame frame(String crs) {
        return frames.computeIfAbsent(crs, name -> PLAIN.contains(name) ? new Degrees() : GeoToolsFrame.of(name));
    }

    /** Longitude and latitude. */
    private double[] there(Frame frame, double x, double y) {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new ShapeException(String.format(Locale.ROOT, "position (%s, %s) is not finite", x, y), null);
        }
        double[] lonLat = frame.lonLat(x, y);
        if (datum == Datum.WGS84) {
            return lonLat;
        }
        Position true0 = datum.toWgs84(lonLat[1], lonLat[0]);
        return new double[] {true0.longitude(), true0.latitude()};
    }

    /** Adds positions between two ends, without the ends, until no part strays. */
    private void follow(Frame frame, Edge edge, double[] from, double[] to, PositionList result, int halvings) {
        double[] middle = onEdge(frame, edge, 0.5, from);
        boolean strays = strays(from, to, middle, 0.5)
                || strays(from, to, onEdge(frame, edge, 0.25, from), 0.25)
                || strays(from, to, onEdge(frame, edge, 0.75, from), 0.75);
        if (!strays || halvings == 0) {
            return;
        }
        if (result.size() > Limits.MAX_POLYGON_VERTICES) {
            throw new ShapeException(
                    "needs more than " + Limits.MAX_POLYGON_VERTICES + " positions to stay within " + TOLERANCE_METERS
                            + " m of its edges",
                    "split it");
        }
        Edge first = new Edge(edge.x1(), edge.y1(), edge.x(0.5), edge.y(0.5));
        Edge second = new Edge(edge.x(0.5), edge.y(0.5), edge.x2(), edge.y2());
        follow(frame, first, from, middle, result, halvings - 1);
        result.add(middle[0], middle[1]);
        follow(frame, second, middle, to, result, halvings - 1);
    }

    private double[] onEdge(Frame frame, Edge edge, double part, double[] near) {
        double[] there = there(frame, edge.x(part), edge.y(part));
        there[0] = Geodesy.unwrapLongitude(there[0], near[0]);
        return there;
    }

    private static boolean strays(double[] from, double[] to, double[] there, double part) {
        double north = (there[1] - from[1] - part * (to[1] - from[1])) * Geodesy.metersPerDegreeLatitude(there[1]);
        double east = (there[0] - from[0] - part * (to[0] - from[0])) * Geodesy.metersPerDegreeLongitude(there[1]);
        return across(from, to, there[1], east, north) > TOLERANCE_METERS;
    }

    /** The part of an offset that leads away from the edge; along it a shift does no harm. */
    private static double across(double[] from, double[] to, double lat, double eastMeters, double northMeters) {
        double alongEast = (to[0] - from[0]) * Geodesy.metersPerDegreeLongitude(lat);
        double alongNorth = (to[1] - from[1]) * Geodesy.metersPerDegreeLatitude(lat);
        double length = Math.hypot(alongEast, alongNorth);
        return length == 0
                ? Math.hypot(eastMeters, northMeters)
                : Math.abs(eastMeters * alongNorth - northMeters * alongEast) / length;
    }
}
