package io.vigil.benchmarks;

import io.vigil.model.ZoneShape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Generated areas that make a point-in-polygon test wrong if its arithmetic is careless. */
final class HardShapes {
    /** What is hard about them. */
    enum Kind {
        STARS("overlapping stars with holes"),
        GRID_STARS("stars with vertices on a coarse grid"),
        NEEDLES("triangles a million times longer than wide"),
        STAIRS("borders that neighbours share, bent by one ulp"),
        NEARLY_STRAIGHT("rings of nearly collinear vertices");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private static final int COUNT = 200;
    private static final double GRID = 64;

    private final Kind kind;
    private final SplittableRandom random;

    HardShapes(Kind kind, long seed) {
        this.kind = kind;
        random = new SplittableRandom(seed);
    }

    List<ZoneShape.Area> areas() {
        List<ZoneShape.Area> areas = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            double lat = 31 + between(-1, 1);
            double lon = 121 + between(-1, 1);
            areas.add(
                    switch (kind) {
                        case STARS -> withHole(lat, lon);
                        case GRID_STARS -> area(star(lat, lon, between(0.1, 0.5), 4 + random.nextInt(20), GRID));
                        case NEEDLES -> area(needle(lat, lon));
                        case STAIRS -> area(strip(i));
                        case NEARLY_STRAIGHT -> area(nearlyStraight(lat, lon));
                    });
        }
        return areas;
    }

    private double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    private static ZoneShape.Area area(ZoneShape.Ring ring) {
        return new ZoneShape.Area(List.of(new ZoneShape.Polygon(ring, List.of())));
    }

    private ZoneShape.Area withHole(double lat, double lon) {
        double radius = between(0.05, 0.5);
        ZoneShape.Ring outer = star(lat, lon, radius, 5 + random.nextInt(200), 0);
        ZoneShape.Ring hole = star(lat, lon, radius * 0.4, 5 + random.nextInt(20), 0);
        return new ZoneShape.Area(List.of(new ZoneShape.Polygon(outer, List.of(hole))));
    }

    private ZoneShape.Ring star(double lat, double lon, double radius, int vertices, double grid) {
        double[] lats = new double[vertices];
        double[] lons = new double[vertices];
        for (int i = 0; i < vertices; i++) {
            double angle = 2 * Math.PI * i / vertices;
            double reach = radius * between(0.5, 1);
            lats[i] = snap(lat + reach * Math.sin(angle), grid);
            lons[i] = snap(lon + reach * Math.cos(angle), grid);
        }
        return new ZoneShape.Ring(lats, lons);
    }

    private static double snap(double value, double grid) {
        return grid == 0 ? value : Math.rint(value * grid) / grid;
    }

    private ZoneShape.Ring needle(double lat, double lon) {
        double angle = between(0, 7);
        double length = between(0.1, 2);
        double width = length * Math.pow(10, between(-15, -6));
        double dLat = length * Math.sin(angle);
        double dLon = length * Math.cos(angle);
        return new ZoneShape.Ring(
                new double[] {lat, lat + dLat, lat + dLat / 3 + width * Math.cos(angle)},
                new double[] {lon, lon + dLon, lon + dLon / 3 - width * Math.sin(angle)});
    }

    /** The i-th of strips beside each other: the eastern border of one is the western one of the next, double for double. */
    private ZoneShape.Ring strip(int i) {
        int steps = 20;
        double[] lats = new double[2 * steps];
        double[] lons = new double[2 * steps];
        for (int k = 0; k < steps; k++) {
            lats[k] = 30 + 0.1 * k;
            lats[2 * steps - 1 - k] = lats[k];
            lons[k] = border(i, k);
            lons[2 * steps - 1 - k] = border(i + 1, k);
        }
        return new ZoneShape.Ring(lats, lons);
    }

    private static double border(int i, int k) {
        double lon = 120 + 0.01 * i;
        return k % 3 == 1 ? Math.nextUp(lon) : k % 3 == 2 ? Math.nextDown(lon) : lon;
    }

    private ZoneShape.Ring nearlyStraight(double lat, double lon) {
        int vertices = 40;
        double[] lats = new double[vertices];
        double[] lons = new double[vertices];
        double slope = between(-2, 2);
        for (int i = 0; i < vertices / 2; i++) {
            double x = 0.01 * i;
            lons[i] = lon + x;
            lats[i] = lat + slope * x + (random.nextInt(3) - 1) * Math.ulp(lat);
            lons[vertices - 1 - i] = lon + x;
            lats[vertices - 1 - i] = lat + slope * x + 1e-12 * (1 + random.nextInt(100));
        }
        return new ZoneShape.Ring(lats, lons);
    }
}
