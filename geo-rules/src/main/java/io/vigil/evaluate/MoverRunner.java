package io.vigil.evaluate;

import io.vigil.history.HistoryEntry;
import io.vigil.history.HistoryStore;
import io.vigil.history.MemoryHistoryStore;
import io.vigil.model.Disposition;
import io.vigil.model.Grant;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.MoverKind;
import io.vigil.model.PassReport;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Withdrawal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs movers through an engine in event-time order. It holds scratch memory only, so there is one per thread; all that
 * is remembered of a mover is in its {@link MoverState}.
 *
 * <p>With a disorder bound of 0 an event is evaluated at once, and one that is older than the newest evaluated event of
 * its mover is late. With a bound above 0 an event is held until its mover has one that is newer by the bound, so
 * disorder below the bound never shows. Input that is already sorted by mover and time wants a bound of 1 ms, which
 * settles the order of events with equal times.
 *
 * <p>Deadlines that lie before an event are fired before it, whoever calls: a host's timers only wake silent movers.
 */
public final class MoverRunner {
    /** So many late events of one mover are collected at most. */
    private static final int MOST_WAITING = 2_000;

    private final long disorderBoundMillis;
    private final VersionWalk walk;
    private final Reviser reviser;
    private final @Nullable RevisionSettings revision;
    private HistoryStore store = new MemoryHistoryStore();
    private final Noting noting = new Noting();

    /**
     * A runner that does not judge what is late.
     *
     * @param engine shared by all runners
     * @param disorderBoundMillis 0 or more
     */
    public MoverRunner(Engine engine, long disorderBoundMillis) {
        this(engine, disorderBoundMillis, null);
    }

    /**
     * A runner that judges the past again where events come late. Before each call for a mover it has to be told with
     * {@link #storeIn} where that mover's history is.
     *
     * @param engine shared by all runners
     * @param disorderBoundMillis 0 or more
     * @param revision how far back, or null for not at all
     */
    public MoverRunner(Engine engine, long disorderBoundMillis, @Nullable RevisionSettings revision) {
        this(EngineVersions.of(engine), disorderBoundMillis, revision);
    }

    /** A runner that does not judge what is late, with an engine that changes with event time. */
    public MoverRunner(EngineVersions versions, long disorderBoundMillis) {
        this(versions, disorderBoundMillis, null);
    }

    /** A runner that judges the past again, with an engine that changes with event time. */
    public MoverRunner(EngineVersions versions, long disorderBoundMillis, @Nullable RevisionSettings revision) {
        this.disorderBoundMillis = disorderBoundMillis;
        this.revision = revision;
        walk = new VersionWalk(versions, revision == null ? null : new WarmUp(this, revision));
        reviser = new Reviser(this);
    }

    /** Goes on with other versions: mostly those of before and one more. */
    public void use(EngineVersions versions) {
        walk.use(versions);
    }

    /** The registry as it is at a version of it; for the begin, where it is not the engine's. */
    public void begin(long version, Registry registry) {
        walk.begin(version, registry);
    }

    /**
     * The registry has grown. A mover learns it with its next event, or {@link #advanceTo}.
     *
     * @param version counts up with each growth, also over restarts
     * @param more the new records
     * @param registry all records, the new ones included
     */
    public void use(long version, List<RegistryRecord> more, Registry registry) {
        walk.use(version, more, registry);
    }

    /** Lets another runner know of the registry what this one does. */
    void shareRegistry(MoverRunner other) {
        walk.shareRegistry(other.walk);
    }

    HistoryStore store() {
        return store;
    }

    /** Where the history of the movers that come next is kept. */
    public void storeIn(HistoryStore newStore) {
        store = newStore;
    }

    /** The state of a mover seen for the first time. */
    public MoverState newState(MoverId mover) {
        return new MoverState(mover);
    }

    /** Takes one event of that mover. */
    public void accept(MoverState state, MoverEvent event, RunnerOutput out) {
        long time = judgedAtMillis(event);
        if (revision != null) {
            catchUp(state, out);
            if (isForThePast(state, event, time, out)) {
                return;
            }
        } else if (time < state.newestEvaluatedMillis) {
            acceptTooLate(state, event, state.newestEvaluatedMillis, out);
            return;
        }
        // Who tells of a mover may be quicker than its terminal: its own reports up to then are not late for that.
        boolean isAhead = isToldByOthers(event)
                && time > state.newestEvaluatedMillis
                && state.newestPositionMillis != Long.MIN_VALUE;
        if (disorderBoundMillis == 0 && !isAhead) {
            releaseBefore(state, event, time, out);
            evaluate(state, event, time, out);
            return;
        }
        hold(state, event, time, out);
        if (!isAhead) {
            state.newestSeenMillis = Math.max(state.newestSeenMillis, time);
            release(state, state.newestSeenMillis - disorderBoundMillis, out);
        }
    }

