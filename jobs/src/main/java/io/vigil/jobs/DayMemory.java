package io.vigil.jobs;

import io.vigil.evaluate.PairHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that a replay of days remembers between two of them. */
final class DayMemory {
    private final MoverStates[] movers;
    private final MoverStates[] drivers;
    final Pairs pairs;
    final FeedBeats beats = new FeedBeats();
    final List<StandingRecord> standings = new ArrayList<>();
    final Tally tally = new Tally();
    /** The last day that was judged, days since 1970-01-01. */
    long lastDay = Long.MIN_VALUE;

    /**
     * The pairs of the whole run.
     *
     * @param counters what is counted of them, since the start or the restart
     * @param later where their warnings go
     */
    record Pairs(PairHost host, JobCounters counters, Later later) {}

    /** Takes warnings to a place that is another one each day. */
    static final class Later implements Consumer<WarningRecord> {
        private @Nullable DayFindings findings;

        void to(DayFindings newFindings) {
            findings = newFindings;
        }

        @Override
        public void accept(WarningRecord line) {
            if (findings == null) {
                throw new IllegalStateException("nobody takes the warnings of pairs");
            }
            findings.warning(line);
        }
    }

    DayMemory(int buckets, Pairs pairs) {
        this.pairs = pairs;
        movers = new MoverStates[buckets];
        drivers = new MoverStates[buckets];
        for (int bucket = 0; bucket < buckets; bucket++) {
            movers[bucket] = new MoverStates();
            drivers[bucket] = new MoverStates();
        }
    }

    MoverStates movers(int bucket) {
        return movers[bucket];
    }

    MoverStates drivers(int bucket) {
        return drivers[bucket];
    }

    boolean hasDrivers() {
        for (MoverStates each : drivers) {
            if (!each.all().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    static String fileOfMovers(int bucket) {
        return "movers-" + bucket;
    }

    static String fileOfDrivers(int bucket) {
        return "drivers-" + bucket;
    }

    /** Takes what a worker has found in a day. */
    void add(DayWorker worker) {
        beats.addAll(worker.findings().beats());
        standings.addAll(worker.findings().standings());
        tally.mergeTally(worker.tally());
    }

    /** What a checkpoint has of the movers and drivers. */
    void restore(Path folder) {
        try {
            for (int bucket = 0; bucket < movers.length; bucket++) {
                movers[bucket] = MoverStates.read(folder.resolve(fileOfMovers(bucket)));
                Path ofDrivers = folder.resolve(fileOfDrivers(bucket));
                if (Files.exists(ofDrivers)) {
                    drivers[bucket] = MoverStates.read(ofDrivers);
                }
            }
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
