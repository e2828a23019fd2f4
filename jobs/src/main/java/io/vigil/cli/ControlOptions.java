package io.vigil.cli;

import io.vigil.jobs.EngineSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name rules and control data, for every command that judges. */
final class ControlOptions {
    @Mixin
    private WorldOptions world = new WorldOptions();

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
        return world.spec(rulesByLane);
    }

    /** The file's name without its extension. */
    static String laneName(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
