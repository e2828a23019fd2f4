package io.vigil.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Rfc3339Test {
    private static long byLibrary(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            return time.getYear() < 1 || time.getYear() > 9998
                    ? Rfc3339.NONE
                    : time.toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            return Rfc3339.NONE;
        }
    }

    @Test
    void agreesWithTheLibraryOnTimesThatAreAndAreNot() {
        Random random = new Random(23);
        List<String> offsets =
                List.of("Z", "+08:00", "-05:30", "+18:00", "+18:01", "-17:59", "+00:00", "", "+0800", "08:00", "+8");
        int good = 0;
        for (int i = 0; i < 50_000; i++) {
            String text = String.format(
                    "%04d-%02d-%02dT%02d:%02d:%02d%s%s",
                    random.nextInt(1, 9999),
                    random.nextInt(0, 14),
                    random.nextInt(0, 33),
                    random.nextInt(0, 25),
                    random.nextInt(0, 61),
                    random.nextInt(0, 61),
                    random.nextBoolean() ? String.format(".%03d", random.nextInt(1000)) : "",
                    offsets.get(random.nextInt(offsets.size())));
            long expected = byLibrary(text);
            good += expected == Rfc3339.NONE ? 0 : 1;

            assertThat(Rfc3339.parseOrNone(text)).as(text).isEqualTo(expected);
        }
        assertThat(good).isGreaterThan(5_000);
    }

    @Test
    void knowsTheLengthOfEveryMonth() {
        for (int year : new int[] {1900, 2000, 2024, 2026}) {
            for (int month = 1; month <= 12; month++) {
                for (int day = 28; day <= 32; day++) {
                    String text = String.format("%d-%02d-%02dT00:00:00Z", year, month, day);
                    assertThat(Rfc3339.parseOrNone(text)).as(text).isEqualTo(byLibrary(text));
                }
            }
        }
    }

    @Test
    void neverThrowsOnDamagedText() {
        Random random = new Random(29);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder("2026-09-12T14:03:05.120+08:00");
            text.setLength(random.nextInt(text.length() + 1));
            for (int j = 0; j < 2 && !text.isEmpty(); j++) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x250));
            }

            assertThat(Rfc3339.parseOrNone(text.toString())).as(text.toString()).isEqualTo(byLibrary(text.toString()));
        }
    }

    @Test
    void endsWithTheYearsOfFourDigits() {
        assertThat(Rfc3339.format(Rfc3339.parse("0000-01-01T00:00:00Z"))).isEqualTo("0000-01-01T00:00:00.000Z");
        assertThat(Rfc3339.format(Rfc3339.parse("9999-12-31T23:59:59.999Z"))).isEqualTo("9999-12-31T23:59:59.999Z");
        for (String text : List.of(
                "+10000-01-01T00:00:00Z",
                "-0001-12-31T23:59:59Z",
                "9999-12-31T23:59:59-00:01",
                "0000-01-01T00:00:00+00:01",
                "+999999999-12-31T23:59:59Z",
                "2026-12-31T23:59:60Z")) {
            assertThatThrownBy(() -> Rfc3339.parse(text))
                    .as(text)
                    .isInstanceOf(JsonFormatException.class)
                    .hasMessageContaining(text);
        }
    }
}
