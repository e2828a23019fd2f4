package io.vigil.model;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One version of an order to vessels to be somewhere safe by a deadline, such as the order to return to port before a
 * typhoon. A version of the same id that is issued later takes its place from then on.
 *
 * @param id of the order, the same for all its versions
 * @param name for people, or null
 * @param issuedMillis from when on this version holds
 * @param cancelled whether from then on nothing is ordered any more; the rest then says nothing
 * @param deadlineMillis by when it is to be followed, where an {@link Alternative} says nothing else
 * @param untilMillis first instant at which it no longer binds, or {@link Long#MAX_VALUE}: until cancelled
 * @param classes mover classes it is addressed to; empty means all vessels
 * @param movers whom it is addressed to besides, whatever their class and place
 * @param areas ids of the zones it is about; who is in one while it is in force is addressed. Empty means everywhere
 * @param alternatives what follows it, one of them is enough; never empty unless cancelled
 */
public record Order(
        String id,
        @Nullable String name,
        long issuedMillis,
        boolean cancelled,
        long deadlineMillis,
        long untilMillis,
        Set<String> classes,
        Set<MoverId> movers,
        List<String> areas,
        List<Alternative> alternatives) {
    public Order {
        classes = Set.copyOf(classes);
        movers = Set.copyOf(movers);
        areas = List.copyOf(areas);
        alternatives = List.copyOf(alternatives);
    }

    /** The name, or the id where there is none. */
    public String label() {
        return name == null ? id : name;
    }

    /** The latest instant by which any alternative is to be followed. */
    public long lastDeadlineMillis() {
        long last = Long.MIN_VALUE;
        for (Alternative alternative : alternatives) {
            last = Math.max(last, deadlineOf(alternative));
        }
        return last == Long.MIN_VALUE ? deadlineMillis : last;
    }

    /** By when an alternative is to be followed. */
    public long deadlineOf(Alternative alternative) {
        return alternative.deadlineMillis() == Alternative.AS_ORDERED ? deadlineMillis : alternative.deadlineMillis();
    }

    /** One way to follow an order. */
    public sealed interface Alternative {
        /** In place of a deadline of its own: that of the order. */
        long AS_ORDERED = Long.MIN_VALUE;

        /** Its own deadline, or {@link #AS_ORDERED}. */
        long deadlineMillis();
    }

    /**
     * Being in a harbour.
     *
     * @param zones ids of those that are meant; empty means any that is safe
     */
    public record Harbour(List<String> zones, long deadlineMillis) implements Alternative {
        public Harbour {
            zones = List.copyOf(zones);
        }
    }

    /** Being outside all of the order's areas. */
    public record LeaveAreas(long deadlineMillis) implements Alternative {}

    /**
     * Being on one side of a meridian or parallel.
     *
     * @param side which side is the safe one
     * @param degrees longitude for {@link Side#WEST} and {@link Side#EAST}, else latitude
     */
    public record Beyond(Side side, double degrees, long deadlineMillis) implements Alternative {}

    /** A side of a meridian or parallel. */
    public enum Side {
        WEST("west", "以西"),
        EAST("east", "以东"),
        NORTH("north", "以北"),
        SOUTH("south", "以南");

        private final String word;
        private final String chinese;

        Side(String word, String chinese) {
            this.word = word;
            this.chinese = chinese;
        }

        /** Name in files. */
        public String word() {
            return word;
        }

        /** Name on Chinese screens. */
        public String chinese() {
            return chinese;
        }

        /** Whether it is a side of a meridian, not of a parallel. */
        public boolean isOfMeridian() {
            return this == WEST || this == EAST;
        }
    }
}
