package io.vigil.jobs;

import io.vigil.evaluate.Engine;
import io.vigil.evaluate.EngineVersions;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The versions of control data as one process knows them: the log read to its end at the start, then what its subtasks hear
 * of. Each version is worked out once, its engine built in the background, and all subtasks use the same objects. Only the
 * newest is kept here; older ones stay for as long as a subtask needs them.
 */
final class SharedControl implements AutoCloseable {
    private final Supplier<List<ControlVersion>> log;
    private final Map<Long, WeakReference<ControlState>> states = new HashMap<>();
    private SoftReference<List<ControlVersion>> read = new SoftReference<>(null);
    private ControlState newest = ControlState.EMPTY;
    private ControlState newestJudging = ControlState.EMPTY;
    private final ExecutorService builder = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "control data");
        thread.setDaemon(true);
        return thread;
    });

    SharedControl(Supplier<List<ControlVersion>> log) {
        this.log = log;
    }

    /** What the log holds, which must be something. */
    static SharedControl load(EngineSpec.ControlTopics topics) {
        SharedControl control = new SharedControl(() -> ControlLog.read(topics));
        ControlState state = ControlState.EMPTY;
        for (ControlVersion version : control.versions()) {
            state = control.workOut(version, state);
        }
        if (state == ControlState.EMPTY) {
            throw new IllegalStateException(
                    "topic " + topics.prefix() + '.' + ControlLog.TOPIC + " is empty: no rules were accepted yet");
        }
        return control;
    }

    private List<ControlVersion> versions() {
        List<ControlVersion> versions = read.get();
        if (versions == null) {
            versions = log.get();
            read = new SoftReference<>(versions);
        }
        return versions;
    }

    /** The newest state. */
    synchronized ControlState newest() {
        return newest;
    }

    /** The engine of the newest version that has one of its own. */
    Engine newestEngine() {
        return newestJudging().engine();
    }

    private synchronized ControlState newestJudging() {
        return newestJudging;
    }

    /**
     * The state of a version; the first who asks works it out, its engine follows in the background.
     *
     * @param before the state of the version before it
     */
    synchronized ControlState state(ControlVersion version, ControlState before) {
        boolean isNews = version.number() > newest.version();
        ControlState state = workOut(version, before);
        if (isNews) {
            addToRead(version);
        }
        if (isNews && state.engineChanges()) {
            builder.execute(state::engine);
        }
        return state;
    }

    /** The log has it; what was read of the log is to have it too. */
    private void addToRead(ControlVersion version) {
        List<ControlVersion> versions = read.get();
        if (versions != null && versions.get(versions.size() - 1).number() + 1 == version.number()) {
            List<ControlVersion> longer = new ArrayList<>(versions);
            longer.add(version);
            read = new SoftReference<>(longer);
        }
    }

    private ControlState workOut(ControlVersion version, ControlState before) {
        ControlState known = known(version.number());
        if (known != null) {
            return known;
        }
        if (before != ControlState.EMPTY && version.number() != before.version() + 1) {
            throw new IllegalStateException("version " + version.number() + " after version " + before.version());
        }
        ControlState state = before.apply(version);
        states.values().removeIf(each -> each.get() == null);
        states.put(state.version(), new WeakReference<>(state));
        if (state.version() > newest.version()) {
            newest = state;
            newestJudging = state.engineChanges() || before == ControlState.EMPTY ? state : newestJudging;
        }
        return state;
    }

    private @Nullable ControlState known(long number) {
        WeakReference<ControlState> reference = states.get(number);
        return reference == null ? null : reference.get();
    }

    /**
     * What a subtask knows that has heard of a version last.
     *
     * @param sinceMillis the event time before which no engine is needed
     */
    synchronized Known upTo(long number, long sinceMillis) {
        ControlState state = ControlState.EMPTY;
        EngineVersions engines = null;
        for (ControlVersion version : versions()) {
            if (engines != null && version.number() > number) {
                break;
            }
            state = workOut(version, state);
            engines = engines == null
                    ? EngineVersions.first(version.number(), state::engine)
                    : state.addTo(engines).since(sinceMillis);
        }
        if (engines == null) {
            throw new IllegalStateException("the log of control data is empty");
        }
        return new Known(state, engines);
    }

    /** What a subtask knows: the newest state it has heard of and the engines so far. */
    record Known(ControlState state, EngineVersions engines) {}

    @Override
    public void close() {
        builder.shutdownNow();
    }
}
