package io.vigil.jobs;

import io.vigil.evaluate.Engine;
import io.vigil.guard.FeedGate;
import io.vigil.guard.FeedState;
import io.vigil.guard.Guarded;
import io.vigil.guard.SurgeGate;
import io.vigil.guard.SurgeState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.util.Collector;

/** What guards decide of a whole run once all of it is there: first feeds that were out, then rules that flood the desk. */
final class DayGuards {
    private final Engine engine;
    private final Path runs;
    private final JobCounters counters;

    DayGuards(Engine engine, Path runs, JobCounters counters) {
        this.engine = engine;
        this.runs = runs;
        this.counters = counters;
    }

    /**
     * Decides.
     *
     * @param findings takes what feeds let pass, and what they hold back
     * @param results takes what the surge guard lets pass, and what it holds back
     */
    void decide(FeedBeats beats, DayFindings findings, SortedRuns.Writer results) throws IOException {
        decideSilences(beats, findings);
        findings.finish();
        Map<String, SurgeState> states = new TreeMap<>();
        SortedRuns.merge(runs, DayFindings.GUARDED, Guarded.ORDER, warning -> surge(warning, states, results));
    }

    private void decideSilences(FeedBeats beats, DayFindings findings) throws IOException {
        Map<String, List<WarningRecord>> silences = new TreeMap<>();
        SortedRuns.merge(runs, DayFindings.SILENT, Guarded.ORDER, silence -> silences.computeIfAbsent(
                        silence.lane() + '\n' + silence.feed(), key -> new ArrayList<>())
                .add(silence));
        TreeSet<String> keys = new TreeSet<>(beats.keys());
        keys.addAll(silences.keySet());
        for (String key : keys) {
            String[] parts = key.split("\n", 2);
            var parameters = engine.guards(parts[0]).feeds();
            if (parameters == null) {
                continue;
            }
            FeedGate gate = new FeedGate(parts[1], parameters);
            FeedState state = FeedState.of(null);
            List<WarningRecord> held = silences.getOrDefault(key, new ArrayList<>());
            beats.tell(key, gate, state);
            held.forEach(silence -> gate.noteHeld(state, silence));
            gate.advanceTo(state, Long.MAX_VALUE, held, guarding(parts[0], findings::unsilenced));
        }
    }

    private void surge(WarningRecord warning, Map<String, SurgeState> states, SortedRuns.Writer results)
            throws IOException {
        var surge = engine.guards(warning.lane()).surge();
        if (surge == null) {
            throw new IllegalStateException("nobody guards " + warning.rule() + " of lane " + warning.lane());
        }
        if (SurgeGate.isPublishedAtOnce(warning)) {
            results.add(warning);
        }
        SurgeState state = states.computeIfAbsent(warning.lane() + '\n' + warning.rule(), key -> SurgeState.of(null));
        new SurgeGate(warning.rule(), surge.parameters())
                .advanceTo(
                        state,
                        warning.timeMillis(),
                        new ArrayList<>(List.of(warning)),
                        guarding(warning.lane(), results::add));
    }

    private Guarding guarding(String lane, SortedRuns.Taker taker) {
        return new Guarding(lane, counters, new Collector<>() {
            @Override
            public void collect(WarningRecord line) {
                try {
                    taker.take(line);
                } catch (IOException diskFails) {
                    throw new UncheckedIOException(diskFails);
                }
            }

            @Override
            public void close() {}
        });
    }
}
