package io.vigil.console;

import io.vigil.console.record.MalformedRecordException;
import io.vigil.console.record.SeenPosition;
import io.vigil.console.track.TrackPoint;
import io.vigil.console.track.TrackStore;
import io.vigil.model.Units;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Takes positions: to the board at once, to the tracks after each group, together with how far was read. */
final class TrackFeed implements TopicReader.Handler {
    private final LiveState live;
    private final TrackStore tracks;
    private final LongSupplier clockMillis;
    private final List<TrackStore.Point> points = new ArrayList<>();
    private final Map<TopicPartition, Long> nextOffsets = new HashMap<>();

    TrackFeed(LiveState live, TrackStore tracks, LongSupplier clockMillis) {
        this.live = live;
        this.tracks = tracks;
        this.clockMillis = clockMillis;
    }

    @Override
    public long nextOffset(String cluster, TopicPartition partition) {
        return tracks.nextOffset(name(cluster, partition));
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) throws MalformedRecordException {
        nextOffsets.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        if (record.value() == null) {
            return;
        }
        SeenPosition position = SeenPosition.parse(record.value());
        live.takePosition(position);
        double course = Double.isNaN(position.headingDegrees()) ? position.courseDegrees() : position.headingDegrees();
        points.add(new TrackStore.Point(
                position.mover().text(),
                new TrackPoint(
                        position.eventTimeMillis(),
                        position.latitude(),
                        position.longitude(),
                        Units.mpsToKph(position.speedMps()),
                        course)));
    }

    @Override
    public void taken(String cluster) {
        if (nextOffsets.isEmpty()) {
            return;
        }
        Map<String, Long> named = new HashMap<>();
        nextOffsets.forEach((partition, offset) -> named.put(name(cluster, partition), offset));
        tracks.add(points, clockMillis.getAsLong(), named);
        points.clear();
        nextOffsets.clear();
    }

    private static String name(String cluster, TopicPartition partition) {
        return cluster + '/' + partition;
    }
}
