package io.vigil.evaluate;

import io.vigil.model.Disposition;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.MoverKind;
import io.vigil.model.PassReport;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import io.vigil.model.RegistryRecord;
import java.util.Comparator;
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
    /** Equal times: claims before positions, then by content, so that the order of arrival never shows. */
    private static final Comparator<MoverEvent> ORDER = Comparator.comparing(
                    (MoverEvent event) -> event instanceof PositionReport)
            .thenComparing(MoverEvent::toString);

    private final long disorderBoundMillis;
    private final VersionWalk walk;

    /**
     * A runner.
     *
     * @param engine shared by all runners
     * @param disorderBoundMillis 0 or more
     */
    public MoverRunner(Engine engine, long disorderBoundMillis) {
        this(EngineVersions.of(engine), disorderBoundMillis);
    }

    /** A runner whose engine changes with event time. */
    public MoverRunner(EngineVersions versions, long disorderBoundMillis) {
        this.disorderBoundMillis = disorderBoundMillis;
        walk = new VersionWalk(versions);
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

    /** The state of a mover seen for the first time. */
    public MoverState newState(MoverId mover) {
        return new MoverState(mover);
    }

    /** Takes one event of that mover. */
    public void accept(MoverState state, MoverEvent event, RunnerOutput out) {
        long time = judgedAtMillis(event);
        if (time < state.newestEvaluatedMillis) {
            if (!isToldByOthers(event)) {
                out.late(event, state.newestEvaluatedMillis);
                return;
            }
            evaluate(state, event, state.newestEvaluatedMillis, out);
            return;
        }
        if (disorderBoundMillis == 0) {
            evaluate(state, event, time, out);
            return;
        }
        hold(state, event, time);
        state.newestSeenMillis = Math.max(state.newestSeenMillis, time);
        release(state, state.newestSeenMillis - disorderBoundMillis, out);
    }

    /**
     * The event time of the whole stream has passed an instant: no older event will come.
     *
     * @param eventTimeMillis that instant; {@link Long#MAX_VALUE} at the end of input
     */
    public void advanceTo(MoverState state, long eventTimeMillis, RunnerOutput out) {
        release(state, eventTimeMillis, out);
        walk.pass(state, eventTimeMillis, out);
    }

    /** When {@link #advanceTo} has to be called at the latest if nothing else comes; {@link Long#MAX_VALUE}: never. */
    public long wakeTimeMillis(MoverState state) {
        long held = state.held.isEmpty() ? Long.MAX_VALUE : judgedAtMillis(state.held.get(0));
        return Math.min(held, state.nextDeadlineMillis);
    }

    /** The mover's class as far as it is known, or null: by registry, else by its own claim. */
    public @Nullable String moverClass(MoverState state) {
        return state.moverClass;
    }

    private long judgedAtMillis(MoverEvent event) {
        return walk.engineAt(event.eventTimeMillis()).judgedAtMillis(event);
    }

    private void hold(MoverState state, MoverEvent event, long time) {
        List<MoverEvent> held = state.held;
        int at = held.size();
        while (at > 0 && isBefore(event, time, held.get(at - 1))) {
            at--;
        }
        held.add(at, event);
    }

    private boolean isBefore(MoverEvent event, long time, MoverEvent other) {
        long otherTime = judgedAtMillis(other);
        return time < otherTime || time == otherTime && ORDER.compare(event, other) < 0;
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
        // A report at the very deadline is in time, so only what lies before it is fired.
        MoverJudge judge = walk.reach(state, time, out);
        state.newestEvaluatedMillis = time;
        if (event instanceof IdentityReport identity) {
            judge.identity(state, identity, time);
        } else if (event instanceof PositionReport report) {
            if (time == state.newestPositionMillis
                    || time - state.newestPositionMillis < GateState.HEARD_AGAIN_MILLIS
                            && isHeardAgain(state, report)) {
                out.duplicate(event);
                return;
            }
            state.newestPositionMillis = time;
            judge.position(state, report, time, out);
        } else if (event instanceof PassReport pass) {
            judge.pass(state, pass, time, out);
        } else if (event instanceof Disposition disposition) {
            judge.disposition(state, disposition, time, out);
        } else {
            throw new IllegalStateException("no evaluation for " + event.getClass());
        }
    }

    /**
     * A camera and an operator have ways of their own that take longer than the mover's. What they tell carries its own
     * time and is no part of the track, so it counts when it comes.
     */
    private static boolean isToldByOthers(MoverEvent event) {
        return event instanceof PassReport || event instanceof Disposition;
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
