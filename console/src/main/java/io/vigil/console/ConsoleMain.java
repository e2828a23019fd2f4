package io.vigil.console;

import io.javalin.util.JavalinBindException;
import io.vigil.console.access.OidcIssuer;
import io.vigil.console.access.Role;
import io.vigil.console.out.WebhookTarget;
import io.vigil.console.store.EmbeddedPostgres;
import io.vigil.console.store.StoreAwayException;
import io.vigil.console.track.TrackStore;
import io.vigil.console.world.MapLayers;
import io.vigil.console.world.MoverCards;
import io.vigil.json.RulesFile;
import io.vigil.model.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private static final int STOP_SECONDS = 20;
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleMain.class);
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

    @Option(names = "--registry", paramLabel = "FILE", description = "registry to show and to know jurisdictions by")
    private @Nullable Path registry;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "PostgreSQL, as jdbc:postgresql://HOST:PORT/NAME; its password in VIGIL_DATABASE_PASSWORD"
                    + " (default: one of our own below --data)")
    private @Nullable String database;

    @Option(names = "--database-user", defaultValue = "vigil", description = "user there (default: ${DEFAULT-VALUE})")
    private String databaseUser = "";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder of the tracks and of our own database (default: console-data)")
    private Path data = Path.of("console-data");

    @Option(
            names = "--programs",
            paramLabel = "DIR",
            description = "folder to unpack our own database's programs into (default: below --data)")
    private @Nullable Path programs;

    @Option(
            names = "--track-hours",
            defaultValue = "168",
            description = "hours for which tracks are kept (default: ${DEFAULT-VALUE})")
    private int trackHours;

    @Option(
            names = "--track-megabytes",
            defaultValue = "10000",
            description = "size at which the oldest hours go (default: ${DEFAULT-VALUE})")
    private long trackMegabytes;

    @Option(names = "--rules", paramLabel = "FILE", description = "rules to edit where vigil.rules holds none")
    private @Nullable Path rules;

    @Option(
            names = "--webhook",
            paramLabel = "TIER:FORMAT:URL",
            description = "posts warnings, as red+orange:cap:https://… or blue:json:https://…; may be repeated")
    private List<String> webhooks = new ArrayList<>();

    @Option(names = "--cap-sender", defaultValue = "vigil", description = "sender of CAP alerts")
    private String sender = "";

    @Option(names = "--metrics-token", defaultValue = "", description = "bearer token that /metrics asks for")
    private String metricsToken = "";

    @Option(
            names = "--engine-silent-seconds",
            defaultValue = "60",
            description = "without a position for so long the engine counts as silent (default: ${DEFAULT-VALUE})")
    private int engineSilentSeconds;

    @Option(
            names = "--most-per-hour",
            defaultValue = "200",
            description = "a zone or rule that would raise more warnings an hour is not published"
                    + " (default: ${DEFAULT-VALUE})")
    private double mostPerHour;

    @Option(names = "--tiles", paramLabel = "URL", description = "tiles of your own source, with {z}, {x} and {y}")
    private @Nullable String tiles;

    @Option(names = "--tiles-gcj02", description = "the tiles are in GCJ-02, as those of Chinese services are")
    private boolean tilesGcj02;

    @Option(names = "--tiles-credit", defaultValue = "", description = "whose tiles they are, shown on the map")
    private String tilesCredit = "";

    @Option(
            names = "--mask-plates",
            split = ",",
            paramLabel = "ROLE",
            description = "roles from which plates and driving licences are hidden, such as viewer,operator")
    private List<String> maskPlates = new ArrayList<>();

    @Option(
            names = "--oidc-issuer",
            paramLabel = "URL",
            description = "OpenID Connect issuer whose users may log in; our secret there in VIGIL_OIDC_SECRET")
    private @Nullable URI oidcIssuer;

    @Option(names = "--oidc-client", defaultValue = "", description = "our client id at the issuer")
    private String oidcClient = "";

    @Option(
            names = "--oidc-callback",
            paramLabel = "URL",
            description = "this console's address for browsers, followed by /api/oidc/callback")
    private @Nullable URI oidcCallback;

    @Option(names = "--behind-tls", description = "browsers come through TLS: cookies demand it")
    private boolean behindTls;

    @Option(names = "--plain-http", description = "accept that passwords cross a network unencrypted")
    private boolean plainHttp;

    @Option(names = "--trial", description = "nothing lasts: a faster database, and no change of the first password")
    private boolean trial;

    @Option(names = "--config", paramLabel = "FILE", description = "YAML with these options, such as bind: 10.0.0.5")
    private @Nullable Path config;

    @Option(names = "--exit-with-parent", description = "end when standard input ends")
    private boolean exitWithParent;

    private final CountDownLatch closed = new CountDownLatch(1);

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs until it is stopped; exits 2 on wrong use, 3 on a bad zones or routes file, 1 when no port is free. */
    public static void main(String[] args) {
        String[] arguments;
        try {
            arguments = ConfigFile.expanded(args);
        } catch (InvalidInputException e) {
            e.faults().forEach(fault -> System.err.println("console: " + fault));
            System.exit(EXIT_BAD_INPUT);
            return;
        }
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new ConsoleMain())
                .setOverwrittenOptionsAllowed(true)
                .setParameterExceptionHandler((exception, args) -> {
                    CommandLine command = exception.getCommandLine();
                    command.getErr().println("console: " + exception.getMessage() + " (--help lists the options)");
                    return command.getCommandSpec().exitCodeOnInvalidInput();
                });
    }

    @Override
    public Integer call() throws InterruptedException {
        checkOptions();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endAndWait(ended), "shutdown"));
        try (EmbeddedPostgres own = database == null ? ownDatabase() : null;
                ConsoleServer server = startOnFreePort(address(own))) {
            if (exitWithParent) {
                endWith(System.in, ended);
            }
            tellFirstPassword(server, ended);
            ended.await();
            return CommandLine.ExitCode.OK;
        } catch (InvalidInputException e) {
            e.faults().forEach(fault -> System.err.println("console: " + fault));
            return EXIT_BAD_INPUT;
        } catch (JavalinBindException e) {
            System.err.println("console: cannot listen on " + bindAddress + ", ports " + port + " to " + lastPort()
                    + ": " + reason(e) + "; give another --port or --bind");
            return EXIT_FAILED;
        } catch (IOException | UncheckedIOException e) {
            System.err.println("console: " + e.getMessage());
            return EXIT_FAILED;
        } finally {
            closed.countDown();
        }
    }

    private EmbeddedPostgres ownDatabase() throws IOException {
        Path unpacked = programs == null ? data.resolve("programs") : programs;
        return EmbeddedPostgres.start(unpacked, data.resolve("database"), !trial);
    }

    /** What is open is closed by the thread that opened it; the hook only waits. */
    private void endAndWait(CountDownLatch ended) {
        ended.countDown();
        try {
            closed.await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the database as long as it takes: without a user nobody can log in anyway. */
    private void tellFirstPassword(ConsoleServer server, CountDownLatch ended) throws InterruptedException {
        do {
            try {
                server.addFirstUser(!trial).ifPresent(password -> {
                    System.out.println("console: log in as " + ConsoleServer.FIRST_USER + " with the one-time password "
                            + password);
                    System.out.flush();
                });
                return;
            } catch (StoreAwayException e) {
                LOG.warn("the database does not answer yet: {}", e.getMessage());
            }
        } while (!ended.await(1, TimeUnit.SECONDS));
    }

    private ConsoleSettings.DatabaseAddress address(@Nullable EmbeddedPostgres own) {
        if (own != null) {
            return new ConsoleSettings.DatabaseAddress(own.url(), own.user(), own.password());
        }
        String password = System.getenv().getOrDefault("VIGIL_DATABASE_PASSWORD", "");
        return new ConsoleSettings.DatabaseAddress(String.valueOf(database), databaseUser, password);
    }

    private void checkOptions() {
        if (!BROKERS.matcher(bootstrap).matches()) {
            throw wrongUse("--bootstrap=" + bootstrap + " must be HOST:PORT, or several with commas");
        }
        if (port < 0 || port > 65_535) {
            throw wrongUse("--port=" + port + " must be 0 to 65535");
        }
        if (database != null && !database.startsWith("jdbc:postgresql:")) {
            throw wrongUse("--database=" + database + " must begin with jdbc:postgresql:");
        }
        if (trackHours < 1 || trackMegabytes < 1) {
            throw wrongUse(
                    "--track-hours=" + trackHours + " and --track-megabytes=" + trackMegabytes + " must be 1 or more");
        }
        if (engineSilentSeconds < 1 || !(mostPerHour > 0)) {
            throw wrongUse("--engine-silent-seconds=" + engineSilentSeconds + " must be 1 or more and --most-per-hour="
                    + mostPerHour + " above 0");
        }
        if (!ConsoleServer.isLoopback(bindAddress) && !behindTls && !plainHttp) {
            throw wrongUse(
                    "--bind=" + bindAddress + " would send passwords unencrypted; put a TLS proxy before it and give"
                            + " --behind-tls, or accept it with --plain-http");
        }
    }

    private ParameterException wrongUse(String message) {
        CommandSpec known = java.util.Objects.requireNonNull(spec, "picocli sets the spec before it calls");
        return new ParameterException(known.commandLine(), message);
    }

    private ConsoleServer startOnFreePort(ConsoleSettings.DatabaseAddress address) {
        MapLayers layers = MapLayers.read(zones, routes);
        ConsoleServer.World world =
                new ConsoleServer.World(layers, MoverCards.read(registry), rules == null ? "" : readRules(rules));
        ConsoleSettings settings = new ConsoleSettings(
                bootstrap,
                bindAddress,
                port,
                behindTls,
                address,
                data.resolve("tracks"),
                new TrackStore.Keep(trackHours, trackMegabytes << 20),
                new ConsoleSettings.Out(targets(), sender, trial, metricsToken, ConsoleServer.isLoopback(bindAddress)),
                new ConsoleSettings.Desk(engineSilentSeconds, mostPerHour, tileSource(), issuer(), maskedRoles()));
        for (int candidate = port; ; candidate++) {
            try {
                ConsoleServer server = ConsoleServer.start(settings.withPort(candidate), world);
                say(server.port());
                return server;
            } catch (JavalinBindException e) {
                if (candidate >= lastPort()) {
                    throw e;
                }
            }
        }
    }

    private Set<Role> maskedRoles() {
        Set<Role> masked = EnumSet.noneOf(Role.class);
        for (String word : maskPlates) {
            masked.add(Role.ofWord(word).orElseThrow(() -> wrongUse("--mask-plates=" + word + " is no role")));
        }
        return masked;
    }

    private OidcIssuer.@Nullable Settings issuer() {
        if (oidcIssuer == null) {
            return null;
        }
        String secret = System.getenv().getOrDefault("VIGIL_OIDC_SECRET", "");
        if (secret.isEmpty() || oidcClient.isEmpty() || oidcCallback == null) {
            throw wrongUse("--oidc-issuer needs --oidc-client, --oidc-callback and a secret in VIGIL_OIDC_SECRET");
        }
        return new OidcIssuer.Settings(oidcIssuer, oidcClient, secret, oidcCallback);
    }

    private @Nullable TileSource tileSource() {
        try {
            return tiles == null ? null : new TileSource(tiles, tilesGcj02, tilesCredit);
        } catch (IllegalArgumentException e) {
            throw wrongUse(String.valueOf(e.getMessage()));
        }
    }

    private List<WebhookTarget> targets() {
        try {
            return webhooks.stream().map(WebhookTarget::parse).toList();
        } catch (IllegalArgumentException e) {
            throw wrongUse("--webhook: " + e.getMessage());
        }
    }

    /** The text of a rules file that the engine's reader accepts. */
    private static String readRules(Path file) {
        RulesFile.read(file);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
