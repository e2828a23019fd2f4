package io.vigil.console;

import io.vigil.console.store.StoreAwayException;
import io.vigil.console.store.WarningStore;
import io.vigil.console.store.WarningStore.Partition;
import io.vigil.console.store.WarningStore.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores warnings on a thread of its own, in groups, so that a page is told before the database is and goes on being told
 * while the database is away. Up to 20,000 transitions wait; then the reading of the topic waits too.
 */
final class StoreWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);
    private static final int MAX_WAITING = 20_000;
    private static final int MAX_GROUP = 500;
    private static final long RETRY_MILLIS = 1_000;

    /** A transition, and the offset after it. */
    private record Waiting(Stored stored, String cluster, Partition partition, long nextOffset) {}

    private final WarningStore store;
    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
    private final AtomicLong storedCount = new AtomicLong();
    private final AtomicLong refusedCount = new AtomicLong();
    private final AtomicLong unfinished = new AtomicLong();
    private final Thread thread = new Thread(this::run, "store-writer");
    private volatile boolean closed;

    StoreWriter(WarningStore store) {
        this.store = store;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Takes a transition to store; waits while too many are waiting. */
    void put(Stored stored, String cluster, Partition partition, long nextOffset) {
        try {
            unfinished.incrementAndGet();
            waiting.put(new Waiting(stored, cluster, partition, nextOffset));
        } catch (InterruptedException e) {
            unfinished.decrementAndGet();
            Thread.currentThread().interrupt();
        }
    }

    /** Transitions that are not yet stored. */
    long waitingCount() {
        return unfinished.get();
    }

    /** Transitions stored since the start, repeats among them. */
    long storedCount() {
        return storedCount.get();
    }

    /** Transitions the database refused for what they hold. */
    long refusedCount() {
        return refusedCount.get();
    }

    /** Ends the storing; what was waiting is read from the topic again at the next start. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Waiting> group = new ArrayList<>();
        try {
            while (!closed) {
                group.clear();
                group.add(waiting.take());
                waiting.drainTo(group, MAX_GROUP - 1);
                storeUntilDone(group);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void storeUntilDone(List<Waiting> group) throws InterruptedException {
        while (!closed) {
            try {
                store(group);
                storedCount.addAndGet(group.size());
                unfinished.addAndGet(-group.size());
                return;
            } catch (StoreAwayException e) {
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            } catch (IllegalStateException e) {
                if (group.size() == 1) {
                    refuse(group.get(0), e);
                    return;
                }
                for (Waiting one : group) {
                    storeUntilDone(List.of(one));
                }
                return;
            }
        }
    }

    private void store(List<Waiting> group) {
        List<Stored> transitions = new ArrayList<>();
        Map<Partition, Long> nextOffsets = new HashMap<>();
        for (Waiting one : group) {
            transitions.add(one.stored());
            nextOffsets.merge(one.partition(), one.nextOffset(), Math::max);
        }
        store.store(transitions, group.get(0).cluster(), nextOffsets);
    }

    private void refuse(Waiting one, IllegalStateException why) {
        refusedCount.incrementAndGet();
        unfinished.decrementAndGet();
        LOG.error("warning {} cannot be stored", one.stored().transition().warningId(), why);
    }
}
