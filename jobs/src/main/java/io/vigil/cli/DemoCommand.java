package io.vigil.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole system on one machine, nothing to install. */
@Command(
        name = "demo",
        sortOptions = false,
        description = {
            "Runs the whole system on this machine, nothing to install.",
            "A simulated city and sea area, Kafka, the live job, and a page that shows movers and warnings as they come."
                    + " Ctrl-C ends it.",
            ""
        })
public final class DemoCommand implements Callable<Integer> {
    private static final long LONGEST_STOP_SECONDS = 40;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = "demo",
            description = "demo, or typhoon: a fishing fleet is ordered back to port (default: ${DEFAULT-VALUE})")
    private String scenario = "demo";

    @Option(names = "--headless", description = "prints each warning instead of serving the page")
    private boolean headless;

    @Option(names = "--minutes", paramLabel = "M", description = "ends after so many minutes")
    private @Nullable Double minutes;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "120",
            description = "simulated seconds a second (default: ${DEFAULT-VALUE})")
    private double speed;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8080",
            description = "port of the page; when taken, the next free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--seed", paramLabel = "N", description = "another seed for the simulated world")
    private @Nullable Long seed;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        require(minutes == null || minutes > 0 && minutes <= 100_000, "--minutes=" + minutes + " must be above 0");
        require(speed > 0 && speed <= 10_000, "--speed=" + speed + " must be above 0 and at most 10000");
        require(port >= 0 && port <= 65_535, "--port=" + port + " must be 0 to 65535");
        CommandSpec own = Objects.requireNonNull(spec);
        PrintWriter out = own.commandLine().getOut();
        PrintWriter err = own.commandLine().getErr();

        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread hook = new Thread(() -> stopAndWait(stop, stopped), "demo-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        Demo demo = new Demo(
                new Demo.Options(folder(), DemoScenario.named(scenario), headless, speed, port, seed), out, err);
        try {
            demo.start(stop);
            waitForEnd(demo, stop, err);
        } finally {
            try {
                demo.close();
            } finally {
                stopped.countDown();
            }
        }
        return ExitCode.OK;
    }

    private void waitForEnd(Demo demo, CountDownLatch stop, PrintWriter err) throws InterruptedException {
        long endNanos = minutes == null ? Long.MAX_VALUE : System.nanoTime() + Math.round(minutes * 60e9);
        boolean dayIsOver = false;
        while (!stop.await(200, TimeUnit.MILLISECONDS) && System.nanoTime() < endNanos) {
            demo.check();
            if (!dayIsOver && demo.simulationEnded()) {
                dayIsOver = true;
                if (headless) {
                    demo.settle();
                    return;
                }
                err.println("the simulated time is over; the page stays until Ctrl-C");
                err.flush();
            }
        }
    }

    private static void stopAndWait(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            if (!stopped.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("vigil: the demo did not stop within " + Duration.ofSeconds(LONGEST_STOP_SECONDS));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path folder() throws IOException {
        String home = System.getProperty("vigil.home", "");
        Path target = home.isEmpty() ? RunFolder.create() : Path.of(home, "target");
        return target.resolve("demo");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new WrongUseException(otherwise);
        }
    }
}
