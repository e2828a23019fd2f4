package io.vigil.console;

import static io.vigil.console.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.console.record.RecordFields;
import io.vigil.console.record.SampleRecords;
import io.vigil.console.world.MoverCards;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a desk does in a night, in a real browser: logs in, hears, looks, acts, counts, draws. */
class ConsoleDeskITCase {
    private static final Instant NOON = Instant.parse("2026-09-12T04:00:00Z");
    private static final String COACH = "vehicle:津A12345|yellow";
    private static final String FOREIGN = "vehicle:沪B54321|yellow";
    private static final Optional<Path> BINARY = Chromium.find();

    @TempDir
    static Path folder;

    @TempDir
    Path browserFolder;

    private static KafkaBroker broker;
    private static TestConsole console;
    private static TestConsole.Client admin;
    private Chromium page;

    @BeforeAll
    static void startConsole() throws Exception {
        if (BINARY.isEmpty()) {
            assertThat(System.getenv("CI")).as("on CI there must be a Chromium").isNull();
            return; // each test says so
        }
        broker = KafkaBroker.start(folder);
        for (String topic : List.of("positions", "warnings", "dispositions", "zones", "rules")) {
            broker.createTopic("vigil." + topic);
        }
        Path registry = Files.writeString(
                folder.resolve("registry.jsonl"),
                "{\"mover\":\"" + COACH
                        + "\",\"class\":\"tour-coach\",\"jurisdiction\":\"120116\",\"owner\":\"滨海客运\"}\n"
                        + "{\"mover\":\"" + FOREIGN + "\",\"class\":\"tour-coach\",\"jurisdiction\":\"310101\"}\n");
        String rules = "rules:\n  - {id: night, kind: night-run, tier: yellow, applies: 'mover.kind == \"vehicle\"'}\n";
        console = TestConsole.start(
                TestConsole.settings(broker.bootstrap(), folder),
                new ConsoleServer.World(ConsoleSample.layers(), MoverCards.read(registry), rules));
        admin = console.admin();
        eventually(() -> console.server.health().isWell(), well -> well);
    }

    @AfterAll
    static void stopConsole() {
        if (console != null) {
            console.close();
            broker.close();
        }
    }

    @BeforeEach
    void startBrowser() throws Exception {
        Assumptions.assumeTrue(BINARY.isPresent(), "no Chromium on the path, so the page was not looked at");
        page = Chromium.start(BINARY.orElseThrow(), browserFolder);
    }

    @AfterEach
    void closeBrowser() throws Exception {
        if (page != null) {
            page.screenshot(
                    Files.createDirectories(Path.of("target", "screenshots")).resolve("desk-last.png"));
            page.close();
        }
    }

    @Test
    void logsInSeesARedWarningDisposesItAndFindsItInTheStatistics() throws Exception {
        page.open(origin() + "/");
        page.await("location.pathname.endsWith('login.html') && document.getElementById('name')");
        page.type("#name", ConsoleServer.FIRST_USER);
        page.type("#password", "wrong-wrong-wrong");
        page.click("#login button");
        page.await("document.getElementById('complaint').textContent === '用户名或密码不对'");
        page.type("#password", console.password);
        page.click("#login button");
        ready();

        send(SampleRecords.opened(id(1), "night", "night-run", "red", COACH, NOON));
        page.await("document.querySelector('[data-warning=\"" + id(1) + "\"]')");
        page.press("j");
        page.press("a");
        page.await("document.querySelector('.desk-line')?.textContent.includes('签收')");
        page.click("[data-warning=\"" + id(1) + "\"]");
        page.await("document.getElementById('detail').innerText.includes('滨海客运')");
        assertThat(page.text("#detail")).contains("何时解除", "辖区", "120116", "滨海客运");
        page.press("1");
        page.await("document.getElementById('ask').open");
        page.type("#note", "=HYPERLINK(\"http://x\")");
        page.press("Enter");
        page.await("document.querySelector('#detail .act.done[data-act=confirmed]')");
        screenshots("desk");

        page.open(origin() + "/statistics.html");
        ready();
        page.await("document.querySelector('#tables table')");
        assertThat(page.text("#tables")).contains("night", "100.0% (20.7%–100.0%)");
        page.click("#language");
        page.await("document.querySelector('#tables h2')?.textContent === 'By tier'");
        screenshots("statistics");
        page.click("#language");

        page.open(origin() + "/shift.html");
        ready();
        assertThat(page.text("#report")).contains("交接班报告", "属实");
        String csv = new String(
                admin.bytes("/api/shift.csv?from=2026-09-12T00:00:00Z&to=2026-09-13T00:00:00Z"),
                java.nio.charset.StandardCharsets.UTF_8);
        assertThat(csv).contains("confirmed (admin): =HYPERLINK", COACH).doesNotContain(",=", "\"=");
        nothingWentWrong();
    }

