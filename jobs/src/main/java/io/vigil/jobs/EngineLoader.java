package io.vigil.jobs;

import io.vigil.evaluate.ControlData;
import io.vigil.evaluate.Engine;
import io.vigil.evaluate.Lane;
import io.vigil.json.RegistryFile;
import io.vigil.json.RouteFile;
import io.vigil.json.RulesFile;
import io.vigil.json.ZoneFile;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.model.Registry;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Route;
import io.vigil.model.Zone;
import io.vigil.rule.Ruleset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads all files of a spec, collecting the faults of all of them before it gives up, and compiles the engine. */
final class EngineLoader {
    private final List<Fault> faults = new ArrayList<>();

    private EngineLoader() {}

    static LoadedEngine load(EngineSpec spec) {
        if (!spec.topics().isUsed()) {
            return new EngineLoader().loadFiles(spec);
        }
        try (ControlTopicReader topics = ControlTopicReader.read(spec.topics())) {
            return new EngineLoader().loadFiles(topics.asFiles(spec));
        }
    }

    private LoadedEngine loadFiles(EngineSpec spec) {
        List<Zone> zones = new ArrayList<>();
        for (String file : spec.zones()) {
            zones.addAll(collect(file, ZoneFile::read, List.of()));
        }
        List<Route> routes = new ArrayList<>();
        for (String file : spec.routes()) {
            routes.addAll(collect(file, RouteFile::read, List.of()));
        }
        List<RegistryRecord> records = new ArrayList<>();
        for (String file : spec.registry()) {
            records.addAll(collect(file, RegistryFile::read, List.of()));
        }
        List<Lane> lanes = new ArrayList<>();
        for (Map.Entry<String, String> lane : spec.lanes().entrySet()) {
            List<Ruleset> rules = collect(lane.getValue(), file -> List.of(RulesFile.read(file)), List.of());
            rules.forEach(ruleset -> lanes.add(new Lane(lane.getKey(), ruleset)));
        }
        requireUnique(spec.zones(), zones.stream().map(Zone::id).toList(), "zone");
        requireUnique(spec.routes(), routes.stream().map(Route::id).toList(), "route");
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        ControlData control = new ControlData(zones, routes, new Registry(records));
        return new LoadedEngine(Engine.of(lanes, control), control);
    }

    private <T> T collect(String file, Function<Path, T> reader, T none) {
        try {
            return reader.apply(Path.of(file));
        } catch (InvalidInputException invalid) {
            faults.addAll(invalid.faults());
            return none;
        }
    }

    /** Within one file the reader has looked; this is about ids that two files share. */
    private void requireUnique(List<String> files, List<String> ids, String what) {
        if (files.size() < 2) {
            return;
        }
        Map<String, Integer> counts = new HashMap<>();
        ids.forEach(id -> counts.merge(id, 1, Integer::sum));
        counts.forEach((id, count) -> {
            if (count > 1) {
                faults.add(new Fault(
                        String.join(", ", files), what + " " + id, "the id is used " + count + " times", "rename one"));
            }
        });
    }
}
