package io.vigil.evaluate;

import io.vigil.model.MoverId;
import io.vigil.pair.PairMeeting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of two movers, or of one and its company: one value, owned by one key, whatever cell they are in.
 * About 100 bytes while they are only near each other, with a warning 700 bytes more; it ends with the last of it.
 */
public final class PairState {
    /** Which layers it is of, over changes of the ruleset. */
    final long family;

    final MoverId one;

    @Nullable
    final MoverId other;

    /** Meetings that wait for older ones, in event-time order. */
    final List<PairMeeting> held = new ArrayList<>(0);

    /** The instant of the newest meeting judged, or {@link Long#MIN_VALUE}. */
    long judgedMillis = Long.MIN_VALUE;

    /** How far event time must be beyond an instant until all meetings of it are here, and the time between two. */
    long lagMillis;

    long stepMillis;

    /** What the rules remember; few pairs have any. */
    final List<PairSlot> slots = new ArrayList<>(0);

    /** The newest meeting judged, while there is a slot. */
    @Nullable
    PairMeeting last;

    PairState(long family, MoverId one, @Nullable MoverId other) {
        this.family = family;
        this.one = one;
        this.other = other;
    }

    /** Whether it is of the movers of that meeting. */
    public boolean isOf(PairMeeting meeting) {
        MoverId second = meeting.otherMover();
        return family == meeting.family()
                && one.equals(meeting.one().mover())
                && (second == null ? other == null : second.equals(other));
    }

    @Nullable
    PairSlot slot(long ruleIdentity) {
        for (PairSlot slot : slots) {
            if (slot.ruleIdentity == ruleIdentity) {
                return slot;
            }
        }
        return null;
    }

    long nextDeadlineMillis() {
        long next = Long.MAX_VALUE;
        for (PairSlot slot : slots) {
            next = Math.min(next, slot.deadlineMillis);
        }
        return next;
    }
}
