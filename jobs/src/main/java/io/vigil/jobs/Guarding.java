package io.vigil.jobs;

import io.vigil.guard.GuardOutput;
import io.vigil.guard.SystemRecord;
import org.apache.flink.util.Collector;

/** Passes on what a guard decides, each record to its outlet. */
record Guarding(String lane, JobCounters counters, Collector<WarningRecord> out) implements GuardOutput<WarningRecord> {
    @Override
    public void publish(WarningRecord transition) {
        out.collect(transition);
    }

    @Override
    public void withhold(WarningRecord transition) {
        counters.add("withheld", transition.rule());
        out.collect(transition.to(WarningRecord.Outlet.WITHHELD));
    }

    @Override
    public void tell(SystemRecord record) {
        counters.add("system", record.state());
        out.collect(SystemRecords.of(lane, record));
    }
}
