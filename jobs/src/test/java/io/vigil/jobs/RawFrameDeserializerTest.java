package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.PositionReport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawFrameDeserializerTest {
    @Test
    void takesBytesTimeAndSourceAsTheyCame() {
        ConsumerRecord<byte[], byte[]> record = record("vigil.feed.jt808", new byte[] {0x7e, 1, 0x7e});
        record.headers().add("vigil-received", utf8("1789171200000")).add("vigil-source", utf8("gateway-1"));

        RawFrame frame = deserialize(record);

        assertThat(frame.bytes()).containsExactly(0x7e, 1, 0x7e);
        assertThat(frame.receivedMillis()).isEqualTo(1_789_171_200_000L);
        assertThat(frame.source()).isEqualTo("gateway-1");
        assertThat(frame.partition()).isEqualTo(3);
        assertThat(frame.offset()).isEqualTo(99);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "-1", "12345678901234567890", "1e9"})
    void doesNotKnowTheTimeWhereTheHeaderIsNonsense(String header) {
        ConsumerRecord<byte[], byte[]> record = record("vigil.feed.ais", new byte[0]);
        record.headers().add("vigil-received", utf8(header));

        assertThat(deserialize(record).receivedMillis()).isEqualTo(PositionReport.NO_TIME);
    }

    @Test
    void makesAnEmptyFrameOfARecordWithoutValueAndNamesTheFeedWhereTheRecordDoesNot() {
        ConsumerRecord<byte[], byte[]> record = record("vigil.feed.ais", null);
        record.headers().add("vigil-received", null).add("vigil-source", null);

        RawFrame frame = deserialize(record);

        assertThat(frame.bytes()).isEmpty();
        assertThat(frame.source()).isEqualTo("ais");
        assertThat(frame.receivedMillis()).isEqualTo(PositionReport.NO_TIME);
    }

    private static RawFrame deserialize(ConsumerRecord<byte[], byte[]> record) {
        List<RawFrame> frames = new ArrayList<>();
        new RawFrameDeserializer().deserialize(record, new ListCollector<>(frames));
        assertThat(frames).hasSize(1);
        return frames.get(0);
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, byte[] value) {
        return new ConsumerRecord<>(topic, 3, 99, null, value);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
