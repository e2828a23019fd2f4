package io.vigil.feeds.ais;

/** What the bits of one message turned out to be. */
sealed interface AisContent permits AisMessage, AisContent.Nonsense {
    /**
     * They make no sense.
     *
     * @param reason a short constant word for counting
     * @param detail the value that offended, for people
     */
    record Nonsense(String reason, String detail) implements AisContent {}
}
