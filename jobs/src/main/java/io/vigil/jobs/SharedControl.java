package io.vigil.jobs;

import io.vigil.evaluate.Engine;
import io.vigil.evaluate.EngineVersions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The versions of control data as one process knows them: the log read to its end at the start, then what its subtasks hear
 * of. Each version is worked out once, its engine built in the background, and all subtasks use the same objects.
 */
final class SharedControl implements AutoCloseable {
    private final List<ControlState> states = new ArrayList<>();
    private final ExecutorService builder = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "control data");
        thread.setDaemon(true);
        return thread;
    });

    private SharedControl() {}

    /** What the log holds, which must be something. */
    static SharedControl load(EngineSpec.ControlTopics topics) {
        SharedControl control = new SharedControl();
        for (ControlVersion version : ControlLog.read(topics)) {
            control.state(version);
        }
        if (control.states.isEmpty()) {
            throw new IllegalStateException(
                    "topic " + topics.prefix() + '.' + ControlLog.TOPIC + " is empty: no rules were accepted yet");
        }
        return control;
    }

    /** The newest state. */
    synchronized ControlState newest() {
        return states.get(states.size() - 1);
    }

    /** The engine of the newest version that has one of its own. */
    Engine newestEngine() {
        return newestJudging().engine();
    }

    private synchronized ControlState newestJudging() {
        int place = states.size() - 1;
        while (place > 0 && !states.get(place).engineChanges()) {
            place--;
        }
        return states.get(place);
    }

    /** The state of a version; the first who asks works it out, its engine follows in the background. */
    synchronized ControlState state(ControlVersion version) {
        int known = states.size();
        if (version.number() <= known) {
            return states.get((int) version.number() - 1);
        }
        if (version.number() != known + 1) {
            throw new IllegalStateException("version " + version.number() + " after version " + known);
        }
        ControlState before = known == 0 ? ControlState.EMPTY : states.get(known - 1);
        ControlState state = before.apply(version);
        states.add(state);
        if (state.engineChanges() && known > 0) {
            builder.execute(state::engine);
        }
        return state;
    }

    /** The engines up to a version, and the state of that version. */
    synchronized Known upTo(long number) {
        int count = (int) Math.min(number, states.size());
        EngineVersions engines = EngineVersions.first(1, states.get(0)::engine);
        for (ControlState state : states.subList(1, count)) {
            engines = state.addTo(engines);
        }
        return new Known(states.get(count - 1), engines);
    }

    /** What a subtask knows: the newest state it has heard of and the engines so far. */
    record Known(ControlState state, EngineVersions engines) {}

    @Override
    public void close() {
        builder.shutdownNow();
    }
}
