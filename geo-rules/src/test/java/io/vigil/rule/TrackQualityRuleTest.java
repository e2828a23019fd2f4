package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.scene.Scene;
import org.junit.jupiter.api.Test;

class TrackQualityRuleTest {
    private static final String CAR = "vehicle:V1";

    private static Scene scene() {
        return Scene.withRule("""
                kind: track-quality
                tier: blue
                """);
    }

    @Test
    void findsAJumpAndKeepsItFromTheOthers() {
        Scene.Output output = scene().run(
                        CAR,
                        """
                0s  0,0    60kph
                10s 166,0  60kph
                20s 5000,0 60kph
                30s 500,0  60kph
                """,
                        Long.MIN_VALUE);

        assertThat(output.lines()).containsExactly("opened 00:00:20 blue");
        assertThat(output.faults).containsExactly("00:00:20 jump");
    }

    @Test
    void measuresTheJumpAgainstOneAndAHalfTimesTheHighestSpeed() {
        assertThat(scene().run(CAR, "0s 0,0 60kph\n10s 583,0 60kph"))
                .as("210 km/h")
                .isEmpty();
        assertThat(scene().run(CAR, "0s 0,0 60kph\n10s 584.5,0 60kph")).hasSize(1);
        assertThat(scene().run(CAR, "0s 0,0 60kph\n1s 199,0 60kph"))
                .as("drift is no jump")
                .isEmpty();
        assertThat(scene().run(CAR, "0s 0,0 60kph\n1s 201,0 60kph")).hasSize(1);
    }

    @Test
    void acceptsTheNewPlaceAfterThreeReportsThatAgree() {
        Scene.Output output = scene().run(
                        CAR,
                        """
                0s  0,0       60kph
                10s 50000,0   60kph
                20s 50166,0   60kph
                30s 50333,0   60kph
                40s 50500,0   60kph
                """,
                        Long.MIN_VALUE);

        assertThat(output.faults).containsExactly("00:00:10 jump", "00:00:20 jump");
    }

    @Test
    void findsAFrozenFixAfterTenMinutesOfMoving() {
        StringBuilder table = new StringBuilder("0s -500,0 40kph\n");
        for (int minute = 1; minute <= 12; minute++) {
            table.append(minute).append("m 0,0 40kph status=3\n");
        }

        Scene.Output output = scene().run(CAR, table.toString(), Long.MIN_VALUE);

        assertThat(output.faults).containsExactly("00:11:00 frozen", "00:12:00 frozen");
        assertThat(output.lines()).containsExactly("opened 00:11:00 blue");
    }

    @Test
    void doesNotCallAParkedOrSlowVehicleFrozen() {
        StringBuilder parked = new StringBuilder();
        StringBuilder accOff = new StringBuilder();
        for (int minute = 1; minute <= 20; minute++) {
            parked.append(minute).append("m 0,0 10kph status=3\n");
            accOff.append(minute).append("m 0,0 40kph status=2\n");
        }

        assertThat(scene().run(CAR, parked.toString())).isEmpty();
        assertThat(scene().run(CAR, accOff.toString())).isEmpty();
    }

    @Test
    void findsAClockAheadAndJudgesItAtTheTimeOfReception() {
        Scene.Output output = scene().run(
                        CAR,
                        """
                02:00:00 0,0   60kph received=02:00:01
                03:00:10 166,0 60kph received=02:00:11
                02:00:20 333,0 60kph received=02:00:21
                """,
                        Long.MIN_VALUE);

        assertThat(output.faults).containsExactly("02:00:11 ahead");
        assertThat(output.lines()).containsExactly("opened 02:00:11 blue");
        assertThat(output.late).as("the wrong clock makes nothing late").isZero();
    }

    @Test
    void toleratesAClockAheadByAMinute() {
        assertThat(scene().run(CAR, "02:01:00 0,0 60kph received=02:00:00")).isEmpty();
        assertThat(scene().run(CAR, "02:01:01 0,0 60kph received=02:00:00")).hasSize(1);
    }

    @Test
    void findsTheSeaAtZeroZero() {
        // The origin of the tables is 39.0 N 117.7 E; these metres lead to 0 N 0 E.
        assertThat(scene().run(CAR, "0s -10195997.9,-4329585 60kph")).hasSize(1);
    }

    @Test
    void clearsAfterTwentyCleanReports() {
        StringBuilder table = new StringBuilder("0s 0,0 60kph\n10s 9000,0 60kph\n");
        for (int i = 1; i <= 20; i++) {
            table.append(10 + 10 * i).append("s ").append(166 * i).append(",0 60kph\n");
        }

        assertThat(scene().run(CAR, table.toString()))
                .containsExactly("opened 00:00:10 blue", "closed 00:03:30 blue cleared");
    }

    @Test
    void keepsFaultyReportsFromEveryOtherRule() {
        Scene scene = Scene.withRule(
                        """
                        kind: overspeed
                        tier: blue
                        """)
                .registered(CAR, "heavy-truck");

        assertThat(
                        scene.run(
                                CAR,
                                """
                0s  0,0     60kph
                10s 20000,0 200kph
                20s 166,0   60kph
                30s 20000,0 200kph
                40s 333,0   60kph
                50s 20000,0 200kph
                """))
                .isEmpty();
    }

    @Test
    void keepsAReportWithoutAFixFromTheRulesButAccusesNobody() {
        Scene.Output output = scene().run(CAR, "0s 0,0 60kph status=1", Long.MIN_VALUE);

        assertThat(output.faults).containsExactly("00:00:00 not-located");
        assertThat(output.lines()).isEmpty();
    }

    @Test
    void theFirstMovingReportAfterAHaltIsNotFrozen() {
        assertThat(scene().run(CAR, "0m 0,0 0kph status=3\n30m 0,0 12kph status=3\n31m 300,0 30kph status=3"))
                .isEmpty();
    }
}
