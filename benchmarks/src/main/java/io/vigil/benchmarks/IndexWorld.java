package io.vigil.benchmarks;

import io.vigil.model.Schedule;
import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Zones and points for the zone index, from a seed: real outlines, thinned out or made denser to 20 to 500 vertices, put
 * anywhere in a country as large as China so that they overlap 1.5 deep on average: 100,000 of them are as large as a
 * township is there.
 */
final class IndexWorld {
    static final int MOVERS = 1 << 10;
    private static final double SOUTH = 18;
    private static final double WEST = 73;
    private static final double HEIGHT_DEGREES = 36;
    private static final double WIDTH_DEGREES = 62;
    private static final double OVERLAP = 1.5;
    private static final int MIN_VERTICES = 20;
    private static final int MAX_VERTICES = 500;
    private static final double STEP_DEGREES = 0.0018;

    final List<Zone> zones = new ArrayList<>();
    final long vertices;
    private final SplittableRandom random;

    IndexWorld(int count, long seed) throws IOException {
        random = new SplittableRandom(seed);
        List<ZoneShape.Ring> outlines = new ArrayList<>();
        for (ZoneShape.Area area : Outlines.cities()) {
            outlines.add(longest(area));
        }
        for (ZoneShape.Area area : Outlines.countries()) {
            outlines.add(longest(area));
        }
        outlines.removeIf(ring -> ring.latitudes().length < MIN_VERTICES);
        double area = OVERLAP * HEIGHT_DEGREES * WIDTH_DEGREES / count;
        long sum = 0;
        for (int i = 0; i < count; i++) {
            ZoneShape.Ring ring = place(outlines.get(random.nextInt(outlines.size())), area);
            sum += ring.latitudes().length;
            zones.add(zone("zone-" + i, new ZoneShape.Area(List.of(new ZoneShape.Polygon(ring, List.of())))));
        }
        vertices = sum;
    }

    static Zone zone(String id, ZoneShape shape) {
        return new Zone(
                id,
                null,
                "bench",
                Set.of(),
                Schedule.ALWAYS,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                Double.NaN,
                Map.of(),
                shape);
    }

    private static ZoneShape.Ring longest(ZoneShape.Area area) {
        ZoneShape.Ring longest = area.polygons().get(0).outer();
        for (ZoneShape.Polygon polygon : area.polygons()) {
            if (polygon.outer().latitudes().length > longest.latitudes().length) {
                longest = polygon.outer();
            }
        }
        return longest;
    }

    private ZoneShape.Ring place(ZoneShape.Ring outline, double areaSquareDegrees) {
        int size = outline.latitudes().length;
        int wanted = MIN_VERTICES + random.nextInt(MAX_VERTICES - MIN_VERTICES + 1);
        double[] lats = new double[wanted];
        double[] lons = new double[wanted];
        for (int i = 0; i < wanted; i++) {
            double at = (double) i * size / wanted;
            int from = (int) at;
            int to = (from + 1) % size;
            double share = wanted <= size ? 0 : at - from;
            lats[i] = outline.latitudes()[from] + share * (outline.latitudes()[to] - outline.latitudes()[from]);
            lons[i] = outline.longitudes()[from] + share * (outline.longitudes()[to] - outline.longitudes()[from]);
        }
        double twice = 0;
        for (int i = 0; i < wanted; i++) {
            int next = (i + 1) % wanted;
            twice += (lons[i] - lons[0]) * (lats[next] - lats[0]) - (lons[next] - lons[0]) * (lats[i] - lats[0]);
        }
        double scale = Math.sqrt(areaSquareDegrees / Math.max(1e-9, Math.abs(twice) / 2));
        double lat = SOUTH + random.nextDouble() * HEIGHT_DEGREES;
        double lon = WEST + random.nextDouble() * WIDTH_DEGREES;
        double baseLat = lats[0];
        double baseLon = lons[0];
        for (int i = 0; i < wanted; i++) {
            lats[i] = Math.max(-80, Math.min(80, lat + scale * (lats[i] - baseLat)));
            lons[i] = lon + scale * (lons[i] - baseLon);
        }
        return new ZoneShape.Ring(lats, lons);
    }

    /** Latitudes and longitudes anywhere among the zones. */
    double[][] randomPoints(int count) {
        double[][] points = new double[2][count];
        for (int i = 0; i < count; i++) {
            points[0][i] = SOUTH + random.nextDouble() * HEIGHT_DEGREES;
            points[1][i] = WEST + random.nextDouble() * WIDTH_DEGREES;
        }
        return points;
    }

    /** {@link #MOVERS} vehicles in turn, every ten seconds at 20 m/s, turning slowly. */
    double[][] tracks(int count) {
        double[][] points = new double[2][count];
        for (int mover = 0; mover < MOVERS; mover++) {
            double lat = random.nextDouble() * HEIGHT_DEGREES;
            double lon = random.nextDouble() * WIDTH_DEGREES;
            double course = random.nextDouble() * 2 * Math.PI;
            for (int i = mover; i < count; i += MOVERS) {
                points[0][i] = SOUTH + lat;
                points[1][i] = WEST + lon;
                lat = Math.max(0, Math.min(HEIGHT_DEGREES, lat + STEP_DEGREES * Math.cos(course)));
                lon = Math.max(0, Math.min(WIDTH_DEGREES, lon + STEP_DEGREES * 1.17 * Math.sin(course)));
                course += (random.nextDouble() + random.nextDouble() - 1) * 0.25;
            }
        }
        return points;
    }
}
