package io.vigil.console;

import static io.vigil.console.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.vigil.console.out.WebhookTarget;
import io.vigil.console.record.RecordFields;
import io.vigil.console.record.SampleRecords;
import io.vigil.console.track.TrackStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask what, by HTTP; and what other systems are told. */
class ConsoleAccessITCase {
    private static final Instant NOON = Instant.parse("2026-09-12T04:00:00Z");
    private static final String COACH = "vehicle:津A12345|yellow";
    private static final String ID = "00000000000000aa";

    @TempDir
    static Path folder;

    private static final List<String> HOOKED = new CopyOnWriteArrayList<>();
    private static final AtomicInteger FAILURES = new AtomicInteger(2);
    private static HttpServer receiver;
    private static KafkaBroker broker;
    private static TestConsole console;
    private static TestConsole.Client admin;

    @BeforeAll
    static void start() throws Exception {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/in", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean fails = FAILURES.getAndDecrement() > 0;
            if (!fails) {
                HOOKED.add(exchange.getRequestHeaders().getFirst("Vigil-Event") + ' ' + body);
            }
            exchange.sendResponseHeaders(fails ? 500 : 204, -1);
            exchange.close();
        });
        receiver.start();
        broker = KafkaBroker.start(folder);
        broker.createTopic(ConsoleServer.POSITIONS_TOPIC);
        broker.createTopic(ConsoleServer.WARNINGS_TOPIC);
        broker.createTopic(DeskApi.DISPOSITIONS_TOPIC);
        broker.createTopic("vigil.orders.status");
        String hook = "red:cap:http://127.0.0.1:" + receiver.getAddress().getPort() + "/in";
        ConsoleSettings.Out out =
                new ConsoleSettings.Out(List.of(WebhookTarget.parse(hook)), "vigil", true, "sesame", true);
        ConsoleSettings plain = TestConsole.settings(broker.bootstrap(), folder);
        console = TestConsole.start(
                new ConsoleSettings(
                        plain.bootstrap(),
                        "127.0.0.1",
                        0,
                        false,
                        plain.database(),
                        folder.resolve("tracks"),
                        new TrackStore.Keep(24, 1L << 30),
                        out,
                        ConsoleSettings.Desk.PLAIN),
                TestConsole.world());
        admin = console.admin();
        eventually(() -> console.server.health().isWell(), well -> well);
    }

    @AfterAll
    static void stop() {
        console.close();
        broker.close();
        receiver.stop(0);
    }

    @Test
    void answersNobodyWithoutALogin() throws Exception {
        TestConsole.Client nobody = console.nobody();
        for (String[] operation : operations()) {
            String path = operation[1].replaceAll("\\{[a-z]+}", "x");
            if (Set.of("/api/login", "/api/openapi.json", "/health").contains(path) || path.startsWith("/api/oidc")) {
                continue; // the ways in; ConsoleOidcITCase asks those of an issuer
            }
            assertThat(nobody.send(operation[0], path, RecordFields.JSON.createObjectNode())
                            .statusCode())
                    .as("%s %s", operation[0], path)
                    .isEqualTo(401);
        }
    }

    @Test
    void describesEveryPathItAnswersAndNoOther() throws Exception {
        Set<String> described = new TreeSet<>();
        operations().forEach(operation -> described.add(operation[0] + ' ' + operation[1]));

        assertThat(described).isEqualTo(new TreeSet<>(console.server.paths()));
    }

    @Test
    void changesNothingForAForeignPage() throws Exception {
        ObjectNode user =
                RecordFields.JSON.createObjectNode().put("displayName", "x").put("newPassword", true);
        user.putArray("roles").add("admin");
        String own = admin.csrf;
        for (String word : List.of("", "other")) {
            admin.csrf = word;
            assertThat(admin.send("PUT", "/api/users/mallory", user).statusCode())
                    .isEqualTo(403);
        }
        admin.csrf = own;
        assertThat(admin.get("/api/users").findValuesAsText("name")).doesNotContain("mallory");
    }

    @Test
    void givesACookieThatNoScriptReadsAndNoForeignPageSends() throws Exception {
        HttpResponse<String> response = console.nobody().login(ConsoleServer.FIRST_USER, console.password);

        assertThat(response.headers().firstValue("Set-Cookie").orElse(""))
                .contains("HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain("Domain");
    }

    @Test
    void stopsTheOneWhoGuessesAndWritesItDown() throws Exception {
        console.added(admin, "zhou", "viewer", "*");
        TestConsole.Client guesser = console.nobody();
        int last = 0;
        for (int i = 0; i < 8; i++) {
            last = guesser.login("zhou", "guess-number-" + i + "-of-many").statusCode();
        }
        assertThat(last).isEqualTo(429);
        assertThat(admin.get("/api/audit").findValuesAsText("action")).contains("login-refused", "user", "login");
    }

    @Test
    void endsASessionWhenItsUserIsChangedOrLogsOut() throws Exception {
        TestConsole.Client viewer = console.added(admin, "wu", "viewer", "*");
        try (EventReader events = viewer.events(null)) {
            eventually(() -> events.events("hello"), seen -> !seen.isEmpty());
            ObjectNode change = RecordFields.JSON
                    .createObjectNode()
                    .put("displayName", "Wu")
                    .put("disabled", true);
            change.putArray("roles").add("viewer");
            assertThat(admin.send("PUT", "/api/users/wu", change).statusCode()).isEqualTo(200);

            assertThat(viewer.response("/api/warnings").statusCode()).isEqualTo(401);
            assertThat(eventually(
                            () -> admin.get("/api/health").at("/stream/clients").asInt(), count -> count == 0))
                    .as("the open stream ends too")
                    .isZero();
        }
        TestConsole.Client other = console.admin();
        assertThat(other.send("POST", "/api/logout", null).statusCode()).isEqualTo(204);
        assertThat(other.response("/api/warnings").statusCode()).isEqualTo(401);
    }

    @Test
    void letsAFirstPasswordDoNothingButBeChanged() throws Exception {
        ObjectNode user =
                RecordFields.JSON.createObjectNode().put("displayName", "Sun").put("newPassword", true);
        user.put("everywhere", true).putArray("roles").add("operator");
        String oneTime = RecordFields.JSON
                .readTree(admin.send("PUT", "/api/users/sun", user).body())
                .path("password")
                .asText();
        TestConsole.Client sun = console.login("sun", oneTime);

        assertThat(sun.get("/api/me").path("mustChange").asBoolean()).isTrue();
        assertThat(sun.response("/api/warnings").statusCode()).isEqualTo(403);
        ObjectNode shorter =
                RecordFields.JSON.createObjectNode().put("password", oneTime).put("next", "too-short");
        assertThat(sun.send("POST", "/api/password", shorter).statusCode()).isEqualTo(400);
    }

    @Test
    void tellsOtherSystemsByWebhookUntilTheyTakeItAndByGeoJsonAndMetrics() throws Exception {
        ObjectNode red = SampleRecords.opened(ID, "night", "night-run", "red", COACH, NOON);
        ((ObjectNode) red.at("/data/message")).put("zh", "<img src=x onerror=alert(1)>");
        ObjectNode blue = SampleRecords.opened("00000000000000ab", "night", "night-run", "blue", COACH, NOON);
        broker.send(ConsoleServer.WARNINGS_TOPIC, ID, red.toString(), red.toString(), blue.toString());

        assertThat(eventually(() -> HOOKED, hooked -> !hooked.isEmpty()).get(0))
                .startsWith(ID + "/1 <?xml")
                .contains("<severity>Extreme</severity>", "&lt;img src=x");
        assertThat(eventually(() -> console.server.health().isWell() && HOOKED.size() == 1, one -> one))
                .isTrue();

        String basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (ConsoleServer.FIRST_USER + ':' + console.password).getBytes(StandardCharsets.UTF_8));
        JsonNode warnings = RecordFields.JSON.readTree(
                authorised("/api/out/warnings.geojson", basic).body());
        assertThat(warnings.at("/features/0/geometry/coordinates/0").asDouble()).isEqualTo(117.7);
        assertThat(authorised("/api/out/warnings.geojson", "Basic eDp5").statusCode())
                .isEqualTo(401);
        assertThat(authorised("/metrics", "Bearer sesame").body())
                .contains(
                        "vigil_console_well 1",
                        "vigil_console_open_warnings{tier=\"red\"} 1",
                        "vigil_console_webhooks_total 1");
        assertThat(authorised("/metrics", "Bearer wrong").statusCode()).isEqualTo(401);
        assertThat(admin.response("/api/warnings/" + ID + "/cap.xml").body())
                .contains("<identifier>vigil-" + ID + "-1<");
    }

    @Test
    void tellsTheEngineOfASilenceAndTakesItBack() throws Exception {
        String id = "00000000000000ac";
        broker.send(
                ConsoleServer.WARNINGS_TOPIC,
                id,
                SampleRecords.opened(id, "night", "night-run", "yellow", COACH, NOON)
                        .toString());
        eventually(() -> admin.get("/api/warnings?q=" + id).path("count").asInt(), count -> count == 1);
        ObjectNode silence = RecordFields.JSON.createObjectNode().put("reason", "in the workshop");

        assertThat(admin.send("POST", "/api/warnings/" + id + "/silence", silence.put("until", "2026-09-13T04:00:01Z"))
                        .statusCode())
                .as("longer than a day")
                .isEqualTo(400);
        assertThat(admin.send("POST", "/api/warnings/" + id + "/silence", silence.put("until", "2026-09-13T04:00:00Z"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(admin.get("/api/warnings/" + id)
                        .at("/warning/desk/silence/reason")
                        .asText())
                .isEqualTo("in the workshop");
        long number = admin.get("/api/silences").path(0).path("id").asLong();
        assertThat(admin.send("DELETE", "/api/silences/" + number, null).statusCode())
                .isEqualTo(204);
        assertThat(admin.get("/api/silences")).isEmpty();

        assertThat(eventually(() -> broker.values(DeskApi.DISPOSITIONS_TOPIC), sent -> sent.size() == 2))
                .satisfiesExactly(
                        given -> assertThat(given)
                                .contains("\"outcome\":\"silence\"", "\"until\":\"2026-09-13T04:00:00Z\"", COACH),
                        taken ->
                                assertThat(taken).contains("\"until\":\"1970-01-01T00:00:00Z\"", "\"rule\":\"night\""));
    }

    @Test
    void showsWhereBoatsStandWithAnOrderToThoseWhoSeeThem() throws Exception {
        broker.send("vigil.orders.status", "o1/vessel:412000001", boat("412000001", 90), boat("412000001", 30));
        broker.send("vigil.orders.status", "o1/vessel:412000002", boat("412000002", -5));
        broker.send("vigil.orders.status", "o1", "{\"type\":\"order\",\"order\":\"o1\",\"outstanding\":2}");

        JsonNode orders = eventually(
                () -> admin.get("/api/orders"),
                seen -> seen.at("/0/boats").size() == 2
                        && seen.at("/0/boats/1/slackMinutes").asInt() == 30);

        assertThat(orders.at("/0/boats").findValuesAsText("mover"))
                .as("least time in hand first")
                .containsExactly("vessel:412000002", "vessel:412000001");
        TestConsole.Client inland = console.added(admin, "han", "viewer", "5101");
        TestConsole.Client drawer = console.added(admin, "xu", "supervisor", "5101");
        assertThat(inland.send("GET", "/api/control/status", null).statusCode()).isEqualTo(403);
        assertThat(drawer.send("GET", "/api/control/status", null).body())
                .as("names movers of all")
                .isEqualTo("[]");
        assertThat(inland.get("/api/orders")).isEmpty();
    }

    private static String boat(String mmsi, int slackMinutes) {
        return "{\"type\":\"boat\",\"order\":\"o1\",\"mover\":\"vessel:" + mmsi
                + "\",\"state\":\"outstanding\",\"slackMinutes\":" + slackMinutes + "}";
    }

    private static HttpResponse<String> authorised(String path, String authorization) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + console.server.port() + path))
                .header("Authorization", authorization)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Method and path of every operation of the OpenAPI document. */
    private static List<String[]> operations() throws Exception {
        JsonNode paths = console.nobody().get("/api/openapi.json").path("paths");
        List<String[]> operations = new java.util.ArrayList<>();
        for (Iterator<String> names = paths.fieldNames(); names.hasNext(); ) {
            String path = names.next();
            paths.path(path)
                    .fieldNames()
                    .forEachRemaining(
                            method -> operations.add(new String[] {method.toUpperCase(java.util.Locale.ROOT), path}));
        }
        return operations;
    }
}
