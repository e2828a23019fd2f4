package io.vigil.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.vigil.console.record.SampleRecords;
import io.vigil.console.store.EmbeddedPostgres;
import io.vigil.console.track.TrackStore;
import io.vigil.geo.Gcj02;
import io.vigil.geo.Geodesy;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every lamp of the strip goes out when what it stands for is gone, and a banner says it: a silent page is the worst fault. */
class ConsoleHealthStripITCase {
    private static final Instant NOON = Instant.parse("2026-09-12T04:00:00Z");
    private static final String TRUCK = "vehicle:津C12345|yellow";
    private static final String SYSTEM =
            "{\"lane\":\"live\",\"subject\":\"feed:ais\",\"time\":\"2026-09-12T04:00:00Z\",\"state\":\"%s\",\"tier\":\"yellow\","
                    + "\"measured\":{},\"message\":{\"zh\":\"数据源“ais”中断\",\"en\":\"feed ais is out\"}}";

    @TempDir
    private Path folder;

    @Test
    void eachLampGoesOutWithWhatItStandsForAndComesBack() throws Exception {
        KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"));
        EmbeddedPostgres postgres = EmbeddedPostgres.start(TestDatabase.PROGRAMS, folder.resolve("postgres"), true);
        for (String topic : new String[] {"positions", "warnings", "system"}) {
            broker.createTopic("vigil." + topic);
        }
        ConsoleSettings settings = settings(broker, postgres, new ConsoleSettings.Desk(5, 200, null, null, Set.of()));
        TestConsole console = TestConsole.start(settings, TestConsole.world());
        try (BrowserDesk desk = BrowserDesk.start(console, console.admin(), folder.resolve("browser"))) {
            Chromium page = desk.page();
            desk.enter("/");
            sendPosition(broker, 0);
            page.await(lamps("feed on,engine on,broker on,database on,page on"));

            broker.send("vigil.system", "feed:ais", SYSTEM.formatted("out"));
            page.await(lamp("feed", "out"));
            page.await("document.getElementById('banner').textContent.includes('数据源“ais”中断')");
            broker.send("vigil.system", "feed:ais", SYSTEM.formatted("back"));
            page.await(lamp("feed", "on"));

            page.await(lamp("engine", "out"));
            page.await("document.getElementById('banner').textContent.includes('请检查接入与引擎')");
            sendPosition(broker, 10);
            page.await(lamp("engine", "on"));

            postgres.close();
            page.await(lamp("database", "out"));
            page.await("document.getElementById('banner').textContent.includes('数据库中断')");

            broker.close();
            page.await(lamp("broker", "out"));
            page.await("document.getElementById('banner').textContent.includes('消息总线中断')");

            console.close();
            page.await(lamps("feed unknown,engine unknown,broker unknown,database unknown,page out"));
            page.await("document.getElementById('banner').textContent.includes('与服务器的连接已中断')");
        } finally {
            console.close();
            postgres.close();
            broker.close();
        }
    }

    /** Tiles of a Chinese service: asked for from there and nowhere else, moved by the engine's own formula. */
    @Test
    void showsTilesOfTheUsersSourceMovedByTheEnginesFormula() throws Exception {
        Set<String> asked = ConcurrentHashMap.newKeySet();
        HttpServer tiles = tiles(asked);
        KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"));
        String url = "http://127.0.0.1:" + tiles.getAddress().getPort() + "/{z}/{x}/{y}.png";
        ConsoleSettings settings = TestConsole.settings(broker.bootstrap(), folder)
                .withDesk(
                        new ConsoleSettings.Desk(60, 200, new TileSource(url, true, "测试图源 GS(2026)1"), null, Set.of()));
        try (TestConsole console = TestConsole.start(settings, TestConsole.world());
                BrowserDesk desk = BrowserDesk.start(console, console.admin(), folder.resolve("browser"))) {
            Chromium page = desk.page();
            desk.enter("/");
            page.await("document.querySelector('.map-credit')?.textContent === '测试图源 GS(2026)1'");
            Eventually.eventually(asked::size, size -> size > 3);

            assertThat(asked).hasSizeGreaterThan(3).allMatch(path -> path.matches("/\\d+/\\d+/\\d+\\.png"));
            assertThat(page.complaints()).isEmpty();
            assertSameFormula(page);
        } finally {
            tiles.stop(0);
            broker.close();
        }
    }

    private static void assertSameFormula(Chromium page) throws Exception {
        page.evaluate("import('./gcj02.js').then((module) => (window.gcj = module))");
        page.await("window.gcj");
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            double lat = 10 + 45 * random.nextDouble();
            double lon = 60 + 90 * random.nextDouble();
            Geodesy.Position exact = Gcj02.fromWgs84(lat, lon);
            Geodesy.Position back = Gcj02.toWgs84(lat, lon);
            JsonNode there = page.evaluate("gcj.toGcj02(" + lon + ',' + lat + ')');
            JsonNode from = page.evaluate("gcj.fromGcj02(" + lon + ',' + lat + ')');
            String at = "seed " + seed + ", " + lat + ' ' + lon;
            assertThat(Math.abs(there.get(0).asDouble() - exact.longitude()))
                    .as(at)
                    .isLessThan(1e-9);
            assertThat(Math.abs(there.get(1).asDouble() - exact.latitude()))
                    .as(at)
                    .isLessThan(1e-9);
            assertThat(Math.abs(from.get(0).asDouble() - back.longitude()))
                    .as(at)
                    .isLessThan(1e-9);
            assertThat(Math.abs(from.get(1).asDouble() - back.latitude()))
                    .as(at)
                    .isLessThan(1e-9);
        }
    }

    private static HttpServer tiles(Set<String> asked) throws Exception {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(
                new java.awt.image.BufferedImage(256, 256, java.awt.image.BufferedImage.TYPE_INT_RGB), "png", png);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            exchange.getResponseHeaders().add("Content-Type", "image/png");
            exchange.getResponseHeaders().add("Cross-Origin-Resource-Policy", "cross-origin");
            exchange.sendResponseHeaders(200, png.size());
            exchange.getResponseBody().write(png.toByteArray());
            exchange.close();
        });
        server.start();
        return server;
    }

    private ConsoleSettings settings(KafkaBroker broker, EmbeddedPostgres postgres, ConsoleSettings.Desk desk) {
        return new ConsoleSettings(
                broker.bootstrap(),
                "127.0.0.1",
                0,
                false,
                new ConsoleSettings.DatabaseAddress(postgres.url(), postgres.user(), postgres.password()),
                folder.resolve("tracks"),
                new TrackStore.Keep(24, 1L << 30),
                ConsoleSettings.Out.NOBODY,
                desk);
    }

    private static void sendPosition(KafkaBroker broker, int second) throws Exception {
        broker.send(
                ConsoleServer.POSITIONS_TOPIC,
                TRUCK,
                SampleRecords.position(TRUCK, "heavy-truck", NOON.plusSeconds(second), 38.9, 117.7, 40, 90));
    }

    private static String lamp(String name, String state) {
        return "document.querySelector('[data-lamp=" + name + "]')?.classList.contains('" + state + "')";
    }

    private static String lamps(String all) {
        return "[...document.querySelectorAll('.lamp')].map((one) => one.dataset.lamp + ' ' + one.className.split(' ')[1])"
                + ".join() === '" + all + "'";
    }
}
