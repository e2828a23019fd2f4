package io.vigil.rule;

/**
 * A mover is heard by a feed for the first time in a slot of time.
 *
 * @param feed the feed, or the part of it that is counted apart
 * @param previousSlot the slot in which it was heard by the same before, or {@link #NEVER}
 */
public record FeedHeard(String feed, long previousSlot) {
    /** It was not heard by it before. */
    public static final long NEVER = Long.MIN_VALUE;
}
