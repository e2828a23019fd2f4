package io.vigil.jobs;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/**
 * A stretch of a feed topic, by the broker's time stamps: {@code BOOTSTRAP/TOPIC[@FROM..TO]}.
 *
 * @param bootstrap where Kafka answers
 * @param topic its last part says the feed: {@code jt808}, {@code ais} or {@code position}
 * @param fromMillis first time stamp, or {@link Long#MIN_VALUE} for the beginning
 * @param toMillis first time stamp that is no longer read, or {@link Long#MAX_VALUE} for the end it has now
 */
public record KafkaRange(String bootstrap, String topic, long fromMillis, long toMillis) {
    /**
     * Reads the form of the command line.
     *
     * @throws IllegalArgumentException saying what is wrong, in one line
     */
    public static KafkaRange parse(String text) {
        int slash = text.indexOf('/');
        int at = text.indexOf('@', slash + 1);
        String topic = at < 0 ? text.substring(slash + 1) : text.substring(slash + 1, at);
        if (slash <= 0 || topic.isEmpty()) {
            throw new IllegalArgumentException("kafka:" + text + " must be kafka:BOOTSTRAP/TOPIC[@FROM..TO]");
        }
        if (FeedKind.ofTopic(topic) == FeedKind.UNKNOWN) {
            throw new IllegalArgumentException("topic " + topic
                    + " must end in .jt808, .ais, .position, .pass or .dispositions, which says how it is decoded");
        }
        long from = Long.MIN_VALUE;
        long to = Long.MAX_VALUE;
        if (at >= 0) {
            String range = text.substring(at + 1);
            int dots = range.indexOf("..");
            if (dots < 0) {
                throw new IllegalArgumentException("range " + range + " must be FROM..TO, such as "
                        + "2026-09-12T00:00:00Z..2026-09-13T00:00:00Z; either may be left out");
            }
            from = dots == 0 ? from : millis(range.substring(0, dots));
            to = dots + 2 == range.length() ? to : millis(range.substring(dots + 2));
        }
        if (from >= to) {
            throw new IllegalArgumentException("the range of kafka:" + text + " ends before it begins");
        }
        return new KafkaRange(text.substring(0, slash), topic, from, to);
    }

    private static long millis(String time) {
        try {
            return OffsetDateTime.parse(time).toInstant().toEpochMilli();
        } catch (DateTimeParseException notOne) {
            throw new IllegalArgumentException(
                    "time " + time + " must be RFC 3339 with offset, such as " + Instant.EPOCH, notOne);
        }
    }
}
