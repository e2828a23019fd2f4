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
import io.vigil.feeds.jt808.Jt808Decoder;
import io.vigil.feeds.radar.RadarDecoder;
import io.vigil.json.DispositionJson;
import io.vigil.json.PassJson;
import io.vigil.json.RegistryFile;
import io.vigil.json.RouteFile;
import io.vigil.json.RulesFile;
import io.vigil.json.ZoneFile;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import io.vigil.model.Warning;
import io.vigil.rule.RuleConfig;
import io.vigil.rule.Ruleset;
import io.vigil.simulators.mover.NoiseLevels;
import io.vigil.simulators.mover.TruthInterval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way in one thread: simulated frames, the real decoders, the demo's rules, and then the truth. */
class EngineAgreesWithTruthTest {
    private static final Path RULES = Path.of("../docs/examples/demo-rules.yaml");
    private static final Path SEA_WATCH = Path.of("../docs/examples/sea-watch-rules.yaml");

    @TempDir
    Path folder;

    @Test
    void withoutNoiseEveryOffenceIsWarnedOfAndNothingElse() throws IOException {
        Outcome outcome = play(ScenarioFile.load("builtin:city-and-sea-day").withNoise(NoiseLevels.NONE));

        assertThat(outcome.differences).isEmpty();
        assertThat(outcome.rejected).isEmpty();
    }

    @Test
    void onTheRoadWithoutNoiseEveryOffenceIsWarnedOfAndNothingElse() throws IOException {
        Outcome outcome = play(ScenarioFile.load("builtin:road-day").withNoise(NoiseLevels.NONE));

        assertThat(outcome.differences).isEmpty();
        assertThat(outcome.rejected).isEmpty();
    }

