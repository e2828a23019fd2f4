package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaRangeTest {
    @Test
    void readsTopicAndRange() {
        assertThat(KafkaRange.parse("127.0.0.1:9092/vigil.feed.ais@1970-01-01T08:00:01+08:00..1970-01-01T00:00:02Z"))
                .isEqualTo(new KafkaRange("127.0.0.1:9092", "vigil.feed.ais", 1_000, 2_000));
    }

    @Test
    void leavesOpenWhatIsNotSaid() {
        assertThat(KafkaRange.parse("a:1,b:2/vigil.feed.jt808"))
                .isEqualTo(new KafkaRange("a:1,b:2", "vigil.feed.jt808", Long.MIN_VALUE, Long.MAX_VALUE));
        assertThat(KafkaRange.parse("a:1/vigil.feed.jt808@..1970-01-01T00:00:02Z"))
                .isEqualTo(new KafkaRange("a:1", "vigil.feed.jt808", Long.MIN_VALUE, 2_000));
        assertThat(KafkaRange.parse("a:1/vigil.feed.jt808@1970-01-01T00:00:02Z.."))
                .isEqualTo(new KafkaRange("a:1", "vigil.feed.jt808", 2_000, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource({
        "a:1, must be kafka:BOOTSTRAP/TOPIC",
        "/vigil.feed.ais, must be kafka:BOOTSTRAP/TOPIC",
        "a:1/, must be kafka:BOOTSTRAP/TOPIC",
        "a:1/vigil.warnings, must end in .jt808",
        "a:1/x.ais@2026-01-01, must be FROM..TO",
        "a:1/x.ais@yesterday..2026-01-01T00:00:00Z, must be RFC 3339",
        "a:1/x.ais@2026-01-02T00:00:00Z..2026-01-01T00:00:00Z, ends before it begins"
    })
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> KafkaRange.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
