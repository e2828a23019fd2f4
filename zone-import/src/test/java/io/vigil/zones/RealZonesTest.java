package io.vigil.zones;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.geo.ZoneIndex;
import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real lines, areas and ports, as the notices and lists have them. */
class RealZonesTest {
    @TempDir
    private Path folder;

    @Test
    void importsTheOfficialLinesAndAreas() {
        Imported imported = Imported.run(
                folder, SharedFiles.of("zones/official-lines.json"), "--half-width-m", "500", "--type", "protected");

        assertThat(imported.refusals()).isEmpty();
        var zones = imported.zones().stream().collect(Collectors.toMap(Zone::id, Function.identity()));
        assertThat(zones).hasSize(14);
        assertThat(zones.get("cn-kr-pmz").shape()).isInstanceOf(ZoneShape.Area.class);
        assertThat(zones.get("baseline-1996-1-22").shape()).isInstanceOf(ZoneShape.Corridor.class);
        assertThat(zones.get("fj-drill-2018").validFromMillis())
                .isEqualTo(java.time.Instant.parse("2018-07-18T00:00:00Z").toEpochMilli());
        assertThat(zones.get("ln-jelly-2017").attributes()).containsEntry("exempt", true);
    }

    @Test
    void closesTheWestSideOfTheTrawlLineAndLeavesTheEastOpen() {
        Zone zone =
                Imported.run(folder, SharedFiles.of("zones/official-lines.json"), "--half-width-m", "500")
                        .zones()
                        .stream()
                        .filter(each -> each.id().equals("trawl-line-1975"))
                        .findFirst()
                        .orElseThrow();
        ZoneIndex index = ZoneIndex.build(List.of(zone));

        // Between the points at 35.183333 and 30.733333 the line stands at 122.0 at latitude 33.0.
        assertThat(holds(index, 33, 122.0 - 0.06)).isTrue();
        assertThat(holds(index, 33, 122.0 + 0.06)).isFalse();
        assertThat(holds(index, 36, 121.0)).isTrue();
        assertThat(holds(index, 37.4, 122)).as("north of the line").isFalse();
        assertThat(holds(index, 26.9, 121)).as("south of the line").isFalse();
    }

    private static boolean holds(ZoneIndex index, double lat, double lon) {
        return index.contains(0, lat, lon);
    }

    @Test
    void refusesLinesWithoutWidthOrSideTogether() {
        Imported refused = Imported.run(folder, SharedFiles.of("zones/official-lines.json"));

        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.faults()).hasSize(6).allMatch(fault -> fault.toString()
                .contains("--half-width-m"));
    }

    @Test
    void importsTheWorldsPortsAsCircles() {
        Imported imported = Imported.run(
                folder, SharedFiles.of("zones/world-ports.csv"), "--radius-m", "3000", "--type", "harbour");

        List<Zone> zones = new ArrayList<>(imported.zones());
        assertThat(zones).hasSize(3_669);
        assertThat(zones.get(0).name()).isEqualTo("THUNDER BAY");
        assertThat(zones.get(0).shape()).isEqualTo(new ZoneShape.Circle(48.4, -89.233333, 3_000));
    }
}
