package io.vigil.model;

import org.jspecify.annotations.Nullable;

/**
 * What the desk allows a mover for a while: that a rule is silent about it, that it is exempt from a rule, that it may be in
 * a zone. It is held against the event time at which a rule would warn; what would have been a warning is then a record of the
 * grant. What was warned of before goes on. A later one of the same kind and subject takes its place, so one that has ended
 * already takes it back.
 *
 * @param mover for whom
 * @param eventTimeMillis when it was given, milliseconds since the epoch UTC
 * @param receivedTimeMillis when it reached us, or {@link PositionReport#NO_TIME}
 * @param kind what is allowed
 * @param subject id of the rule, of the zone for a permit
 * @param untilMillis the first instant at which it no longer holds
 * @param by who gave it; may be empty
 * @param note anything else, or null
 */
public record Grant(
        MoverId mover,
        long eventTimeMillis,
        long receivedTimeMillis,
        Kind kind,
        String subject,
        long untilMillis,
        String by,
        @Nullable String note)
        implements MoverEvent {
    /** What is allowed. Stored by their order: new ones come last. */
    public enum Kind {
        /** Nobody wants to hear of it for a while. */
        SILENCE("silence"),
        /** The rule is not meant for this mover. */
        EXEMPTION("exempt"),
        /** It may be in that zone. */
        PERMIT("permit");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** Name in messages. */
        public String word() {
            return word;
        }

        /** The kind of that name, or null. */
        public static @Nullable Kind ofWord(String word) {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            return null;
        }
    }

    /** Whether it speaks of the same as another. */
    public boolean isAboutSame(Grant other) {
        return kind == other.kind && subject.equals(other.subject);
    }

    /** Whether it covers a rule's finding about a zone, or about no zone, at an instant. */
    public boolean covers(String rule, @Nullable String zone, long timeMillis) {
        return timeMillis < untilMillis && subject.equals(kind == Kind.PERMIT ? zone : rule);
    }

    @Override
    public String word() {
        return "grant";
    }

    @Override
    public Grant withMover(MoverId other) {
        return new Grant(other, eventTimeMillis, receivedTimeMillis, kind, subject, untilMillis, by, note);
    }

    /** The same with a time of reception. */
    public Grant withReceived(long newReceivedTimeMillis) {
        return new Grant(mover, eventTimeMillis, newReceivedTimeMillis, kind, subject, untilMillis, by, note);
    }
}
