package io.vigil.console;

import io.javalin.Javalin;
import io.vigil.console.access.OidcIssuer;
import io.vigil.console.access.Passwords;
import io.vigil.console.access.PlateMask;
import io.vigil.console.access.Role;
import io.vigil.console.access.Scope;
import io.vigil.console.access.User;
import io.vigil.console.record.JsonWriter;
import io.vigil.console.record.MalformedRecordException;
import io.vigil.console.record.WarningTransition;
import io.vigil.console.store.AccountStore;
import io.vigil.console.store.AuditStore;
import io.vigil.console.store.ControlStore;
import io.vigil.console.store.Database;
import io.vigil.console.store.DeliveryStore;
import io.vigil.console.store.DeskStore;
import io.vigil.console.store.StatisticsStore;
import io.vigil.console.store.StoreAwayException;
import io.vigil.console.store.WarningStore;
import io.vigil.console.store.WarningStore.StoredEvent;
import io.vigil.console.track.TrackStore;
import io.vigil.console.world.Ground;
import io.vigil.console.world.Jurisdictions;
import io.vigil.console.world.MapLayers;
import io.vigil.console.world.MoverCards;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console's server: reads topics, keeps what came, and serves the page that shows it. Starts and goes on whether or not
 * Kafka and PostgreSQL are there.
 */
