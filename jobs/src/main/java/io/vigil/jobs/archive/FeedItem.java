package io.vigil.jobs.archive;

import io.vigil.model.MoverEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a line of an archive came to: an event, or a note about a line that is none.
 *
 * @param event the event, or null
 * @param note the note, or null
 */
public record FeedItem(@Nullable MoverEvent event, @Nullable Note note) {
    /**
     * A line that yielded no event.
     *
     * @param rejected whether it was refused; else it holds nothing for us
     * @param file name of the file
     * @param line from 1
     * @param word reason of the rejection, or what was skipped: a short constant word
     * @param detail the value that offended
     */
    public record Note(boolean rejected, String file, long line, String word, String detail) {}
}
