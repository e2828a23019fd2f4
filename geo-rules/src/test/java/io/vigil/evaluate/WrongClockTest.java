package io.vigil.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.history.MemoryHistoryStore;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Units;
import io.vigil.model.Warning;
import io.vigil.scene.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Terminals whose clocks are wrong: kept and counted, one warning about the terminal, nothing else by their reports. */
class WrongClockTest {
    private static final MoverId CAR = new MoverId("vehicle:V1");
    private static final String RULES =
            """
            rules:
              - {id: quality, kind: track-quality, tier: blue}
              - {id: speed, kind: overspeed, tier: blue}
            """;
    private static final int REPORTS = 200;

    @ParameterizedTest
    @CsvSource({
        "PT61S, ahead",
        "PT5M1S, ahead",
        "PT8H, ahead",
        "P1D, ahead",
        "P365D, ahead",
        "PT-8H, time-zone",
        "PT-8H-30S, time-zone",
        "PT-7H-59M-50S, time-zone",
        // GPS counts 1,024 weeks and begins anew.
        "P-7168D, behind",
        "P-31D, behind"
    })
    void clockThatIsOffIsFoundAtEveryReportAndWarnedOfOnce(Duration error, String fault) {
        for (RevisionSettings revision : new RevisionSettings[] {null, RevisionSettings.DEFAULT}) {
            Scene.Output output = run(speeding(error.toMillis()), revision);

            assertThat(output.faults).hasSize(REPORTS).allMatch(line -> line.endsWith(" " + fault));
            assertThat(output.lines()).containsExactly("opened 00:00:10 blue");
            assertThat(output.warnings.get(0).rule()).isEqualTo("quality");
            assertThat(output.late).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "2000-01-01T00:00:00Z", "2007-02-08T00:00:00Z"})
    void clockThatBeganAnewIsFound(String beginning) {
        long began = Instant.parse(beginning).toEpochMilli();
        List<PositionReport> reports = new ArrayList<>();
        for (int i = 1; i <= REPORTS; i++) {
            reports.add(report(i, began + i * 10_000L));
        }

        Scene.Output output = run(reports, RevisionSettings.DEFAULT);

        assertThat(output.faults).hasSize(REPORTS).allMatch(line -> line.endsWith(" behind"));
        assertThat(output.lines()).containsExactly("opened 00:00:10 blue");
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "PT60S", "PT-5M", "PT-7H-59M-49S", "PT-8H-31S"})
    void delayIsNoWrongClock(Duration error) {
        Scene.Output output = run(speeding(error.toMillis()), RevisionSettings.DEFAULT);

        assertThat(output.faults).isEmpty();
        assertThat(output.warnings).anyMatch(each -> each.rule().equals("speed"));
    }

    @Test
    void driftIsFoundWhenItExceedsAMinute() {
        List<PositionReport> reports = new ArrayList<>();
        for (int i = 1; i <= 1000; i++) {
            reports.add(report(i, Scene.time("0s") + i * 10_000L + i * 10 / 60 * 1000L + 137));
        }

        Scene.Output output = run(reports, RevisionSettings.DEFAULT);

        // One second a minute, and a little: after an hour.
        assertThat(output.faults).hasSize(1000 - 359).allMatch(line -> line.endsWith(" ahead"));
        assertThat(output.warnings.stream()
                        .filter(each -> each.rule().equals("quality"))
                        .map(Warning::warningId)
                        .distinct())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"PT8H", "P1D", "PT-8H", "P-7168D"})
    void reportsWithRightTimesAmongThemAreJudgedAsIfTheyWereAlone(Duration error) {
        List<PositionReport> right = speeding(0);
        List<PositionReport> mixed = new ArrayList<>();
        List<PositionReport> wrong = speeding(error.toMillis());
        for (int i = 0; i < REPORTS; i++) {
            mixed.add(right.get(i));
            mixed.add(wrong.get(i).withReceived(wrong.get(i).receivedTimeMillis() + 5_000));
        }
        List<String> expected = speedWarnings(run(right, null));

        assertThat(expected).isNotEmpty();
        assertThat(speedWarnings(run(mixed, null))).isEqualTo(expected);
        assertThat(speedWarnings(run(mixed, RevisionSettings.DEFAULT))).isEqualTo(expected);
    }

    private static List<String> speedWarnings(Scene.Output output) {
        return output.warnings.stream()
                .filter(each -> each.rule().equals("speed"))
                .map(each -> each.transition() + " " + each.timeMillis() + " " + each.onsetMillis())
                .toList();
    }

    private static Scene.Output run(List<PositionReport> reports, @Nullable RevisionSettings revision) {
        MoverRunner runner = new MoverRunner(Scene.withRules(RULES).engine(), 0, revision);
        runner.storeIn(new MemoryHistoryStore());
        MoverState state = runner.newState(CAR);
        Scene.Output output = new Scene.Output();
        reports.forEach(report -> runner.accept(state, report, output));
        long last = reports.get(reports.size() - 1).receivedTimeMillis();
        assertThat(state.newestSeen()).as("time has not run away").isLessThanOrEqualTo(last + 60_000);
        runner.advanceTo(state, last, output);
        return output;
    }

    /** Too fast from the first report to the last, every 10 s. */
    private static List<PositionReport> speeding(long clockErrorMillis) {
        List<PositionReport> reports = new ArrayList<>();
        for (int i = 1; i <= REPORTS; i++) {
            reports.add(report(i, Scene.time("0s") + i * 10_000L + clockErrorMillis));
        }
        return reports;
    }

    private static PositionReport report(int number, long clock) {
        double east = 150 / 3.6 * 10 * number;
        return PositionReport.at(CAR, clock, Scene.ORIGIN_LATITUDE, Scene.longitude(east))
                .receivedTimeMillis(Scene.time("0s") + number * 10_000L)
                .speedMps(Units.kphToMps(150))
                .courseDegrees(90)
                .source("test")
                .build();
    }
}
