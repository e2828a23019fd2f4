package io.vigil.simulators;

/**
 * A frame as a receiver gets it.
 *
 * @param arrivalMillis when, milliseconds since the epoch
 * @param kind which wire format
 * @param key terminal number, MMSI as text, number of a radar track, or the mover of a pass or a disposition
 * @param bytes for radar, a pass or a disposition one JSON object; for JT/T 808 one frame, or all sub-packages of a message one
 *     after the other, with their delimiters; for AIS all sentences of a message joined by line feeds, without a last one
 */
public record SimFrame(long arrivalMillis, Kind kind, String key, byte[] bytes) {
    /** Wire format; the word is what the header {@code vigil-source} says. */
    public enum Kind {
        JT808("jt808"),
        AIS("ais"),
        RADAR("radar"),
        /** Positions by a fishing boat's BeiDou terminal, as JSON. */
        BEIDOU("beidou"),
        PASS("pass"),
        DISPOSITION("disposition"),
        /** What skippers and ports declare, as JSON. */
        DECLARATION("declarations");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** Name in headers. */
        public String word() {
            return word;
        }
    }
}
