package io.vigil.cli;

import io.vigil.evaluate.RevisionSettings;
import io.vigil.jobs.EngineShare;
import io.vigil.jobs.EngineSpec;
import io.vigil.jobs.FolderTree;
import io.vigil.jobs.LiveConfig;
import io.vigil.jobs.LiveJob;
import io.vigil.jobs.embedded.EmbeddedKafka;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** One run of the demo: what was started is stopped in the opposite order, whatever happens in between. */
final class Demo implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    /**
     * How it runs.
     *
     * @param folder parent of its own folder
     * @param scenario what is played
     * @param headless prints warnings instead of serving the page
     * @param speed simulated seconds a second
     * @param port of the page, or the next free one
     * @param seed of the simulated world, or null for the scenario's own
     */
    record Options(Path folder, DemoScenario scenario, boolean headless, double speed, int port, @Nullable Long seed) {}

    /** Something that has to be stopped. */
    private interface Stop {
        void stop() throws Exception;
    }

    private final Options options;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Deque<Stop> stops = new ArrayDeque<>();
    private @Nullable JobClient job;
    private @Nullable Thread simulator;
    private @Nullable DemoTopics topics;
    private volatile int simulatorExit = ExitCode.OK;
    private final StartReport report;

    Demo(Options options, PrintWriter out, PrintWriter err) {
        this.options = options;
        this.out = out;
        this.err = err;
        report = new StartReport(err);
        stops.push(report::close);
    }

    /** Starts everything, or as much as there is time for until {@code stop}. */
    void start(CountDownLatch stop) throws Exception {
        Path folder = OwnFolder.create(options.folder());
        stops.push(() -> FolderTree.delete(folder));
        say("starting Kafka");
        EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        stops.push(kafka::close);
        say("Kafka runs at " + kafka.bootstrap());
        Path world = folder.resolve("world");
        say("laying out the simulated world");
        simulate(
                isSimulatorOption("--control-only")
                        ? List.of("--out", world.toString(), "--control-only")
                        : List.of("--out", world.toString()));
        LiveConfig config = config(kafka.bootstrap(), folder);
        createTopics(kafka, config);
        DemoControl.publish(
                config,
                world,
                Resources.text(options.scenario().rules()),
                options.scenario().hasOrders());
        if (stop.getCount() == 0) {
            return;
        }
        startJob(config);
        DemoTopics watched = new DemoTopics(config, options.headless() ? out : null);
        topics = watched;
        stops.push(watched::close);
        if (!options.headless()) {
            DemoPage page = DemoPage.start(kafka.bootstrap(), options.port(), folder.resolve("console"), err);
            stops.push(page::close);
        }
        if (stop.getCount() > 0) {
            startSimulator(kafka.bootstrap());
        }
    }

    /** Fails when a part has died. */
    void check() {
        if (topics != null && topics.hasWarned()) {
            report.close();
        }
        if (job != null) {
            JobStatus status = status(job);
            if (status.isGloballyTerminalState()) {
                throw new IllegalStateException("the live job has ended: " + status);
            }
        }
        if (simulationEnded() && simulatorExit != ExitCode.OK) {
            throw new IllegalStateException("the simulator ended with " + simulatorExit);
        }
    }

    boolean simulationEnded() {
        return simulator != null && !simulator.isAlive();
    }

    /** Waits until nothing new comes for a while. */
    void settle() throws InterruptedException {
        if (topics != null) {
            topics.settle();
        }
    }

    @Override
    public void close() {
        @Nullable String summary = null;
        if (topics != null) {
            summary = topics.summary();
        }
        while (!stops.isEmpty()) {
            try {
                stops.pop().stop();
            } catch (Exception failure) {
                say("while stopping: " + failure.getMessage());
            }
        }
        if (summary != null) {
            err.print(summary);
        }
        err.flush();
    }

    private void startJob(LiveConfig config) throws Exception {
        say("starting the live job");
        // Compiled here, so that a fault is told at once and not by a job that restarts for ever.
        EngineShare.begin(config.control());
        EngineShare.acquire(config.control());
        stops.push(() -> EngineShare.release(config.control()));
        JobClient started = LiveJob.start(config);
        stops.push(() -> cancel(started));
        long endNanos = System.nanoTime() + START_PATIENCE.toNanos();
        while (status(started) != JobStatus.RUNNING) {
            if (status(started).isGloballyTerminalState() || System.nanoTime() > endNanos) {
                throw new IllegalStateException("the live job does not run: " + status(started));
            }
            Thread.sleep(100);
        }
        job = started;
        say("the live job runs: rules, zones and registry from topics, parallelism " + config.parallelism());
    }

    private void startSimulator(String bootstrap) {
        Thread thread = new Thread(
                () -> simulatorExit =
                        simulate(List.of("--kafka", bootstrap, "--speed", Double.toString(options.speed()))),
                "simulator");
        thread.setDaemon(true);
        thread.start();
        simulator = thread;
        stops.push(() -> {
            thread.interrupt();
            thread.join(STOP_PATIENCE.toMillis());
        });
        say("the simulators play at " + options.speed() + " times real time");
        report.say("waiting for the first warning");
    }

    private int simulate(List<String> more) {
        CommandLine vigil = VigilCommand.commandLine();
        if (!vigil.getSubcommands().containsKey("simulate")) {
            throw new IllegalStateException("the simulators are not on the class path; start the demo through ./vigil");
        }
        List<String> arguments = new ArrayList<>(
                List.of("simulate", "--scenario", options.scenario().simulated()));
        if (options.seed() != null) {
            arguments.addAll(List.of("--seed", options.seed().toString()));
        }
        arguments.addAll(more);
        vigil.setOut(new PrintWriter(Writer.nullWriter()));
        int exit = vigil.execute(arguments.toArray(String[]::new));
        if (exit != ExitCode.OK && Thread.currentThread() != simulator) {
            throw new IllegalStateException("the simulator ended with " + exit);
        }
        return exit;
    }

    private static boolean isSimulatorOption(String name) {
        @Nullable
        CommandLine simulate = VigilCommand.commandLine().getSubcommands().get("simulate");
        return simulate != null && simulate.getCommandSpec().findOption(name) != null;
    }

    private static LiveConfig config(String bootstrap, Path folder) {
        return new LiveConfig(
                bootstrap,
                "vigil",
                "vigil-demo",
                Map.of(),
                EngineSpec.ofTopics(new EngineSpec.ControlTopics(bootstrap, "vigil", Map.of())),
                folder.resolve("checkpoints").toString(),
                Duration.ofSeconds(5),
                LiveConfig.Backend.HEAP,
                2,
                LiveConfig.Guarantee.AT_LEAST_ONCE,
                Duration.ZERO,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                RevisionSettings.DEFAULT,
                LiveConfig.Start.EARLIEST,
                false);
    }

    private static void createTopics(EmbeddedKafka kafka, LiveConfig config) {
        kafka.createTopics(LiveJob.feedTopics(config), 2);
        kafka.createTopics(
                List.of(
                        config.topic("warnings"),
                        config.topic("warnings.shadow"),
                        config.topic("permitted"),
                        config.topic("system"),
                        config.topic("late"),
                        config.topic("dead"),
                        config.topic("precision"),
                        config.topic("shadow.compare"),
                        config.topic("dispositions"),
                        config.topic("control.status")),
                1);
        kafka.createCompactedTopics(List.of(
                config.topic("positions"),
                config.topic("warnings.state"),
                config.topic("orders.status"),
                config.topic("congestion")));
        kafka.createCompactedTopics(
                DemoControl.TOPICS.stream().map(config::topic).toList());
    }

    private void cancel(JobClient running) throws InterruptedException {
        try {
            running.cancel().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
            running.getJobExecutionResult().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException ended) {
            // A cancelled job has no result; what matters is that it is gone.
        }
    }

    private static JobStatus status(JobClient running) {
        try {
            return running.getJobStatus().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("the mini cluster does not answer", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private void say(String message) {
        report.say(message);
    }
}
