package io.vigil.feeds.jt808;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Compares the sample collection's regions and routes with the listing's. */
final class RegionExpectations {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("id", "id"),
            Map.entry("attr", "attributes"),
            Map.entry("lat", "lat"),
            Map.entry("lon", "lon"),
            Map.entry("latUL", "north"),
            Map.entry("lonUL", "west"),
            Map.entry("latLR", "south"),
            Map.entry("lonLR", "east"),
            Map.entry("radiusM", "radiusM"),
            Map.entry("start", "from"),
            Map.entry("end", "to"),
            Map.entry("maxKmh", "speedLimitKmh"),
            Map.entry("durationS", "overspeedSeconds"),
            Map.entry("nightMaxKmh", "nightSpeedLimitKmh"),
            Map.entry("name", "name"),
            Map.entry("pointId", "id"),
            Map.entry("segmentId", "segment"),
            Map.entry("widthM", "widthM"),
            Map.entry("tooLongS", "tooLongSeconds"),
            Map.entry("tooShortS", "tooShortSeconds"));

    private RegionExpectations() {}

    static void check(String id, JsonNode body, JsonNode listed) {
        body.fieldNames().forEachRemaining(name -> {
            JsonNode stated = body.get(name);
            switch (name) {
                case "action" -> assertThat(listed.get("action").asText())
                        .isEqualTo(List.of("update", "append", "modify").get(stated.asInt()));
                case "count" -> assertThat(listed.get("regions")).hasSize(stated.asInt());
                case "consumed" -> assertThat(listed.has("trailing")).isEqualTo(!stated.asBoolean());
                case "items" -> checkEach(stated, listed.get("regions"));
                case "points" -> checkEach(stated, listed.get("points"));
                case "vertices" -> checkVertices(stated, listed.get("vertices"));
                case "id" -> assertThat(listed.get(id.equals("0x8606") ? "route" : "region"))
                        .isEqualTo(stated);
                default -> checkField(name, stated, listed);
            }
        });
    }

    private static void checkEach(JsonNode stated, JsonNode listed) {
        assertThat(listed).hasSize(stated.size());
        for (int i = 0; i < stated.size(); i++) {
            JsonNode ours = listed.get(i);
            stated.get(i).fields().forEachRemaining(field -> checkField(field.getKey(), field.getValue(), ours));
        }
    }

    private static void checkVertices(JsonNode stated, JsonNode listed) {
        assertThat(listed).hasSize(stated.size());
        for (int i = 0; i < stated.size(); i++) {
            assertThat(listed.get(i).get("lat")).isEqualTo(stated.get(i).get(0));
            assertThat(listed.get(i).get("lon")).isEqualTo(stated.get(i).get(1));
        }
    }

    private static void checkField(String name, JsonNode stated, JsonNode listed) {
        assertThat(NAMES).containsKey(name);
        JsonNode ours = listed.get(NAMES.get(name));
        if (name.equals("start") || name.equals("end")) {
            assertThat(ours.asText().replace('T', ' ')).isEqualTo(stated.asText());
        } else {
            assertThat(ours).as(name).isEqualTo(stated);
        }
    }
}
