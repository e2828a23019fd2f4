package io.vigil.feeds.ais;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The sentences of one message that have come so far. At most nine sentences of at most 256 characters each. */
final class PartialMessage {
    /** What became of a sentence offered. */
    enum Fate {
        TAKEN,
        /** The same sentence was there already: another receiver heard it too. */
        REPEATED,
        /** A different sentence has its place: the sequence number is in use again. */
        CONFLICT
    }

    final ByteArrayOutputStream record = new ByteArrayOutputStream(0);
    private final byte[][] payloads;
    private final int[] fillBits;
    private Heard heard;
    private int missing;

    PartialMessage(int total, Heard first) {
        this.payloads = new byte[total][];
        this.fillBits = new int[total];
        this.missing = total;
        this.heard = first;
    }

    Fate offer(byte[] line, NmeaSentence sentence, Heard when) {
        int place = sentence.number - 1;
        byte[] present = payloads[place];
        if (present != null) {
            boolean same = Arrays.equals(present, 0, present.length, line, sentence.payloadFrom, sentence.payloadTo);
            return same ? Fate.REPEATED : Fate.CONFLICT;
        }
        payloads[place] = Arrays.copyOfRange(line, sentence.payloadFrom, sentence.payloadTo);
        fillBits[place] = sentence.fillBits;
        missing--;
        heard = heard.orBetter(when);
        return Fate.TAKEN;
    }

    /** Whether the sentence with that number, from 1, has not come yet. */
    boolean lacks(int number) {
        return payloads[number - 1] == null;
    }

    boolean isComplete() {
        return missing == 0;
    }

    /** The line of the sentence that came first, and the best time any of them gave. */
    Heard heard() {
        return heard;
    }

    /** Unpacks a complete message; false where a character is outside the six-bit alphabet. */
    boolean unpack(PayloadBits bits) {
        bits.clear();
        for (int i = 0; i < payloads.length; i++) {
            if (!bits.append(payloads[i], 0, payloads[i].length, fillBits[i])) {
                return false;
            }
        }
        return true;
    }

    String describe() {
        return payloads.length - missing + " of " + payloads.length + " sentences came";
    }
}
