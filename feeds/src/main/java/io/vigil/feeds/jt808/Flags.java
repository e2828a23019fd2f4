package io.vigil.feeds.jt808;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Bits and small numbers as words, without losing those that have none. */
final class Flags {
    private Flags() {}

    /** An array of the words of the bits that are set; a bit without a word is {@code bit31}. */
    static void write(JsonGenerator json, String name, long bits, String... words) throws IOException {
        json.writeArrayFieldStart(name);
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            if ((bits >> bit & 1) != 0) {
                json.writeString(bit < words.length ? words[bit] : "bit" + bit);
            }
        }
        json.writeEndArray();
    }

    /** An array of the bits that are set, counted from 1, as channels and stores are. */
    static void writeNumbers(JsonGenerator json, String name, long bits) throws IOException {
        json.writeArrayFieldStart(name);
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            if ((bits >> bit & 1) != 0) {
                json.writeNumber(bit + 1);
            }
        }
        json.writeEndArray();
    }

    /** The word at that place, or the number itself where there is none. */
    static void writeWord(JsonGenerator json, String name, int number, String... words) throws IOException {
        if (number < words.length && !words[number].isEmpty()) {
            json.writeStringField(name, words[number]);
        } else {
            json.writeNumberField(name, number);
        }
    }
}
