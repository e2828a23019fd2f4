package io.vigil.model;

import org.jspecify.annotations.Nullable;

/**
 * What an operator did about a warning: the only way back from the control room to the rules.
 *
 * @param mover a mover the warning is about, by which the rules find it
 * @param eventTimeMillis when the operator did it, milliseconds since the epoch UTC
 * @param receivedTimeMillis when it reached us, or {@link PositionReport#NO_TIME}
 * @param warningId the warning, 16 hexadecimal digits
 * @param rule id of the warning's rule, or null where it is not told
 * @param outcome what it was found to be, or the step that was taken
 * @param by who says so; may be empty
 * @param note anything else, or null
 */
public record Disposition(
        MoverId mover,
        long eventTimeMillis,
        long receivedTimeMillis,
        String warningId,
        @Nullable String rule,
        Outcome outcome,
        String by,
        @Nullable String note)
        implements MoverEvent {
    public Disposition {
        if (!isWarningId(warningId)) {
            throw new IllegalArgumentException("warningId=\"" + warningId + "\" must be 16 hexadecimal digits");
        }
    }

    /** What an operator says of a warning. Stored by their order: new ones come last. */
    public enum Outcome {
        /** Somebody looks at it. */
        ACK("ack", false),
        /** Somebody is on the way. */
        DISPATCH("dispatch", false),
        CONFIRMED("confirmed", true),
        FALSE("false", true),
        PERMITTED("permitted", true),
        DUPLICATE("duplicate", true),
        UNREACHABLE("unreachable", true);

        private final String word;
        private final boolean isFinal;

        Outcome(String word, boolean isFinal) {
            this.word = word;
            this.isFinal = isFinal;
        }

        /** Name in messages. */
        public String word() {
            return word;
        }

        /** Whether the case is settled by it; otherwise it is a step on the way. */
        public boolean isFinal() {
            return isFinal;
        }

        /** The outcome of that name, or null. */
        public static @Nullable Outcome ofWord(String word) {
            for (Outcome outcome : values()) {
                if (outcome.word.equals(word)) {
                    return outcome;
                }
            }
            return null;
        }
    }

    @Override
    public String word() {
        return "disposition";
    }

    @Override
    public Disposition withMover(MoverId other) {
        return new Disposition(other, eventTimeMillis, receivedTimeMillis, warningId, rule, outcome, by, note);
    }

    /** The same disposition with a time of reception. */
    public Disposition withReceived(long newReceivedTimeMillis) {
        return new Disposition(mover, eventTimeMillis, newReceivedTimeMillis, warningId, rule, outcome, by, note);
    }

    private static boolean isWarningId(String text) {
        if (text.length() != 16) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return true;
    }
}
