package io.vigil.simulators.encode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;

/** Big-endian fields of a JT/T 808 message. */
final class WireBytes {
    /** STRING fields are GBK (JT/T 808-2019, 4.2 table 1). */
    static final Charset GBK = Charset.forName("GBK");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** BYTE. */
    WireBytes b(int value) {
        out.write(value);
        return this;
    }

    /** WORD. */
    WireBytes w(int value) {
        return b(value >>> 8).b(value);
    }

    /** DWORD. */
    WireBytes d(long value) {
        return w((int) (value >>> 16)).w((int) value);
    }

    /** BCD digits, an even number of them. */
    WireBytes bcd(String digits) {
        for (int i = 0; i < digits.length(); i += 2) {
            b((digits.charAt(i) - '0') << 4 | digits.charAt(i + 1) - '0');
        }
        return this;
    }

    WireBytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** Text in a field of fixed length, filled up with zeros or cut. */
    WireBytes text(String text, int length) {
        byte[] bytes = text.getBytes(GBK);
        for (int i = 0; i < length; i++) {
            b(i < bytes.length ? bytes[i] : 0);
        }
        return this;
    }

    /** Text to the end of the message. */
    WireBytes text(String text) {
        return raw(text.getBytes(GBK));
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
