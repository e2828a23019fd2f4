package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigil.evaluate.ControlData;
import io.vigil.evaluate.Engine;
import io.vigil.evaluate.Lane;
import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.evaluate.PairHost;
import io.vigil.evaluate.RunnerOutput;
import io.vigil.feeds.archive.ArchiveFormat;
import io.vigil.feeds.archive.ArchiveFormats;
import io.vigil.feeds.archive.ArchiveReader;
import io.vigil.feeds.archive.EventSink;
import io.vigil.feeds.archive.FeedOptions;
import io.vigil.json.RulesFile;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import io.vigil.model.Warning;
import io.vigil.pair.PairSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Encounters and collision risks of recorded and of random tracks are those that a brute force over all pairs finds, each
 * with the same times.
 */
class PairsInRealTracksTest {
    private static final Set<String> EXCLUDED = Set.of("tug", "pilot", "enforcement", "gear");
    private static final long MINUTE = 60_000;
    private static final Set<String> FISHING = Set.of("fishing");

    private static final String COLLISION =
            """
            rules:
              - id: r
                kind: collision-risk
                applies: mover.kind == "vessel"
                tier: yellow
                params: {nightFrom: "00:00", nightTo: "00:00"}
            """;

    private static String encounter(String params) {
        return "rules:\n  - id: r\n    kind: encounter\n    applies: mover.kind == \"vessel\"\n    tier: blue\n    params: "
                + params + "\n";
    }

    @Test
    void encountersInTheSuezCanal() throws IOException {
        List<MoverEvent> events = read(
                "ais/suez-2021-03-20.csv.gz",
                "ais-csv",
                new FeedOptions(
                        Map.of("time", "ais_pos_timestamp", "mmsi", "ID", "lat", "latitude", "lon", "longitude"),
                        PositionReport.NO_TIME,
                        0,
                        "Z"));

        assertThat(encountersAsByBruteForce(events, 500, 700, 10 * MINUTE, 60 * MINUTE, 120 * MINUTE))
                .hasSizeGreaterThan(20);
        assertThat(encountersAsByBruteForce(events, 1_000, 2_000, 5 * MINUTE, 60 * MINUTE, 30 * MINUTE))
                .hasSizeGreaterThan(100);
        // The profile for quick alerts.
        assertThat(encountersAsByBruteForce(events, 250, 700, 2 * MINUTE, 20 * MINUTE, 30 * MINUTE))
                .hasSizeGreaterThan(10);
        // Without speeds nobody's course is known.
        assertThat(collisionsAsByBruteForce(halfFishing(events))).isEmpty();
    }

    @Test
    void encountersAndCollisionsInFiveDanishMinutes() throws IOException {
        List<MoverEvent> events = read("ais/denmark-2013-11-12.nmea.gz", "ais-nmea", FeedOptions.NONE);

        assertThat(encountersAsByBruteForce(events, 500, 700, MINUTE / 2, 4 * MINUTE, 2 * MINUTE))
                .hasSizeGreaterThan(100);
        assertThat(collisionsAsByBruteForce(events)).isEmpty();
        assertThat(collisionsAsByBruteForce(halfFishing(events))).hasSizeGreaterThan(20);
    }

    @Test
    void encountersAndCollisionsAroundADriftingShip() throws IOException {
        List<MoverEvent> events = read("ais/drift-538004030-2014-09-28.nmea.gz", "ais-nmea", FeedOptions.NONE);

        encountersAsByBruteForce(events, 5_000, 6_000, MINUTE, 20 * MINUTE, 10 * MINUTE);
        collisionsAsByBruteForce(halfFishing(events));
    }

    @Test
    void encountersAndCollisionsInRandomWorlds() {
        for (long seed = 1; seed <= 3; seed++) {
            System.out.println("PairsInRealTracksTest seed " + seed);
            List<MoverEvent> events = randomWorld(seed);

            assertThat(encountersAsByBruteForce(events, 500, 700, 2 * MINUTE, 20 * MINUTE, 30 * MINUTE))
                    .as("seed " + seed)
                    .isNotEmpty();
            assertThat(collisionsAsByBruteForce(events)).as("seed " + seed).isNotEmpty();
        }
    }

    private static TreeSet<String> encountersAsByBruteForce(
            List<MoverEvent> events, double near, double exit, long step, long gap, long hold) {
        String params = "{distanceM: %s, exitDistanceM: %s, step: PT%dS, maxGap: PT%dS, hold: PT%dS}"
                .formatted(near, exit, step / 1000, gap / 1000, hold / 1000);
        Judged judged = judge(events, encounter(params));
        TreeSet<String> expected = new PairOracle(PairOracle.byMover(judged.fixes))
                .encounters(new PairOracle.Encounter(near, exit, step, gap, hold, EXCLUDED), judged.lastMillis);

        assertThat(judged.transitions()).isEqualTo(expected);
        print("encounters within " + near + " m for " + hold / MINUTE + " min", expected);
        return expected;
    }

    private static void print(String what, TreeSet<String> transitions) {
        long opened =
                transitions.stream().filter(line -> line.contains(" opened ")).count();
        System.out.println("PairsInRealTracksTest " + what + ": " + opened + " opened, " + transitions.size()
                + " transitions, as by brute force");
    }

    private static TreeSet<String> collisionsAsByBruteForce(List<MoverEvent> events) {
        Judged judged = judge(events, COLLISION);
        TreeSet<String> expected = new PairOracle(PairOracle.byMover(judged.fixes))
                .collisions(10_000, 3 * MINUTE, FISHING, judged.lastMillis);

        assertThat(judged.transitions()).isEqualTo(expected);
        print("collision risks", expected);
        return expected;
    }

