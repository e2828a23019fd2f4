package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.scene.Scene;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnidentifiedTrackRuleTest {
    private static final String TRACK = "vessel:radar/S1/42";
    private static final String RULE = "kind: unidentified-track\napplies: mover.kind == \"vessel\"\ntier: yellow\n";
    private static final long NOON = 12 * 3600;

    /** A plot every half minute. */
    private static List<MoverEvent> plots(long fromSecond, int minutes, double knots, String source) {
        List<MoverEvent> plots = new ArrayList<>();
        String table = new Voyage(0, 0)
                .every(30)
                .from(fromSecond)
                .sail(minutes, knots, "")
                .toString();
        for (PositionReport report : Scene.events(TRACK, table)) {
            plots.add(PositionReport.at(report.mover(), report.eventTimeMillis(), report.latitude(), report.longitude())
                    .speedMps(report.speedMps())
                    .source(source)
                    .build());
        }
        return plots;
    }

    /** Said every twenty seconds between two instants. */
    private static List<MoverEvent> associated(String from, String to, String vessel) {
        List<MoverEvent> said = new ArrayList<>();
        for (long at = Scene.time(from); at <= Scene.time(to); at += 20_000) {
            Map<String, String> facts = Map.of("associated", vessel, "associatedAt", Long.toString(at));
            said.add(IdentityReport.of(new MoverId(TRACK), at, at, facts));
        }
        return said;
    }

    private static List<String> run(Scene scene, List<MoverEvent> events) {
        events.sort(Comparator.comparingLong(MoverEvent::eventTimeMillis));
        return scene.runAll(events, Long.MIN_VALUE).lines();
    }

    private static Scene scene() {
        return Scene.withRule(RULE);
    }

    @Test
    void aMovingTrackOfFiveMinutesThatIsNobodys() {
        assertThat(run(scene(), plots(NOON, 6, 5, "radar"))).isEmpty();
        assertThat(run(scene(), plots(NOON, 7, 5, "radar"))).containsExactly("opened 12:06:00 yellow");
        assertThat(run(scene().storingState(), plots(NOON, 7, 5, "radar"))).hasSize(1);
        assertThat(run(scene(), plots(NOON, 60, 0.9, "radar"))).isEmpty();
        assertThat(run(scene(), plots(NOON, 60, 5, "ais")))
                .as("says itself who it is")
                .isEmpty();
    }

    @Test
    void anAssociationHoldsWhileItLastsAndAMinuteMore() {
        List<MoverEvent> events = plots(NOON, 30, 5, "radar");
        events.addAll(associated("12:00:01", "12:20:01", "vessel:412000001"));
        assertThat(run(scene(), events)).containsExactly("opened 12:22:30 yellow");

        events.addAll(associated("12:23:59", "12:30:00", "vessel:412000001"));
        assertThat(run(scene(), events)).containsExactly("opened 12:22:30 yellow", "closed 12:26:00 yellow cleared");
    }

    @Test
    void anAssociationThatIsNotSaidAgainEnds() {
        List<MoverEvent> once = plots(NOON, 30, 5, "radar");
        once.addAll(associated("12:00:01", "12:09:41", "vessel:412000001"));
        List<MoverEvent> always = plots(NOON, 30, 5, "radar");
        always.addAll(associated("12:00:01", "12:30:00", "vessel:412000001"));

        assertThat(run(scene(), once)).containsExactly("opened 12:12:00 yellow");
        assertThat(run(scene(), always)).isEmpty();
    }

    @Test
    void afterALongSilenceItIsAnotherTrackWithTheSameNumber() {
        List<MoverEvent> reused = plots(NOON, 4, 5, "radar");
        reused.addAll(plots(NOON + 900, 6, 5, "radar"));
        List<MoverEvent> same = plots(NOON, 4, 5, "radar");
        same.addAll(plots(NOON + 600, 6, 5, "radar"));

        assertThat(run(scene(), reused)).as("neither lasts six minutes").isEmpty();
        assertThat(run(scene(), same)).hasSize(1);
    }

    @Test
    void atNightNearTheCoastItIsOrange() {
        Scene near = scene().square("coast", "land", -9100, -20_000, -9000, 20_000);
        Scene far = scene().square("coast", "land", -9400, -20_000, -9300, 20_000);

        assertThat(run(near, plots(22 * 3600, 7, 1, "radar"))).containsExactly("opened 22:06:00 orange");
        assertThat(run(near, plots(22 * 3600 - 600, 7, 1, "radar"))).containsExactly("opened 21:56:00 yellow");
        assertThat(run(far, plots(22 * 3600, 7, 1, "radar"))).containsExactly("opened 22:06:00 yellow");
    }

    @Test
    void onlyWhereItIsWatchedAndNotInPort() {
        String params = RULE + "params: {watchTypes: [coast-watch]}\n";

        assertThat(run(Scene.withRule(params), plots(NOON, 60, 5, "radar"))).isEmpty();
        assertThat(run(
                        Scene.withRule(params).square("w", "coast-watch", -9, -9, 99_000, 9),
                        plots(NOON, 7, 5, "radar")))
                .hasSize(1);
        assertThat(run(scene().square("p", "harbour", -9, -9, 99_000, 9), plots(NOON, 60, 5, "radar")))
                .isEmpty();
    }

    @Test
    void vesselsInNoRegistryWhereTheyAreMeant() {
        Scene scene = Scene.withRule(RULE + "params: {unregistered: true}\n");

        assertThat(run(scene, plots(NOON, 7, 5, "ais"))).containsExactly("opened 12:06:00 yellow");
        assertThat(run(scene.registered(TRACK, "cargo"), plots(NOON, 7, 5, "ais")))
                .isEmpty();
    }

    /** Twelve days in two cells, by the hour, then a run to the east with a report a minute. */
    private static String habitThenEast(int days, double toEast) {
        StringBuilder table = new StringBuilder();
        for (int hour = 0; hour < 24 * days; hour++) {
            table.append("%dh %d,0 4kn%n".formatted(hour, hour % 2 * 12_000 - 1_000));
        }
        for (int minute = 0; minute < 8; minute++) {
            table.append("%dm %.0f,0 8kn%n".formatted(1440 * days + minute, toEast + minute));
        }
        return table.toString();
    }

    @Test
    void aVesselOutsideItsUsualWatersWhereThatIsAskedFor() {
        // 39.0 N 117.7 E is the corner of four cells: the usual ones end at 117.9 E, 17,325 m east, and 5 nm on is
        // 26,585.
        Scene scene = Scene.withRule(RULE + "params: {habitNm: 5}\n");

        Scene.Output out = scene.storingState().run(TRACK, habitThenEast(12, 26_700), Long.MIN_VALUE);
        assertThat(out.lines()).hasSize(1);
        assertThat(out.warnings.get(0).messageEn()).isEqualTo("5.1 nm outside its usual waters");
        assertThat(out.warnings.get(0).messageZh()).isEqualTo("偏离惯常活动水域5.1海里");
        assertThat(scene.run(TRACK, habitThenEast(12, 26_400)))
                .as("within five miles")
                .isEmpty();
        assertThat(scene.run(TRACK, habitThenEast(9, 26_700)))
                .as("not known yet")
                .isEmpty();
        assertThat(Scene.withRule(RULE).run(TRACK, habitThenEast(12, 26_700)))
                .as("not asked for")
                .isEmpty();
    }

    @Test
    void aPlaceWhereItIsATwentiethOfItsTimeIsUsual() {
        StringBuilder table = new StringBuilder();
        for (int hour = 0; hour < 24 * 20; hour++) {
            table.append("%dh %d,0 4kn%n".formatted(hour, hour % 18 == 0 ? 40_000 : 5_000));
        }
        String run = habitThenEast(20, 40_000);
        run = run.substring(run.indexOf("28800m"));

        assertThat(Scene.withRule(RULE + "params: {habitNm: 5}\n").run(TRACK, table + run))
                .isEmpty();
    }
}
