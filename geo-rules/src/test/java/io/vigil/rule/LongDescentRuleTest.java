package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.model.InvalidInputException;
import io.vigil.model.StatusFlag;
import io.vigil.scene.Scene;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LongDescentRuleTest {
    private static final String TRUCK = "vehicle:津A10050|yellow";
    private static final String RULE =
            """
            kind: long-descent
            applies: mover.kind == "vehicle"
            tier: yellow
            """;
    /** Elevations of the line's begin and end. */
    private static final Map<String, Object> DOWN = Map.of("fromElevationM", 1_700.0, "toElevationM", 900.0);

    private static final Map<String, Object> UP = Map.of("fromElevationM", 900.0, "toElevationM", 1_700.0);

    /** 20 km eastwards, limit 40 km/h, cooling points after 5 and after 12 km. */
    private static Scene scene(String rule, Map<String, Object> elevations) {
        return Scene.withRule(rule)
                .corridor("gangou", "descent", 40, elevations, 170, 0, 0, 20_000, 0)
                .square("cool-1", "cooling-point", 5_000, -50, 5_100, 100)
                .square("cool-2", "cooling-point", 12_000, -50, 12_100, 100)
                .registered(TRUCK, "heavy-truck");
    }

    private static Scene scene() {
        return scene(RULE, DOWN);
    }

    private static final class Drive {
        private final StringBuilder table = new StringBuilder();
        private double east;
        private double seconds;
        private String words = "";

        Drive(double east) {
            this.east = east;
        }

        Drive to(double untilEast, double kph) {
            double step = Math.signum(untilEast - east) * kph / 3.6 * 10;
            while (Math.abs(untilEast - east) > Math.abs(step) / 2) {
                row(kph);
                east += step;
                seconds += 10;
            }
            return this;
        }

        Drive stand(int forSeconds) {
            for (double until = seconds + forSeconds; seconds < until; seconds += 10) {
                row(0);
            }
            row(0);
            seconds += 10;
            return this;
        }

        Drive silent(int forSeconds, double untilEast) {
            seconds += forSeconds;
            east = untilEast;
            return this;
        }

        Drive with(StatusFlag... signals) {
            long bits = StatusFlag.signalBits(0) | 3;
            for (StatusFlag signal : signals) {
                bits |= 1L << signal.bit();
            }
            words = " status=" + bits;
            return this;
        }

        private void row(double kph) {
            table.append(Math.round(seconds))
                    .append("s ")
                    .append(Math.round(east))
                    .append(",0 ");
            table.append(kph).append("kph").append(words).append('\n');
        }

        @Override
        public String toString() {
            return table.toString();
        }
    }

    @Test
    void warnsOfTooHighASpeedHeldForTwentySeconds() {
        assertThat(scene().run(TRUCK, new Drive(1_500).to(4_000, 44).toString()))
                .isEmpty();
        assertThat(scene().run(TRUCK, new Drive(1_500).to(2_100, 44.5).toString()))
                .containsExactly("opened 00:00:30 orange gangou");
        assertThat(scene().run(
                                TRUCK,
                                new Drive(1_500).to(1_700, 60).to(4_000, 40).toString()))
                .as("ten seconds only")
                .isEmpty();
    }

    @Test
    void warnsOfAMeanSpeedThatBrakingAtTheCamerasDoesNotLower() {
        Drive sawtooth = new Drive(0);
        for (double east = 200; east <= 6_000; east += 400) {
            sawtooth.to(east, 60).to(east + 200, 43);
        }
        String track = sawtooth.to(7_000, 43).toString();
        String cooled = RULE + "params: {overFor: PT5M, coolingTypes: [none]}\n";

        assertThat(scene(cooled, DOWN).run(TRUCK, track))
                .hasSize(1)
                .first()
                .asString()
                .endsWith("orange gangou");
        assertThat(scene(cooled, DOWN).run(TRUCK, new Drive(0).to(7_000, 43).toString()))
                .isEmpty();
    }

    @Test
    void warnsWhenACoolingPointIsPassedWithoutAStopAndEndsWithTheDescent() {
        assertThat(scene().run(TRUCK, new Drive(50).to(5_250, 36).toString())).isEmpty();
        assertThat(scene().run(TRUCK, new Drive(50).to(5_450, 36).toString()))
                .containsExactly("opened 00:08:50 yellow gangou");
        assertThat(scene().run(TRUCK, new Drive(50).to(20_320, 36).toString()))
                .containsExactly("opened 00:08:50 yellow gangou", "closed 00:33:40 yellow gangou ended");
    }

    @Test
    void bothMakeItRed() {
        assertThat(scene().run(TRUCK, new Drive(50).to(5_450, 36).to(6_000, 50).toString()))
                .containsExactly("opened 00:08:50 yellow gangou", "escalated 00:09:20 red gangou");
        assertThat(scene().run(
                                TRUCK,
                                new Drive(1_500).to(2_100, 50).to(5_450, 36).toString()))
                .hasSize(2)
                .first()
                .isEqualTo("opened 00:00:30 orange gangou");
    }

    @Test
    void aStopOfThreeMinutesAtTheCoolingPointIsEnough() {
        Drive stopped = new Drive(50).to(5_050, 36).stand(180).to(11_900, 36);
        Drive shorter = new Drive(50).to(5_050, 36).stand(160).to(5_450, 36);

        assertThat(scene().run(TRUCK, stopped.toString())).isEmpty();
        assertThat(scene().storingState().run(TRUCK, stopped.toString())).isEmpty();
        assertThat(scene().run(TRUCK, shorter.toString())).hasSize(1);
    }

    @Test
    void aSilenceLongEnoughForAStopIsTakenAsOne() {
        Drive silent = new Drive(50).to(4_850, 36).silent(270, 5_150).to(5_600, 36);
        Drive shorter = new Drive(50).to(4_850, 36).silent(150, 5_150).to(5_600, 36);

        assertThat(scene().run(TRUCK, silent.toString())).isEmpty();
        assertThat(scene().run(TRUCK, shorter.toString())).hasSize(1);
    }

    @Test
    void aStopAnywhereClears() {
        Drive drive = new Drive(50).to(5_450, 36).stand(180).to(11_000, 36);

        assertThat(scene().run(TRUCK, drive.toString()))
                .containsExactly("opened 00:08:50 yellow gangou", "closed 00:12:00 yellow gangou cleared");
    }

    @Test
    void uphillNothingIsWarnedOf() {
        assertThat(scene().run(TRUCK, new Drive(19_900).to(100, 60).toString())).isEmpty();
        assertThat(scene(RULE, UP).run(TRUCK, new Drive(50).to(19_900, 60).toString()))
                .as("the elevations say that the line was drawn uphill")
                .isEmpty();
        assertThat(scene(RULE, UP).run(TRUCK, new Drive(18_500).to(17_700, 60).toString()))
                .containsExactly("opened 00:00:30 orange gangou");
    }

    @Test
    void aCoolingPointAboveWhereItJoinedIsNoneOfItsBusiness() {
        assertThat(scene().run(TRUCK, new Drive(6_000).to(12_250, 36).toString()))
                .isEmpty();
        assertThat(scene().run(TRUCK, new Drive(6_000).to(12_480, 36).toString()))
                .containsExactly("opened 00:10:40 yellow gangou");
    }

    @Test
    void aVehicleThatTurnsBackIsAskedAgain() {
        Drive drive = new Drive(4_050)
                .to(5_050, 36)
                .stand(180)
                .to(5_500, 36)
                .to(4_000, 36)
                .to(5_450, 36);

        assertThat(scene().run(TRUCK, drive.toString())).hasSize(1);
    }

    @Test
    void watchesGearAndRetarderWhereAskedTo() {
        String rule = RULE + "params: {watchGear: true}\n";
        String coasting =
                new Drive(1_500).with(StatusFlag.NEUTRAL).to(3_000, 36).toString();
        String braking = new Drive(1_500).with(StatusFlag.BRAKE).to(3_000, 36).toString();
        String retarding = new Drive(1_500)
                .with(StatusFlag.BRAKE, StatusFlag.RETARDER)
                .to(3_000, 36)
                .toString();

        assertThat(scene(rule, DOWN).run(TRUCK, coasting)).containsExactly("opened 00:02:10 yellow gangou");
        assertThat(scene(rule, DOWN).run(TRUCK, braking)).containsExactly("opened 00:02:10 yellow gangou");
        assertThat(scene(rule, DOWN).run(TRUCK, retarding)).isEmpty();
        assertThat(scene().run(TRUCK, coasting)).as("not asked to").isEmpty();
        assertThat(scene(rule, DOWN).run(TRUCK, new Drive(1_500).to(3_000, 36).toString()))
                .as("no signals told")
                .isEmpty();
    }

    @Test
    void saysWhatWasMeasured() {
        Scene.Output output =
                scene().run(TRUCK, new Drive(50).to(5_450, 36).to(6_000, 50).toString(), Long.MIN_VALUE);

        assertThat(output.warnings.get(0).messageEn())
                .isEqualTo("descent gangou: passed cooling point cool-1 without a stop of 3 min");
        assertThat(output.warnings.get(1).messageEn())
                .startsWith("descent gangou: at 50/")
                .contains("limit 40");
        assertThat(output.warnings.get(1).explain().threshold()).containsEntry("dropM", 800L);
    }

    @Test
    void refusesADescentThatIsNoLine() {
        Scene polygon = Scene.withRule(RULE).square("gangou", "descent", 0, -100, 20_000, 100);

        assertThatThrownBy(polygon::engine)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("zone gangou: is no line");
    }
}
