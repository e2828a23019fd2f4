package io.vigil.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.simulators.mover.NoiseLevels;
import io.vigil.simulators.mover.TruthInterval;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruthTest {
    private static final Set<String> RULES = Set.of(
            "truck-forbidden-zone",
            "coach-night-run",
            "overspeed",
            "coach-off-route",
            "vessel-off-route",
            "track-quality",
            "closed-area-entry",
            "closed-area-fishing",
            "fishing-boat-dark",
            "coach-door-open");
    /** Those of the road that need more than a track: held against the engine by {@link EngineAgreesWithTruthTest}. */
    private static final Set<String> BEYOND_TRACKS = Set.of(
            "hazmat-curfew",
            "driving-time",
            "abnormal-stop",
            "long-descent",
            "offline-displacement",
            "registry-status",
            "cloned-plate",
            "repeat-offender",
            "device-alarm");

    private static final long TOLERANCE_MILLIS = 120_000;
    private static final long QUALITY_TOLERANCE_MILLIS = 1_800_000;

    @ParameterizedTest
    @ValueSource(strings = {"builtin:demo", "builtin:city-and-sea-day"})
    void withoutNoiseAPlainJudgeFindsExactlyWhatTheTruthSays(String name) throws IOException {
        Simulation simulation = Simulation.of(ScenarioFile.load(name).withNoise(NoiseLevels.NONE));

        List<String> differences = differences(simulation);

        assertThat(differences).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"builtin:demo", "builtin:city-and-sea-day"})
    void everyRuleIsBrokenAndNearlyBrokenOften(String name) {
        Simulation simulation = Simulation.of(ScenarioFile.load(name));
        Map<String, Long> broken = new TreeMap<>(counts(simulation, true));
        Map<String, Long> nearly = new TreeMap<>(counts(simulation, false));

        assertThat(broken.keySet()).containsAll(RULES).containsAll(BEYOND_TRACKS);
        assertThat(nearly.keySet()).containsAll(RULES).containsAll(BEYOND_TRACKS);
        for (String rule : RULES) {
            assertThat(broken.get(rule)).as(rule).isGreaterThanOrEqualTo(5);
            assertThat(nearly.get(rule)).as(rule).isGreaterThanOrEqualTo(5);
        }
    }

    private static Map<String, Long> counts(Simulation simulation, boolean offence) {
        return simulation.truth().stream()
                .filter(interval -> interval.offence() == offence)
                .collect(Collectors.groupingBy(TruthInterval::rule, Collectors.counting()));
    }

    private static List<String> differences(Simulation simulation) throws IOException {
        RuleOracle oracle = new RuleOracle(
                ControlFiles.zones(simulation.world()),
                ControlFiles.routes(simulation.world()),
                ControlFiles.registry(simulation.profiles()));
        simulation.positions(oracle::add);
        List<RuleOracle.Finding> findings = oracle.findings();
        List<TruthInterval> offences = simulation.truth().stream()
                .filter(interval -> interval.offence() && RULES.contains(interval.rule()))
                .toList();
        List<String> differences = new ArrayList<>();
        for (TruthInterval offence : offences) {
            if (findings.stream().noneMatch(finding -> matches(finding, offence))) {
                differences.add("missed " + text(offence));
            }
        }
        for (RuleOracle.Finding finding : findings) {
            if (offences.stream().noneMatch(offence -> matches(finding, offence))) {
                differences.add("false " + finding.rule() + ' ' + finding.mover() + ' '
                        + ControlFiles.time(finding.fromMillis()) + ' ' + ControlFiles.time(finding.toMillis()));
            }
        }
        return differences;
    }

    private static boolean matches(RuleOracle.Finding finding, TruthInterval offence) {
        long tolerance = offence.rule().equals("track-quality") ? QUALITY_TOLERANCE_MILLIS : TOLERANCE_MILLIS;
        return finding.rule().equals(offence.rule())
                && finding.mover().equals(offence.mover())
                && finding.fromMillis() <= offence.toMillis() + tolerance
                && offence.fromMillis() <= finding.toMillis() + tolerance;
    }

    private static String text(TruthInterval interval) {
        return interval.rule()
                + ' '
                + interval.mover()
                + ' '
                + ControlFiles.time(interval.fromMillis())
                + ' '
                + ControlFiles.time(interval.toMillis());
    }
}
