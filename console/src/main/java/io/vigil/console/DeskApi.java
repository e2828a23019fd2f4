package io.vigil.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.vigil.console.access.Permission;
import io.vigil.console.access.User;
import io.vigil.console.record.MalformedRecordException;
import io.vigil.console.record.RecordFields;
import io.vigil.console.record.WarningTransition;
import io.vigil.console.store.DeskStore;
import io.vigil.console.store.DeskStore.Silence;
import io.vigil.console.store.DeskStore.Step;
import io.vigil.console.store.WarningStore;
import io.vigil.console.store.WarningStore.StoredEvent;
import io.vigil.json.DispositionJson;
import io.vigil.model.Disposition;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** The warnings, one warning with its history, and what the desk does with them. */
final class DeskApi {
    static final String DISPOSITIONS_TOPIC = "vigil.dispositions";
    private static final int MAX_NOTE = 256;
    private static final int MAX_HISTORY = 2_000;
    private static final Duration LONGEST_SILENCE = Duration.ofHours(24);
    private static final Duration LONGEST_EXEMPTION = Duration.ofDays(366);

    private final LiveState live;
    private final WarningStore warnings;
    private final DeskStore desk;
    private final Outbox outbox;
    private final LongSupplier clockMillis;

    DeskApi(LiveState live, WarningStore warnings, DeskStore desk, Outbox outbox, LongSupplier clockMillis) {
        this.live = live;
        this.warnings = warnings;
        this.desk = desk;
        this.outbox = outbox;
        this.clockMillis = clockMillis;
    }

    void register(Api api) {
        api.get("/api/warnings", Permission.VIEW, this::list);
        api.get("/api/warnings/{id}", Permission.VIEW, this::one);
        api.get("/api/history", Permission.VIEW, (ctx, user) -> history(ctx, user, api));
        api.post("/api/warnings/{id}/steps", Permission.ACT, this::step);
        api.get(
                "/api/silences",
                Permission.VIEW,
                (ctx, user) -> Api.json(ctx, out -> writeSilences(out, silences(user))));
        api.post("/api/warnings/{id}/silence", Permission.SILENCE, this::silence);
        api.delete("/api/silences/{id}", Permission.SILENCE, this::endSilence);
    }

    /** A warning the user may see: its transitions, oldest first. */
    List<WarningTransition> transitions(String id, User user) {
        List<WarningTransition> known = live.warnings().transitions(id).orElse(List.of());
        Set<String> codes = live.warnings().codes(id);
        if (known.isEmpty()) {
            List<StoredEvent> stored = warnings.transitions(id);
            known = parsed(stored);
            codes = stored.isEmpty() ? Set.of() : stored.get(0).codes();
        }
        if (known.isEmpty() || !user.scope().sees(codes)) {
            throw RefusedException.unknown("warning");
        }
        return known;
    }

    /** The last states of the warnings of a time that the user may see, newest first. */
    List<WarningTransition> history(Instant from, Instant to, String mover, User user) {
        return parsed(warnings.history(from, to, mover, MAX_HISTORY).stream()
                .filter(event -> user.scope().sees(event.codes()))
                .toList());
    }

    private static List<WarningTransition> parsed(List<StoredEvent> events) {
        List<WarningTransition> transitions = new ArrayList<>();
        for (StoredEvent stored : events) {
            try {
                transitions.add(WarningTransition.parse(stored.event().getBytes(StandardCharsets.UTF_8)));
            } catch (MalformedRecordException e) {
                throw new IllegalStateException("only what was parsed is stored", e);
            }
        }
        return transitions;
    }

    private void list(Context ctx, User user) {
        WarningQuery query;
        try {
            query = WarningQuery.of(
                    ctx.queryParam("tier"), ctx.queryParam("state"), ctx.queryParam("rule"), ctx.queryParam("q"));
        } catch (IllegalArgumentException e) {
            throw RefusedException.wrong(String.valueOf(e.getMessage()));
        }
        List<WarningTransition> found = live.warnings().find(query, user.scope());
        Api.json(ctx, out -> {
            out.writeStartObject();
            out.writeNumberField("count", found.size());
            live.writeWarningCounts(out, user.scope());
            writeAll(out, found);
            out.writeEndObject();
        });
    }

    private void history(Context ctx, User user, Api api) {
        Instant now = Instant.ofEpochMilli(clockMillis.getAsLong());
        Instant from = Api.time(ctx, "from", now.minus(Duration.ofDays(1)));
        String mover =
                ctx.queryParam("mover") == null ? "" : api.meantBy(user, String.valueOf(ctx.queryParam("mover")));
        List<WarningTransition> found = history(from, Api.time(ctx, "to", now), mover, user);
        Api.json(ctx, out -> {
            out.writeStartObject();
            writeAll(out, found);
            out.writeEndObject();
        });
    }

    private void writeAll(JsonGenerator out, List<WarningTransition> found) throws IOException {
        out.writeArrayFieldStart("warnings");
        for (WarningTransition last : found) {
            live.writeWarning(out, last);
        }
        out.writeEndArray();
    }

