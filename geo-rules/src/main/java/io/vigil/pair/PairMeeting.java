package io.vigil.pair;

import io.vigil.model.MoverId;
import org.jspecify.annotations.Nullable;

/**
 * Two movers that are near each other at an instant, or were at the one before. Found once, whoever looks.
 *
 * @param layer the rules that are judged together
 * @param family what the layer is over changes of the ruleset; with the movers the key of what is remembered
 * @param timeMillis the instant
 * @param one the mover whose text comes first
 * @param other the second, or null where the first is told that nobody is near
 * @param third for rules that ask for it, the nearest other mover of a class that neither of the two has, or null
 * @param together the rules for which the two are near now, a bit each
 * @param apart the rules for which they were near at the instant before and are not now, a bit each
 * @param beforeMillis the instant of the meeting that surely came before this one, or {@link #NONE}
 * @param company what it says of one mover's company, or null where it is about the pair
 * @param toldAtMillis how far event time had come when the later of the two was told: when it has gone on, nothing older of the
 *     two can still be on its way; {@link Long#MAX_VALUE} where that does not follow
 * @param change how it came to be known
 */
public record PairMeeting(
        long layer,
        long family,
        long timeMillis,
        PairSample one,
        @Nullable PairSample other,
        @Nullable PairSample third,
        long together,
        long apart,
        long beforeMillis,
        @Nullable Company company,
        long toldAtMillis,
        PairChange change) {
    /** No meeting is known to have come before. */
    public static final long NONE = Long.MIN_VALUE;

    /** Who is asked for. */
    public enum Company {
        /** {@code other} is the nearest one of its own group anywhere, or null where none was heard. */
        OF_GROUP,
        /** {@code other} is the nearest one of anybody within reach, or null where there is none. */
        OF_ANYBODY
    }

    /** The same, known in another way. */
    public PairMeeting as(long newToldAtMillis, PairChange newChange) {
        return new PairMeeting(
                layer,
                family,
                timeMillis,
                one,
                other,
                third,
                together,
                apart,
                beforeMillis,
                company,
                newToldAtMillis,
                newChange);
    }

    /** The same without where the two were before: what judging it takes. */
    public PairMeeting lean() {
        return new PairMeeting(
                layer,
                family,
                timeMillis,
                one.withoutBefore(),
                other == null ? null : other.withoutBefore(),
                third == null ? null : third.withoutBefore(),
                together,
                apart,
                NONE,
                company,
                Long.MAX_VALUE,
                PairChange.TOLD);
    }

    /** Whether it says the same, however it came to be known. */
    public boolean saysAs(PairMeeting meeting) {
        return equals(meeting.as(toldAtMillis, change));
    }

    /** The second mover, or null. */
    public @Nullable MoverId otherMover() {
        return other == null || company != null ? null : other.mover();
    }
}
