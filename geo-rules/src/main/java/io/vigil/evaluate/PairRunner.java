package io.vigil.evaluate;

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
 * its way. What is due
 * without a meeting is done before the next one, or when event time has passed it; so order of arrival and parallelism
 * never show.
 */
public final class PairRunner {
    private static final Comparator<PairMeeting> ORDER = Comparator.comparingLong(PairMeeting::timeMillis)
            .thenComparing(PairMeeting::company, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** So many steps a pair without anything to remember is kept, so that its next meeting need not wait. */
    private static final int LINGER_STEPS = 3;

    private final Engine engine;
    private final PairJudge judge;

    /** A runner for the pair rules of an engine. */
    public PairRunner(Engine engine) {
        this.engine = engine;
        judge = new PairJudge(engine);
    }

    /** The state of a pair that meets for the first time. */
    public PairState newState(PairMeeting meeting) {
        return new PairState(meeting.family(), meeting.one().mover(), meeting.otherMover());
    }

    /**
     * Takes a meeting of that pair.
     *
     * @param reachedMillis how far the event time of the whole stream has come
     * @return whether it was in time; one older than what was judged is not judged
     */
    public boolean accept(PairState state, PairMeeting meeting, long reachedMillis, WarningOutput out) {
        PairLayer layer = engine.pairLayer(meeting.layer());
        if (layer == null) {
            return true;
        }
        state.lagMillis = layer.grid.lagMillis();
        state.stepMillis = layer.grid.stepMillis();
        if (meeting.timeMillis() <= state.judgedMillis) {
            return false;
        }
        int at = state.held.size();
        while (at > 0 && ORDER.compare(meeting, state.held.get(at - 1)) < 0) {
            at--;
        }
        state.held.add(at, meeting);
        release(state, reachedMillis, out);
        return true;
    }

    /**
     * The event time of the whole stream has passed an instant.
     *
     * @param reachedMillis that instant; {@link Long#MAX_VALUE} at the end of input
     */
    public void advanceTo(PairState state, long reachedMillis, WarningOutput out) {
        release(state, reachedMillis, out);
        doDue(state, settled(state, reachedMillis), out);
    }

    /** When {@link #advanceTo} has to be called at the latest if nothing else comes. */
    public long wakeTimeMillis(PairState state) {
        long wake = state.nextDeadlineMillis();
        if (!state.held.isEmpty()) {
            PairMeeting first = state.held.get(0);
            long told = first.toldAtMillis() == Long.MAX_VALUE ? Long.MAX_VALUE : first.toldAtMillis() + 1;
            return Math.min(Math.min(told, first.timeMillis() + state.lagMillis), later(wake, state.lagMillis));
        } else if (state.slots.isEmpty()) {
            wake = Math.min(wake, lingerEndMillis(state));
        }
        return later(wake, state.lagMillis);
    }

    private static long later(long timeMillis, long byMillis) {
        return timeMillis == Long.MAX_VALUE ? timeMillis : timeMillis + byMillis;
    }

    /** Whether nothing is left to be remembered of the pair. */
    public boolean isOver(PairState state, long reachedMillis) {
        return state.held.isEmpty() && state.slots.isEmpty() && settled(state, reachedMillis) >= lingerEndMillis(state);
    }

    private static long lingerEndMillis(PairState state) {
        return state.judgedMillis == Long.MIN_VALUE
                ? Long.MIN_VALUE
                : state.judgedMillis + LINGER_STEPS * state.stepMillis;
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
            state.held.remove(0);
            PairSample mate = null;
            if (next.company() == PairMeeting.Company.OF_GROUP && next.together() != 0) {
                mate = next.other();
                next = anybody(state, next);
                if (next == null) {
                    continue;
                }
            }
            doDue(state, next.timeMillis() - 1, out);
            state.judgedMillis = next.timeMillis();
            judge.meeting(state, next, mate, out);
        }
    }

    /** What belongs to a meeting of a mover's group: that of anybody at the same instant. Null where it came late. */
    private static @Nullable PairMeeting anybody(PairState state, PairMeeting ofGroup) {
        boolean isThere = !state.held.isEmpty() && state.held.get(0).timeMillis() == ofGroup.timeMillis();
        return isThere ? state.held.remove(0) : null;
    }

    private void doDue(PairState state, long upToMillis, WarningOutput out) {
        long due = state.nextDeadlineMillis();
        while (due != Long.MAX_VALUE && due <= upToMillis) {
            judge.due(state, due, out);
            due = state.nextDeadlineMillis();
        }
    }
}