    private void one(Context ctx, User user) {
        List<WarningTransition> transitions = transitions(ctx.pathParam("id"), user);
        List<Step> steps = desk.steps(ctx.pathParam("id"));
        Api.json(ctx, out -> {
            out.writeStartObject();
            out.writeFieldName("warning");
            live.writeWarning(out, transitions.get(transitions.size() - 1));
            out.writeArrayFieldStart("transitions");
            for (WarningTransition transition : transitions) {
                out.writeRawValue(transition.cloudEvent());
            }
            out.writeEndArray();
            out.writeArrayFieldStart("steps");
            for (Step step : steps) {
                DeskBoard.writeStep(out, step);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private void step(Context ctx, User user) {
        JsonNode body = Api.body(ctx);
        WarningTransition last = last(ctx, user);
        Disposition.Outcome outcome = Disposition.Outcome.ofWord(Api.required(body, "word", 40));
        if (outcome == null) {
            throw RefusedException.wrong("word must be ack, dispatch or an outcome");
        }
        Step step = new Step(
                last.warningId(),
                last.movers().get(0).text(),
                last.rule(),
                outcome.word(),
                user.name(),
                now(),
                Api.text(body, "note", MAX_NOTE));
        desk.add(step, DISPOSITIONS_TOPIC, disposition(last, outcome, step));
        live.takeStep(step, live.warnings().codes(last.warningId()));
        outbox.ring();
        Api.json(ctx.status(HttpStatus.CREATED), out -> DeskBoard.writeStep(out, step));
    }

    private String disposition(WarningTransition last, Disposition.Outcome outcome, Step step) {
        Disposition disposition = new Disposition(
                last.movers().get(0),
                heardMillis(),
                PositionReport.NO_TIME,
                last.warningId(),
                last.rule(),
                outcome,
                step.by(),
                step.note().isEmpty() ? null : step.note());
        return new String(DispositionJson.toJson(disposition, last.driver()), StandardCharsets.UTF_8);
    }

    private void silence(Context ctx, User user) {
        JsonNode body = Api.body(ctx);
        WarningTransition last = last(ctx, user);
        boolean exemption = body.path("exemption").asBoolean();
        if (exemption && !user.may(Permission.EXEMPT)) {
            throw new RefusedException(HttpStatus.FORBIDDEN, "your roles do not allow an exemption");
        }
        Instant until = Api.time("until", Api.required(body, "until", 40));
        Duration longest = exemption ? LONGEST_EXEMPTION : LONGEST_SILENCE;
        Instant detected = Instant.ofEpochMilli(last.detectedMillis());
        if (!until.isAfter(detected) || until.isAfter(latest(detected).plus(longest))) {
            throw RefusedException.wrong(
                    "until must be after the warning and at most " + longest.toHours() + " hours away");
        }
        Silence silence = new Silence(
                0,
                last.rule(),
                last.movers().get(0).text(),
                until,
                exemption,
                Api.required(body, "reason", MAX_NOTE),
                user.name(),
                now(),
                null,
                null);
        desk.add(silence, DISPOSITIONS_TOPIC, grant(silence, silence.until(), silence.by()));
        renewSilences();
        outbox.ring();
        ctx.status(HttpStatus.CREATED);
    }

    /**
     * What the engine is told: until when, by event time, a rule is not to warn of a mover. A later one of the same takes its
     * place, so one that has ended already takes it back.
     */
    private String grant(Silence silence, Instant until, String by) {
        return RecordFields.JSON
                .createObjectNode()
                .put("mover", silence.mover())
                .put("rule", silence.rule())
                .put("outcome", silence.exemption() ? "exempt" : "silence")
                .put("until", until.toString())
                .put("by", by)
                .put("at", Instant.ofEpochMilli(heardMillis()).toString())
                .put("note", silence.reason())
                .toString();
    }

    /** In a replayed or simulated stream the time of the data counts, not the clock on the wall. */
    private Instant latest(Instant detected) {
        long newest = live.positions().newestEventTimeMillis();
        return newest == Long.MIN_VALUE || newest < detected.toEpochMilli() ? detected : Instant.ofEpochMilli(newest);
    }

    private void endSilence(Context ctx, User user) {
        long id = ctx.pathParamAsClass("id", Long.class).get();
        Silence silence = silences(user).stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow(() -> RefusedException.unknown("silence"));
        String takenBack = grant(silence, Instant.EPOCH, user.name());
        if (!desk.end(silence, user.name(), now(), DISPOSITIONS_TOPIC, takenBack)) {
            throw RefusedException.unknown("silence");
        }
        renewSilences();
        outbox.ring();
        ctx.status(HttpStatus.NO_CONTENT);
    }

    /** Reads which rules are silent for whom. */
    void renewSilences() {
        live.desk().takeSilences(desk.silences());
    }

    /** Silences of movers the user may see. */
    List<Silence> silences(User user) {
        return desk.silences().stream()
                .filter(silence -> live.seesMover(user.scope(), new MoverId(silence.mover())))
                .toList();
    }

    private static void writeSilences(JsonGenerator out, List<Silence> silences) throws IOException {
        out.writeStartArray();
        for (Silence silence : silences) {
            out.writeStartObject();
            out.writeNumberField("id", silence.id());
            out.writeStringField("rule", silence.rule());
            out.writeStringField("mover", silence.mover());
            out.writeStringField("until", silence.until().toString());
            out.writeBooleanField("exemption", silence.exemption());
            out.writeStringField("reason", silence.reason());
            out.writeStringField("by", silence.by());
            out.writeStringField("at", silence.at().toString());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private WarningTransition last(Context ctx, User user) {
        List<WarningTransition> known = transitions(ctx.pathParam("id"), user);
        return known.get(known.size() - 1);
    }

    /**
     * When the engine is told that something was done, by event time: never ahead of the data, which in a replayed or simulated
     * stream is not the clock on the wall.
     */
    private long heardMillis() {
        long newest = live.positions().newestEventTimeMillis();
        return newest == Long.MIN_VALUE ? clockMillis.getAsLong() : Math.min(clockMillis.getAsLong(), newest);
    }

    private Instant now() {
        return Instant.ofEpochMilli(clockMillis.getAsLong());
    }
}
