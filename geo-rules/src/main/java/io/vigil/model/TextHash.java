package io.vigil.model;

/** Spreads texts over 64 bits, fast and alike on every machine; not for keeping secrets. */
public final class TextHash {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private TextHash() {}

    /**
     * FNV-1a over the characters, then the finaliser of MurmurHash3, so that every bit depends on every character. Part of
     * savepoints and of archives: the function never changes.
     */
    public static long of(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
