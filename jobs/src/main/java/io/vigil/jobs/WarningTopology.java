package io.vigil.jobs;

import io.vigil.evaluate.RevisionSettings;
import io.vigil.jobs.types.CellSample;
import io.vigil.jobs.types.MoverEventSerializer;
import io.vigil.jobs.types.PairMeetingSerializer;
import io.vigil.model.MoverEvent;
import io.vigil.traffic.RoadPoint;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.jspecify.annotations.Nullable;

/**
 * The part both jobs share: decode, key by mover, evaluate, and evaluate drivers by what was judged of their vehicles, and
 * pairs by where their movers were.
 * What is in front (feeds) and behind (sinks) is theirs.
 *
 * <p>Names and uids of operators are part of every savepoint: they never change.
 */
public final class WarningTopology {
    /** Keys are spread over so many groups; fixed for the life of a savepoint. */
    public static final int MAX_PARALLELISM = 256;

    private WarningTopology() {}

    /** Raw records of the feed topics become events of registered movers; the rest is {@link DecodeFunction#DEAD}. */
    public static SingleOutputStreamOperator<MoverEvent> decode(
            DataStream<RawFrame> frames, ProcessFunction<RawFrame, MoverEvent> decoder) {
        return frames.process(decoder)
                .returns(MoverEventSerializer.TYPE)
                .uid("decode")
                .name("decode and identify");
    }

    /** Event time for what follows: for waking silent movers, and for the order of a bounded run. */
    public static DataStream<MoverEvent> timed(DataStream<MoverEvent> events, WatermarkStrategy<MoverEvent> strategy) {
        return events.assignTimestampsAndWatermarks(strategy).uid("event-time").name("event time");
    }

    /** One mover's events go to one place. */
    public static KeyedStream<MoverEvent, Long> keyed(DataStream<MoverEvent> events) {
        return events.keyBy(new MoverKey(), Types.LONG);
    }

    /** Judges; side outputs as {@link EvaluateFunction} names them. */
    public static SingleOutputStreamOperator<WarningRecord> evaluate(
            KeyedStream<MoverEvent, Long> events, KeyedProcessFunction<Long, MoverEvent, WarningRecord> evaluator) {
        return events.process(evaluator).uid("evaluate").name("evaluate");
    }

    /** The same by control data that changes: the log of accepted versions. */
    static SingleOutputStreamOperator<WarningRecord> evaluate(
            KeyedStream<MoverEvent, Long> events, DataStream<byte[]> log, EvaluateFunction evaluator) {
        return ControlTopology.evaluate(events, log, evaluator, "evaluate").uid("evaluate");
    }

    /** The same for drivers. */
    static SingleOutputStreamOperator<WarningRecord> evaluateDrivers(
            DataStream<MoverEvent> driven, DataStream<byte[]> log, EvaluateFunction evaluator) {
        return ControlTopology.evaluate(keyed(driven), log, evaluator, "evaluate drivers")
                .uid("evaluate-drivers");
    }

    /** What the vehicles' evaluation says of their drivers, for {@link #evaluateDrivers}. */
    public static DataStream<MoverEvent> driven(SingleOutputStreamOperator<WarningRecord> vehicles) {
        return vehicles.getSideOutput(EvaluateFunction.DRIVEN);
    }

    /**
     * Judges drivers. Vehicles of one driver run ahead of each other by any time, so a stream holds their events back
     * until the watermark has passed them: {@link EvaluateFunction#UNTIL_WATERMARK}. A batch has them sorted.
     */
    public static SingleOutputStreamOperator<WarningRecord> evaluateDrivers(
            DataStream<MoverEvent> driven, KeyedProcessFunction<Long, MoverEvent, WarningRecord> evaluator) {
        return keyed(driven).process(evaluator).uid("evaluate-drivers").name("evaluate drivers");
    }

