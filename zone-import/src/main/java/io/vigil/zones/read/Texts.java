package io.vigil.zones.read;

import io.vigil.zones.shape.FileRefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Bytes to texts, in the encodings zones come in. */
public final class Texts {
    /** Holds all of GBK and GB 2312. */
    public static final Charset GB18030 = Charset.forName("GB18030");

    private Texts() {}

    /**
     * An encoding by the names that tools and .cpg files use: {@code UTF-8}, {@code 65001}, {@code GBK}, {@code 936},
     * {@code ANSI 1252}, {@code ISO 8859-1}, {@code 88591}; null where it is not known.
     */
    public static @Nullable Charset named(String name) {
        String word = name.strip().toUpperCase(Locale.ROOT);
        if (word.isEmpty() || word.length() > 40) {
            return null;
        }
        String bare = word.replaceFirst("^(ANSI|OEM|CP|WINDOWS-?|MS) ?(?=\\d)", "");
        return switch (bare) {
            case "65001", "UTF8", "UTF-8" -> StandardCharsets.UTF_8;
            case "936", "54936", "GBK", "GB2312", "GB18030", "EUC-CN" -> GB18030;
            case "950", "BIG5" -> Charset.forName("Big5");
            case "88591", "ISO 8859-1", "28591" -> StandardCharsets.ISO_8859_1;
            default -> bare.matches("\\d{3,5}") ? lookedUp("windows-" + bare) : lookedUp(word);
        };
    }

    private static @Nullable Charset lookedUp(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }

    /** The text, or null where the bytes are none in that encoding. */
    static @Nullable String strictly(byte[] bytes, int from, int length, Charset encoding) {
        try {
            return encoding.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /**
     * The whole file as text, without a byte order mark: in the encoding told, else UTF-8, else GB 18030 with a note.
     *
     * @throws FileRefusedException where it is none of them
     */
    static String ofFile(byte[] bytes, @Nullable Charset told, FeatureSink sink) {
        List<Charset> candidates = told == null ? List.of(StandardCharsets.UTF_8, GB18030) : List.of(told);
        for (Charset candidate : candidates) {
            String text = strictly(bytes, 0, bytes.length, candidate);
            if (text != null) {
                if (told == null && candidate.equals(GB18030)) {
                    sink.note("is not UTF-8; read as GBK (give --encoding if that is wrong)");
                }
                return text.startsWith("\uFEFF") ? text.substring(1) : text;
            }
        }
        throw new FileRefusedException(
                "is not text in " + candidates.get(candidates.size() - 1).name(), "give --encoding");
    }
}
