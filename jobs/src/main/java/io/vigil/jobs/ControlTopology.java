package io.vigil.jobs;

import io.vigil.evaluate.RevisionSettings;
import io.vigil.model.MoverEvent;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The part of the live job that changes control data while it runs: control topics to the acceptor, the acceptor to the log,
 * the log to every evaluator.
 */
final class ControlTopology {
    private ControlTopology() {}

    /** What becomes of changes, for people. */
    static DataStream<KeyedRecord> accept(
            StreamExecutionEnvironment environment, LiveConfig config, DataStream<MoverEvent> timed) {
        EngineSpec.ControlTopics topics = config.control().topics();
        DataStream<ControlRecord> changes = environment
                .fromSource(
                        source(topics, ControlLog.existing(topics), new ControlRecordDeserializer(topics.prefix())),
                        WatermarkStrategy.noWatermarks(),
                        "control topics",
                        TypeInformation.of(ControlRecord.class))
                .setParallelism(1)
                .uid("control-topics");
        DataStream<Long> clock = timed.process(new ClockFunction())
                .returns(Types.LONG)
                .uid("control-clock")
                .name("event clock");
        return changes.keyBy(change -> 0, Types.INT)
                .connect(clock.keyBy(tick -> 0, Types.INT))
                .process(new AcceptFunction(topics, storedMillis(config.revision())))
                .returns(TypeInformation.of(KeyedRecord.class))
                .setParallelism(1)
                .uid("control-accept")
                .name("accept control data");
    }

    private static long storedMillis(@Nullable RevisionSettings revision) {
        return revision == null ? 0 : revision.shortest().toMillis();
    }

    /** The accepted versions, as the log has them. */
    static DataStream<byte[]> log(StreamExecutionEnvironment environment, LiveConfig config) {
        EngineSpec.ControlTopics topics = config.control().topics();
        return environment
                .fromSource(
                        source(
                                topics,
                                List.of(topics.prefix() + '.' + ControlLog.TOPIC),
                                KafkaRecordDeserializationSchema.valueOnly(ByteArrayDeserializer.class)),
                        WatermarkStrategy.<byte[]>forGenerator(context -> new NoClock()),
                        "control log",
                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)
                .setParallelism(1)
                .uid("control-log");
    }

    /** Evaluates by what the log holds. */
    static SingleOutputStreamOperator<WarningRecord> evaluate(
            KeyedStream<MoverEvent, Long> events, DataStream<byte[]> log, EvaluateFunction evaluator, String name) {
        SingleOutputStreamOperator<WarningRecord> warnings = events.connect(log.broadcast())
                .transform(name, TypeInformation.of(WarningRecord.class), new EvaluateOperator(evaluator));
        if (warnings.getTransformation() instanceof TwoInputTransformation<?, ?, ?> evaluation) {
            keyFirstInput(evaluation, events);
        }
        return warnings;
    }

    @SuppressWarnings("unchecked")
    private static void keyFirstInput(
            TwoInputTransformation<?, ?, ?> evaluation, KeyedStream<MoverEvent, Long> events) {
        TwoInputTransformation<MoverEvent, byte[], WarningRecord> typed =
                (TwoInputTransformation<MoverEvent, byte[], WarningRecord>) evaluation;
        typed.setStateKeySelectors(events.getKeySelector(), null);
        typed.setStateKeyType(events.getKeyType());
    }

    private static <T> KafkaSource<T> source(
            EngineSpec.ControlTopics topics, List<String> names, KafkaRecordDeserializationSchema<T> deserializer) {
        Properties properties = new Properties();
        properties.putAll(topics.client());
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("commit.offsets.on.checkpoint", "false");
        properties.setProperty("fetch.max.wait.ms", "50");
        KafkaSourceBuilder<T> source = KafkaSource.<T>builder()
                .setBootstrapServers(topics.bootstrap())
                .setTopics(names)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperties(properties)
                .setDeserializer(deserializer);
        return source.build();
    }

    /**
     * Control data says nothing of how far time has come. It is idle and not ahead: while all feeds are silent the input that is
     * not idle would set the time.
     */
    private static final class NoClock implements WatermarkGenerator<byte[]> {
        @Override
        public void onEvent(byte[] event, long eventTimestamp, WatermarkOutput output) {}

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            output.markIdle();
        }
    }
}
