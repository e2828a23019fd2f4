package io.vigil.benchmarks;

import io.vigil.geo.ZoneIndex;
import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** The zone index beside JTS and S2: same zones, same points, by turns, in processor time of one thread. */
final class IndexSuite {
    static final long SEED = 1;
    private static final int MIDDLE = 10_000;
    private static final int LARGE = 100_000;

    /** JTS alone takes about 30 kB a zone of 260 vertices once each has been asked for. */
    private static final long LARGE_HEAP_BYTES = 5L << 30;

    private static final double BUILD_GOAL_SECONDS = 20;
    private static final double BYTES_GOAL = 2_048;
    private static final double RANDOM_RATIO_GOAL = 30;
    private static final double TRACKS_RATIO_GOAL = 80;
    private static final double TRACKS_GOAL = 15_000_000;
    private static final double GROWTH_GOAL = 2;
    private static final double UPDATE_GOAL_SECONDS = 1;

    private final boolean isQuick;
    private final Consumer<String> progress;
    private final List<Figure> figures = new ArrayList<>();
    private double smallestNanos;

    IndexSuite(boolean isQuick, Consumer<String> progress) {
        this.isQuick = isQuick;
        this.progress = progress;
    }

    List<Figure> run() throws Exception {
        measure(100);
        measure(MIDDLE);
        if (isQuick || Runtime.getRuntime().maxMemory() < LARGE_HEAP_BYTES) {
            progress.accept("100,000 zones are left out: they take the full run and a heap of 5 GiB"
                    + " (VIGIL_JAVA_OPTS=-Xmx6g)");
        } else {
            measure(LARGE);
        }
        return List.copyOf(figures);
    }

    private void measure(int count) throws Exception {
        String name = String.format(Locale.ROOT, "%,d zones", count);
        progress.accept(name + ", seed " + SEED + ": building");
        IndexWorld world = new IndexWorld(count, SEED);
        ZoneIndex[] built = new ZoneIndex[1];
        Timing build = Timing.of(() -> built[0] = ZoneIndex.build(world.zones));
        ZoneIndex index = built[0];
        Figure seconds = Figure.alone(name + ": build, one core", build.cpuSeconds(), "s");
        figures.add(count == LARGE ? seconds.withGoal(Figure.Kind.VALUE_AT_MOST, BUILD_GOAL_SECONDS) : seconds);
        figures.add(Figure.alone(name + ": index memory a zone", (double) index.bytes() / count, "bytes")
                .withGoal(Figure.Kind.VALUE_AT_MOST, BYTES_GOAL));
        figures.add(Figure.alone(name + ": vertices a zone", (double) world.vertices / count, ""));
        measureUpdate(name, count, index);
        JtsLookup jts = new JtsLookup(world.zones);
        int points = isQuick ? 1 << 18 : 1 << 20;
        measureLookups(name + ", random points", count, index, jts, world.randomPoints(points), world.zones, false);
        measureLookups(name + ", tracks", count, index, jts, world.tracks(points), world.zones, true);
    }

    /** Every zone moved in turn is in its old place again when the next one moves. */
    private void measureUpdate(String name, int count, ZoneIndex index) {
        int changes = Math.min(isQuick ? 20 : 100, count);
        double[] seconds = new double[changes];
        for (int i = 0; i < changes; i++) {
            Zone zone = index.zone(i * (count / changes));
            Zone moved = IndexWorld.zone(zone.id(), shifted((ZoneShape.Area) zone.shape()));
            seconds[i] = Timing.of(() -> index.with(List.of(moved), List.of())).cpuSeconds();
        }
        Arrays.sort(seconds);
        figures.add(Figure.alone(name + ": one zone changed, median", 1000 * seconds[changes / 2], "ms"));
        figures.add(Figure.alone(name + ": one zone changed, worst of " + changes, seconds[changes - 1], "s")
                .withGoal(Figure.Kind.VALUE_AT_MOST, UPDATE_GOAL_SECONDS));
    }

