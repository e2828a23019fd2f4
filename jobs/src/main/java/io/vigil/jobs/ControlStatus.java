package io.vigil.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.evaluate.Lane;
import io.vigil.json.Rfc3339;
import io.vigil.model.Fault;
import io.vigil.rule.RuleConfig;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of a change of control data: messages of the topic {@code control.status}. */
final class ControlStatus {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_LISTED = 200;

    private ControlStatus() {}

    /** Accepted; holds from the version's event time on. */
    static KeyedRecord accepted(ControlVersion version, ControlState before, ControlState after, long storedMillis) {
        String from = Rfc3339.format(version.fromMillis());
        ObjectNode json = json("accepted", version.changes()).put("version", version.number());
        json.put("effectiveFrom", from);
        ObjectNode rules = json.putObject("rules");
        Map<String, RuleConfig> old = rules(before);
        Map<String, RuleConfig> now = rules(after);
        List<String> added =
                now.keySet().stream().filter(id -> !old.containsKey(id)).toList();
        List<String> changed = now.keySet().stream()
                .filter(id -> old.containsKey(id) && !old.get(id).equals(now.get(id)))
                .toList();
        added.forEach(rules.putArray("added")::add);
        old.keySet().stream().filter(id -> !now.containsKey(id)).forEach(rules.putArray("removed")::add);
        changed.forEach(rules.putArray("changed")::add);
        if (!added.isEmpty() || !changed.isEmpty()) {
            ObjectNode complete = json.putObject("completeFrom");
            Map<String, Long> reach = after.engine().completeAfterMillis(storedMillis);
            Stream.concat(added.stream(), changed.stream())
                    .filter(reach::containsKey)
                    .forEach(id -> complete.put(id, Rfc3339.format(version.fromMillis() + reach.getOrDefault(id, 0L))));
        }
        return message(
                json,
                "第" + version.number() + "版已接受,自 " + from + " 起生效:" + listed(version.changes()),
                "version " + version.number() + " accepted, in effect from " + from + ": " + listed(version.changes()));
    }

    /** Refused; what was running goes on. */
    static KeyedRecord rejected(Collection<ControlRecord> changes, long running, List<Fault> faults) {
        ObjectNode json = json("rejected", changes).put("version", running);
        ArrayNode array = json.putArray("faults");
        for (Fault fault : faults.subList(0, Math.min(MOST_LISTED, faults.size()))) {
            array.addObject()
                    .put("file", fault.file())
                    .put("place", fault.place())
                    .put("reason", fault.reason())
                    .put("remedy", fault.remedy());
        }
        json.put("faultCount", faults.size());
        return message(
                json,
                "已拒绝:" + listed(changes) + "。共" + faults.size() + "处错误,第" + running + "版继续运行。首个错误:" + faults.get(0),
                "rejected: " + listed(changes) + ". " + faults.size() + " faults, version " + running
                        + " goes on. The first: " + faults.get(0));
    }

    /** Good so far; kept until its time comes. */
    static KeyedRecord scheduled(ControlRecord change) {
        String from = Rfc3339.format(change.effectiveMillis());
        return message(
                json("scheduled", List.of(change)).put("effectiveFrom", from),
                "已排定,将自 " + from + " 起生效:" + listed(List.of(change)),
                "scheduled, to be in effect from " + from + ": " + listed(List.of(change)));
    }

    /** A subtask has met the first event that the version judges. */
    static KeyedRecord inEffect(long version, long fromMillis, int subtask, int subtasks) {
        String place = " (" + (subtask + 1) + "/" + subtasks + ")";
        return message(
                ofSubtask("in-effect", version, fromMillis, subtask, subtasks),
                "第" + version + "版已生效" + place,
                "version " + version + " in effect" + place);
    }

    /** The stream has passed the version's time, and a subtask has handed over all its movers, silent ones too. */
    static KeyedRecord handedOver(long version, long fromMillis, int subtask, int subtasks, long movers, long ahead) {
        ObjectNode json = ofSubtask("handed-over", version, fromMillis, subtask, subtasks)
                .put("movers", movers)
                .put("ahead", ahead);
        String place = " (" + (subtask + 1) + "/" + subtasks + ")";
        String aheadZh = ahead == 0 ? "" : ";其中" + ahead + "个此前已判至该时刻之后,自其最新时刻起生效";
        String aheadEn =
                ahead == 0 ? "" : ", of them " + ahead + " from a later moment, up to which they had been judged";
        return message(
                json,
                "第" + version + "版已交接" + place + ",目标" + movers + "个" + aheadZh,
                "version " + version + " handed over" + place + ", " + movers + " movers" + aheadEn);
    }

    private static ObjectNode ofSubtask(String status, long version, long fromMillis, int subtask, int subtasks) {
        return JSON.createObjectNode()
                .put("status", status)
                .put("version", version)
                .put("effectiveFrom", Rfc3339.format(fromMillis))
                .put("subtask", subtask)
                .put("subtasks", subtasks);
    }

    private static ObjectNode json(String status, Collection<ControlRecord> changes) {
        ObjectNode json = JSON.createObjectNode().put("status", status);
        ArrayNode array = json.putArray("changes");
        changes.stream().limit(MOST_LISTED).forEach(change -> array.addObject()
                .put("topic", change.topic())
                .put("key", change.key())
                .put("removed", change.isRemoval())
                .put("partition", change.partition())
                .put("offset", change.offset()));
        return json.put("changeCount", changes.size());
    }

    private static KeyedRecord message(ObjectNode json, String zh, String en) {
        json.putObject("message").put("zh", zh).put("en", en);
        try {
            return new KeyedRecord("control", JSON.writeValueAsBytes(json));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String listed(Collection<ControlRecord> changes) {
        String first = changes.stream()
                .limit(3)
                .map(change -> change.topic() + ' ' + (change.isRemoval() ? "-" : "") + change.key())
                .collect(Collectors.joining(", "));
        return changes.size() > 3 ? first + " … (" + changes.size() + ")" : first;
    }

    /** By lane and id. */
    private static Map<String, RuleConfig> rules(ControlState state) {
        Map<String, RuleConfig> rules = new TreeMap<>();
        for (Lane lane : state.lanes().values()) {
            for (RuleConfig rule : lane.ruleset().rules()) {
                if (rule.mode() != RuleConfig.Mode.OFF) {
                    boolean isShadow = lane.name().equals(Lane.LIVE) && rule.mode() == RuleConfig.Mode.SHADOW;
                    rules.put((isShadow ? Lane.SHADOW : lane.name()) + '/' + rule.id(), rule);
                }
            }
        }
        return rules;
    }
}
