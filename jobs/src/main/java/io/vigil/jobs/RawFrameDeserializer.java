package io.vigil.jobs;

import io.vigil.model.PositionReport;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Hands every Kafka record on as it is: never throws, never yields nothing, so no record can stop the job. */
public final class RawFrameDeserializer implements KafkaRecordDeserializationSchema<RawFrame> {
    static final String RECEIVED = "vigil-received";
    static final String SOURCE = "vigil-source";

    private static final long serialVersionUID = 1;
    private static final int LONGEST_SOURCE = 64;
    private static final byte[] NOTHING = new byte[0];

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawFrame> out) {
        out.collect(new RawFrame(
                record.topic(),
                record.partition(),
                record.offset(),
                record.value() == null ? NOTHING : record.value(),
                millis(record.headers().lastHeader(RECEIVED)),
                record.timestamp(),
                source(record)));
    }

    @Override
    public TypeInformation<RawFrame> getProducedType() {
        return TypeInformation.of(RawFrame.class);
    }

    private static String source(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(SOURCE);
        if (header == null || header.value() == null || header.value().length == 0) {
            return FeedKind.ofTopic(record.topic()).word();
        }
        int length = Math.min(LONGEST_SOURCE, header.value().length);
        return new String(header.value(), 0, length, StandardCharsets.UTF_8);
    }

    private static long millis(@org.jspecify.annotations.Nullable Header header) {
        if (header == null || header.value() == null || header.value().length == 0 || header.value().length > 18) {
            return PositionReport.NO_TIME;
        }
        long millis = 0;
        for (byte digit : header.value()) {
            if (digit < '0' || digit > '9') {
                return PositionReport.NO_TIME;
            }
            millis = millis * 10 + (digit - '0');
        }
        return millis;
    }
}
