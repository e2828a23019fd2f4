package io.vigil.jobs;

import io.vigil.evaluate.ControlData;
import io.vigil.evaluate.Engine;
import io.vigil.evaluate.EngineVersions;
import io.vigil.evaluate.Lane;
import io.vigil.geo.ZoneIndex;
import io.vigil.json.OrderFile;
import io.vigil.json.RegistryFile;
import io.vigil.json.RouteFile;
import io.vigil.json.RulesFile;
import io.vigil.json.WeatherFile;
import io.vigil.json.ZoneFile;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.model.Orders;
import io.vigil.model.Registry;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Route;
import io.vigil.model.Zone;
import io.vigil.weather.Weather;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All control data as of one version, and the engine for it. Immutable; what a version does not change it shares with the
 * one before. Only what changes is read: a zone among a hundred thousand costs a zone.
 */
final class ControlState {
    /** Before the first version. */
    static final ControlState EMPTY = new ControlState();

    private long version;
    private long fromMillis = Long.MIN_VALUE;
    private SortedMap<String, Lane> lanes = new TreeMap<>();
    private SortedMap<String, Zone> zones = new TreeMap<>();
    private ZoneIndex index = ZoneIndex.build(List.of());
    private SortedMap<String, Route> routes = new TreeMap<>();
    private SortedMap<String, ControlRecord> weatherRecords = new TreeMap<>();
    private SortedMap<String, ControlRecord> orderRecords = new TreeMap<>();
    private Weather weather = Weather.EMPTY;
    private Orders orders = Orders.EMPTY;
    private Registry registry = Registry.EMPTY;
    private List<RegistryRecord> learnt = List.of();
    private boolean engineChanges;
    private @Nullable Engine engine;

    private ControlState() {}

    private ControlState(ControlState before, long version) {
        this.version = version;
        lanes = before.lanes;
        zones = before.zones;
        index = before.index;
        routes = before.routes;
        weatherRecords = before.weatherRecords;
        orderRecords = before.orderRecords;
        weather = before.weather;
        orders = before.orders;
        registry = before.registry;
    }

    /**
     * The state after a version.
     *
     * @throws InvalidInputException with every fault of its changes; a fault of all of them together shows in
     *     {@link #engine} only
     */
    ControlState apply(ControlVersion next) {
        Map<String, Map<String, ControlRecord>> changes = new HashMap<>();
        for (ControlRecord change : next.changes()) {
            Map<String, ControlRecord> ofTopic =
                    changes.computeIfAbsent(change.topic(), topic -> new java.util.LinkedHashMap<>());
            ofTopic.remove(change.key());
            ofTopic.put(change.key(), change);
        }
        ControlState after = new ControlState(this, next.number());
        after.fromMillis = next.fromMillis();
        ControlFiles files = new ControlFiles();
        changes.forEach((topic, records) -> after.change(topic, List.copyOf(records.values()), next, files));
        after.require(files.faults());
        if (!files.faults().isEmpty()) {
            throw new InvalidInputException(files.faults());
        }
        after.engineChanges = !changes.keySet().equals(Set.of("registry"));
        return after;
    }

    private void change(String topic, List<ControlRecord> changes, ControlVersion version, ControlFiles files) {
        switch (topic) {
            case "zones" -> changeZones(changes, files);
            case "routes" -> changeRoutes(changes, files);
            case "registry" -> changeRegistry(changes, version, files);
            case "weather" -> {
                weatherRecords = changed(weatherRecords, changes);
                weather = files.lines(weatherRecords.values(), WeatherFile::read, Weather.EMPTY);
            }
            case "orders" -> {
                orderRecords = changed(orderRecords, changes);
                orders = files.lines(orderRecords.values(), OrderFile::read, Orders.EMPTY);
            }
            case "rules" -> changeLanes(changes, files);
            default -> throw new IllegalStateException("no control topic " + topic);
        }
    }

    private static <T> SortedMap<String, T> changed(
            SortedMap<String, T> before, List<ControlRecord> changes, List<T> values) {
        SortedMap<String, T> after = new TreeMap<>(before);
        int value = 0;
        for (ControlRecord change : changes) {
            if (change.isRemoval()) {
                after.remove(change.key());
            } else if (value < values.size()) {
                after.put(change.key(), values.get(value++));
            }
        }
        return after;
    }

    private static SortedMap<String, ControlRecord> changed(
            SortedMap<String, ControlRecord> before, List<ControlRecord> changes) {
        return changed(before, changes, published(changes));
    }

    private static List<ControlRecord> published(List<ControlRecord> changes) {
        return changes.stream().filter(change -> !change.isRemoval()).toList();
    }

