package io.vigil.console;

import io.vigil.console.access.Scope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The server-sent events: hands every frame to every client that may see it. What no client may miss is
 * numbered and the newest of it is kept, so that a
 * client that was away for a moment gets what it missed; one that was away longer, or that saw another run of this
 * server, is told to ask for everything again.
 */
final class EventStream implements AutoCloseable {
    /** More pages than a duty room has; each costs a thread while it is open. */
    static final int MAX_CLIENTS = 100;

    private static final int KEPT_NUMBERED = 1_000;

    /**
     * Who listens.
     *
     * @param session digest of his session, which may end while he listens
     * @param scope what he sees
     * @param shown what he may read of a frame
     */
    record Listener(String session, Scope scope, UnaryOperator<String> shown) {}

    /** A numbered frame and the jurisdictions of what it tells. */
    record Numbered(String frame, Set<String> codes) {}

    /** Numbers of another run mean other events. */
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private final List<StreamClient> clients = new CopyOnWriteArrayList<>();
    private final Deque<Numbered> newest = new ArrayDeque<>();
    private long published;
    private long resyncs;
    private boolean closed;

    /**
     * Lets a client in, with what it missed since that event; nothing when there are too many clients.
     *
     * @param lastEventId the id of the last event it saw, or null
     * @param listener who it is
     */
    synchronized Optional<StreamClient> join(@Nullable String lastEventId, Listener listener) {
        if (closed || clients.size() >= MAX_CLIENTS) {
            return Optional.empty();
        }
        StreamClient client = new StreamClient(this, listener);
        Optional<List<Numbered>> missed = missedSince(lastEventId);
        client.offer("retry: 2000\nevent: hello\nid: " + run + '-' + published + "\ndata: {\"resumed\":"
                + missed.isPresent() + "}\n\n");
        missed.ifPresent(frames ->
                frames.stream().filter(client::sees).map(Numbered::frame).forEach(client::offer));
        clients.add(client);
        return Optional.of(client);
    }

    /** Sends an event that no client may miss to those who see those jurisdictions; the JSON must be one line. */
    synchronized void publishNumbered(String event, Set<String> codes, String json) {
        published++;
        Numbered numbered = new Numbered(frame(event, run + '-' + published, json), Set.copyOf(codes));
        newest.addLast(numbered);
        if (newest.size() > KEPT_NUMBERED) {
            newest.removeFirst();
        }
        for (StreamClient client : clients) {
            if (client.sees(numbered)) {
                offer(client, numbered.frame());
            }
        }
    }

    /** Sends an event that a client may miss to all, made once for each scope; the JSON must be one line, null is nothing. */
    void publish(String event, Function<Scope, @Nullable String> json) {
        Map<Scope, Optional<String>> frames = new HashMap<>();
        for (StreamClient client : clients) {
            Optional<String> frame =
                    frames.computeIfAbsent(client.listener().scope(), scope -> Optional.ofNullable(json.apply(scope))
                            .map(text -> frame(event, null, text)));
            frame.ifPresent(text -> offer(client, text));
        }
    }

    /** Ends the streams of those who may no longer listen. */
    void endWhere(Predicate<Listener> mayNot) {
        for (StreamClient client : clients) {
            if (mayNot.test(client.listener())) {
                client.close();
            }
        }
    }

    /** Clients connected now. */
    int clientCount() {
        return clients.size();
    }

    /** How often a client fell so far behind that it has to ask for everything again. */
    synchronized long resyncCount() {
        return resyncs;
    }

    /** Ends every stream and lets nobody in any more. */
    @Override
    public synchronized void close() {
        closed = true;
        clients.forEach(StreamClient::close);
    }

    /** Takes a client out; called by the client itself. */
    void leave(StreamClient client) {
        clients.remove(client);
    }

    private synchronized void offer(StreamClient client, String frame) {
        if (!client.offer(frame)) {
            resyncs++;
        }
    }

    private Optional<List<Numbered>> missedSince(@Nullable String lastEventId) {
        if (lastEventId == null || !lastEventId.startsWith(run + '-')) {
            return Optional.empty();
        }
        try {
            long missed = published - Long.parseLong(lastEventId.substring(run.length() + 1));
            if (missed < 0 || missed > newest.size()) {
                return Optional.empty();
            }
            List<Numbered> kept = new ArrayList<>(newest);
            return Optional.of(kept.subList(kept.size() - (int) missed, kept.size()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String frame(String event, @Nullable String id, String json) {
        return "event: " + event + (id == null ? "" : "\nid: " + id) + "\ndata: " + json + "\n\n";
    }
}
