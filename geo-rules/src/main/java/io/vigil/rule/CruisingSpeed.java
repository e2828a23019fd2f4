package io.vigil.rule;

/**
 * How fast a boat travels when it means to: a running estimate of the upper quartile of its speeds above a bound, over
 * about the last week.
 *
 * <p>Each sample moves the estimate up by three parts or down by one, so that three samples in four lie below where it
 * settles; a step is small against what a week of samples can move. Two numbers a boat.
 */
final class CruisingSpeed {
    static final int SIZE = 2;

    private static final int ESTIMATE_MPS = 0;
    private static final int SAMPLED_MILLIS = 1;

    private static final long SAMPLE_EVERY_MILLIS = 300_000;
    private static final double STEP_MPS = 0.02;
    private static final double QUARTILE = 0.75;

    private final int first;
    private final double leastMps;

    /**
     * @param first where in the memory its numbers begin
     * @param leastMps slower is no travelling, m/s
     */
    CruisingSpeed(int first, double leastMps) {
        this.first = first;
        this.leastMps = leastMps;
    }

    void update(ReportView view, double[] memory) {
        double speedMps = view.speedMps();
        if (!(speedMps >= leastMps) || view.timeMillis() - memory[first + SAMPLED_MILLIS] < SAMPLE_EVERY_MILLIS) {
            return;
        }
        memory[first + SAMPLED_MILLIS] = view.timeMillis();
        double before = memory[first + ESTIMATE_MPS];
        if (Double.isNaN(before)) {
            memory[first + ESTIMATE_MPS] = speedMps;
        } else if (speedMps > before) {
            memory[first + ESTIMATE_MPS] = Math.min(speedMps, before + STEP_MPS * 4 * QUARTILE);
        } else {
            memory[first + ESTIMATE_MPS] = Math.max(speedMps, before - STEP_MPS * 4 * (1 - QUARTILE));
        }
    }

    /** The estimate, m/s, or NaN before the first sample. */
    double mps(double[] memory) {
        return memory[first + ESTIMATE_MPS];
    }
}
