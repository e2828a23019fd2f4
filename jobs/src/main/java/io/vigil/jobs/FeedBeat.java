package io.vigil.jobs;

/**
 * A mover was heard by a feed for the first time in a slot of time.
 *
 * @param lane whose rule counts
 * @param feed the feed
 * @param timeMillis event time
 */
public record FeedBeat(String lane, String feed, long timeMillis) {
    String key() {
        return lane + '\n' + feed;
    }
}
