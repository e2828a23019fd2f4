package io.vigil.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.model.ContentHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of zones, routes, registry, weather, orders and rules in an archive, as they were from an instant on: folders
 * {@code control/0001}, {@code control/0002}, each whole when it has its name.
 */
public final class ArchivedControl {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "control";
    private static final String HEAD = "control.json";

    private ArchivedControl() {}

    private record Version(long fromMillis, EngineSpec spec, String content) {}

    /**
     * Adds files, unless the newest are the same to the byte.
     *
     * @param spec files; its lanes are the rules of the time
     * @param fromMillis from when on they hold, event time; the first hold for all time before as well
     * @return whether they were added
     */
    public static boolean add(Path archive, EngineSpec spec, long fromMillis) throws IOException {
        List<Version> known = versions(archive);
        Path folder = Files.createDirectories(archive.resolve(FOLDER));
        Path beside = Files.createTempDirectory(folder, ".part");
        try {
            ObjectNode json = JSON.createObjectNode().put("version", 1);
            json.put("from", Instant.ofEpochMilli(fromMillis).toString());
            StringBuilder content = new StringBuilder();
            copyAll(spec.zones(), "zones", json, beside, content);
            copyAll(spec.routes(), "routes", json, beside, content);
            copyAll(named(spec.registry()), "registry", json, beside, content);
            copyAll(named(spec.weather()), "weather", json, beside, content);
            copyAll(named(spec.orders()), "orders", json, beside, content);
            ObjectNode lanes = json.putObject("rules");
            for (Map.Entry<String, String> lane : spec.lanes().entrySet()) {
                lanes.put(lane.getKey(), copy(lane.getValue(), "rules-" + lanes.size(), beside, content));
            }
            String hash = ContentHash.hex16(content.toString());
            if (!known.isEmpty() && known.get(known.size() - 1).content().equals(hash)) {
                return false;
            }
            json.put("content", hash);
            Files.write(beside.resolve(HEAD), JSON.writeValueAsBytes(json));
            Path whole = folder.resolve(String.format(java.util.Locale.ROOT, "%04d", known.size() + 1));
            Files.move(beside, whole, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } finally {
            FolderTree.delete(beside);
        }
    }

    private static List<String> named(String file) {
        return file.isEmpty() ? List.of() : List.of(file);
    }

    private static void copyAll(List<String> files, String what, ObjectNode json, Path to, StringBuilder content)
            throws IOException {
        ArrayNode names = json.putArray(what);
        for (String file : files) {
            names.add(copy(file, what + '-' + names.size(), to, content));
        }
    }

    /** Keeps the ending, by which readers know the form. */
    private static String copy(String file, String stem, Path to, StringBuilder content) throws IOException {
        int dot = file.lastIndexOf('.');
        String name = stem + (dot > file.lastIndexOf('/') ? file.substring(dot) : "");
        byte[] bytes = Files.readAllBytes(Path.of(file));
        Files.write(to.resolve(name), bytes);
        content.append(name).append(' ').append(ContentHash.hex16(bytes)).append('\n');
        return name;
    }

    /** What an archive holds: the newest files, those before in their {@link EngineSpec#past}; null where it holds none. */
    public static @Nullable EngineSpec read(Path archive) throws IOException {
        List<Version> versions = versions(archive);
        if (versions.isEmpty()) {
            return null;
        }
        List<EngineSpec.Past> past = new ArrayList<>();
        for (int i = 1; i < versions.size(); i++) {
            past.add(new EngineSpec.Past(
                    versions.get(i - 1).spec(), versions.get(i).fromMillis()));
        }
        return versions.get(versions.size() - 1).spec().withPast(past);
    }

    private static List<Version> versions(Path archive) throws IOException {
        List<Version> versions = new ArrayList<>();
        Path folder = archive.resolve(FOLDER);
        for (int number = 1; ; number++) {
            Path version = folder.resolve(String.format(java.util.Locale.ROOT, "%04d", number));
            if (!Files.isDirectory(version)) {
                return versions;
            }
            JsonNode json = JSON.readTree(Files.readAllBytes(version.resolve(HEAD)));
            Map<String, String> lanes = new TreeMap<>();
            json.path("rules")
                    .fields()
                    .forEachRemaining(lane -> lanes.put(
                            lane.getKey(),
                            version.resolve(lane.getValue().asText()).toString()));
            EngineSpec spec = EngineSpec.ofFiles(
                            files(json, "zones", version),
                            files(json, "routes", version),
                            one(json, "registry", version),
                            lanes)
                    .withSea(one(json, "weather", version), one(json, "orders", version));
            versions.add(new Version(
                    Instant.parse(json.path("from").asText()).toEpochMilli(),
                    spec,
                    json.path("content").asText()));
        }
    }

    private static List<String> files(JsonNode json, String what, Path folder) {
        List<String> files = new ArrayList<>();
        json.path(what)
                .forEach(name -> files.add(folder.resolve(name.asText())
                        .toAbsolutePath()
                        .normalize()
                        .toString()));
        return files;
    }

    private static String one(JsonNode json, String what, Path folder) {
        List<String> files = files(json, what, folder);
        return files.isEmpty() ? "" : files.get(0);
    }
}
