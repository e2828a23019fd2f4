package io.vigil.jobs;

/**
 * A mover was heard by a feed for the first time in a slot of time.
 *
 * @param lane whose rule counts
 * @param feed the feed
 * @param timeMillis event time
 * @param previousSlot the slot in which it was heard before, or {@link io.vigil.rule.FeedHeard#NEVER}
 */
public record FeedBeat(String lane, String feed, long timeMillis, long previousSlot) {
    String key() {
        return lane + '\n' + feed;
    }
}
