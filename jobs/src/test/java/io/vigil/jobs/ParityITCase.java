package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.evaluate.Engine;
import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.evaluate.RunnerOutput;
import io.vigil.feeds.archive.ArchiveFormat;
import io.vigil.feeds.archive.ArchiveFormats;
import io.vigil.feeds.archive.ArchiveReader;
import io.vigil.feeds.archive.EventSink;
import io.vigil.feeds.archive.FeedOptions;
import io.vigil.jobs.archive.ArchiveSplit;
import io.vigil.json.WarningJson;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Warning;
import io.vigil.simulators.ScenarioFile;
import io.vigil.simulators.Simulation;
import io.vigil.simulators.mover.TruthInterval;
import io.vigil.simulators.output.FrameFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * One recorded day of vehicles and vessels, in the wire formats and with the default noise, gives byte-identical warnings in
 * plain Java, in batch mode, in streaming mode at any parallelism, and when its frames arrive in another order within the
 * bound.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParityITCase {
    private static final Path RULES = Path.of("../docs/examples/demo-rules.yaml");
    /** Judged from passes and dispositions, which are not part of this. */
    private static final Set<String> BEYOND_FRAMES = Set.of("cloned-plate", "repeat-offender");

    /** A quarter of an hour in the tunnel, a few minutes for the shuffle. */
    private static final Duration BOUND = Duration.ofMinutes(20);

    private static final int SHUFFLE_MILLIS = 120_000;
    private static final Pattern AIS_TIME = Pattern.compile("c:([0-9]{13})");

    private Path folder;
    private Path world;
    private Path shuffled;
    private EngineSpec control;
    private String expected;
    private List<TruthInterval> truth;

    @BeforeAll
    void recordOneDay(@TempDir Path temporary) throws IOException {
        folder = temporary;
        world = folder.resolve("world");
        Simulation day =
                Simulation.of(ScenarioFile.load("builtin:city-and-sea-day").withMovers(70, 40));
        FrameFiles.write(day, world, false);
        truth = day.truth();
        shuffled = Files.createDirectories(folder.resolve("shuffled"));
        shuffleHex();
        shuffleNmea();
        control = EngineSpec.ofFiles(
                List.of(world.resolve("zones.geojson").toString()),
                List.of(world.resolve("routes.geojson").toString()),
                world.resolve("registry.jsonl").toString(),
                Map.of("demo-rules", RULES.toString()));
        expected = plainJava(world);
    }

    @Test
    void theDayHasWarningsOfEveryRuleThatIsBroken() {
        assertThat(expected.lines()).hasSizeGreaterThan(200);
        Set<String> broken = truth.stream()
                .filter(TruthInterval::offence)
                .map(TruthInterval::rule)
                .filter(rule -> !BEYOND_FRAMES.contains(rule))
                .collect(Collectors.toSet());
        assertThat(broken).hasSizeGreaterThan(14);
        for (String rule : broken) {
            assertThat(expected).contains("\"rule\":\"" + rule + "\"");
        }
    }

    @Test
    void batchModeGivesTheSameBytes() throws Exception {
        assertThat(replay(world, RuntimeExecutionMode.BATCH, 2)).isEqualTo(expected);
    }

    @Test
    void streamingGivesTheSameBytesAtParallelismOneAndFour() throws Exception {
        assertThat(replay(world, RuntimeExecutionMode.STREAMING, 1)).isEqualTo(expected);
        assertThat(replay(world, RuntimeExecutionMode.STREAMING, 4)).isEqualTo(expected);
    }

    @Test
    void anotherOrderOfArrivalGivesTheSameBytes() throws Exception {
        assertThat(plainJava(shuffled)).isEqualTo(expected);
        assertThat(replay(shuffled, RuntimeExecutionMode.STREAMING, 4)).isEqualTo(expected);
        assertThat(replay(shuffled, RuntimeExecutionMode.BATCH, 2)).isEqualTo(expected);
    }

    private String replay(Path feed, RuntimeExecutionMode mode, int parallelism) throws Exception {
        Path out = folder.resolve("out-" + mode + "-" + parallelism + "-" + feed.getFileName());
        ReplayJob.run(new ReplayOptions(
                List.of(
                        new ArchiveSplit.Position(
                                "jt808-hex", feed.resolve("jt808.hex").toString(), 0),
                        new ArchiveSplit.Position(
                                "ais-nmea", feed.resolve("ais.nmea").toString(), 0)),
                List.of(),
                FeedOptions.NONE,
                control,
                EventTimeRange.ALL,
                mode,
                BOUND,
                parallelism,
                out));
        return Files.readString(out.resolve("warnings.jsonl"));
    }

    /** The same day without Flink: decode, name, run each mover, sort, write. */
    private String plainJava(Path feed) throws IOException {
        LoadedEngine loaded = EngineShare.acquire(control);
        try {
            Identities identities = new Identities(loaded.control().registry());
            Plain plain = new Plain(loaded.engine(), identities);
            read(feed.resolve("jt808.hex"), "jt808-hex", plain);
            read(feed.resolve("ais.nmea"), "ais-nmea", plain);
            return plain.finish();
        } finally {
            EngineShare.release(control);
        }
    }

    private static void read(Path file, String format, EventSink sink) throws IOException {
        ArchiveFormat known = ArchiveFormats.byName(format);
        assertThat(known).isNotNull();
        ArchiveReader.read(file, known, FeedOptions.NONE, sink);
    }

    private void shuffleHex() throws IOException {
        List<String> lines = Files.readAllLines(world.resolve("jt808.hex"));
        Files.write(shuffled.resolve("jt808.hex"), shuffled(lines, line -> {
            int blank = line.indexOf(' ');
            return OffsetDateTime.parse(line.substring(0, blank)).toInstant().toEpochMilli();
        }));
    }

    /** The sentences of one message stay together: it is messages that arrive in another order. */
    private void shuffleNmea() throws IOException {
        List<String> messages = new ArrayList<>();
        for (String line : Files.readAllLines(world.resolve("ais.nmea"))) {
            if (line.matches(".*!AIVDM,[2-9],[2-9],.*")) {
                messages.set(messages.size() - 1, messages.get(messages.size() - 1) + "\n" + line);
            } else {
                messages.add(line);
            }
        }
        long[] last = {0};
        Files.write(shuffled.resolve("ais.nmea"), shuffled(messages, message -> {
            Matcher time = AIS_TIME.matcher(message);
            // A line that noise has damaged goes with the one before it.
            last[0] = time.find() ? Long.parseLong(time.group(1)) : last[0];
            return last[0];
        }));
    }

    private static List<String> shuffled(List<String> lines, java.util.function.ToLongFunction<String> time) {
        Random random = new Random(17);
        record Arrival(String line, long millis) {}
        List<Arrival> arrivals = new ArrayList<>();
        for (String line : lines) {
            arrivals.add(new Arrival(line, time.applyAsLong(line) + random.nextInt(SHUFFLE_MILLIS)));
        }
        arrivals.sort(Comparator.comparingLong(Arrival::millis));
        return arrivals.stream().map(Arrival::line).toList();
    }

    /** Runs every mover by itself; what deadlines yield after the last report of the feed is left out, as a replay does. */
    private static final class Plain implements EventSink, RunnerOutput {
        private final MoverRunner runner;
        private final Identities identities;
        private final Map<MoverId, MoverState> states = new HashMap<>();
        private final List<Warning> warnings = new ArrayList<>();
        private final List<MoverEvent> driven = new ArrayList<>();
        private long lastMillis = Long.MIN_VALUE;

        Plain(Engine engine, Identities identities) {
            runner = new MoverRunner(engine, BOUND.toMillis());
            this.identities = identities;
        }

        @Override
        public void event(MoverEvent event) {
            MoverEvent named = identities.resolve(event);
            runner.accept(states.computeIfAbsent(named.mover(), runner::newState), named, this);
        }

        @Override
        public void rejected(long lineNumber, String reason, String detail) {}

        @Override
        public void skipped(long lineNumber, String what) {}

        String finish() {
            states.values().forEach(state -> runner.advanceTo(state, Long.MAX_VALUE, this));
            Map<MoverId, MoverState> drivers = new HashMap<>();
            driven.sort(Comparator.comparingLong(MoverEvent::eventTimeMillis));
            List.copyOf(driven)
                    .forEach(event ->
                            runner.accept(drivers.computeIfAbsent(event.mover(), runner::newState), event, this));
            drivers.values().forEach(state -> runner.advanceTo(state, Long.MAX_VALUE, this));
            StringBuilder lines = new StringBuilder();
            warnings.stream()
                    .filter(warning -> warning.timeMillis() <= lastMillis)
                    .filter(warning -> warning.transition() != Warning.Transition.PERMITTED)
                    .sorted(Comparator.comparingLong(Warning::detectedMillis)
                            .thenComparing(Warning::warningId)
                            .thenComparingInt(Warning::sequence))
                    .forEach(warning -> lines.append(new String(WarningJson.write(warning), StandardCharsets.UTF_8))
                            .append('\n'));
            return lines.toString();
        }

        @Override
        public void warning(Warning warning) {
            warnings.add(warning);
        }

        @Override
        public void driven(MoverEvent event) {
            driven.add(event);
        }

        @Override
        public void evaluated(
                PositionReport report,
                long timeMillis,
                @Nullable String moverClass,
                @Nullable String fault,
                @Nullable String state) {
            lastMillis = Math.max(lastMillis, timeMillis);
        }

        @Override
        public void late(MoverEvent event, long newestEvaluatedMillis) {
            throw new AssertionError("late within the bound: " + event);
        }

        @Override
        public void duplicate(MoverEvent event) {}

        @Override
        public void broken(String lane, String ruleId, String mover, RuntimeException cause) {
            throw new AssertionError("rule " + ruleId + " threw", cause);
        }
    }
}
