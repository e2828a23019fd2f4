package io.vigil.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.evaluate.ControlData;
import io.vigil.evaluate.Engine;
import io.vigil.evaluate.Lane;
import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.evaluate.RunnerOutput;
import io.vigil.feeds.DecodeResult;
import io.vigil.feeds.FrameDecoder;
import io.vigil.feeds.ais.AisNmeaDecoder;
import io.vigil.feeds.radar.RadarDecoder;
import io.vigil.json.DeclarationJson;
import io.vigil.json.JsonFormatException;
import io.vigil.json.OrderFile;
import io.vigil.json.PositionJson;
import io.vigil.json.RegistryFile;
import io.vigil.json.RouteFile;
import io.vigil.json.RulesFile;
import io.vigil.json.WeatherFile;
import io.vigil.json.ZoneFile;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.Orders;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import io.vigil.model.Warning;
import io.vigil.rule.OrderStanding;
import io.vigil.simulators.mover.NoiseLevels;
import io.vigil.simulators.mover.TruthInterval;
import io.vigil.weather.Weather;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sea's own days in one thread: simulated AIS, declarations, order and forecast, the rules, and then the truth. */
class SeaScenariosTest {
    private static final Path EXAMPLES = Path.of("../docs/examples");
    private static final long TOLERANCE_MILLIS = 120_000;
    private static final long TOLERANCE_OF_QUALITY_MILLIS = 1_800_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"typhoon", "closures"})
    void withoutNoiseEveryBoatThatIsToBeSeenToIsWarnedOfAndNoOther(String name) throws IOException {
        Played played = play(ScenarioFile.load("builtin:" + name).withNoise(NoiseLevels.NONE));

        assertThat(played.offences).isNotEmpty();
        assertThat(played.differences()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"typhoon", "closures"})
    void withDefaultNoiseToo(String name) throws IOException {
        Played played = play(ScenarioFile.load("builtin:" + name));

        assertThat(played.differences()).isEmpty();
    }

    /**
     * The first day of the week with one of each part. A boat that is at sea when it is first heard may have left port just
     * then, so its first hour tells no fishing.
     */
    @Test
    void aDayOfAllPartsTogetherIsWarnedOfAndNoOther() throws IOException {
        Scenario day = ScenarioFile.load(EXAMPLES.resolve("sea-week.yaml").toString())
                .withCasts(1)
                .withMovers(0, 130)
                .withLength(Duration.ofHours(24));

        Played played = play(day);

        String firstHours = "missed fishing-activity vessel:\\d+ 2026-08-31T2[23]:.*";
        assertThat(played.offences.stream().map(TruthInterval::rule).distinct())
                .contains("ais-off", "beidou-off", "unidentified-track", "return-to-port", "summer-moratorium")
                .hasSize(20);
        assertThat(played.differences())
                .filteredOn(line -> !line.matches(firstHours))
                .isEmpty();
    }

    @Test
    void everyBoatIsFollowedToItsProofOrLeftOver() throws IOException {
        Played played = play(ScenarioFile.load("builtin:typhoon"));

        Map<String, Long> byState = new TreeMap<>();
        played.standings
                .values()
                .forEach(standing -> byState.merge(standing.state().word(), 1L, Long::sum));
        // Three rounds of eight have every conduct once: one boat is stubborn, one silent, one leaves again.
        assertThat(byState).containsEntry("left-again", 3L).containsEntry("outstanding", 6L);
        assertThat(byState.get("complied")).isEqualTo(63L);
    }

    private Played play(Scenario scenario) throws IOException {
        Simulation simulation = Simulation.of(scenario);
        simulation.writeControlFiles(folder);
        ControlData data = new ControlData(
                ZoneFile.read(folder.resolve("zones.geojson")),
                RouteFile.read(folder.resolve("routes.geojson")),
                RegistryFile.read(folder.resolve("registry.jsonl")),
                readIfThere("weather.jsonl", WeatherFile::read, Weather.EMPTY),
                readIfThere("orders.jsonl", OrderFile::read, Orders.EMPTY));
        Path rules = EXAMPLES.resolve(scenario.name() + "-rules.yaml");
        Engine engine = Engine.of(List.of(new Lane(Lane.LIVE, RulesFile.read(rules))), data);
        MoverRunner runner = new MoverRunner(engine, 1);
        long end = scenario.startMillis() + scenario.length().toMillis();
        Played played = new Played(simulation.truth(), end);
        decode(simulation, data.registry()).forEach((mover, events) -> {
            MoverState state = runner.newState(mover);
            events.sort(Comparator.comparingLong(MoverEvent::eventTimeMillis));
            events.forEach(event -> runner.accept(state, event, played));
            runner.advanceTo(state, end, played);
        });
        return played;
    }

    private <T> T readIfThere(String name, Function<Path, T> reader, T otherwise) {
        Path file = folder.resolve(name);
        return Files.exists(file) ? reader.apply(file) : otherwise;
    }

    private static Map<MoverId, List<MoverEvent>> decode(Simulation simulation, Registry registry) {
        Map<MoverId, List<MoverEvent>> tracks = new TreeMap<>();
        AisNmeaDecoder ais = new AisNmeaDecoder();
        RadarDecoder radar = new RadarDecoder();
        simulation.forEachFrame(frame -> {
            if (frame.kind() == SimFrame.Kind.DECLARATION) {
                add(tracks, DeclarationJson.read(frame.bytes(), frame.bytes().length));
            } else if (frame.kind() == SimFrame.Kind.BEIDOU) {
                add(tracks, ofKnownMover(frame.bytes(), registry));
            } else {
                FrameDecoder decoder = frame.kind() == SimFrame.Kind.RADAR ? radar : ais;
                decoder.decode(
                        frame.bytes(), frame.arrivalMillis(), frame.kind().word(), result -> {
                            if (result instanceof DecodeResult.Decoded decoded) {
                                decoded.events().forEach(event -> add(tracks, event));
                            }
                        });
            }
        });
        return tracks;
    }

    /** A report over BeiDou is of the boat to which the registry gives that number; a damaged one is of nobody. */
    private static @Nullable PositionReport ofKnownMover(byte[] json, Registry registry) {
        try {
            PositionReport report = PositionJson.read(json, json.length);
            MoverId known = registry.moverOfAlias(report.mover(), report.eventTimeMillis());
            return report.withMover(Objects.requireNonNull(known));
        } catch (JsonFormatException damaged) {
            return null;
        }
    }

    private static void add(Map<MoverId, List<MoverEvent>> tracks, @Nullable MoverEvent event) {
        if (event == null) {
            return;
        }
        tracks.computeIfAbsent(event.mover(), key -> new ArrayList<>()).add(event);
    }

    private static final class Played implements RunnerOutput {
        private final List<TruthInterval> offences;
        private final long end;
        private final Map<String, Warning> warnings = new TreeMap<>();
        private final Map<MoverId, OrderStanding> standings = new TreeMap<>();

        private Played(List<TruthInterval> truth, long end) {
            offences = truth.stream().filter(TruthInterval::offence).toList();
            this.end = end;
        }

        private List<String> differences() {
            List<String> out = new ArrayList<>();
            for (TruthInterval offence : offences) {
                if (warnings.values().stream().noneMatch(warning -> isOf(warning, offence))) {
                    out.add("missed " + offence.rule() + ' ' + offence.mover() + ' '
                            + ControlFiles.time(offence.fromMillis()) + ' ' + ControlFiles.time(offence.toMillis()));
                }
            }
            for (Warning warning : warnings.values()) {
                if (offences.stream().noneMatch(offence -> isOf(warning, offence))) {
                    out.add("false " + warning.rule() + ' ' + warning.movers() + ' '
                            + ControlFiles.time(warning.onsetMillis()) + ' ' + warning.messageEn());
                }
            }
            return out;
        }

        private boolean isOf(Warning warning, TruthInterval offence) {
            long tolerance = offence.rule().equals("track-quality") ? TOLERANCE_OF_QUALITY_MILLIS : TOLERANCE_MILLIS;
            long to = warning.closedMillis() == PositionReport.NO_TIME ? end : warning.closedMillis();
            return warning.rule().equals(offence.rule())
                    && warning.movers().get(0).equals(offence.mover())
                    && warning.onsetMillis() <= offence.toMillis() + tolerance
                    && offence.fromMillis() <= to + tolerance;
        }

        @Override
        public void warning(Warning warning) {
            boolean isPermitted = warning.transition() == Warning.Transition.PERMITTED;
            if (warning.stage().equals("breach") && !isPermitted) {
                warnings.put(warning.warningId(), warning);
            }
        }

        @Override
        public void standing(String lane, String ruleId, OrderStanding standing) {
            standings.put(standing.mover(), standing);
        }

        @Override
        public void evaluated(
                PositionReport report,
                long timeMillis,
                @Nullable String moverClass,
                @Nullable String fault,
                @Nullable String state) {
            // Only warnings and standings matter here.
        }

        @Override
        public void late(MoverEvent event, long newestEvaluatedMillis) {
            throw new IllegalStateException("sorted events are never late: " + event);
        }

        @Override
        public void duplicate(MoverEvent event) {
            // Radio repeats frames; the engine says so and goes on.
        }

        @Override
        public void broken(String lane, String ruleId, String mover, RuntimeException cause) {
            throw new IllegalStateException(ruleId + " broke on " + mover, cause);
        }
    }
}
