package io.vigil.zones;

import io.vigil.model.ZoneShape;
import java.util.Locale;

/** How far zones reach: the quickest way to see that a reference system was wrong. */
final class Extent {
    private double west = Double.POSITIVE_INFINITY;
    private double east = Double.NEGATIVE_INFINITY;
    private double south = Double.POSITIVE_INFINITY;
    private double north = Double.NEGATIVE_INFINITY;

    void add(ZoneShape shape) {
        if (shape instanceof ZoneShape.Area area) {
            area.polygons()
                    .forEach(polygon ->
                            add(polygon.outer().latitudes(), polygon.outer().longitudes()));
        } else if (shape instanceof ZoneShape.Circle circle) {
            add(circle.latitude(), circle.longitude());
        } else if (shape instanceof ZoneShape.Corridor corridor) {
            add(corridor.latitudes(), corridor.longitudes());
        } else {
            throw new IllegalStateException("no such shape: " + shape);
        }
    }

    private void add(double[] latitudes, double[] longitudes) {
        for (int i = 0; i < latitudes.length; i++) {
            add(latitudes[i], longitudes[i]);
        }
    }

    private void add(double latitude, double longitude) {
        west = Math.min(west, longitude);
        east = Math.max(east, longitude);
        south = Math.min(south, latitude);
        north = Math.max(north, latitude);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "longitude %.4f to %.4f, latitude %.4f to %.4f", west, east, south, north);
    }
}
