package io.vigil.jobs;

import io.vigil.evaluate.EngineVersions;
import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.PairMatcher;
import io.vigil.evaluate.RevisionSettings;
import io.vigil.jobs.types.CellSample;
import io.vigil.jobs.types.CellSampleSerializer;
import io.vigil.jobs.types.MoverEventSerializer;
import io.vigil.jobs.types.MoverMemory;
import io.vigil.jobs.types.MoverMemorySerializer;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverKind;
import io.vigil.pair.PairChange;
import io.vigil.pair.PairSample;
import io.vigil.traffic.RoadPoint;
import io.vigil.traffic.Roads;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Hosts the evaluator for one mover after the other. Timers only wake movers that fell silent; all logic is in
 * geo-rules.
 *
 * <p>A mover's memory stays for as long as the job runs: it may come back after a season in harbour, and its size is
 * bounded by the evaluator.
 */
public final class EvaluateFunction extends KeyedProcessFunction<Long, MoverEvent, WarningRecord> {
    /** Exemptions found at a trigger: records, not warnings. */
    public static final OutputTag<WarningRecord> PERMITTED =
            new OutputTag<>("permitted", TypeInformation.of(WarningRecord.class));

    /** Events older than what was already judged, and than what can be judged again. */
    public static final OutputTag<KeyedRecord> LATE = new OutputTag<>("late", TypeInformation.of(KeyedRecord.class));

    /** Every judged position, where they are asked for. */
    public static final OutputTag<KeyedRecord> POSITIONS =
            new OutputTag<>("positions", TypeInformation.of(KeyedRecord.class));

    /** What was judged of vehicles, said of their drivers; to be judged in its turn. */
    public static final OutputTag<MoverEvent> DRIVEN = new OutputTag<>("driven", MoverEventSerializer.TYPE);

    /** Movers heard by feeds, where feeds are watched. */
    public static final OutputTag<FeedBeat> BEATS = new OutputTag<>("beats", TypeInformation.of(FeedBeat.class));

    /** That versions of control data have taken effect. */
    public static final OutputTag<KeyedRecord> CONTROL =
            new OutputTag<>("control", TypeInformation.of(KeyedRecord.class));

    /** Name of the state that has the memory of every mover. */
    static final String MEMORY = "mover-memory";

    /** Where movers are at the instants that pair rules ask for, told to the cells in which they meet. */
    public static final OutputTag<CellSample> SAMPLES = new OutputTag<>("samples", CellSampleSerializer.TYPE);

    /** Where vessels stand with orders. */
    public static final OutputTag<StandingRecord> STANDINGS = new OutputTag<>("standings", StandingRecord.TYPE);

    /** Vehicles on roads whose traffic is measured. */
    public static final OutputTag<RoadPoint> ON_ROAD = new OutputTag<>("on-road", TypeInformation.of(RoadPoint.class));

    /** A disorder bound that no disorder reaches: events wait for the watermark. */
    public static final long UNTIL_WATERMARK = Long.MAX_VALUE / 4;

    private static final long serialVersionUID = 1;
    /** Engines are kept at least for movers that lag so far behind. */
    private static final long LEAST_KEPT_MILLIS = 24 * 3_600_000L;

    private final EngineSpec spec;
    private final long disorderBoundMillis;
    private final boolean emitsPositions;
    private final @Nullable RevisionSettings revision;
    private boolean isOfMovers;
    private transient @Nullable Session session;
    /** Of control data from topics, what is known here. */
    private transient SharedControl.@Nullable Known known;

    private transient long upTo = Long.MAX_VALUE;
    private transient long reachedMillis = Long.MIN_VALUE;

    /**
     * An evaluator that does not judge what is late.
     *
     * @param spec rules and what they are judged against
     * @param disorderBoundMillis how long an event is held for earlier ones of its mover, ms of event time; 0: not at all
     * @param emitsPositions whether {@link #POSITIONS} are wanted
     */
    public EvaluateFunction(EngineSpec spec, long disorderBoundMillis, boolean emitsPositions) {
        this(spec, disorderBoundMillis, emitsPositions, null);
    }

