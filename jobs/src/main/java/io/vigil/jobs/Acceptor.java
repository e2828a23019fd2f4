package io.vigil.jobs;

import io.vigil.json.Rfc3339;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Decides about changes of control data: good ones become the next version in the log, with the event time from which they
 * hold; the others change nothing and are told with every fault. What it knows comes from the log, so one that takes over
 * goes on where the other stopped. One thread.
 */
final class Acceptor implements AutoCloseable {
    private final ControlLog log;
    private final Consumer<KeyedRecord> out;
    private final long storedMillis;
    private final Map<String, ControlRecord> taken = new HashMap<>();
    private ControlState state = ControlState.EMPTY;

    /**
     * The one who decides from now on.
     *
     * @param storedMillis how much of the past evaluators have stored, ms
     */
    Acceptor(EngineSpec.ControlTopics topics, long storedMillis, Consumer<KeyedRecord> out) {
        this.storedMillis = storedMillis;
        this.out = out;
        // First becomes the only writer, then reads what the others wrote.
        log = ControlLog.open(topics);
        for (ControlVersion version : ControlLog.read(topics)) {
            state = state.apply(version);
            note(version);
        }
    }

    private void note(ControlVersion version) {
        version.changes().forEach(change -> taken.put(key(change), change));
    }

    private static String key(ControlRecord change) {
        return change.topic() + ' ' + change.key();
    }

    /** Whether the log has it already, or something newer in its place. */
    boolean isTaken(ControlRecord change) {
        ControlRecord known = taken.get(key(change));
        return known != null && change.isNotAfter(known);
    }

    /** Looks at a change for later, so that its faults are told now; answers whether it is good. */
    boolean announce(ControlRecord change, long newestMillis) {
        if (change.effectiveMillis() <= newestMillis) {
            reject(
                    change,
                    List.of(new Fault(
                            "topic " + change.topic(),
                            "key " + change.key() + ", header " + ControlLog.EFFECTIVE_FROM,
                            "is no time after that of the newest event, " + Rfc3339.format(newestMillis),
                            "leave it out for as soon as possible")));
            return false;
        }
        try {
            next(state, new ControlVersion(state.version() + 1, change.effectiveMillis(), List.of(change)));
        } catch (InvalidInputException invalid) {
            reject(change, invalid.faults());
            return false;
        }
        out.accept(ControlStatus.scheduled(change));
        return true;
    }

    /**
     * The state after a version, compiled whole.
     *
     * @throws InvalidInputException with every fault; a defect of ours in reading a change is a fault of the change, for who
     *     published it can publish another, and a job that died of it would meet it again after its restart
     */
    static ControlState next(ControlState state, ControlVersion version) {
        try {
            ControlState next = state.apply(version);
            if (next.engineChanges()) {
                // Compiled here, so that its faults are found here.
                next.engine();
            }
            return next;
        } catch (InvalidInputException invalid) {
            throw invalid;
        } catch (RuntimeException defect) {
            throw new InvalidInputException(List.of(new Fault(
                    "topics " + version.changes().stream().map(Acceptor::key).toList(),
                    "whole value",
                    "cannot be used: " + defect,
                    "publish it otherwise, and tell the makers of the program")));
        }
    }

    private void reject(ControlRecord change, List<Fault> faults) {
        out.accept(ControlStatus.rejected(List.of(change), state.version(), faults));
    }

    /** Takes changes that are due, each at its own time or else at the boundary; neither lies before the other versions. */
    void accept(List<ControlRecord> due, long boundaryMillis) {
        Map<Long, List<ControlRecord>> byTime = new TreeMap<>();
        for (ControlRecord change : due) {
            long from = change.isScheduled() ? change.effectiveMillis() : boundaryMillis;
            byTime.computeIfAbsent(Math.max(from, state.fromMillis()), time -> new ArrayList<>())
                    .add(change);
        }
        byTime.forEach((from, changes) -> {
            // Rules may speak of zones that come with them, so they are last.
            changes.sort(Comparator.comparingInt(change -> ControlLog.TOPICS.indexOf(change.topic())));
            acceptOrSplit(newest(changes), from);
        });
    }

    private static List<ControlRecord> newest(List<ControlRecord> changes) {
        Map<String, ControlRecord> newest = new LinkedHashMap<>();
        for (ControlRecord change : changes) {
            newest.remove(key(change));
            newest.put(key(change), change);
        }
        return List.copyOf(newest.values());
    }

    private void acceptOrSplit(List<ControlRecord> changes, long fromMillis) {
        ControlVersion version = new ControlVersion(state.version() + 1, fromMillis, changes);
        try {
            ControlState next = next(state, version);
            log.append(version);
            out.accept(ControlStatus.accepted(version, state, next, storedMillis));
            state = next;
            note(version);
        } catch (InvalidInputException invalid) {
            if (changes.size() == 1) {
                reject(changes.get(0), invalid.faults());
                return;
            }
            int half = changes.size() / 2;
            acceptOrSplit(changes.subList(0, half), fromMillis);
            acceptOrSplit(changes.subList(half, changes.size()), fromMillis);
        }
    }

    @Override
    public void close() {
        log.close();
    }
}
