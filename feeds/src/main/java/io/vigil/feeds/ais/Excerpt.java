package io.vigil.feeds.ais;

/** What of an offending line is shown to people: short, printable, harmless on a terminal. */
final class Excerpt {
    private static final int MAX_CHARACTERS = 60;

    private Excerpt() {}

    /** The bytes as ASCII text, anything else as {@code ?}, cut with an ellipsis. */
    static String of(byte[] bytes, int from, int to) {
        int shown = Math.min(to - from, MAX_CHARACTERS);
        StringBuilder text = new StringBuilder(shown + 1);
        for (int i = from; i < from + shown; i++) {
            text.append(bytes[i] >= 32 && bytes[i] < 127 ? (char) bytes[i] : '?');
        }
        return shown < to - from ? text.append('…').toString() : text.toString();
    }
}
