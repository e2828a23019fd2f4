package io.vigil.console.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.console.access.Scope;
import io.vigil.console.record.JsonWriter;
import io.vigil.console.record.RecordFields;
import io.vigil.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapLayersTest {
    @TempDir
    Path directory;

    @Test
    void putsZonesAndRoutesIntoOneCollectionEachMarkedWithItsLayer() throws Exception {
        JsonNode collection = collection(
                MapLayers.read(List.of(resource("sample-zones.geojson")), List.of(resource("sample-routes.geojson"))));

        assertThat(collection.path("type").asText()).isEqualTo("FeatureCollection");
        assertThat(collection.path("features").findValuesAsText("layer"))
                .contains("zone")
                .endsWith("route", "route");
        assertThat(collection.path("features").findValuesAsText("name")).contains("伏季休渔区", "7 号客运线");
    }

    @Test
    void namesEveryFaultOfEveryFile() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.geojson"), "{\"type\":");
        Path list = Files.writeString(directory.resolve("list.geojson"), "[]");
        Path bare = Files.writeString(
                directory.resolve("bare.geojson"),
                "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":null,\"properties\":{}},7]}");
        Path absent = directory.resolve("absent.geojson");

        assertThatThrownBy(() -> MapLayers.read(List.of(broken, list, bare), List.of(absent)))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(e.faults())
                        .extracting(fault -> Path.of(fault.file()).getFileName() + " " + fault.place())
                        .containsExactly(
                                "broken.geojson file",
                                "list.geojson file",
                                "bare.geojson feature 0",
                                "bare.geojson feature 1",
                                "absent.geojson file"));
    }

    @Test
    void isEmptyWhenNoFileIsGiven() throws Exception {
        assertThat(collection(MapLayers.read(List.of(), List.of())).toString())
                .isEqualTo("{\"type\":\"FeatureCollection\",\"features\":[]}");
    }

    private static JsonNode collection(MapLayers layers) throws Exception {
        Ground ground = new Ground(layers);
        return RecordFields.JSON.readTree(((JsonWriter) out -> ground.write(out, Scope.EVERYWHERE)).bytes());
    }

    private static Path resource(String name) throws Exception {
        return Path.of(Objects.requireNonNull(MapLayersTest.class.getResource("/io/vigil/console/" + name))
                .toURI());
    }
}
