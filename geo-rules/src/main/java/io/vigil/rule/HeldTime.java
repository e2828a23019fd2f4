package io.vigil.rule;

/** Adds up how long a condition held: the time between two reports counts when it held at both of them. */
final class HeldTime {
    private HeldTime() {}

    /**
     * Notes that the condition holds at this report.
     *
     * @param seconds index of the sum in {@code measures}, s
     * @param lastHeld index of the event time in {@code measures} at which it held last, ms; 0: not yet
     * @param maxGapMillis a longer silence does not count
     */
    static void add(ReportView view, double[] measures, int seconds, int lastHeld, long maxGapMillis) {
        long gapMillis = view.gapMillis();
        if (gapMillis <= maxGapMillis && measures[lastHeld] == view.timeMillis() - gapMillis) {
            measures[seconds] += gapMillis / 1000.0;
        }
        measures[lastHeld] = view.timeMillis();
    }
}
