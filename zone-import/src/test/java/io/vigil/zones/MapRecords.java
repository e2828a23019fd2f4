package io.vigil.zones;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The rings of a shapefile, read as simply as can be, to hold imported zones against. */
final class MapRecords {
    private final List<List<double[]>> records = new ArrayList<>();
    private final List<Integer> skippedNumbers = new ArrayList<>();
    private final List<Integer> missing = new ArrayList<>();

    MapRecords(byte[] shp) {
        ByteBuffer file = ByteBuffer.wrap(shp);
        for (int at = 100; at < shp.length; at += 8 + 2 * file.getInt(at + 4)) {
            ByteBuffer record = file.slice(at + 8, 2 * file.getInt(at + 4)).order(ByteOrder.LITTLE_ENDIAN);
            int parts = record.getInt(36);
            List<double[]> rings = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                int from = record.getInt(44 + 4 * part);
                int to = part + 1 < parts ? record.getInt(48 + 4 * part) : record.getInt(40);
                double[] ring = new double[2 * (to - from)];
                record.slice(44 + 4 * parts + 16 * from, 8 * ring.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asDoubleBuffer()
                        .get(ring);
                rings.add(ring);
            }
            records.add(rings);
        }
    }

    /**
     * What an odd number of a record's rings holds is in its zone, what none holds is not. Between the two, rings of a record
     * lie across each other, where more than one reading is right.
     */
    void compare(List<Zone> zones, String report, Random random) {
        for (int run = 0; run < 500; run++) {
            int number = random.nextInt(records.size());
            Zone zone = zoneOf(number + 1, zones, report);
            if (zone == null) {
                continue;
            }
            double[] near = records.get(number).get(0);
            for (int i = 0; i < 20; i++) {
                int vertex = 2 * random.nextInt(near.length / 2);
                double lon = near[vertex] + random.nextGaussian() * 0.5;
                double lat = near[vertex + 1] + random.nextGaussian() * 0.5;
                int rings = 0;
                for (double[] ring : records.get(number)) {
                    rings += holds(ring, lon, lat) ? 1 : 0;
                }
                boolean inside = isInside((ZoneShape.Area) zone.shape(), lon, lat);
                assertThat(inside ? rings > 0 : rings % 2 == 0)
                        .as("record %d, %s %s, inside %s, in %d rings", number + 1, lon, lat, inside, rings)
                        .isTrue();
            }
        }
    }

    /** By its place in the report: records that were skipped or cut are not looked at, others stand in order. */
    private Zone zoneOf(int number, List<Zone> zones, String report) {
        if (skippedNumbers.isEmpty()) {
            report.lines().filter(line -> line.contains("holes cross")).forEach(line -> {
                int at = line.indexOf("record ") + 7;
                skippedNumbers.add(Integer.parseInt(line.substring(at, line.indexOf(' ', at))));
                if (line.startsWith("skipped ")) {
                    missing.add(skippedNumbers.get(skippedNumbers.size() - 1));
                }
            });
        }
        long before = missing.stream().filter(other -> other < number).count();
        return skippedNumbers.contains(number) ? null : zones.get(number - 1 - (int) before);
    }

    private static boolean isInside(ZoneShape.Area area, double lon, double lat) {
        for (ZoneShape.Polygon polygon : area.polygons()) {
            int rings = holds(turned(polygon.outer()), lon, lat) ? 1 : 0;
            for (ZoneShape.Ring hole : polygon.holes()) {
                rings += holds(turned(hole), lon, lat) ? 1 : 0;
            }
            if (rings % 2 == 1) {
                return true;
            }
        }
        return false;
    }

    private static double[] turned(ZoneShape.Ring ring) {
        double[] flat = new double[2 * ring.latitudes().length + 2];
        for (int i = 0; i <= ring.latitudes().length; i++) {
            flat[2 * i] = ring.longitudes()[i % ring.latitudes().length];
            flat[2 * i + 1] = ring.latitudes()[i % ring.latitudes().length];
        }
        return flat;
    }

    private static boolean holds(double[] ring, double lon, double lat) {
        boolean inside = false;
        for (int i = 2; i < ring.length; i += 2) {
            boolean spans = ring[i - 1] > lat != ring[i + 1] > lat;
            if (spans
                    && lon
                            < ring[i - 2]
                                    + (lat - ring[i - 1]) / (ring[i + 1] - ring[i - 1]) * (ring[i] - ring[i - 2])) {
                inside = !inside;
            }
        }
        return inside;
    }
}
