package io.vigil.evaluate;

import io.vigil.model.Registry;
import io.vigil.model.RegistryRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Leads a mover through the versions of the engine in event-time order: what one version remembers at its end is handed
 * to the next at exactly that instant. What the registry has learnt meanwhile comes
 * before everything else. Holds scratch memory: one per runner.
 */
final class VersionWalk {
    private final Map<Long, MoverJudge> judges = new HashMap<>();
    private final KnownRegistry known;
    private final @Nullable WarmUp warmUp;
    private EngineVersions versions;
    private EngineVersions.Version newest;
    private @Nullable MoverJudge newestJudge;
    /** The engine if there is but one, as there is nearly always. */
    private @Nullable Engine soleEngine;

    /**
     * A way through these versions.
     *
     * @param warmUp gives rules that begin what they would remember, or null where no history is kept
     */
    VersionWalk(EngineVersions versions, @Nullable WarmUp warmUp) {
        this.versions = versions;
        this.warmUp = warmUp;
        known = new KnownRegistry(versions.last().engine().registry);
        newest = versions.last();
        soleEngine = sole(versions);
    }

    private static @Nullable Engine sole(EngineVersions versions) {
        return versions.all().size() == 1 ? versions.last().engine() : null;
    }

    /** Goes on with other versions; those the mover was judged by must be among them or have ended. */
    void use(EngineVersions newer) {
        versions = newer;
        judges.keySet().removeIf(number -> newer.all().stream().noneMatch(version -> version.number() == number));
        newest = newer.last();
        newestJudge = null;
        soleEngine = sole(newer);
    }

    /** The judge of the version a mover was last judged by. */
    MoverJudge judgeOf(MoverState state) {
        return state.version == newest.number() ? newestJudge() : judge(versions.of(state.version));
    }

    /** The registry as it is at a version. */
    void begin(long version, Registry registry) {
        known.begin(version, registry);
    }

    void shareRegistry(VersionWalk other) {
        other.known.begin(known.generation(), known.registry());
    }

    /** The registry as it is after some more records. */
    void use(long version, List<RegistryRecord> more, Registry registry) {
        known.add(version, more, registry);
    }

    /** The engine whose clock rules hold for an instant. */
    Engine engineAt(long timeMillis) {
        Engine only = soleEngine;
        return only == null ? versions.at(timeMillis).engine() : only;
    }

    /** Whether a mover was last judged by all that is known now. */
    boolean isUpToDate(MoverState state) {
        return state.version == newest.number() && state.generation == known.generation()
                || state.newestEvaluatedMillis == Long.MIN_VALUE;
    }

    /** The first instant that a mover was judged at by an engine that did not judge it any more, or {@link Long#MAX_VALUE}. */
    long outdatedFromMillis(MoverState state) {
        EngineVersions.Version next = versions.after(versions.of(state.version));
        return next == null || next.fromMillis() > state.judgedMillis() ? Long.MAX_VALUE : next.fromMillis();
    }

    /** The first event that a mover was judged at without a record of the registry that holds, or {@link Long#MAX_VALUE}. */
    long newsFromMillis(MoverState state) {
        long from = judgeOf(state).newsFromMillis(state);
        return from > state.newestEvaluatedMillis ? Long.MAX_VALUE : from;
    }

    /** What the registry has learnt of a mover since counts from the next event on. */
    void lookAgain(MoverState state) {
        judgeOf(state).lookAgain(state);
    }

    /**
     * Brings a mover to an instant: fires the deadlines before it, each by the version of its time, and hands over at
     * each change of version up to it.
     *
     * @return the judge of that instant
     */
    MoverJudge reach(MoverState state, long timeMillis, RunnerOutput out) {
        MoverJudge judge = cross(state, timeMillis, out);
        judge.fireDeadlines(state, timeMillis - 1, out);
        return judge;
    }

    /** The same, and the deadlines of that instant. */
    void pass(MoverState state, long timeMillis, RunnerOutput out) {
        cross(state, timeMillis, out).fireDeadlines(state, timeMillis, out);
    }

    private MoverJudge cross(MoverState state, long timeMillis, RunnerOutput out) {
        if (state.version == newest.number()) {
            MoverJudge judge = newestJudge();
            if (state.generation != known.generation()) {
                learn(judge, state, out);
            }
            return judge;
        }
        if (state.newestEvaluatedMillis == Long.MIN_VALUE) {
            EngineVersions.Version first = versions.at(timeMillis);
            state.version = first.number();
            return judge(first);
        }
        EngineVersions.Version current = versions.of(state.version);
        state.version = current.number();
        learn(judge(current), state, out);
        EngineVersions.Version next = versions.after(current);
        while (next != null && next.fromMillis() <= timeMillis) {
            MoverJudge before = judge(current);
            before.fireDeadlines(state, next.fromMillis() - 1, out);
            // A mover that was judged beyond that instant before the version was known changes now.
            long at = Math.max(next.fromMillis(), state.judgedMillis());
            judge(next).takeOver(state, before, at, memories(state, next, at), out);
            out.tookOver(next.number(), next.fromMillis(), at);
            state.version = next.number();
            // What comes now and is older belongs into the past.
            state.firedMillis = Math.max(state.firedMillis, at);
            current = next;
            next = versions.after(current);
        }
        return judge(current);
    }

    private Supplier<Map<Long, RuleSlot>> memories(MoverState state, EngineVersions.Version next, long atMillis) {
        WarmUp warming = warmUp;
        return warming == null ? Map::of : () -> warming.slots(state, versions, next, atMillis);
    }

    private static void learn(MoverJudge judge, MoverState state, RunnerOutput out) {
        if (state.newestEvaluatedMillis != Long.MIN_VALUE) {
            judge.learn(state, out);
        }
    }

    private MoverJudge newestJudge() {
        if (newestJudge == null) {
            newestJudge = judge(newest);
        }
        return newestJudge;
    }

    private MoverJudge judge(EngineVersions.Version version) {
        return judges.computeIfAbsent(version.number(), number -> new MoverJudge(version.engine(), known));
    }
}
