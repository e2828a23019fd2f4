package io.vigil.console;

import io.javalin.util.JavalinBindException;
import io.vigil.model.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the console in a process of its own and says where it is. */
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Serves the control-room page: positions and warnings from Kafka as they come.")
public final class ConsoleMain implements Callable<Integer> {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_BAD_INPUT = 3;
    private static final int PORTS_TRIED = 50;
    private static final Pattern BROKERS = Pattern.compile("[^\\s,:]+:\\d{1,5}(,[^\\s,:]+:\\d{1,5})*");

    @Option(names = "--bootstrap", required = true, paramLabel = "HOST:PORT", description = "brokers of Kafka")
    private String bootstrap = "";

    @Option(
            names = "--port",
            defaultValue = "8080",
            paramLabel = "PORT",
            description = "port of the page; when taken, the next free one (default: ${DEFAULT-VALUE}, 0: any)")
    private int port;

    @Option(
            names = "--bind",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "address to listen on (default: ${DEFAULT-VALUE}, this machine only)")
    private String bindAddress = "";

    @Option(names = "--zones", paramLabel = "FILE", description = "GeoJSON of zones to show; may be repeated")
    private List<Path> zones = new ArrayList<>();

    @Option(names = "--routes", paramLabel = "FILE", description = "GeoJSON of routes to show; may be repeated")
    private List<Path> routes = new ArrayList<>();

    @Option(names = "--exit-with-parent", description = "end when standard input ends")
    private boolean exitWithParent;

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs until it is stopped; exits 2 on wrong use, 3 on a bad zones or routes file, 1 when no port is free. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new ConsoleMain()).setParameterExceptionHandler((exception, args) -> {
            CommandLine command = exception.getCommandLine();
            command.getErr().println("console: " + exception.getMessage() + " (--help lists the options)");
            return command.getCommandSpec().exitCodeOnInvalidInput();
        });
    }

    @Override
    public Integer call() throws InterruptedException {
        checkOptions();
        CountDownLatch ended = new CountDownLatch(1);
        try (ConsoleServer server = startOnFreePort()) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
            if (exitWithParent) {
                endWith(System.in, ended);
            }
            ended.await();
            return CommandLine.ExitCode.OK;
        } catch (InvalidInputException e) {
            e.faults().forEach(fault -> System.err.println("console: " + fault));
            return EXIT_BAD_INPUT;
        } catch (JavalinBindException e) {
            System.err.println("console: cannot listen on " + bindAddress + ", ports " + port + " to " + lastPort()
                    + ": " + reason(e) + "; give another --port or --bind");
            return EXIT_FAILED;
        }
    }

    private void checkOptions() {
        if (!BROKERS.matcher(bootstrap).matches()) {
            throw wrongUse("--bootstrap=" + bootstrap + " must be HOST:PORT, or several with commas");
        }
        if (port < 0 || port > 65_535) {
            throw wrongUse("--port=" + port + " must be 0 to 65535");
        }
    }

    private ParameterException wrongUse(String message) {
        CommandSpec known = java.util.Objects.requireNonNull(spec, "picocli sets the spec before it calls");
        return new ParameterException(known.commandLine(), message);
    }

    private ConsoleServer startOnFreePort() {
        MapLayers layers = MapLayers.read(zones, routes);
        ConsoleSettings settings = new ConsoleSettings(bootstrap, bindAddress, port);
        for (int candidate = port; ; candidate++) {
            try {
                ConsoleServer server = ConsoleServer.start(settings.withPort(candidate), layers);
                say(server.port());
                return server;
            } catch (JavalinBindException e) {
                if (candidate >= lastPort()) {
                    throw e;
                }
            }
        }
    }

    private int lastPort() {
        return port == 0 ? 0 : Math.min(65_535, port + PORTS_TRIED);
    }

    private void say(int taken) {
        String host = bindAddress.startsWith("127.")
                ? "localhost"
                : bindAddress.contains(":") ? "[" + bindAddress + "]" : bindAddress;
        String busy = port == 0 || taken == port ? "" : " (port " + port + " is busy)";
        System.out.println("console: http://" + host + ':' + taken + busy);
        System.out.flush();
    }

    private static void endWith(InputStream parent, CountDownLatch ended) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (parent.read() >= 0) {
                            // only its end matters
                        }
                    } catch (IOException e) {
                        // an unreadable standard input is one whose other end is gone
                    }
                    ended.countDown();
                },
                "parent-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
