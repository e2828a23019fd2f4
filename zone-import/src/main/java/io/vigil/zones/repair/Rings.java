package io.vigil.zones.repair;

import io.vigil.geo.RingValidity;
import io.vigil.geo.RingValidity.Flaw;
import io.vigil.model.ZoneShape;
import io.vigil.zones.shape.PositionList;
import io.vigil.zones.shape.Positions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Open rings in and out of JTS and of the test that the reader of zones makes. */
final class Rings {
    private Rings() {}

    /** Polygons of a JTS geometry, each its outer ring and its holes. */
    static List<List<Positions>> of(Geometry geometry) {
        List<List<Positions>> polygons = new ArrayList<>();
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            if (geometry.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
                List<Positions> rings = new ArrayList<>();
                rings.add(open(polygon.getExteriorRing()));
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    rings.add(open(polygon.getInteriorRingN(hole)));
                }
                polygons.add(rings);
            }
        }
        return polygons;
    }

    /** A ring as a JTS polygon, which must not cross itself. */
    static Geometry polygon(Positions ring) {
        return RingSplitter.FACTORY.createPolygon(RingSplitter.closed(ring));
    }

    /** What the reader of zones would say of a ring. */
    static Flaw flaw(Positions ring) {
        return RingValidity.examine(ring.y(), ring.x());
    }

    /**
     * Whether a ring neither crosses nor touches itself at a position of its own. The reader takes rings that cross through
     * a position they have twice, and counts right; but their area is not the sum over their edges.
     */
    static boolean isSimple(Positions ring) {
        return repeated(ring) == null && flaw(ring) == Flaw.NONE;
    }

    /** The first position that a ring has twice, or null. */
    static @Nullable Coordinate repeated(Positions ring) {
        Set<Coordinate> seen = new HashSet<>();
        for (int i = 0; i < ring.size(); i++) {
            Coordinate position = new Coordinate(ring.x()[i], ring.y()[i]);
            if (!seen.add(position)) {
                return position;
            }
        }
        return null;
    }

    /** Whether the reader of zones would find no area in a ring; only rings without a sum of areas are looked at closely. */
    static boolean enclosesNothing(Positions ring) {
        double twice = 0;
        for (int i = 1; i + 1 < ring.size(); i++) {
            twice += (ring.x()[i] - ring.x()[0]) * (ring.y()[i + 1] - ring.y()[0])
                    - (ring.x()[i + 1] - ring.x()[0]) * (ring.y()[i] - ring.y()[0]);
        }
        return twice == 0 && repeated(ring) == null && flaw(ring) == Flaw.NO_AREA;
    }

    /** What the reader of zones would say of how the rings of a polygon lie. */
    static Flaw flaw(List<Positions> rings) {
        List<ZoneShape.Ring> all = rings.stream()
                .map(ring -> new ZoneShape.Ring(ring.y(), ring.x()))
                .toList();
        return RingValidity.examine(new ZoneShape.Polygon(all.get(0), all.subList(1, all.size())));
    }

    /** Outer ring counter-clockwise, holes clockwise (RFC 7946, 3.1.6). */
    static List<Positions> oriented(List<Positions> rings) {
        List<Positions> oriented = new ArrayList<>();
        for (int i = 0; i < rings.size(); i++) {
            boolean counterClockwise = SphereArea.signed(rings.get(i)) > 0;
            oriented.add(
                    counterClockwise == (i == 0) ? rings.get(i) : rings.get(i).reversed());
        }
        return oriented;
    }

    private static Positions open(LinearRing ring) {
        Coordinate[] all = ring.getCoordinates();
        PositionList positions = new PositionList();
        for (int i = 0; i + 1 < all.length; i++) {
            positions.add(all[i].x, all[i].y);
        }
        return positions.positions();
    }
}
