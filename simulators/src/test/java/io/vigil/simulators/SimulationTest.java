package io.vigil.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.StatusFlag;
import io.vigil.model.Units;
import io.vigil.simulators.mover.NoiseLevels;
import io.vigil.simulators.mover.TruthInterval;
import io.vigil.simulators.world.Plane;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final Scenario HOUR = ScenarioFile.load("builtin:demo").withLength(Duration.ofMinutes(90));

    private static String digest(Simulation simulation) throws NoSuchAlgorithmException {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        simulation.forEachFrame(frame -> {
            sha.update(Long.toString(frame.arrivalMillis()).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            sha.update(frame.bytes());
        });
        return HexFormat.of().formatHex(sha.digest());
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws NoSuchAlgorithmException {
        Simulation simulation = Simulation.of(HOUR);

        String once = digest(simulation);
        String again = digest(simulation);
        String fresh = digest(Simulation.of(ScenarioFile.load("builtin:demo").withLength(Duration.ofMinutes(90))));
        String other = digest(Simulation.of(HOUR.withSeed(7)));

        assertThat(again).isEqualTo(once);
        assertThat(fresh).isEqualTo(once);
        assertThat(other).isNotEqualTo(once);
    }

    @Test
    void theTruthIsTheSameBeforeAndAfterTheFramesArePlayed() {
        Simulation asked = Simulation.of(HOUR);
        Simulation played = Simulation.of(HOUR);

        played.forEachFrame(frame -> {});

        assertThat(played.truth()).isEqualTo(asked.truth()).isNotEmpty();
    }

    @Test
    void framesComeInTheOrderOfTheirArrival() {
        List<Long> arrivals = new ArrayList<>();

        Simulation.of(HOUR).forEachFrame(frame -> arrivals.add(frame.arrivalMillis()));

        assertThat(arrivals).hasSizeGreaterThan(50_000);
        for (int i = 1; i < arrivals.size(); i++) {
            assertThat(arrivals.get(i)).isGreaterThanOrEqualTo(arrivals.get(i - 1));
        }
    }

    @Test
    void theDemoShowsManyKindsOfOffenceWithinHalfAnHourAndADarkBoatWithinThree() {
        Scenario demo = ScenarioFile.load("builtin:demo");
        long start = demo.startMillis();
        List<TruthInterval> offences = Simulation.of(demo).truth().stream()
                .filter(TruthInterval::offence)
                .toList();

        Set<String> early = offences.stream()
                .filter(offence ->
                        offence.fromMillis() < start + Duration.ofMinutes(18).toMillis())
                .map(TruthInterval::rule)
                .collect(Collectors.toSet());

        assertThat(early).hasSizeGreaterThanOrEqualTo(7);
        assertThat(offences)
                .anyMatch(offence -> offence.rule().equals("fishing-boat-dark")
                        && offence.fromMillis() < start + Duration.ofMinutes(50).toMillis());
        assertThat(offences)
                .anyMatch(offence -> offence.rule().equals("coach-night-run")
                        && offence.fromMillis() < start + Duration.ofMinutes(61).toMillis()
                        && offence.toMillis() > start + Duration.ofMinutes(75).toMillis());
    }

    @Test
    void withoutNoiseMoversMoveAsTheySayAndVesselsStayAfloat() {
        Simulation simulation =
                Simulation.of(ScenarioFile.load("builtin:city-and-sea-day").withNoise(NoiseLevels.NONE));
        Set<MoverId> faulty = simulation.truth().stream()
                .filter(interval -> interval.rule().equals("track-quality"))
                .map(TruthInterval::mover)
                .collect(Collectors.toCollection(HashSet::new));
        Map<MoverId, PositionReport> last = new HashMap<>();
        List<String> oddities = new ArrayList<>();

        simulation.positions(report -> {
            boolean vessel = report.mover().text().startsWith("vessel");
            if (!vessel && !report.has(StatusFlag.LOCATED)) {
                // In the tunnel a terminal repeats where it went in.
                return;
            }
            PositionReport before = last.put(report.mover(), report);
            if (faulty.contains(report.mover())) {
                return;
            }
            if (vessel && !simulation.world().isWater(Plane.x(report.longitude()), Plane.y(report.latitude()))) {
                oddities.add(report.mover() + " is on land at " + ControlFiles.time(report.eventTimeMillis()));
            }
            if (before != null) {
                oddities.addAll(oddities(before, report, vessel));
            }
        });

        assertThat(oddities).isEmpty();
    }

    /** Between two reports: no farther than the speeds allow, and no change of speed that an engine or a brake cannot make. */
    private static List<String> oddities(PositionReport a, PositionReport b, boolean vessel) {
        double seconds = (b.eventTimeMillis() - a.eventTimeMillis()) / 1000.0;
        double acceleration = vessel ? 0.05 : 1.9;
        double meters = RuleOracle.meters(a.latitude(), a.longitude(), b.latitude(), b.longitude());
        double mean = (a.speedMps() + b.speedMps()) / 2;
        double reach = (mean + acceleration * seconds / 4) * seconds * 1.01 + 2;
        List<String> out = new ArrayList<>();
        String where = a.mover() + " at " + ControlFiles.time(b.eventTimeMillis());
        if (meters > reach) {
            out.add(where + " went " + meters + " m in " + seconds + " s at " + mean + " m/s");
        }
        if (Math.abs(b.speedMps() - a.speedMps()) > acceleration * seconds + 1) {
            out.add(where + " changed from " + a.speedMps() + " to " + b.speedMps() + " m/s in " + seconds + " s");
        }
        if (b.speedMps() > (vessel ? Units.knotsToMps(15) : Units.kphToMps(130))) {
            out.add(where + " is at " + b.speedMps() + " m/s");
        }
        return out;
    }

    @Test
    void defaultNoiseLosesRepeatsDelaysAndDamagesAboutAsMuchAsItSays() {
        Scenario scenario = ScenarioFile.load("builtin:city-and-sea-day").withLength(Duration.ofHours(6));
        int[] quiet = {0};
        int[] noisy = {0};
        int[] late = {0};
        Set<String> seen = new HashSet<>();
        int[] repeated = {0};

        Simulation.of(scenario.withNoise(NoiseLevels.NONE)).forEachFrame(frame -> quiet[0]++);
        Simulation.of(scenario.withNoise(NoiseLevels.DEFAULT)).forEachFrame(frame -> {
            noisy[0]++;
            String text = new String(frame.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
            repeated[0] += seen.add(text) ? 0 : 1;
            int at = text.indexOf("c:");
            if (frame.kind() == SimFrame.Kind.AIS && at > 0) {
                long sent = Long.parseLong(text.substring(at + 2, at + 15));
                late[0] += frame.arrivalMillis() - sent > 10_000 ? 1 : 0;
            }
        });

        assertThat(repeated[0] / (double) noisy[0]).isBetween(0.008, 0.012);
        assertThat(late[0]).isPositive();
        assertThat(noisy[0]).isBetween((int) (quiet[0] * 0.9), quiet[0]);
    }

    @Test
    void aLoadOfManyMoversHasNoOffencesAndKeepsMoving() {
        Simulation load = Simulation.of(Scenario.load(400, Duration.ofMinutes(30)));
        int[] count = {0};
        Set<MoverId> movers = new HashSet<>();

        load.positions(report -> {
            count[0]++;
            movers.add(report.mover());
        });

        assertThat(load.truth()).isEmpty();
        assertThat(movers).hasSize(400);
        assertThat(count[0]).isGreaterThan(20_000);
    }
}
