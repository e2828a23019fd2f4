package io.vigil.cli;

import io.vigil.jobs.EngineSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name what rules are judged against. */
final class WorldOptions {
    @Option(names = "--zones", paramLabel = "FILE", description = "zones, GeoJSON; may be repeated")
    private List<Path> zones = new ArrayList<>();

    @Option(names = "--routes", paramLabel = "FILE", description = "routes, GeoJSON; may be repeated")
    private List<Path> routes = new ArrayList<>();

    @Option(names = "--registry", paramLabel = "FILE", description = "registry, JSON lines or CSV")
    private @Nullable Path registry;

    @Option(names = "--weather", paramLabel = "FILE", description = "forecasts and observations, JSON lines")
    private @Nullable Path weather;

    @Option(names = "--orders", paramLabel = "FILE", description = "orders to vessels, JSON lines")
    private @Nullable Path orders;

    /** Whether none of them was given. */
    boolean isEmpty() {
        return zones.isEmpty() && routes.isEmpty() && registry == null && weather == null && orders == null;
    }

    /** These files with those lanes. */
    EngineSpec spec(Map<String, Path> rulesByLane) {
        Map<String, String> lanes = new TreeMap<>();
        rulesByLane.forEach((lane, file) -> lanes.put(lane, absolute(file)));
        return EngineSpec.ofFiles(absolute(zones), absolute(routes), absoluteOrNone(registry), lanes)
                .withSea(absoluteOrNone(weather), absoluteOrNone(orders));
    }

    private static List<String> absolute(List<Path> files) {
        return files.stream().map(WorldOptions::absolute).toList();
    }

    private static String absoluteOrNone(@Nullable Path file) {
        return file == null ? "" : absolute(file);
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }
}
