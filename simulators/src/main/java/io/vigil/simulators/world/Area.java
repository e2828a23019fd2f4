package io.vigil.simulators.world;

import java.util.List;
import java.util.Map;

/**
 * A zone of the plane: a polygon, a corridor along a line, or a circle.
 *
 * @param id unique among zones
 * @param name for people
 * @param type zone type of the contracts
 * @param classes mover classes it concerns; empty means all
 * @param windows active windows as the contracts write them, {@code from} and {@code to} in local time, or {@code dates}
 * @param speedLimitKph limit inside, km/h, or NaN
 * @param attributes anything else
 * @param shape which of the three it is
 * @param xs metres east: the ring without its repeated last vertex, the line, or the centre
 * @param ys metres north, as many
 * @param radiusMeters half width of a corridor or radius of a circle, m; 0 for a polygon
 */
public record Area(
        String id,
        String name,
        String type,
        List<String> classes,
        List<Map<String, String>> windows,
        double speedLimitKph,
        Map<String, Object> attributes,
        Shape shape,
        double[] xs,
        double[] ys,
        double radiusMeters) {
    /** The geometry's form. */
    public enum Shape {
        POLYGON,
        CORRIDOR,
        CIRCLE
    }

    /** A polygon that is always active and concerns all. */
    static Area polygon(String id, String name, String type, double... xy) {
        return of(id, name, type, Shape.POLYGON, 0, xy);
    }

    /** A corridor that is always active and concerns all. */
    static Area corridor(String id, String name, String type, double halfWidthMeters, double... xy) {
        return of(id, name, type, Shape.CORRIDOR, halfWidthMeters, xy);
    }

    /** A circle that is always active and concerns all. */
    static Area circle(String id, String name, String type, double radiusMeters, double x, double y) {
        return of(id, name, type, Shape.CIRCLE, radiusMeters, x, y);
    }

    private static Area of(String id, String name, String type, Shape shape, double radiusMeters, double... xy) {
        double[] xs = new double[xy.length / 2];
        double[] ys = new double[xy.length / 2];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = xy[2 * i];
            ys[i] = xy[2 * i + 1];
        }
        return new Area(id, name, type, List.of(), List.of(), Double.NaN, Map.of(), shape, xs, ys, radiusMeters);
    }

    Area forClasses(String... only) {
        return new Area(id, name, type, List.of(only), windows, speedLimitKph, attributes, shape, xs, ys, radiusMeters);
    }

    Area activeIn(List<Map<String, String>> only) {
        return new Area(id, name, type, classes, only, speedLimitKph, attributes, shape, xs, ys, radiusMeters);
    }

    Area limitedTo(double kph) {
        return new Area(id, name, type, classes, windows, kph, attributes, shape, xs, ys, radiusMeters);
    }

    Area with(String attribute, Object value) {
        return withAll(Map.of(attribute, value));
    }

    Area withAll(Map<String, Object> all) {
        return new Area(id, name, type, classes, windows, speedLimitKph, all, shape, xs, ys, radiusMeters);
    }

    /** Whether a place is inside, whatever the schedule says. */
    public boolean contains(double x, double y) {
        return switch (shape) {
            case POLYGON -> isInRing(x, y);
            case CORRIDOR -> new Polyline(id, name, "", xs, ys).distanceTo(x, y) <= radiusMeters;
            case CIRCLE -> Math.hypot(x - xs[0], y - ys[0]) <= radiusMeters;
        };
    }

    private boolean isInRing(double x, double y) {
        boolean inside = false;
        for (int i = 0, j = xs.length - 1; i < xs.length; j = i++) {
            boolean straddles = ys[i] > y != ys[j] > y;
            if (straddles && x < (xs[j] - xs[i]) * (y - ys[i]) / (ys[j] - ys[i]) + xs[i]) {
                inside = !inside;
            }
        }
        return inside;
    }

    /** Whether its daily windows cover that local time; windows given by dates count as active (the sea's season). */
    public boolean isActiveAt(int localSecondOfDay) {
        for (Map<String, String> window : windows) {
            String from = window.get("from");
            String to = window.get("to");
            if (from == null || to == null) {
                return true;
            }
            if (localSecondOfDay >= secondOfDay(from) && localSecondOfDay < secondOfDay(to)) {
                return true;
            }
        }
        return windows.isEmpty();
    }

    private static int secondOfDay(String time) {
        return java.time.LocalTime.parse(time).toSecondOfDay();
    }
}
