package io.vigil.evaluate;

import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.rule.FeedOutageRule;
import io.vigil.rule.Parameters;
import io.vigil.rule.RuleConfig;
import io.vigil.rule.SurgeGuardRule;
import io.vigil.rule.Surroundings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compiles the rules of all lanes. A rule that lanes have alike, with equal parameters and behind an equal quality gate, is
 * compiled and judged once for them all.
 *
 * <p>Rules that raise one another ({@code raisedBy}) depend on each other's episodes and on their order, so they are shared all
 * together or not at all.
 */
final class LaneRules {
    private final List<CompiledRule> rules = new ArrayList<>();
    private final Map<Likeness, CompiledRule> known = new HashMap<>();
    private final Set<Long> identities = new HashSet<>();
    private final Map<String, Guards> guards = new HashMap<>();
    private final boolean shares;

    /**
     * What rules of two lanes have in common if and only if they give the same warnings.
     *
     * @param gate index of the quality gate
     * @param live whether the lane is the desk's, which matters where one of them is in the shadow
     * @param related the rule and those it is related to by raising, in the order of the file
     * @param place of the rule among them
     * @param lane all rules of its lane where it asks for states that any of them may tell, else those that guard others
     */
    private record Likeness(int gate, boolean live, List<RuleConfig> related, int place, List<RuleConfig> lane) {}

    /** A rule as one lane has it: the rule itself may bear the name of an earlier lane. */
    private record Named(String lane, CompiledRule rule) {}

    /**
     * Compiles for lanes that are to be added.
     *
     * @param shares false where each lane has its warnings go elsewhere and changes on its own, as live and shadow do
     */
    LaneRules(boolean shares) {
        this.shares = shares;
    }

    /** Takes the rules of one lane that are not off. */
    void add(Lane lane, int gate, Surroundings surroundings) {
        List<RuleConfig> configs = lane.ruleset().rules().stream()
                .filter(rule -> rule.mode() != RuleConfig.Mode.OFF)
                .toList();
        Map<String, List<RuleConfig>> related = related(configs);
        Map<String, Named> ofLane = new LinkedHashMap<>();
        List<Named> added = new ArrayList<>();
        for (RuleConfig config : configs) {
            String name = CompiledRule.lane(lane.name(), config);
            refuseTwice(name, config);
            CompiledRule compiled = new CompiledRule(lane.name(), lane.ruleset().hash(), gate, config, surroundings);
            Likeness likeness = likeness(
                    lane,
                    related.getOrDefault(config.id(), List.of(config)),
                    compiled.rule.asksForState()
                            ? configs
                            : configs.stream().filter(LaneRules::guardsOthers).toList(),
                    compiled);
            CompiledRule rule = shares ? known.putIfAbsent(likeness, compiled) : null;
            if (rule == null) {
                rule = compiled;
                added.add(new Named(name, rule));
            } else {
                rule.shareWith(new Lane.Version(name, lane.ruleset().hash()));
            }
            ofLane.put(config.id(), new Named(name, rule));
        }
        for (Named each : added) {
            each.rule().raisers = raisers(each, ofLane);
            each.rule().stateTellers = stateTellers(each, ofLane);
            requireNeeded(each.rule());
            rules.add(each.rule());
        }
        install(ofLane);
    }

    private static boolean guardsOthers(RuleConfig config) {
        return config.kind() == FeedOutageRule.KIND || config.kind() == SurgeGuardRule.KIND;
    }

    /** Rules of two lanes that are alike have guards that are alike, so it does not matter from which lane they are set. */
    private void install(Map<String, Named> ofLane) {
        for (Named guard : ofLane.values()) {
            Parameters parameters = guard.rule().config.parameters();
            if (guard.rule().rule instanceof SurgeGuardRule surge) {
                guards.merge(guard.lane(), new Guards(null, surge(surge, guard, ofLane)), Guards::with);
                ofLane.values().forEach(each -> each.rule().otherFamilies = otherFamilies(surge, each, ofLane));
            } else if (guard.rule().rule instanceof FeedOutageRule feeds) {
                guards.merge(guard.lane(), new Guards(parameters, null), Guards::with);
                ofLane.values().stream()
                        .filter(each ->
                                each.rule().rule.warnsOfSilence() && each.lane().equals(guard.lane()))
                        .forEach(each -> each.rule().feeds = feeds);
            }
        }
    }

    private static Guards.Surge surge(SurgeGuardRule surge, Named guard, Map<String, Named> ofLane) {
        Set<String> guarded = new HashSet<>();
        for (Named each : ofLane.values()) {
            String id = each.rule().config.id();
            if (each.lane().equals(guard.lane()) && surge.guards(id, each.rule().rule)) {
                guarded.add(id);
                each.rule().isGuarded = true;
            }
        }
        return new Guards.Surge(guarded, guard.rule().config.parameters());
    }

