package io.vigil.benchmarks;

import io.vigil.model.ZoneShape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Endless points on, beside and near the edges of areas: vertices, points of edges, and what lies an ulp away. */
final class HardPoints {
    private final List<ZoneShape.Ring> rings = new ArrayList<>();
    private final SplittableRandom random;
    private double lat;
    private double lon;

    HardPoints(List<ZoneShape.Area> areas, long seed) {
        random = new SplittableRandom(seed);
        for (ZoneShape.Area area : areas) {
            for (ZoneShape.Polygon polygon : area.polygons()) {
                rings.add(polygon.outer());
                rings.addAll(polygon.holes());
            }
        }
    }

    double lat() {
        return lat;
    }

    double lon() {
        return lon;
    }

    void next() {
        ZoneShape.Ring ring = rings.get(random.nextInt(rings.size()));
        int a = random.nextInt(ring.latitudes().length);
        int b = (a + 1) % ring.latitudes().length;
        double dLat = ring.latitudes()[b] - ring.latitudes()[a];
        double dLon = ring.longitudes()[b] - ring.longitudes()[a];
        lat = ring.latitudes()[a];
        lon = ring.longitudes()[a];
        switch (random.nextInt(8)) {
            case 0 -> nudge();
            case 1 -> move(random.nextInt(17) / 16.0, dLat, dLon);
            case 2 -> {
                move(random.nextDouble(), dLat, dLon);
                nudge();
            }
            case 3 -> lon += (random.nextDouble() * 6 - 3) * dLon;
            case 4 -> lat += (random.nextDouble() * 6 - 3) * dLat;
            case 5 -> move(random.nextDouble() * 3 - 1, dLat, dLon);
            case 6 -> {
                double reach = 8 * Math.hypot(dLat, dLon);
                lat += (random.nextDouble() * 2 - 1) * reach;
                lon += (random.nextDouble() * 2 - 1) * reach;
            }
            default -> {
                lat += random.nextDouble() * 2 - 1;
                lon += random.nextDouble() * 2 - 1;
            }
        }
    }

    private void move(double share, double dLat, double dLon) {
        lat += share * dLat;
        lon += share * dLon;
    }

    /** Up to one ulp in each direction. */
    private void nudge() {
        lat = nudged(lat);
        lon = nudged(lon);
    }

    private double nudged(double value) {
        return switch (random.nextInt(3)) {
            case 0 -> Math.nextUp(value);
            case 1 -> Math.nextDown(value);
            default -> value;
        };
    }
}
