package io.vigil.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Warning;
import io.vigil.scene.Folded;
import io.vigil.scene.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Control data that is known after events it judges, and late events that cross changes of it. */
class LateControlTest {
    private static final String TRUCK = "vehicle:T1";
    private static final RevisionSettings TEN_HOURS =
            new RevisionSettings(Duration.ofHours(10), Map.of(), Duration.ofSeconds(15));
    private static final String SPEED =
            """
            rules:
              - {id: speed, kind: overspeed, applies: mover.kind == "vehicle", tier: yellow, params: {classLimitsKmh: {heavy-truck: %s}, offMotorwayLimitsKmh: {}, tolerance: 0.0, k: 1, m: 1, hold: PT10S, merge: PT0S}}
              - {id: zone, kind: forbidden-zone, applies: mover.kind == "vehicle", tier: yellow}
            """;
    private static final String ZONE_ONLY =
            "rules: [{id: zone, kind: forbidden-zone, applies: mover.kind == \"vehicle\", tier: yellow}]";
    private static final String STATUS =
            "rules: [{id: status, kind: registry-status, tier: yellow, applies: mover.kind == \"vehicle\", params: {hold: PT30S}}]";

    private static Scene scene(String rules) {
        return Scene.withRules(rules).registered(TRUCK, "heavy-truck");
    }

    private static Engine speed(int limitKph) {
        return scene(SPEED.formatted(limitKph)).engine();
    }

    private static EngineVersions.Version from(String time, long number, Engine engine) {
        return new EngineVersions.Version(number, Scene.time(time), () -> engine);
    }

    /** A report every ten seconds at 120 km/h. */
    private static List<PositionReport> fast(int fromSecond, int toSecond) {
        StringBuilder table = new StringBuilder();
        for (int second = fromSecond; second <= toSecond; second += 10) {
            table.append(second + "s " + second * 33 + ",500 120kph\n");
        }
        return Scene.events(TRUCK, table.toString());
    }

    @Test
    void aVersionThatComesLateIsJudgedFromItsTimeOnAndSaysWhy() {
        EngineVersions before = EngineVersions.of(speed(130));
        LateDesk desk = new LateDesk(before, TEN_HOURS).tell(fast(0, 600));
        assertThat(desk.story()).isEmpty();

        desk.runner.use(before.with(from("00:05:00", 1, speed(90))));
        desk.tell(fast(610, 620));

        assertThat(desk.story()).containsExactly("1 opened 00:05- late rule-changed");
    }

    @Test
    void aVersionThatComesLateIsNotCorrectedAsLateDataAfterwards() {
        EngineVersions before = EngineVersions.of(speed(130));
        LateDesk desk = new LateDesk(before, TEN_HOURS).tell(fast(0, 600));
        desk.runner.use(before.with(from("00:05:00", 1, speed(90))));
        desk.tell(fast(610, 620));

        desk.tell(TRUCK, "305s 10065,500 120kph").tell(fast(630, 660));

        assertThat(desk.story()).containsExactly("1 opened 00:05- late rule-changed");
    }

    @Test
    void whatAVersionThatComesLateDoesNotWarnOfIsRetractedForThatReason() {
        EngineVersions before = EngineVersions.of(speed(90));
        LateDesk desk = new LateDesk(before, TEN_HOURS).tell(fast(0, 600));
        desk.runner.use(before.with(from("00:00:00", 1, speed(130))));
        desk.until(TRUCK, "00:10:05");

        assertThat(desk.story()).containsExactly("1 opened 00:00-", "2 retracted 00:00- late rule-changed");
        assertThat(desk.warnings.get(1).messageEn()).startsWith("withdrawn, the rules that hold say otherwise");
    }

    @Test
    void aRegistryRecordThatComesLateIsJudgedFromTheTimeItHolds() {
        LateDesk desk = new LateDesk(scene(STATUS), TEN_HOURS).tell(fast(0, 600));
        RegistryRecord wanted = record("00:05:00", "wanted");

        desk.runner.use(1, List.of(wanted), Registry.EMPTY.with(List.of(wanted)));
        desk.until(TRUCK, "00:10:01");
        desk.tell(TRUCK, "305s 10065,500 120kph").tell(fast(610, 660));

        assertThat(desk.story()).containsExactly("1 opened 00:05- late registry-changed");
    }

    @Test
    void aRegistryRecordOfOneVehicleMakesNobodyElseBeJudgedAgain() {
        LateDesk desk = new LateDesk(scene(STATUS), TEN_HOURS).tell(fast(0, 600));
        RegistryRecord other = new RegistryRecord(
                new MoverId("vehicle:T2"), Scene.time("0s"), null, null, List.of(), List.of(), Map.of());

        desk.runner.use(1, List.of(other), Registry.EMPTY.with(List.of(other)));
        desk.tell(fast(610, 660));

        assertThat(desk.revisions).isEmpty();
    }

    private static RegistryRecord record(String from, String status) {
        return new RegistryRecord(
                new MoverId(TRUCK),
                Scene.time(from),
                "heavy-truck",
                null,
                List.of(),
                List.of(),
                Map.of("status", List.of(status)));
    }

