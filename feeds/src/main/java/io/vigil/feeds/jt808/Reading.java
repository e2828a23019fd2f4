package io.vigil.feeds.jt808;

/** What came of reading a body. */
sealed interface Reading<T> {
    /** It could be read. */
    record Of<T>(T value) implements Reading<T> {}

    /**
     * It is damaged, or says something impossible.
     *
     * @param reason a short constant word for counting
     * @param detail the value that offended, for people
     */
    record Refused<T>(String reason, String detail) implements Reading<T> {}
}
