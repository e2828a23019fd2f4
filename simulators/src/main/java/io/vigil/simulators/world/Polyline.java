package io.vigil.simulators.world;

/**
 * A line of the plane, such as an approved route.
 *
 * @param id unique among routes
 * @param name for people
 * @param kind {@code road} or {@code sea}
 * @param xs metres east, at least two
 * @param ys metres north, as many
 */
public record Polyline(String id, String name, String kind, double[] xs, double[] ys) {
    /** Metres from a place to the nearest part of the line. */
    public double distanceTo(double x, double y) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 1; i < xs.length; i++) {
            nearest = Math.min(nearest, Plane.distanceToSegment(x, y, xs[i - 1], ys[i - 1], xs[i], ys[i]));
        }
        return nearest;
    }
}