    /**
     * The tracks as recorded, with classes of our own: hardly anybody says his within five minutes, so every second one shall
     * fish and the others carry cargo.
     */
    private static List<MoverEvent> halfFishing(List<MoverEvent> events) {
        List<MoverEvent> told = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (MoverEvent event : events) {
            if (known.add(event.mover().text())) {
                String moverClass = event.mover().text().hashCode() % 2 == 0 ? "fishing" : "cargo";
                told.add(IdentityReport.of(
                        event.mover(),
                        event.eventTimeMillis() - 1,
                        PositionReport.NO_TIME,
                        Map.of("class", moverClass)));
            }
            if (event instanceof PositionReport) {
                told.add(event);
            }
        }
        return told;
    }

    private static Judged judge(List<MoverEvent> events, String rules) {
        Engine engine = Engine.of(
                List.of(new Lane("live", RulesFile.parse(rules, "rules"))),
                new ControlData(List.of(), List.of(), Registry.EMPTY));
        Judged judged = new Judged();
        MoverRunner runner = new MoverRunner(engine, 1);
        Map<MoverId, MoverState> states = new HashMap<>();
        for (MoverEvent event : events) {
            runner.accept(states.computeIfAbsent(event.mover(), runner::newState), event, judged);
        }
        states.values().forEach(state -> runner.advanceTo(state, state.newestSeen(), judged));
        states.values().forEach(state -> runner.advanceTo(state, judged.lastMillis, judged));
        PairHost host = new PairHost(engine, judged);
        judged.samples.forEach(host::accept);
        // By then every gap that is bridged has been.
        host.advanceTo(judged.lastMillis + 24 * 60 * MINUTE);
        return judged;
    }

    /** Boats that lie, drift and cruise about twenty marks on both sides of the antimeridian, and ships that pass. */
    private static List<MoverEvent> randomWorld(long seed) {
        Random random = new Random(seed);
        List<MoverEvent> events = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            boolean ship = i % 6 == 0;
            MoverId mover = MoverId.ofMmsi(412_000_000 + i);
            events.add(
                    IdentityReport.of(mover, 0, PositionReport.NO_TIME, Map.of("class", ship ? "cargo" : "fishing")));
            double latitude = 54 + random.nextInt(4) * 0.02 + random.nextGaussian() * 0.002;
            double longitude = 180 + random.nextInt(5) * 0.03 - 0.06 + random.nextGaussian() * 0.003;
            double speed = 0;
            double course = 0;
            int every = ship ? 10 : 20 + random.nextInt(200);
            for (int second = i; second < 4 * 3600; second += every) {
                if (random.nextInt(3_600) < every) {
                    speed = ship ? 6 : random.nextBoolean() ? 0.2 : 3 * random.nextDouble();
                    course = random.nextInt(360);
                }
                double meters = speed * every / 111_000;
                latitude += Math.cos(Math.toRadians(course)) * meters;
                longitude += Math.sin(Math.toRadians(course)) * meters / Math.cos(Math.toRadians(latitude));
                if (random.nextInt(40) > 0) {
                    events.add(PositionReport.at(
                                    mover, second * 1000L, latitude, longitude >= 180 ? longitude - 360 : longitude)
                            .speedMps(speed)
                            .courseDegrees(course)
                            .source("test")
                            .build());
                }
            }
        }
        events.sort(Comparator.comparingLong(MoverEvent::eventTimeMillis));
        return events;
    }

    private static List<MoverEvent> read(String name, String format, FeedOptions options) throws IOException {
        ArchiveFormat known = ArchiveFormats.byName(format);
        assertThat(known).isNotNull();
        List<MoverEvent> events = new ArrayList<>();
        ArchiveReader.read(shared(name), known, options, new EventSink() {
            @Override
            public void event(MoverEvent event) {
                events.add(event);
            }

            @Override
            public void rejected(long lineNumber, String reason, String detail) {}

            @Override
            public void skipped(long lineNumber, String what) {}
        });
        // The sort is stable, so what is said at one moment stays in its order.
        events.sort(Comparator.comparingLong(MoverEvent::eventTimeMillis));
        return events;
    }

    private static Path shared(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null
                && !Files.isRegularFile(folder.resolve("shared/data").resolve(name))) {
            folder = folder.getParent();
        }
        assumeTrue(folder != null, "shared/data/" + name + " is not beside any parent directory: nothing was checked");
        return folder.resolve("shared/data").resolve(name);
    }

    /** What the evaluation of movers lets through, and what the pairs say of it. */
    private static final class Judged implements RunnerOutput {
        private final List<PairOracle.Fix> fixes = new ArrayList<>();
        private final List<PairSample> samples = new ArrayList<>();
        private final List<Warning> warnings = new ArrayList<>();
        private long lastMillis = Long.MIN_VALUE;

        TreeSet<String> transitions() {
            TreeSet<String> lines = new TreeSet<>();
            for (Warning warning : warnings) {
                if (warning.timeMillis() <= lastMillis) {
                    lines.add(warning.movers().get(0) + " " + warning.movers().get(1) + ' '
                            + warning.transition().word() + ' ' + warning.timeMillis());
                }
            }
            return lines;
        }

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
                @Nullable String state) {
            lastMillis = Math.max(lastMillis, timeMillis);
            if (fault == null) {
                fixes.add(new PairOracle.Fix(report, moverClass));
            }
        }

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
