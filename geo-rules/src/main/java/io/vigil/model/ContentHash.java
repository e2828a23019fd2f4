package io.vigil.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes of texts that are the same in every run and on every machine. */
public final class ContentHash {
    private ContentHash() {}

    /** The first 64 bits of SHA-256 as 16 hexadecimal digits. */
    public static String hex16(String text) {
        return HexFormat.of().formatHex(sha256(text), 0, 8);
    }

    /** The first 64 bits of SHA-256 of bytes as 16 hexadecimal digits. */
    public static String hex16(byte[] bytes) {
        return HexFormat.of().formatHex(sha256(bytes), 0, 8);
    }

    /** The first 64 bits of SHA-256. */
    public static long bits64(String text) {
        return ByteBuffer.wrap(sha256(text)).getLong();
    }

    private static byte[] sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
