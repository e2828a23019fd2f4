package io.vigil.benchmarks;

import io.vigil.geo.ZoneHits;
import io.vigil.geo.ZoneIndex;
import java.util.Arrays;

/** Passes of lookups over one set of points; every pass sums up what it found. */
final class IndexMeasurement {
    private final ZoneIndex index;
    private final JtsLookup jts;
    private final double[] latitudes;
    private final double[] longitudes;
    private long sum;
    private long lookups;

    IndexMeasurement(ZoneIndex index, JtsLookup jts, double[][] points) {
        this.index = index;
        this.jts = jts;
        latitudes = points[0];
        longitudes = points[1];
    }

    int points() {
        return latitudes.length;
    }

    /** A lookup for every point. */
    Timing runPlain() {
        ZoneHits hits = new ZoneHits();
        return Timing.of(() -> {
            long found = 0;
            for (int i = 0; i < latitudes.length; i++) {
                index.find(latitudes[i], longitudes[i], hits);
                found += hits.size();
            }
            sum = found;
        });
    }

    /** A lookup only where a mover has left the safe box of its last one. */
    Timing runWithBox() {
        int movers = IndexWorld.MOVERS;
        ZoneHits hits = new ZoneHits();
        double[] boxes = new double[4 * movers];
        int[] sizes = new int[movers];
        return Timing.of(() -> {
            long found = 0;
            long needed = 0;
            for (int i = 0; i < latitudes.length; i++) {
                int mover = i & movers - 1;
                int b = 4 * mover;
                double lat = latitudes[i];
                double lon = longitudes[i];
                if (!(lat > boxes[b] && lat < boxes[b + 1] && lon > boxes[b + 2] && lon < boxes[b + 3])) {
                    int before = Math.max(mover, i - movers);
                    index.locate(lat, lon, lat - latitudes[before], lon - longitudes[before], hits);
                    boxes[b] = hits.safeSouth();
                    boxes[b + 1] = hits.safeNorth();
                    boxes[b + 2] = hits.safeWest();
                    boxes[b + 3] = hits.safeEast();
                    sizes[mover] = hits.size();
                    needed++;
                }
                found += sizes[mover];
            }
            sum = found;
            lookups = needed;
        });
    }

    /** JTS on the first points. */
    Timing runJts(int count) {
        return Timing.of(() -> {
            long found = 0;
            for (int i = 0; i < count; i++) {
                found += jts.find(latitudes[i], longitudes[i]);
            }
            sum = found;
        });
    }

    Timing runS2(S2Lookup s2, int count) {
        return Timing.of(() -> {
            long found = 0;
            for (int i = 0; i < count; i++) {
                found += s2.find(latitudes[i], longitudes[i]);
            }
            sum = found;
        });
    }

    /** How many zones the last pass found, over all points. */
    long sum() {
        return sum;
    }

    /** Share of points that needed a lookup in the last pass with boxes. */
    double lookupShare() {
        return (double) lookups / latitudes.length;
    }

    /** How many of the first points JTS gives other zones for than the index. */
    int mismatches(int count) {
        ZoneHits hits = new ZoneHits();
        int mismatches = 0;
        for (int i = 0; i < count; i++) {
            index.locate(latitudes[i], longitudes[i], hits);
            jts.find(latitudes[i], longitudes[i]);
            mismatches += Arrays.equals(hits.toArray(), jts.toArray()) ? 0 : 1;
        }
        return mismatches;
    }
}
