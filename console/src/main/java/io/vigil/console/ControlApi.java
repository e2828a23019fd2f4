package io.vigil.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.vigil.console.access.Permission;
import io.vigil.console.access.User;
import io.vigil.console.record.RecordFields;
import io.vigil.console.store.ControlStore;
import io.vigil.console.store.ControlStore.Version;
import io.vigil.console.world.Ground;
import io.vigil.console.world.RulesText;
import io.vigil.console.world.ZoneCheck;
import io.vigil.model.InvalidInputException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Zones and rules as they are published from here: each version is checked by the engine's own reader, stored with who and
 * when and why, and sent to its topic. Two who change the same thing do not overwrite each other: a version names the one
 * it was made from. What would flood the desk is refused. To bring an earlier version of the rules back is always possible.
 */
final class ControlApi {
    private static final int MAX_NOTE = 200;
    private static final int MAX_ID = 80;
    private static final String LANE = "live";

    private final ControlStore store;
    private final ControlTopics topics;
    private final Ground ground;
    private final Outbox outbox;
    private final PreviewApi preview;
    private final LongSupplier clockMillis;
    /** The rules of the file given at the start, where the topic holds none; may be empty. */
    private final String rulesAtStart;

    ControlApi(
            ControlStore store,
            ControlTopics topics,
            Ground ground,
            Outbox outbox,
            PreviewApi preview,
            String rulesAtStart,
            LongSupplier clockMillis) {
        this.store = store;
        this.topics = topics;
        this.ground = ground;
        this.outbox = outbox;
        this.preview = preview;
        this.rulesAtStart = rulesAtStart;
        this.clockMillis = clockMillis;
    }

    void register(Api api) {
        preview.register(api, this::rules);
        api.get("/api/zones/{id}", Permission.DRAW, this::zone);
        api.post("/api/zones/check", Permission.DRAW, (ctx, user) -> {
            List<String> faults = ZoneCheck.faults(Api.body(ctx).path("feature"));
            Api.json(ctx, out -> writeFaults(out, faults));
        });
        api.put("/api/zones/{id}", Permission.DRAW, this::publishZone);
        api.delete("/api/zones/{id}", Permission.DRAW, this::deleteZone);
        api.get("/api/rules", Permission.TUNE, (ctx, user) -> Api.json(ctx, this::writeRules));
        api.put("/api/rules/{id}", Permission.TUNE, this::publishRule);
        api.post("/api/rules/revert", Permission.TUNE, this::revertRules);
        api.get("/api/control/status", Permission.DRAW, this::status);
    }

    private void zone(Context ctx, User user) {
        String id = ctx.pathParam("id");
        ObjectNode feature = ground.zone(id).orElseThrow(() -> RefusedException.unknown("zone"));
        checkSees(user, feature);
        List<Version> versions = store.versions("zone", id);
        Api.json(ctx, out -> {
            out.writeStartObject();
            out.writeFieldName("feature");
            out.writeRawValue(feature.toString());
            out.writeNumberField(
                    "version", versions.isEmpty() ? 0 : versions.get(0).version());
            writeVersions(out, versions, "feature");
            out.writeEndObject();
        });
    }

    private void publishZone(Context ctx, User user) {
        JsonNode body = Api.body(ctx);
        String id = ctx.pathParam("id");
        if (!(body.path("feature").deepCopy() instanceof ObjectNode feature)
                || !feature.path("properties").path("id").asText().equals(id)
                || id.length() > MAX_ID) {
            throw RefusedException.wrong("feature must be a GeoJSON Feature whose properties.id is " + id);
        }
        List<String> faults = ZoneCheck.faults(feature);
        if (!faults.isEmpty()) {
            refuse(ctx, faults);
            return;
        }
        ground.zone(id).ifPresent(known -> checkSees(user, known));
        checkSees(user, feature);
        ((ObjectNode) feature.path("properties")).remove("layer");
        Optional<String> flood =
                preview.zone(rules(), id, feature, position -> true).flatMap(preview::refusal);
        if (flood.isPresent()) {
            refuse(ctx, List.of(flood.get()));
            return;
        }
        Version version = publish("zone", id, feature.toString(), body, user, ControlTopics.ZONES_TOPIC);
        ground.put("zone", id, feature);
        writeVersion(ctx, version);
    }

    private void deleteZone(Context ctx, User user) {
        String id = ctx.pathParam("id");
        checkSees(user, ground.zone(id).orElseThrow(() -> RefusedException.unknown("zone")));
        Version version = publish("zone", id, null, Api.body(ctx), user, ControlTopics.ZONES_TOPIC);
        ground.put("zone", id, null);
        writeVersion(ctx, version);
    }

