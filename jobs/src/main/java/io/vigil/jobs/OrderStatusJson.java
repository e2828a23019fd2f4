package io.vigil.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The messages about orders: one boat's standing, and how many are outstanding. */
final class OrderStatusJson {
    /** In the place of a transition: tells these messages from warnings. */
    static final String STANDING = "standing";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double METERS_PER_NAUTICAL_MILE = 1852;
    /** So many of the outstanding boats are named, those with least time in hand first. */
    private static final int MOST_NAMED = 100;

    private OrderStatusJson() {}

    /** One boat's standing. */
    static WarningRecord boat(StandingRecord standing) {
        ObjectNode json = JSON.createObjectNode().put("type", "boat");
        head(json, standing, standing.timeMillis());
        json.put("mover", standing.mover());
        json.put("report", time(standing.reportMillis()));
        json.put("state", standing.state());
        json.put("tier", standing.tier().isEmpty() ? null : standing.tier());
        json.put("acknowledged", standing.acknowledged());
        way(json, standing);
        return record(standing, standing.order() + '/' + standing.mover(), standing.timeMillis(), json);
    }

    /** How many are outstanding at an instant. */
    static WarningRecord order(StandingRecord any, long timeMillis, Collection<StandingRecord> standings) {
        ObjectNode json = JSON.createObjectNode().put("type", "order");
        head(json, any, timeMillis);
        json.put("addressed", standings.size());
        json.put(
                "acknowledged",
                standings.stream().filter(StandingRecord::acknowledged).count());
        List<StandingRecord> outstanding = standings.stream()
                .filter(StandingRecord::isOutstanding)
                .sorted(Comparator.comparingLong(StandingRecord::slackMillis).thenComparing(StandingRecord::mover))
                .toList();
        json.put("outstanding", outstanding.size());
        SortedMap<String, Integer> byState = new TreeMap<>();
        SortedMap<String, Integer> byTier = new TreeMap<>();
        SortedMap<String, Integer> byTarget = new TreeMap<>();
        for (StandingRecord standing : standings) {
            byState.merge(standing.state(), 1, Integer::sum);
            if (standing.isOutstanding() && !standing.tier().isEmpty()) {
                byTier.merge(standing.tier(), 1, Integer::sum);
            }
            if (!standing.isOutstanding() && !standing.target().isEmpty()) {
                byTarget.merge(standing.target(), 1, Integer::sum);
            }
        }
        byState.forEach(json.putObject("states")::put);
        byTier.forEach(json.putObject("tiers")::put);
        byTarget.forEach(json.putObject("safeAt")::put);
        ArrayNode left = json.putArray("left");
        outstanding.stream().limit(MOST_NAMED).forEach(standing -> {
            ObjectNode boat = left.addObject().put("mover", standing.mover());
            boat.put("tier", standing.tier().isEmpty() ? null : standing.tier());
            way(boat, standing);
        });
        return record(any, any.order(), timeMillis, json);
    }

    private static void head(ObjectNode json, StandingRecord standing, long timeMillis) {
        json.put("order", standing.order()).put("rule", standing.rule()).put("time", time(timeMillis));
        json.put("issued", time(standing.issuedMillis()));
    }

    private static void way(ObjectNode json, StandingRecord standing) {
        if (!standing.target().isEmpty() && !Double.isNaN(standing.distanceMeters())) {
            json.put("target", standing.target());
            json.put("distanceNm", Math.rint(standing.distanceMeters() / METERS_PER_NAUTICAL_MILE * 100) / 100);
            json.put("eta", time(standing.etaMillis()));
            json.put("slackMinutes", Math.floorDiv(standing.slackMillis(), 60_000));
        }
        json.put("deadline", time(standing.deadlineMillis()));
    }

    private static WarningRecord record(StandingRecord standing, String key, long timeMillis, ObjectNode json) {
        try {
            return new WarningRecord(
                    standing.lane(),
                    key,
                    0,
                    STANDING,
                    WarningRecord.Outlet.WARNING,
                    standing.rule(),
                    standing.tier(),
                    timeMillis,
                    timeMillis,
                    timeMillis,
                    0,
                    "",
                    "",
                    "",
                    JSON.writeValueAsBytes(json));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
