package io.vigil.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.console.record.WarningTransition;
import io.vigil.console.store.DeskStore.Silence;
import io.vigil.console.store.DeskStore.Step;
import io.vigil.model.MoverId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the desk has done, as far as pages show it: the newest acknowledgement, dispatch and outcome of each warning, and
 * which rules are silent for whom. Safe for use by several threads.
 */
final class DeskBoard {
    /** The newest of each sort of step. */
    private record Done(@Nullable Step ack, @Nullable Step dispatch, @Nullable Step outcome) {
        static final Done NOTHING = new Done(null, null, null);

        Done with(Step step) {
            return switch (step.word()) {
                case "ack" -> new Done(step, dispatch, outcome);
                case "dispatch" -> new Done(ack, step, outcome);
                default -> new Done(ack, dispatch, step);
            };
        }
    }

    private final Map<String, Done> byWarning = new HashMap<>();
    private Map<String, Silence> silences = Map.of();

    /** Takes a step. */
    synchronized void take(Step step) {
        byWarning.merge(step.warningId(), Done.NOTHING.with(step), (known, one) -> known.with(step));
    }

    /** Takes all silences there are. */
    synchronized void takeSilences(List<Silence> all) {
        Map<String, Silence> byKey = new HashMap<>();
        for (Silence silence : all) {
            byKey.merge(
                    key(silence.rule(), silence.mover()),
                    silence,
                    (one, other) -> one.until().isAfter(other.until()) ? one : other);
        }
        silences = byKey;
    }

    /** The silence or exemption in whose time a warning was raised. */
    synchronized Optional<Silence> silenceOf(WarningTransition warning) {
        for (MoverId mover : warning.movers()) {
            Silence silence = silences.get(key(warning.rule(), mover.text()));
            if (silence != null && warning.detectedMillis() < silence.until().toEpochMilli()) {
                return Optional.of(silence);
            }
        }
        return Optional.empty();
    }

    /** What was done with a warning, in words. */
    synchronized String done(String warningId) {
        Done done = byWarning.getOrDefault(warningId, Done.NOTHING);
        List<String> words = new ArrayList<>();
        for (Step step : new Step[] {done.ack(), done.dispatch(), done.outcome()}) {
            if (step != null) {
                words.add(step.word() + " (" + step.by() + ")" + (step.note().isEmpty() ? "" : ": " + step.note()));
            }
        }
        return String.join("; ", words);
    }

    /** Writes what was done with a warning as one object. */
    void write(JsonGenerator out, WarningTransition warning) throws IOException {
        Done done;
        Optional<Silence> silence;
        synchronized (this) {
            done = byWarning.getOrDefault(warning.warningId(), Done.NOTHING);
            silence = silenceOf(warning);
        }
        out.writeStartObject();
        write(out, "ack", done.ack());
        write(out, "dispatch", done.dispatch());
        write(out, "outcome", done.outcome());
        if (silence.isPresent()) {
            out.writeObjectFieldStart("silence");
            out.writeStringField("until", silence.get().until().toString());
            out.writeBooleanField("exemption", silence.get().exemption());
            out.writeStringField("by", silence.get().by());
            out.writeStringField("reason", silence.get().reason());
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    /** Writes a step as one object. */
    static void writeStep(JsonGenerator out, Step step) throws IOException {
        out.writeStartObject();
        out.writeStringField("word", step.word());
        out.writeStringField("by", step.by());
        out.writeStringField("at", step.at().toString());
        out.writeStringField("note", step.note());
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, String name, @Nullable Step step) throws IOException {
        if (step != null) {
            out.writeFieldName(name);
            writeStep(out, step);
        }
    }

    private static String key(String rule, String mover) {
        return rule + ' ' + mover;
    }
}
