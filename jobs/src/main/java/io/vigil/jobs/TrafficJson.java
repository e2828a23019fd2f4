package io.vigil.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.evaluate.Lane;
import io.vigil.model.Route;
import io.vigil.traffic.Flow;
import io.vigil.traffic.Level;
import io.vigil.traffic.RoadTrack;
import io.vigil.traffic.RoadWindow;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages about the traffic of roads. */
final class TrafficJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRAFFIC = "traffic";
    /** A level so old says nothing of how it came to the one of now, ms. */
    private static final long LEVEL_HOLDS_MILLIS = 6 * TrafficFunction.WINDOW_MILLIS;

    private final Map<String, Route> roads = new HashMap<>();

    TrafficJson(List<Route> routes) {
        routes.forEach(route -> roads.put(route.id(), route));
    }

    /**
     * What is told of one direction in one window.
     *
     * @param line the message
     * @param levels with that of the direction
     */
    record Told(WarningRecord line, RoadLevels levels) {}

    /** Tells of one direction in one window, or null where no vehicle went that way. */
    @Nullable
    Told tell(
            String roadId,
            int direction,
            long startMillis,
            long endMillis,
            RoadWindow window,
            @Nullable RoadLevels levelsBefore) {
        List<RoadTrack.Travel> travels = window.of(direction);
        Route road = roads.get(roadId);
        if (travels.isEmpty() || road == null) {
            return null;
        }
        Flow flow = Flow.of(travels, road.freeFlowKph());
        RoadLevels levels = levelsBefore == null ? RoadLevels.NONE : levelsBefore;
        boolean isKnown = flow.vehicles() >= Flow.LEAST_VEHICLES;
        Level level = isKnown ? Level.of(flow.index(), before(levels, direction, startMillis)) : null;
        String way = direction > 0 ? "forward" : "backward";
        ObjectNode json = JSON.createObjectNode().put("road", roadId).put("name", road.label());
        json.put("direction", way)
                .put("from", Instant.ofEpochMilli(startMillis).toString())
                .put("to", Instant.ofEpochMilli(endMillis).toString())
                .put("vehicles", flow.vehicles())
                .put("parked", flow.parked())
                .put("meanKmh", tenths(flow.meanKph()))
                .put("freeFlowKmh", road.freeFlowKph())
                .put("index", isKnown ? tenths(flow.index()) : null)
                .put("level", level == null ? "unknown" : level.word())
                .put("levelZh", level == null ? "样本不足" : level.zh());
        return new Told(
                record(roadId + '/' + way, endMillis, json),
                level == null ? levels : levels.with(direction, level.word(), startMillis));
    }

    private static @Nullable Level before(RoadLevels levels, int direction, long startMillis) {
        String word = direction > 0 ? levels.forward() : levels.backward();
        long start = direction > 0 ? levels.forwardStartMillis() : levels.backwardStartMillis();
        return startMillis - start > LEVEL_HOLDS_MILLIS
                ? null
                : Arrays.stream(Level.values())
                        .filter(level -> level.word().equals(word))
                        .findFirst()
                        .orElse(null);
    }

    private static Double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static WarningRecord record(String key, long timeMillis, ObjectNode json) {
        try {
            return new WarningRecord(
                    Lane.LIVE,
                    key,
                    0,
                    TRAFFIC,
                    WarningRecord.Outlet.TRAFFIC,
                    "",
                    "",
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
}