    @Test
    void playsATrack() throws Exception {
        for (int i = 0; i <= 60; i++) {
            broker.send(
                    ConsoleServer.POSITIONS_TOPIC,
                    COACH,
                    SampleRecords.position(
                            COACH,
                            "tour-coach",
                            NOON.plusSeconds(10 * i),
                            38.9 + i * 0.001,
                            117.7 + i * 0.001,
                            60,
                            45));
        }
        send(SampleRecords.opened(id(2), "night", "night-run", "orange", COACH, NOON.plusSeconds(300)));
        eventually(
                () -> admin.get("/api/tracks/" + encoded(COACH) + "?from=2026-09-12T03:00:00Z&to=2026-09-12T05:00:00Z")
                        .path("rows")
                        .size(),
                size -> size == 61);
        enter("/");
        page.await("document.querySelector('[data-warning=\"" + id(2) + "\"]')");
        page.click("[data-warning=\"" + id(2) + "\"]");
        page.await("document.querySelector('#play')");
        page.click("#play");
        page.await("document.querySelector('.slider input')");
        String before = page.text(".player-time");
        page.evaluate("document.querySelector('.player select').value = '600',"
                + "document.querySelector('.player select').dispatchEvent(new Event('change'))");
        page.click(".player .run");
        page.await("document.querySelector('.player-time').textContent > '" + before + "'");
        page.await("document.querySelector('.player-time').textContent === '2026-09-12 12:10:00'");
        screenshots("playback");
        nothingWentWrong();
    }

    @Test
    void drawsAZoneChecksAndPublishesItAndBringsAnEarlierVersionBack() throws Exception {
        enter("/zones.html");
        page.click("#draw-polygon");
        JsonNode box = page.evaluate("document.getElementById('map').getBoundingClientRect().toJSON()");
        double x = box.path("x").asDouble() + box.path("width").asDouble() / 2;
        double y = box.path("y").asDouble() + box.path("height").asDouble() / 2;
        page.clickAt(x - 100, y - 80, 1);
        page.clickAt(x + 100, y - 80, 1);
        page.clickAt(x + 100, y + 80, 1);
        page.clickAt(x - 100, y + 80, 2);
        page.await("document.getElementById('zone-name')");
        page.type("#zone-id", "drawn-1");
        page.type("#zone-name", "<img src=x onerror=alert(1)>");
        page.type("#zone-limit", "-5");
        page.click("#zone-check");
        page.await("document.querySelector('#told .fault')?.textContent.includes('speedLimitKmh')");
        page.type("#zone-limit", "40");
        page.click("#zone-publish");
        page.await("document.getElementById('told')?.textContent === '已发布'");
        page.type("#zone-name", "学校路段");
        page.click("#zone-publish");
        page.await("document.querySelectorAll('#editor .transitions li').length === 2");
        screenshots("zones");

        assertThat(admin.get("/api/zones/drawn-1")
                        .at("/feature/properties/name")
                        .asText())
                .isEqualTo("学校路段");
        page.click("#editor .transitions .link");
        page.await("document.querySelectorAll('#editor .transitions li').length === 3");
        JsonNode zone = admin.get("/api/zones/drawn-1");
        assertThat(zone.at("/feature/properties/name").asText()).isEqualTo("<img src=x onerror=alert(1)>");
        assertThat(zone.at("/versions/0/by").asText()).isEqualTo("admin");
        assertThat(zone.at("/feature/geometry/coordinates/0").size()).isEqualTo(5);
        nothingWentWrong();
    }

    @Test
    void changesAParameterOfARuleInAFormMadeFromItsDeclaration() throws Exception {
        enter("/rules.html");
        page.click("[data-rule=night]");
        page.await("document.getElementById('param-moveSpeedKmh')");
        page.type("#param-moveSpeedKmh", "-3");
        page.click("#rule-publish");
        page.await("document.querySelector('#told .fault')?.textContent.includes('moveSpeedKmh')");
        page.type("#param-moveSpeedKmh", "8");
        page.type("#rule-note", "trial");
        page.click("#rule-publish");
        page.await("document.querySelectorAll('#list .transitions li').length === 1");
        screenshots("rules");

        assertThat(admin.get("/api/rules").at("/rules/0/params/moveSpeedKmh").asDouble())
                .isEqualTo(8);
        assertThat(page.complaints()).allMatch(text -> text.contains("422"));
    }

    @Test
    void showsTheWallAndWhatEverybodyHasDone() throws Exception {
        send(SampleRecords.opened(id(6), "night", "night-run", "red", COACH, NOON));
        enter("/wall");
        page.await("document.querySelector('.big.red')?.innerText.includes('津A12345')");
        screenshots("wall");

        enter("/admin.html");
        page.await("document.querySelector('#audit tbody tr')");
        assertThat(page.text("#audit")).contains("login", "admin");
        page.click("#add-user");
        page.await("document.getElementById('ask').open");
        page.type("#user-name", "qian");
        page.type("#user-display", "钱警官");
        page.click("#role-operator");
        page.type("#codes", "1201, 1301");
        page.click("#ask .go");
        page.await("document.querySelector('#one-time-password')?.textContent.length === 23");
        page.click("#ask .go");
        page.await("document.getElementById('users').innerText.includes('1201, 1301')");
        screenshots("admin");
        nothingWentWrong();
    }

