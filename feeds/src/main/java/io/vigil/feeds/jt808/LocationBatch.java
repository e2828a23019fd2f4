package io.vigil.feeds.jt808;

/**
 * Positions saved up and sent together (0x0704 of 2013 and 2019): number of items, type (0 a normal
 * batch, 1 what was gathered out of coverage), then for each item its length and a location body.
 */
final class LocationBatch {
    private static final int HEAD_LENGTH = 3;

    private LocationBatch() {}

    /** Takes the items of a batch in their order. */
    interface ItemSink {
        void item(Body location);

        /** The batch is damaged from here on; what came before stands. */
        void damaged(String reason, String detail);
    }

    static void forEach(Body body, ItemSink sink) {
        if (body.length() < HEAD_LENGTH) {
            sink.damaged("body-too-short", "batch of " + body.length() + " bytes");
            return;
        }
        int count = body.u16(0);
        int at = HEAD_LENGTH;
        for (int i = 0; i < count; i++) {
            int length = at + 2 <= body.length() ? body.u16(at) : Integer.MAX_VALUE;
            if (length > body.length() - at - 2) {
                sink.damaged("bad-batch", "item " + (i + 1) + " of " + count + " is longer than what is left");
                return;
            }
            sink.item(body.slice(at + 2, length));
            at += 2 + length;
        }
        if (count == 0 || at < body.length()) {
            sink.damaged("bad-batch", (body.length() - at) + " bytes after " + count + " items");
        }
    }
}
