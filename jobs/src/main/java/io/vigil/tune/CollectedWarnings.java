package io.vigil.tune;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.evaluate.ControlData;
import io.vigil.evaluate.Lane;
import io.vigil.jobs.ReplayStudy;
import io.vigil.jobs.Tally;
import io.vigil.jobs.WarningRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Keeps the warnings of a replay in memory, for those who ask more than once. */
final class CollectedWarnings implements ReplayStudy {
    final Incidents incidents = new Incidents();
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    @Override
    public void take(WarningRecord warning, List<Lane.Version> lanes) throws IOException {
        incidents.take(warning, lanes);
    }

    @Override
    public void finish(Tally tally, ControlData control, Path folder, Path temporary, ObjectNode summary) {
        firstMillis = tally.firstMillis();
        lastMillis = tally.lastMillis();
    }

    /** First event time, or {@link Long#MAX_VALUE} where nothing was read. */
    long firstMillis() {
        return firstMillis;
    }

    /** Last event time, or {@link Long#MIN_VALUE} where nothing was read. */
    long lastMillis() {
        return lastMillis;
    }
}
