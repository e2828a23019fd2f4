package io.vigil.evaluate;

import io.vigil.model.MoverId;
import io.vigil.pair.PairMeeting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of two movers, or of one and its company: one value, owned by one key, whatever cell they are in.
 * About 100 bytes while they are only near each other, with a warning 700 bytes more; it ends with the last of it. Where the
 * past is judged again, its meetings of that time come to it.
 */
public final class PairState {
    static final long NO_VERSION = -1;

    /** Which layers it is of, over changes of the ruleset. */
    final long family;

    final MoverId one;

    @Nullable
    final MoverId other;

    /** Meetings that wait for older ones, in event-time order. */
    final List<PairMeeting> held = new ArrayList<>(0);

    /** The instant of the newest meeting judged, or {@link Long#MIN_VALUE}. */
    long judgedMillis = Long.MIN_VALUE;

    /** Up to when what was due without a meeting has been done, or {@link Long#MIN_VALUE}. */
    long doneMillis = Long.MIN_VALUE;

    /** Which version of the engine judged it last, or {@link #NO_VERSION}. */
    long version = NO_VERSION;

    /** How far event time must be beyond an instant until all meetings of it are here, and the time between two. */
    long lagMillis;

    long stepMillis;

    /** What the rules remember; few pairs have any. */
    final List<PairSlot> slots = new ArrayList<>(0);

    /** The newest meeting judged, while there is a slot. */
    @Nullable
    PairMeeting last;

    /** What its past is judged again by; null where that is never done. */
    @Nullable
    PairHistory history;

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

    /** Up to when it has been judged, with or without a meeting. */
    long judgedUpToMillis() {
        return Math.max(judgedMillis, doneMillis);
    }

    /** Goes on from what judging again has come to. */
    void takeFrom(PairState again) {
        judgedMillis = again.judgedMillis;
        doneMillis = Math.max(doneMillis, again.doneMillis);
        version = again.version;
        last = again.last;
        slots.clear();
        slots.addAll(again.slots);
        held.clear();
        held.addAll(again.held);
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
