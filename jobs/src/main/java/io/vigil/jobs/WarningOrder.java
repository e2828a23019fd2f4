package io.vigil.jobs;

import java.util.Arrays;
import java.util.Comparator;

/** The order of result files: detected, warning id, sequence; the lanes of one transition one after the other. */
final class WarningOrder {
    static final Comparator<WarningRecord> RESULT = Comparator.comparingLong(WarningRecord::detectedMillis)
            .thenComparing(WarningRecord::warningId)
            .thenComparingInt(WarningRecord::sequence)
            .thenComparing(WarningRecord::lane)
            .thenComparing(WarningRecord::json, Arrays::compare);

    private WarningOrder() {}
}
