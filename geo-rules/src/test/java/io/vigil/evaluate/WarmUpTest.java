package io.vigil.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.PositionReport;
import io.vigil.model.Warning;
import io.vigil.scene.Scene;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A rule that begins while vehicles are on the road, with and without a stored past. */
class WarmUpTest {
    private static final String TRUCK = "vehicle:T1";
    private static final String NOTHING =
            "rules: [{id: speed, kind: overspeed, applies: mover.kind == \"vehicle\", tier: yellow}]";
    private static final String TIRED =
            "rules: [{id: tired, kind: driving-time, applies: mover.kind == \"vehicle\", tier: yellow,"
                    + " params: {continuous: %s, continuousAtNight: PT20H, follow: vehicle, notice: PT0S}}]";
    private static final String SPEED =
            """
            rules: [{id: speed, kind: overspeed, applies: mover.kind == "vehicle", tier: yellow, params: {classLimitsKmh: {heavy-truck: %s}, offMotorwayLimitsKmh: {}, tolerance: 0.0, k: 1, m: 1, hold: PT10M, merge: PT0S}}]
            """;

    @Test
    void aNewRuleHasTheMemoryOfTheStoredPast() {
        Warning fromTheStart = first(run(EngineVersions.of(engine(TIRED.formatted("PT4H"))), hours(12)));

        Warning warmedUp = first(run(change("09:30:00", engine(TIRED.formatted("PT4H"))), hours(12)));

        assertThat(clock(fromTheStart)).isEqualTo("10:01");
        assertThat(clock(warmedUp)).isEqualTo(clock(fromTheStart));
        assertThat(run(change("09:30:00", engine(TIRED.formatted("PT4H"))), null).warnings)
                .as("without a past the first four hours end after 13:00")
                .isEmpty();
    }

    @Test
    void aRuleWithOtherParametersHasTheMemoryOfTheStoredPastToo() {
        EngineVersions changed = EngineVersions.of(engine(TIRED.formatted("PT5H")))
                .with(new EngineVersions.Version(1, Scene.time("09:30:00"), () -> engine(TIRED.formatted("PT4H"))));

        assertThat(clock(first(run(changed, hours(12))))).isEqualTo("10:01");
    }

    @Test
    void whatIsNotStoredIsNotRemembered() {
        Warning first = first(run(change("09:30:00", engine(TIRED.formatted("PT4H"))), hours(1)));

        assertThat(clock(first)).as("driving since 08:30 as far as is known").isEqualTo("12:31");
    }

    @Test
    void nothingIsWarnedOfThatWasDoneBeforeTheRuleHeld() {
        Scene.Output output = run(change("09:30:00", engine(SPEED.formatted("50"))), hours(12));

        Warning first = first(output);
        assertThat(first.onsetMillis()).isGreaterThanOrEqualTo(Scene.time("09:30:00"));
        assertThat(clock(first)).as("ten minutes after it began").isEqualTo("09:40");
    }

    @Test
    void aVersionThatComesLateWarmsUpAllTheSame() {
        EngineVersions before = EngineVersions.of(engine(NOTHING));
        LateDesk desk = new LateDesk(before, hours(12));
        List<PositionReport> track = track();
        desk.tell(track.subList(0, track.size() - 60));
        desk.runner.use(change("09:30:00", engine(TIRED.formatted("PT4H"))));
        desk.tell(track.subList(track.size() - 60, track.size()));

        assertThat(clock(first(desk))).isEqualTo("10:01");
    }

    @Test
    void aRuleSaysFromWhenOnItIsComplete() {
        Engine tired = engine(TIRED.formatted("PT4H"));
        long week = Duration.ofDays(7).toMillis();
        long sixHours = Duration.ofHours(6).toMillis();

        assertThat(tired.completeAfterMillis(0)).containsEntry("live/tired", week);
        assertThat(tired.completeAfterMillis(sixHours)).containsEntry("live/tired", week - sixHours);
        assertThat(tired.completeAfterMillis(2 * week).get("live/tired")).isLessThanOrEqualTo(60_000);
        assertThat(engine(SPEED.formatted("50")).completeAfterMillis(sixHours))
                .as("evidence begins with the rule")
                .containsEntry("live/speed", 600_000L);
    }

    private static Engine engine(String rules) {
        return Scene.withRules(rules).registered(TRUCK, "heavy-truck").engine();
    }

    private static EngineVersions change(String at, Engine after) {
        return EngineVersions.of(engine(NOTHING)).with(new EngineVersions.Version(1, Scene.time(at), () -> after));
    }

    private static RevisionSettings hours(int hours) {
        return new RevisionSettings(Duration.ofHours(hours), Map.of(), Duration.ofSeconds(15));
    }

    private static Scene.Output run(EngineVersions versions, @Nullable RevisionSettings settings) {
        return new LateDesk(versions, settings).tell(track());
    }

    /** From 06:00 to 13:00 at 60 km/h, a report a minute. */
    private static List<PositionReport> track() {
        StringBuilder table = new StringBuilder();
        for (int minute = 0; minute <= 7 * 60; minute++) {
            table.append(6 * 3600 + minute * 60)
                    .append("s ")
                    .append(minute * 1000)
                    .append(",0 60kph\n");
        }
        return Scene.events(TRUCK, table.toString());
    }

    private static Warning first(Scene.Output output) {
        return output.warnings.stream()
                .filter(each -> each.transition() == Warning.Transition.OPENED)
                .findFirst()
                .orElseThrow();
    }

    private static String clock(Warning warning) {
        return java.time.LocalTime.ofInstant(java.time.Instant.ofEpochMilli(warning.detectedMillis()), Scene.CHINA)
                .toString();
    }
}
