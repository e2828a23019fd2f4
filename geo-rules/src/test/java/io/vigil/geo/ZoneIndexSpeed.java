package io.vigil.geo;

import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;

/** Prints how fast lookups are, beside JTS; run by hand with the numbers of zones as arguments. */
final class ZoneIndexSpeed {
    private static final int POINTS = 1 << 20;
    private static final double SIDE_DEGREES = 10;
    private static final double OVERLAP = 1.5;

    private ZoneIndexSpeed() {}

    public static void main(String[] args) {
        for (String arg : args) {
            measure(Integer.parseInt(arg));
        }
    }

    private static void measure(int count) {
        Random random = new Random(1);
        double radius = Math.sqrt(OVERLAP * SIDE_DEGREES * SIDE_DEGREES / count / Math.PI) / 0.9;
        List<Zone> zones = new ArrayList<>();
        long vertices = 0;
        for (int i = 0; i < count; i++) {
            ZoneShape.Ring ring = county(random, radius);
            vertices += ring.latitudes().length;
            zones.add(RandomZones.zone("z" + i, RandomZones.area(ring)));
        }
        long built = cpuNanos();
        ZoneIndex index = ZoneIndex.build(zones);
        built = cpuNanos() - built;
        System.out.printf(
                "%,d zones, %.0f vertices each: built in %.2f s, %.1f KB a zone, of it %.1f KB coordinates%n",
                count,
                (double) vertices / count,
                built / 1e9,
                index.bytes() / 1024.0 / count,
                vertices * 16 / 1024.0 / count);
        double[][] scattered = scattered(random);
        double[][] tracks = tracks(random);
        double[] best = new double[3];
        for (int round = 0; round < 10; round++) {
            best[0] = Math.max(best[0], lookups(index, scattered));
            best[1] = Math.max(best[1], lookups(index, tracks));
            best[2] = Math.max(best[2], withBox(index, tracks));
        }
        System.out.printf(
                "  best of 10, M/s: random %.2f, tracks %.2f, tracks with safe box %.2f (full lookups %.1f %%)%n",
                best[0], best[1], best[2], 100 * lookedUp);
        if (count <= 10_000) {
            System.out.printf("  M/s: JTS random %.3f, tracks %.3f%n", jts(zones, scattered), jts(zones, tracks));
        }
    }

    /** A closed outline with smooth and rough parts of 20 to 500 vertices. */
    private static ZoneShape.Ring county(Random random, double radius) {
        int vertices = 20 + random.nextInt(480);
        double lat = 30 + random.nextDouble() * SIDE_DEGREES;
        double lon = 110 + random.nextDouble() * SIDE_DEGREES;
        double[] phase = random.doubles(12, 0, 7).toArray();
        double[] lats = new double[vertices];
        double[] lons = new double[vertices];
        for (int i = 0; i < vertices; i++) {
            double angle = 2 * Math.PI * i / vertices;
            double reach = 1;
            for (int k = 0; k < phase.length; k++) {
                reach += 0.25 / (k + 1) * Math.sin((k + 1) * (k + 1) * angle / 2 * 2 + phase[k]) * 0.6;
            }
            lats[i] = lat + 0.9 * radius * reach * Math.sin(angle);
            lons[i] = lon + 0.9 * radius * reach * Math.cos(angle);
        }
        return new ZoneShape.Ring(lats, lons);
    }

    private static double[][] scattered(Random random) {
        double[][] points = new double[2][POINTS];
        for (int i = 0; i < POINTS; i++) {
            points[0][i] = 30 + random.nextDouble() * SIDE_DEGREES;
            points[1][i] = 110 + random.nextDouble() * SIDE_DEGREES;
        }
        return points;
    }

    /** 1,024 vehicles in turn, 10 s apart at 20 m/s, turning slowly. */
    private static double[][] tracks(Random random) {
        int movers = 1024;
        double[][] points = new double[2][POINTS];
        for (int mover = 0; mover < movers; mover++) {
            double lat = 30 + random.nextDouble() * SIDE_DEGREES;
            double lon = 110 + random.nextDouble() * SIDE_DEGREES;
            double course = random.nextDouble() * 7;
            for (int i = mover; i < POINTS; i += movers) {
                points[0][i] = lat;
                points[1][i] = lon;
                lat = Math.max(30, Math.min(40, lat + 0.0018 * Math.cos(course)));
                lon = Math.max(110, Math.min(120, lon + 0.0021 * Math.sin(course)));
                course += random.nextGaussian() * 0.1;
            }
        }
        return points;
    }

    private static double lookups(ZoneIndex index, double[][] points) {
        ZoneHits hits = new ZoneHits();
        long sum = 0;
        long start = cpuNanos();
        for (int i = 0; i < POINTS; i++) {
            index.locate(points[0][i], points[1][i], hits);
            sum += hits.size();
        }
        return rate(start, sum);
    }

    private static double lookedUp;

    private static double withBox(ZoneIndex index, double[][] points) {
        int movers = 1024;
        ZoneHits hits = new ZoneHits();
        double[] boxes = new double[4 * movers];
        int[] sizes = new int[movers];
        long sum = 0;
        int full = 0;
        long start = cpuNanos();
        for (int i = 0; i < POINTS; i++) {
            int mover = i & movers - 1;
            double lat = points[0][i];
            double lon = points[1][i];
            int b = 4 * mover;
            if (!(lat > boxes[b] && lat < boxes[b + 1] && lon > boxes[b + 2] && lon < boxes[b + 3])) {
                index.locate(lat, lon, hits);
                boxes[b] = hits.safeSouth();
                boxes[b + 1] = hits.safeNorth();
                boxes[b + 2] = hits.safeWest();
                boxes[b + 3] = hits.safeEast();
                sizes[mover] = hits.size();
                full++;
            }
            sum += sizes[mover];
        }
        lookedUp = (double) full / POINTS;
        return rate(start, sum);
    }

    private static double jts(List<Zone> zones, double[][] points) {
        STRtree tree = new STRtree();
        for (Zone zone : zones) {
            Geometry geometry = RandomZones.jts((ZoneShape.Area) zone.shape());
            tree.insert(geometry.getEnvelopeInternal(), PreparedGeometryFactory.prepare(geometry));
        }
        double best = 0;
        int n = POINTS / 4;
        for (int round = 0; round < 2; round++) {
            long sum = 0;
            long start = cpuNanos();
            for (int i = 0; i < n; i++) {
                Point point = RandomZones.JTS.createPoint(new Coordinate(points[1][i], points[0][i]));
                for (Object candidate : tree.query(point.getEnvelopeInternal())) {
                    sum += ((PreparedGeometry) candidate).covers(point) ? 1 : 0;
                }
            }
            best = Math.max(best, rate(start, sum) / 4);
        }
        return best;
    }

    /** The machine is shared; waiting for a core is not the index's doing. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double rate(long start, long sum) {
        double seconds = (cpuNanos() - start) / 1e9;
        if (sum == 42) {
            System.out.println();
        }
        return POINTS / seconds / 1e6;
    }
}
