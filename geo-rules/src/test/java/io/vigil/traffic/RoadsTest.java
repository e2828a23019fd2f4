package io.vigil.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Route;
import io.vigil.model.StatusFlag;
import io.vigil.scene.Scene;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoadsTest {
    private static Route road(String id, double north, double halfWidth, long to, double freeFlow) {
        return new Route(
                id,
                null,
                Set.of(),
                Set.of(),
                new double[] {Scene.latitude(north), Scene.latitude(north)},
                new double[] {Scene.longitude(0), Scene.longitude(5_000)},
                halfWidth,
                List.of(),
                Long.MIN_VALUE,
                to,
                freeFlow);
    }

    private static @Nullable String roadAt(Roads roads, double north) {
        RoadPoint point = roads.match(report(north).build(), 0);
        return point == null ? null : point.road();
    }

    private static PositionReport.Builder report(double north) {
        return PositionReport.at(new MoverId("vehicle:A"), 0, Scene.latitude(north), Scene.longitude(1_000))
                .source("test");
    }

    @Test
    void findsTheNearestRoadWithinItsHalfWidth() {
        Roads roads = new Roads(
                List.of(road("narrow", 0, Double.NaN, Long.MAX_VALUE, 80), road("wide", 200, 100, Long.MAX_VALUE, 60)));

        assertThat(roadAt(roads, 39)).isEqualTo("narrow");
        assertThat(roadAt(roads, -41)).as("beyond 40 m").isNull();
        assertThat(roadAt(roads, 101))
                .as("beyond the narrow one, within the wide one")
                .isEqualTo("wide");
        assertThat(roadAt(roads, 60)).as("of neither").isNull();
    }

    @Test
    void otherRoutesAndRoadsOfAnotherTimeAreNone() {
        assertThat(new Roads(List.of(road("line", 0, 100, Long.MAX_VALUE, Double.NaN))).isEmpty())
                .isTrue();
        assertThat(roadAt(new Roads(List.of(road("closed", 0, 100, 0, 80))), 0)).isNull();
        assertThat(roadAt(new Roads(List.of(road("open", 0, 100, 1, 80))), 0)).isEqualTo("open");
    }

    @Test
    void aTerminalWithoutAFixIsNowhere() {
        Roads roads = new Roads(List.of(road("road", 0, 100, Long.MAX_VALUE, 80)));

        assertThat(roads.match(report(0).statusBits(0).build(), 0)).isNull();
        assertThat(roads.match(
                        report(0).statusBits(1L << StatusFlag.LOCATED.bit()).build(), 0))
                .isNotNull();
    }
}
