package io.vigil.jobs;

import java.util.Arrays;
import java.util.Comparator;

/** The order of result files: lane, warnings before permitted records, then detected, warning id, sequence. */
final class WarningOrder {
    static final Comparator<WarningRecord> RESULT = Comparator.comparing(WarningRecord::lane)
            .thenComparing(WarningRecord::permitted)
            .thenComparingLong(WarningRecord::detectedMillis)
            .thenComparing(WarningRecord::warningId)
            .thenComparingInt(WarningRecord::sequence)
            .thenComparing(WarningRecord::json, Arrays::compare);

    private WarningOrder() {}
}
