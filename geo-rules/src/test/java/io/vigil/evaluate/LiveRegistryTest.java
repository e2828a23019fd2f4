package io.vigil.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Warning;
import io.vigil.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiveRegistryTest {
    private static final String TRUCK = "vehicle:T1";
    private static final String RULES =
            """
            rules:
              - {id: status, kind: registry-status, tier: yellow, applies: mover.kind == "vehicle", params: {hold: PT30S}}
              - {id: coach, kind: overspeed, tier: yellow, applies: mover.class == "tour-coach"}
            """;
    private static final String TRACK =
            """
            0s   0,0     60kph driver=L1
            30s  500,0   60kph driver=L1
            60s  1000,0  60kph driver=L1
            90s  1500,0  60kph driver=L1
            120s 2000,0  60kph driver=L1
            150s 2500,0  60kph driver=L1
            """;

    private final Scene scene = Scene.withRules(RULES);
    private final MoverRunner runner = new MoverRunner(scene.engine(), 0);
    private final MoverState state = runner.newState(new MoverId(TRUCK));
    private final Scene.Output output = new Scene.Output();

    private static RegistryRecord record(String mover, String from, String status) {
        return new RegistryRecord(
                new MoverId(mover),
                Scene.time(from),
                null,
                null,
                List.of(),
                List.of(),
                Map.of("status", List.of(status)));
    }

    private void learn(RegistryRecord record) {
        runner.use(1, List.of(record), Registry.EMPTY.with(List.of(record)));
    }

    private void drive(int from, int to) {
        Scene.events(TRUCK, TRACK).subList(from, to).forEach(report -> runner.accept(state, report, output));
    }

    @Test
    void aStatusThatChangesWhileTheVehicleIsOnTheRoadWarnsWithoutAReport() {
        drive(0, 4);
        learn(record(TRUCK, "0s", "wanted"));
        assertThat(output.lines()).isEmpty();

        runner.advanceTo(state, state.newestSeen(), output);

        assertThat(output.lines()).containsExactly("opened 00:01:30 orange");
    }

    @Test
    void aRecordThatArrivesAfterTheVehicleCountsFromTheMomentItWasJudgedUpTo() {
        drive(0, 3);
        learn(record(TRUCK, "0s", "wanted"));
        drive(3, 4);

        assertThat(output.lines()).containsExactly("opened 00:01:00 orange");
    }

    @Test
    void aRecordOfTheDriverCountsForTheVehicleToo() {
        drive(0, 3);
        learn(record("driver:L1", "0s", "revoked"));
        drive(3, 4);

        assertThat(output.lines()).containsExactly("opened 00:01:00 orange");
    }

    @Test
    void aRecordOfAnotherVehicleChangesNothing() {
        drive(0, 3);
        learn(record("vehicle:T2", "0s", "wanted"));
        runner.advanceTo(state, state.newestSeen(), output);
        drive(3, 6);

        assertThat(output.lines()).isEmpty();
    }

    @Test
    void aStatusThatIsLiftedEndsTheWarningWithoutAReport() {
        drive(0, 3);
        learn(record(TRUCK, "0s", "wanted"));
        drive(3, 5);
        RegistryRecord lifted = record(TRUCK, "95s", "none");
        runner.use(
                2,
                List.of(lifted),
                Registry.EMPTY.with(List.of(record(TRUCK, "0s", "wanted"))).with(List.of(lifted)));

        runner.advanceTo(state, state.newestSeen(), output);

        assertThat(output.lines()).containsExactly("opened 00:01:00 orange", "closed 00:02:00 orange ended");
    }

    @Test
    void otherRulesApplyOnceTheClassIsKnown() {
        drive(0, 3);
        assertThat(state.plan.rules).hasSize(1);
        RegistryRecord coach = new RegistryRecord(
                new MoverId(TRUCK), Long.MIN_VALUE, "tour-coach", null, List.of(), List.of(), Map.of());
        runner.use(1, List.of(coach), Registry.EMPTY.with(List.of(coach)));
        MoverState restored = MoverStateCodec.copy(state);
        drive(3, 4);
        Scene.events(TRUCK, TRACK).subList(3, 4).forEach(report -> runner.accept(restored, report, output));

        assertThat(state.plan.rules).hasSize(2);
        assertThat(restored.plan.rules)
                .as("also of a state that was stored meanwhile")
                .hasSize(2);
    }

    /** A record that comes before it begins to hold gives the warnings of one that was there from the start. */
    @Test
    void aRecordThatComesInTimeGivesTheWarningsOfOneKnownFromTheStart() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<RegistryRecord> records = new ArrayList<>();
            int seconds = 0;
            for (int i = 0; i < 3; i++) {
                seconds += random.nextInt(80);
                records.add(record(
                        random.nextInt(4) == 0 ? "driver:L1" : TRUCK,
                        seconds + "s",
                        random.nextBoolean() ? "wanted" : "none"));
            }
            List<PositionReport> track = Scene.events(TRUCK, TRACK);
            Scene.Output golden = new Scene.Output();
            MoverRunner whole = new MoverRunner(scene.engine(), 0);
            whole.use(1, records, Registry.EMPTY.with(records));
            MoverState ofWhole = whole.newState(new MoverId(TRUCK));
            track.forEach(report -> whole.accept(ofWhole, report, golden));
            whole.advanceTo(ofWhole, Scene.time("200s"), golden);

            assertThat(inTime(records, track, random))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(golden.warnings);
        }
    }

    private List<Warning> inTime(List<RegistryRecord> records, List<PositionReport> track, Random random) {
        Scene.Output live = new Scene.Output();
        MoverRunner growing = new MoverRunner(scene.engine(), 0);
        MoverState mover = growing.newState(new MoverId(TRUCK));
        Registry registry = Registry.EMPTY;
        int next = 0;
        for (PositionReport report : track) {
            while (next < records.size() && records.get(next).validFromMillis() <= report.eventTimeMillis()) {
                registry = registry.with(List.of(records.get(next)));
                growing.use(next + 1, List.of(records.get(next++)), registry);
                if (random.nextBoolean()) {
                    growing.advanceTo(mover, mover.newestSeen(), live);
                }
            }
            mover = random.nextInt(3) == 0 ? MoverStateCodec.copy(mover) : mover;
            growing.accept(mover, report, live);
        }
        while (next < records.size()) {
            registry = registry.with(List.of(records.get(next)));
            growing.use(next + 1, List.of(records.get(next++)), registry);
        }
        growing.advanceTo(mover, Scene.time("200s"), live);
        return live.warnings;
    }

    @Test
    void theRegistryGrowsInLayersAndForgetsNothing() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<RegistryRecord> all = new ArrayList<>();
        Registry grown = Registry.EMPTY;
        for (int round = 0; round < 300; round++) {
            List<RegistryRecord> more = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                more.add(new RegistryRecord(
                        new MoverId("vehicle:" + random.nextInt(40)),
                        random.nextInt(1000),
                        "n" + all.size() + more.size(),
                        random.nextBoolean() ? null : Integer.toString(random.nextInt(10)),
                        List.of(),
                        List.of(),
                        Map.of()));
            }
            all.addAll(more);
            grown = grown.with(more);
            Registry fresh = new Registry(all);
            for (int probe = 0; probe < 20; probe++) {
                MoverId mover = new MoverId("vehicle:" + random.nextInt(40));
                long time = random.nextInt(1000);
                assertThat(grown.at(mover, time)).as("seed %d", seed).isEqualTo(fresh.at(mover, time));
                assertThat(grown.nextChangeAfter(mover, time)).isEqualTo(fresh.nextChangeAfter(mover, time));
                String terminal = Integer.toString(random.nextInt(10));
                assertThat(grown.moverOfTerminal(terminal, time)).isEqualTo(fresh.moverOfTerminal(terminal, time));
            }
            assertThat(grown.size()).isEqualTo(all.size());
        }
    }
}
