package io.vigil.feeds.ais;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Puts the sentences of multi-sentence messages together, in any order and with those of other messages in between.
 *
 * <p>Sentences belong together when source, talker, sequence number, total and channel are equal, or the group of their TAG
 * blocks. Bounded: at most {@link #MAX_PENDING} messages wait, each for at most {@link #MAX_AGE_MILLIS} of the stream's own
 * time or {@link #MAX_AGE_LINES} lines. What is given up is handed to {@code lost}.
 */
final class MessageAssembler {
    static final int MAX_PENDING = 512;
    static final long MAX_AGE_MILLIS = 60_000;
    static final long MAX_AGE_LINES = 10_000;

    private static final int TALKER_AND_FORMATTER = 5;
    private static final char SOURCE = '\1';
    private static final char GROUP = '\2';

    private final Map<String, PartialMessage> pending = new LinkedHashMap<>();
    private final Consumer<PartialMessage> lost;

    MessageAssembler(Consumer<PartialMessage> lost) {
        this.lost = lost;
    }

    /**
     * Takes a sentence of a message of several.
     *
     * @param source who heard it, where known
     * @param certain whether the line itself says who heard it; if not, and no message of that source waits for the sentence,
     *     the oldest one that does so from any source gets it
     * @return the message it belongs to, complete or not
     */
    Taken take(byte[] line, NmeaSentence sentence, String source, boolean certain, Heard heard) {
        String within = keyWithinSource(line, sentence);
        String key = key(line, sentence.tag, source, within);
        if (!certain && sentence.number > 1 && !pending.containsKey(key)) {
            key = waitingFor(sentence, within, key);
        }
        PartialMessage message = pending.get(key);
        if (message != null) {
            PartialMessage.Fate fate = message.offer(line, sentence, heard);
            if (fate == PartialMessage.Fate.REPEATED) {
                return new Taken(message, true);
            }
            if (fate == PartialMessage.Fate.CONFLICT) {
                pending.remove(key);
                lost.accept(message);
                message = null;
            }
        }
        if (message == null) {
            message = new PartialMessage(sentence.total, heard);
            message.offer(line, sentence, heard);
            pending.put(key, message);
        }
        if (message.isComplete()) {
            pending.remove(key);
        }
        makeRoom();
        return new Taken(message, false);
    }

    /** Gives up what has waited too long; called for every line, so that silence of one station frees its messages. */
    void expire(Heard now) {
        while (!pending.isEmpty()) {
            PartialMessage oldest = pending.values().iterator().next();
            if (!isStale(oldest.heard(), now)) {
                return;
            }
            dropOldest();
        }
    }

    /** Gives up everything. */
    void end() {
        while (!pending.isEmpty()) {
            dropOldest();
        }
    }

    /** How many messages wait. */
    int size() {
        return pending.size();
    }

    private static boolean isStale(Heard first, Heard now) {
        return now.lineNumber() - first.lineNumber() > MAX_AGE_LINES || first.millisUntil(now) > MAX_AGE_MILLIS;
    }

    private void makeRoom() {
        while (pending.size() > MAX_PENDING) {
            dropOldest();
        }
    }

    private void dropOldest() {
        Iterator<PartialMessage> messages = pending.values().iterator();
        PartialMessage oldest = messages.next();
        messages.remove();
        lost.accept(oldest);
    }

    private String waitingFor(NmeaSentence sentence, String within, String otherwise) {
        for (Map.Entry<String, PartialMessage> waiting : pending.entrySet()) {
            if (waiting.getKey().endsWith(within) && waiting.getValue().lacks(sentence.number)) {
                return waiting.getKey();
            }
        }
        return otherwise;
    }

    private static String key(byte[] line, TagBlock tag, String source, String within) {
        // Only the first sentence of a group names the source.
        return tag.groupTo > tag.groupFrom
                ? text(line, tag.groupFrom, tag.groupTo) + GROUP + within
                : source + SOURCE + within;
    }

    private static String keyWithinSource(byte[] line, NmeaSentence sentence) {
        return text(line, sentence.talkerFrom, sentence.talkerFrom + TALKER_AND_FORMATTER)
                + sentence.total
                + text(line, sentence.sequenceFrom, sentence.channelTo);
    }

    private static String text(byte[] line, int from, int to) {
        return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /**
     * What became of a sentence.
     *
     * @param message the message it belongs to
     * @param repeated whether it was there already
     */
    record Taken(PartialMessage message, boolean repeated) {}
}
