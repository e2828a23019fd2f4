package io.vigil.benchmarks;

import io.vigil.geo.ZoneHits;
import io.vigil.geo.ZoneIndex;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The lookups of {@link IndexSuite} under JMH, each kind in a process of its own: one invocation goes through all points once.
 * JMH keeps the clock; {@link IndexSuite} keeps processor time and takes turns, which is fairer on a machine that is shared.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Thread)
public class IndexBenchmark {
    static final int POINTS = 1 << 18;

    /** How many zones. */
    @Param({"100", "10000"})
    public int zones;

    /** {@code random} points or those of {@code tracks}. */
    @Param({"random", "tracks"})
    public String points = "";

    /** Who is asked: the index with a safe box for each mover, the index, or one of the libraries. */
    @Param({"box", "index", "jts", "s2"})
    public String by = "";

    private double[] latitudes = {};
    private double[] longitudes = {};
    private Lookup lookup = (lat, lon) -> 0;

    private interface Lookup {
        int find(double lat, double lon);
    }

    /** Makes zones and points, the same for all. */
    @Setup
    public void makeWorld() throws IOException {
        IndexWorld world = new IndexWorld(zones, IndexSuite.SEED);
        double[][] made = points.equals("tracks") ? world.tracks(POINTS) : world.randomPoints(POINTS);
        latitudes = made[0];
        longitudes = made[1];
        lookup = switch (by) {
            case "jts" -> new JtsLookup(world.zones)::find;
            case "s2" -> new S2Lookup(world.zones)::find;
            case "index" -> plain(ZoneIndex.build(world.zones));
            default -> new BoxLookup(ZoneIndex.build(world.zones));
        };
    }

    private static Lookup plain(ZoneIndex index) {
        ZoneHits hits = new ZoneHits();
        return (lat, lon) -> {
            index.find(lat, lon, hits);
            return hits.size();
        };
    }

    /** One pass; answers how many zones were found. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public long lookups() {
        long found = 0;
        for (int i = 0; i < latitudes.length; i++) {
            found += lookup.find(latitudes[i], longitudes[i]);
        }
        return found;
    }

    /** Asks only where a mover has left the box of its last answer; the movers come in turn. */
    private static final class BoxLookup implements Lookup {
        private final ZoneIndex index;
        private final ZoneHits hits = new ZoneHits();
        private final double[] boxes = new double[4 * IndexWorld.MOVERS];
        private final double[] last = new double[2 * IndexWorld.MOVERS];
        private final int[] sizes = new int[IndexWorld.MOVERS];
        private int next;

        BoxLookup(ZoneIndex index) {
            this.index = index;
        }

        @Override
        public int find(double lat, double lon) {
            int mover = next++ & IndexWorld.MOVERS - 1;
            int b = 4 * mover;
            if (!(lat > boxes[b] && lat < boxes[b + 1] && lon > boxes[b + 2] && lon < boxes[b + 3])) {
                index.locate(lat, lon, lat - last[2 * mover], lon - last[2 * mover + 1], hits);
                boxes[b] = hits.safeSouth();
                boxes[b + 1] = hits.safeNorth();
                boxes[b + 2] = hits.safeWest();
                boxes[b + 3] = hits.safeEast();
                sizes[mover] = hits.size();
            }
            last[2 * mover] = lat;
            last[2 * mover + 1] = lon;
            return sizes[mover];
        }
    }
}
