package io.vigil.evaluate;

import io.vigil.model.Registry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Leads a pair through the versions of the engine in event-time order, as {@link VersionWalk} leads a mover. */
final class PairVersions {
    private final Map<Long, PairJudge> judges = new HashMap<>();
    private EngineVersions engines;
    private Registry registry;

    PairVersions(EngineVersions engines) {
        this.engines = engines;
        registry = engines.last().engine().registry;
    }

    void use(EngineVersions newer) {
        engines = newer;
        judges.keySet().removeIf(number -> newer.all().stream().noneMatch(version -> version.number() == number));
    }

    void use(Registry newer) {
        registry = newer;
    }

    /** The layer of that id in the engine of an instant, or null. */
    @Nullable
    PairLayer layer(long id, long timeMillis) {
        return engines.at(timeMillis).engine().pairLayer(id);
    }

    /** How far back the past of a family of rules is judged again. */
    long horizonMillis(long family, RevisionSettings revision) {
        long horizon = revision.horizonMillis(null);
        for (PairLayer layer : engines.last().engine().pairLayers) {
            if (layer.family == family) {
                return layer.horizonMillis(horizon);
            }
        }
        return horizon;
    }

    /** Brings a pair to an instant: does what is due before it; answers who judges it. */
    PairJudge reach(PairState state, long timeMillis, WarningOutput out) {
        PairJudge judge = cross(state, timeMillis, out);
        doDue(judge, state, timeMillis - 1, out);
        return judge;
    }

    /** The same, and what is due at that instant. */
    void pass(PairState state, long timeMillis, WarningOutput out) {
        doDue(cross(state, timeMillis, out), state, timeMillis, out);
    }

    private PairJudge cross(PairState state, long timeMillis, WarningOutput out) {
        if (state.version == PairState.NO_VERSION) {
            state.version = engines.at(timeMillis).number();
        }
        EngineVersions.Version current = engines.of(state.version);
        state.version = current.number();
        EngineVersions.Version next = engines.after(current);
        while (next != null && next.fromMillis() <= timeMillis) {
            PairJudge before = judge(current);
            doDue(before, state, next.fromMillis() - 1, out);
            // A pair that was judged beyond that instant before the version was known changes now.
            long at = Math.max(next.fromMillis(), state.judgedUpToMillis());
            before.leave(state, next.engine(), at, out);
            judge(next).takeOver(state, before, at, out);
            state.version = next.number();
            current = next;
            next = engines.after(current);
        }
        return judge(current);
    }

    private static void doDue(PairJudge judge, PairState state, long upToMillis, WarningOutput out) {
        long due = state.nextDeadlineMillis();
        while (due != Long.MAX_VALUE && due <= upToMillis) {
            judge.due(state, due, out);
            due = state.nextDeadlineMillis();
        }
        state.doneMillis = Math.max(state.doneMillis, upToMillis);
    }

    private PairJudge judge(EngineVersions.Version version) {
        return judges.computeIfAbsent(version.number(), number -> new PairJudge(version.engine(), () -> registry));
    }
}
