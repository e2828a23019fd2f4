package io.vigil.benchmarks;

/**
 * How much is measured.
 *
 * @param movers in the world
 * @param zones in the world
 * @param reports judged in one pass of the evaluator
 * @param replayReports read by one run of the replay job
 * @param runs measured runs of each, after one that warms up; the best counts
 * @param parallelism of the replay job
 */
record BenchSize(int movers, int zones, int reports, int replayReports, int runs, int parallelism) {}
