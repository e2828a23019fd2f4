package io.vigil.simulators.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.simulators.Scenario;
import io.vigil.simulators.ScenarioFile;
import io.vigil.simulators.SimFrame;
import io.vigil.simulators.Simulation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Plays into the in-memory producer of the Kafka client itself. */
class KafkaPlayerTest {
    private static final Scenario SHORT =
            ScenarioFile.load("builtin:demo").withLength(Duration.ofMinutes(5)).withMovers(20, 10);

    private static MockProducer<String, byte[]> producer(boolean accepting) {
        return new MockProducer<>(accepting, null, new StringSerializer(), new ByteArraySerializer());
    }

    private static String header(ProducerRecord<String, byte[]> played, String name) {
        return new String(
                Objects.requireNonNull(played.headers().lastHeader(name)).value(), StandardCharsets.US_ASCII);
    }

    @Test
    void playsEveryFrameWithKeyTopicAndHeaders() {
        List<SimFrame> frames = new ArrayList<>();
        Simulation.of(SHORT).forEachFrame(frames::add);
        MockProducer<String, byte[]> kafka = producer(true);

        long sent;
        try (KafkaPlayer player = new KafkaPlayer(kafka)) {
            sent = player.play(Simulation.of(SHORT), 1e6, null, () -> false);
        }

        assertThat(sent).isEqualTo(frames.size());
        assertThat(kafka.closed()).isTrue();
        for (int i = 0; i < frames.size(); i++) {
            SimFrame frame = frames.get(i);
            ProducerRecord<String, byte[]> played = kafka.history().get(i);
            assertThat(played.topic()).isEqualTo("vigil.feed." + frame.kind().word());
            assertThat(played.key()).isEqualTo(frame.key());
            assertThat(played.value()).isEqualTo(frame.bytes());
            assertThat(played.timestamp()).isEqualTo(frame.arrivalMillis());
            assertThat(header(played, "vigil-received")).isEqualTo(Long.toString(frame.arrivalMillis()));
            assertThat(header(played, "vigil-source")).isEqualTo(frame.kind().word());
        }
    }

    @Test
    void stopsWhenAskedInterruptedOrOutOfTime() {
        try (KafkaPlayer player = new KafkaPlayer(producer(true))) {
            Thread.currentThread().interrupt();
            assertThat(player.play(Simulation.of(SHORT), 1, null, () -> false)).isZero();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(player.play(Simulation.of(SHORT), 1, null, () -> true)).isZero();
            assertThat(player.play(Simulation.of(SHORT), 1, Duration.ofMillis(20), () -> false))
                    .isLessThan(40);
        }
    }

    @Test
    void endsWhenKafkaDoesNotTakeAFrame() {
        MockProducer<String, byte[]> kafka = producer(false);
        boolean[] failed = {false};

        try (KafkaPlayer player = new KafkaPlayer(kafka)) {
            assertThatThrownBy(() -> player.play(Simulation.of(SHORT), 1e6, null, () -> {
                        if (!failed[0] && !kafka.history().isEmpty()) {
                            failed[0] = kafka.errorNext(new IllegalStateException("the disk is full"));
                        }
                        return false;
                    }))
                    .isInstanceOf(KafkaException.class)
                    .hasMessageContaining("the disk is full");
        }
    }
}
