package io.vigil.rule;

import static io.vigil.scene.PairScene.track;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.PositionReport;
import io.vigil.model.Warning;
import io.vigil.scene.PairScene;
import io.vigil.scene.Scene;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FormationBreakRuleTest {
    private static final String A = "vessel:412000001";
    private static final String MATE = "vessel:412000002";
    private static final String STRANGER = "vessel:412000009";
    private static final int MILE = 1852;
    private static final String RULE =
            """
            kind: formation-break
            applies: mover.class == "fishing"
            tier: blue
            """;

    private static Scene scene() {
        return grouped(grouped(Scene.withRule(RULE), A, "one"), MATE, "one").registered(STRANGER, "fishing");
    }

    private static Scene grouped(Scene scene, String mover, String group) {
        return scene.registered(mover, "fishing", List.of(), List.of(), Map.of("group", group));
    }

    private static List<PositionReport> lies(String mover, String until, double milesEast) {
        int east = (int) (milesEast * MILE);
        return track(mover, 300, "00:00 " + east + ",0", until + " " + (east + 1) + ",0");
    }

    /** Both of a group of two have lost each other, so there are two warnings: of A alone it is told here. */
    private static List<String> ofA(Scene scene, String until, List<List<PositionReport>> tracks) {
        return PairScene.warnings(
                        scene.engine(), tracks.stream().flatMap(List::stream).toList(), Scene.time(until))
                .stream()
                .filter(warning -> warning.movers().equals(List.of(new io.vigil.model.MoverId(A))))
                .map(PairScene::line)
                .toList();
    }

    @Test
    void aBoatAloneIsYellowAfterHalfAnHourAndCalledEveryHourAndOrangeAfterTwo() {
        assertThat(ofA(scene(), "03:35", List.of(lies(A, "04:00", 0), lies(MATE, "04:00", 9))))
                .containsExactly(
                        "opened 00:30:00 yellow",
                        "amended 01:30:00 yellow contact-due",
                        "escalated 02:30:00 orange",
                        "amended 03:30:00 orange contact-due");
    }

    @Test
    void aBoatLeftAloneLaterIsCalledFromThenOn() {
        // The stranger goes away at one: from then on the boat is alone, and two hours of that are orange.
        List<PositionReport> stranger =
                track(STRANGER, 300, "00:00 -12900,0", "01:00 -12900,1", "01:05 -16000,0", "03:20 -16000,1");

        assertThat(ofA(scene(), "03:20", List.of(lies(A, "03:20", 0), lies(MATE, "03:20", 20), stranger)))
                .containsExactly(
                        "opened 00:30:00 blue",
                        "escalated 01:10:00 yellow",
                        "amended 02:10:00 yellow contact-due",
                        "escalated 03:10:00 orange");
    }

    @Test
    void theMessageNamesHowOftenToCall() {
        Scene often = grouped(grouped(Scene.withRule(RULE + "params: {contactEvery: PT20M}\n"), A, "one"), MATE, "one");
        List<Warning> warnings = PairScene.warnings(
                often.engine(),
                Stream.of(lies(A, "00:35", 0), lies(MATE, "00:35", 20))
                        .flatMap(List::stream)
                        .toList(),
                Scene.time("00:35"));

        assertThat(warnings.get(0).messageZh()).endsWith("须每20分钟联系");
        assertThat(warnings.get(0).messageEn()).endsWith("call it every 20 min");
    }

    @Test
    void aloneBeyondWhatTheBoatCanTakeIsRed() {
        String rules = "rules:\n"
                + "  - id: always\n    kind: condition\n    applies: mover.class == \"fishing\"\n    tier: yellow\n"
                + "    params: {expression: \"true\", messageZh: 大风, messageEn: wind, hold: PT0S}\n"
                + "  - id: r\n    raisedBy: [always]\n" + RULE.indent(4);
        Scene raised = grouped(grouped(Scene.withRules(rules), A, "one"), MATE, "one");

        assertThat(ofA(raised, "01:00", List.of(lies(A, "01:00", 0), lies(MATE, "01:00", 9))))
                .anyMatch(line -> line.startsWith("opened 00:30:00 red"));
    }

    @Test
    void eightMilesAreTheLimit() {
        assertThat(ofA(scene(), "02:00", List.of(lies(A, "02:00", 0), lies(MATE, "02:00", 7.9))))
                .isEmpty();
        assertThat(ofA(scene(), "02:00", List.of(lies(A, "02:00", 0), lies(MATE, "02:00", 8.1))))
                .isNotEmpty();
    }

    @Test
    void anotherBoatNearMakesATemporaryGroupAndFormingItEndsTheMatter() {
        assertThat(ofA(
                        scene(),
                        "03:00",
                        List.of(lies(A, "03:00", 0), lies(MATE, "03:00", 20), lies(STRANGER, "03:00", -7))))
                .containsExactly("opened 00:30:00 blue");
        assertThat(ofA(
                        scene(),
                        "03:00",
                        List.of(lies(A, "03:00", 0), lies(MATE, "03:00", 20), lies(STRANGER, "03:00", -6))))
                .containsExactly("opened 00:30:00 blue", "closed 01:00:00 blue cleared");
    }

    @Test
    void endsTwentyMinutesAfterTheBoatIsBack() {
        assertThat(ofA(
                        scene(),
                        "04:00",
                        List.of(
                                lies(A, "04:00", 0),
                                track(MATE, 300, "00:00 16700,0", "01:00 16700,1", "01:30 5000,0", "04:00 5001,0"))))
                .hasSize(2)
                .last()
                .isEqualTo("closed 01:40:00 yellow cleared");
    }

    @Test
    void aMateThatIsNotHeardMayBeAnywhere() {
        assertThat(ofA(scene(), "03:00", List.of(track(A, 300, "00:20 0,0", "03:00 1,0"), lies(MATE, "00:10", 20))))
                .isEmpty();
    }

    @Test
    void inPortNobodyNeedsAGroupButIsStillKnownToIt() {
        Scene port = scene().square("port", "harbour", -1_000, -1_000, 1_000, 1_000);

        assertThat(ofA(port, "02:00", List.of(lies(A, "02:00", 0), lies(MATE, "02:00", 20))))
                .isEmpty();
        assertThat(ofA(port, "02:00", List.of(lies(A, "02:00", 2), lies(MATE, "02:00", 20))))
                .isEmpty();
        assertThat(ofA(port, "02:00", List.of(lies(A, "02:00", 20), lies(MATE, "02:00", 0))))
                .startsWith("opened 00:30:00 yellow");
    }

    @Test
    void aBoatThatEntersPortIsNoLongerWarnedOf() {
        Scene port = scene().square("port", "harbour", -1_000, -1_000, 1_000, 1_000);

        assertThat(ofA(
                        port,
                        "04:00",
                        List.of(
                                track(A, 300, "00:00 20000,0", "01:00 20000,1", "01:35 0,0", "04:00 1,0"),
                                lies(MATE, "04:00", 40))))
                .hasSize(2)
                .last()
                .matches(line -> line.startsWith("closed 01:5") && line.endsWith("cleared"));
    }

    @Test
    void theRosterIsThatOfTheInstant() {
        Scene changed = scene().registeredFrom(
                        Scene.time("01:00"), A, "fishing", List.of(), List.of(), Map.of("group", "two"))
                .registered("vessel:412000003", "fishing", List.of(), List.of(), Map.of("group", "two"));

        assertThat(ofA(
                        changed,
                        "03:00",
                        List.of(lies(A, "03:00", 0), lies(MATE, "03:00", 3), lies("vessel:412000003", "03:00", 30))))
                .containsExactly("opened 01:30:00 blue", "closed 02:00:00 blue cleared");
    }

    @Test
    void anyOneMateNearIsEnough() {
        Scene three = grouped(scene(), "vessel:412000003", "one");

        assertThat(ofA(
                        three,
                        "02:00",
                        List.of(lies(A, "02:00", 0), lies(MATE, "02:00", 30), lies("vessel:412000003", "02:00", -5))))
                .isEmpty();
    }

    @Test
    void saysHowFarAndWhoIsNear() {
        List<Warning> warnings = PairScene.warnings(
                scene().engine(),
                Stream.of(lies(A, "01:00", 0), lies(MATE, "01:00", 20), lies(STRANGER, "01:00", -7))
                        .flatMap(List::stream)
                        .toList(),
                Scene.time("00:35"));

        assertThat(warnings)
                .filteredOn(warning -> warning.movers().get(0).text().equals(A))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.messageEn())
                            .isEqualTo("away from group one for 30 min, nearest mate 20.0 nm; 412000009 is near for a"
                                    + " temporary group (7.0 nm)");
                    assertThat(warning.messageZh()).isEqualTo("脱离编组“one”30分钟,距最近的同组船20.0海里,可与412000009(7.0海里)临时编组");
                });
    }
}
