package io.vigil.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.console.access.Scope;
import io.vigil.console.record.JsonWriter;
import io.vigil.console.record.SeenPosition;
import io.vigil.console.record.WarningTransition;
import io.vigil.console.store.DeskStore.Step;
import io.vigil.console.world.Jurisdictions;
import io.vigil.model.MoverId;
import io.vigil.model.Tier;
import io.vigil.model.Warning;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** What the console knows now: where everybody is, which warnings there are, and what was done with them. */
final class LiveState {
    /** Twice the movers a province has on the road and at sea at one time. */
    private static final int MAX_MOVERS = 50_000;

    static final int MAX_WARNINGS = 5_000;
    private static final long MAX_WARNING_CHARACTERS = 64_000_000;
    private static final int MAX_BATCH = 5_000;

    private final EventStream stream;
    private final Jurisdictions jurisdictions;
    private final PositionBoard positions;
    private final WarningBoard warnings = new WarningBoard(MAX_WARNINGS, MAX_WARNING_CHARACTERS);
    private final DeskBoard desk = new DeskBoard();

    LiveState(EventStream stream, Jurisdictions jurisdictions, LongSupplier clockMillis) {
        this.stream = stream;
        this.jurisdictions = jurisdictions;
        this.positions = new PositionBoard(MAX_MOVERS, clockMillis);
    }

    PositionBoard positions() {
        return positions;
    }

    WarningBoard warnings() {
        return warnings;
    }

    DeskBoard desk() {
        return desk;
    }

    /** Takes a position; pages learn of it with the next batch. */
    void takePosition(SeenPosition position) {
        positions.accept(position);
    }

    /** Takes a transition; pages learn of it at once, unless it is known already. Returns the jurisdictions it belongs to. */
    Set<String> takeWarning(WarningTransition transition) {
        Set<String> codes =
                jurisdictions.of(transition.movers(), transition.zone(), transition.latitude(), transition.longitude());
        if (warnings.accept(transition, codes)) {
            stream.publishNumbered("warning", codes, ((JsonWriter) out -> writeWarning(out, transition)).text());
        }
        return codes;
    }

    /** Takes a transition that was stored before; nobody is told. */
    void restore(WarningTransition transition, Set<String> codes) {
        warnings.accept(transition, codes);
    }

    /** Takes a step of the desk; pages learn of it at once. */
    void takeStep(Step step, Set<String> codes) {
        desk.take(step);
        stream.publishNumbered(
                "step",
                codes,
                ((JsonWriter) out -> {
                            out.writeStartObject();
                            out.writeStringField("warningId", step.warningId());
                            out.writeFieldName("step");
                            DeskBoard.writeStep(out, step);
                            out.writeEndObject();
                        })
                        .text());
    }

    /** Whether a scope sees a mover where it is. */
    boolean sees(Scope scope, SeenPosition position) {
        return scope.everywhere()
                || scope.sees(jurisdictions.of(position.mover(), position.latitude(), position.longitude()));
    }

    /** Whether a scope sees a mover, wherever it was last. */
    boolean seesMover(Scope scope, MoverId mover) {
        Optional<SeenPosition> last = positions.last(mover.text());
        return last.isPresent()
                ? sees(scope, last.get())
                : scope.everywhere() || scope.sees(jurisdictions.of(mover, Double.NaN, Double.NaN));
    }

    /** Sends the positions that changed since the last call, at most 5,000; the rest waits for the next one. */
    void publishPositions() {
        List<SeenPosition> changed = positions.drainChanged(MAX_BATCH);
        if (changed.isEmpty() || stream.clientCount() == 0) {
            return;
        }
        stream.publish("position", scope -> ((JsonWriter) out -> writeRows(out, changed, scope)).text());
    }

    private void writeRows(JsonGenerator out, List<SeenPosition> changed, Scope scope) throws IOException {
        out.writeStartObject();
        out.writeFieldName("fields");
        out.writeArray(SeenPosition.ROW_FIELDS, 0, SeenPosition.ROW_FIELDS.length);
        out.writeArrayFieldStart("rows");
        for (SeenPosition position : changed) {
            if (sees(scope, position)) {
                position.writeRow(out);
            }
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** Writes the state of a warning, with what was done with it, as one object. */
    void writeWarning(JsonGenerator out, WarningTransition last) throws IOException {
        out.writeStartObject();
        last.writeFields(out);
        out.writeFieldName("desk");
        desk.write(out, last);
        out.writeEndObject();
    }

    /** Writes the fields {@code openByTier} and {@code byState} into an object the caller has begun. */
    void writeWarningCounts(JsonGenerator out, Scope scope) throws IOException {
        out.writeObjectFieldStart("openByTier");
        for (Map.Entry<Tier, Integer> count : warnings.openByTier(scope).entrySet()) {
            out.writeNumberField(count.getKey().word(), count.getValue());
        }
        out.writeEndObject();
        out.writeObjectFieldStart("byState");
        for (Map.Entry<Warning.State, Integer> count : warnings.byState(scope).entrySet()) {
            out.writeNumberField(count.getKey().word(), count.getValue());
        }
        out.writeEndObject();
    }
}