    private static List<CompiledRule> otherFamilies(SurgeGuardRule surge, Named rule, Map<String, Named> ofLane) {
        return ofLane.values().stream()
                .filter(other -> other.lane().equals(rule.lane())
                        && surge.areOfTwoFamilies(
                                rule.rule().config.id(), other.rule().config.id()))
                .map(Named::rule)
                .toList();
    }

    /** By lane, what is looked at over many of its movers. */
    Map<String, Guards> guards() {
        return Map.copyOf(guards);
    }

    /** The distinct rules, in the order of the lanes and of their files. */
    List<CompiledRule> rules() {
        // What a rule says of a mover's state at a report the others may ask for at that report.
        rules.sort(Comparator.comparing(rule -> !rule.rule.tellsState()));
        return List.copyOf(rules);
    }

    /** By {@link #key} of the first lane, all lanes that have a rule. */
    Map<String, List<Lane.Version>> lanesByRule() {
        Map<String, List<Lane.Version>> lanes = new HashMap<>();
        rules.forEach(rule -> lanes.put(key(rule.lane, rule.config.id()), List.copyOf(rule.lanes())));
        return lanes;
    }

    static String key(String lane, String rule) {
        return lane + '\n' + rule;
    }

    private void refuseTwice(String lane, RuleConfig config) {
        if (!identities.add(CompiledRule.identity(lane, config))) {
            throw new InvalidInputException(
                    List.of(new Fault("lane " + lane, "rule " + config.id(), "is there twice", "rename one of them")));
        }
    }

    private static Likeness likeness(Lane lane, List<RuleConfig> related, List<RuleConfig> others, CompiledRule rule) {
        boolean anyInShadow = Stream.concat(related.stream(), others.stream())
                .anyMatch(each -> each.mode() == RuleConfig.Mode.SHADOW);
        boolean live = anyInShadow && lane.name().equals(Lane.LIVE);
        return new Likeness(rule.gate, live, related, related.indexOf(rule.config), others);
    }

    /** By rule id, the rules of the lane that are tied to it by raising, directly or over others, in the order of the file. */
    private static Map<String, List<RuleConfig>> related(List<RuleConfig> configs) {
        Map<String, Integer> group = new HashMap<>();
        for (int i = 0; i < configs.size(); i++) {
            group.put(configs.get(i).id(), i);
        }
        for (RuleConfig config : configs) {
            for (String raiser : config.raisedBy()) {
                Integer from = group.get(raiser);
                int to = group.getOrDefault(config.id(), -1);
                if (from != null) {
                    group.replaceAll((id, number) -> number.equals(from) ? to : number);
                }
            }
        }
        Map<String, List<RuleConfig>> related = new HashMap<>();
        for (RuleConfig config : configs) {
            related.put(
                    config.id(),
                    configs.stream()
                            .filter(other -> Objects.equals(group.get(other.id()), group.get(config.id())))
                            .toList());
        }
        return Collections.unmodifiableMap(related);
    }

    /** Nobody is called out for a rule in the shadow, so it makes nothing more urgent that is not. */
    private static List<CompiledRule> raisers(Named raised, Map<String, Named> ofLane) {
        List<CompiledRule> raisers = new ArrayList<>();
        for (String id : raised.rule().config.raisedBy()) {
            Named raiser = ofLane.get(id);
            if (raiser != null && isHeardBy(raised, raiser)) {
                raisers.add(raiser.rule());
            }
        }
        return List.copyOf(raisers);
    }

    private static List<CompiledRule> stateTellers(Named asking, Map<String, Named> ofLane) {
        return ofLane.values().stream()
                .filter(teller -> teller.rule().rule.tellsState())
                .filter(teller -> isHeardBy(asking, teller))
                .map(Named::rule)
                .toList();
    }

    private static boolean isHeardBy(Named one, Named other) {
        return other.lane().equals(one.lane()) || one.lane().equals(Lane.SHADOW);
    }

    private static void requireNeeded(CompiledRule rule) {
        String kind = rule.rule.neededKind();
        if (kind != null
                && rule.stateTellers.stream()
                        .noneMatch(teller -> teller.config.kind().kind().equals(kind))) {
            throw new InvalidInputException(List.of(new Fault(
                    "lane " + rule.lane,
                    "rule " + rule.config.id(),
                    "needs a rule of kind " + kind + " in the same file",
                    "add one that is not off, and not in the shadow unless this one is")));
        }
    }
}
