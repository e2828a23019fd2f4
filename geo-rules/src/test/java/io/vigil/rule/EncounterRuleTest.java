package io.vigil.rule;

import static io.vigil.scene.PairScene.track;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.PositionReport;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Warning;
import io.vigil.scene.PairScene;
import io.vigil.scene.Scene;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EncounterRuleTest {
    private static final String A = "vessel:412000001";
    private static final String B = "vessel:412000002";
    private static final String RULE =
            """
            kind: encounter
            applies: mover.kind == "vessel"
            tier: blue
            """;

    private static Scene scene() {
        return Scene.withRule(RULE);
    }

    private static List<String> run(Scene scene, List<PositionReport> one, List<PositionReport> other) {
        return PairScene.run(scene, "23:50:00", List.of(one, other));
    }

    private static List<PositionReport> lying(String mover, String from, String to, int x) {
        return track(mover, 300, from + " " + x + ",0", to + " " + (x + 1) + ",0");
    }

    @Test
    void warnsAfterTwoHoursAndEndsHalfAnHourAfterTheyHaveParted() {
        assertThat(run(
                        scene(),
                        track(A, 300, "00:00 0,0", "04:00 1,0"),
                        track(B, 300, "00:00 9000,0", "00:55 300,0", "03:30 301,0", "04:30 20000,0")))
                .containsExactly("opened 03:00:00 blue with 412000002", "closed 04:10:00 blue cleared with 412000002");
    }

    @Test
    void isSilentShortOfTwoHours() {
        assertThat(run(scene(), lying(A, "00:00", "02:00", 0), lying(B, "00:00", "01:59", 300)))
                .isEmpty();
        assertThat(run(scene(), lying(A, "00:00", "02:00", 0), lying(B, "00:00", "02:00", 300)))
                .containsExactly(
                        "opened 02:00:00 blue with 412000002", "closed 14:00:00 blue not-heard with 412000002");
    }

    @Test
    void fiveHundredMetresAreNearAndMoreAreNot() {
        assertThat(run(scene(), lying(A, "00:00", "03:00", 0), lying(B, "00:00", "03:00", 498)))
                .hasSize(2);
        assertThat(run(scene(), lying(A, "00:00", "03:00", 0), lying(B, "00:00", "03:00", 503)))
                .isEmpty();
    }

    @Test
    void theMedianOfTheSpeedCounts() {
        // 1.94 kn, 2.06 kn: side by side for 3 h.
        assertThat(run(
                        scene(),
                        track(A, 300, "00:00 0,0", "03:00 10800,0"),
                        track(B, 300, "00:00 0,200", "03:00 10800,200")))
                .hasSize(2);
        assertThat(run(
                        scene(),
                        track(A, 300, "00:00 0,0", "03:00 11450,0"),
                        track(B, 300, "00:00 0,200", "03:00 11450,200")))
                .isEmpty();
    }

    @Test
    void aMomentOfManoeuvringDoesNotEndIt() {
        assertThat(run(
                        scene(),
                        track(A, 300, "00:00 0,0", "01:00 1,0", "01:20 2500,0", "03:00 2501,0"),
                        track(B, 300, "00:00 0,200", "01:00 1,200", "01:20 2500,200", "03:00 2501,200")))
                .startsWith("opened 02:00:00 blue with 412000002");
    }

    @Test
    void nothingIsAnEncounterInOrNearAnAnchorage() {
        Scene far = scene().square("anchorage", "anchorage", 10_400, -1_000, 12_000, 1_000);
        Scene near = scene().square("anchorage", "anchorage", 9_900, -1_000, 12_000, 1_000);
        Scene inside = Scene.withRule(RULE + "params: {anchorageKm: 0}\n")
                .square("anchorage", "anchorage", -1_000, -1_000, 12_000, 1_000);

        assertThat(run(far, lying(A, "00:00", "03:00", 0), lying(B, "00:00", "03:00", 300)))
                .hasSize(2);
        assertThat(run(near, lying(A, "00:00", "03:00", 0), lying(B, "00:00", "03:00", 300)))
                .isEmpty();
        assertThat(run(inside, lying(A, "00:00", "03:00", 0), lying(B, "00:00", "03:00", 300)))
                .isEmpty();
    }

    @Test
    void tugsPilotsAndBuoysMeetNobody() {
        for (String other : List.of("tug", "pilot", "gear")) {
            assertThat(run(
                            scene().registered(B, other),
                            lying(A, "00:00", "03:00", 0),
                            lying(B, "00:00", "03:00", 300)))
                    .as(other)
                    .isEmpty();
        }
        assertThat(run(scene().registered(B, "other"), lying(A, "00:00", "03:00", 0), lying(B, "00:00", "03:00", 300)))
                .hasSize(2);
    }

    @Test
    void aNetBuoyFoundByItsBehaviourMeetsNobody() {
        String identity =
                "rules:\n  - id: identity\n    kind: identity-conflict\n    applies: mover.kind == \"vessel\"\n"
                        + "    tier: yellow\n    params: {gearFor: %s}\n  - id: r\n" + RULE.indent(4);

        assertThat(run(
                        Scene.withRules(identity.formatted("PT1H")).registered(B, "fishing"),
                        lying(A, "00:00", "06:00", 0),
                        lying(B, "00:00", "06:00", 300)))
                .isEmpty();
        assertThat(run(
                        Scene.withRules(identity.formatted("PT24H")).registered(B, "fishing"),
                        lying(A, "00:00", "06:00", 0),
                        lying(B, "00:00", "06:00", 300)))
                .isNotEmpty();
    }

    @Test
    void twoThatTowOneNetMeetNobody() {
        Scene pair = scene().registered(A, "fishing", List.of(), List.of(), java.util.Map.of("gear", "pair-trawl"))
                .registered(B, "fishing", List.of(), List.of(), java.util.Map.of("gear", "pair-trawl"));
        Scene one = scene().registered(A, "fishing", List.of(), List.of(), java.util.Map.of("gear", "pair-trawl"))
                .registered(B, "fishing", List.of(), List.of(), java.util.Map.of("gear", "gillnet"));

        assertThat(run(pair, lying(A, "00:00", "04:00", 0), lying(B, "00:00", "04:00", 300)))
                .isEmpty();
        assertThat(run(one, lying(A, "00:00", "04:00", 0), lying(B, "00:00", "04:00", 300)))
                .isNotEmpty();
    }

    @Test
    void boatsOfOneOwnerMayLieAtAnchorTogetherButNotDriftTogether() {
        Map<String, Object> ours = Map.of("owner", "渔业一公司");
        Scene scene = scene().registered(A, "fishing", List.of(), List.of(), ours)
                .registered(B, "fishing", List.of(), List.of(), ours);

        assertThat(run(scene, lying(A, "00:00", "03:00", 0), lying(B, "00:00", "03:00", 300)))
                .isEmpty();
        // 0.6 kn
        assertThat(run(
                        scene,
                        track(A, 300, "00:00 0,0", "03:00 3300,0"),
                        track(B, 300, "00:00 0,200", "03:00 3300,200")))
                .hasSize(2);
    }

    @Test
    void aCatchToACarrierIsOrangeUnlessPermittedAndTheWatchListRed() {
        Scene carrier = scene().registered(A, "fishing").registered(B, "cargo");
        Scene permitted = scene().registered(A, "fishing")
                .registered(
                        B,
                        "cargo",
                        List.of(new RegistryRecord.Permit("transshipment", Long.MIN_VALUE, Long.MAX_VALUE)),
                        List.of(),
                        Map.of());
        Scene watched = scene().registered(B, "cargo", List.of(), List.of(), Map.of("status", List.of("watch-list")));

        assertThat(run(carrier, lying(A, "00:00", "03:00", 0), lying(B, "00:00", "03:00", 300))
                        .get(0))
                .startsWith("opened 02:00:00 orange");
        assertThat(run(permitted, lying(A, "00:00", "03:00", 0), lying(B, "00:00", "03:00", 300))
                        .get(0))
                .startsWith("opened 02:00:00 blue");
        assertThat(run(watched, lying(A, "00:00", "03:00", 0), lying(B, "00:00", "03:00", 300))
                        .get(0))
                .startsWith("opened 02:00:00 red");
    }

    @Test
    void aGapOfAnHourIsNotBridgedAndEndsTheEvidence() {
        List<PositionReport> heard = lying(A, "00:00", "04:00", 0);
        // Of B nothing between 01:00 and just before, or at, 02:00.
        List<PositionReport> bridged = Stream.concat(
                        lying(B, "00:00", "01:00", 300).stream(),
                        track(B, 300, "01:59:59 300,0", "04:00 301,0").stream())
                .toList();
        List<PositionReport> broken = Stream.concat(
                        lying(B, "00:00", "01:00", 300).stream(), track(B, 300, "02:01 300,0", "04:00 301,0").stream())
                .toList();

        assertThat(run(scene(), heard, bridged)).startsWith("opened 02:00:00 blue with 412000002");
        assertThat(run(scene(), heard, broken)).isEmpty();
    }

    @Test
    void theyMeetAgainWithinFourHoursInTheSameEpisode() {
        assertThat(run(
                        scene(),
                        track(A, 300, "00:00 0,0", "12:00 1,0"),
                        track(B, 300, "00:00 300,0", "03:00 301,0", "03:30 9000,0", "05:00 300,0", "08:00 301,0")))
                .containsExactly(
                        "opened 02:00:00 blue with 412000002",
                        "closed 03:40:00 blue cleared with 412000002",
                        "amended 07:00:00 blue reopened with 412000002",
                        "closed 20:00:00 blue not-heard with 412000002");
    }

    @Test
    void anExemptionOfEitherPermitsIt() {
        Scene scene =
                Scene.withRule(RULE + "exempt: [{where: 'mover.identity == \"412000002\"', until: 2027-01-01}]\n");

        assertThat(run(scene, lying(A, "00:00", "03:00", 0), lying(B, "00:00", "03:00", 300)))
                .containsExactly("permitted 02:00:00 blue with 412000002");
    }

    @Test
    void theFastProfileTellsOfItAfterHalfAnHour() {
        Scene fast = Scene.withRule(RULE + "params: {distanceM: 250, hold: PT30M, step: PT2M, maxGap: PT20M}\n");

        assertThat(run(fast, lying(A, "00:00", "00:40", 0), lying(B, "00:00", "00:40", 200))
                        .get(0))
                .isEqualTo("opened 00:30:00 blue with 412000002");
    }

    @Test
    void saysWhatWasMeasuredInBothLanguages() {
        List<Warning> warnings = PairScene.warnings(
                scene().registered(B, "other", List.of(), List.of(), Map.of("name", "浙海8"))
                        .engine(),
                Stream.concat(lying(A, "00:00", "03:00", 0).stream(), lying(B, "00:00", "03:00", 300).stream())
                        .toList(),
                Scene.time("04:00"));

        assertThat(warnings.get(0).messageEn())
                .isEqualTo("meets 浙海8 (412000002) at low speed for 2.0 h, as near as 300 m");
        assertThat(warnings.get(0).messageZh()).isEqualTo("与浙海8 (412000002)低速会遇2.0小时,最近相距300米");
        assertThat(warnings.get(0).explain().measured()).containsEntry("togetherMinutes", 120L);
    }
}
