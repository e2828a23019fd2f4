package io.vigil.console;

import static io.vigil.console.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.console.record.RecordFields;
import io.vigil.console.record.SampleRecords;
import io.vigil.console.world.MapLayers;
import io.vigil.console.world.MoverCards;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a zone or a rule would have raised is told before it is published, and a flood is refused. */
class ConsolePreviewITCase {
    private static final Instant NOON = Instant.parse("2026-09-12T04:00:00Z");
    private static final int TRUCKS = 6;
    private static final String RULES =
            """
            rules:
              - {id: banned, kind: forbidden-zone, tier: orange, applies: 'mover.kind == "vehicle"', params: {hold: PT20S}}
              - {id: fast, kind: overspeed, tier: yellow, applies: 'mover.kind == "vehicle"', params: {otherLimitKmh: 120, hold: PT10S}}
            """;

    @TempDir
    private Path folder;

    private KafkaBroker broker;
    private TestConsole console;
    private TestConsole.Client admin;

    @BeforeEach
    void drive() throws Exception {
        broker = KafkaBroker.start(folder.resolve("kafka"));
        for (String topic : List.of("positions", "warnings", "zones", "rules")) {
            broker.createTopic("vigil." + topic);
        }
        ConsoleSettings settings = TestConsole.settings(broker.bootstrap(), folder)
                .withDesk(new ConsoleSettings.Desk(60, TRUCKS - 1, null, null, Set.of()));
        console = TestConsole.start(
                settings, new ConsoleServer.World(MapLayers.read(List.of(), List.of()), MoverCards.read(null), RULES));
        admin = console.admin();
        eventually(() -> console.server.health().isWell(), well -> well);
        for (int second = 0; second < 600; second += 10) {
            for (int truck = 0; truck < TRUCKS; truck++) {
                String mover = "vehicle:津C0000" + truck + "|yellow";
                broker.send(
                        ConsoleServer.POSITIONS_TOPIC,
                        mover,
                        SampleRecords.position(
                                mover, "other", NOON.plusSeconds(second), 38.9 + second * 2.5e-4, 117.7, 100, 0));
            }
        }
        eventually(
                () -> admin.get("/api/health").at("/feeds/positions/records").asInt(), count -> count == 60 * TRUCKS);
        eventually(
                () -> admin.get("/api/tracks/vehicle:%E6%B4%A5C00000%7Cyellow")
                        .path("rows")
                        .size(),
                size -> size == 60);
    }

    @AfterEach
    void stop() {
        console.close();
        broker.close();
    }

    @Test
    void aZoneIsCountedBeforeAndRefusedWhereItWouldFloodTheDesk() throws Exception {
        JsonNode preview = answer("POST", "/api/zones/preview", zone("wide", 117.6, 117.8), 200);
        assertThat(preview.path("movers").asInt()).isEqualTo(TRUCKS);
        assertThat(preview.path("judged").asInt()).isEqualTo(TRUCKS);
        assertThat(preview.path("rules"))
                .hasSize(1)
                .allMatch(rule -> rule.path("rule").asText().equals("banned")
                        && rule.path("before").asInt() == 0
                        && rule.path("after").asInt() == TRUCKS);
        assertThat(preview.path("refusal").asText()).contains("6", "5");

        JsonNode refused = answer("PUT", "/api/zones/wide", zone("wide", 117.6, 117.8), 422);
        assertThat(refused.at("/faults/0").asText()).contains("超过上限", "above the limit");
        assertThat(admin.get("/api/ground").path("features")).isEmpty();

        TestConsole.Client elsewhere = console.added(admin, "elsewhere", "supervisor", "5101");
        JsonNode hidden = RecordFields.JSON.readTree(elsewhere
                .send("POST", "/api/zones/preview", zone("wide", 117.6, 117.8))
                .body());
        assertThat(hidden.path("movers").asInt()).as("movers of others").isZero();

        JsonNode away = answer("POST", "/api/zones/preview", zone("away", 118.6, 118.8), 200);
        assertThat(away.path("afterPerHour").asDouble()).isZero();
        assertThat(away.has("refusal")).isFalse();
        answer("PUT", "/api/zones/away", zone("away", 118.6, 118.8), 200);
    }

    @Test
    void aParameterIsCountedBeforeAndRefusedWhereItWouldFloodTheDesk() throws Exception {
        JsonNode preview = answer("POST", "/api/rules/fast/preview", limit(80, "live"), 200);
        assertThat(preview.at("/rules/0/rule").asText()).isEqualTo("fast");
        assertThat(preview.at("/rules/0/after").asInt()).isEqualTo(TRUCKS);

        answer("PUT", "/api/rules/fast", limit(80, "live"), 422);
        answer("PUT", "/api/rules/fast", limit(80, "shadow"), 200);
        JsonNode fault = answer("POST", "/api/rules/fast/preview", limit(-1, "live"), 422);
        assertThat(fault.at("/faults/0").asText()).contains("otherLimitKmh");
    }

    private JsonNode answer(String method, String path, ObjectNode body, int status) throws Exception {
        HttpResponse<String> response = admin.send(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return RecordFields.JSON.readTree(response.body());
    }

    private static ObjectNode limit(int kmh, String mode) {
        ObjectNode body = RecordFields.JSON.createObjectNode().put("mode", mode).put("tier", "yellow");
        body.putObject("params").put("otherLimitKmh", kmh).put("hold", "PT10S");
        return body;
    }

    private static ObjectNode zone(String id, double west, double east) throws Exception {
        String feature = "{\"type\":\"Feature\",\"properties\":{\"id\":\"" + id
                + "\",\"name\":\"新区\",\"type\":\"forbidden\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[["
                + west
                + ",38.8],[" + east + ",38.8],[" + east + ",39.2],[" + west + ",39.2],[" + west + ",38.8]]]}}";
        ObjectNode body = RecordFields.JSON.createObjectNode().put("expected", 0);
        body.set("feature", RecordFields.JSON.readTree(feature));
        return body;
    }
}
