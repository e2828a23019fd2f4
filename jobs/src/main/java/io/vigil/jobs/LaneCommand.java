package io.vigil.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.evaluate.Lane;
import io.vigil.model.ContentHash;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.rule.RuleConfig;
import io.vigil.rule.Ruleset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A word about one rule on the topic of rules, where sending the whole file again would be clumsy. {@code {"promote":"ID"}}
 * puts the rule that is tried in the shadow before the desk, {@code {"demote":"ID"}} takes it back. A rule of the lane live
 * with {@code mode: shadow} changes its mode; where the lane shadow has a rule of that id, the two change places, so that one
 * command undoes the other.
 *
 * @param rule the rule's id
 * @param promotes whether it comes before the desk
 * @param name what the command is called in faults
 */
record LaneCommand(String rule, boolean promotes, String name) {
    /** What keys of commands begin with; no lane is called so. */
    static final String KEY = "command";

    private static final ObjectMapper JSON = new ObjectMapper();

    static LaneCommand parse(byte[] value, String name) {
        JsonNode json;
        try {
            json = JSON.readTree(value);
        } catch (IOException broken) {
            throw invalid(name, "is not JSON");
        }
        for (String word : List.of("promote", "demote")) {
            if (json.size() == 1 && json.path(word).isTextual()) {
                return new LaneCommand(json.path(word).asText(), word.equals("promote"), name);
            }
        }
        throw invalid(name, "must be {\"promote\":\"RULE\"} or {\"demote\":\"RULE\"}");
    }

    /** Moves the rule in the lanes. */
    void apply(SortedMap<String, Lane> lanes) {
        Lane live = lanes.get(Lane.LIVE);
        Lane shadow = lanes.get(Lane.SHADOW);
        RuleConfig ofLive = find(live);
        RuleConfig ofShadow = find(shadow);
        if (live != null && shadow != null && ofShadow != null && (promotes || ofLive != null)) {
            lanes.put(Lane.LIVE, with(live, ofShadow));
            lanes.put(Lane.SHADOW, ofLive == null ? without(shadow) : with(shadow, ofLive));
            return;
        }
        RuleConfig.Mode before = promotes ? RuleConfig.Mode.SHADOW : RuleConfig.Mode.LIVE;
        if (live == null || ofLive == null || ofLive.mode() != before) {
            throw invalid(name, promotes ? "rule " + rule + " is not in the shadow" : "rule " + rule + " is not live");
        }
        lanes.put(Lane.LIVE, with(live, ofLive.withMode(promotes ? RuleConfig.Mode.LIVE : RuleConfig.Mode.SHADOW)));
    }

    private @Nullable RuleConfig find(@Nullable Lane lane) {
        return lane == null
                ? null
                : lane.ruleset().rules().stream()
                        .filter(config -> config.id().equals(rule))
                        .findFirst()
                        .orElse(null);
    }

    private Lane with(Lane lane, RuleConfig config) {
        List<RuleConfig> rules = new ArrayList<>(lane.ruleset().rules());
        int place = 0;
        while (place < rules.size() && !rules.get(place).id().equals(rule)) {
            place++;
        }
        if (place < rules.size()) {
            rules.set(place, config);
        } else {
            rules.add(config);
        }
        return lane(lane, rules, config.mode() + " " + config.parameters().shown());
    }

    private Lane without(Lane lane) {
        List<RuleConfig> rules = new ArrayList<>(lane.ruleset().rules());
        rules.removeIf(config -> config.id().equals(rule));
        return lane(lane, rules, "gone");
    }

    /** The version follows from what it was and what was done, so it is the same in every process. */
    private Lane lane(Lane lane, List<RuleConfig> rules, String what) {
        String hash = ContentHash.hex16(lane.ruleset().hash() + '\n' + promotes + ' ' + rule + '\n' + what);
        return new Lane(lane.name(), new Ruleset(lane.ruleset().zone(), rules, hash));
    }

    private static InvalidInputException invalid(String name, String reason) {
        return new InvalidInputException(List.of(new Fault(name, "value", reason, null)));
    }
}
