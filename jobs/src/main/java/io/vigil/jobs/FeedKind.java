package io.vigil.jobs;

/** What a feed topic holds, told by the last part of its name. */
enum FeedKind {
    JT808("jt808"),
    AIS("ais"),
    POSITION("position"),
    RADAR("radar"),
    PASS("pass"),
    DISPOSITIONS("dispositions"),
    DECLARATIONS("declarations"),
    UNKNOWN("unknown");

    private final String word;

    FeedKind(String word) {
        this.word = word;
    }

    /** The last part of the topic's name; what reports are marked with where the record does not say. */
    String word() {
        return word;
    }

    /** The kind of {@code vigil.feed.jt808} and its like, and of {@code vigil.dispositions}. */
    static FeedKind ofTopic(String topic) {
        String last = topic.substring(topic.lastIndexOf('.') + 1);
        for (FeedKind kind : values()) {
            if (kind.word.equals(last)) {
                return kind;
            }
        }
        return UNKNOWN;
    }
}