    @Test
    void letsAViewerLookAndNotAct() throws Exception {
        send(SampleRecords.opened(id(3), "night", "night-run", "yellow", COACH, NOON));
        TestConsole.Client viewer = console.added(admin, "wang", "viewer", "*");
        enter("/", viewer);
        page.await("document.querySelector('[data-warning=\"" + id(3) + "\"]')");
        page.click("[data-warning=\"" + id(3) + "\"]");
        page.await("document.getElementById('detail').checkVisibility()");
        assertThat(page.evaluate("document.querySelectorAll('.act').length").asInt())
                .isZero();
        assertThat(page.text("#detail")).contains("您的角色只能查看");
        assertThat(page.text("#pages")).doesNotContain("规则", "用户");

        ObjectNode step = RecordFields.JSON.createObjectNode().put("word", "confirmed");
        assertThat(viewer.send("POST", "/api/warnings/" + id(3) + "/steps", step)
                        .statusCode())
                .isEqualTo(403);
        assertThat(viewer.response("/api/users").statusCode()).isEqualTo(403);
        assertThat(viewer.response("/api/audit").statusCode()).isEqualTo(403);
        nothingWentWrong();
    }

    @Test
    void showsAnOperatorOfOneDistrictNothingOfAnother() throws Exception {
        send(SampleRecords.opened(id(4), "night", "night-run", "red", COACH, NOON));
        send(SampleRecords.opened(id(5), "night", "night-run", "red", FOREIGN, NOON));
        broker.send(
                "vigil.positions", FOREIGN, SampleRecords.position(FOREIGN, "tour-coach", NOON, 31.2, 121.5, 50, 0));
        TestConsole.Client operator = console.added(admin, "zhao", "operator", "3101");
        eventually(() -> operator.get("/api/warnings").path("count").asInt(), count -> count == 1);
        enter("/", operator);
        page.await("document.querySelector('[data-warning=\"" + id(5) + "\"]')");

        assertThat(page.evaluate("document.querySelectorAll('[data-warning]').length")
                        .asInt())
                .isEqualTo(1);
        for (String path : List.of(
                "/api/warnings/" + id(4),
                "/api/movers/" + encoded(COACH),
                "/api/tracks/" + encoded(COACH),
                "/api/warnings/" + id(4) + "/cap.xml")) {
            assertThat(operator.response(path).statusCode()).as(path).isEqualTo(404);
        }
        for (String path : List.of(
                "/api/movers?q=12345",
                "/api/history?from=2026-01-01T00:00:00Z",
                "/api/positions",
                "/api/warnings",
                "/api/shift.csv?from=2026-09-12T00:00:00Z&to=2026-09-13T00:00:00Z",
                "/api/out/positions.geojson",
                "/api/out/warnings.geojson")) {
            assertThat(operator.response(path).body()).as(path).doesNotContain("津A12345");
        }
        ObjectNode step = RecordFields.JSON.createObjectNode().put("word", "ack");
        assertThat(operator.send("POST", "/api/warnings/" + id(4) + "/steps", step)
                        .statusCode())
                .isEqualTo(404);
        nothingWentWrong();
    }

    private void enter(String path) throws Exception {
        enter(path, admin);
    }

    private void enter(String path, TestConsole.Client as) throws Exception {
        page.setCookie(origin(), as.cookie);
        page.open(origin() + path);
        ready();
    }

    private void ready() throws Exception {
        page.await("document.documentElement?.dataset.ready");
    }

    private static void send(ObjectNode event) throws Exception {
        broker.send("vigil.warnings", event.at("/data/warningId").asText(), event.toString());
    }

    private static String origin() {
        return "http://localhost:" + console.server.port();
    }

    private static String id(int number) {
        return String.format("%016x", number);
    }

    private static String encoded(String mover) {
        return java.net.URLEncoder.encode(mover, java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Pictures for whoever looks, at the sizes of an office screen, a desk screen and a wall. */
    private void screenshots(String name) throws Exception {
        Path target = Files.createDirectories(Path.of("target", "screenshots"));
        for (int[] size : new int[][] {{1366, 768}, {1920, 1080}, {3840, 1080}}) {
            page.resize(size[0], size[1]);
            page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            page.screenshot(target.resolve(name + '-' + size[0] + ".png"));
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth")
                            .asBoolean())
                    .as("%s fits %d pixels", name, size[0])
                    .isTrue();
        }
        page.resize(1920, 1080);
    }

    private void nothingWentWrong() {
        assertThat(page.complaints()).allMatch(text -> text.contains("401")); // before the login
        assertThat(page.requests())
                .isNotEmpty()
                .allMatch(address -> address.startsWith(origin() + "/")
                        || address.startsWith("data:")
                        || address.startsWith("blob:"));
    }
}
