package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.RegistryRecord;
import io.vigil.model.Route;
import io.vigil.scene.Scene;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OffRouteRuleTest {
    private static final String COACH = "vehicle:C1";
    private static final String RULE =
            """
            kind: off-route
            applies: mover.kind == "vehicle"
            tier: yellow
            """;

    private static Scene scene(String moverClass, List<Route.Stop> stops) {
        return Scene.withRule(RULE)
                .route("line-1", stops, -20_000, 0, 20_000, 0)
                .registered(COACH, moverClass, List.of(), List.of("line-1"), Map.of());
    }

    private static Scene scene() {
        return scene("scheduled-coach", List.of());
    }

    /** Reports every minute from 00:00 eastwards at 36 km/h, that far north of the route. */
    private static String beside(double north, int count) {
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < count; i++) {
            table.append(i)
                    .append("m ")
                    .append(600 * i)
                    .append(',')
                    .append(north)
                    .append(" 36kph\n");
        }
        return table.toString();
    }

    @Test
    void warnsAfterTheHoldAndTheDistanceTravelled() {
        assertThat(scene().run(COACH, beside(502, 4))).containsExactly("opened 00:03:00 yellow");
        assertThat(scene().run(COACH, beside(502, 3))).isEmpty();
        assertThat(scene().run(COACH, beside(498, 20))).isEmpty();
    }

    @Test
    void asksForAKilometreTravelledOffTheRoute() {
        StringBuilder waiting = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            waiting.append(i).append("m ").append(50 * i).append(",800 3kph\n");
        }

        assertThat(scene().run(COACH, waiting.toString())).isEmpty();
    }

    @Test
    void countsOfTheWayOutOnlyWhatLiesBeyondTheWidth() {
        String track =
                """
                0m 0,0     36kph
                4m 0,1400  36kph
                6m 0,1450  3kph
                8m 0,%d    3kph
                """;

        assertThat(scene().run(COACH, track.formatted(1495))).isEmpty();
        assertThat(scene().run(COACH, track.formatted(1505))).containsExactly("opened 00:08:00 yellow");
    }

    @Test
    void clearsWithinSevenTenthsOfTheWidthForFiveReports() {
        assertThat(
                        scene().run(
                                        COACH,
                                        beside(600, 4)
                                                + """
                4m 2400,360 36kph
                5m 3000,340 36kph
                6m 3600,340 36kph
                7m 4200,340 36kph
                8m 4800,340 36kph
                9m 5400,340 36kph
                """))
                .containsExactly("opened 00:03:00 yellow", "closed 00:09:00 yellow cleared");
    }

    @Test
    void isOrangeForHazmatAndRedInAForbiddenZone() {
        assertThat(scene("hazmat", List.of()).run(COACH, beside(600, 4))).containsExactly("opened 00:03:00 orange");
        assertThat(scene().square("z", "forbidden", -100, 500, 9000, 900).run(COACH, beside(600, 4)))
                .containsExactly("opened 00:03:00 red");
    }

    @Test
    void isStricterForHazmatInTown() {
        assertThat(scene("hazmat", List.of())
                        .square("town", "urban", -100, -900, 9000, 900)
                        .run(COACH, beside(210, 4)))
                .containsExactly("opened 00:03:00 orange");
        assertThat(scene("hazmat", List.of()).run(COACH, beside(210, 20))).isEmpty();
    }

    @Test
    void acceptsAnAnnouncedDetour() {
        assertThat(scene().square("works", "detour", -100, 500, 20_000, 900).run(COACH, beside(600, 20)))
                .isEmpty();
    }

    @Test
    void staysSilentWithoutAnApprovedRoute() {
        assertThat(Scene.withRule(RULE)
                        .route("line-1", List.of(), -20_000, 0, 20_000, 0)
                        .registered(COACH, "scheduled-coach")
                        .run(COACH, beside(5_000, 20)))
                .isEmpty();
    }

    @Test
    void isOnRouteIfItIsOnAnyOfItsRoutes() {
        assertThat(scene().route("line-2", List.of(), -20_000, 3_000, 20_000, 3_000)
                        .registered(COACH, "scheduled-coach", List.of(), List.of("line-1", "line-2"), Map.of())
                        .run(COACH, beside(3_000, 20)))
                .isEmpty();
    }

    @Test
    void warnsWhenAMandatoryStopIsPassedWithoutStopping() {
        Route.Stop stop = new Route.Stop("Binhai", Scene.latitude(0), Scene.longitude(3_000), 150);
        String passing = beside(0, 8);
        String stopping =
                """
                0m 0,0    36kph
                1m 600,0  36kph
                3m 2950,0 0kph
                4m 2950,0 0kph
                5m 3500,0 36kph
                6m 4100,0 36kph
                7m 4700,0 36kph
                """;

        assertThat(scene("scheduled-coach", List.of(stop)).run(COACH, passing))
                .containsExactly("opened 00:06:00 yellow");
        assertThat(scene("scheduled-coach", List.of(stop)).run(COACH, stopping)).isEmpty();
    }

    @Test
    void judgesStopsOnlyAfterWhereItJoinedTheRoute() {
        Route.Stop stop = new Route.Stop("Binhai", Scene.latitude(0), Scene.longitude(-3_000), 150);

        assertThat(scene("scheduled-coach", List.of(stop)).run(COACH, beside(0, 12)))
                .isEmpty();
    }

    @Test
    void aShortWayRoundAMandatoryStopDoesNotEvadeIt() {
        Route.Stop stop = new Route.Stop("Binhai", Scene.latitude(0), Scene.longitude(3_000), 150);

        assertThat(
                        scene("scheduled-coach", List.of(stop))
                                .run(
                                        COACH,
                                        """
                0m 0,0      60kph
                1m 1000,0   60kph
                2m 2000,0   60kph
                3m 2800,700 60kph
                4m 3800,0   60kph
                """))
                .containsExactly("opened 00:04:00 yellow");
    }

    /** A line in the shape of a 4: it comes by the origin after 3 km and again after 15 km. */
    private static Scene selfCrossing() {
        Route.Stop stop = new Route.Stop("Loop", Scene.latitude(1_500), Scene.longitude(3_000), 150);
        return Scene.withRule(RULE)
                .route("line-4", List.of(stop), -3_000, 0, 3_000, 0, 3_000, 3_000, 0, 3_000, 0, -3_000)
                .registered(COACH, "scheduled-coach", List.of(), List.of("line-4"), Map.of());
    }

    @Test
    void whereTheRouteCrossesItselfProgressGoesOnByTheWayMade() {
        String nearTheOtherLeg =
                """
                0m -2000,0  60kph
                1m -1000,0  60kph
                2m 10,40    60kph
                3m 1000,0   60kph
                4m 2000,0   60kph
                """;
        String past = nearTheOtherLeg
                + """
                5m 3000,0    60kph
                6m 3000,1000 60kph
                7m 3000,2100 60kph
                """;

        assertThat(selfCrossing().run(COACH, nearTheOtherLeg)).isEmpty();
        assertThat(selfCrossing().storingState().run(COACH, nearTheOtherLeg)).isEmpty();
        assertThat(selfCrossing().run(COACH, past)).containsExactly("opened 00:07:00 yellow");
    }

    @Test
    void isNotRedInAForbiddenZoneItHasAPermitFor() {
        RegistryRecord.Permit permit = new RegistryRecord.Permit("z", Long.MIN_VALUE, Long.MAX_VALUE);
        Scene permitted = Scene.withRule(RULE)
                .route("line-1", List.of(), -20_000, 0, 20_000, 0)
                .registered(COACH, "scheduled-coach", List.of(permit), List.of("line-1"), Map.of())
                .square("z", "forbidden", -100, 500, 9000, 900);

        assertThat(permitted.run(COACH, beside(600, 4))).containsExactly("opened 00:03:00 yellow");
    }

    @Test
    void aMandatoryStopInADetourNeedNotBeServed() {
        Route.Stop stop = new Route.Stop("Binhai", Scene.latitude(0), Scene.longitude(3_000), 150);

        assertThat(scene("scheduled-coach", List.of(stop))
                        .square("works", "detour", 2_900, -100, 3_100, 100)
                        .run(COACH, beside(0, 8)))
                .isEmpty();
        assertThat(scene("scheduled-coach", List.of(stop))
                        .square("works", "detour", 3_100, -100, 3_300, 100)
                        .run(COACH, beside(0, 8)))
                .containsExactly("opened 00:06:00 yellow");
    }

    @Test
    void saysOnWhichSideItLeft() {
        assertThat(scene().run(COACH, beside(600, 4), Long.MIN_VALUE)
                        .warnings
                        .get(0)
                        .explain()
                        .measured())
                .containsEntry("side", "left");
        assertThat(scene().run(COACH, beside(-600, 4), Long.MIN_VALUE)
                        .warnings
                        .get(0)
                        .explain()
                        .measured())
                .containsEntry("side", "right");
    }
}
