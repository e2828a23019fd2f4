package io.vigil.feeds.ais;

import java.nio.charset.StandardCharsets;

/**
 * Writes AIS messages for tests, from the standard and without the decoder's code: a string of zeros and ones, cut into
 * six-bit characters.
 */
final class SentenceEncoder {
    private final StringBuilder bits = new StringBuilder();

    static SentenceEncoder message(int type, long mmsi) {
        return new SentenceEncoder().number(type, 6).number(0, 2).number(mmsi, 30);
    }

    /** Types 1 to 3 with everything that matters given as raw field values. */
    static SentenceEncoder classA(
            int type, long mmsi, int status, int turn, int sog, long lon, long lat, int cog, int heading) {
        return classA(type, mmsi, status, turn, sog, lon, lat, cog, heading, 30);
    }

    /** The same with a UTC second, or what 60 to 63 say instead. */
    static SentenceEncoder classA(
            int type, long mmsi, int status, int turn, int sog, long lon, long lat, int cog, int heading, int second) {
        return message(type, mmsi)
                .number(status, 4)
                .number(turn, 8)
                .number(sog, 10)
                .number(1, 1)
                .number(lon, 28)
                .number(lat, 27)
                .number(cog, 12)
                .number(heading, 9)
                .number(second, 6)
                .number(0, 25);
    }

    /** Type 18 or the beginning of type 19. */
    static SentenceEncoder classB(int type, long mmsi, int sog, long lon, long lat, int cog, int heading) {
        return message(type, mmsi)
                .number(0, 8)
                .number(sog, 10)
                .number(0, 1)
                .number(lon, 28)
                .number(lat, 27)
                .number(cog, 12)
                .number(heading, 9)
                .number(59, 6);
    }

    /** A plain moving ship. */
    static SentenceEncoder ship(long mmsi) {
        return classA(1, mmsi, 0, 0, 123, degrees(121.5), degrees(31.25), 2240, 215);
    }

    /** Type 5 of 424 bits. */
    static SentenceEncoder voyage(long mmsi, String name, int shipType) {
        return message(5, mmsi)
                .number(0, 2)
                .number(9134270, 30)
                .text("BABC1", 7)
                .text(name, 20)
                .number(shipType, 8)
                .size(100, 20, 8, 10)
                .number(1, 4)
                .number(0, 20)
                .number(64, 8)
                .text("ZHOUSHAN", 20)
                .number(0, 2);
    }

    static long degrees(double degrees) {
        return Math.round(degrees * 600_000);
    }

    /** Two's complement. */
    SentenceEncoder number(long value, int width) {
        for (int bit = width - 1; bit >= 0; bit--) {
            bits.append((value >> bit & 1) == 1 ? '1' : '0');
        }
        return this;
    }

    SentenceEncoder text(String text, int characters) {
        for (int i = 0; i < characters; i++) {
            int character = i < text.length() ? text.charAt(i) : '@';
            number(character >= 64 ? character - 64 : character, 6);
        }
        return this;
    }

    SentenceEncoder size(int toBow, int toStern, int toPort, int toStarboard) {
        return number(toBow, 9).number(toStern, 9).number(toPort, 6).number(toStarboard, 6);
    }

    int bitCount() {
        return bits.length();
    }

    String bits() {
        return bits.toString();
    }

    SentenceEncoder cutTo(int count) {
        bits.setLength(count);
        return this;
    }

    String payload() {
        StringBuilder padded = new StringBuilder(bits);
        while (padded.length() % 6 != 0) {
            padded.append('0');
        }
        StringBuilder characters = new StringBuilder();
        for (int i = 0; i < padded.length(); i += 6) {
            int value = Integer.parseInt(padded.substring(i, i + 6), 2);
            characters.append((char) (value < 40 ? value + 48 : value + 56));
        }
        return characters.toString();
    }

    int fill() {
        return (6 - bits.length() % 6) % 6;
    }

    /** One sentence. */
    String sentence() {
        return withChecksum("AIVDM,1,1,,A," + payload() + "," + fill());
    }

    /** The message in that many sentences. */
    String[] sentences(String talker, int count, String sequence, String channel) {
        String payload = payload();
        int each = (payload.length() + count - 1) / count;
        String[] sentences = new String[count];
        for (int i = 0; i < count; i++) {
            String part = payload.substring(i * each, Math.min(payload.length(), (i + 1) * each));
            sentences[i] = withChecksum(talker + "VDM," + count + "," + (i + 1) + "," + sequence + "," + channel + ","
                    + part + "," + (i == count - 1 ? fill() : 0));
        }
        return sentences;
    }

    static String withChecksum(String body) {
        return "!" + body + "*" + checksum(body);
    }

    static String tagBlock(String fields) {
        return "\\" + fields + "*" + checksum(fields) + "\\";
    }

    /** A Gatehouse line. */
    static String gatehouse(String time) {
        String body = "PGHP,1," + time + ",219,,2190067,1,62";
        return "$" + body + "*" + checksum(body);
    }

    static String checksum(String body) {
        int sum = 0;
        for (byte b : body.getBytes(StandardCharsets.ISO_8859_1)) {
            sum ^= b & 0xFF;
        }
        return String.format("%02X", sum);
    }
}
