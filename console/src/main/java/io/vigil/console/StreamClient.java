package io.vigil.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One open page. What it has not read yet waits here, up to a bound; beyond it everything waiting is thrown away and a
 * single {@code resync} event tells the page to ask for the whole state again. So a slow page costs no memory and no
 * other page its time.
 */
final class StreamClient implements AutoCloseable {
    private static final int MAX_FRAMES = 2_000;
    private static final int MAX_CHARACTERS = 4_000_000;
    private static final long HEARTBEAT_MILLIS = 10_000;
    private static final String RESYNC = "event: resync\ndata: {}\n\n";

    private final EventStream stream;
    private final EventStream.Listener listener;
    private final Deque<String> waiting = new ArrayDeque<>();
    private int waitingCharacters;
    private boolean closed;

    StreamClient(EventStream stream, EventStream.Listener listener) {
        this.stream = stream;
        this.listener = listener;
    }

    /** Who listens. */
    EventStream.Listener listener() {
        return listener;
    }

    /** Whether it is told of that. */
    boolean sees(EventStream.Numbered numbered) {
        return listener.scope().sees(numbered.codes());
    }

    /** Adds a frame; false when the client was too far behind and everything waiting gave way to a {@code resync}. */
    synchronized boolean offer(String frame) {
        boolean fits = waiting.isEmpty()
                || (waiting.size() < MAX_FRAMES && waitingCharacters + frame.length() <= MAX_CHARACTERS);
        if (!fits) {
            waiting.clear();
            waitingCharacters = 0;
            add(RESYNC);
        } else {
            add(frame);
        }
        notifyAll();
        return fits;
    }

    /** Writes frames, and a comment when there is nothing else to say, until the client goes or the stream ends. */
    void writeTo(OutputStream out) throws IOException, InterruptedException {
        while (true) {
            String frame = next();
            if (frame == null) {
                return;
            }
            out.write(listener.shown().apply(frame).getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    /** Ends the stream to this client. */
    @Override
    public synchronized void close() {
        closed = true;
        stream.leave(this);
        notifyAll();
    }

    /** The next frame, a heartbeat when none came in time, or null when the stream is closed. */
    synchronized @Nullable String next() throws InterruptedException {
        long deadlineNanos = System.nanoTime() + HEARTBEAT_MILLIS * 1_000_000;
        while (waiting.isEmpty() && !closed) {
            long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
            if (leftMillis <= 0) {
                return ": still here\n\n";
            }
            wait(leftMillis);
        }
        if (closed) {
            return null;
        }
        String frame = waiting.removeFirst();
        waitingCharacters -= frame.length();
        return frame;
    }

    private void add(String frame) {
        waiting.addLast(frame);
        waitingCharacters += frame.length();
    }
}
