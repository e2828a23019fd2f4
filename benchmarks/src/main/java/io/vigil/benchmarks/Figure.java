package io.vigil.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * One thing measured.
 *
 * @param name what, in words
 * @param value how much
 * @param unit of value and baseline
 * @param baseline the same of what it is held against, or NaN
 * @param against what that is; empty without a baseline
 * @param goal what it should be, or null
 */
record Figure(String name, double value, String unit, double baseline, String against, @Nullable Goal goal) {
    /** Which number of a figure a goal is about, and on which side of the bound it should be. */
    enum Kind {
        VALUE_AT_LEAST,
        VALUE_AT_MOST,
        RATIO_AT_LEAST,
        RATIO_AT_MOST
    }

    /** What a figure should be. */
    record Goal(Kind kind, double bound) {}

    static Figure alone(String name, double value, String unit) {
        return new Figure(name, value, unit, Double.NaN, "", null);
    }

    static Figure against(String name, double value, String unit, double baseline, String against) {
        return new Figure(name, value, unit, baseline, against, null);
    }

    Figure withGoal(Kind kind, double bound) {
        return new Figure(name, value, unit, baseline, against, new Goal(kind, bound));
    }

    /** Value by baseline; NaN without one. */
    double ratio() {
        return value / baseline;
    }

    /** Whether the goal is met; true without one. */
    boolean isMet() {
        if (goal == null) {
            return true;
        }
        return switch (goal.kind()) {
            case VALUE_AT_LEAST -> value >= goal.bound();
            case VALUE_AT_MOST -> value <= goal.bound();
            case RATIO_AT_LEAST -> ratio() >= goal.bound();
            case RATIO_AT_MOST -> ratio() <= goal.bound();
        };
    }
}
