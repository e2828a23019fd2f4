package io.vigil.console;

import io.javalin.Javalin;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console's server: reads positions and warnings from Kafka, keeps what is current in memory, and serves the page
 * that shows it. Starts and goes on whether or not Kafka is there.
 */
final class ConsoleServer implements AutoCloseable {
    static final String POSITIONS_TOPIC = "vigil.positions";
    static final String WARNINGS_TOPIC = "vigil.warnings";

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleServer.class);
    private static final long POSITIONS_EVERY_MILLIS = 500;
    private static final long HEALTH_EVERY_MILLIS = 2_000;

    private final EventStream stream = new EventStream();
    private final LiveState live = new LiveState(stream, System::currentTimeMillis);
    private final ScheduledExecutorService publisher = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "publisher");
        thread.setDaemon(true);
        return thread;
    });
    private final TopicReader positionReader;
    private final TopicReader warningReader;
    private final Javalin web;

    private ConsoleServer(ConsoleSettings settings, MapLayers layers) {
        positionReader = new TopicReader(
                settings.bootstrap(),
                POSITIONS_TOPIC,
                TopicReader.From.LATEST,
                live.positionFeed(),
                live::takePosition);
        warningReader = new TopicReader(
                settings.bootstrap(), WARNINGS_TOPIC, TopicReader.From.EARLIEST, live.warningFeed(), live::takeWarning);
        ConsoleApi api = new ConsoleApi(live, stream, layers, isLoopback(settings.bindAddress()));
        web = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            config.http.prefer405over404 = true;
            config.jetty.modifyHttpConfiguration(ConsoleServer::tellLittle);
            api.register(config.routes);
        });
    }

    /**
     * Starts a console that shows those zones and routes.
     *
     * @throws io.javalin.util.JavalinBindException when the port is taken
     */
    static ConsoleServer start(ConsoleSettings settings, MapLayers layers) {
        ConsoleServer server = new ConsoleServer(settings, layers);
        try {
            server.web.start(settings.bindAddress(), settings.port());
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        server.positionReader.start();
        server.warningReader.start();
        server.every(POSITIONS_EVERY_MILLIS, server.live::publishPositions);
        server.every(HEALTH_EVERY_MILLIS, server.live::publishHealth);
        LOG.info(
                "listening on {}:{}, reading {}, {} zones and routes",
                settings.bindAddress(),
                server.port(),
                settings.bootstrap(),
                layers.featureCount());
        return server;
    }

    /** The port it listens on. */
    int port() {
        return web.port();
    }

    /** What it knows, for tests. */
    LiveState live() {
        return live;
    }

    /** Ends the streams, the readers and the server; no thread stays behind. */
    @Override
    public void close() {
        publisher.shutdownNow();
        stream.close();
        positionReader.close();
        warningReader.close();
        web.stop();
    }

    private void every(long periodMillis, Runnable task) {
        Runnable told = () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("pages are no longer told; they will say so", e); // an executor would keep it to itself
                throw e;
            }
        };
        publisher.scheduleAtFixedRate(told, periodMillis, periodMillis, TimeUnit.MILLISECONDS);
    }

    private static boolean isLoopback(String bindAddress) {
        return bindAddress.startsWith("127.") || bindAddress.equals("localhost") || bindAddress.equals("::1");
    }

    /** Names no product and no version to whoever asks. */
    private static void tellLittle(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
    }
}
