package io.vigil.evaluate;

import io.vigil.model.Registry;
import io.vigil.model.Warning;
import io.vigil.pair.PairChange;
import io.vigil.pair.PairMeeting;
import io.vigil.pair.PairSample;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Runs pairs through an engine in event-time order. It holds scratch memory only, so there is one per thread; all that is
 * remembered of a pair is in its {@link PairState}.
 *
 * <p>A meeting that names the one before it is judged as soon as that one was: nobody else is waited for. One that names
 * none, as the first of a pair, waits until event time has gone on since it was told, so that nothing older can still be on
 * its way. What is due without a meeting is done before the next one, or when event time has passed it; so order of arrival
 * and parallelism never show.
 *
 * <p>Which version of the engine judges an instant depends on that instant alone, as with movers. Where a mover's past was
 * judged again, so is the pair's, and what is otherwise goes out as a correction.
 */
public final class PairRunner {
    static final Comparator<PairMeeting> ORDER = Comparator.comparingLong(PairMeeting::timeMillis)
            .thenComparing(PairMeeting::company, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** So many steps a pair without anything to remember is kept, so that its next meeting need not wait. */
    private static final int LINGER_STEPS = 3;

    private final @Nullable RevisionSettings revision;
    private final PairVersions versions;
    private final PairReviser reviser = new PairReviser(this);

    /** A runner for the pair rules of one engine, which does not judge what is late. */
    public PairRunner(Engine engine) {
        this(EngineVersions.of(engine), null);
    }

    /**
     * A runner for the pair rules of engines that change with event time.
     *
     * @param revision how far back the past is judged again, or null for not at all
     */
    public PairRunner(EngineVersions engines, @Nullable RevisionSettings revision) {
        this.revision = revision;
        versions = new PairVersions(engines);
    }

    /** Goes on with other versions: mostly those of before and one more. */
    public void use(EngineVersions engines) {
        versions.use(engines);
    }

    /** What the registry has learnt; its records have their own time. */
    public void use(Registry registry) {
        versions.use(registry);
    }

    /** The state of a pair that meets for the first time. */
    public PairState newState(PairMeeting meeting) {
        return new PairState(meeting.family(), meeting.one().mover(), meeting.otherMover());
    }

    /**
     * Takes a meeting of that pair.
     *
     * @param reachedMillis how far the event time of the whole stream has come
     * @return whether it was in time; one older than what was judged, and than what can be judged again, is not judged
     */
    public boolean accept(PairState state, PairMeeting meeting, long reachedMillis, WarningOutput out) {
        PairLayer layer = versions.layer(meeting.layer(), meeting.timeMillis());
        if (layer == null) {
            return true;
        }
        state.lagMillis = layer.grid.lagMillis();
        state.stepMillis = layer.grid.stepMillis();
        if (revision == null) {
            if (meeting.timeMillis() <= state.judgedMillis) {
                return false;
            }
        } else if (meeting.change() != PairChange.TOLD || meeting.timeMillis() <= state.judgedUpToMillis()) {
            return acceptLate(state, meeting, reachedMillis);
        }
        hold(state, meeting);
        release(state, reachedMillis, noting(state, out));
        return true;
    }

    private static void hold(PairState state, PairMeeting meeting) {
        int at = state.held.size();
        while (at > 0 && ORDER.compare(meeting, state.held.get(at - 1)) < 0) {
            at--;
        }
        state.held.add(at, meeting);
    }

    /** Something about the past: it waits until all that came with it is here. */
    private boolean acceptLate(PairState state, PairMeeting meeting, long reachedMillis) {
        PairHistory history = history(state);
        if (meeting.timeMillis() <= history.reachMillis()) {
            return false;
        }
        boolean isAhead = meeting.timeMillis() > Math.max(state.judgedUpToMillis(), settled(state, reachedMillis));
        if (isAhead) {
            if (meeting.change() == PairChange.WITHDRAWN) {
                state.held.removeIf(meeting::saysAs);
            } else {
                hold(state, meeting.as(meeting.toldAtMillis(), PairChange.TOLD));
            }
            return true;
        }
        history.waiting.add(meeting);
        boolean isOfCell = meeting.toldAtMillis() == Long.MAX_VALUE;
        long complete = isOfCell && reachedMillis != Long.MAX_VALUE ? reachedMillis + 1 : goneOnMillis(meeting);
        history.reviseAtMillis = Math.min(history.reviseAtMillis, complete);
        return true;
    }

    /** From when on nothing that was told before it can still be on its way. */
    private static long goneOnMillis(PairMeeting meeting) {
        return meeting.toldAtMillis() == Long.MAX_VALUE ? Long.MAX_VALUE : meeting.toldAtMillis() + 1;
    }

    /**
     * The event time of the whole stream has passed an instant.
     *
     * @param reachedMillis that instant; {@link Long#MAX_VALUE} at the end of input
     */
    public void advanceTo(PairState state, long reachedMillis, WarningOutput out) {
        PairHistory history = state.history;
        if (history != null && !history.waiting.isEmpty() && history.reviseAtMillis <= reachedMillis) {
            reviser.revise(state, history, settled(state, reachedMillis), out);
        }
        WarningOutput noting = noting(state, out);
        release(state, reachedMillis, noting);
        pass(state, settled(state, reachedMillis), noting);
        if (revision != null && history != null && !history.chunks.isEmpty()) {
            history.prune(state, oldestMillis(state, settled(state, reachedMillis)));
        }
    }

    /** When {@link #advanceTo} has to be called at the latest if nothing else comes. */
    public long wakeTimeMillis(PairState state) {
        long wake = state.nextDeadlineMillis();
        if (state.held.isEmpty() && state.slots.isEmpty()) {
            wake = Math.min(wake, keptUntilMillis(state));
        }
        wake = later(wake, state.lagMillis);
        if (!state.held.isEmpty()) {
            PairMeeting first = state.held.get(0);
            wake = Math.min(wake, Math.min(goneOnMillis(first), first.timeMillis() + state.lagMillis));
        }
        return state.history == null ? wake : Math.min(wake, state.history.reviseAtMillis);
    }

    private static long later(long timeMillis, long byMillis) {
        return timeMillis == Long.MAX_VALUE ? timeMillis : timeMillis + byMillis;
    }

    /** Whether nothing is left to be remembered of the pair. */
    public boolean isOver(PairState state, long reachedMillis) {
        return state.held.isEmpty()
                && state.slots.isEmpty()
                && (state.history == null || state.history.waiting.isEmpty())
                && settled(state, reachedMillis) >= keptUntilMillis(state);
    }

    private long keptUntilMillis(PairState state) {
        if (state.judgedMillis == Long.MIN_VALUE) {
            return Long.MIN_VALUE;
        }
        long lingering = state.judgedMillis + LINGER_STEPS * state.stepMillis;
        return state.history == null ? lingering : Math.max(lingering, state.judgedMillis + horizonMillis(state));
    }

    private long oldestMillis(PairState state, long settledMillis) {
        return settledMillis == Long.MIN_VALUE || settledMillis == Long.MAX_VALUE
                ? Long.MIN_VALUE
                : settledMillis - horizonMillis(state);
    }

    private long horizonMillis(PairState state) {
        return revision == null ? 0 : versions.horizonMillis(state.family, revision);
    }

    /** The newest instant of which every meeting is here. */
    private static long settled(PairState state, long reachedMillis) {
        boolean isEnd = reachedMillis == Long.MAX_VALUE || reachedMillis == Long.MIN_VALUE;
        return isEnd ? reachedMillis : reachedMillis - state.lagMillis;
    }

    private void release(PairState state, long reachedMillis, WarningOutput out) {
        long settledMillis = settled(state, reachedMillis);
        while (!state.held.isEmpty()) {
            PairMeeting next = state.held.get(0);
            boolean follows = next.beforeMillis() != PairMeeting.NONE && next.beforeMillis() <= state.judgedMillis;
            boolean isFirst = reachedMillis > next.toldAtMillis();
            if (next.timeMillis() > settledMillis && !follows && !isFirst) {
                return;
            }
            judgeNext(state, out);
        }
    }

    /** Judges all that is held up to an instant, for the reviser. */
    void judgeAgain(PairState state, long upToMillis, WarningOutput out) {
        while (!state.held.isEmpty() && state.held.get(0).timeMillis() <= upToMillis) {
            judgeNext(state, out);
        }
    }

    private void judgeNext(PairState state, WarningOutput out) {
        PairMeeting next = state.held.remove(0);
        boolean ofGroup = next.company() == PairMeeting.Company.OF_GROUP && next.together() != 0;
        note(state, next, true);
        PairSample mate = null;
        if (ofGroup) {
            mate = next.other();
            next = anybody(state, next);
            if (next == null) {
                return;
            }
            note(state, next, false);
        }
        PairJudge judge = versions.reach(state, next.timeMillis(), out);
        state.judgedMillis = next.timeMillis();
        judge.meeting(state, next, mate, out);
    }

    private void note(PairState state, PairMeeting meeting, boolean mayBegin) {
        if (revision != null) {
            history(state).append(state, meeting, mayBegin);
        }
    }

    /** What belongs to a meeting of a mover's group: that of anybody at the same instant. Null where it came late. */
    private static @Nullable PairMeeting anybody(PairState state, PairMeeting ofGroup) {
        boolean isThere = !state.held.isEmpty() && state.held.get(0).timeMillis() == ofGroup.timeMillis();
        return isThere ? state.held.remove(0) : null;
    }

    /** Does what is due up to an instant, by the engines of its time. */
    void pass(PairState state, long upToMillis, WarningOutput out) {
        if (state.judgedMillis != Long.MIN_VALUE && upToMillis != Long.MIN_VALUE) {
            versions.pass(state, upToMillis, out);
        }
    }

    private static PairHistory history(PairState state) {
        if (state.history == null) {
            state.history = new PairHistory();
        }
        return state.history;
    }

    private WarningOutput noting(PairState state, WarningOutput out) {
        return revision == null ? out : new Noted(state, out);
    }

    /** Keeps with the pair what is published. */
    private record Noted(PairState state, WarningOutput out) implements WarningOutput {
        @Override
        public void warning(Warning warning) {
            out.warning(history(state).publish(warning));
        }

        @Override
        public void broken(String lane, String ruleId, String mover, RuntimeException cause) {
            out.broken(lane, ruleId, mover, cause);
        }
    }
}