    /** Versions and records whenever they come, among reports in any order: what is left is as if all had been in time. */
    @Test
    void whateverComesLateTheRestIsThatOfARunThatKnewItInTime() {
        long first = Long.getLong("seed", System.nanoTime());
        List<Engine> engines = List.of(
                speed(90),
                speed(100),
                speed(130),
                scene(ZONE_ONLY).engine(),
                scene(SPEED.formatted(90))
                        .square("z", "forbidden", -1000, 0, 9000, 1000)
                        .engine());
        int corrected = 0;
        for (int run = 0; run < Integer.getInteger("runs", 1_500); run++) {
            long seed = first + run;
            corrected += checkVersions(seed, new Random(seed), engines);
            corrected += checkRecords(seed, new Random(seed));
        }
        assertThat(corrected).as("corrections").isGreaterThan(100);
    }

    private static int checkVersions(long seed, Random random, List<Engine> engines) {
        EngineVersions all = EngineVersions.of(engines.get(random.nextInt(engines.size())));
        long from = Scene.time("0s");
        for (int number = 1; number <= 3; number++) {
            Engine engine = engines.get(random.nextInt(engines.size()));
            from += random.nextInt(600) * 1000L;
            all = all.with(new EngineVersions.Version(number, from, () -> engine));
        }
        List<PositionReport> track = track(random, 120);
        Scene.Output golden = new Scene.Output();
        MoverRunner knowing = new MoverRunner(all, 1);
        MoverState ordered = knowing.newState(new MoverId(TRUCK));
        track.forEach(report -> knowing.accept(ordered, report, golden));
        knowing.advanceTo(ordered, Scene.time("02:00:00"), golden);

        LateDesk desk = new LateDesk(EngineVersions.of(all.all().get(0).built().get()), TEN_HOURS);
        List<MoverEvent> arrivals = arrivals(track, random);
        EngineVersions known = EngineVersions.of(all.all().get(0).built().get());
        int next = 1;
        for (int i = 0; i < arrivals.size(); i++) {
            if (next <= 3 && random.nextInt(arrivals.size() / 4) == 0) {
                known = known.with(all.all().get(next++));
                desk.runner.use(known);
            }
            desk.tell(arrivals.subList(i, i + 1));
        }
        desk.runner.use(all);
        desk.until(TRUCK, "02:00:00");

        assertThat(Folded.of(desk.warnings)).as("seed %d", seed).isEqualTo(Folded.of(golden.warnings));
        Folded.assertSound(desk.warnings, "seed " + seed, "late-data", "rule-changed");
        return (int) desk.warnings.stream().filter(Warning::late).count();
    }

    private static int checkRecords(long seed, Random random) {
        List<RegistryRecord> records = new ArrayList<>();
        int seconds = 0;
        for (int i = 0; i < 3; i++) {
            seconds += random.nextInt(600);
            records.add(record(seconds + "s", random.nextBoolean() ? "wanted" : "none"));
        }
        Engine engine = Scene.withRules(STATUS).engine();
        List<PositionReport> track = track(random, 120);
        Scene.Output golden = new Scene.Output();
        MoverRunner knowing = new MoverRunner(engine, 1);
        knowing.use(1, records, Registry.EMPTY.with(records));
        MoverState ordered = knowing.newState(new MoverId(TRUCK));
        track.forEach(report -> knowing.accept(ordered, report, golden));
        knowing.advanceTo(ordered, Scene.time("02:00:00"), golden);

        LateDesk desk = new LateDesk(EngineVersions.of(engine), TEN_HOURS);
        List<MoverEvent> arrivals = arrivals(track, random);
        Registry registry = Registry.EMPTY;
        int next = 0;
        for (int i = 0; i < arrivals.size(); i++) {
            while (next < 3 && (random.nextInt(arrivals.size() / 4) == 0 || i == arrivals.size() - 1)) {
                registry = registry.with(List.of(records.get(next)));
                desk.runner.use(next + 1, List.of(records.get(next++)), registry);
            }
            desk.tell(arrivals.subList(i, i + 1));
        }
        desk.until(TRUCK, "02:00:00");

        assertThat(Folded.of(desk.warnings)).as("seed %d", seed).isEqualTo(Folded.of(golden.warnings));
        return (int) desk.warnings.stream().filter(Warning::late).count();
    }

    private static List<PositionReport> track(Random random, int reports) {
        StringBuilder table = new StringBuilder();
        int second = 0;
        int east = 0;
        int kph = 80;
        for (int i = 0; i < reports; i++) {
            second += 10 + random.nextInt(3);
            kph = random.nextInt(6) == 0 ? 60 + random.nextInt(100) : kph;
            east += kph * 11 / 3600.0 * 1000;
            table.append(second + "s " + east % 12_000 + ",500 " + kph + "kph\n");
        }
        return Scene.events(TRUCK, table.toString());
    }

    private static List<MoverEvent> arrivals(List<PositionReport> track, Random random) {
        List<MoverEvent> arrivals = new ArrayList<>(track);
        for (int batch = random.nextInt(3); batch > 0; batch--) {
            int from = random.nextInt(arrivals.size() - 30);
            Collections.rotate(arrivals.subList(from, from + 10 + random.nextInt(20)), -random.nextInt(10));
        }
        return arrivals;
    }
}