    /**
     * An evaluator of one lane or several.
     *
     * @param spec rules and what they are judged against
     * @param disorderBoundMillis how long an event is held for earlier ones of its mover, ms of event time; 0: not at all
     * @param emitsPositions whether {@link #POSITIONS} are wanted
     * @param revision how far back the past is judged again where events come late, or null for not at all
     */
    public EvaluateFunction(
            EngineSpec spec, long disorderBoundMillis, boolean emitsPositions, @Nullable RevisionSettings revision) {
        this.spec = spec;
        this.disorderBoundMillis = disorderBoundMillis;
        this.emitsPositions = emitsPositions;
        this.revision = revision;
    }

    /** Leaves drivers to another one, which judges what comes by {@link #DRIVEN}: what operators find of them goes there. */
    public EvaluateFunction leavingDrivers() {
        isOfMovers = true;
        return this;
    }

    @Override
    public void open(OpenContext context) {
        ValueState<MoverMemory> memories =
                getRuntimeContext().getState(new ValueStateDescriptor<>(MEMORY, MoverMemorySerializer.TYPE));
        JobCounters counters = JobCounters.open(getRuntimeContext(), "evaluate");
        LoadedEngine loaded = EngineShare.acquire(spec);
        MoverRunner runner;
        if (spec.topics().isUsed()) {
            known = EngineShare.control(spec).upTo(upTo, neededSinceMillis());
            runner = new MoverRunner(known.engines(), disorderBoundMillis, revision);
            runner.begin(known.state().version(), known.state().registry());
        } else {
            runner = new MoverRunner(EngineShare.versions(spec), disorderBoundMillis, revision);
        }
        EngineVersions engines = known == null ? EngineVersions.of(loaded.engine()) : known.engines();
        Outlets outlets = new Outlets(new PairMatcher(engines, revision));
        EvaluationOutput output = new EvaluationOutput(
                counters, runner, emitsPositions, new Roads(loaded.control().routes()), outlets);
        session = new Session(memories, KeyedHistory.open(getRuntimeContext()), runner, outlets, output);
    }

    /**
     * Before it is opened: the version of control data it is to begin with.
     *
     * @param atMillis how far event time had come then, or {@link Long#MIN_VALUE}
     */
    void knowUpTo(long version, long atMillis) {
        upTo = version;
        reachedMillis = atMillis;
    }

    /** Event time has come to an instant, of which the timers may not have heard yet. */
    void reach(long timeMillis) {
        reachedMillis = timeMillis;
    }

    /** For movers that lag behind and for what can be judged again. */
    private long neededSinceMillis() {
        long kept = revision == null
                ? LEAST_KEPT_MILLIS
                : Math.max(LEAST_KEPT_MILLIS, revision.longest().toMillis());
        return Math.max(reachedMillis, Long.MIN_VALUE + kept) - kept;
    }

    /** The engines it may still need. */
    EngineVersions engines() {
        return opened().engines(known);
    }

    /** What it knows of control data from topics. */
    ControlState known() {
        if (known == null) {
            throw new IllegalStateException("control data does not come from topics");
        }
        return known.state();
    }

    /** Takes the next version of control data; movers come to it when event time does. */
    ControlState take(ControlVersion version) {
        ControlState state = EngineShare.control(spec).state(version, known());
        EngineVersions engines = state.addTo(engines()).since(neededSinceMillis());
        known = new SharedControl.Known(state, engines);
        if (state.engineChanges()) {
            opened().runner.use(engines);
            opened().outlets.matcher.use(engines);
        }
        if (!state.learnt().isEmpty()) {
            opened().runner.use(state.version(), state.learnt(), state.registry());
        }
        return state;
    }

    /** How many movers have come to a version late since this was asked last. */
    long tookOverLate() {
        return opened().output.tookOverLate();
    }

    @Override
    public void close() {
        if (session != null) {
            session.output.counters().close();
            session = null;
            EngineShare.release(spec);
        }
    }

