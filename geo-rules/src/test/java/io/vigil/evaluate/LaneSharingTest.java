package io.vigil.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.json.RulesFile;
import io.vigil.json.WarningJson;
import io.vigil.model.PositionReport;
import io.vigil.model.Warning;
import io.vigil.scene.Scene;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LaneSharingTest {
    private static final String TRUCK = "vehicle:T1";
    private static final int LANES = 12;

    /** Rules that a lane may have with one of a few values, related and unrelated, so that some lanes agree on some. */
    private static String rules(Random random) {
        List<String> rules = new ArrayList<>(List.of(
                """
                  - id: zone
                    kind: forbidden-zone
                    applies: mover.class == "heavy-truck"
                    tier: yellow
                    params: {merge: PT%dM}
                    escalate: [{after: PT3M, tier: red}]
                """
                        .formatted(1 + random.nextInt(3)),
                """
                  - id: speed
                    kind: overspeed
                    tier: blue
                    raisedBy: [dark]
                    params: {hold: PT%dS}
                """
                        .formatted(5 + 10 * random.nextInt(2)),
                """
                  - id: dark
                    kind: going-dark
                    applies: mover.class == "heavy-truck"
                    tier: yellow
                    params: {silentAtSea: PT%dM}
                """
                        .formatted(5 + 5 * random.nextInt(2)),
                """
                  - id: quality
                    kind: track-quality
                    tier: %s
                    params: {minJumpM: %d}
                """
                        .formatted(random.nextBoolean() ? "blue" : "yellow", 1000 * (1 + random.nextInt(2)))));
        if (random.nextInt(3) == 0) {
            java.util.Collections.shuffle(rules, random);
        }
        return "rules:\n" + String.join("", rules);
    }

    private static List<PositionReport> track(Random random) {
        StringBuilder table = new StringBuilder();
        int second = 0;
        double east = -900;
        for (int i = 0; i < 400; i++) {
            second += random.nextInt(25) == 0 ? 900 : 5 + random.nextInt(20);
            east += random.nextInt(-150, 170);
            double shown = random.nextInt(40) == 0 ? east + 60_000 : east;
            table.append(second).append("s ").append((int) shown).append(",500 ");
            table.append(20 + random.nextInt(120)).append("kph\n");
        }
        return Scene.events(TRUCK, table.toString());
    }

    @Test
    void judgesManyLanesAtOnceAsEachAlone() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Scene scene =
                Scene.withRules("").square("z", "forbidden", 0, 0, 1000, 1000).registered(TRUCK, "heavy-truck");
        List<PositionReport> track = track(random);
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < LANES; i++) {
            lanes.add(new Lane("lane" + i, RulesFile.parse(rules(random), "rules")));
        }

        Engine together = Engine.of(lanes, scene.data());
        List<Warning> all = run(together, track);

        assertThat(together.distinctRules()).as("seed %d", seed).isLessThan(LANES * 3);
        for (Lane lane : lanes) {
            List<String> alone = lines(Engine.of(List.of(lane), scene.data()), lane, track);
            assertThat(linesOf(all, together, lane))
                    .as("seed %d %s", seed, lane.name())
                    .isEqualTo(alone);
            assertThat(alone).as("seed %d", seed).isNotEmpty();
        }
    }

    @Test
    void compilesOnceWhatAllLanesHaveAlike() {
        Random random = new Random(7);
        String rules = rules(random);
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            lanes.add(new Lane("lane" + i, RulesFile.parse(rules.replace("PT3M", "PT" + (3 + i) + "M"), "rules")));
        }

        Engine engine = Engine.of(lanes, Scene.withRules("").data());

        // The zone rule escalates differently in each lane, the three others are the same in all.
        assertThat(engine.distinctRules()).isEqualTo(50 + 3);
        assertThat(engine.lanesOf("lane0", "dark"))
                .hasSize(50)
                .contains(new Lane.Version("lane49", lanes.get(49).ruleset().hash()));
        assertThat(engine.lanesOf("lane0", "zone")).hasSize(1);
        assertThat(engine.lanesOf("lane1", "dark")).isEmpty();
    }

    private static List<Warning> run(Engine engine, List<PositionReport> track) {
        MoverRunner runner = new MoverRunner(engine, 0);
        Scene.Output output = new Scene.Output();
        MoverState state = runner.newState(track.get(0).mover());
        track.forEach(report -> runner.accept(state, report, output));
        runner.advanceTo(state, Scene.time("12h"), output);
        return output.warnings;
    }

    private static List<String> lines(Engine engine, Lane lane, List<PositionReport> track) {
        return linesOf(run(engine, track), engine, lane);
    }

    /** The warnings of a lane with its own name and hash, in the order of result files. */
    private static List<String> linesOf(List<Warning> warnings, Engine engine, Lane lane) {
        return warnings.stream()
                .filter(warning -> engine.lanesOf(warning.lane(), warning.rule())
                        .contains(new Lane.Version(lane.name(), lane.ruleset().hash())))
                .map(warning -> warning.detectedMillis() + " "
                        + new String(WarningJson.write(warning), StandardCharsets.UTF_8)
                                .replace("\"" + warning.lane() + "\"", "\"" + lane.name() + "\"")
                                .replace("/vigil/" + warning.lane() + "\"", "/vigil/" + lane.name() + "\"")
                                .replace(warning.ruleset(), lane.ruleset().hash()))
                .sorted()
                .toList();
    }
}
