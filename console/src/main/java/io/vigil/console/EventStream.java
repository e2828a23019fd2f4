package io.vigil.console;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The server-sent events: hands every frame to every client. Warnings are numbered and the newest are kept, so that a
 * client that was away for a moment gets what it missed; one that was away longer, or that saw another run of this
 * server, is told to ask for everything again.
 */
final class EventStream implements AutoCloseable {
    /** More pages than a duty room has; each costs a thread while it is open. */
    static final int MAX_CLIENTS = 100;

    private static final int KEPT_WARNINGS = 1_000;

    /** Numbers of another run mean other events. */
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private final List<StreamClient> clients = new CopyOnWriteArrayList<>();
    private final Deque<String> newest = new ArrayDeque<>();
    private long published;
    private long resyncs;
    private boolean closed;

    /**
     * Lets a client in, with what it missed since that event; nothing when there are too many clients.
     *
     * @param lastEventId the id of the last event it saw, or null
     */
    synchronized Optional<StreamClient> join(@Nullable String lastEventId) {
        if (closed || clients.size() >= MAX_CLIENTS) {
            return Optional.empty();
        }
        StreamClient client = new StreamClient(this);
        Optional<List<String>> missed = missedSince(lastEventId);
        client.offer("retry: 2000\nevent: hello\nid: " + run + '-' + published + "\ndata: {\"resumed\":"
                + missed.isPresent() + "}\n\n");
        missed.ifPresent(frames -> frames.forEach(client::offer));
        clients.add(client);
        return Optional.of(client);
    }

    /** Sends a warning to all, numbered; the JSON must be one line. */
    synchronized void publishWarning(String json) {
        published++;
        String frame = frame("warning", run + '-' + published, json);
        newest.addLast(frame);
        if (newest.size() > KEPT_WARNINGS) {
            newest.removeFirst();
        }
        offerToAll(frame);
    }

    /** Sends an event that a client may miss to all; the JSON must be one line. */
    synchronized void publish(String event, String json) {
        offerToAll(frame(event, null, json));
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

    private void offerToAll(String frame) {
        for (StreamClient client : clients) {
            if (!client.offer(frame)) {
                resyncs++;
            }
        }
    }

    private Optional<List<String>> missedSince(@Nullable String lastEventId) {
        if (lastEventId == null || !lastEventId.startsWith(run + '-')) {
            return Optional.empty();
        }
        try {
            long missed = published - Long.parseLong(lastEventId.substring(run.length() + 1));
            if (missed < 0 || missed > newest.size()) {
                return Optional.empty();
            }
            List<String> kept = new ArrayList<>(newest);
            return Optional.of(kept.subList(kept.size() - (int) missed, kept.size()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String frame(String event, @Nullable String id, String json) {
        return "event: " + event + (id == null ? "" : "\nid: " + id) + "\ndata: " + json + "\n\n";
    }
}
