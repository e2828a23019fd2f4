package io.vigil.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * How long a piece of work took: by the clock, and in processor time of the one thread that did it, which on a machine shared
 * with others is the steadier of the two.
 *
 * @param wallSeconds by the clock
 * @param cpuSeconds processor time
 */
record Timing(double wallSeconds, double cpuSeconds) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Runs on this thread. */
    static Timing of(Runnable work) {
        long cpu = THREADS.getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        work.run();
        return new Timing((System.nanoTime() - wall) / 1e9, (THREADS.getCurrentThreadCpuTime() - cpu) / 1e9);
    }

    /** The better of each. */
    Timing best(Timing other) {
        return new Timing(Math.min(wallSeconds, other.wallSeconds), Math.min(cpuSeconds, other.cpuSeconds));
    }
}
