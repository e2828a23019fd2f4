package io.vigil.console;

import static io.vigil.console.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.console.access.Role;
import io.vigil.console.record.SampleRecords;
import io.vigil.console.world.MapLayers;
import io.vigil.console.world.MoverCards;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that a viewer is sent holds a whole plate, and he can work all the same; an operator reads it. */
class ConsoleMaskITCase {
    private static final Instant NOON = Instant.parse("2026-09-12T04:00:00Z");
    private static final String COACH = "vehicle:津A12345|yellow";
    private static final String TWIN = "vehicle:津A19945|yellow";

    @TempDir
    private Path folder;

    @Test
    void aViewerNeverReadsAPlate() throws Exception {
        KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"));
        broker.createTopic("vigil.positions");
        broker.createTopic("vigil.warnings");
        Path registry = Files.writeString(
                folder.resolve("registry.jsonl"),
                "{\"mover\":\"" + COACH + "\",\"class\":\"tour-coach\",\"owner\":\"滨海客运\"}\n");
        ConsoleSettings settings = TestConsole.settings(broker.bootstrap(), folder)
                .withDesk(new ConsoleSettings.Desk(60, 200, null, null, Set.of(Role.VIEWER)));
        try (TestConsole console = TestConsole.start(
                settings,
                new ConsoleServer.World(MapLayers.read(List.of(), List.of()), MoverCards.read(registry), ""))) {
            TestConsole.Client admin = console.admin();
            TestConsole.Client viewer = console.added(admin, "viewer", "viewer", "*");
            TestConsole.Client both = console.added(admin, "both", "viewer,operator", "*");
            try (EventReader stream = viewer.events(null)) {
                eventually(() -> console.server.health().isWell(), well -> well);
                for (String mover : List.of(COACH, TWIN)) {
                    broker.send(
                            ConsoleServer.POSITIONS_TOPIC,
                            mover,
                            SampleRecords.position(mover, "tour-coach", NOON, 38.98, 117.7, 62, 90));
                }
                broker.send(
                        ConsoleServer.WARNINGS_TOPIC,
                        "1",
                        SampleRecords.opened("00000000000000a1", "night", "night-run", "red", COACH, NOON)
                                .toString());
                JsonNode positions = eventually(
                        () -> viewer.get("/api/positions"),
                        all -> all.path("count").asInt() == 2);
                eventually(
                        () -> viewer.get("/api/warnings"),
                        all -> all.path("count").asInt() == 1);

                String first = positions.at("/positions/0/mover").asText();
                String second = positions.at("/positions/1/mover").asText();
                assertThat(List.of(first, second))
                        .allMatch(id -> id.matches("vehicle:津A1\\*\\*45~[0-9a-f]{6}\\|yellow"));
                assertThat(first).as("two plates alike are told apart").isNotEqualTo(second);

                String id = URLEncoder.encode(
                        viewer.get("/api/warnings").at("/warnings/0/movers/0").asText(), StandardCharsets.UTF_8);
                assertThat(viewer.get("/api/movers/" + id).at("/registry/owner").asText())
                        .as("he can ask for what he sees")
                        .isEqualTo("滨海客运");
                assertThat(viewer.get("/api/history?mover=" + id + "&from=2026-09-12T00:00:00Z&to=2026-09-13T00:00:00Z")
                                .path("warnings"))
                        .hasSize(1);
                for (String path : List.of(
                        "/api/positions",
                        "/api/warnings",
                        "/api/warnings/00000000000000a1",
                        "/api/warnings/00000000000000a1/cap.xml",
                        "/api/movers?q=yellow",
                        "/api/movers/" + id,
                        "/api/tracks/" + id,
                        "/api/history?from=2026-09-12T00:00:00Z&to=2026-09-13T00:00:00Z",
                        "/api/shift?from=2026-09-12T00:00:00Z&to=2026-09-13T00:00:00Z",
                        "/api/silences",
                        "/api/out/positions.geojson",
                        "/api/out/warnings.geojson")) {
                    assertThat(viewer.send("GET", path, null).body()).as(path).doesNotContain("12345", "19945");
                }
                assertThat(viewer.send("GET", "/api/shift.csv", null).statusCode())
                        .isEqualTo(403);
                eventually(() -> stream.events("warning"), events -> events.size() == 1);
                assertThat(stream.events().toString()).contains("津A1**45").doesNotContain("12345", "19945");
            }
            assertThat(both.get("/api/positions").toString()).contains("津A12345");
        } finally {
            broker.close();
        }
    }
}
