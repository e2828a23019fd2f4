package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.Disposition;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PassReport;
import io.vigil.model.PositionReport;
import io.vigil.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cameras stand on a line to the east, named by their kilometre. */
class ClonedPlateRuleTest {
    private static final String PLATE = "津A12345|yellow";
    private static final MoverId TRUCK = new MoverId("vehicle:" + PLATE);
    private static final String RULE = """
            kind: cloned-plate
            tier: yellow
            """;

    private static Scene scene() {
        return Scene.withRule(RULE).registered(TRUCK.text(), "heavy-truck");
    }

    private static Scene with(String params) {
        return Scene.withRule(RULE + "params: {" + params + "}\n").registered(TRUCK.text(), "heavy-truck");
    }

    private static PassReport pass(String time, double km) {
        return pass(TRUCK, time, km, null, 0.95);
    }

    private static PassReport pass(MoverId mover, String time, double km, @Nullable String seenClass, double sure) {
        return new PassReport(
                mover,
                Scene.time(time),
                PositionReport.NO_TIME,
                Scene.latitude(0),
                Scene.longitude(km * 1000),
                "km " + km,
                seenClass,
                null,
                null,
                sure,
                "pass");
    }

    private static PositionReport fix(String time, double km) {
        return PositionReport.at(TRUCK, Scene.time(time), Scene.latitude(0), Scene.longitude(km * 1000))
                .speedMps(20)
                .source("jt808")
                .build();
    }

    private static List<String> run(Scene scene, MoverEvent... events) {
        return scene.runAll(List.of(events), Long.MIN_VALUE).lines();
    }

    @Test
    void warnsOfTwoIndependentPairsOfPasses() {
        Scene.Output output = scene().runAll(
                        List.of(pass("12:00:00", 0), pass("12:05:00", 100), pass("12:10:00", 10), pass("12:15:00", 90)),
                        Long.MIN_VALUE);

        assertThat(output.lines()).containsExactly("opened 12:15:00 orange");
        assertThat(output.warnings.get(0).onsetMillis()).isEqualTo(Scene.time("12:05:00"));
        assertThat(output.warnings.get(0).messageEn())
                .isEqualTo("plate may be cloned: 2 pairs of sightings contradict each other, 100.0 km within 300 s,"
                        + " at least 1000 km/h (limit 200 km/h)");
    }

    @Test
    void isRedWhereTheLastSightingIsWithinFiveKilometresOfAPatrol() {
        // The last of the four is at km 90, a patrol's post of 100 m to the west of it.
        assertThat(run(patrolled(scene(), 84.95), pairs())).containsExactly("opened 12:15:00 red");
        assertThat(run(patrolled(scene(), 84.85), pairs()))
                .as("the edge of the post is farther than 5 km")
                .containsExactly("opened 12:15:00 orange");
        assertThat(run(patrolled(with("patrolKm: 6"), 84.85), pairs())).containsExactly("opened 12:15:00 red");
        assertThat(run(patrolled(with("patrolTypes: [beat]"), 90), pairs())).containsExactly("opened 12:15:00 orange");
    }

    @Test
    void aPatrolNearADoubtfulFindingDoesNotMakeItRed() {
        Scene scene = patrolled(with("findings: 3"), 90);

        assertThat(run(scene, pairs())).isEmpty();
    }

    private static Scene patrolled(Scene scene, double km) {
        return scene.circle("post", "patrol", 100, km * 1000, 0);
    }

    private static MoverEvent[] pairs() {
        return new MoverEvent[] {pass("12:00:00", 0), pass("12:05:00", 100), pass("12:10:00", 10), pass("12:15:00", 90)
        };
    }

    @Test
    void isSilentWhenOneReadingWasWrong() {
        assertThat(run(scene(), pass("12:00:00", 0), pass("12:05:00", 100), pass("12:10:00", 10), pass("12:15:00", 15)))
                .isEmpty();
    }

    @Test
    void isSilentWhenOneCameraIsAlwaysWrong() {
        List<MoverEvent> events = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            events.add(pass(60 + 10 * i + "m", i));
            events.add(pass(65 + 10 * i + "m", 100));
        }

