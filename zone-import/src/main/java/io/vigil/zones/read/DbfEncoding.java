package io.vigil.zones.read;

import io.vigil.zones.shape.FileRefusedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Tells the encoding of a {@code .dbf}: what the user says, else its {@code .cpg}, else the language byte of its header,
 * else UTF-8 if all of it is, else GBK.
 */
final class DbfEncoding {
    private static final int LANGUAGE_BYTE = 29;
    private static final int MAX_CPG_BYTES = 64;

    private DbfEncoding() {}

    static Charset of(byte[] dbf, byte @Nullable [] cpg, @Nullable Charset told, FeatureSink sink) {
        if (told != null) {
            return told;
        }
        if (cpg != null && cpg.length > 0) {
            String name = new String(cpg, 0, Math.min(cpg.length, MAX_CPG_BYTES), StandardCharsets.US_ASCII);
            Charset named = Texts.named(name);
            if (named == null) {
                throw new FileRefusedException(".cpg names an unknown encoding: " + name.strip(), "give --encoding");
            }
            return named;
        }
        Charset byHeader = dbf.length > LANGUAGE_BYTE ? byLanguage(Byte.toUnsignedInt(dbf[LANGUAGE_BYTE])) : null;
        return byHeader == null ? guessed(dbf, sink) : byHeader;
    }

    /** Only those that Chinese tools write; 0x57 says no more than "what the machine had". */
    private static @Nullable Charset byLanguage(int language) {
        return switch (language) {
            case 0x4D, 0x7A -> Texts.GB18030;
            case 0x4F, 0x78 -> Charset.forName("Big5");
            default -> null;
        };
    }

    private static Charset guessed(byte[] dbf, FeatureSink sink) {
        int begin = dbf.length < DbfTable.HEADER_BYTES
                ? dbf.length
                : Short.toUnsignedInt(
                        ByteBuffer.wrap(dbf).order(ByteOrder.LITTLE_ENDIAN).getShort(8));
        int from = Math.min(begin, dbf.length);
        if (Texts.strictly(dbf, from, dbf.length - from, StandardCharsets.UTF_8) != null) {
            return StandardCharsets.UTF_8;
        }
        sink.note(".dbf says no encoding and is not UTF-8; read as GBK (give --encoding if that is wrong)");
        return Texts.GB18030;
    }
}