    @Test
    void withDefaultNoiseAlmostEveryOffenceIsWarnedOfAndAlmostNothingElse() throws IOException {
        Outcome outcome = play(ScenarioFile.load("builtin:city-and-sea-day"));

        assertThat(outcome.differences).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void theSeaWatchIsWarnedOfWithoutNoise() throws IOException {
        Outcome outcome = play(ScenarioFile.load("builtin:sea-watch-day").withNoise(NoiseLevels.NONE), SEA_WATCH);

        assertThat(outcome.differences).isEmpty();
        assertThat(outcome.rejected).isEmpty();
    }

    @Test
    void theSeaWatchIsWarnedOfWithDefaultNoise() throws IOException {
        Outcome outcome = play(ScenarioFile.load("builtin:sea-watch-day"), SEA_WATCH);

        assertThat(outcome.differences).isEmpty();
    }

    private record Outcome(List<String> differences, Map<String, Integer> rejected) {}

    private record Span(String rule, MoverId mover, long fromMillis, long toMillis) {}

    private Outcome play(Scenario scenario) throws IOException {
        return play(scenario, RULES);
    }

    private Outcome play(Scenario scenario, Path ruleFile) throws IOException {
        Simulation simulation = Simulation.of(scenario);
        simulation.writeControlFiles(folder);
        Registry registry = RegistryFile.read(folder.resolve("registry.jsonl"));
        ControlData data = new ControlData(
                ZoneFile.read(folder.resolve("zones.geojson")),
                RouteFile.read(folder.resolve("routes.geojson")),
                registry);
        Ruleset rules = RulesFile.read(ruleFile);
        Map<String, Integer> rejected = new TreeMap<>();
        Map<MoverId, List<MoverEvent>> tracks = decode(simulation, registry, rejected);
        Engine engine = Engine.of(List.of(new Lane(Lane.LIVE, rules)), data);
        MoverRunner runner = new MoverRunner(engine, 1);
        Warnings warnings = new Warnings();
        long newest = scenario.startMillis() + scenario.length().toMillis();
        tracks.forEach((mover, events) -> judge(runner, mover, events, newest, warnings));
        Map<MoverId, List<MoverEvent>> drivers = new TreeMap<>();
        warnings.driven.forEach(event ->
                drivers.computeIfAbsent(event.mover(), key -> new ArrayList<>()).add(event));
        drivers.forEach((driver, events) -> judge(runner, driver, events, newest, warnings));
        Set<String> judged = rules.rules().stream().map(RuleConfig::id).collect(Collectors.toSet());
        List<TruthInterval> truth = simulation.truth().stream()
                .filter(interval -> judged.contains(interval.rule()))
                .toList();
        return new Outcome(differences(truth, warnings.spans(newest)), rejected);
    }

    private static void judge(
            MoverRunner runner, MoverId mover, List<MoverEvent> events, long newest, Warnings warnings) {
        MoverState state = runner.newState(mover);
        events.sort(Comparator.comparingLong(EngineAgreesWithTruthTest::timeOf));
        events.forEach(event -> runner.accept(state, event, warnings));
        runner.advanceTo(state, newest, warnings);
    }

    private static long timeOf(MoverEvent event) {
        if (event instanceof PositionReport report && report.eventTimeMillis() > report.receivedTimeMillis() + 60_000) {
            return report.receivedTimeMillis();
        }
        return event.eventTimeMillis();
    }

    private static Map<MoverId, List<MoverEvent>> decode(
            Simulation simulation, Registry registry, Map<String, Integer> rejected) {
        Map<MoverId, List<MoverEvent>> tracks = new TreeMap<>();
        Jt808Decoder jt808 = new Jt808Decoder();
        AisNmeaDecoder ais = new AisNmeaDecoder();
        RadarDecoder radar = new RadarDecoder();
        simulation.forEachFrame(frame -> {
            if (frame.kind() == SimFrame.Kind.PASS || frame.kind() == SimFrame.Kind.DISPOSITION) {
                byte[] json = frame.bytes();
                MoverEvent event = frame.kind() == SimFrame.Kind.PASS
                        ? PassJson.read(json, json.length)
                        : DispositionJson.read(json, json.length);
                tracks.computeIfAbsent(event.mover(), key -> new ArrayList<>()).add(event);
                return;
            }
            FrameDecoder decoder =
                    switch (frame.kind()) {
                        case AIS -> ais;
                        case RADAR -> radar;
                        default -> jt808;
                    };
            decoder.decode(frame.bytes(), frame.arrivalMillis(), frame.kind().word(), result -> {
                if (result instanceof DecodeResult.Decoded decoded) {
                    for (MoverEvent event : decoded.events()) {
                        MoverEvent known = withKnownMover(event, registry);
                        tracks.computeIfAbsent(known.mover(), key -> new ArrayList<>())
                                .add(known);
                    }
                } else if (result instanceof DecodeResult.Rejected refused) {
                    rejected.merge(refused.reason(), 1, Integer::sum);
                }
            });
        });
        return tracks;
    }

    private static MoverEvent withKnownMover(MoverEvent event, Registry registry) {
        MoverId mover = registry.moverOfTerminal(event.mover().identity(), event.eventTimeMillis());
        if (mover == null) {
            return event;
        }
        if (event instanceof PositionReport report) {
            return report.withMover(mover);
        }
        IdentityReport identity = (IdentityReport) event;
        return new IdentityReport(mover, identity.eventTimeMillis(), identity.receivedTimeMillis(), identity.facts());
    }

    private static List<String> differences(List<TruthInterval> truth, List<Span> spans) {
        List<TruthInterval> offences =
                truth.stream().filter(TruthInterval::offence).toList();
        List<String> out = new ArrayList<>();
        for (TruthInterval offence : offences) {
            if (spans.stream().noneMatch(span -> matches(span, offence))) {
                out.add("missed " + offence.rule() + ' ' + offence.mover() + ' '
                        + ControlFiles.time(offence.fromMillis()) + ' ' + ControlFiles.time(offence.toMillis()));
            }
        }
        for (Span span : spans) {
            if (offences.stream().noneMatch(offence -> matches(span, offence))) {
                out.add("false " + span.rule + ' ' + span.mover + ' ' + ControlFiles.time(span.fromMillis) + ' '
                        + ControlFiles.time(span.toMillis));
            }
        }
        return out;
    }

    private static boolean matches(Span span, TruthInterval offence) {
        long tolerance = offence.rule().equals("track-quality") ? 1_800_000 : 120_000;
        return span.rule.equals(offence.rule())
                && span.mover.equals(offence.mover())
                && span.fromMillis <= offence.toMillis() + tolerance
                && offence.fromMillis() <= span.toMillis + tolerance;
    }

    private static final class Warnings implements RunnerOutput {
        private final Map<String, Warning> last = new TreeMap<>();
        private final List<MoverEvent> driven = new ArrayList<>();

        @Override
        public void warning(Warning warning) {
            if (warning.transition() != Warning.Transition.PERMITTED
                    && warning.stage().equals("breach")) {
                last.put(warning.warningId(), warning);
            }
        }

        @Override
        public void driven(MoverEvent event) {
            driven.add(event);
        }

        List<Span> spans(long newest) {
            return last.values().stream()
                    .map(warning -> new Span(
                            warning.rule(),
                            warning.movers().get(0),
                            warning.onsetMillis(),
                            warning.closedMillis() == PositionReport.NO_TIME ? newest : warning.closedMillis()))
                    .toList();
        }

        @Override
        public void evaluated(
                PositionReport report,
                long timeMillis,
                @Nullable String moverClass,
                @Nullable String fault,
                @Nullable String state) {
            // Only warnings matter here.
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
