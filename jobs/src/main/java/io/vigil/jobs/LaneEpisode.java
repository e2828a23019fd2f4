package io.vigil.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.evaluate.Lane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * What one transition says of an episode, as far as lanes are compared by it.
 *
 * @param shadow whether it is of the lane shadow, else of the desk's
 * @param rule the rule's id
 * @param about the mover, the zone and the stage: what the other lane may have found too
 * @param warningId the episode
 * @param onsetMillis event time at which it began
 * @param detectedMillis event time at which the rule became true
 * @param endMillis event time at which it ended, or {@link Long#MAX_VALUE}
 * @param retracted whether it never was
 */
public record LaneEpisode(
        boolean shadow,
        String rule,
        String about,
        String warningId,
        long onsetMillis,
        long detectedMillis,
        long endMillis,
        boolean retracted) {
    static final long HOUR_MILLIS = 3_600_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    static LaneEpisode of(WarningRecord warning) {
        JsonNode data;
        try {
            data = JSON.readTree(warning.json()).path("data");
        } catch (IOException ours) {
            throw new UncheckedIOException(ours);
        }
        String about = data.path("movers") + " " + data.path("zone").asText() + ' '
                + data.path("stage").asText();
        return new LaneEpisode(
                warning.lane().equals(Lane.SHADOW),
                warning.rule(),
                about,
                warning.warningId(),
                Instant.parse(data.path("onset").asText()).toEpochMilli(),
                warning.detectedMillis(),
                millis(data.path("closed")),
                warning.transition().equals("retracted"));
    }

    private static long millis(JsonNode time) {
        return time.isTextual() ? Instant.parse(time.asText()).toEpochMilli() : Long.MAX_VALUE;
    }

    String key() {
        return rule + '\n' + about;
    }

    /** Begin of the hour in which it was detected. */
    long hourMillis() {
        return Math.floorDiv(detectedMillis, HOUR_MILLIS) * HOUR_MILLIS;
    }

    /** Whether the other lane found the same. */
    boolean meets(LaneEpisode other) {
        return shadow != other.shadow
                && !retracted
                && !other.retracted
                && onsetMillis <= other.endMillis
                && other.onsetMillis <= endMillis;
    }
}
