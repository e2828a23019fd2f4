package io.vigil.evaluate;

import io.vigil.geo.RouteLine;
import io.vigil.geo.Shore;
import io.vigil.geo.ZoneIndex;
import io.vigil.model.ContentHash;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.Order;
import io.vigil.model.Registry;
import io.vigil.model.Route;
import io.vigil.model.Zone;
import io.vigil.rule.PairRule;
import io.vigil.rule.Parameter;
import io.vigil.rule.Parameters;
import io.vigil.rule.RuleConfig;
import io.vigil.rule.Surroundings;
import io.vigil.rule.TrackQualityRule;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Compiled lanes with zones, routes and registry: immutable, one per process, shared by all threads. */
public final class Engine {
    final ZoneIndex zones;
    final Shore shore;
    final List<RouteLine> routes;
    final Registry registry;
    final List<CompiledRule> rules;
    /** The rules on pairs of movers; {@link #rules} has the others. */
    final List<PairLayer> pairLayers;

    final QualityGate[] gates;
    final List<ZoneId> timeZones;
    /** Whether any rule judges drivers by what they drive; else nobody wants to hear of them. */
    final boolean judgesDrivers;
    /** Changes when anything changes that a mover's state refers to by number. */
    final long fingerprint;

    private final Map<String, List<Lane.Version>> lanesByRule;
    private final Map<MoverId, List<Integer>> routesByMover = new HashMap<>();
    private final Map<String, List<Integer>> routesByClass = new HashMap<>();
    private final Map<String, Integer> routesById = new HashMap<>();
    private final Map<String, Guards> guards;
    private final List<Long> routeChanges = new ArrayList<>();
    private final Map<Long, PairLayer> layersById = new HashMap<>();
    private final Map<Long, CompiledRule> pairRulesByIdentity = new HashMap<>();

    private final Map<Long, CompiledRule> rulesByIdentity = new HashMap<>();

    /** The plans met so far, by id: what a mover's plan is does not depend on who was met before. */
    private final Map<Long, RulePlan> plans = new ConcurrentHashMap<>();

    private Engine(List<Lane> lanes, ControlData data, ZoneIndex zones) {
        this.zones = zones;
        shore = new Shore(zones);
        routes = data.routes().stream().map(RouteLine::new).toList();
        registry = data.registry();
        List<QualityGate> distinctGates = new ArrayList<>();
        timeZones = new ArrayList<>();
        LaneRules compiled = new LaneRules(lanes.stream()
                .anyMatch(lane -> !lane.name().equals(Lane.LIVE) && !lane.name().equals(Lane.SHADOW)));
        for (Lane lane : lanes) {
            ZoneId timeZone = lane.ruleset().zone();
            int gate = gateOf(lane, timeZone, distinctGates);
            compiled.add(lane, gate, new Surroundings(zones, routes, timeZone, data.weather(), data.orders()));
        }
        rules = compiled.rules().stream()
                .filter(rule -> !(rule.rule instanceof PairRule))
                .toList();
        pairLayers = PairLayer.of(compiled.rules().stream()
                .filter(rule -> rule.rule instanceof PairRule)
                .toList());
        for (PairLayer layer : pairLayers) {
            layersById.put(layer.id, layer);
            layer.rules.forEach(rule -> pairRulesByIdentity.put(rule.identity, rule));
        }
        rules.forEach(rule -> rulesByIdentity.put(rule.identity, rule));
        lanesByRule = compiled.lanesByRule();
        guards = compiled.guards();
        gates = distinctGates.toArray(QualityGate[]::new);
        judgesDrivers = rules.stream().anyMatch(rule -> rule.rule.followsDrivers());
        indexRoutes();
        fingerprint = ContentHash.bits64(fingerprintText(lanes, data));
    }

    /** Compiles; the inputs have been validated by their readers. */
    public static Engine of(List<Lane> lanes, ControlData data) {
        return new Engine(lanes, data, ZoneIndex.build(data.zones()));
    }

    /** The same where the zones have an index already, which holds just them. */
    public static Engine of(List<Lane> lanes, ControlData data, ZoneIndex zones) {
        return new Engine(lanes, data, zones);
    }

    /**
     * The time an event is judged at: its own, but the time it was received where its clock is wrong. Hosts that sort or
     * measure the progress of time go by this one, or a terminal with next year's date makes everybody else late.
     */
    public long judgedAtMillis(MoverEvent event) {
        return gates[0].clockFault(event) == null ? event.eventTimeMillis() : event.receivedTimeMillis();
    }

    /** Whether any rule judges pairs of movers; else no samples come. */
    public boolean judgesPairs() {
        return !pairLayers.isEmpty();
    }

    /** The layer of that id, or null: a sample of another ruleset. */
    @Nullable
    PairLayer pairLayer(long id) {
        return layersById.get(id);
    }

    /** The pair rule of that identity, or null. */
    @Nullable
    CompiledRule pairRule(long identity) {
        return pairRulesByIdentity.get(identity);
    }

    /**
     * All lanes in whose name a warning is given: a rule that is the same in several of them is judged once.
     *
     * @param lane the lane a warning names
     * @param rule the id of its rule
     */
    public List<Lane.Version> lanesOf(String lane, String rule) {
        return lanesByRule.getOrDefault(LaneRules.key(lane, rule), List.of());
    }

    /** Whether a rule of that id is tried in the shadow. */
    public boolean isInShadow(String rule) {
        return rules.stream()
                .anyMatch(each ->
                        each.lane.equals(Lane.SHADOW) && each.config.id().equals(rule));
    }

