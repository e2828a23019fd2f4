package io.vigil.cli;

import io.vigil.jobs.EngineShare;
import io.vigil.jobs.LiveConfig;
import io.vigil.jobs.LiveConfigReader;
import io.vigil.jobs.LiveJob;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the live job in this process against a real Kafka, until it is stopped. */
@Command(
        name = "live",
        description = {
            "Runs the live job in this process against a real Kafka, until it is stopped.",
            "It takes up the newest checkpoint in its checkpoint folder.",
            ""
        },
        footer = {
            "",
            "The same job on a cluster: flink run -c io.vigil.jobs.LiveJob JAR --config FILE",
            "The configuration's keys are shown by --example."
        })
public final class LiveCommand implements Callable<Integer> {
    private static final long STOP_SECONDS = 20;

    @Option(names = "--config", paramLabel = "FILE", description = "configuration, YAML")
    private @Nullable Path config;

    @Option(names = "--example", description = "prints a configuration with all keys and their defaults, and ends")
    private boolean example;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (example) {
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            out.print(Resources.text("live-example.yaml"));
            out.flush();
            return ExitCode.OK;
        }
        if (config == null) {
            throw new WrongUseException("live needs --config FILE (live --example prints one)");
        }
        LiveConfig live = LiveConfigReader.read(config);
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        if (live.guarantee() == LiveConfig.Guarantee.EXACTLY_ONCE) {
            err.println("sink.guarantee is exactly-once: warnings become visible with the next checkpoint, about "
                    + live.checkpointInterval().toMillis() / 1000.0 + " s later");
        }
        // Faults of rules and control data are told here, not by a job that restarts for ever.
        EngineShare.begin(live.control());
        EngineShare.acquire(live.control());
        try {
            JobClient job = LiveJob.start(live);
            Thread stop = new Thread(() -> cancel(job), "stop");
            Runtime.getRuntime().addShutdownHook(stop);
            err.println("live job " + job.getJobID() + " runs against " + live.bootstrap() + ", Ctrl-C stops it");
            err.flush();
            job.getJobExecutionResult().get();
            return ExitCode.OK;
        } finally {
            EngineShare.release(live.control());
        }
    }

    private static void cancel(JobClient job) {
        try {
            job.cancel().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException alreadyGone) {
            // The process ends; the checkpoint on disk is what counts.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
