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

    private static MoverEvent association(String time, String vessel) {
        return IdentityReport.of(new MoverId(TRACK), Scene.time(time), Scene.time(time), Map.of("associated", vessel));
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
        events.add(association("12:00:01", "vessel:412000001"));
        assertThat(run(scene(), events)).isEmpty();

        events.add(association("12:20:01", ""));
        assertThat(run(scene(), events)).containsExactly("opened 12:22:30 yellow");
        events.add(association("12:23:59", "vessel:412000001"));
        assertThat(run(scene(), events)).containsExactly("opened 12:22:30 yellow", "closed 12:26:00 yellow cleared");
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
}
