package io.vigil.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.evaluate.ControlData;
import io.vigil.evaluate.Lane;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What is made of a replay's warnings besides their files: figures, a report. */
public interface ReplayStudy {
    /** Makes nothing of them. */
    ReplayStudy NONE = new ReplayStudy() {
        @Override
        public void take(WarningRecord warning, List<Lane.Version> lanes) {}

        @Override
        public void finish(Tally tally, ControlData control, Path folder, Path temporary, ObjectNode summary) {}
    };

    /**
     * Takes one transition or permitted record, in the order of the result files.
     *
     * @param lanes all lanes that gave it
     */
    void take(WarningRecord warning, List<Lane.Version> lanes) throws IOException;

    /**
     * All have been taken; nothing has been published.
     *
     * @param tally counts of the run
     * @param control zones, routes and registry that were judged against
     * @param folder what is written here becomes part of the result
     * @param temporary for what is needed on the way
     * @param summary the summary as far as it is known
     */
    void finish(Tally tally, ControlData control, Path folder, Path temporary, ObjectNode summary) throws IOException;
}
