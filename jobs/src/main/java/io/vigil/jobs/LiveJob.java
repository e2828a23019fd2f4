package io.vigil.jobs;

import io.vigil.model.MoverEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The live job: raw frames from Kafka in, warnings to Kafka out, for ever.
 *
 * <p>Warnings are published at once, at least once: a repeat after a failure has the same id, sequence and bytes.
 */
public final class LiveJob {
    private LiveJob() {}

    /** For {@code flink run}: {@code --config FILE}, readable on every task manager under the same path. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2 || !arguments[0].equals("--config")) {
            throw new IllegalArgumentException("usage: --config FILE");
        }
        LiveConfig config = LiveConfigReader.read(Path.of(arguments[1]));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkSettings.live(config));
        build(environment, config);
        environment.execute("vigil live");
    }

    /** Starts the job in a mini cluster of this process, which ends with the job. */
    public static JobClient start(LiveConfig config) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(config.parallelism(), FlinkSettings.live(config));
        build(environment, config);
        return environment.executeAsync("vigil live");
    }

    /** The topics that are read, in the order of the design; all of them must be there. */
    public static List<String> feedTopics(LiveConfig config) {
        return List.of(
                config.topic("feed.jt808"),
                config.topic("feed.ais"),
                config.topic("feed.position"),
                config.topic("feed.radar"),
                config.topic("feed.pass"),
                config.topic("dispositions"),
                config.topic("declarations"));
    }

    static void build(StreamExecutionEnvironment environment, LiveConfig config) {
        EngineShare.begin(config.control());
        environment.setParallelism(config.parallelism());
        DataStreamSource<RawFrame> frames =
                environment.fromSource(source(config), WatermarkStrategy.noWatermarks(), "feeds from Kafka");
        frames.uid("feeds");

        SingleOutputStreamOperator<MoverEvent> events =
                WarningTopology.decode(frames, new DecodeFunction(config.control(), EventTimeRange.ALL));
        DataStream<MoverEvent> timed = WarningTopology.timed(
                events, WarningTopology.liveWatermarks(config.watermarkDelay(), config.idleAfter()));
        EvaluateFunction ofMovers = new EvaluateFunction(
                        config.control(), config.disorderBound().toMillis(), true, config.revision())
                .leavingDrivers();
        EvaluateFunction ofPeople =
                new EvaluateFunction(config.control(), EvaluateFunction.UNTIL_WATERMARK, false, config.revision());
        SingleOutputStreamOperator<WarningRecord> warnings;
        SingleOutputStreamOperator<WarningRecord> ofDrivers;
        if (config.control().topics().isUsed()) {
            DataStream<byte[]> log = ControlTopology.log(environment, config);
            warnings = WarningTopology.evaluate(WarningTopology.keyed(timed), log, ofMovers);
            ofDrivers = WarningTopology.evaluateDrivers(WarningTopology.driven(warnings), log, ofPeople);
            sink(
                    config,
                    ControlTopology.accept(environment, config, timed)
                            .union(warnings.getSideOutput(EvaluateFunction.CONTROL)),
                    "control-status",
                    OutgoingRecords.keyed(config.topic("control.status")));
        } else {
            warnings = WarningTopology.evaluate(WarningTopology.keyed(timed), ofMovers);
            ofDrivers = WarningTopology.evaluateDrivers(WarningTopology.driven(warnings), ofPeople);
        }
        SingleOutputStreamOperator<WarningRecord> ofPairs =
                WarningTopology.evaluatePairs(warnings, config.control(), config.revision());

        sink(
                config,
                WarningTopology.guard(
                        warnings.union(ofDrivers, ofPairs),
                        warnings.getSideOutput(EvaluateFunction.BEATS),
                        config.control()),
                "warnings",
                OutgoingRecords.warnings(
                        config.topic("warnings"), config.topic("warnings.shadow"), config.topic("system")));
        sink(
                config,
                warnings.getSideOutput(EvaluateFunction.PERMITTED)
                        .union(
                                ofDrivers.getSideOutput(EvaluateFunction.PERMITTED),
                                ofPairs.getSideOutput(EvaluateFunction.PERMITTED)),
                "permitted",
                OutgoingRecords.permitted(config.topic("permitted")));
        sink(
                config,
                warnings.getSideOutput(EvaluateFunction.POSITIONS),
                "positions",
                OutgoingRecords.keyed(config.topic("positions")));
        sink(
                config,
                warnings.getSideOutput(EvaluateFunction.LATE).union(ofDrivers.getSideOutput(EvaluateFunction.LATE)),
                "late",
                OutgoingRecords.keyed(config.topic("late")));
        sink(
                config,
                Learning.precision(warnings.union(ofDrivers, ofPairs), timed),
                "precision",
                OutgoingRecords.keyed(config.topic("precision")));
        sink(
                config,
                Learning.comparison(warnings.union(ofDrivers, ofPairs), config.control()),
                "shadow-compare",
                OutgoingRecords.keyed(config.topic("shadow.compare")));
        sink(
                config,
                WarningTopology.orderStatus(warnings),
                "order-status",
                OutgoingRecords.orderStatus(config.topic("orders.status")));
        sink(
                config,
                WarningTopology.traffic(warnings, config.control(), false),
                "congestion",
                OutgoingRecords.orderStatus(config.topic("congestion")));
        sink(config, events.getSideOutput(DecodeFunction.DEAD), "dead", OutgoingRecords.dead(config.topic("dead")));
    }

    private static KafkaSource<RawFrame> source(LiveConfig config) {
        Properties properties = new Properties();
        properties.putAll(config.client());
        properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.setProperty("commit.offsets.on.checkpoint", "true");
        properties.setProperty("partition.discovery.interval.ms", "10000");
        OffsetResetStrategy otherwise =
                config.start() == LiveConfig.Start.EARLIEST ? OffsetResetStrategy.EARLIEST : OffsetResetStrategy.LATEST;
        return KafkaSource.<RawFrame>builder()
                .setBootstrapServers(config.bootstrap())
                .setGroupId(config.group())
                .setClientIdPrefix(config.group())
                .setTopics(feedTopics(config))
                .setStartingOffsets(OffsetsInitializer.committedOffsets(otherwise))
                .setProperties(properties)
                .setDeserializer(new RawFrameDeserializer())
                .build();
    }

    private static <T> void sink(
            LiveConfig config, DataStream<T> records, String name, KafkaRecordSerializationSchema<T> schema) {
        Properties properties = new Properties();
        properties.putAll(config.client());
        properties.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        properties.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "5");
        properties.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        properties.setProperty(ProducerConfig.BUFFER_MEMORY_CONFIG, "16777216");
        // Below the broker's default limit of 15 min; only exactly-once uses it.
        properties.setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "600000");
        records.sinkTo(KafkaSink.<T>builder()
                        .setBootstrapServers(config.bootstrap())
                        .setKafkaProducerConfig(properties)
                        .setDeliveryGuarantee(
                                config.guarantee() == LiveConfig.Guarantee.EXACTLY_ONCE
                                        ? DeliveryGuarantee.EXACTLY_ONCE
                                        : DeliveryGuarantee.AT_LEAST_ONCE)
                        .setTransactionalIdPrefix(config.group() + '-' + name)
                        .setRecordSerializer(schema)
                        .build())
                .uid("sink-" + name)
                .name(name + " to Kafka");
    }
}
