package io.vigil.jobs;

import io.vigil.evaluate.Engine;
import io.vigil.feeds.days.EventSpill;
import io.vigil.guard.Guarded;
import io.vigil.model.MoverEvent;
import io.vigil.pair.PairSample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * What one thread finds in one day of an archive, kept for those who look at it next: results and what guards look at in sorted
 * runs, drivers' events apart by driver, samples of pairs apart by time.
 */
final class DayFindings implements EvaluationOutput.Outlets {
    /** What the names of runs begin with that the surge guard looks at, in its order. */
    static final String GUARDED = "guarded-";

    /** What the names of runs begin with that the feed guard looks at. */
    static final String SILENT = "silent-";

    private final Engine engine;
    private final SortedRuns.Writer results;
    private final SortedRuns.Writer guarded;
    private final SortedRuns.Writer silent;
    private final EventSpill driven;
    private final LongUnaryOperator driverBucket;
    private final SampleSpill samples;
    private final FeedBeats beats = new FeedBeats();
    private final List<StandingRecord> standings = new ArrayList<>();

    /**
     * Of one thread and day.
     *
     * @param name unlike that of any other thread and day; runs sort by it
     * @param runs where the runs go, which stay over a restart
     * @param temporary where the rest goes
     * @param driverBucket the bucket of a driver by the hash of his name
     */
    DayFindings(Engine engine, String name, Path runs, Path temporary, LongUnaryOperator driverBucket) {
        this.engine = engine;
        this.driverBucket = driverBucket;
        long third = SortedRuns.RUN_BYTES / 3;
        results = new SortedRuns.Writer(runs, SortedRuns.RESULTS + name, WarningOrder.RESULT, third);
        guarded = new SortedRuns.Writer(runs, GUARDED + name, Guarded.ORDER, third);
        silent = new SortedRuns.Writer(runs, SILENT + name, Guarded.ORDER, third);
        driven = new EventSpill(temporary, "driven" + name.replace('-', '_'));
        samples = new SampleSpill(temporary, "samples" + name.replace('-', '_'));
    }

    @Override
    public void warning(WarningRecord line) {
        try {
            if (line.permitted()) {
                results.add(line);
            } else if (!line.feed().isEmpty() && engine.guards(line.lane()).feeds() != null) {
                silent.add(line);
            } else {
                unsilenced(line);
            }
        } catch (IOException diskFails) {
            throw new UncheckedIOException(diskFails);
        }
    }

    /** A warning that no feed's outage holds back. */
    void unsilenced(WarningRecord line) throws IOException {
        boolean isGuarded = line.outlet() == WarningRecord.Outlet.WARNING && isSurgeGuarded(engine, line);
        (isGuarded ? guarded : results).add(line);
    }

    static boolean isSurgeGuarded(Engine engine, WarningRecord line) {
        var surge = engine.guards(line.lane()).surge();
        return surge != null && surge.guarded().contains(line.rule());
    }

    @Override
    public void position(KeyedRecord judged) {}

    /** Counted by the output; input that is sorted by time has none. */
    @Override
    public void late(KeyedRecord event) {}

    @Override
    public void driven(MoverEvent event) {
        try {
            long bucket = driverBucket.applyAsLong(MoverKey.of(event.mover().text()));
            driven.add(bucket, event.mover(), event);
        } catch (IOException diskFails) {
            throw new UncheckedIOException(diskFails);
        }
    }

    @Override
    public void heard(FeedBeat beat) {
        beats.add(beat);
    }

    @Override
    public void sampled(PairSample sample) {
        try {
            samples.add(sample);
        } catch (IOException diskFails) {
            throw new UncheckedIOException(diskFails);
        }
    }

    @Override
    public void standing(StandingRecord standing) {
        standings.add(standing);
        try {
            results.add(OrderStatusJson.boat(standing));
        } catch (IOException diskFails) {
            throw new UncheckedIOException(diskFails);
        }
    }

    /** Brings the runs to disk. */
    void finish() throws IOException {
        results.finish();
        guarded.finish();
        silent.finish();
    }

    EventSpill drivenEvents() {
        return driven;
    }

    SampleSpill samples() {
        return samples;
    }

    FeedBeats beats() {
        return beats;
    }

    List<StandingRecord> standings() {
        return standings;
    }
}
