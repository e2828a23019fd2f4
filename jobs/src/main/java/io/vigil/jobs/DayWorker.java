package io.vigil.jobs;

import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.feeds.days.BucketReader;
import io.vigil.feeds.days.DayArchive;
import io.vigil.feeds.days.EventSpill;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;

/**
 * Judges buckets of one day, one after the other, in one thread: each mover's events in order of the time they are judged at, as
 * a job has them sorted.
 */
final class DayWorker {
    private final Comparator<MoverEvent> byJudgedTime;
    private final MoverRunner runner;
    private final Identities identities;
    private final EventTimeRange range;
    private final AtomicLong progress;
    private final JobCounters counters = JobCounters.alone();
    private final DayFindings findings;
    private final EvaluationOutput output;
    private final List<MoverEvent> ofOneMover = new ArrayList<>();
    private String lastWord = "position";
    private Counter lastCounter = counters.counter("events", lastWord);

    DayWorker(
            MoverRunner runner,
            Identities identities,
            EventTimeRange range,
            DayFindings findings,
            AtomicLong progress) {
        this.runner = runner;
        this.identities = identities;
        this.range = range;
        this.findings = findings;
        this.progress = progress;
        byJudgedTime = Comparator.comparingLong(runner::judgedAtMillis);
        output = new EvaluationOutput(counters, runner, false, findings);
    }

    DayFindings findings() {
        return findings;
    }

    /** Counts, after {@link #finish}. */
    Tally tally() {
        return counters.tally();
    }

    void finish() throws IOException {
        findings.finish();
        counters.close();
    }

    /**
     * Judges a bucket.
     *
     * @param reader what the day has of it, or null
     * @param upToMillis how far event time has come when the day is over; {@link Long#MAX_VALUE} at the end
     */
    void judge(@Nullable BucketReader reader, long epochDay, MoverStates states, long upToMillis) throws IOException {
        if (reader != null) {
            MoverId mover = null;
            while (reader.advance()) {
                MoverId next = reader.mover();
                if (!isSame(next, mover)) {
                    judgeMover(mover, states);
                    mover = next;
                }
                take(reader.event(), next, epochDay);
            }
            judgeMover(mover, states);
        }
        advance(states, upToMillis);
    }

    /** Each event is in the archive under each day it may be judged at; here is taken what is judged at this one. */
    private void take(MoverEvent event, MoverId mover, long epochDay) {
        if (DayArchive.dayOf(runner.judgedAtMillis(event)) != epochDay) {
            return;
        }
        if (!range.contains(event.eventTimeMillis())) {
            count("outside-range");
            return;
        }
        count(event.word());
        MoverEvent named = identities.isCertain(event.mover()) ? event : identities.resolve(event);
        if (!isSame(named.mover(), mover)) {
            throw new LaidOutOtherwiseException(named.mover(), mover);
        }
        ofOneMover.add(named);
    }

    /** Within a block a mover is one object, so comparing texts is for the few others. */
    private static boolean isSame(MoverId one, @Nullable MoverId other) {
        return Objects.equals(one, other);
    }

    private void count(String word) {
        if (!word.equals(lastWord)) {
            lastWord = word;
            lastCounter = counters.counter("events", word);
        }
        lastCounter.inc();
    }

    private void judgeMover(@Nullable MoverId mover, MoverStates states) {
        if (mover == null || ofOneMover.isEmpty()) {
            return;
        }
        judgeInOrder(ofOneMover, states.of(mover, runner));
        progress.addAndGet(ofOneMover.size());
        ofOneMover.clear();
    }

    private void judgeInOrder(List<MoverEvent> events, MoverState state) {
        long last = Long.MIN_VALUE;
        for (MoverEvent event : events) {
            long time = runner.judgedAtMillis(event);
            if (time < last) {
                events.sort(byJudgedTime);
                break;
            }
            last = time;
        }
        output.about(state);
        for (MoverEvent event : events) {
            runner.accept(state, event, output);
        }
    }

    /** Judges the drivers of a bucket by what the vehicles' evaluation said of them in this day. */
    void judgeDrivers(List<EventSpill> driven, long bucket, MoverStates states, long upToMillis) throws IOException {
        Map<MoverId, List<MoverEvent>> byDriver = new HashMap<>();
        for (EventSpill spill : driven) {
            spill.read(bucket, (mover, event, coded) -> byDriver.computeIfAbsent(mover, key -> new ArrayList<>())
                    .add(event));
        }
        byDriver.forEach((driver, events) -> judgeInOrder(events, states.of(driver, runner)));
        advance(states, upToMillis);
    }

    private void advance(MoverStates states, long upToMillis) {
        for (MoverState state : states.all()) {
            runner.advanceTo(state, upToMillis, output.about(state));
        }
    }
}
