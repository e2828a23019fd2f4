package io.vigil.model;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Local times as milliseconds on a clock that started with 1970 and was never put forward or back. */
final class LocalMillis {
    static final long PER_DAY = 86_400_000;

    private LocalMillis() {}

    /** The first whole millisecond at or after a local time. */
    static long of(LocalDateTime local) {
        Instant instant = local.toInstant(ZoneOffset.UTC);
        return instant.getEpochSecond() * 1000 + (instant.getNano() + 999_999) / 1_000_000;
    }

    static LocalDateTime at(long localMillis) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(localMillis), ZoneOffset.UTC);
    }
}
