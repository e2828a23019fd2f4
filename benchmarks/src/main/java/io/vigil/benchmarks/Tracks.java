package io.vigil.benchmarks;

import io.vigil.model.PositionReport;
import io.vigil.model.Route;
import io.vigil.model.StatusFlag;
import io.vigil.model.Units;
import java.util.SplittableRandom;

/** The movers on their way, interleaved as a feed has them: one report of each mover every ten seconds. Endless. */
final class Tracks {
    /** 01:45 in Shanghai, so that the night rules begin on the way. */
    private static final long START_MILLIS = 1_789_148_700_000L;

    private static final long INTERVAL_MILLIS = 10_000;
    private static final long ON_AND_LOCATED = 1L << StatusFlag.ACC.bit() | 1L << StatusFlag.LOCATED.bit();

    private final BenchmarkWorld world;
    private final SplittableRandom random;
    private final double[] latitudes;
    private final double[] longitudes;
    private final double[] courses;
    private final double[] speedsMps;
    private int count;

    Tracks(BenchmarkWorld world, long seed) {
        this.world = world;
        random = new SplittableRandom(seed);
        latitudes = new double[world.movers];
        longitudes = new double[world.movers];
        courses = new double[world.movers];
        speedsMps = new double[world.movers];
        for (int i = 0; i < world.movers; i++) {
            double along = random.nextDouble();
            longitudes[i] = BenchmarkWorld.WEST + along * BenchmarkWorld.EXTENT_DEGREES;
            latitudes[i] = isOnRoute(i)
                    ? route(i).latitudes()[(int) (along * (route(i).latitudes().length - 1))]
                    : BenchmarkWorld.SOUTH + random.nextDouble() * BenchmarkWorld.EXTENT_DEGREES;
            courses[i] = random.nextDouble() * 360;
            speedsMps[i] = BenchmarkWorld.isVessel(i)
                    ? Units.knotsToMps(2 + random.nextDouble() * 10)
                    : 8 + random.nextDouble() * 17;
        }
    }

    PositionReport next() {
        int mover = count % world.movers;
        long timeMillis = START_MILLIS + count / world.movers * INTERVAL_MILLIS + mover % INTERVAL_MILLIS;
        count++;
        move(mover);
        boolean vessel = BenchmarkWorld.isVessel(mover);
        return PositionReport.at(
                        world.mover(mover),
                        timeMillis,
                        Math.rint(latitudes[mover] * 1e6) / 1e6,
                        Math.rint(longitudes[mover] * 1e6) / 1e6)
                .speedMps(Math.rint(speedsMps[mover] * 36) / 36)
                .courseDegrees(courses[mover])
                .statusBits(vessel ? PositionReport.NO_STATUS : ON_AND_LOCATED)
                .source(vessel ? "ais" : "jt808")
                .build();
    }

    private void move(int i) {
        courses[i] = Math.floorMod((long) (courses[i] * 10 + random.nextInt(-100, 101)), 3600L) / 10.0;
        if (isOnRoute(i)) {
            courses[i] = alongRoute(i);
        }
        double meters = speedsMps[i] * INTERVAL_MILLIS / 1000;
        latitudes[i] += meters * Math.cos(Math.toRadians(courses[i])) / 111_000;
        longitudes[i] += meters * Math.sin(Math.toRadians(courses[i])) / 86_000;
        if (isOutside(latitudes[i] - BenchmarkWorld.SOUTH) || isOutside(longitudes[i] - BenchmarkWorld.WEST)) {
            courses[i] = (courses[i] + 180) % 360;
        }
    }

    private static boolean isOutside(double degrees) {
        return degrees < 0 || degrees > BenchmarkWorld.EXTENT_DEGREES;
    }

    private static boolean isOnRoute(int mover) {
        return mover % 3 == 0;
    }

    private Route route(int mover) {
        return world.control.routes().get(mover % BenchmarkWorld.ROUTES);
    }

    /** Movers with a route keep near it, as they do in life: a course towards the route's latitude a kilometre ahead. */
    private double alongRoute(int mover) {
        double[] line = route(mover).latitudes();
        boolean east = Math.sin(Math.toRadians(courses[mover])) >= 0;
        double along = (longitudes[mover] - BenchmarkWorld.WEST) / BenchmarkWorld.EXTENT_DEGREES;
        int vertex = (int) (along * line.length) + (east ? 2 : -2);
        double north = (line[Math.max(0, Math.min(line.length - 1, vertex))] - latitudes[mover]) * 111_000;
        return (Math.toDegrees(Math.atan2(east ? 1_000 : -1_000, north)) + 360) % 360;
    }
}