    private static ZoneShape.Area shifted(ZoneShape.Area area) {
        ZoneShape.Ring ring = area.polygons().get(0).outer();
        double[] latitudes = ring.latitudes().clone();
        for (int i = 0; i < latitudes.length; i++) {
            latitudes[i] = Math.min(90, latitudes[i] - 1e-4);
        }
        return new ZoneShape.Area(
                List.of(new ZoneShape.Polygon(new ZoneShape.Ring(latitudes, ring.longitudes()), List.of())));
    }

    private void measureLookups(
            String name,
            int count,
            ZoneIndex index,
            JtsLookup jts,
            double[][] points,
            List<Zone> zones,
            boolean isTracks)
            throws Exception {
        IndexMeasurement lookup = new IndexMeasurement(index, jts, points);
        int some = isQuick ? 50_000 : 200_000;
        progress.accept(name + ": comparing the answers");
        figures.add(Figure.alone(name + ": other answers than JTS in " + some, lookup.mismatches(some), "points")
                .withGoal(Figure.Kind.VALUE_AT_MOST, 0));
        progress.accept(name + ": lookups");
        List<Callable<Timing>> work = new ArrayList<>(List.of(lookup::runPlain, () -> lookup.runJts(some)));
        if (isTracks) {
            work.add(lookup::runWithBox);
        }
        double[] best = byTurns(work);
        double plain = points[0].length / best[0];
        double theirs = some / best[1];
        int times = count == LARGE ? 2 : 1;
        figures.add(withRatioGoal(
                Figure.against(
                        name + ": a lookup each", plain, "lookups/s", theirs, "JTS, STRtree and prepared polygons"),
                count >= MIDDLE && !isTracks ? times * RANDOM_RATIO_GOAL : 0));
        figures.add(withGrowthGoal(name, count, isTracks, 1e9 / plain));
        if (isTracks) {
            addBoxFigures(name, count, times, lookup.lookupShare(), points[0].length / best[2], theirs);
        }
        if (count < MIDDLE || count == MIDDLE && !isQuick) {
            measureS2(name, lookup, zones, plain, some / 4);
        }
    }

    private void addBoxFigures(String name, int count, int times, double share, double rate, double theirs) {
        figures.add(withRatioGoal(
                Figure.against(
                        name + ": with safe boxes", rate, "reports/s", theirs, "JTS, STRtree and prepared polygons"),
                count >= MIDDLE ? times * TRACKS_RATIO_GOAL : 0));
        Figure figure = Figure.alone(name + ": with safe boxes, one core", rate, "reports/s");
        figures.add(count == MIDDLE ? figure.withGoal(Figure.Kind.VALUE_AT_LEAST, TRACKS_GOAL) : figure);
        figures.add(Figure.alone(name + ": reports that need a lookup", 100 * share, "%"));
    }

    private Figure withGrowthGoal(String name, int count, boolean isTracks, double nanos) {
        if (count < MIDDLE && !isTracks) {
            smallestNanos = nanos;
        }
        Figure figure = Figure.alone(name + ": time of a lookup", nanos, "ns");
        return count == LARGE && !isTracks
                ? figure.withGoal(Figure.Kind.VALUE_AT_MOST, GROWTH_GOAL * smallestNanos)
                : figure;
    }

    private static Figure withRatioGoal(Figure figure, double goal) {
        return goal == 0 ? figure : figure.withGoal(Figure.Kind.RATIO_AT_LEAST, goal);
    }

    private void measureS2(String name, IndexMeasurement lookup, List<Zone> zones, double plain, int some)
            throws Exception {
        progress.accept(name + ": S2");
        S2Lookup s2 = new S2Lookup(zones);
        double[] best = byTurns(List.of(() -> lookup.runS2(s2, some)));
        figures.add(Figure.against(
                name + ": a lookup each, beside S2",
                plain,
                "lookups/s",
                some / best[0],
                "S2ShapeIndex, containing shapes"));
    }

    /** Processor seconds of the best run of each, after one that warms up; all by turns. */
    private double[] byTurns(List<Callable<Timing>> work) throws Exception {
        double[] best = new double[work.size()];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        int runs = isQuick ? 4 : 6;
        for (int run = 0; run <= runs; run++) {
            for (int i = 0; i < best.length; i++) {
                double seconds = work.get(i).call().cpuSeconds();
                best[i] = run == 0 ? best[i] : Math.min(best[i], seconds);
            }
        }
        return best;
    }
}