    private void releaseBefore(MoverState state, MoverEvent event, long time, RunnerOutput out) {
        while (!state.held.isEmpty()) {
            MoverEvent first = state.held.get(0);
            long firstTime = judgedAtMillis(first);
            if (EventOrder.compare(firstTime, first, time, event) > 0) {
                return;
            }
            state.held.remove(0);
            evaluate(state, first, firstTime, out);
        }
    }

    /** What was judged without a version or a record that is known by now is judged again, as far back as it is kept. */
    private void catchUp(MoverState state, RunnerOutput out) {
        if (walk.isUpToDate(state)) {
            return;
        }
        long outdated = walk.outdatedFromMillis(state);
        long news = walk.newsFromMillis(state);
        if (outdated != Long.MAX_VALUE || news != Long.MAX_VALUE) {
            CorrectionCause cause =
                    outdated == Long.MAX_VALUE ? CorrectionCause.REGISTRY_CHANGED : CorrectionCause.RULE_CHANGED;
            reviser.reconsider(state, history(state), store, Math.min(outdated, news), cause, out);
            walk.lookAgain(state);
        }
    }

    /** Takes an event whose place is before something that was judged; answers whether it was one. */
    private boolean isForThePast(MoverState state, MoverEvent event, long time, RunnerOutput out) {
        MoverHistory history = history(state);
        if (history.reviseAtMillis <= time) {
            revise(state, out);
        }
        if (event instanceof Withdrawal withdrawal) {
            if (!state.held.remove(withdrawal.of())) {
                acceptLate(state, history, event, time, out);
            }
            return true;
        }
        if (time > state.judgedMillis()) {
            return false;
        }
        if (time == state.newestEvaluatedMillis && time > state.firedMillis) {
            MoverEvent newest = history.newest(state.mover, store);
            int order = newest == null ? 1 : EventOrder.compare(time, event, time, newest);
            if (order == 0) {
                out.duplicate(event);
                return true;
            }
            if (order > 0) {
                return false;
            }
        }
        acceptLate(state, history, event, time, out);
        return true;
    }

    private void acceptLate(MoverState state, MoverHistory history, MoverEvent event, long time, RunnerOutput out) {
        if (time <= history.reachMillis || time < state.newestEvaluatedMillis - horizonMillis(state)) {
            acceptTooLate(state, event, state.judgedMillis(), out);
            return;
        }
        if (isToldByOthers(event)) {
            if (!walk.judgeOf(state).listensTo(state, event)) {
                return;
            }
            // The desk hears of it at once; it gets its place with the others.
            evaluate(state, event, state.judgedMillis(), out);
        }
        history.waiting.add(event);
        if (history.reviseAtMillis == Long.MAX_VALUE) {
            history.reviseAtMillis = state.judgedMillis() + settings().collect().toMillis();
        }
        if (history.waiting.size() >= MOST_WAITING) {
            revise(state, out);
        }
    }

    private void acceptTooLate(MoverState state, MoverEvent event, long judgedMillis, RunnerOutput out) {
        if (isToldByOthers(event)) {
            evaluate(state, event, judgedMillis, out);
        } else {
            out.late(event, state.newestEvaluatedMillis);
        }
    }

    private void revise(MoverState state, RunnerOutput out) {
        reviser.revise(state, history(state), store, out);
    }

    private MoverHistory history(MoverState state) {
        if (state.history == null) {
            state.history = MoverHistory.begin(state, store);
            state.history.keepFor(horizonMillis(state));
        }
        return state.history;
    }

    private RevisionSettings settings() {
        if (revision == null) {
            throw new IllegalStateException("this runner keeps no past");
        }
        return revision;
    }

    /**
     * The event time of the whole stream has passed an instant: no older event will come.
     *
     * @param eventTimeMillis that instant; {@link Long#MAX_VALUE} at the end of input
     */
    public void advanceTo(MoverState state, long eventTimeMillis, RunnerOutput out) {
        if (revision != null) {
            catchUp(state, out);
            if (history(state).reviseAtMillis <= eventTimeMillis) {
                revise(state, out);
            }
        }
        release(state, eventTimeMillis, out);
        walk.pass(state, eventTimeMillis, noting(state, out));
        if (revision != null && history(state).oldAtMillis(state) <= eventTimeMillis) {
            history(state).keepFor(horizonMillis(state));
            if (history(state).oldAtMillis(state) <= eventTimeMillis) {
                history(state).forget(state, store);
            }
        }
    }

