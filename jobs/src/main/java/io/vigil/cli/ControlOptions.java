package io.vigil.cli;

import io.vigil.jobs.EngineSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name rules and control data, for every command that judges. */
final class ControlOptions {
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

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            required = true,
            description = "rules, YAML; each further file is one more lane, named by its file")
    private List<Path> rules = new ArrayList<>();

    EngineSpec spec() {
        return spec(rulesByLane());
    }

    /** The rule files by lane, in the order of the command line. */
    Map<String, Path> rulesByLane() {
        Map<String, Path> lanes = new LinkedHashMap<>();
        for (Path file : rules) {
            String lane = laneName(file);
            if (lanes.put(lane, file) != null) {
                throw new WrongUseException("two --rules files are named " + lane + "; lanes are named by their files");
            }
        }
        return lanes;
    }

    /** The control data with other lanes. */
    EngineSpec spec(Map<String, Path> rulesByLane) {
        Map<String, String> lanes = new TreeMap<>();
        rulesByLane.forEach((lane, file) -> lanes.put(lane, absolute(file)));
        return EngineSpec.ofFiles(absolute(zones), absolute(routes), absoluteOrNone(registry), lanes)
                .withSea(absoluteOrNone(weather), absoluteOrNone(orders));
    }

    /** The file's name without its extension. */
    static String laneName(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static List<String> absolute(List<Path> files) {
        return files.stream().map(ControlOptions::absolute).toList();
    }

    private static String absoluteOrNone(@Nullable Path file) {
        return file == null ? "" : absolute(file);
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }
}