    private void changeZones(List<ControlRecord> changes, ControlFiles files) {
        SortedMap<String, Zone> before = zones;
        zones = changed(before, changes, files.features(published(changes), ZoneFile::read));
        Set<String> ids = new HashSet<>();
        for (ControlRecord change : changes) {
            for (Zone zone : new Zone[] {before.get(change.key()), zones.get(change.key())}) {
                if (zone != null) {
                    ids.add(zone.id());
                }
            }
        }
        List<Zone> anew =
                zones.values().stream().filter(zone -> ids.contains(zone.id())).toList();
        Set<String> gone = new HashSet<>(ids);
        anew.forEach(zone -> gone.remove(zone.id()));
        gone.removeIf(id -> index.ordinalOf(id) < 0);
        try {
            index = before.isEmpty() ? ZoneIndex.build(anew) : index.with(anew, gone);
        } catch (IllegalArgumentException clash) {
            files.faults().add(new Fault("topic zones", "all keys", String.valueOf(clash.getMessage()), null));
        }
    }

    private void changeRoutes(List<ControlRecord> changes, ControlFiles files) {
        routes = changed(routes, changes, files.features(published(changes), RouteFile::read));
        Set<String> ids = new HashSet<>();
        routes.forEach((key, route) -> {
            if (!ids.add(route.id())) {
                files.faults()
                        .add(new Fault("topic routes", "key " + key, "route " + route.id() + " is there twice", null));
            }
        });
    }

    private void changeRegistry(List<ControlRecord> changes, ControlVersion version, ControlFiles files) {
        List<RegistryRecord> records =
                files.lines(published(changes), RegistryFile::readRecords, List.<RegistryRecord>of());
        for (ControlRecord change : changes) {
            if (change.isRemoval() && version.fromMillis() != Long.MIN_VALUE) {
                files.faults()
                        .add(new Fault(
                                "topic registry",
                                "key " + change.key(),
                                "what was known is not taken back",
                                "publish a record with a newer validFrom"));
            }
        }
        // What does not say from when on it holds does so with its version, not for the past that was judged without
        // it.
        learnt = version.fromMillis() == Long.MIN_VALUE
                ? records
                : records.stream()
                        .map(record ->
                                record.validFromMillis() == Long.MIN_VALUE ? record.from(version.fromMillis()) : record)
                        .toList();
        registry = registry.size() == 0 ? new Registry(learnt) : registry.with(learnt);
    }

    private void changeLanes(List<ControlRecord> changes, ControlFiles files) {
        SortedMap<String, Lane> after = new TreeMap<>(lanes);
        for (ControlRecord change : changes) {
            files.value("topic rules, key " + change.key(), name -> changeLane(change, name, after));
        }
        lanes = after;
    }

    private static void changeLane(ControlRecord change, String name, SortedMap<String, Lane> after) {
        boolean isCommand = change.key().startsWith(LaneCommand.KEY);
        if (isCommand && !change.isRemoval()) {
            LaneCommand.parse(change.value(), name).apply(after);
        } else if (!isCommand && change.isRemoval()) {
            after.remove(change.key());
        } else if (!isCommand) {
            String text = new String(change.value(), StandardCharsets.UTF_8);
            after.put(change.key(), new Lane(change.key(), RulesFile.parse(text, name)));
        }
    }

    private void require(List<Fault> faults) {
        if (!lanes.containsKey(Lane.LIVE) && faults.isEmpty()) {
            faults.add(new Fault(
                    "topic rules",
                    "key live",
                    "there are no rules for the desk",
                    "publish a rule file under the key live"));
        }
        Set<String> ids = new HashSet<>();
        zones.values().forEach(zone -> ids.add(zone.id()));
        EngineLoader.requireKnownAreas("topic orders", orders, ids, faults);
    }

    /**
     * The engine; built by the first who asks.
     *
     * @throws InvalidInputException with a fault of the parts together, such as a rule that needs another
     */
    synchronized Engine engine() {
        if (engine == null) {
            engine = Engine.of(List.copyOf(lanes.values()), data(), index);
        }
        return engine;
    }

    private ControlData data() {
        return new ControlData(List.copyOf(zones.values()), List.copyOf(routes.values()), registry, weather, orders);
    }

    /** With the engine that judges at this version, which may be an earlier one's. */
    LoadedEngine loaded(Engine judging) {
        return new LoadedEngine(judging, data());
    }

    /** Those engines, and this state's where it is another. */
    EngineVersions addTo(EngineVersions engines) {
        return engineChanges ? engines.with(new EngineVersions.Version(version, fromMillis, this::engine)) : engines;
    }

    /** The event time from which it holds. */
    long fromMillis() {
        return fromMillis;
    }

    long version() {
        return version;
    }

    /** Whether another engine judges than before; the registry alone is no part of it. */
    boolean engineChanges() {
        return engineChanges;
    }

    Registry registry() {
        return registry;
    }

    /** The registry records this version brought. */
    List<RegistryRecord> learnt() {
        return learnt;
    }

    SortedMap<String, Lane> lanes() {
        return java.util.Collections.unmodifiableSortedMap(lanes);
    }
}