        assertThat(run(scene(), events.toArray(MoverEvent[]::new))).isEmpty();
    }

    @Test
    void asksForMoreThanTheFastestSpeedWithBothClocksWrongByTheSkew() {
        // 6 min and 1 min of skew at 200 km/h are 23.3 km.
        assertThat(run(scene(), pairsApart("12:06:00", 23.2))).isEmpty();
        assertThat(run(scene(), pairsApart("12:06:00", 23.5))).hasSize(1);
    }

    @Test
    void asksForMoreThanTheLeastDistance() {
        assertThat(run(scene(), pairsApart("12:00:01", 4.9))).isEmpty();
        assertThat(run(scene(), pairsApart("12:00:01", 5.1))).hasSize(1);
    }

    /** Two pairs with the same distance and time between their sightings. */
    private static MoverEvent[] pairsApart(String second, double km) {
        long apartMillis = Scene.time(second) - Scene.time("12:00:00");
        long later = Scene.time("18:00:00") + apartMillis;
        PassReport last = pass("18:00:00", km + 30);
        PassReport moved = new PassReport(
                TRUCK,
                later,
                PositionReport.NO_TIME,
                last.latitude(),
                last.longitude(),
                "",
                null,
                null,
                null,
                0.95,
                "pass");
        return new MoverEvent[] {pass("12:00:00", 0), pass(second, km), pass("18:00:00", 30), moved};
    }

    @Test
    void holdsPassesAgainstTheTerminalsFixesBeforeAndAfter() {
        assertThat(run(scene(), fix("12:00:00", 0), pass("12:02:00", 50), fix("12:10:00", 5), pass("12:12:00", 60)))
                .as("fix and pass, twice")
                .containsExactly("opened 12:12:00 orange");
        assertThat(run(scene(), pass("12:00:00", 50), fix("12:02:00", 0), pass("12:20:00", 60), fix("12:20:30", 1)))
                .as("pass and the fix after it, twice")
                .containsExactly("opened 12:20:30 orange");
    }

    @Test
    void oneTerminalAloneProvesNothing() {
        assertThat(run(scene(), fix("12:00:00", 0), fix("12:01:00", 50), fix("12:02:00", 0), fix("12:03:00", 50)))
                .isEmpty();
    }

    @Test
    void doesNotUseWhatCameLongAfterItsTime() {
        PositionReport eightHoursOff = fix("12:00:00", 0).withReceived(Scene.time("20:00:00"));
        PositionReport again = fix("12:10:00", 5).withReceived(Scene.time("20:10:00"));

        assertThat(run(scene(), eightHoursOff, pass("12:02:00", 50), again, pass("12:12:00", 60)))
                .as("a terminal clock 8 h off")
                .isEmpty();
        PositionReport inTime = fix("12:00:00", 0).withReceived(Scene.time("12:10:00"));
        PositionReport late = fix("12:00:00", 0).withReceived(Scene.time("12:10:01"));
        MoverEvent[] rest = {pass("12:02:00", 50), fix("12:20:00", 5), pass("12:22:00", 60)};
        assertThat(run(scene(), inTime, rest[0], rest[1], rest[2])).hasSize(1);
        assertThat(run(scene(), late, rest[0], rest[1], rest[2])).isEmpty();
    }

    @Test
    void doesNotUseUnsureReadings() {
        assertThat(run(scene(), unsure(0.9))).hasSize(1);
        assertThat(run(scene(), unsure(0.89))).isEmpty();
        assertThat(run(scene(), unsure(Double.NaN))).isEmpty();
        assertThat(run(with("leastConfidence: 0"), unsure(Double.NaN))).hasSize(1);
    }

    private static MoverEvent[] unsure(double confidence) {
        return new MoverEvent[] {
            pass(TRUCK, "12:00:00", 0, null, confidence),
            pass(TRUCK, "12:05:00", 100, null, confidence),
            pass(TRUCK, "12:10:00", 10, null, confidence),
            pass(TRUCK, "12:15:00", 90, null, confidence)
        };
    }

    @Test
    void staysAtTheConfiguredTierWhereTheTerminalHasDrifted() {
        assertThat(run(
                        scene(),
                        fix("11:58:00", 0),
                        fix("11:59:00", 80),
                        fix("12:00:00", 0),
                        pass("12:02:00", 50),
                        fix("12:10:00", 5),
                        pass("12:12:00", 60)))
                .containsExactly("opened 12:12:00 yellow");
    }

    @Test
    void clearsAfterADayWithoutAnotherOrByTheOperator() {
        List<MoverEvent> events = new ArrayList<>(
                List.of(pass("12:00:00", 0), pass("12:05:00", 100), pass("12:10:00", 10), pass("12:15:00", 90)));
        long day = 86_400_000;

        assertThat(scene().runAll(events, Scene.time("12:15:00") + day - 1).lines())
                .hasSize(1);
        assertThat(scene().runAll(events, Scene.time("12:15:00") + day).lines())
                .containsExactly("opened 12:15:00 orange", "closed 12:15:00 orange cleared");

        Scene.Output open = scene().runAll(events, Long.MIN_VALUE);
        events.add(disposition(open.warnings.get(0).warningId(), Disposition.Outcome.ACK));
        assertThat(scene().runAll(events, Long.MIN_VALUE).lines()).hasSize(1);
        events.add(disposition("0123456789abcdef", Disposition.Outcome.CONFIRMED));
        assertThat(scene().runAll(events, Long.MIN_VALUE).lines()).hasSize(1);
        events.add(disposition(open.warnings.get(0).warningId(), Disposition.Outcome.FALSE));
        assertThat(scene().storingState().runAll(events, Long.MIN_VALUE).lines())
                .containsExactly("opened 12:15:00 orange", "closed 13:00:00 orange disposed-false");
    }

    private static Disposition disposition(String warningId, Disposition.Outcome outcome) {
        return new Disposition(
                TRUCK, Scene.time("13:00:00"), PositionReport.NO_TIME, warningId, "r", outcome, "operator", null);
    }

    @Test
    void warnsOfAVehicleThatDoesNotLookLikeTheRegisteredOneAtTwoCameras() {
        assertThat(run(scene(), seen("12:00:00", 0, "car"), seen("12:10:00", 0, "car")))
                .as("one camera")
                .isEmpty();
        assertThat(run(scene(), seen("12:00:00", 0, "car"), seen("12:10:00", 3, "truck"), seen("12:20:00", 6, "car")))
                .as("a camera that saw it right came between")
                .isEmpty();
        assertThat(run(scene(), seen("12:00:00", 0, "car"), seen("12:10:00", 3, "blimp"), seen("12:20:00", 6, "car")))
                .containsExactly("opened 12:20:00 orange");
        assertThat(run(with("compared: [brand]"), seen("12:00:00", 0, "car"), seen("12:20:00", 6, "car")))
                .isEmpty();
    }

    private static PassReport seen(String time, double km, String seenClass) {
        return pass(TRUCK, time, km, seenClass, 0.95);
    }

    @Test
    void comparesBrandAndPaintWhereTheRegistryTellsThem() {
        Scene told = Scene.withRule(RULE)
                .registered(TRUCK.text(), "heavy-truck", List.of(), List.of(), Map.of("brand", "FAW", "colour", "red"));

        assertThat(run(told, painted("12:00:00", 0, "faw", "red"), painted("12:10:00", 3, "FAW", "red")))
                .isEmpty();
        assertThat(run(told, painted("12:00:00", 0, "FAW", "blue"), painted("12:10:00", 3, "FAW", "blue")))
                .hasSize(1);
        assertThat(run(told, painted("12:00:00", 0, "Dongfeng", "red"), painted("12:10:00", 3, "Dongfeng", "red")))
                .hasSize(1);
        assertThat(run(scene(), painted("12:00:00", 0, "Dongfeng", "red"), painted("12:10:00", 3, "FAW", "blue")))
                .as("the registry tells neither")
                .isEmpty();
    }

    private static PassReport painted(String time, double km, String brand, String colour) {
        PassReport plain = pass(time, km);
        return new PassReport(
                TRUCK,
                plain.eventTimeMillis(),
                PositionReport.NO_TIME,
                plain.latitude(),
                plain.longitude(),
                "",
                null,
                brand,
                colour,
                1,
                "pass");
    }

    @Test
    void warnsOfAPlateThatIsNotInACompleteRegistry() {
        MoverId unknown = PassReport.moverOf("津B99999", "yellow");
        MoverEvent[] passes = {
            pass(unknown, "12:00:00", 0, null, 0.95),
            pass(unknown, "12:10:00", 0, null, 0.95),
            pass(unknown, "12:20:00", 8, null, 0.95)
        };

        assertThat(run(scene(), passes)).as("the registry may have gaps").isEmpty();
        assertThat(run(with("completeProvinces: [京]"), passes)).isEmpty();
        assertThat(run(with("completeProvinces: [津]"), passes)).containsExactly("opened 12:20:00 orange");
    }

    @Test
    void warnsOfAPlateOfAFormThatDoesNotExist() {
        MoverId impossible = PassReport.moverOf("津A1O345", "blue");
        MoverEvent[] passes = {pass(impossible, "12:00:00", 0, null, 0.95), pass(impossible, "12:20:00", 8, null, 0.95)
        };

        assertThat(run(scene(), passes)).containsExactly("opened 12:20:00 orange");
        assertThat(run(with("checksFormat: false"), passes)).isEmpty();
    }

    @Test
    void aPassDoesNotDisturbRulesThatDoNotSeePasses() {
        String overspeed = "rules:\n  - {id: fast, kind: overspeed, tier: blue}\n";
        List<MoverEvent> drive = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            drive.add(PositionReport.at(TRUCK, Scene.time("12:00:00") + i * 10_000L, 39, Scene.longitude(i * 400))
                    .speedMps(40)
                    .source("jt808")
                    .build());
        }
        List<MoverEvent> watched = new ArrayList<>(drive);
        watched.add(2, pass("12:00:11", 300));
        watched.add(4, pass("12:00:21", 0.8));

        Scene.Output alone = Scene.withRules(overspeed).runAll(drive, Long.MIN_VALUE);
        Scene.Output seen = Scene.withRules(overspeed).runAll(watched, Long.MIN_VALUE);

        assertThat(alone.lines()).isNotEmpty();
        assertThat(seen.warnings).isEqualTo(alone.warnings);
        assertThat(seen.faults).isEqualTo(alone.faults).isEmpty();
        assertThat(seen.evaluated).isEqualTo(6);
    }

    @Test
    void takesAPassThatComesAfterNewerFixes() {
        Scene.Output output = scene().runAll(
                        List.of(
                                fix("12:00:00", 0),
                                fix("12:03:00", 2),
                                pass("12:02:00", 50),
                                fix("12:10:00", 5),
                                fix("12:13:00", 7),
                                pass("12:12:00", 60)),
                        Long.MIN_VALUE);

        assertThat(output.late).isZero();
        assertThat(output.lines()).containsExactly("opened 12:13:00 orange");
    }
}
