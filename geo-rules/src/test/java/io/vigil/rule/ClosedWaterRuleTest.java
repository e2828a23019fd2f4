package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.RegistryRecord;
import io.vigil.scene.Scene;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClosedWaterRuleTest {
    private static final String BOAT = "vessel:412000001";
    private static final String CLOSED = "-90..90; all; 04-01T00:00/09-12T12:00";
    private static final String OPEN = "-90..90; all; 04-01T00:00/09-01T00:00";

    private static Scene scene(String season) {
        return Scene.withRule(
                        "kind: closed-water\napplies: mover.kind == \"vessel\"\ntier: orange\nparams: {seasons: {default: \""
                                + season + "\"}}\n")
                .square("lake", "reservoir", 0, 0, 20_000, 20_000)
                .square("core", "reservoir-core", 5_000, 5_000, 8_000, 8_000)
                .square("pier", "landing", 0, 0, 200, 200);
    }

    /** Every 20 s northwards from a place at a speed. */
    private static String rowing(double south, double kph, int seconds) {
        StringBuilder table = new StringBuilder();
        for (int second = 0; second <= seconds; second += 20) {
            table.append(second).append("s 3000,").append(south + second * kph / 3.6);
            table.append(' ').append(kph).append("kph\n");
        }
        return table.toString();
    }

    @Test
    void anyCraftOnTheWaterInTheClosedSeasonIsWarnedOf() {
        assertThat(scene(CLOSED).registered(BOAT, "rowing").run(BOAT, rowing(1_000, 3, 60)))
                .containsExactly("opened 00:01:00 orange");
        assertThat(scene(CLOSED).registered(BOAT, "rowing").run(BOAT, rowing(1_000, 3, 40)))
                .isEmpty();
        assertThat(scene(OPEN).registered(BOAT, "rowing").run(BOAT, rowing(1_000, 3, 60)))
                .isEmpty();
    }

    @Test
    void theSeasonEndsAtItsInstantInSilenceToo() {
        Scene scene = scene(CLOSED).registered(BOAT, "rowing");

        assertThat(scene.runUntil(BOAT, rowing(1_000, 3, 60), "11:59:59")).hasSize(1);
        assertThat(scene.runUntil(BOAT, rowing(1_000, 3, 60), "12:00:00"))
                .containsExactly("opened 00:01:00 orange", "closed 12:00:00 orange ended");
    }

    @Test
    void aRowingBoatThatIsTooFastHasAnEngine() {
        Scene scene = scene(OPEN).registered(BOAT, "rowing");

        assertThat(scene.run(BOAT, rowing(1_000, 6.0, 120))).isEmpty();
        Scene.Output output = scene.run(BOAT, rowing(1_000, 6.1, 120), Long.MIN_VALUE);
        assertThat(output.lines()).containsExactly("opened 00:01:00 orange");
        assertThat(output.warnings.get(0).messageEn()).isEqualTo("a rowing boat makes 6.1 km/h: an engine");
        assertThat(scene(OPEN).registered(BOAT, "enforcement").run(BOAT, rowing(1_000, 20, 120)))
                .isEmpty();
    }

    @Test
    void aCraftNobodyRegisteredIsRedInTheCoreZone() {
        String core = rowing(5_500, 3, 60).replace("3000,", "6000,");

        assertThat(scene(OPEN).run(BOAT, core)).containsExactly("opened 00:01:00 red");
        assertThat(scene(OPEN).run(BOAT, rowing(1_000, 3, 60)))
                .as("not in the core")
                .isEmpty();
        assertThat(scene(OPEN).registered(BOAT, "rowing").run(BOAT, core)).isEmpty();
        assertThat(scene(CLOSED).registered(BOAT, "rowing").run(BOAT, core)).containsExactly("opened 00:01:00 red");
    }

    @Test
    void landingEndsIt() {
        assertThat(scene(CLOSED).registered(BOAT, "rowing").run(BOAT, rowing(1_000, 3, 60) + "3600s 100,100 0kph\n"))
                .containsExactly("opened 00:01:00 orange", "closed 01:00:00 orange ended");
    }

    @Test
    void aPermitForTheWaterIsRecorded() {
        Scene scene = scene(CLOSED)
                .registered(
                        BOAT,
                        "rowing",
                        List.of(new RegistryRecord.Permit("lake", Long.MIN_VALUE, Long.MAX_VALUE)),
                        List.of(),
                        Map.of());

        assertThat(scene.run(BOAT, rowing(1_000, 3, 60))).containsExactly("permitted 00:01:00 blue");
    }
}
