package io.vigil.console.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Tier;
import io.vigil.model.Warning;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One transition of a warning as it came in: what the queue shows of it, and the whole CloudEvent for the one who asks
 * why.
 *
 * @param warningId the same for all transitions of the episode
 * @param sequence 1 for the first transition, then counting up
 * @param transition what happened
 * @param timeMillis event time at which it happened
 * @param tier urgency after it
 * @param state state of the episode after it
 * @param stage {@code pre} for a warning ahead of the breach, else {@code breach}
 * @param rule id of the rule
 * @param kind kind of the rule
 * @param movers whom it is about, 1 to 16
 * @param zone id of the zone or route, or null
 * @param onsetMillis event time of the first evidence
 * @param detectedMillis event time at which the rule became true
 * @param closedMillis event time at which the episode ended, or {@link PositionReport#NO_TIME}
 * @param reason why it was amended, closed or retracted, or null
 * @param latitude degrees of the last evidence, or NaN
 * @param longitude degrees of the last evidence, or NaN
 * @param speedKph km/h of the last evidence, or NaN
 * @param messageZh one sentence in Chinese
 * @param messageEn one sentence in English
 * @param late whether it rests on reports that came late
 * @param cloudEvent the record as it came, valid JSON
 */
public record WarningTransition(
        String warningId,
        int sequence,
        Warning.Transition transition,
        long timeMillis,
        Tier tier,
        Warning.State state,
        String stage,
        String rule,
        String kind,
        List<MoverId> movers,
        @Nullable String zone,
        long onsetMillis,
        long detectedMillis,
        long closedMillis,
        @Nullable String reason,
        double latitude,
        double longitude,
        double speedKph,
        String messageZh,
        String messageEn,
        boolean late,
        String cloudEvent) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_BYTES = 32 * 1024;
    private static final int MAX_MOVERS = 16;
    private static final int MAX_MESSAGE = 1_000;
    private static final double MAX_SPEED_KPH = 2_000;
    private static final String TYPE_PREFIX = "vigil.warning.";

    /** Reads a record of {@code vigil.warnings}. */
    public static WarningTransition parse(byte[] value) throws MalformedRecordException {
        JsonNode event = RecordFields.object(value, MAX_BYTES);
        JsonNode data = object(event, "data");
        String type = RecordFields.text(event, "type");
        if (!type.startsWith(TYPE_PREFIX)) {
            throw new MalformedRecordException("type=" + type + " must begin with " + TYPE_PREFIX);
        }
        JsonNode position = data.path("position");
        JsonNode message = object(data, "message");
        return new WarningTransition(
                RecordFields.text(data, "warningId"),
                (int) RecordFields.number(data, "sequence", 1, Integer.MAX_VALUE),
                transition(type.substring(TYPE_PREFIX.length())),
                RecordFields.timeMillis(event, "time"),
                tier(RecordFields.text(data, "tier")),
                state(RecordFields.text(data, "state")),
                "pre".equals(RecordFields.textOrNull(data, "stage")) ? "pre" : "breach",
                RecordFields.text(data, "rule"),
                RecordFields.text(data, "kind"),
                movers(data.path("movers")),
                RecordFields.textOrNull(data, "zone"),
                RecordFields.timeMillis(data, "onset"),
                RecordFields.timeMillis(data, "detected"),
                RecordFields.timeMillisOrAbsent(data, "closed"),
                RecordFields.textOrNull(data, "reason"),
                RecordFields.numberOrNaN(position, "lat", -90, 90),
                RecordFields.numberOrNaN(position, "lon", -180, 180),
                RecordFields.numberOrNaN(data, "speedKmh", 0, MAX_SPEED_KPH),
                sentence(message, "zh"),
                sentence(message, "en"),
                data.path("late").asBoolean(false),
                RecordFields.storable(event.toString()));
    }

    /** Licence number of who drove the vehicle it is about, or null. */
    public @Nullable String driver() {
        try {
            return JSON.readTree(cloudEvent)
                    .path("data")
                    .path("explain")
                    .path("measured")
                    .path("driver")
                    .textValue();
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException("the record was JSON when it came", notJson);
        }
    }

    /** Whether the episode still runs. */
    public boolean isOpen() {
        return state == Warning.State.OPEN;
    }

    /** Writes what the queue shows, as one object. */
    public void writeSummary(JsonGenerator out) throws IOException {
        out.writeStartObject();
        writeFields(out);
        out.writeEndObject();
    }

    /** Writes what the queue shows into an object the caller has begun. */
    public void writeFields(JsonGenerator out) throws IOException {
        out.writeStringField("warningId", warningId);
        out.writeNumberField("sequence", sequence);
        out.writeStringField("type", transition.word());
        out.writeStringField("time", Instant.ofEpochMilli(timeMillis).toString());
        out.writeStringField("tier", tier.word());
        out.writeStringField("state", state.word());
        out.writeStringField("stage", stage);
        out.writeStringField("rule", rule);
        out.writeStringField("kind", kind);
        out.writeArrayFieldStart("movers");
        for (MoverId mover : movers) {
            out.writeString(mover.text());
        }
        out.writeEndArray();
        out.writeStringField("zone", zone);
        writeTime(out, "onset", onsetMillis);
        writeTime(out, "detected", detectedMillis);
        writeTime(out, "closed", closedMillis);
        out.writeStringField("reason", reason);
        writeMeasured(out, "lon", longitude);
        writeMeasured(out, "lat", latitude);
        writeMeasured(out, "speedKmh", speedKph);
        out.writeObjectFieldStart("message");
        out.writeStringField("zh", messageZh);
        out.writeStringField("en", messageEn);
        out.writeEndObject();
        out.writeBooleanField("late", late);
    }

    private static void writeTime(JsonGenerator out, String name, long timeMillis) throws IOException {
        out.writeStringField(
                name,
                timeMillis == PositionReport.NO_TIME
                        ? null
                        : Instant.ofEpochMilli(timeMillis).toString());
    }

    private static void writeMeasured(JsonGenerator out, String name, double value) throws IOException {
        if (Double.isNaN(value)) {
            out.writeNullField(name);
        } else {
            out.writeNumberField(name, value);
        }
    }

    private static JsonNode object(JsonNode node, String name) throws MalformedRecordException {
        JsonNode value = node.path(name);
        if (!value.isObject()) {
            throw new MalformedRecordException(name + " must be an object");
        }
        return value;
    }

    private static String sentence(JsonNode message, String language) throws MalformedRecordException {
        JsonNode value = message.path(language);
        if (!value.isTextual() || value.textValue().length() > MAX_MESSAGE) {
            throw new MalformedRecordException(
                    "message." + language + " must be a text of at most " + MAX_MESSAGE + " characters");
        }
        return RecordFields.storable(value.textValue());
    }

    private static List<MoverId> movers(JsonNode values) throws MalformedRecordException {
        if (!values.isArray() || values.isEmpty() || values.size() > MAX_MOVERS) {
            throw new MalformedRecordException("movers must be a list of 1 to " + MAX_MOVERS);
        }
        List<MoverId> movers = new ArrayList<>();
        for (JsonNode value : values) {
            movers.add(RecordFields.mover(value));
        }
        return List.copyOf(movers);
    }

    private static Warning.Transition transition(String word) throws MalformedRecordException {
        for (Warning.Transition transition : Warning.Transition.values()) {
            if (transition.word().equals(word)) {
                return transition;
            }
        }
        throw new MalformedRecordException("type " + TYPE_PREFIX + word + " is not known");
    }

    private static Warning.State state(String word) throws MalformedRecordException {
        for (Warning.State state : Warning.State.values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        throw new MalformedRecordException("state=" + word + " is not known");
    }

    private static Tier tier(String word) throws MalformedRecordException {
        for (Tier tier : Tier.values()) {
            if (tier.word().equals(word)) {
                return tier;
            }
        }
        throw new MalformedRecordException("tier=" + word + " is not known");
    }
}
