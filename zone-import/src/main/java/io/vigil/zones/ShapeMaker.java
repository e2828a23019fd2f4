package io.vigil.zones;

import io.vigil.model.ZoneShape;
import io.vigil.zones.repair.AreaRepair;
import io.vigil.zones.repair.RepairLog;
import io.vigil.zones.repair.SphereArea;
import io.vigil.zones.shape.Positions;
import io.vigil.zones.shape.RawShape;
import io.vigil.zones.shape.ShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the shapes of zones from geometry in WGS 84: areas, circles from points, corridors or sides from lines. */
final class ShapeMaker {
    /** Larger areas are mistakes, such as a ring that was read the wrong way round; Europe has 10 million km². */
    static final double CONTINENT_SQUARE_METERS = 12e12;

    private final ImportOptions options;
    private double squareMeters;

    ShapeMaker(ImportOptions options) {
        this.options = options;
    }

    /** Square metres of all areas made so far. */
    double squareMeters() {
        return squareMeters;
    }

    /**
     * The shapes of a feature: one, or one for each of its points or lines.
     *
     * @param fields of the feature; {@code radiusM}, {@code halfWidthM} and {@code side} are looked at
     * @throws ShapeException where none can be made
     */
    List<ZoneShape> shapes(RawShape shape, Map<String, Object> fields, RepairLog log) {
        AreaRepair repair = new AreaRepair(options.maxAreaChangePercent(), log);
        if (shape instanceof RawShape.Areas areas) {
            return List.of(area(repair.repair(areas)));
        }
        if (shape instanceof RawShape.Rings rings) {
            return List.of(area(repair.repair(rings)));
        }
        if (shape instanceof RawShape.Lines lines) {
            return lines.lines().stream().map(line -> line(line, fields, log)).toList();
        }
        if (shape instanceof RawShape.Points points) {
            return circles(points.points(), fields);
        }
        throw new IllegalStateException("no such shape: " + shape);
    }

    private ZoneShape area(List<List<Positions>> polygons) {
        double area = SphereArea.ofPolygons(polygons);
        if (area > CONTINENT_SQUARE_METERS && !options.force()) {
            throw new ShapeException(
                    "has " + SphereArea.shown(area) + ", more than a continent",
                    "is its reference system right? if it is, give --force");
        }
        squareMeters += area;
        List<ZoneShape.Polygon> made = new ArrayList<>();
        for (List<Positions> rings : polygons) {
            List<ZoneShape.Ring> all = rings.stream()
                    .map(ring -> new ZoneShape.Ring(ring.y(), ring.x()))
                    .toList();
            made.add(new ZoneShape.Polygon(all.get(0), all.subList(1, all.size())));
        }
        return new ZoneShape.Area(made);
    }

    private ZoneShape line(Positions line, Map<String, Object> fields, RepairLog log) {
        Object side = fields.get("side");
        if (side instanceof String text) {
            LineSides.Side named = LineSides.named(text);
            Positions ring = LineSides.area(line, named, options.shapes().sideReachMeters());
            RepairLog quiet = what -> {
                if (what.contains("crosses")) {
                    log.repaired(what);
                }
            };
            AreaRepair closing = new AreaRepair(options.maxAreaChangePercent(), quiet);
            return area(closing.repair(new RawShape.Areas(List.of(List.of(ring)))));
        }
        double halfWidth = meters(fields, "halfWidthM", options.shapes().halfWidthMeters());
        if (Double.isNaN(halfWidth)) {
            throw new ShapeException(
                    "is a line without a width or a side",
                    "give --half-width-m for a corridor, or a field side (west, east, north, south) for the area there");
        }
        if (line.size() < 2) {
            throw new ShapeException("line has fewer than 2 positions", null);
        }
        return new ZoneShape.Corridor(line.y(), line.x(), halfWidth);
    }

    private List<ZoneShape> circles(Positions points, Map<String, Object> fields) {
        double radius = meters(fields, "radiusM", options.shapes().radiusMeters());
        if (Double.isNaN(radius)) {
            throw new ShapeException("is a point without a radius", "give --radius-m, or a field radiusM, metres");
        }
        List<ZoneShape> circles = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            circles.add(new ZoneShape.Circle(points.y()[i], points.x()[i], radius));
        }
        return circles;
    }

    private static double meters(Map<String, Object> fields, String name, double otherwise) {
        Object value = fields.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof Number number) || !(number.doubleValue() > 0) || number.doubleValue() > 1e7) {
            throw new ShapeException(name + "=" + value + " must be a number above 0, metres", null);
        }
        return number.doubleValue();
    }
}
