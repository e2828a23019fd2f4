package io.vigil.benchmarks;

import io.vigil.evaluate.ControlData;
import io.vigil.evaluate.Engine;
import io.vigil.evaluate.EngineVersions;
import io.vigil.evaluate.Lane;
import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.evaluate.PairCell;
import io.vigil.evaluate.PairMatcher;
import io.vigil.evaluate.PairRunner;
import io.vigil.evaluate.PairState;
import io.vigil.evaluate.RevisionSettings;
import io.vigil.json.RulesFile;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import io.vigil.pair.PairChange;
import io.vigil.pair.PairMeeting;
import io.vigil.pair.PairSample;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the evaluator keeps of a pair.
 *
 * @param nearBytes while the two are only near each other
 * @param openBytes while a warning is open
 * @param revisableBytes the same where the past is judged again, with the meetings of that time
 */
record PairMemoryMeasurement(long nearBytes, long openBytes, long revisableBytes) {
    private static final int COLLECTIONS = 3;
    private static final long STEP_MILLIS = 600_000;
    private static final int NEAR_METERS = 600;
    private static final int TOGETHER_METERS = 300;
    private static final int MOMENTS = 20;
    private static final String RULES =
            """
            rules:
              - id: meeting
                kind: encounter
                applies: mover.kind == "vessel"
                tier: blue
            """;

    /** Of so many pairs, each for itself. */
    static PairMemoryMeasurement take(int pairs) {
        return new PairMemoryMeasurement(
                bytes(pairs, NEAR_METERS, null),
                bytes(pairs, TOGETHER_METERS, null),
                bytes(pairs, TOGETHER_METERS, RevisionSettings.DEFAULT));
    }

    private static long bytes(int pairs, int meters, @Nullable RevisionSettings revision) {
        Engine engine = Engine.of(
                List.of(new Lane(Lane.LIVE, RulesFile.parse(RULES, "bench"))),
                new ControlData(List.of(), List.of(), Registry.EMPTY));
        PairRunner runner = new PairRunner(EngineVersions.of(engine), revision);
        List<PairState> states = new ArrayList<>(pairs);
        // Once without counting, so that what is loaded and compiled on the way is not counted.
        play(engine, runner, 0, meters);
        long before = usedBytes();
        for (int i = 0; i < pairs; i++) {
            states.add(play(engine, runner, i, meters));
        }
        long used = usedBytes() - before;
        if (states.get(pairs - 1).equals(states.get(0))) {
            throw new IllegalStateException("no pairs");
        }
        return used / pairs;
    }

    private static PairState play(Engine engine, PairRunner runner, int number, int meters) {
        EvaluatorMeasurement.Counter counter = new EvaluatorMeasurement.Counter();
        Samples one = new Samples(counter, engine, number * 2, 0);
        Samples other = new Samples(counter, engine, number * 2 + 1, meters / 111_000.0);
        PairMatcher matcher = new PairMatcher(engine);
        List<PairMeeting> meetings = new ArrayList<>();
        for (int i = 0; i < one.samples.size(); i++) {
            PairSample a = one.samples.get(i);
            PairSample b = other.samples.get(i);
            matcher.cellsOf(a, cell -> {
                PairCell there = new PairCell(cell, a);
                matcher.tell(there, a, PairChange.TOLD, 0, meetings::add);
                matcher.tell(there, b, PairChange.TOLD, 0, meetings::add);
            });
        }
        PairState state = runner.newState(meetings.get(0));
        for (PairMeeting meeting : meetings) {
            runner.accept(state, meeting, meeting.timeMillis() + STEP_MILLIS * 10, counter);
        }
        return state;
    }

    private static long usedBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** One boat that lies for {@value #MOMENTS} instants. */
    private static final class Samples extends SampleSink {
        Samples(EvaluatorMeasurement.Counter counter, Engine engine, int number, double north) {
            super(counter);
            MoverRunner runner = new MoverRunner(engine, 0);
            MoverId mover = MoverId.ofMmsi(412_000_000 + number);
            MoverState state = runner.newState(mover);
            for (int i = 1; i <= MOMENTS; i++) {
                runner.accept(
                        state,
                        PositionReport.at(mover, i * STEP_MILLIS, 30 + north, 122)
                                .speedMps(0.1)
                                .source("bench")
                                .build(),
                        this);
            }
        }
    }
}
