package io.vigil.console;

import io.vigil.console.out.WebhookTarget;
import io.vigil.console.record.MalformedRecordException;
import io.vigil.console.record.WarningTransition;
import io.vigil.console.store.DeliveryStore;
import io.vigil.console.store.DeliveryStore.Delivery;
import io.vigil.console.store.StoreAwayException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers warnings to other systems by HTTP POST, at least once, until they answer with a status of 2xx; after a failure it
 * waits twice as long each time, up to ten minutes. The header {@code Vigil-Event} is the same for repeats.
 */
final class Webhooks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 500;
    private static final int MAX_GROUP = 50;
    private static final int MAX_DOUBLINGS = 9;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final List<WebhookTarget> targets;
    private final DeliveryStore store;
    private final Function<WarningTransition, String> cap;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "webhooks");
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    Webhooks(List<WebhookTarget> targets, DeliveryStore store, Function<WarningTransition, String> cap) {
        this.targets = List.copyOf(targets);
        this.store = store;
        this.cap = cap;
        thread.setDaemon(true);
    }

    void start() {
        if (!targets.isEmpty()) {
            thread.start();
        }
    }

    /** Deliveries that were taken since the start. */
    long deliveredCount() {
        return delivered.get();
    }

    /** Tries that failed since the start. */
    long failedCount() {
        return failed.get();
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    for (Delivery delivery : store.due(Instant.now(), MAX_GROUP)) {
                        deliver(delivery);
                    }
                } catch (StoreAwayException e) {
                    LOG.debug("health tells it", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void deliver(Delivery delivery) throws InterruptedException {
        Optional<WebhookTarget> target = targets.stream()
                .filter(one -> one.address().toString().equals(delivery.target()))
                .findFirst();
        if (target.isEmpty()) {
            store.delivered(delivery.id()); // no longer wanted
        } else if (isTaken(target.get(), delivery)) {
            store.delivered(delivery.id());
            delivered.incrementAndGet();
        } else {
            failed.incrementAndGet();
            Duration wait = Duration.ofSeconds(1L << Math.min(MAX_DOUBLINGS, delivery.tries()));
            store.failed(delivery.id(), Instant.now().plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait));
        }
    }

    private boolean isTaken(WebhookTarget target, Delivery delivery) throws InterruptedException {
        try {
            HttpResponse<Void> response = http.send(request(target, delivery), HttpResponse.BodyHandlers.discarding());
            return response.statusCode() / 100 == 2;
        } catch (IOException e) {
            LOG.debug("{} does not take warning {}", target.address(), delivery.warningId(), e);
            return false;
        }
    }

    private HttpRequest request(WebhookTarget target, Delivery delivery) {
        WarningTransition transition;
        try {
            transition = WarningTransition.parse(delivery.event().getBytes(StandardCharsets.UTF_8));
        } catch (MalformedRecordException e) {
            throw new IllegalStateException("only what was parsed is stored", e);
        }
        boolean asCap = target.format() == WebhookTarget.Format.CAP;
        return HttpRequest.newBuilder(URI.create(delivery.target()))
                .timeout(PATIENCE)
                .header("Content-Type", asCap ? "application/cap+xml" : "application/cloudevents+json")
                .header("Vigil-Event", transition.warningId() + '/' + transition.sequence())
                .POST(HttpRequest.BodyPublishers.ofString(asCap ? cap.apply(transition) : transition.cloudEvent()))
                .build();
    }
}
