package io.vigil.zones.repair;

import io.vigil.zones.shape.Positions;
import io.vigil.zones.shape.ShapeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.locationtech.jts.algorithm.RobustLineIntersector;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.noding.MCIndexNoder;
import org.locationtech.jts.noding.NodedSegmentString;
import org.locationtech.jts.noding.SegmentIntersector;
import org.locationtech.jts.noding.SegmentString;
import org.locationtech.jts.noding.snapround.SnapRoundingNoder;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.UnaryUnionNG;
import org.locationtech.jts.operation.polygonize.Polygonizer;

/**
 * Splits a ring that crosses itself at its crossings into areas. What it goes round an odd number of times is inside, as
 * the rules count. Where it goes round something twice the same way, another reading would count it too: how much that is
 * comes with the result.
 *
 * <p>Positions of the result are rounded to {@value #GRID} of a degree (0.1 mm), on which splitting is exact.
 */
final class RingSplitter {
    static final double GRID = 1e-9;

    /** A ring that crosses itself more often is refused: it is no slip of a pen. */
    static final int MAX_CROSSINGS = 1_000;

    private static final long MAX_COMPARISONS = 50_000_000;
    static final PrecisionModel PRECISION = new PrecisionModel(1 / GRID);
    static final GeometryFactory FACTORY = new GeometryFactory();

    private RingSplitter() {}

    /**
     * Parts of a ring.
     *
     * @param area polygons that do not overlap
     * @param doubtful square metres that another reading of the ring would count too
     * @param crossing where it crosses itself first, longitude and latitude
     * @param crossings how often it does
     */
    record Parts(Geometry area, double doubtful, Coordinate crossing, int crossings) {}

    /**
     * Splits an open ring.
     *
     * @throws ShapeException where it crosses itself too often
     */
    static Parts split(Positions ring, String place) {
        Coordinate[] closed = closed(ring);
        Crossings crossings = new Crossings(place);
        new MCIndexNoder(crossings).computeNodes(List.of(new NodedSegmentString(closed, null)));
        SnapRoundingNoder noder = new SnapRoundingNoder(PRECISION);
        noder.computeNodes(List.of(new NodedSegmentString(closed, null)));
        List<Geometry> lines = new ArrayList<>();
        for (Object line : noder.getNodedSubstrings()) {
            lines.add(FACTORY.createLineString(((SegmentString) line).getCoordinates()));
        }
        Polygonizer polygonizer = new Polygonizer();
        // Edges run over twice appear twice; the union has each once.
        polygonizer.add(UnaryUnionNG.union(lines, FACTORY, PRECISION));
        return sorted(polygonizer.getPolygons(), closed, crossings);
    }

    private static Parts sorted(Collection<?> faces, Coordinate[] ring, Crossings crossings) {
        List<Geometry> inside = new ArrayList<>();
        double doubtful = 0;
        for (Object each : faces) {
            Polygon face = (Polygon) each;
            int turns = turns(face.getInteriorPoint(), ring);
            if (turns % 2 != 0) {
                inside.add(face);
            } else if (turns != 0) {
                doubtful += SphereArea.ofPolygons(Rings.of(face));
            }
        }
        Geometry area = inside.isEmpty() ? FACTORY.createPolygon() : UnaryUnionNG.union(inside, FACTORY, PRECISION);
        return new Parts(area, doubtful, crossings.first(ring[0]), crossings.count());
    }

    /** The outer area without the holes. */
    static Geometry without(Geometry outer, List<Geometry> holes) {
        if (holes.isEmpty()) {
            return outer;
        }
        Geometry all = UnaryUnionNG.union(holes, FACTORY, PRECISION);
        return OverlayNG.overlay(outer, all, OverlayNG.DIFFERENCE, PRECISION);
    }

    static Coordinate[] closed(Positions ring) {
        Coordinate[] closed = new Coordinate[ring.size() + 1];
        for (int i = 0; i < ring.size(); i++) {
            closed[i] = new Coordinate(ring.x()[i], ring.y()[i]);
        }
        closed[ring.size()] = closed[0].copy();
        return closed;
    }

    /** How often a ring goes round a point, counter-clockwise positive. */
    private static int turns(Point point, Coordinate[] ring) {
        double x = point.getX();
        double y = point.getY();
        int turns = 0;
        for (int i = 1; i < ring.length; i++) {
            Coordinate from = ring[i - 1];
            Coordinate to = ring[i];
            double side = (to.x - from.x) * (y - from.y) - (x - from.x) * (to.y - from.y);
            if (from.y <= y && to.y > y && side > 0) {
                turns++;
            } else if (from.y > y && to.y <= y && side < 0) {
                turns--;
            }
        }
        return turns;
    }

    /** Counts crossings, and gives up before they become too many for memory or time. */
    private static final class Crossings implements SegmentIntersector {
        private final RobustLineIntersector intersector = new RobustLineIntersector();
        private final List<Coordinate> found = new ArrayList<>();
        private final String place;
        private long comparisons;

        Crossings(String place) {
            this.place = place;
        }

        int count() {
            return found.size();
        }

        Coordinate first(Coordinate otherwise) {
            return found.isEmpty() ? otherwise : found.get(0);
        }

        @Override
        public void processIntersections(SegmentString a, int indexA, SegmentString b, int indexB) {
            if (a == b && indexA == indexB) {
                return;
            }
            if (++comparisons > MAX_COMPARISONS) {
                throw new ShapeException(place + "is too complex to be repaired", "simplify it, for instance in QGIS");
            }
            intersector.computeIntersection(
                    a.getCoordinate(indexA), a.getCoordinate(indexA + 1),
                    b.getCoordinate(indexB), b.getCoordinate(indexB + 1));
            if (intersector.hasIntersection() && intersector.isProper()) {
                found.add(intersector.getIntersection(0).copy());
                if (found.size() > MAX_CROSSINGS) {
                    throw new ShapeException(
                            place + "crosses itself more than " + MAX_CROSSINGS + " times", "draw it anew");
                }
            }
        }

        @Override
        public boolean isDone() {
            return false;
        }
    }
}