    @Override
    public void processElement(MoverEvent event, Context context, Collector<WarningRecord> out) throws Exception {
        if (isOfMovers && event.mover().kind() == MoverKind.DRIVER) {
            context.output(DRIVEN, event);
            return;
        }
        Session current = opened();
        MoverMemory memory = current.memories.value();
        MoverMemory own = memory == null ? null : memory.find(event.mover());
        if (own == null) {
            own = new MoverMemory(current.runner.newState(event.mover()));
            if (memory == null) {
                memory = own;
            } else {
                memory.add(own);
            }
        }
        current.runner.storeIn(current.history.of(memory.placeOf(own)));
        current.outlets.to(context, out);
        current.runner.accept(own.state(), event, current.output.about(own.state()));
        scheduleWakeUp(current, memory, context.timerService());
        current.memories.update(memory);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<WarningRecord> out) throws Exception {
        Session current = opened();
        MoverMemory memory = current.memories.value();
        if (memory == null) {
            return;
        }
        memory.timerMillis(MoverMemory.NO_TIMER);
        long timeMillis = Math.max(reachedMillis, context.timerService().currentWatermark());
        current.outlets.to(context, out);
        int place = 0;
        for (MoverMemory each = memory; each != null; each = each.next()) {
            current.runner.storeIn(current.history.of(place++));
            current.runner.advanceTo(each.state(), timeMillis, current.output.about(each.state()));
        }
        scheduleWakeUp(current, memory, context.timerService());
        current.memories.update(memory);
    }

    /**
     * Keeps at most one call pending. A call that has become too early is left: moving it with every report would cost
     * more than one idle call.
     */
    private static void scheduleWakeUp(Session session, MoverMemory memory, TimerService timers) {
        long wakeMillis = Long.MAX_VALUE;
        for (MoverMemory each = memory; each != null; each = each.next()) {
            wakeMillis = Math.min(wakeMillis, session.runner.wakeTimeMillis(each.state()));
        }
        if (wakeMillis >= memory.timerMillis()) {
            return;
        }
        // Deadlines up to the watermark have been fired; one at or before it would be called again at once, for ever.
        long reachedMillis = timers.currentWatermark();
        long timerMillis = wakeMillis > reachedMillis ? wakeMillis : reachedMillis + 1;
        if (timerMillis >= memory.timerMillis() || reachedMillis == Long.MAX_VALUE) {
            return;
        }
        if (memory.timerMillis() != MoverMemory.NO_TIMER) {
            timers.deleteEventTimeTimer(memory.timerMillis());
        }
        timers.registerEventTimeTimer(timerMillis);
        memory.timerMillis(timerMillis);
    }

    private Session opened() {
        if (session == null) {
            throw new IllegalStateException("not open");
        }
        return session;
    }

    private record Session(
            ValueState<MoverMemory> memories,
            KeyedHistory history,
            MoverRunner runner,
            Outlets outlets,
            EvaluationOutput output) {
        private EngineVersions engines(SharedControl.@Nullable Known known) {
            if (known == null) {
                throw new IllegalStateException("control data does not come from topics");
            }
            return known.engines();
        }
    }

    /** What is judged goes on as Flink has it; one thread. */
    private static final class Outlets implements EvaluationOutput.Outlets {
        private final PairMatcher matcher;
        private @Nullable Context context;
        private @Nullable Collector<WarningRecord> out;

        private Outlets(PairMatcher matcher) {
            this.matcher = matcher;
        }

        private void to(Context newContext, Collector<WarningRecord> newOut) {
            context = newContext;
            out = newOut;
        }

        @Override
        public void warning(WarningRecord line) {
            if (line.permitted()) {
                side(PERMITTED, line);
            } else if (out != null) {
                out.collect(line);
            }
        }

        @Override
        public void position(KeyedRecord judged) {
            side(POSITIONS, judged);
        }

        @Override
        public void late(KeyedRecord event) {
            side(LATE, event);
        }

        @Override
        public void driven(MoverEvent event) {
            side(DRIVEN, event);
        }

        @Override
        public void heard(FeedBeat beat) {
            side(BEATS, beat);
        }

        @Override
        public void sampled(PairSample sample) {
            tell(sample, PairChange.TOLD);
        }

        @Override
        public void sampledAgain(PairSample sample, PairChange change) {
            tell(sample, change);
        }

        private void tell(PairSample sample, PairChange change) {
            if (context != null) {
                long reachedMillis = context.timerService().currentWatermark();
                matcher.cellsOf(sample, cell -> side(SAMPLES, new CellSample(cell, sample, reachedMillis, change)));
            }
        }

        @Override
        public void onRoad(RoadPoint point) {
            side(ON_ROAD, point);
        }

        @Override
        public void standing(StandingRecord standing) {
            side(STANDINGS, standing);
        }

        private <T> void side(OutputTag<T> tag, T value) {
            if (context != null) {
                context.output(tag, value);
            }
        }
    }
}
