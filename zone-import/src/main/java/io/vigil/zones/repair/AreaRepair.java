package io.vigil.zones.repair;

import io.vigil.geo.RingValidity.Flaw;
import io.vigil.zones.shape.Limits;
import io.vigil.zones.shape.Positions;
import io.vigil.zones.shape.RawShape;
import io.vigil.zones.shape.ShapeException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes polygons that the reader of zones accepts: closes rings, takes out repeated positions, puts rings in order, splits
 * outlines that cross themselves. Each repair is told with what it did to the area; one that would change it by more than
 * is allowed is refused.
 */
public final class AreaRepair {
    private final double maxChangePercent;
    private final RepairLog log;

    /**
     * Repairs one feature.
     *
     * @param maxChangePercent how much of its area may come or go, percent
     */
    public AreaRepair(double maxChangePercent, RepairLog log) {
        this.maxChangePercent = maxChangePercent;
        this.log = log;
    }

    /**
     * Valid polygons, each a list of open rings: the outer one counter-clockwise, then holes.
     *
     * @param shape in WGS 84, longitudes of a ring unwrapped
     * @throws ShapeException where it cannot be repaired
     */
    public List<List<Positions>> repair(RawShape.Areas shape) {
        List<List<Positions>> polygons = new ArrayList<>();
        for (int i = 0; i < shape.polygons().size(); i++) {
            String place = shape.polygons().size() > 1 ? "polygon " + i + ", " : "";
            List<Positions> rings = cleaned(shape.polygons().get(i), place, true);
            if (SphereArea.signed(rings.get(0)) < 0 && Rings.isSimple(rings.get(0))) {
                log.repaired(place + "outer ring ran clockwise: turned; the area is the same");
            }
            polygons.addAll(polygon(rings, place));
        }
        return polygons;
    }

    /**
     * The same of rings that a shapefile has, of which outer ones run clockwise.
     *
     * @throws ShapeException where it cannot be repaired
     */
    public List<List<Positions>> repair(RawShape.Rings shape) {
        List<Positions> rings = cleaned(shape.rings(), "", false);
        List<List<Positions>> polygons = new ArrayList<>();
        for (List<Integer> numbers : RingNesting.nest(rings)) {
            List<Positions> polygon = new ArrayList<>();
            for (int number : numbers) {
                Positions ring = rings.get(number);
                tellRole(number, ring, polygon.isEmpty());
                polygon.add(ring);
            }
            polygons.addAll(polygon(polygon, ""));
        }
        return polygons;
    }

    private void tellRole(int number, Positions ring, boolean outer) {
        double area = SphereArea.signed(ring);
        if (area < 0 != outer && Rings.isSimple(ring)) {
            log.repaired("ring " + number + " (" + SphereArea.shown(Math.abs(area)) + ") runs like "
                    + (outer
                            ? "a hole but lies in no other: taken as an area"
                            : "an area but lies in one: taken as a hole"));
        }
    }

    /** @param ordered whether the first ring is the outer one and must be there */
    private List<Positions> cleaned(List<Positions> rings, String place, boolean ordered) {
        int vertices = rings.stream().mapToInt(Positions::size).sum();
        if (ordered && vertices > Limits.MAX_POLYGON_VERTICES) {
            throw tooMany(place, vertices, Limits.MAX_POLYGON_VERTICES, "positions");
        }
        if (ordered && rings.size() - 1 > Limits.MAX_HOLES) {
            throw tooMany(place, rings.size() - 1, Limits.MAX_HOLES, "holes");
        }
        if (rings.size() > Limits.MAX_RINGS) {
            throw tooMany(place, rings.size(), Limits.MAX_RINGS, "rings");
        }
        List<Positions> kept = new ArrayList<>();
        for (int i = 0; i < rings.size(); i++) {
            String which = place + (rings.size() > 1 ? "ring " + i + " " : "ring ");
            Positions ring = RingCleaner.open(rings.get(i), which, log);
            boolean isNone = ring.size() < 3 || Rings.enclosesNothing(ring);
            if (isNone && (i == 0 && ordered)) {
                throw new ShapeException(which + "encloses no area: it has " + ring.size() + " positions", null);
            }
            if (isNone) {
                log.repaired(which + "encloses no area: left out");
            } else {
                kept.add(ring);
            }
        }
        if (kept.isEmpty()) {
            throw new ShapeException(place + "encloses no area", null);
        }
        return Turns.inOneFrame(kept);
    }

    private static ShapeException tooMany(String place, int count, int allowed, String what) {
        return new ShapeException(
                place + "has " + count + " " + what + ", allowed are " + allowed, "split or simplify it");
    }

    private List<List<Positions>> polygon(List<Positions> rings, String place) {
        int vertices = rings.stream().mapToInt(Positions::size).sum();
        if (vertices > Limits.MAX_POLYGON_VERTICES) {
            throw tooMany(place, vertices, Limits.MAX_POLYGON_VERTICES, "positions");
        }
        if (rings.size() - 1 > Limits.MAX_HOLES) {
            throw tooMany(place, rings.size() - 1, Limits.MAX_HOLES, "holes");
        }
        boolean crossed = false;
        for (Positions ring : rings) {
            crossed |= !Rings.isSimple(ring);
        }
        Flaw flaw = crossed ? Flaw.CROSSES_ITSELF : Rings.flaw(rings);
        return switch (flaw) {
            case NONE -> List.of(Rings.oriented(rings));
            case HOLE_OUTSIDE -> reordered(rings, place);
            default -> new CrossingRepair(maxChangePercent, log).repair(rings, place);
        };
    }

    private List<List<Positions>> reordered(List<Positions> rings, String place) {
        List<List<Positions>> polygons = new ArrayList<>();
        for (List<Integer> numbers : RingNesting.nest(rings)) {
            List<Positions> polygon = numbers.stream().map(rings::get).toList();
            if (Rings.flaw(polygon) != Flaw.NONE) {
                throw new ShapeException(place + "rings lie across each other", "draw it anew");
            }
            polygons.add(Rings.oriented(polygon));
        }
        double all = SphereArea.ofPolygons(polygons);
        double largest = polygons.stream()
                .mapToDouble(polygon -> SphereArea.ofPolygons(List.of(polygon)))
                .max()
                .orElse(0);
        Change change = new Change(all - largest, all);
        change.refuseAbove(maxChangePercent, place + "has a ring that lies outside its outer ring");
        log.repaired(place + (polygons.size() == 1 ? "outer ring was not the first" : "has rings outside the outer one")
                + ": put in order by how they lie; area " + SphereArea.shown(all) + ", " + change);
        return polygons;
    }
}
