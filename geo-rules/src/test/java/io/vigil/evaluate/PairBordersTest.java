package io.vigil.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.geo.Geodesy;
import io.vigil.json.RulesFile;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import io.vigil.model.Warning;
import io.vigil.pair.PairCells;
import io.vigil.scene.PairScene;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A pair is one pair wherever it drifts: two boats 300 m apart drift for five hours over every kind of border. */
class PairBordersTest {
    private static final Instant NOON = Instant.parse("2026-09-12T04:00:00Z");
    private static final double EXIT_METERS = 700;
    private static final String RULES =
            """
            rules:
              - id: r
                kind: encounter
                applies: mover.kind == "vessel"
                tier: blue
            """;

    private final Engine engine = Engine.of(
            List.of(new Lane("live", RulesFile.parse(RULES, "rules"))),
            new ControlData(List.of(), List.of(), Registry.EMPTY));

    @Test
    void aPairOverACellCornerIsOnePair() {
        PairCells cells = new PairCells(2 * EXIT_METERS, EXIT_METERS);
        double latitude = 30;
        while (row(cells, latitude) == row(cells, 30)) {
            latitude += 1e-5;
        }
        double longitude = 122;
        while (cells.cellOf(latitude, longitude) == cells.cellOf(latitude, 122)) {
            longitude += 1e-5;
        }
        List<PositionReport> reports = drift(NOON, latitude - 0.002, longitude + 0.002, 315, 45);
        Set<Long> cellsOfBoth = new HashSet<>();
        reports.forEach(report -> cellsOfBoth.add(cells.cellOf(report.latitude(), report.longitude())));
        assertThat(cellsOfBoth).hasSizeGreaterThanOrEqualTo(3);

        assertIsOneEncounter(reports);
    }

    private static long row(PairCells cells, double latitude) {
        return cells.cellOf(latitude, 122) >>> 32;
    }

    @Test
    void aPairOverTheAntimeridianIsOnePair() {
        assertIsOneEncounter(drift(NOON, 54, 179.996, 90));
    }

    @Test
    void aPairOverMidnightIsOnePair() {
        // Midnight in China, and midnight UTC.
        assertIsOneEncounter(drift(Instant.parse("2026-09-12T14:00:00Z"), 30, 122, 45));
        assertIsOneEncounter(drift(Instant.parse("2026-09-12T22:00:00Z"), 30, 122, 45));
    }

    @Test
    void aPairOverThePoleIsOnePair() {
        assertIsOneEncounter(drift(NOON, 89.9975, 20, 0));
    }

    private static List<PositionReport> drift(Instant from, double latitude, double longitude, double course) {
        return drift(from, latitude, longitude, course, 135);
    }

    /** Two boats, the second 300 m from the first, drift 600 m on a course. */
    private static List<PositionReport> drift(
            Instant from, double latitude, double longitude, double course, double bearing) {
        List<PositionReport> reports = new ArrayList<>();
        for (int minute = 0; minute <= 300; minute += 5) {
            Geodesy.Position one = Geodesy.destination(latitude, longitude, course, minute * 2);
            Geodesy.Position other = Geodesy.destination(one.latitude(), one.longitude(), bearing, 300);
            long time = from.plusSeconds(minute * 60L).toEpochMilli();
            reports.add(report(412_000_001, time, one));
            reports.add(report(412_000_002, time, other));
        }
        return reports;
    }

    private static PositionReport report(int mmsi, long time, Geodesy.Position place) {
        return PositionReport.at(MoverId.ofMmsi(mmsi), time, place.latitude(), place.longitude())
                .speedMps(0.03)
                .courseDegrees(0)
                .source("test")
                .build();
    }

    private void assertIsOneEncounter(List<PositionReport> reports) {
        long begin = reports.get(0).eventTimeMillis();
        List<Warning> warnings = PairScene.warnings(engine, reports, begin + 24 * 3_600_000L);

        assertThat(warnings)
                .extracting(Warning::transition)
                .containsExactly(Warning.Transition.OPENED, Warning.Transition.CLOSED);
        assertThat(warnings.get(0).onsetMillis()).isEqualTo(begin);
        assertThat(warnings.get(0).detectedMillis()).isEqualTo(begin + 2 * 3_600_000L);
        assertThat(warnings.get(1).explain().measured()).containsEntry("togetherMinutes", 300L);
    }
}
