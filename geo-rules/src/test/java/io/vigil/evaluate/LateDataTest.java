package io.vigil.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.Disposition;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Warning;
import io.vigil.model.Withdrawal;
import io.vigil.scene.Folded;
import io.vigil.scene.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LateDataTest {
    private static final String BOAT = "vessel:412000001";
    private static final String TRUCK = "vehicle:T1|yellow";
    private static final RevisionSettings TEN_HOURS =
            new RevisionSettings(Duration.ofHours(10), Map.of("bus", Duration.ofHours(1)), Duration.ofSeconds(15));
    private static final String DARK =
            """
            kind: going-dark
            applies: mover.kind == "vessel"
            tier: yellow
            params: {silentAtSea: PT4H30M}
            """;

    @Test
    void nineHourGapThatLateMessageCutsToFiveIsAmendedWithNewTimes() {
        LateDesk desk = new LateDesk(Scene.withRule(DARK), TEN_HOURS)
                .tell(BOAT, "00:00:00 0,0 3kn\n00:10:00 500,0 3kn")
                .tell(BOAT, "09:10:00 30000,0 3kn\n10:10:00 30500,0 3kn\n10:20:00 31000,0 3kn");
        assertThat(desk.story()).containsExactly("1 opened 00:10-", "2 closed 00:10-10:10 cleared");
        assertThat(desk.warnings.get(1).messageEn()).contains("9.0 h");

        desk.tell(BOAT, "04:10:00 15000,0 3kn").until(BOAT, "10:40:00");

        assertThat(desk.story()).last().isEqualTo("3 amended 04:10-10:10 late late-data");
        assertThat(desk.warnings).hasSize(3);
        assertThat(desk.warnings.get(2).messageEn()).contains("5.0 h");
        assertThat(desk.warnings.stream().map(Warning::warningId).distinct()).hasSize(1);
    }

    @Test
    void latePositionsAreToldAndThenTheLastOneAgain() {
        LateDesk desk = new LateDesk(Scene.withRule(DARK), TEN_HOURS)
                .tell(BOAT, "00:00:00 0,0 3kn\n00:10:00 500,0 3kn\n00:20:00 900,0 3kn\n00:30:00 1300,0 3kn");
        desk.tell(BOAT, "00:05:00 200,0 3kn\n00:15:00 700,0 3kn").until(BOAT, "01:00:00");
        assertThat(desk.places).containsExactly("late 00:05", "late 00:15", "last 00:30");
    }

    @Test
    void offlineDisplacementIsRetractedByTheBackfill() {
        LateDesk desk = new LateDesk(
                        Scene.withRule(
                                "kind: offline-displacement\nparams: {displacementKm: 0.5}\napplies: mover.kind == \"vehicle\"\ntier: yellow\n"),
                        TEN_HOURS)
                .tell(TRUCK, drive(0, 5, 0))
                .tell(TRUCK, drive(66, 67, 0));
        assertThat(desk.story()).anyMatch(line -> line.contains("opened"));

        desk.tell(TRUCK, drive(6, 65, 0)).tell(TRUCK, drive(68, 69, 0));

        assertThat(desk.warnings.stream()
                        .filter(each -> each.transition() == Warning.Transition.RETRACTED)
                        .map(each -> each.reason() + " " + each.late() + " "
                                + each.state().word()))
                .isNotEmpty()
                .allMatch("late-data true retracted"::equals);
        assertThat(Folded.of(desk.warnings)).isEmpty();
        assertThat(desk.revisions).containsExactly("60 late, 68 judged");
    }

    @Test
    void wholeBatchAmongLivePointsBackwardsAndTwiceIsJudgedAgainOnce() {
        LateDesk desk = new LateDesk(Scene.withRule("kind: overspeed\ntier: blue\n"), TEN_HOURS)
                .tell(TRUCK, drive(0, 10, 0))
                .tell(TRUCK, drive(600, 601, 0));
        List<PositionReport> batch = new ArrayList<>(Scene.events(TRUCK, drive(11, 510, 90)));
        Collections.reverse(batch);
        desk.tell(batch.subList(0, 250))
                .tell(TRUCK, "36065s 0,0 60kph")
                .tell(batch.subList(100, 500))
                .tell(TRUCK, "36070s 0,0 60kph");
        assertThat(desk.revisions).isEmpty();

        desk.tell(TRUCK, drive(602, 603, 0));

        assertThat(desk.revisions).containsExactly("500 late, 515 judged");
        assertThat(desk.story()).containsExactly("1 opened 00:11- late late-data", "2 closed 00:11-10:03 cleared");
    }

    @Test
    void whatIsBeyondTheHorizonOfTheClassIsLateAndWhatIsWithinIsNot() {
        Scene scene = Scene.withRule("kind: overspeed\ntier: blue\n").registered(TRUCK, "bus");
        LateDesk desk =
                new LateDesk(scene, TEN_HOURS).tell(TRUCK, "3h 0,0 60kph").tell(TRUCK, "2h 0,0 60kph");
        assertThat(desk.late).isZero();

        desk.tell(TRUCK, "7199s 0,0 60kph");

        assertThat(desk.late).isEqualTo(1);
    }

    @Test
    void retractedWarningThatIsTrueAfterAllComesBackUnderItsId() {
        String fast = "kind: overspeed\napplies: mover.class == \"bus\"\ntier: blue\n";
        List<PositionReport> drive = Scene.events(TRUCK, drive(0, 20, 150));
        MoverId truck = new MoverId(TRUCK);
        LateDesk desk = new LateDesk(Scene.withRule(fast), TEN_HOURS)
                .tell(List.of(claim(truck, "00:00:00", "bus")))
                .tell(drive)
                .tell(List.of(claim(truck, "00:00:01", "heavy-truck")))
                .tell(TRUCK, drive(21, 22, 150))
                .tell(List.of(claim(truck, "00:00:02", "bus")))
                .tell(TRUCK, drive(23, 24, 150));

        assertThat(desk.story())
                .containsExactly(
                        "1 opened 00:00-", "2 retracted 00:00- late late-data", "3 opened 00:00- late late-data");
    }

    @Test
    void driverFollowsWhatTheVehicleDidAfterAll() {
        String tired =
                "kind: driving-time\napplies: mover.class == \"tour-coach\"\ntier: yellow\nparams: {continuousAtNight: PT2H, notice: PT0S}\n";
        List<PositionReport> all = Scene.events(TRUCK, driven(0, 180));
        LateDesk ordered = new LateDesk(Scene.withRule(tired).registered(TRUCK, "tour-coach"), TEN_HOURS).tell(all);
        ordered.tell(ordered.drained());

        LateDesk desk = new LateDesk(Scene.withRule(tired).registered(TRUCK, "tour-coach"), TEN_HOURS)
                .tell(all.subList(0, 30))
                .tell(all.subList(120, 150));
        desk.tell(desk.drained());
        assertThat(desk.story()).isEmpty();
        desk.tell(all.subList(30, 120)).tell(all.subList(150, 181));
        desk.tell(desk.drained()).until("driver:D1", "03:01:00");

        assertThat(Folded.of(desk.warnings)).isNotEmpty().isEqualTo(Folded.of(ordered.warnings));
    }

    @Test
    void anotherDriverThatIsKnownLateTakesTheTimeFromTheFirst() {
        String tired =
                "kind: driving-time\napplies: mover.class == \"tour-coach\"\ntier: yellow\nparams: {continuousAtNight: PT2H, notice: PT0S}\n";
        LateDesk desk = new LateDesk(Scene.withRule(tired).registered(TRUCK, "tour-coach"), TEN_HOURS);
        MoverId truck = new MoverId(TRUCK);
        desk.tell(List.of(card(truck, "00:00:00", "D1"))).tell(TRUCK, drive(0, 130, 0));
        desk.tell(desk.drained());
        assertThat(desk.story()).anyMatch(line -> line.contains("opened"));

        desk.tell(List.of(card(truck, "01:00:30", "D2"))).tell(TRUCK, drive(131, 132, 0));
        desk.tell(desk.drained()).until("driver:D1", "03:00:00").until("driver:D2", "02:12:00");

        assertThat(Folded.of(desk.warnings)).isEmpty();
        assertThat(desk.warnings.get(desk.warnings.size() - 1).transition()).isEqualTo(Warning.Transition.RETRACTED);
    }

    @Test
    void whatTheDeskFoundDoesNotMakeTheReportsAfterItLate() {
        Disposition found = new Disposition(
                new MoverId(TRUCK),
                Scene.time("14s"),
                Scene.time("14s"),
                "0123456789abcdef",
                "speed",
                Disposition.Outcome.CONFIRMED,
                "li",
                null);
        Scene scene = Scene.withRules("rules: [{id: offender, kind: repeat-offender, tier: blue}]");
        for (RevisionSettings settings : new RevisionSettings[] {null, TEN_HOURS}) {
            LateDesk desk = new LateDesk(scene, settings)
                    .tell(TRUCK, "0s 0,0 60kph\n10s 160,0 60kph")
                    .tell(List.of(found))
                    .tell(TRUCK, "12s 200,0 60kph\n22s 360,0 60kph\n40s 660,0 60kph");

            assertThat(desk.late).isZero();
            assertThat(desk.revisions).isEmpty();
            assertThat(desk.evaluated).isEqualTo(5);
            assertThat(desk.takenIn).containsExactly("disposition 00:00:14");
        }
    }

    @Test
    void whatTheDeskFoundCountsWithoutAReportOnceTheWatermarkHasPassedIt() {
        Disposition found = new Disposition(
                new MoverId(TRUCK),
                Scene.time("14s"),
                Scene.time("14s"),
                "0123456789abcdef",
                "speed",
                Disposition.Outcome.CONFIRMED,
                "li",
                null);
        Scene scene = Scene.withRules("rules: [{id: offender, kind: repeat-offender, tier: blue}]");
        LateDesk desk = new LateDesk(scene, null).tell(TRUCK, "0s 0,0 60kph").tell(List.of(found, found));
        assertThat(desk.takenIn).isEmpty();
        assertThat(desk.runner.wakeTimeMillis(desk.state(new MoverId(TRUCK)))).isEqualTo(Scene.time("14s"));

        desk.until(TRUCK, "00:00:14");

        assertThat(desk.takenIn).as("once").containsExactly("disposition 00:00:14");
        assertThat(desk.duplicates).isEqualTo(1);
    }

    @Test
    void theHistoryOfAMoverThatFellSilentIsForgotten() {
        LateDesk desk = new LateDesk(Scene.withRule(DARK), TEN_HOURS).tell(BOAT, drive(0, 500, 0));
        assertThat(desk.store(BOAT).size()).isGreaterThan(10);
        long full = desk.store(BOAT).bytes();
        long wake = desk.runner.wakeTimeMillis(desk.state(new MoverId(BOAT)));
        desk.until(BOAT, "18:19:00");
        assertThat(desk.store(BOAT).bytes()).as("within the horizon").isGreaterThanOrEqualTo(full);
        assertThat(wake).as("somebody calls it").isLessThanOrEqualTo(Scene.time("18:21:00"));

        desk.until(BOAT, "18:21:00");

        assertThat(desk.store(BOAT).bytes()).isLessThan(4_000);
        desk.tell(BOAT, "22h 90000,0 3kn\n23h 90500,0 3kn\n84600s 91000,0 3kn").until(BOAT, "23:59:00");
        assertThat(desk.story())
                .as("what was open goes on")
                .containsExactly("1 opened 08:20-", "2 escalated 08:20-", "3 closed 08:20-23:00 cleared");
        desk.tell(BOAT, "19800s 0,0 3kn");
        assertThat(desk.late).as("beyond what is kept").isEqualTo(1);
    }

    @Test
    void whatWasPublishedBeforeTheHorizonIsForgotten() {
        LateDesk desk = new LateDesk(
                Scene.withRule("kind: overspeed\ntier: blue\nparams: {merge: PT0S}\n"),
                new RevisionSettings(Duration.ofHours(1), Map.of(), Duration.ofSeconds(15)));
        int most = 0;
        for (int hour = 0; hour < 40; hour++) {
            desk.tell(TRUCK, drive(hour * 60, hour * 60 + 9, 120))
                    .tell(TRUCK, drive(hour * 60 + 10, hour * 60 + 59, 0));
            most = Math.max(
                    most, desk.state(new MoverId(TRUCK)).history.log.noted.size());
        }

        assertThat(desk.warnings).hasSizeGreaterThan(60);
        assertThat(most).as("of two transitions an hour").isLessThan(10);
        assertThat(desk.store(TRUCK).size()).isLessThan(20);
    }

    @Test
    void driversAreToldBackWhatTheyWereToldAndNotWhatTheyWouldBeToldNow() {
        String tired = "kind: driving-time\napplies: mover.kind == \"vehicle\"\ntier: yellow\nparams: {notice: PT0S}\n";
        LateDesk desk = new LateDesk(Scene.withRule(tired), TEN_HOURS).tell(TRUCK, driven(0, 20));
        List<MoverEvent> first = desk.drained();
        RegistryRecord coach = new RegistryRecord(
                new MoverId(TRUCK), Scene.time("00:05:00"), "tour-coach", null, List.of(), List.of(), Map.of());

        desk.runner.use(1, List.of(coach), Registry.EMPTY.with(List.of(coach)));
        desk.tell(TRUCK, driven(21, 22));

        List<MoverEvent> told = desk.drained();
        List<MoverEvent> withdrawn = told.stream()
                .filter(Withdrawal.class::isInstance)
                .map(each -> ((Withdrawal) each).of())
                .toList();
        assertThat(first).containsAll(withdrawn);
        assertThat(told)
                .filteredOn(IdentityReport.class::isInstance)
                .singleElement()
                .satisfies(claim -> {
                    assertThat(claim.eventTimeMillis()).isEqualTo(Scene.time("00:05:00"));
                    assertThat(((IdentityReport) claim).facts()).containsEntry("class", "tour-coach");
                });
        desk.tell(TRUCK, "90s 0,0 60kph driver=D1").tell(TRUCK, driven(23, 24));
        assertThat(desk.drained())
                .as("nothing is taken back that was not told")
                .allMatch(each -> !(each instanceof Withdrawal));
    }

    private static IdentityReport claim(MoverId mover, String time, String moverClass) {
        long millis = Scene.time(time);
        return IdentityReport.of(mover, millis, millis, Map.of("class", moverClass));
    }

    private static IdentityReport card(MoverId mover, String time, String licence) {
        long millis = Scene.time(time);
        return IdentityReport.of(mover, millis, millis, Map.of("driver", licence, "driverCard", "in"));
    }

    private static String driven(int fromMinute, int toMinute) {
        return drive(fromMinute, toMinute, 0).replace("kph", "kph driver=D1");
    }

    /** A report a minute, both ends included; 60 km/h, or faster. */
    private static String drive(int fromMinute, int toMinute, int moreKph) {
        StringBuilder table = new StringBuilder();
        for (int minute = fromMinute; minute <= toMinute; minute++) {
            int east = minute % 2 * (60 + moreKph) * 1000 / 60;
            table.append(minute * 60)
                    .append("s ")
                    .append(east)
                    .append(",0 ")
                    .append(60 + moreKph)
                    .append("kph\n");
        }
        return table.toString();
    }
}