    /**
     * By {@code LANE/RULE}, after what time of event time a rule that begins now has seen all that can count in what it says,
     * ms.
     *
     * @param storedMillis how much of the past is stored, from which it builds its memory, ms
     */
    public Map<String, Long> completeAfterMillis(long storedMillis) {
        Map<String, Long> reach = new HashMap<>();
        for (CompiledRule rule : rules) {
            long own = Math.max(rule.rule.reachMillis() - storedMillis, rule.breachOnset.holdMillis());
            reach.put(rule.lane + '/' + rule.config.id(), own);
        }
        return reach;
    }

    /** How many rules are judged, those that lanes share once. */
    public int distinctRules() {
        return rules.size() + pairRulesByIdentity.size();
    }

    /** Ordinal of the zone with that id, or {@link io.vigil.rule.Subject#NO_ZONE}. */
    int zoneOrdinal(String id) {
        return zones.ordinalOf(id);
    }

    /** The rule of that identity, or null. */
    @Nullable
    CompiledRule rule(long identity) {
        return rulesByIdentity.get(identity);
    }

    /** The plan of that id, or null if it was not met in this process. */
    @Nullable
    RulePlan knownPlan(long id) {
        return plans.get(id);
    }

    /** The plan with those rules and exemptions; one object for all movers that have it. */
    RulePlan plan(long id, List<CompiledRule> applicable, List<Integer> exemptions, List<PairShare> pairs) {
        return plans.computeIfAbsent(id, key -> RulePlan.of(applicable, exemptions, pairs, gates.length));
    }

    /** Ordinals of the routes a mover is approved for at an instant, ascending. */
    int[] approvedRoutes(MoverState state, long timeMillis) {
        HashSet<Integer> approved = new HashSet<>(routesByMover.getOrDefault(state.mover, List.of()));
        if (state.moverClass != null) {
            approved.addAll(routesByClass.getOrDefault(state.moverClass, List.of()));
        }
        if (state.registry != null) {
            for (String id : state.registry.routes()) {
                Integer ordinal = routesById.get(id);
                if (ordinal != null) {
                    approved.add(ordinal);
                }
            }
        }
        return approved.stream()
                .filter(ordinal -> routes.get(ordinal).route().isValidAt(timeMillis))
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    /** When the next route becomes valid or ends after an instant, or {@link Long#MAX_VALUE}. */
    long nextRouteChangeAfter(long timeMillis) {
        for (long change : routeChanges) {
            if (change > timeMillis) {
                return change;
            }
        }
        return Long.MAX_VALUE;
    }

    /** What is looked at over many movers of a lane, behind their evaluation. */
    public Guards guards(String lane) {
        return guards.getOrDefault(lane, Guards.NONE);
    }

    private int gateOf(Lane lane, ZoneId timeZone, List<QualityGate> known) {
        Parameters parameters = qualityDefaults();
        for (RuleConfig rule : lane.ruleset().rules()) {
            if (rule.kind() == TrackQualityRule.KIND && rule.mode() != RuleConfig.Mode.OFF) {
                parameters = rule.parameters();
            }
        }
        // All lanes are judged on one clock: that of the first.
        QualityGate gate =
                new QualityGate(known.isEmpty() ? parameters : known.get(0).withItsClock(parameters));
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).isSameAs(gate) && timeZones.get(i).equals(timeZone)) {
                return i;
            }
        }
        known.add(gate);
        timeZones.add(timeZone);
        return known.size() - 1;
    }

    private static Parameters qualityDefaults() {
        SortedMap<String, Object> values = new TreeMap<>();
        for (Parameter parameter : TrackQualityRule.KIND.allParameters()) {
            if (parameter.defaultValue() != null) {
                values.put(parameter.name(), parameter.defaultValue());
            }
        }
        return new Parameters(values);
    }

    private void indexRoutes() {
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get(i).route();
            routesById.put(route.id(), i);
            for (MoverId mover : route.movers()) {
                routesByMover.computeIfAbsent(mover, key -> new ArrayList<>()).add(i);
            }
            for (String moverClass : route.classes()) {
                routesByClass
                        .computeIfAbsent(moverClass, key -> new ArrayList<>())
                        .add(i);
            }
            routeChanges.add(route.validFromMillis());
            routeChanges.add(route.validToMillis());
        }
        routeChanges.sort(null);
    }

    private String fingerprintText(List<Lane> lanes, ControlData data) {
        StringBuilder text = new StringBuilder("states first\n");
        for (Lane lane : lanes) {
            text.append(lane.name()).append('=').append(lane.ruleset().hash()).append('\n');
        }
        for (int i = 0; i < zones.size(); i++) {
            Zone zone = zones.zone(i);
            text.append(zones.isPresent(i) ? zone.id() : "")
                    .append(' ')
                    .append(zone.type())
                    .append(' ')
                    .append(ShapeHash.of(zone.shape()))
                    .append('\n');
        }
        for (Route route : data.routes()) {
            text.append(route.id()).append(' ').append(ShapeHash.of(route)).append(' ');
            text.append(new TreeSet<>(route.movers())).append(new TreeSet<>(route.classes()));
            text.append(route.validFromMillis()).append('/').append(route.validToMillis());
            text.append(route.stops()).append('\n');
        }
        // Deadlines follow from orders, so movers are looked at anew when these change; of weather nobody remembers a
        // number.
        for (Order order : data.orders().versions()) {
            text.append(order.id()).append(' ').append(order.issuedMillis()).append(order.cancelled());
            text.append(order.deadlineMillis()).append('/').append(order.untilMillis());
            text.append(new TreeSet<>(order.classes())).append(new TreeSet<>(order.movers()));
            text.append(order.areas()).append(order.alternatives()).append('\n');
        }
        return text.append(registry.contentHash()).toString();
    }
}
