package io.vigil.rule;

import io.vigil.geo.RouteFix;
import io.vigil.geo.RouteGates;
import io.vigil.geo.RouteLine;
import io.vigil.geo.ZoneIndex;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.model.Route;
import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A long descent as it is driven: the line of a zone from top to bottom and the cooling points along it. A line whose
 * attributes {@code fromElevationM} and {@code toElevationM} say that it climbs is turned round. Immutable.
 */
final class DescentSection {
    /** Two masks of points and a place among them have to fit the exact integers of a double. */
    static final int MOST_POINTS = 20;

    final RouteLine line;
    final List<CoolingPoint> points;
    /** Where each cooling point has been passed, in the order of {@link #points}. */
    final RouteGates gates;
    /** From top to bottom, m; NaN where the elevations are not told. */
    final double dropMeters;

    /**
     * A cooling point.
     *
     * @param zone its ordinal
     * @param fromMeters where along the section it begins
     * @param toMeters where it ends
     */
    record CoolingPoint(int zone, double fromMeters, double toMeters) {}

    /**
     * Lays a section out.
     *
     * @param zone the section's ordinal
     * @param cooling zones that are cooling points; those within reach of the line belong to it
     * @param passMeters so far beyond its end a cooling point has been passed
     * @throws InvalidInputException where the zone is no line or has too many cooling points
     */
    DescentSection(ZoneIndex zones, int zone, ZoneSelection cooling, double reachMeters, double passMeters) {
        Zone section = zones.zone(zone);
        double fromElevation = elevation(section, "fromElevationM");
        double toElevation = elevation(section, "toElevationM");
        dropMeters = Math.abs(fromElevation - toElevation);
        line = line(section, fromElevation < toElevation);
        points = new ArrayList<>();
        for (int ordinal = cooling.next(0); ordinal >= 0; ordinal = cooling.next(ordinal + 1)) {
            addIfNear(zones.zone(ordinal), ordinal, reachMeters);
        }
        points.sort(Comparator.comparingDouble(CoolingPoint::toMeters).thenComparingInt(CoolingPoint::zone));
        if (points.size() > MOST_POINTS) {
            throw invalid(section, "has " + points.size() + " cooling points, allowed are " + MOST_POINTS);
        }
        gates = new RouteGates(
                points.stream()
                        .map(point -> new RouteGates.Gate(point.toMeters + passMeters, Double.MAX_VALUE))
                        .toList(),
                passMeters);
    }

    private static double elevation(Zone section, String name) {
        return section.attributes().get(name) instanceof Number meters ? meters.doubleValue() : Double.NaN;
    }

    private static RouteLine line(Zone section, boolean reversed) {
        if (!(section.shape() instanceof ZoneShape.Corridor corridor)) {
            throw invalid(section, "is no line: a descent must be a LineString with halfWidthM, drawn downhill");
        }
        double[] latitudes = corridor.latitudes().clone();
        double[] longitudes = corridor.longitudes().clone();
        if (reversed) {
            reverse(latitudes);
            reverse(longitudes);
        }
        return new RouteLine(new Route(
                section.id(),
                section.name(),
                Set.of(),
                Set.of(),
                latitudes,
                longitudes,
                corridor.halfWidthMeters(),
                List.of(),
                Long.MIN_VALUE,
                Long.MAX_VALUE));
    }

    private static void reverse(double[] values) {
        for (int i = 0; i < values.length / 2; i++) {
            double swapped = values[i];
            values[i] = values[values.length - 1 - i];
            values[values.length - 1 - i] = swapped;
        }
    }

    private static InvalidInputException invalid(Zone section, String reason) {
        return new InvalidInputException(List.of(new Fault("zones", "zone " + section.id(), reason, null)));
    }

    private void addIfNear(Zone point, int ordinal, double reachMeters) {
        RouteFix fix = new RouteFix();
        double nearest = Double.POSITIVE_INFINITY;
        double from = Double.POSITIVE_INFINITY;
        double to = Double.NEGATIVE_INFINITY;
        double round = point.shape() instanceof ZoneShape.Circle circle ? circle.radiusMeters() : 0;
        for (double[] corner : outline(point.shape())) {
            line.project(corner[0], corner[1], -1, fix);
            nearest = Math.min(nearest, fix.crossTrackMeters() - round);
            from = Math.min(from, fix.progressMeters() - round);
            to = Math.max(to, fix.progressMeters() + round);
        }
        boolean isBeyond = from >= line.lengthMeters() || to <= 0;
        if (nearest <= reachMeters && !isBeyond) {
            points.add(new CoolingPoint(ordinal, from, to));
        }
    }

    private static List<double[]> outline(ZoneShape shape) {
        List<double[]> corners = new ArrayList<>();
        if (shape instanceof ZoneShape.Circle circle) {
            corners.add(new double[] {circle.latitude(), circle.longitude()});
        } else if (shape instanceof ZoneShape.Corridor corridor) {
            addAll(corners, corridor.latitudes(), corridor.longitudes());
        } else if (shape instanceof ZoneShape.Area area) {
            area.polygons()
                    .forEach(polygon -> addAll(
                            corners,
                            polygon.outer().latitudes(),
                            polygon.outer().longitudes()));
        } else {
            throw new IllegalStateException("no outline for " + shape.getClass());
        }
        return corners;
    }

    private static void addAll(List<double[]> corners, double[] latitudes, double[] longitudes) {
        for (int i = 0; i < latitudes.length; i++) {
            corners.add(new double[] {latitudes[i], longitudes[i]});
        }
    }
}
