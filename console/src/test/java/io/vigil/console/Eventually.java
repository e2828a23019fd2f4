package io.vigil.console;

import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Waits for what other threads and processes do. */
final class Eventually {
    private static final long GIVE_UP_MILLIS = 60_000;

    private Eventually() {}

    /** The first value that satisfies; the last one seen when none does within a minute, for the assertion to show. */
    static <T> T eventually(Callable<T> value, Predicate<T> satisfies) throws Exception {
        long giveUpNanos = System.nanoTime() + GIVE_UP_MILLIS * 1_000_000;
        T seen = value.call();
        while (!satisfies.test(seen) && System.nanoTime() < giveUpNanos) {
            Thread.sleep(100);
            seen = value.call();
        }
        return seen;
    }
}