    /** Who does not see everything may draw in his own jurisdictions only. */
    private static void checkSees(User user, ObjectNode feature) {
        String code = feature.path("properties")
                .path("attributes")
                .path("jurisdiction")
                .asText();
        if (!user.scope().everywhere() && !user.scope().sees(Set.of(code))) {
            throw new RefusedException(HttpStatus.FORBIDDEN, "the zone does not belong to your jurisdictions");
        }
    }

    private void publishRule(Context ctx, User user) {
        JsonNode body = Api.body(ctx);
        try {
            String text = RulesText.changed(rules(), ctx.pathParam("id"), body);
            Optional<String> flood =
                    preview.rules(rules(), text, position -> true).flatMap(preview::refusal);
            if (flood.isPresent()) {
                refuse(ctx, List.of(flood.get()));
                return;
            }
            writeVersion(ctx, publish("rules", LANE, text, body, user, ControlTopics.RULES_TOPIC));
        } catch (InvalidInputException e) {
            refuse(ctx, e.faults().stream().map(Object::toString).toList());
        }
    }

    private void revertRules(Context ctx, User user) {
        ObjectNode body = (ObjectNode) Api.body(ctx);
        int wanted = body.path("version").asInt();
        Version old = store.versions("rules", LANE).stream()
                .filter(version -> version.version() == wanted)
                .findFirst()
                .orElseThrow(() -> RefusedException.unknown("version"));
        body.put("note", "revert to " + wanted);
        writeVersion(ctx, publish("rules", LANE, old.body(), body, user, ControlTopics.RULES_TOPIC));
    }

    private Version publish(
            String kind, String subject, @Nullable String content, JsonNode body, User user, String topic) {
        Version next = new Version(
                kind,
                subject,
                0,
                content,
                user.name(),
                Instant.ofEpochMilli(clockMillis.getAsLong()),
                Api.text(body, "note", MAX_NOTE));
        Optional<Version> stored = store.publish(next, body.path("expected").asInt(), topic);
        outbox.ring();
        return stored.orElseThrow(
                () -> new RefusedException(HttpStatus.CONFLICT, "somebody else has published a newer version"));
    }

    /** What was published last from here, else what the topic holds, else the file of the start. */
    private String rules() {
        List<Version> versions = store.versions("rules", LANE);
        if (!versions.isEmpty() && versions.get(0).body() != null) {
            return String.valueOf(versions.get(0).body());
        }
        String published = topics.rules(LANE);
        return published.isEmpty() ? rulesAtStart : published;
    }

    private void writeRules(JsonGenerator out) throws IOException {
        List<Version> versions = store.versions("rules", LANE);
        out.writeStartObject();
        out.writeNumberField("version", versions.isEmpty() ? 0 : versions.get(0).version());
        out.writeFieldName("rules");
        RulesText.write(out, rules());
        writeVersions(out, versions, null);
        out.writeEndObject();
    }

    /** It names zones and movers of everybody, so who does not see everything is told nothing. */
    private void status(Context ctx, User user) {
        List<String> all = user.scope().everywhere() ? topics.status() : List.of();
        Api.json(ctx, out -> {
            out.writeStartArray();
            for (String told : all) {
                out.writeRawValue(told);
            }
            out.writeEndArray();
        });
    }

    private static void writeVersions(JsonGenerator out, List<Version> versions, @Nullable String body)
            throws IOException {
        out.writeArrayFieldStart("versions");
        for (Version version : versions) {
            out.writeStartObject();
            out.writeNumberField("version", version.version());
            out.writeStringField("by", version.by());
            out.writeStringField("at", version.at().toString());
            out.writeStringField("note", version.note());
            if (body != null) {
                out.writeFieldName(body);
                out.writeRawValue(version.body() == null ? "null" : version.body());
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writeVersion(Context ctx, Version version) {
        Api.json(ctx, out -> {
            out.writeStartObject();
            out.writeNumberField("version", version.version());
            out.writeEndObject();
        });
    }

    static void refuse(Context ctx, List<String> faults) {
        Api.json(ctx.status(HttpStatus.UNPROCESSABLE_CONTENT), out -> writeFaults(out, faults));
    }

    private static void writeFaults(JsonGenerator out, List<String> faults) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("faults");
        for (String fault : faults) {
            out.writeString(RecordFields.abbreviate(fault));
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
