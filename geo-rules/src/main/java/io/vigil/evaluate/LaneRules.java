package io.vigil.evaluate;

import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.rule.RuleConfig;
import io.vigil.rule.Surroundings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /**
     * What rules of two lanes have in common if and only if they give the same warnings.
     *
     * @param gate index of the quality gate
     * @param live whether the lane is the desk's, which matters where one of them is in the shadow
     * @param related the rule and those it is related to by raising, in the order of the file
     * @param place of the rule among them
     */
    private record Likeness(int gate, boolean live, List<RuleConfig> related, int place) {}

    /** Takes the rules of one lane that are not off. */
    void add(Lane lane, int gate, Surroundings surroundings) {
        List<RuleConfig> configs = lane.ruleset().rules().stream()
                .filter(rule -> rule.mode() != RuleConfig.Mode.OFF)
                .toList();
        Map<String, List<RuleConfig>> related = related(configs);
        Map<String, CompiledRule> ofLane = new HashMap<>();
        List<CompiledRule> added = new ArrayList<>();
        for (RuleConfig config : configs) {
            String name = CompiledRule.lane(lane.name(), config);
            refuseTwice(name, config);
            Likeness likeness = likeness(lane, gate, related.getOrDefault(config.id(), List.of(config)), config);
            CompiledRule rule = known.get(likeness);
            if (rule == null) {
                rule = new CompiledRule(lane.name(), lane.ruleset().hash(), gate, config, surroundings);
                known.put(likeness, rule);
                added.add(rule);
            } else {
                rule.shareWith(new Lane.Version(name, lane.ruleset().hash()));
            }
            ofLane.put(config.id(), rule);
        }
        added.forEach(rule -> rule.raisers = raisers(rule, ofLane));
        rules.addAll(added);
    }

    /** The distinct rules, in the order of the lanes and of their files. */
    List<CompiledRule> rules() {
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
            throw new InvalidInputException(List.of(
                    new Fault("lane " + lane, "rule " + config.id(), "is there twice", "rename one of them")));
        }
    }

    private static Likeness likeness(Lane lane, int gate, List<RuleConfig> related, RuleConfig config) {
        boolean anyInShadow = related.stream().anyMatch(rule -> rule.mode() == RuleConfig.Mode.SHADOW);
        return new Likeness(
                gate, anyInShadow && lane.name().equals(Lane.LIVE), related, related.indexOf(config));
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
                            .filter(other -> group.get(other.id()).equals(group.get(config.id())))
                            .toList());
        }
        return Collections.unmodifiableMap(related);
    }

    /** Nobody is called out for a rule in the shadow, so it makes nothing more urgent that is not. */
    private static List<CompiledRule> raisers(CompiledRule raised, Map<String, CompiledRule> ofLane) {
        List<CompiledRule> raisers = new ArrayList<>();
        for (String id : raised.config.raisedBy()) {
            CompiledRule raiser = ofLane.get(id);
            if (raiser != null && (raiser.lane.equals(raised.lane) || raised.lane.equals(Lane.SHADOW))) {
                raisers.add(raiser);
            }
        }
        return List.copyOf(raisers);
    }
}
