package io.vigil.tune;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of the map between meridians and parallels; it does not reach over the antimeridian.
 *
 * @param south degrees
 * @param west degrees
 * @param north degrees
 * @param east degrees
 */
record MapBox(double south, double west, double north, double east) {
    private static final double LEAST_DEGREES = 0.01;
    private static final double MARGIN = 0.15;

    /**
     * Around points with a margin; China's coast where there are none. A few that lie far from all others, such as fixes at 0/0,
     * do not make the map one of the world.
     */
    static MapBox around(List<double[]> latitudesLongitudes) {
        double[] latitudes = bounds(latitudesLongitudes, 0);
        double[] longitudes = bounds(latitudesLongitudes, 1);
        if (latitudes.length == 0 || longitudes.length == 0) {
            return new MapBox(18, 105, 42, 130);
        }
        double tall = Math.max(LEAST_DEGREES, (latitudes[1] - latitudes[0]) * MARGIN);
        double wide = Math.max(LEAST_DEGREES, (longitudes[1] - longitudes[0]) * MARGIN);
        return new MapBox(latitudes[0] - tall, longitudes[0] - wide, latitudes[1] + tall, longitudes[1] + wide);
    }

    /** Least and greatest value that lie no farther from the middle nine tenths than these are wide. */
    private static double[] bounds(List<double[]> points, int axis) {
        double[] values = points.stream()
                .mapToDouble(point -> point[axis])
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (values.length == 0) {
            return values;
        }
        double low = values[(int) (0.05 * (values.length - 1))];
        double high = values[(int) Math.ceil(0.95 * (values.length - 1))];
        double reach = Math.max(LEAST_DEGREES, high - low);
        double[] near = java.util.Arrays.stream(values)
                .filter(value -> value >= low - reach && value <= high + reach)
                .toArray();
        return new double[] {near[0], near[near.length - 1]};
    }

    /** The same with so much around it that a page of any shape is filled. */
    MapBox withSurroundings() {
        double reach = 3 * Math.max(north - south, east - west);
        return new MapBox(Math.max(-90, south - reach), west - reach, Math.min(90, north + reach), east + reach);
    }

    /** What of a ring (longitude, latitude) lies within: Sutherland and Hodgman's way, one side after the other. */
    List<double[]> clip(List<double[]> ring) {
        List<double[]> clipped = ring;
        clipped = clip(clipped, 0, west, 1);
        clipped = clip(clipped, 0, east, -1);
        clipped = clip(clipped, 1, south, 1);
        return clip(clipped, 1, north, -1);
    }

    private static List<double[]> clip(List<double[]> ring, int axis, double bound, int sign) {
        List<double[]> inside = new ArrayList<>();
        for (int i = 0; i < ring.size(); i++) {
            double[] from = ring.get(i);
            double[] to = ring.get((i + 1) % ring.size());
            boolean fromIn = sign * (from[axis] - bound) >= 0;
            boolean toIn = sign * (to[axis] - bound) >= 0;
            if (fromIn) {
                inside.add(from);
            }
            if (fromIn != toIn) {
                double share = (bound - from[axis]) / (to[axis] - from[axis]);
                double[] crossing = {from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])};
                inside.add(crossing);
            }
        }
        return inside;
    }
}