    /** When {@link #advanceTo} has to be called at the latest if nothing else comes; {@link Long#MAX_VALUE}: never. */
    public long wakeTimeMillis(MoverState state) {
        long held = state.held.isEmpty() ? Long.MAX_VALUE : judgedAtMillis(state.held.get(0));
        long wake = Math.min(held, state.nextDeadlineMillis);
        MoverHistory history = state.history;
        if (history != null) {
            wake = Math.min(wake, Math.min(history.reviseAtMillis, history.oldAtMillis(state)));
        }
        return wake;
    }

    /** The mover's class as far as it is known, or null: by registry, else by its own claim. */
    public @Nullable String moverClass(MoverState state) {
        return state.moverClass;
    }

    /** The time an event is judged at, by the engine of its own time: its own, or that of its reception. */
    public long judgedAtMillis(MoverEvent event) {
        return walk.engineAt(event.eventTimeMillis()).judgedAtMillis(event);
    }

    private void hold(MoverState state, MoverEvent event, long time, RunnerOutput out) {
        List<MoverEvent> held = state.held;
        int at = held.size();
        while (at > 0) {
            MoverEvent other = held.get(at - 1);
            int order = EventOrder.compare(time, event, judgedAtMillis(other), other);
            if (order == 0 && isToldByOthers(event)) {
                out.duplicate(event);
                return;
            }
            if (order >= 0) {
                break;
            }
            at--;
        }
        held.add(at, event);
    }

    private void release(MoverState state, long upToMillis, RunnerOutput out) {
        int count = 0;
        while (count < state.held.size()) {
            MoverEvent event = state.held.get(count);
            long time = judgedAtMillis(event);
            if (time > upToMillis) {
                break;
            }
            evaluate(state, event, time, out);
            count++;
        }
        if (count > 0) {
            state.held.subList(0, count).clear();
        }
    }

    private void evaluate(MoverState state, MoverEvent event, long time, RunnerOutput out) {
        judge(state, event, time, noting(state, out));
        if (revision != null) {
            boolean isElsewhere = isToldByOthers(event) && time != judgedAtMillis(event);
            MoverHistory history = history(state);
            if (history.isFull()) {
                history.keepFor(horizonMillis(state));
            }
            history.append(state, new HistoryEntry(event, isElsewhere ? time : HistoryEntry.OWN), store);
        }
    }

    private long horizonMillis(MoverState state) {
        return settings().horizonMillis(walk.judgeOf(state).classOf(state));
    }

    private RunnerOutput noting(MoverState state, RunnerOutput out) {
        return revision == null ? out : noting.to(history(state), store, out);
    }

    /** Fires the deadlines up to an instant, for the reviser. */
    void fireDeadlines(MoverState state, long upToMillis, RunnerOutput out) {
        walk.pass(state, upToMillis, out);
    }

    /** Judges an event that is newer than all before it. */
    void judge(MoverState state, MoverEvent event, long time, RunnerOutput out) {
        // A report at the very deadline is in time, so only what lies before it is fired.
        MoverJudge judge = walk.reach(state, time, out);
        state.newestEvaluatedMillis = time;
        if (event instanceof IdentityReport identity) {
            judge.identity(state, identity, time);
        } else if (event instanceof PositionReport report) {
            judgePosition(judge, state, report, time, out);
        } else if (event instanceof PassReport pass) {
            judge.pass(state, pass, time, out);
        } else if (event instanceof Disposition disposition) {
            judge.disposition(state, disposition, time, out);
        } else if (event instanceof Grant grant) {
            state.grant(grant, time);
            out.takenIn(grant, time, null);
        } else {
            throw new IllegalStateException("no evaluation for " + event.getClass());
        }
    }

    private static void judgePosition(
            MoverJudge judge, MoverState state, PositionReport report, long time, RunnerOutput out) {
        if (time == state.newestPositionMillis
                || time - state.newestPositionMillis < GateState.HEARD_AGAIN_MILLIS && isHeardAgain(state, report)) {
            out.duplicate(report);
            return;
        }
        state.newestPositionMillis = time;
        judge.position(state, report, time, out);
    }

    /**
     * A camera and an operator have ways of their own that take longer than the mover's. What they tell carries its own
     * time and is no part of the track, so it counts when it comes.
     */
    static boolean isToldByOthers(MoverEvent event) {
        return event instanceof PassReport
                || event instanceof Disposition
                || event instanceof Grant
                || event instanceof IdentityReport identity && identity.isDeclared();
    }

    private static boolean isHeardAgain(MoverState state, PositionReport report) {
        if (report.mover().kind() != MoverKind.VESSEL) {
            return false;
        }
        for (GateState gate = state.firstGate; gate != null; gate = gate.next) {
            if (gate.hasHeard(report)) {
                return true;
            }
        }
        return false;
    }
}
