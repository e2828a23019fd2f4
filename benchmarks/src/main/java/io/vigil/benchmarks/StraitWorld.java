package io.vigil.benchmarks;

import io.vigil.json.PositionJson;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A strait 20 km wide in which everybody has ten others within 700 m on average. One in two hundred is a merchant ship, one
 * in fifty carries, lifts or ships sand, the others fish in groups of six.
 */
final class StraitWorld {
    private static final long SEED = 7_002;
    private static final double METERS_PER_DEGREE = 111_000;
    private static final double WIDTH_METERS = 20_000;
    private static final int STEP_SECONDS = 30;
    private static final long START_MILLIS = 1_789_171_200_000L;
    private static final String[] SAND = {"floating-crane", "sand-carrier", "river-ship"};

    private final int vessels;
    private final int rounds;

    StraitWorld(int vessels, int rounds) {
        this.vessels = vessels;
        this.rounds = rounds;
    }

    int reports() {
        return vessels * rounds;
    }

    void write(Path folder) throws IOException {
        List<String> registry = new ArrayList<>();
        for (int i = 0; i < vessels; i++) {
            String group = isFishing(i) ? ",\"group\":\"g" + i / 6 + "\"" : "";
            registry.add("{\"mover\":\"" + mover(i) + "\",\"class\":\"" + moverClass(i) + "\"" + group + "}");
        }
        Files.write(folder.resolve("registry.jsonl"), registry, StandardCharsets.UTF_8);
        SplittableRandom random = new SplittableRandom(SEED);
        double length = vessels * Math.PI * 700 * 700 / 10 / WIDTH_METERS;
        double[] north = new double[vessels];
        double[] east = new double[vessels];
        double[] course = new double[vessels];
        double[] speed = new double[vessels];
        for (int i = 0; i < vessels; i++) {
            north[i] = random.nextDouble() * WIDTH_METERS;
            east[i] = random.nextDouble() * length;
            course[i] = random.nextInt(360);
            speed[i] = isFishing(i) ? random.nextDouble() * 2 : 5 + random.nextDouble() * 3;
        }
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(folder.resolve("positions.jsonl")), 1 << 16)) {
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < vessels; i++) {
                    long millis =
                            START_MILLIS + (round * STEP_SECONDS * 1000L) + (long) i * STEP_SECONDS * 1000L / vessels;
                    out.write(PositionJson.toJson(report(i, millis, north[i], east[i], speed[i], course[i])));
                    out.write('\n');
                    north[i] += Math.cos(Math.toRadians(course[i])) * speed[i] * STEP_SECONDS;
                    east[i] += Math.sin(Math.toRadians(course[i])) * speed[i] * STEP_SECONDS;
                }
            }
        }
    }

    private static PositionReport report(int i, long millis, double north, double east, double speed, double course) {
        return PositionReport.at(
                        mover(i), millis, 24 + north / METERS_PER_DEGREE, 119 + east / METERS_PER_DEGREE / 0.91)
                .speedMps(speed)
                .courseDegrees(course)
                .source("bench")
                .build();
    }

    private static MoverId mover(int i) {
        return MoverId.ofMmsi(412_000_000 + i);
    }

    private static boolean isFishing(int i) {
        return i % 200 != 0 && i % 50 != 1;
    }

    private static String moverClass(int i) {
        return isFishing(i) ? "fishing" : i % 200 == 0 ? "cargo" : SAND[i / 50 % SAND.length];
    }
}
