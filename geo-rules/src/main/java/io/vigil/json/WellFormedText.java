package io.vigil.json;

/**
 * Says whether a text has a UTF-8 form. JSON escapes can hold half of a surrogate pair, which as bytes (a topic's key, say)
 * becomes a question mark, so that two different identities would be one.
 */
final class WellFormedText {
    private WellFormedText() {}

    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (Character.isHighSurrogate(character)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(character)) {
                return false;
            }
        }
        return true;
    }
}
