package io.vigil.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.feeds.archive.FeedOptions;
import io.vigil.jobs.EngineSpec;
import io.vigil.jobs.EventTimeRange;
import io.vigil.jobs.ReplayOptions;
import io.vigil.jobs.archive.ArchiveSplit;
import io.vigil.json.PositionJson;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Route;
import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;

/** The benchmark's world as the files a replay reads. */
final class WorldFiles {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Duration DISORDER_BOUND = Duration.ofSeconds(60);

    private final Path folder;

    WorldFiles(Path folder) {
        this.folder = folder;
    }

    /** Writes everything; the first {@code reports} of the tracks become a file of the format {@code positions}. */
    void write(BenchmarkWorld world, String rules, int reports) throws IOException {
        Files.writeString(rules(), rules);
        writeZones(world);
        writeRoutes(world);
        writeRegistry(world);
        Tracks tracks = world.tracks();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(positions()), 1 << 16)) {
            for (int i = 0; i < reports; i++) {
                out.write(PositionJson.toJson(tracks.next()));
                out.write('\n');
            }
        }
    }

    Path rules() {
        return folder.resolve("demo-rules.yaml");
    }

    ReplayOptions replay(RuntimeExecutionMode mode, int parallelism, String out) {
        return new ReplayOptions(
                List.of(ArchiveSplit.Position.start("positions", positions().toString())),
                List.of(),
                FeedOptions.NONE,
                EngineSpec.ofFiles(
                        List.of(folder.resolve("zones.geojson").toString()),
                        List.of(folder.resolve("routes.geojson").toString()),
                        folder.resolve("registry.jsonl").toString(),
                        Map.of("live", rules().toString())),
                EventTimeRange.ALL,
                mode,
                DISORDER_BOUND,
                parallelism,
                folder.resolve(out));
    }

    private Path positions() {
        return folder.resolve("positions.jsonl");
    }

    private void writeZones(BenchmarkWorld world) throws IOException {
        try (JsonGenerator json = collection("zones.geojson")) {
            for (Zone zone : world.control.zones()) {
                json.writeStartObject();
                json.writeStringField("type", "Feature");
                json.writeObjectFieldStart("properties");
                json.writeStringField("id", zone.id());
                json.writeStringField("type", zone.type());
                if (!Double.isNaN(zone.speedLimitKph())) {
                    json.writeNumberField("speedLimitKmh", zone.speedLimitKph());
                }
                json.writeEndObject();
                json.writeObjectFieldStart("geometry");
                json.writeStringField("type", "Polygon");
                json.writeArrayFieldStart("coordinates");
                ZoneShape.Ring ring = BenchmarkWorld.ring(zone);
                writeLine(json, ring.latitudes(), ring.longitudes(), true);
                json.writeEndArray();
                json.writeEndObject();
                json.writeEndObject();
            }
        }
    }

    private void writeRoutes(BenchmarkWorld world) throws IOException {
        try (JsonGenerator json = collection("routes.geojson")) {
            for (Route route : world.control.routes()) {
                json.writeStartObject();
                json.writeStringField("type", "Feature");
                json.writeObjectFieldStart("properties");
                json.writeStringField("id", route.id());
                json.writeEndObject();
                json.writeObjectFieldStart("geometry");
                json.writeStringField("type", "LineString");
                json.writeFieldName("coordinates");
                writeLine(json, route.latitudes(), route.longitudes(), false);
                json.writeEndObject();
                json.writeEndObject();
            }
        }
    }

    private void writeRegistry(BenchmarkWorld world) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.resolve("registry.jsonl")));
                JsonGenerator json = JSON.createGenerator(out)) {
            json.setRootValueSeparator(null);
            for (int i = 0; i < world.movers; i++) {
                RegistryRecord record = world.record(i);
                json.writeStartObject();
                json.writeStringField("mover", record.mover().text());
                json.writeStringField("class", record.moverClass());
                json.writeArrayFieldStart("routes");
                for (String route : record.routes()) {
                    json.writeString(route);
                }
                json.writeEndArray();
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }
    }

    /** Closing the generator closes the collection too. */
    private JsonGenerator collection(String name) throws IOException {
        JsonGenerator json =
                JSON.createGenerator(new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)), 1 << 16));
        json.writeStartObject();
        json.writeStringField("type", "FeatureCollection");
        json.writeArrayFieldStart("features");
        return json;
    }

    private static void writeLine(JsonGenerator json, double[] latitudes, double[] longitudes, boolean closed)
            throws IOException {
        json.writeStartArray();
        int count = latitudes.length + (closed ? 1 : 0);
        for (int i = 0; i < count; i++) {
            json.writeStartArray();
            json.writeNumber(longitudes[i % latitudes.length]);
            json.writeNumber(latitudes[i % latitudes.length]);
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
