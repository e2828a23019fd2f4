package io.vigil.feeds.archive;

/** Takes the lines of one file in order, on one thread. Never throws on bad lines: they go to the sink as rejections. */
public interface LineReader {
    /**
     * Takes one line.
     *
     * @param number the line's number, from 1
     * @param line its bytes without the line end, only valid during the call
     * @param length how many of them count
     */
    void line(long number, byte[] line, int length);

    /** The file is at its end; what is unfinished is rejected. */
    void end();
}
