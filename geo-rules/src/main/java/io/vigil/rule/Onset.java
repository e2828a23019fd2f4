package io.vigil.rule;

import java.time.Duration;

/**
 * The knobs every rule with a condition over time has.
 *
 * @param k how many of the last {@code m} reports must show the condition, 1 to m
 * @param m over how many reports {@code k} is counted, 1 to 32
 * @param holdMillis how long the condition must have lasted, 0 or more
 * @param maxGapMillis a longer silence ends the evidence collected so far, not the episode; above 0
 * @param clearCount how many reports in a row must fail to clear, 1 or more
 * @param releaseMillis how long they must have failed, 0 or more
 * @param mergeMillis a return within this time of the end continues the same episode, 0 or more
 */
public record Onset(
        int k, int m, long holdMillis, long maxGapMillis, int clearCount, long releaseMillis, long mergeMillis) {
    /** The defaults of the catalogue for vehicles: 3 of 3, no hold, 5 min gap, 5 to clear, 30 min merge. */
    public static final Onset VEHICLE = new Onset(3, 3, 0, minutes(5), 5, 0, minutes(30));

    /** The defaults of the catalogue for vessels: as on land, 15 min gap, 4 h merge. */
    public static final Onset VESSEL = new Onset(3, 3, 0, minutes(15), 5, 0, minutes(240));

    /** The same with other counts for turning on. */
    public Onset withCount(int newK, int newM) {
        return new Onset(newK, newM, holdMillis, maxGapMillis, clearCount, releaseMillis, mergeMillis);
    }

    /** The same with another hold. */
    public Onset withHold(Duration hold) {
        return new Onset(k, m, hold.toMillis(), maxGapMillis, clearCount, releaseMillis, mergeMillis);
    }

    /** The same with another longest gap. */
    public Onset withMaxGap(Duration maxGap) {
        return new Onset(k, m, holdMillis, maxGap.toMillis(), clearCount, releaseMillis, mergeMillis);
    }

    /** The same with other knobs for turning off. */
    public Onset withClear(int count, Duration release) {
        return new Onset(k, m, holdMillis, maxGapMillis, count, release.toMillis(), mergeMillis);
    }

    /** The same with another merge time. */
    public Onset withMerge(Duration merge) {
        return new Onset(k, m, holdMillis, maxGapMillis, clearCount, releaseMillis, merge.toMillis());
    }

    private static long minutes(long count) {
        return Duration.ofMinutes(count).toMillis();
    }
}
