package io.vigil.tune;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.score.Episode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A warning folded from its transitions, as far as tuning asks for it.
 *
 * @param id of the warning
 * @param rule id of its rule
 * @param stage {@code breach}, or {@code pre} for the notice before it
 * @param movers whom it is about
 * @param moverClass class of the first of them, or null when nobody knows
 * @param zone id of its zone or route, or null
 * @param tier urgency at the end
 * @param retracted whether it was taken back
 * @param onsetMillis begin of the evidence
 * @param detectedMillis when it was raised
 * @param closedMillis when it was closed, or {@link #OPEN}
 * @param latitude of the last evidence, degrees, or NaN
 * @param longitude of the last evidence, degrees, or NaN
 * @param margin how far the measured value was beyond the threshold, as a share of it; NaN where the two cannot be compared
 * @param messageZh what it says in Chinese
 * @param messageEn what it says in English
 */
record Incident(
        String id,
        String rule,
        String stage,
        List<String> movers,
        @Nullable String moverClass,
        @Nullable String zone,
        String tier,
        boolean retracted,
        long onsetMillis,
        long detectedMillis,
        long closedMillis,
        double latitude,
        double longitude,
        double margin,
        String messageZh,
        String messageEn) {
    /** It was open when the data ended. */
    static final long OPEN = Long.MAX_VALUE;

    Incident {
        movers = List.copyOf(movers);
    }

    /** That of the newest transition. */
    static Incident of(JsonNode data, @Nullable String moverClass) {
        List<String> movers = new ArrayList<>();
        data.path("movers").forEach(mover -> movers.add(mover.asText()));
        JsonNode explain = data.path("explain");
        return new Incident(
                data.path("warningId").asText(),
                data.path("rule").asText(),
                data.path("stage").asText("breach"),
                movers,
                moverClass,
                data.path("zone").isTextual() ? data.path("zone").asText() : null,
                data.path("tier").asText(),
                data.path("state").asText().equals("retracted"),
                millis(data.path("onset")),
                millis(data.path("detected")),
                data.path("closed").isTextual() ? millis(data.path("closed")) : OPEN,
                data.path("position").path("lat").asDouble(Double.NaN),
                data.path("position").path("lon").asDouble(Double.NaN),
                margin(explain.path("measured"), explain.path("threshold")),
                data.path("message").path("zh").asText(),
                data.path("message").path("en").asText());
    }

    /** The same in the words of its first transition, which are those a desk decides by. */
    Incident worded(Incident first) {
        return new Incident(
                id,
                rule,
                stage,
                movers,
                moverClass,
                zone,
                tier,
                retracted,
                onsetMillis,
                detectedMillis,
                closedMillis,
                latitude,
                longitude,
                margin,
                first.messageZh,
                first.messageEn);
    }

    /** Whether it counts as a warning: notices before a breach and what was taken back do not. */
    boolean counts() {
        return !retracted && !stage.equals("pre");
    }

    /** The span that labels are held against; one that is open lasts to the last moment its lane speaks of. */
    Episode episode(long newestMillis) {
        long to = closedMillis == OPEN ? newestMillis : closedMillis;
        return new Episode(id, rule, Set.copyOf(movers), onsetMillis, Math.max(onsetMillis, to));
    }

    /** Whether another candidate raised it at the same moment with the same urgency. */
    boolean isLike(Incident other) {
        return detectedMillis == other.detectedMillis && tier.equals(other.tier);
    }

    /** Whether another is about the same subject at the same time, under whatever id. */
    boolean overlaps(Incident other) {
        return rule.equals(other.rule)
                && movers.equals(other.movers)
                && java.util.Objects.equals(zone, other.zone)
                && onsetMillis <= other.closedMillis
                && other.onsetMillis <= closedMillis;
    }

    /** The least distance among the quantities that are measured and limited by one name. */
    private static double margin(JsonNode measured, JsonNode threshold) {
        double least = Double.NaN;
        for (Map.Entry<String, JsonNode> limit : threshold.properties()) {
            JsonNode value = measured.path(limit.getKey());
            if (limit.getValue().isNumber()
                    && value.isNumber()
                    && limit.getValue().asDouble() != 0) {
                double bound = limit.getValue().asDouble();
                double share = Math.abs(value.asDouble() - bound) / Math.abs(bound);
                least = Double.isNaN(least) ? share : Math.min(least, share);
            }
        }
        return least;
    }

    private static long millis(JsonNode time) {
        return Instant.parse(time.asText()).toEpochMilli();
    }
}
