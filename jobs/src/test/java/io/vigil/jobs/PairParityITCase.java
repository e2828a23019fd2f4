package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.evaluate.PairHost;
import io.vigil.evaluate.RunnerOutput;
import io.vigil.feeds.archive.FeedOptions;
import io.vigil.jobs.archive.ArchiveSplit;
import io.vigil.json.PositionJson;
import io.vigil.json.WarningJson;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Warning;
import io.vigil.pair.PairSample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A night of boats and ships that meet, part and cross each other's way on both sides of the antimeridian and of midnight is
 * judged alike in plain Java, in batch mode, in streaming mode at any parallelism, and when the reports arrive in another
 * order within the bound.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PairParityITCase {
    private static final Instant EVENING = Instant.parse("2026-09-12T12:00:00Z");
    private static final long SEED = 2_609_122;
    private static final int BOATS = 30;
    private static final int SHIPS = 6;
    private static final int HOURS = 8;
    private static final int SHUFFLE_MILLIS = 50_000;
    private static final double DEGREES_PER_METER = 1 / 111_000.0;
    private static final String RULES =
            """
            rules:
              - id: meeting
                kind: encounter
                applies: mover.kind == "vessel"
                tier: blue
              - id: quick-meeting
                kind: encounter
                applies: mover.kind == "vessel"
                tier: blue
                params: {distanceM: 250, hold: PT30M, step: PT2M, maxGap: PT20M}
              - id: collision
                kind: collision-risk
                applies: mover.kind == "vessel"
                tier: yellow
              - id: tow
                kind: pair-trawling
                applies: mover.class == "fishing"
                tier: blue
            """;

    private Path folder;
    private EngineSpec control;
    private final List<PositionReport> reports = new ArrayList<>();
    private String expected;

    @BeforeAll
    void recordTheNight(@TempDir Path temporary) throws IOException {
        folder = temporary;
        System.out.println("PairParityITCase seed " + SEED);
        Random random = new Random(SEED);
        List<String> registry = new ArrayList<>();
        for (int boat = 0; boat < BOATS; boat++) {
            fish(boat, random);
            registry.add("{\"mover\":\"vessel:" + (412_000_000 + boat) + "\",\"class\":\"fishing\"}");
        }
        for (int ship = 0; ship < SHIPS; ship++) {
            pass(ship, random);
            registry.add("{\"mover\":\"vessel:" + (413_000_000 + ship) + "\",\"class\":\"cargo\"}");
        }
        reports.sort(Comparator.comparingLong(PositionReport::eventTimeMillis));
        write("feed.jsonl", reports);
        record Arrival(PositionReport report, long millis) {}
        write(
                "shuffled.jsonl",
                reports.stream()
                        .map(report -> new Arrival(report, report.eventTimeMillis() + random.nextInt(SHUFFLE_MILLIS)))
                        .sorted(Comparator.comparingLong(Arrival::millis))
                        .map(Arrival::report)
                        .toList());
        Files.write(folder.resolve("registry.jsonl"), registry);
        Files.writeString(folder.resolve("sea.yaml"), RULES);
        control = EngineSpec.ofFiles(
                List.of(),
                List.of(),
                folder.resolve("registry.jsonl").toString(),
                Map.of("sea", folder.resolve("sea.yaml").toString()));
        expected = plainJava();
    }

    @Test
    void theArchiveByDaysGivesTheSameBytesOverMidnight() throws Exception {
        DayParity.check(
                Files.createDirectories(folder.resolve("days")),
                folder.resolve("feed.jsonl"),
                control,
                Duration.ofHours(9),
                2);
    }

    private void write(String name, List<PositionReport> feed) throws IOException {
        Files.write(
                folder.resolve(name),
                feed.stream()
                        .map(report -> new String(PositionJson.toJson(report), StandardCharsets.UTF_8))
                        .toList());
    }

    /** Two boats each have a mark near the antimeridian; they lie, drift, tow past it and go away, with gaps. */
    private void fish(int boat, Random random) {
        double markNorth = (boat / 2 % 5) * 9_000;
        double markEast = (boat / 2 / 5) * 2_500 - 5_000;
        double east = markEast + random.nextGaussian() * 80;
        double north = markNorth + random.nextGaussian() * 80;
        double speed = 0;
        double course = 0;
        int interval = 20 + random.nextInt(160);
        int nextChange = 0;
        for (int second = boat; second < HOURS * 3600; second += interval) {
            if (second >= nextChange) {
                boolean lies = second == boat || random.nextInt(4) > 0;
                nextChange = second + (lies ? 9_000 : 1_800) + random.nextInt(3_600);
                boolean isBack = Math.hypot(east - markEast, north - markNorth) < 300;
                speed = lies && isBack ? 0.1 : 1.6;
                course = isBack ? random.nextInt(360) : Math.toDegrees(Math.atan2(markEast - east, markNorth - north));
            }
            boolean silent = boat % 7 == 3 && second > 9_000 && second < 11_000 + boat * 100;
            if (!silent) {
                report(412_000_000 + boat, second, east, north, speed, course);
            }
            east += Math.sin(Math.toRadians(course)) * speed * interval;
            north += Math.cos(Math.toRadians(course)) * speed * interval;
        }
    }

    /** Ships go back and forth across the grounds. */
    private void pass(int ship, Random random) {
        double north = random.nextDouble() * 40_000 - 2_000;
        double east = -30_000 + random.nextInt(20_000);
        int direction = 1;
        for (int second = ship; second < HOURS * 3600; second += 20) {
            report(413_000_000 + ship, second, east, north, 7, direction > 0 ? 90 : 270);
            east += direction * 140;
            if (Math.abs(east) > 40_000) {
                direction = -(int) Math.signum(east);
                north = random.nextDouble() * 40_000 - 2_000;
            }
        }
    }

    private void report(int mmsi, int second, double east, double north, double speed, double course) {
        double longitude = 180 + east * DEGREES_PER_METER / Math.cos(Math.toRadians(30));
        PositionReport report = PositionReport.at(
                        MoverId.ofMmsi(mmsi),
                        EVENING.plusSeconds(second).toEpochMilli(),
                        30 + north * DEGREES_PER_METER,
                        longitude >= 180 ? longitude - 360 : longitude)
                .speedMps(speed)
                .courseDegrees((course + 360) % 360)
                .source("test")
                .build();
        // As the file has it: rounded.
        byte[] json = PositionJson.toJson(report);
        reports.add(PositionJson.read(json, json.length));
    }

    @Test
    void theNightHasWarningsOfEveryRuleThatOpenAndClose() {
        for (String rule : List.of("meeting", "quick-meeting", "collision")) {
            assertThat(expected.lines().filter(line -> line.contains("\"rule\":\"" + rule + "\"")))
                    .as(rule)
                    .anyMatch(line -> line.contains("warning.opened"))
                    .anyMatch(line -> line.contains("warning.closed"));
        }
    }

    @Test
    void batchModeGivesTheSameBytes() throws Exception {
        assertIsExpected(replay("feed.jsonl", RuntimeExecutionMode.BATCH, 2));
    }

    @Test
    void streamingGivesTheSameBytesAtParallelismOneAndThree() throws Exception {
        assertIsExpected(replay("feed.jsonl", RuntimeExecutionMode.STREAMING, 1));
        assertIsExpected(replay("feed.jsonl", RuntimeExecutionMode.STREAMING, 3));
    }

    @Test
    void anotherOrderOfArrivalGivesTheSameBytes() throws Exception {
        assertIsExpected(replay("shuffled.jsonl", RuntimeExecutionMode.STREAMING, 2));
        assertIsExpected(replay("shuffled.jsonl", RuntimeExecutionMode.BATCH, 2));
    }

    /** Names the first line that differs: the whole of both would fill the log. */
    private void assertIsExpected(String actual) {
        List<String> lines = actual.lines().toList();
        List<String> wanted = expected.lines().toList();
        for (int i = 0; i < Math.min(lines.size(), wanted.size()); i++) {
            String line = lines.get(i);
            int at = 0;
            while (at < line.length()
                    && at < wanted.get(i).length()
                    && line.charAt(at) == wanted.get(i).charAt(at)) {
                at++;
            }
            int from = Math.max(0, at - 60);
            assertThat(line.substring(from, Math.min(line.length(), at + 60)))
                    .as("line " + i)
                    .isEqualTo(
                            wanted.get(i).substring(from, Math.min(wanted.get(i).length(), at + 60)));
        }
        assertThat(lines).hasSameSizeAs(wanted);
        assertThat(actual).isEqualTo(expected);
    }

    private String replay(String feed, RuntimeExecutionMode mode, int parallelism) throws Exception {
        Path out = folder.resolve("out-" + mode + "-" + parallelism + "-" + feed);
        ReplayJob.run(new ReplayOptions(
                List.of(new ArchiveSplit.Position(
                        "positions", folder.resolve(feed).toString(), 0)),
                List.of(),
                FeedOptions.NONE,
                control,
                EventTimeRange.ALL,
                mode,
                Duration.ofMinutes(1),
                parallelism,
                out));
        return Files.readString(out.resolve("warnings.jsonl"));
    }

    /** Every mover by itself, then all pairs in one thread; what comes after the last report is left out, as a replay does. */
    private String plainJava() {
        LoadedEngine loaded = EngineShare.acquire(control);
        try {
            Plain plain = new Plain();
            MoverRunner runner = new MoverRunner(loaded.engine(), 1);
            Map<MoverId, MoverState> states = new HashMap<>();
            reports.forEach(
                    report -> runner.accept(states.computeIfAbsent(report.mover(), runner::newState), report, plain));
            states.values().forEach(state -> runner.advanceTo(state, Long.MAX_VALUE, plain));
            PairHost host = new PairHost(loaded.engine(), plain);
            plain.samples.forEach(host::accept);
            host.advanceTo(Long.MAX_VALUE);
            assertThat(host.pairCount()).as("pairs kept for ever").isZero();
            long last = reports.get(reports.size() - 1).eventTimeMillis();
            StringBuilder lines = new StringBuilder();
            plain.warnings.stream()
                    .filter(warning -> warning.timeMillis() <= last)
                    .sorted(Comparator.comparingLong(Warning::detectedMillis)
                            .thenComparing(Warning::warningId)
                            .thenComparingInt(Warning::sequence))
                    .forEach(warning -> lines.append(new String(WarningJson.write(warning), StandardCharsets.UTF_8))
                            .append('\n'));
            return lines.toString();
        } finally {
            EngineShare.release(control);
        }
    }

    private static final class Plain implements RunnerOutput {
        private final List<Warning> warnings = new ArrayList<>();
        private final List<PairSample> samples = new ArrayList<>();

        @Override
        public void warning(Warning warning) {
            warnings.add(warning);
        }

        @Override
        public void sampled(PairSample sample) {
            samples.add(sample);
        }

        @Override
        public void evaluated(
                PositionReport report,
                long timeMillis,
                @Nullable String moverClass,
                @Nullable String fault,
                @Nullable String state) {}

        @Override
        public void late(MoverEvent event, long newestEvaluatedMillis) {
            throw new AssertionError("late: " + event);
        }

        @Override
        public void duplicate(MoverEvent event) {}

        @Override
        public void broken(String lane, String ruleId, String mover, RuntimeException cause) {
            throw new AssertionError("rule " + ruleId + " threw", cause);
        }
    }
}
