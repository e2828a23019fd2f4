package io.vigil.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.console.record.SeenPosition;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The last position of every mover, with a short tail of where it was before. Holds at most so many movers: the one that
 * has been silent longest makes room. Safe for use by several threads.
 */
final class PositionBoard {
    /** Positions kept behind the last one; about 600 bytes a mover when full. */
    static final int TAIL_LENGTH = 12;

    /**
     * A mover whose stored fix lies in the future would hide all true ones: after so long without an accepted report,
     * whatever comes next is taken, milliseconds on our clock.
     */
    private static final long OLDER_TAKEN_AFTER_MILLIS = 60_000;

    private final int maxMovers;
    private final LongSupplier clockMillis;
    private final Map<String, Track> tracks = new LinkedHashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private long newestEventTimeMillis = Long.MIN_VALUE;
    private long older;
    private long dropped;

    /** A board for so many movers, which tells time by that clock. */
    PositionBoard(int maxMovers, LongSupplier clockMillis) {
        this.maxMovers = maxMovers;
        this.clockMillis = clockMillis;
    }

    /** Takes a position; false when it is not newer than the one known. */
    synchronized boolean accept(SeenPosition position) {
        if (position.late()) {
            older++;
            return false;
        }
        String mover = position.mover().text();
        long nowMillis = clockMillis.getAsLong();
        Track track = tracks.remove(mover);
        if (track == null) {
            track = new Track();
        } else if (track.takesStateOf(position)) {
            track.points.removeLast();
        } else if (position.eventTimeMillis() <= track.last().eventTimeMillis()
                && nowMillis - track.acceptedAtMillis < OLDER_TAKEN_AFTER_MILLIS) {
            tracks.put(mover, track);
            older++;
            return false;
        }
        track.add(position, nowMillis);
        tracks.put(mover, track);
        changed.add(mover);
        newestEventTimeMillis = Math.max(newestEventTimeMillis, position.eventTimeMillis());
        dropSurplus();
        return true;
    }

    /** Takes out up to {@code max} positions that changed since they were last taken out, the longest waiting first. */
    synchronized List<SeenPosition> drainChanged(int max) {
        List<SeenPosition> positions = new ArrayList<>();
        Iterator<String> movers = changed.iterator();
        while (positions.size() < max && movers.hasNext()) {
            Track track = tracks.get(movers.next());
            movers.remove();
            if (track != null) {
                positions.add(track.last());
            }
        }
        return positions;
    }

    /**
     * Writes {@code {"count":…,"positions":[…]}} of the movers whose last position passes, each with its tail, oldest
     * point first.
     */
    void write(JsonGenerator out, Predicate<SeenPosition> seen) throws IOException {
        List<List<SeenPosition>> snapshot = snapshot(seen);
        out.writeStartObject();
        out.writeNumberField("count", snapshot.size());
        out.writeArrayFieldStart("positions");
        for (List<SeenPosition> points : snapshot) {
            out.writeStartObject();
            points.get(points.size() - 1).writeFields(out);
            out.writeArrayFieldStart("tail");
            for (SeenPosition point : points.subList(0, points.size() - 1)) {
                out.writeStartArray();
                out.writeNumber(point.longitude());
                out.writeNumber(point.latitude());
                out.writeEndArray();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** Movers known now. */
    synchronized int size() {
        return tracks.size();
    }

    /** Newest event time seen, or {@code Long.MIN_VALUE} when there was none. */
    synchronized long newestEventTimeMillis() {
        return newestEventTimeMillis;
    }

    /** Positions refused because a newer one was known. */
    synchronized long olderCount() {
        return older;
    }

    /** Movers that had to make room. */
    synchronized long droppedCount() {
        return dropped;
    }

    /** The last position of a mover. */
    synchronized Optional<SeenPosition> last(String mover) {
        return Optional.ofNullable(tracks.get(mover)).map(Track::last);
    }

    /** The last positions of all movers. */
    synchronized List<SeenPosition> lasts() {
        return tracks.values().stream().map(Track::last).toList();
    }

    private List<List<SeenPosition>> snapshot(Predicate<SeenPosition> seen) {
        List<List<SeenPosition>> snapshot = new ArrayList<>();
        synchronized (this) {
            for (Track track : tracks.values()) {
                snapshot.add(List.copyOf(track.points));
            }
        }
        snapshot.removeIf(points -> !seen.test(points.get(points.size() - 1)));
        return snapshot;
    }

    private void dropSurplus() {
        while (tracks.size() > maxMovers) {
            Iterator<String> eldest = tracks.keySet().iterator();
            changed.remove(eldest.next());
            eldest.remove();
            dropped++;
        }
    }

    /** The last positions of one mover, newest at the end. */
    private static final class Track {
        private final Deque<SeenPosition> points = new ArrayDeque<>(4);
        private long acceptedAtMillis;

        SeenPosition last() {
            return points.getLast();
        }

        /** A mover that fell silent is told of again when its state changes. */
        boolean takesStateOf(SeenPosition position) {
            return position.eventTimeMillis() == last().eventTimeMillis()
                    && position.state() != null
                    && !position.state().equals(last().state());
        }

        void add(SeenPosition position, long nowMillis) {
            if (points.size() > TAIL_LENGTH) {
                points.removeFirst();
            }
            points.addLast(position);
            acceptedAtMillis = nowMillis;
        }
    }
}
