package io.vigil.jobs;

import io.vigil.evaluate.ControlData;
import io.vigil.evaluate.Engine;
import io.vigil.evaluate.Lane;
import io.vigil.json.OrderFile;
import io.vigil.json.RegistryFile;
import io.vigil.json.RouteFile;
import io.vigil.json.RulesFile;
import io.vigil.json.WeatherFile;
import io.vigil.json.ZoneFile;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.model.Order;
import io.vigil.model.Orders;
import io.vigil.model.Registry;
import io.vigil.model.Route;
import io.vigil.model.Zone;
import io.vigil.rule.Ruleset;
import io.vigil.weather.Weather;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Reads all files of a spec, collecting the faults of all of them before it gives up, and compiles the engine. */
final class EngineLoader {
    private final List<Fault> faults = new ArrayList<>();

    private EngineLoader() {}

    static LoadedEngine load(EngineSpec spec) {
        return new EngineLoader().loadFiles(spec);
    }

    private LoadedEngine loadFiles(EngineSpec spec) {
        List<Zone> zones = collect(
                () -> ZoneFile.readAll(spec.zones().stream().map(Path::of).toList()), List.of());
        List<Route> routes = collect(
                () -> RouteFile.readAll(spec.routes().stream().map(Path::of).toList()), List.of());
        Registry registry = spec.registry().isEmpty()
                ? Registry.EMPTY
                : collect(() -> RegistryFile.read(Path.of(spec.registry())), Registry.EMPTY);
        Weather weather = spec.weather().isEmpty()
                ? Weather.EMPTY
                : collect(() -> WeatherFile.read(Path.of(spec.weather())), Weather.EMPTY);
        Orders orders = spec.orders().isEmpty()
                ? Orders.EMPTY
                : collect(() -> OrderFile.read(Path.of(spec.orders())), Orders.EMPTY);
        Set<String> ids = new HashSet<>();
        zones.forEach(zone -> ids.add(zone.id()));
        requireKnownAreas(spec.orders(), orders, ids, faults);
        List<Lane> lanes = new ArrayList<>();
        for (Map.Entry<String, String> lane : spec.lanes().entrySet()) {
            List<Ruleset> rules = collect(() -> List.of(RulesFile.read(Path.of(lane.getValue()))), List.of());
            rules.forEach(ruleset -> lanes.add(new Lane(lane.getKey(), ruleset)));
        }
        requireUnique(spec.routes(), routes.stream().map(Route::id).toList());
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        ControlData control = new ControlData(zones, routes, registry, weather, orders);
        return new LoadedEngine(Engine.of(lanes, control), control);
    }

    private <T> T collect(Supplier<T> reader, T none) {
        try {
            return reader.get();
        } catch (InvalidInputException invalid) {
            faults.addAll(invalid.faults());
            return none;
        }
    }

    /** An order about a zone that is not there would be followed by everybody. */
    static void requireKnownAreas(String file, Orders orders, Set<String> known, List<Fault> faults) {
        for (Order order : orders.versions()) {
            List<String> named = new ArrayList<>(order.areas());
            for (Order.Alternative alternative : order.alternatives()) {
                if (alternative instanceof Order.Harbour harbour) {
                    named.addAll(harbour.zones());
                }
            }
            for (String id : named) {
                if (!known.contains(id)) {
                    faults.add(
                            new Fault(file, "order " + order.id(), "names zone " + id + ", which is not there", null));
                }
            }
        }
    }

    /** Within one file the reader has looked; this is about ids that two route files share. */
    private void requireUnique(List<String> files, List<String> ids) {
        if (files.size() < 2) {
            return;
        }
        Map<String, Integer> counts = new HashMap<>();
        ids.forEach(id -> counts.merge(id, 1, Integer::sum));
        counts.forEach((id, count) -> {
            if (count > 1) {
                faults.add(new Fault(
                        String.join(", ", files), "route " + id, "the id is used " + count + " times", "rename one"));
            }
        });
    }
}