final class ConsoleServer implements AutoCloseable {
    static final String POSITIONS_TOPIC = "vigil.positions";
    static final String WARNINGS_TOPIC = "vigil.warnings";
    /** The first user of a new database. */
    static final String FIRST_USER = "admin";

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleServer.class);
    private static final long POSITIONS_EVERY_MILLIS = 500;
    private static final long HEALTH_EVERY_MILLIS = 2_000;
    private static final long LOOK_EVERY_MILLIS = 2_000;

    private final LongSupplier clockMillis = System::currentTimeMillis;
    private final ScheduledExecutorService publisher = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "publisher");
        thread.setDaemon(true);
        return thread;
    });
    private final EventStream stream = new EventStream();
    private final FeedGauge positionFeed = new FeedGauge(POSITIONS_TOPIC, clockMillis);
    private final FeedGauge warningFeed = new FeedGauge(WARNINGS_TOPIC, clockMillis);
    private final Database database;
    private final AccountStore accounts;
    private final DeskStore desk;
    private final WarningStore warnings;
    private final StoreWriter writer;
    private final Outbox outbox;
    private final TrackStore tracks;
    private final LiveState live;
    private final Health health;
    private final Sessions sessions;
    private final DeskApi deskApi;
    private final ControlTopics control;
    private final TopicReader positionReader;
    private final TopicReader warningReader;
    private final Webhooks webhooks;
    private Set<String> operations = Set.of();
    private final Javalin web;

    /**
     * What is known at the start.
     *
     * @param layers zones and routes
     * @param cards the registry
     * @param rules a ruleset to edit where the topic holds none, or an empty text
     */
    record World(MapLayers layers, MoverCards cards, String rules) {}

    private ConsoleServer(ConsoleSettings settings, World world) {
        Ground ground = new Ground(world.layers());
        MoverCards cards = world.cards();
        ConsoleSettings.DatabaseAddress address = settings.database();
        database = new Database(address.url(), address.user(), address.password());
        tracks = TrackStore.open(settings.tracks(), settings.keep());
        accounts = new AccountStore(database);
        AuditStore audit = new AuditStore(database);
        desk = new DeskStore(database);
        warnings = new WarningStore(database, tier -> settings.out().webhooks().stream()
                .filter(target -> target.tiers().contains(tier))
                .map(target -> target.address().toString())
                .toList());
        writer = new StoreWriter(warnings);
        outbox = new Outbox(settings.bootstrap(), desk);
        live = new LiveState(stream, new Jurisdictions(cards, ground), clockMillis);
        sessions = new Sessions(accounts, audit, clockMillis);
        SystemBoard system = new SystemBoard();
        health = new Health(
                live,
                stream,
                positionFeed,
                warningFeed,
                database,
                writer,
                outbox,
                tracks,
                system,
                ground,
                settings.desk().engineSilentSeconds(),
                clockMillis);
        OrderBoard orders = new OrderBoard();
        control = new ControlTopics(settings.bootstrap(), ground, cards, orders, system, clockMillis);
        positionReader = new TopicReader(
                settings.bootstrap(),
                POSITIONS_TOPIC,
                TopicReader.From.LATEST,
                positionFeed,
                new TrackFeed(live, tracks, clockMillis));
        warningReader = new TopicReader(
                settings.bootstrap(),
                WARNINGS_TOPIC,
                TopicReader.From.EARLIEST,
                warningFeed,
                new WarningFeed(live, warnings, writer));
        deskApi = new DeskApi(live, warnings, desk, outbox, clockMillis);
        StatisticsStore statistics = new StatisticsStore(database);
        ReportApi reports = new ReportApi(statistics, new ShiftReport(deskApi, live, statistics, ground), desk, audit);
        PreviewApi preview =
                new PreviewApi(tracks, live, ground, cards, settings.desk().mostPerHour(), clockMillis);
        ControlApi controlApi = new ControlApi(
                new ControlStore(database), control, ground, outbox, preview, world.rules(), clockMillis);
        OutApi outApi = new OutApi(live, ground, deskApi, health, sessions, settings.out());
        webhooks = new Webhooks(settings.out().webhooks(), new DeliveryStore(database), outApi::capXml);
        ConsoleApi pages =
                new ConsoleApi(stream, ground, health, settings.desk().tiles(), isLoopback(settings.bindAddress()));
        web = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            config.http.prefer405over404 = true;
            config.jetty.modifyHttpConfiguration(ConsoleServer::tellLittle);
            Api api = new Api(
                    config.routes,
                    sessions,
                    settings.behindTls(),
                    new PlateMask(settings.desk().masked()));
            new AccessApi(sessions, accounts, audit, api).register();
            OidcIssuer.@Nullable Settings issuer = settings.desk().issuer();
            new OidcApi(issuer == null ? null : new OidcIssuer(issuer), sessions, api, settings.behindTls()).register();
            deskApi.register(api);
            new MoverApi(live, cards, tracks, api).register();
            orders.register(api, live);
            reports.register(api);
            controlApi.register(api);
            outApi.register(api, webhooks);
            pages.register(config.routes, api); // last: a name that nothing else answers to is a file of the page
            operations = api.operations();
        });
    }

    /**
     * Starts a console in that world.
     *
     * @throws io.javalin.util.JavalinBindException when the port is taken
     */
    static ConsoleServer start(ConsoleSettings settings, World world) {
        Passwords.prepare();
        ConsoleServer server = new ConsoleServer(settings, world);
        try {
            server.web.start(settings.bindAddress(), settings.port());
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        server.restore();
        server.writer.start();
        server.outbox.start();
        server.webhooks.start();
        server.control.start();
        server.positionReader.start();
        server.warningReader.start();
        server.every(POSITIONS_EVERY_MILLIS, server.live::publishPositions);
        server.every(HEALTH_EVERY_MILLIS, server::publishHealth);
        server.every(LOOK_EVERY_MILLIS, server::look);
        LOG.info("listening on {}:{}, reading {}", settings.bindAddress(), server.port(), settings.bootstrap());
        return server;
    }

    /** Adds the first user if there is none, and returns his one-time password. */
    Optional<String> addFirstUser(boolean mustChange) {
        String password = Passwords.oneTime();
        User first = new User(
                FIRST_USER,
                FIRST_USER,
                EnumSet.of(Role.ADMIN, Role.SUPERVISOR, Role.TUNER),
                Scope.EVERYWHERE,
                mustChange,
                false);
        return accounts.addFirst(first, Passwords.hash(password)) ? Optional.of(password) : Optional.empty();
    }

    /** The port it listens on. */
    int port() {
        return web.port();
    }

    /** What it knows, for tests. */
    LiveState live() {
        return live;
    }

    /** Method and path of everything it answers beside the files of the page. */
    Set<String> paths() {
        return operations;
    }

    /** How it is, for tests. */
    Health health() {
        return health;
    }

    /** Ends the streams, the readers and the server; no thread stays behind. */
    @Override
    public void close() {
        publisher.shutdownNow();
        stream.close();
        positionReader.close();
        warningReader.close();
        control.close();
        writer.close();
        outbox.close();
        webhooks.close();
        web.stop();
        tracks.close();
        database.close();
    }

    /** Shows what was stored before, so that a start does not need the whole topic. */
    private void restore() {
        try {
            for (StoredEvent stored : warnings.newest(LiveState.MAX_WARNINGS)) {
                live.restore(WarningTransition.parse(stored.event().getBytes(StandardCharsets.UTF_8)), stored.codes());
            }
            desk.newestSteps(LiveState.MAX_WARNINGS).forEach(live.desk()::take);
            deskApi.renewSilences();
        } catch (StoreAwayException e) {
            LOG.warn("the database is away; warnings are read from the topic: {}", e.getMessage());
        } catch (MalformedRecordException e) {
            throw new IllegalStateException("only what was parsed is stored", e);
        }
    }

    private void publishHealth() {
        stream.endWhere(listener -> mayNoLongerListen(listener.session()));
        if (stream.clientCount() > 0) {
            String now = ((JsonWriter) health::write).text();
            stream.publish("health", scope -> now);
        }
    }

    private boolean mayNoLongerListen(String session) {
        try {
            return sessions.findByDigest(session).isEmpty();
        } catch (StoreAwayException e) {
            return true;
        }
    }

    private void look() {
        database.ping();
        try {
            deskApi.renewSilences();
        } catch (StoreAwayException e) {
            LOG.debug("health tells it", e);
        }
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

    static boolean isLoopback(String bindAddress) {
        return bindAddress.startsWith("127.") || bindAddress.equals("localhost") || bindAddress.equals("::1");
    }

    /** Names no product and no version to whoever asks. */
    private static void tellLittle(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
    }
}
