package io.vigil.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.json.DispositionJson;
import io.vigil.json.Rfc3339;
import io.vigil.model.Grant;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.scene.Scene;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrantTest {
    private static final String TRUCK = "vehicle:T1";
    private static final String RULES =
            """
            rules:
              - {id: zone, kind: forbidden-zone, tier: yellow, applies: mover.kind == "vehicle", params: {hold: PT20S, k: 1, m: 1}}
            """;
    private static final String TRACK =
            """
            0s   500,500 10kph
            10s  520,500 10kph
            20s  540,500 10kph
            30s  560,500 10kph
            40s  580,500 10kph
            50s  600,500 10kph
            60s  620,500 10kph
            70s  640,500 10kph
            """;

    private static Grant grant(Grant.Kind kind, String subject, String at, String until) {
        return new Grant(
                new MoverId(TRUCK),
                Scene.time(at),
                PositionReport.NO_TIME,
                kind,
                subject,
                Scene.time(until),
                "li",
                null);
    }

    private static Scene.Output run(Grant... grants) {
        List<MoverEvent> events = new ArrayList<>(Scene.events(TRUCK, TRACK));
        events.addAll(List.of(grants));
        events.sort(Comparator.comparingLong(MoverEvent::eventTimeMillis));
        return Scene.withRules(RULES)
                .square("z", "forbidden", 0, 0, 1000, 1000)
                .storingState()
                .runAll(events, Long.MIN_VALUE);
    }

    @Test
    void aSilenceIsHeldAgainstTheTimeOfTheTrigger() {
        assertThat(run().lines()).containsExactly("opened 00:00:20 yellow z");
        assertThat(run(grant(Grant.Kind.SILENCE, "zone", "5s", "20s")).lines())
                .as("it has ended at its last instant")
                .containsExactly("opened 00:00:20 yellow z");
        assertThat(run(grant(Grant.Kind.SILENCE, "zone", "5s", "21s")).lines())
                .as("the breach begins when it has run out")
                .containsExactly("permitted 00:00:20 blue z", "opened 00:00:50 yellow z");
    }

    @Test
    void whatWasWarnedOfBeforeGoesOn() {
        assertThat(run(grant(Grant.Kind.SILENCE, "zone", "25s", "70s")).lines())
                .containsExactly("opened 00:00:20 yellow z");
    }

    @Test
    void aRecordSaysWhoAllowedIt() {
        assertThat(run(grant(Grant.Kind.EXEMPTION, "zone", "5s", "600s"))
                        .warnings
                        .get(0)
                        .explain()
                        .exemption())
                .startsWith("exempt zone until 20")
                .endsWith("by li");
    }

    @Test
    void aPermitIsForItsZoneAndASilenceForItsRule() {
        assertThat(run(grant(Grant.Kind.PERMIT, "z", "5s", "600s")).lines())
                .containsExactly("permitted 00:00:20 blue z");
        assertThat(run(grant(Grant.Kind.PERMIT, "other", "5s", "600s")).lines())
                .containsExactly("opened 00:00:20 yellow z");
        assertThat(run(grant(Grant.Kind.SILENCE, "other", "5s", "600s")).lines())
                .containsExactly("opened 00:00:20 yellow z");
    }

    @Test
    void aLaterOneOfTheSameTakesItsPlace() {
        assertThat(run(grant(Grant.Kind.SILENCE, "zone", "5s", "600s"), grant(Grant.Kind.SILENCE, "zone", "35s", "36s"))
                        .lines())
                .containsExactly("permitted 00:00:20 blue z", "opened 00:01:00 yellow z");
    }

    /** As the console writes it: an end long ago, so that nothing is silent any more; also in the instant it was given. */
    @Test
    void oneTakenBackByTheConsoleNoLongerHolds() {
        Grant given = grant(Grant.Kind.SILENCE, "zone", "5s", "600s");
        for (String at : List.of("35s", "5s")) {
            byte[] json = ("{\"mover\":\"" + TRUCK + "\",\"rule\":\"zone\",\"outcome\":\"silence\","
                            + "\"until\":\"1970-01-01T00:00:00Z\",\"by\":\"li\",\"at\":\""
                            + Rfc3339.format(Scene.time(at)) + "\",\"note\":\"over\"}")
                    .getBytes(StandardCharsets.UTF_8);
            Grant takenBack = (Grant) DispositionJson.read(json, json.length);

            assertThat(takenBack.untilMillis()).isZero();
            assertThat(run(given, takenBack).lines())
                    .as("taken back at %s", at)
                    .isEqualTo(
                            at.equals("5s")
                                    ? List.of("opened 00:00:20 yellow z")
                                    : List.of("permitted 00:00:20 blue z", "opened 00:01:00 yellow z"));
        }
    }
}
