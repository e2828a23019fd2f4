package io.vigil.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.vigil.jobs.FolderTree;
import io.vigil.jobs.ReplayJob;
import io.vigil.jobs.ReplayOptions;
import io.vigil.jobs.ReplayResult;
import java.lang.management.ManagementFactory;
import org.apache.flink.api.common.RuntimeExecutionMode;

/** The replay job and the same job without an evaluator, by turns, so that what else the machine does hits both. */
final class ReplayMeasurement {
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final ReplayOptions options;
    private final int reports;

    ReplayMeasurement(WorldFiles files, RuntimeExecutionMode mode, int parallelism, int reports) {
        options = files.replay(mode, parallelism, "result-" + mode.name());
        this.reports = reports;
    }

    /** With the rules; processor time is that of the whole process. */
    Timing runReplay() throws Exception {
        return run(true);
    }

    /** With {@link NullFunction}. */
    Timing runNull() throws Exception {
        return run(false);
    }

    private Timing run(boolean judging) throws Exception {
        System.gc();
        long cpuNanos = PROCESS.getProcessCpuTime();
        ReplayResult result = judging ? ReplayJob.run(options) : ReplayJob.run(options, new NullFunction());
        Timing timing = new Timing(result.runMillis() / 1e3, (PROCESS.getProcessCpuTime() - cpuNanos) / 1e9);
        require("read", result.tally().total("events"));
        if (judging) {
            require("evaluated", result.tally().total("evaluated"));
        }
        FolderTree.delete(options.out());
        return timing;
    }

    private void require(String what, long count) {
        if (count != reports) {
            throw new IllegalStateException(count + " of " + reports + " reports were " + what);
        }
    }
}
