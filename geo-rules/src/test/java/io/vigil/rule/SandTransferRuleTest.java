package io.vigil.rule;

import static io.vigil.scene.PairScene.track;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.PositionReport;
import io.vigil.model.Warning;
import io.vigil.scene.PairScene;
import io.vigil.scene.Scene;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SandTransferRuleTest {
    private static final String CRANE = "vessel:412000001";
    private static final String CARRIER = "vessel:412000002";
    private static final String RIVER = "vessel:412000003";
    private static final String RULE =
            """
            kind: sand-transfer
            applies: mover.kind == "vessel"
            tier: orange
            """;

    private static Scene scene() {
        return Scene.withRule(RULE)
                .registered(CRANE, "floating-crane")
                .registered(CARRIER, "sand-carrier")
                .registered(RIVER, "river-ship");
    }

    private static List<PositionReport> lies(String mover, String until, int east) {
        return track(mover, 60, "00:00 " + east + ",0", until + " " + (east + 1) + ",0");
    }

    @Test
    void warnsWhenACraneLiesBesideACarrierForTwentyMinutes() {
        assertThat(PairScene.run(
                        scene(),
                        "04:00:00",
                        List.of(
                                lies(CRANE, "02:00", 0),
                                track(CARRIER, 60, "00:00 100,0", "01:00 101,0", "01:10 3000,0", "02:00 3001,0"))))
                .containsExactly(
                        "opened 00:20:00 orange with 412000002", "closed 01:22:00 orange cleared with 412000002");
        assertThat(PairScene.run(scene(), "04:00:00", List.of(lies(CRANE, "00:19", 0), lies(CARRIER, "00:19", 100))))
                .isEmpty();
    }

    @Test
    void aHundredAndFiftyMetresAreBesideAndMoreAreNot() {
        assertThat(PairScene.run(scene(), "04:00:00", List.of(lies(CRANE, "01:00", 0), lies(CARRIER, "01:00", 148))))
                .isNotEmpty();
        assertThat(PairScene.run(scene(), "04:00:00", List.of(lies(CRANE, "01:00", 0), lies(CARRIER, "01:00", 153))))
                .isEmpty();
    }

    @Test
    void aRiverShipBesideACraneIsAsGoodAndACarrierBesideARiverShipIsNot() {
        assertThat(PairScene.run(scene(), "02:00:00", List.of(lies(CRANE, "01:00", 0), lies(RIVER, "01:00", 100))))
                .containsExactly("opened 00:20:00 orange with 412000003");
        assertThat(PairScene.run(scene(), "02:00:00", List.of(lies(CARRIER, "01:00", 0), lies(RIVER, "01:00", 100))))
                .isEmpty();
    }

    @Test
    void theThreeKindsTogetherAreRed() {
        assertThat(PairScene.run(
                        scene(),
                        "02:00:00",
                        List.of(lies(CRANE, "01:00", 0), lies(CARRIER, "01:00", 100), lies(RIVER, "01:00", 490))))
                .containsExactly("opened 00:20:00 red with 412000002");
        assertThat(PairScene.run(
                        scene(),
                        "02:00:00",
                        List.of(lies(CRANE, "01:00", 0), lies(CARRIER, "01:00", 100), lies(RIVER, "01:00", 610))))
                .containsExactly("opened 00:20:00 orange with 412000002");
    }

    @Test
    void whereItIsLicensedNobodyIsWarnedOf() {
        Scene licensed = scene().square("pit", "sand-licence", -1_000, -1_000, 1_000, 1_000);

        assertThat(PairScene.run(licensed, "02:00:00", List.of(lies(CRANE, "01:00", 0), lies(CARRIER, "01:00", 100))))
                .isEmpty();
    }

    @Test
    void aRiverShipBeyondItsWatersIsWarnedOfAfterTenMinutes() {
        Scene beyond = Scene.withRule(RULE + "params: {mode: river-limit}\n")
                .registered(RIVER, "river-ship")
                .square("river", "river", -5_000, -5_000, 5_000, 5_000);

        assertThat(beyond.run(RIVER, "0m 6000,0 5kn\n5m 6000,0 5kn\n9m 6000,0 5kn\n10m 6000,0 5kn"))
                .containsExactly("opened 00:10:00 orange");
        assertThat(beyond.run(RIVER, "0m 6000,0 5kn\n5m 6000,0 5kn\n9m 6000,0 5kn\n9m 4000,0 5kn"))
                .isEmpty();
        assertThat(beyond.run(RIVER, "0m 4000,0 5kn\n5m 4000,0 5kn\n9m 4000,0 5kn\n20m 4000,0 5kn"))
                .isEmpty();
    }

    @Test
    void saysWhoLiesBesideWhom() {
        List<Warning> warnings = PairScene.warnings(
                scene().engine(),
                Stream.concat(lies(CRANE, "01:00", 0).stream(), lies(CARRIER, "01:00", 100).stream())
                        .toList(),
                Scene.time("02:00"));

        assertThat(warnings.get(0).messageEn())
                .isEqualTo(
                        "seems to take over sand beside 412000002 for 20 min outside licensed areas, as near as 100 m");
        assertThat(warnings.get(0).messageZh()).isEqualTo("疑似在许可区外与412000002过驳海砂20分钟,最近相距100米");
    }
}
