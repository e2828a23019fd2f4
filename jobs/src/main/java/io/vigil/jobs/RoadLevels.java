package io.vigil.jobs;

/**
 * The levels of a road's two directions in the last windows that had one, and which those were. Flat, for Flink's state.
 *
 * @param forward word of the level as the road is drawn, or empty
 * @param forwardStartMillis begin of its window
 * @param backward word of the level against it, or empty
 * @param backwardStartMillis begin of its window
 */
public record RoadLevels(String forward, long forwardStartMillis, String backward, long backwardStartMillis) {
    static final RoadLevels NONE = new RoadLevels("", 0, "", 0);

    RoadLevels with(int direction, String level, long startMillis) {
        return direction > 0
                ? new RoadLevels(level, startMillis, backward, backwardStartMillis)
                : new RoadLevels(forward, forwardStartMillis, level, startMillis);
    }
}
