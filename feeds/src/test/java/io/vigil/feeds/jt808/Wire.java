package io.vigil.feeds.jt808;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;

/** Writes bodies and frames as the standard says, sharing nothing with the decoder. */
final class Wire {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Wire u8(int value) {
        bytes.write(value);
        return this;
    }

    Wire u16(int value) {
        return u8(value / 256).u8(value % 256);
    }

    Wire u32(long value) {
        return u16((int) (value / 65_536)).u16((int) (value % 65_536));
    }

    /** Digits two a byte; letters a to f make nibbles no BCD has. */
    Wire bcd(String digits) {
        for (int i = 0; i < digits.length(); i += 2) {
            u8(Integer.parseInt(digits.substring(i, i + 2), 16));
        }
        return this;
    }

    Wire text(String text) {
        bytes.writeBytes(text.getBytes(Charset.forName("GBK")));
        return this;
    }

    /** A text padded with NUL behind it. */
    Wire text(String text, int width) {
        bytes.writeBytes(Arrays.copyOf(text.getBytes(Charset.forName("GBK")), width));
        return this;
    }

    Wire raw(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** A location body without items: Tianjin, 61.2 km/h eastward, ignition on and located. */
    static Wire location(String time) {
        return location(time, 3, 38_980_000, 117_690_000);
    }

    static Wire location(String time, long status, long latitude, long longitude) {
        return new Wire()
                .u32(0)
                .u32(status)
                .u32(latitude)
                .u32(longitude)
                .u16(12)
                .u16(612)
                .u16(92)
                .bcd(time);
    }

    /** A whole frame with the header of 2011 and 2013. */
    static byte[] frame2013(int id, String phone, int serial, byte[] body) {
        return close(new Wire()
                .u16(id)
                .u16(body.length)
                .bcd(phone)
                .u16(serial)
                .raw(body)
                .bytes());
    }

    /** A whole frame with the header of 2019. */
    static byte[] frame2019(int id, String phone, int serial, byte[] body) {
        return close(new Wire()
                .u16(id)
                .u16(body.length + 0x4000)
                .u8(1)
                .bcd(phone)
                .u16(serial)
                .raw(body)
                .bytes());
    }

    /** One part of a message of 2013. */
    static byte[] part2013(int id, String phone, int serial, int total, int index, byte[] body) {
        return close(new Wire()
                .u16(id)
                .u16(body.length + 0x2000)
                .bcd(phone)
                .u16(serial)
                .u16(total)
                .u16(index)
                .raw(body)
                .bytes());
    }

    /** Checksum, escapes, delimiters. */
    static byte[] close(byte[] message) {
        int check = 0;
        for (byte b : message) {
            check ^= b;
        }
        Wire frame = new Wire().u8(0x7E);
        for (byte b : new Wire().raw(message).u8(check & 0xFF).bytes()) {
            if (b == 0x7E) {
                frame.u8(0x7D).u8(2);
            } else if (b == 0x7D) {
                frame.u8(0x7D).u8(1);
            } else {
                frame.u8(b);
            }
        }
        return frame.u8(0x7E).bytes();
    }
}
