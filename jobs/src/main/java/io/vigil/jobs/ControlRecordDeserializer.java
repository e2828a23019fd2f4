package io.vigil.jobs;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hands records of control topics on as they are; whether they are good the acceptor decides. */
final class ControlRecordDeserializer implements KafkaRecordDeserializationSchema<ControlRecord> {
    private static final long serialVersionUID = 1;

    private final String prefix;

    ControlRecordDeserializer(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ControlRecord> out) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        out.collect(ControlLog.record(record.topic().substring(prefix.length() + 1), key, record));
    }

    @Override
    public TypeInformation<ControlRecord> getProducedType() {
        return TypeInformation.of(ControlRecord.class);
    }
}
