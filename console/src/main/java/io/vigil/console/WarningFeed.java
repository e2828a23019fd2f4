package io.vigil.console;

import io.vigil.console.record.MalformedRecordException;
import io.vigil.console.record.WarningTransition;
import io.vigil.console.store.StoreAwayException;
import io.vigil.console.store.WarningStore;
import io.vigil.console.store.WarningStore.Partition;
import io.vigil.console.store.WarningStore.Stored;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes warnings: to the board and the pages at once, then to the store. Begins where the store ends; while the database
 * does not answer it begins at the beginning, which is slower and changes nothing.
 */
final class WarningFeed implements TopicReader.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(WarningFeed.class);

    private final LiveState live;
    private final WarningStore store;
    private final StoreWriter writer;
    private String cluster = "";

    WarningFeed(LiveState live, WarningStore store, StoreWriter writer) {
        this.live = live;
        this.store = store;
        this.writer = writer;
    }

    @Override
    public long nextOffset(String clusterId, TopicPartition partition) {
        cluster = clusterId;
        try {
            return store.nextOffsets(clusterId, partition.topic()).getOrDefault(partition.partition(), -1L);
        } catch (StoreAwayException e) {
            LOG.warn("the database is away, so {} is read from its beginning: {}", partition, e.getMessage());
            return 0;
        }
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) throws MalformedRecordException {
        if (record.value() == null) {
            return;
        }
        WarningTransition transition = WarningTransition.parse(record.value());
        Stored stored = new Stored(transition, live.takeWarning(transition));
        writer.put(stored, cluster, new Partition(record.topic(), record.partition()), record.offset() + 1);
    }
}
