package io.vigil.simulators.output;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Remembers the first frame that Kafka did not take, so that the player ends instead of losing frames quietly. */
final class KafkaPlayerFailure implements Callback {
    private final AtomicReference<@Nullable Exception> first = new AtomicReference<>();

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        if (exception != null) {
            first.compareAndSet(null, exception);
        }
    }

    void throwIfAny() {
        Exception exception = first.get();
        if (exception != null) {
            throw new KafkaException("Kafka did not take a frame: " + exception.getMessage(), exception);
        }
    }
}
