package io.vigil.rule;

/**
 * How fast a boat travels when it means to: a running estimate of the upper quartile of its speeds above a bound, over
 * about the last week.
 *
 * <p>It begins with what is usual, since the first fix of a boat that is gathering way says little. Each sample moves it up by
 * three parts or down by one, so that three samples in four lie below where it settles. A step is large for the first
 * samples, so that an hour's travelling tells, and then small against what a week of samples can move. Three numbers a boat.
 */
final class CruisingSpeed {
    static final int SIZE = 3;

    private static final int ESTIMATE_MPS = 0;
    private static final int SAMPLED_MILLIS = 1;
    private static final int SAMPLES = 2;

    private static final long SAMPLE_EVERY_MILLIS = 300_000;
    private static final double FIRST_STEP_MPS = 0.4;
    private static final double STEP_MPS = 0.02;

    private final int first;
    private final double leastMps;
    private final double usualMps;

    /**
     * An estimate.
     *
     * @param first where in the memory its numbers begin
     * @param leastMps slower is no travelling, m/s
     * @param usualMps what it begins with, m/s
     */
    CruisingSpeed(int first, double leastMps, double usualMps) {
        this.first = first;
        this.leastMps = leastMps;
        this.usualMps = usualMps;
    }

    void update(ReportView view, double[] memory) {
        double speedMps = view.speedMps();
        if (!(speedMps >= leastMps) || view.timeMillis() - memory[first + SAMPLED_MILLIS] < SAMPLE_EVERY_MILLIS) {
            return;
        }
        double before = mps(memory);
        double samples = Double.isNaN(memory[first + SAMPLES]) ? 0 : memory[first + SAMPLES];
        double step = Math.max(STEP_MPS, FIRST_STEP_MPS / (samples + 1));
        memory[first + SAMPLED_MILLIS] = view.timeMillis();
        memory[first + SAMPLES] = samples + 1;
        memory[first + ESTIMATE_MPS] =
                speedMps > before ? Math.min(speedMps, before + 3 * step) : Math.max(speedMps, before - step);
    }

    /** The estimate, m/s. */
    double mps(double[] memory) {
        double estimate = memory[first + ESTIMATE_MPS];
        return Double.isNaN(estimate) ? usualMps : estimate;
    }
}