    /**
     * What is looked at over many movers: whether a feed is out, which holds the warnings of silence of its movers, and whether
     * a rule floods the desk. What nobody guards passes at once. Where each record goes is its outlet.
     *
     * @param warnings of all evaluations; no exemptions
     * @param beats movers heard by feeds
     */
    public static DataStream<WarningRecord> guard(
            DataStream<WarningRecord> warnings, DataStream<FeedBeat> beats, EngineSpec spec) {
        DataStream<WarningRecord> silences = beats.keyBy(FeedBeat::key, Types.STRING)
                .connect(warnings.filter(warning -> !warning.feed().isEmpty())
                        .uid("silences")
                        .name("warnings of silence")
                        .keyBy(warning -> warning.lane() + '\n' + warning.feed(), Types.STRING))
                .process(new FeedGateFunction(spec))
                .uid("feed-gate")
                .name("feed outages");
        return warnings.filter(warning -> warning.feed().isEmpty())
                .uid("no-silences")
                .name("other warnings")
                .union(silences)
                .keyBy(warning -> warning.lane() + '\n' + warning.rule(), Types.STRING)
                .process(new SurgeGateFunction(spec))
                .uid("surge-gate")
                .name("surges");
    }

    /** Where vessels stand with orders, boat by boat and counted every five minutes. */
    public static DataStream<WarningRecord> orderStatus(SingleOutputStreamOperator<WarningRecord> evaluated) {
        DataStream<StandingRecord> standings = evaluated.getSideOutput(EvaluateFunction.STANDINGS);
        DataStream<WarningRecord> boats = standings
                .map(OrderStatusJson::boat)
                .returns(TypeInformation.of(WarningRecord.class))
                .uid("order-boats")
                .name("boats under orders");
        return standings
                .keyBy(StandingRecord::key, Types.STRING)
                .process(new OrderStatusFunction())
                .uid("order-status")
                .name("count outstanding")
                .union(boats);
    }

    /** How traffic flows on the roads, by the vehicles that were judged. A batch sorts a road's fixes by their times. */
    static DataStream<WarningRecord> traffic(
            SingleOutputStreamOperator<WarningRecord> movers, EngineSpec spec, boolean isSorted) {
        DataStream<RoadPoint> points = movers.getSideOutput(EvaluateFunction.ON_ROAD);
        DataStream<RoadPoint> timed = isSorted
                ? points.assignTimestampsAndWatermarks(WatermarkStrategy.<RoadPoint>forMonotonousTimestamps()
                                .withTimestampAssigner((point, recordTimestamp) -> point.timeMillis()))
                        .uid("event-time-roads")
                        .name("event time of roads")
                : points;
        return timed.keyBy(RoadPoint::road, Types.STRING)
                .process(new TrafficFunction(spec))
                .uid("traffic")
                .name("traffic of roads");
    }

    /** Event time of what is judged of drivers, which a batch sorts by; a stream has that of the feeds. */
    static DataStream<MoverEvent> timedDrivers(DataStream<MoverEvent> driven, WatermarkStrategy<MoverEvent> strategy) {
        return driven.assignTimestampsAndWatermarks(strategy)
                .uid("event-time-drivers")
                .name("event time of drivers");
    }

    /**
     * Judges pairs of movers by what the movers' evaluation says of where they were: samples meet in cells, and what is
     * found of a pair goes to the one place that remembers it.
     */
    static SingleOutputStreamOperator<WarningRecord> evaluatePairs(
            SingleOutputStreamOperator<WarningRecord> movers, EngineSpec spec, @Nullable RevisionSettings revision) {
        return movers.getSideOutput(EvaluateFunction.SAMPLES)
                .keyBy(CellSample::key, Types.LONG)
                .process(new MeetFunction(spec, revision))
                .returns(PairMeetingSerializer.TYPE)
                .uid("meet")
                .name("find who is near whom")
                .keyBy(new PairKey(), Types.LONG)
                .process(new PairFunction(spec, revision))
                .uid("evaluate-pairs")
                .name("evaluate pairs");
    }

    /** Watermarks of a live stream. They only wake movers that fell silent; no event is judged by them. */
    static WatermarkStrategy<MoverEvent> liveWatermarks(Duration delay, Duration idleAfter) {
        return WatermarkStrategy.<MoverEvent>forBoundedOutOfOrderness(delay)
                .withTimestampAssigner((event, recordTimestamp) -> LiveClock.trusted(event, recordTimestamp))
                .withIdleness(idleAfter);
    }

    /** Watermarks of a bounded run. */
    static WatermarkStrategy<MoverEvent> boundedWatermarks(Duration disorderBound, EngineSpec spec) {
        return WatermarkStrategy.<MoverEvent>forBoundedOutOfOrderness(disorderBound)
                .withTimestampAssigner(context -> new JudgedTime(spec));
    }
}
