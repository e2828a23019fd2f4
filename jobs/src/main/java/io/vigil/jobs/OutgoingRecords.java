package io.vigil.jobs;

import io.vigil.evaluate.Lane;
import io.vigil.model.PositionReport;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** What goes to which topic under which key, and with which headers. The only place that reads the wall clock. */
final class OutgoingRecords {
    static final String EMITTED = "emitted";
    static final String STAGE = "vigil-stage";
    static final String REASON = "vigil-reason";
    static final String DETAIL = "vigil-detail";
    static final String REJECTIONS = "vigil-rejections";
    static final String ORIGIN_TOPIC = "vigil-origin-topic";
    static final String ORIGIN_PARTITION = "vigil-origin-partition";
    static final String ORIGIN_OFFSET = "vigil-origin-offset";

    private static final String CONTENT_TYPE = "content-type";
    private static final int LONGEST_DETAIL = 500;

    private OutgoingRecords() {}

    /**
     * Warnings of lane {@code live} to one topic, those of all other lanes and those withheld to another, so the desk never
     * sees them; what is about the system itself to a third.
     */
    static KafkaRecordSerializationSchema<WarningRecord> warnings(
            String liveTopic, String shadowTopic, String systemTopic) {
        return (warning, context, timestamp) -> {
            if (warning.outlet() == WarningRecord.Outlet.SYSTEM) {
                return new ProducerRecord<>(
                        systemTopic, utf8(warning.lane() + '/' + warning.warningId()), warning.json());
            }
            if (warning.outlet() == WarningRecord.Outlet.WITHHELD) {
                return cloudEvent(shadowTopic, warning);
            }
            String topic = warning.lane().equals(Lane.LIVE) ? liveTopic : shadowTopic;
            return cloudEvent(topic, warning);
        };
    }

    /** Records of exemptions. */
    static KafkaRecordSerializationSchema<WarningRecord> permitted(String topic) {
        return (permitted, context, timestamp) -> cloudEvent(topic, permitted);
    }

    /** Where boats stand with orders of lane {@code live}, or how the traffic of roads flows: under what it is about. */
    static KafkaRecordSerializationSchema<WarningRecord> orderStatus(String topic) {
        return (status, context, timestamp) -> status.lane().equals(Lane.LIVE)
                ? new ProducerRecord<>(topic, utf8(status.warningId()), status.json())
                : null;
    }

    /** Positions, late events: key and value as they are. */
    static KafkaRecordSerializationSchema<KeyedRecord> keyed(String topic) {
        return (record, context, timestamp) -> new ProducerRecord<>(topic, utf8(record.key()), record.json());
    }

    /** Input that could not be used, as it came. */
    static KafkaRecordSerializationSchema<DeadRecord> dead(String topic) {
        return (dead, context, timestamp) -> {
            RawFrame frame = dead.frame();
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, utf8(frame.source()), frame.bytes());
            Headers headers = record.headers();
            headers.add(STAGE, utf8(dead.stage()));
            headers.add(REASON, utf8(dead.reason()));
            headers.add(DETAIL, utf8(shortened(dead.detail())));
            headers.add(REJECTIONS, utf8(Integer.toString(dead.rejections())));
            headers.add(ORIGIN_TOPIC, utf8(frame.topic()));
            headers.add(ORIGIN_PARTITION, utf8(Integer.toString(frame.partition())));
            headers.add(ORIGIN_OFFSET, utf8(Long.toString(frame.offset())));
            if (frame.receivedMillis() != PositionReport.NO_TIME) {
                headers.add(RawFrameDeserializer.RECEIVED, utf8(Long.toString(frame.receivedMillis())));
            }
            return record;
        };
    }

    private static ProducerRecord<byte[], byte[]> cloudEvent(String topic, WarningRecord warning) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, utf8(warning.warningId()), warning.json());
        record.headers().add(CONTENT_TYPE, utf8("application/cloudevents+json; charset=UTF-8"));
        record.headers().add(EMITTED, utf8(Long.toString(Clock.systemUTC().millis())));
        return record;
    }

    private static String shortened(String detail) {
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "…";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
