package io.vigil.zones.repair;

import io.vigil.geo.RingValidity.Flaw;
import io.vigil.zones.shape.Positions;
import io.vigil.zones.shape.ShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.TopologyException;

/** Splits rings that cross themselves, and cuts holes that cross the edge or each other. */
final class CrossingRepair {
    private final double maxChangePercent;
    private final RepairLog log;
    private double doubtful;
    private String first = "";
    private int crossings;

    CrossingRepair(double maxChangePercent, RepairLog log) {
        this.maxChangePercent = maxChangePercent;
        this.log = log;
    }

    /** Valid polygons of an outer ring and holes, all open. */
    List<List<Positions>> repair(List<Positions> rings, String place) {
        try {
            return repaired(rings, place);
        } catch (TopologyException | IllegalArgumentException e) {
            throw new ShapeException(place + "cannot be repaired: " + e.getMessage(), "draw it anew");
        }
    }

    private List<List<Positions>> repaired(List<Positions> rings, String place) {
        List<Geometry> areas = new ArrayList<>();
        double before = 0;
        for (int i = 0; i < rings.size(); i++) {
            Geometry area = area(rings.get(i), place + (rings.size() > 1 ? "ring " + i + " " : ""));
            before += (i == 0 ? 1 : -1) * SphereArea.ofPolygons(Rings.of(area));
            areas.add(area);
        }
        Geometry result = RingSplitter.without(areas.get(0), areas.subList(1, areas.size()));
        List<List<Positions>> polygons = new ArrayList<>();
        for (List<Positions> polygon : Rings.of(result)) {
            polygons.add(Rings.oriented(polygon));
        }
        if (polygons.isEmpty()) {
            throw new ShapeException(place + "encloses no area", null);
        }
        tell(polygons, before, place);
        return polygons;
    }

    private Geometry area(Positions ring, String place) {
        Flaw flaw = Rings.flaw(ring);
        if (flaw == Flaw.TOO_COMPLEX) {
            throw new ShapeException(place + "is too complex to be checked", "simplify it, for instance in QGIS");
        }
        Coordinate repeated = Rings.repeated(ring);
        if (flaw == Flaw.NONE && repeated == null) {
            return Rings.polygon(ring);
        }
        RingSplitter.Parts parts = RingSplitter.split(ring, place);
        doubtful += parts.doubtful();
        crossings += parts.crossings();
        if (first.isEmpty()) {
            Coordinate at = parts.crossings() == 0 && repeated != null ? repeated : parts.crossing();
            first = String.format(Locale.ROOT, "%.6f, %.6f", at.x, at.y);
        }
        return parts.area();
    }

    private String times() {
        return crossings == 0
                ? "or touches itself at a position it has twice"
                : crossings + (crossings == 1 ? " time" : " times");
    }

    private void tell(List<List<Positions>> polygons, double before, String place) {
        double after = SphereArea.ofPolygons(polygons);
        String what = place
                + (first.isEmpty()
                        ? "holes cross the edge or each other"
                        : "crosses itself " + times() + ", first at " + first);
        Change change = new Change(doubtful + Math.abs(after - before), after);
        change.refuseAbove(maxChangePercent, what);
        for (List<Positions> polygon : polygons) {
            boolean good = polygon.stream().allMatch(ring -> Rings.flaw(ring) == Flaw.NONE);
            if (!good || Rings.flaw(polygon) != Flaw.NONE) {
                throw new ShapeException(what + "; it cannot be repaired", "draw it anew");
            }
        }
        log.repaired(what + ": " + (first.isEmpty() ? "cut out" : "split") + " into " + polygons.size()
                + (polygons.size() == 1 ? " part" : " parts") + " of " + SphereArea.shown(after)
                + " together; area in doubt "
                + change);
    }
}
