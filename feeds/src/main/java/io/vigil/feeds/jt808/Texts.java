package io.vigil.feeds.jt808;

import java.util.Map;

/** What a terminal wrote, made fit to be a fact. */
final class Texts {
    private static final char REPLACEMENT = '\uFFFD';

    private Texts() {}

    /** Adds a fact unless the text is empty or damaged: control characters or bytes that are not GBK. */
    static void put(Map<String, String> facts, String name, String text) {
        String stripped = text.strip();
        if (!stripped.isEmpty() && isReadable(stripped)) {
            facts.put(name, stripped);
        }
    }

    private static boolean isReadable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == REPLACEMENT) {
                return false;
            }
        }
        return true;
    }
}
