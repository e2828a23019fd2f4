package io.vigil.console;

import static io.vigil.console.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.console.record.RecordFields;
import io.vigil.console.record.SampleRecords;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server with a real broker behind it and real HTTP before it. */
class ConsoleServerITCase {
    private static final Instant NOON = Instant.parse("2026-09-12T04:00:00Z");
    private static final String COACH = "vehicle:津A12345|yellow";
    private static final String BOAT = "vessel:412345678";

    @TempDir
    Path directory;

    private KafkaBroker broker;
    private TestConsole console;
    private TestConsole.Client client;

    @BeforeEach
    void startBroker() throws IOException {
        broker = KafkaBroker.start(directory);
    }

    @AfterEach
    void stop() {
        if (console != null) {
            console.close();
        }
        broker.close();
    }

    @Test
    void startsBeforeTheTopicsExistAndReadsThemWholeOnceTheyDo() throws Exception {
        startConsole("waiting-for-topic");
        assertThat(get("/api/health").path("status").asText()).isEqualTo("degraded");

        createTopics();
        broker.send(ConsoleServer.POSITIONS_TOPIC, COACH, position(COACH, NOON, 38.98));
        broker.send(
                ConsoleServer.WARNINGS_TOPIC, "a1", opened("a1", "red", COACH).toString());

        assertThat(eventually(
                                () -> get("/api/positions"),
                                found -> found.path("count").asInt() == 1)
                        .at("/positions/0/lat")
                        .asDouble())
                .isEqualTo(38.98);
        assertThat(eventually(
                                () -> get("/api/warnings"),
                                found -> found.path("count").asInt() == 1)
                        .at("/warnings/0/warningId")
                        .asText())
                .isEqualTo("a1");
        assertThat(get("/api/health").path("status").asText()).isEqualTo("ok");
    }

    @Test
    void answersWithPositionsAndTheirTails() throws Exception {
        createTopics();
        broker.send(ConsoleServer.POSITIONS_TOPIC, BOAT, position(BOAT, NOON, 38.9));
        startConsole("reading");
        broker.send(
                ConsoleServer.POSITIONS_TOPIC,
                COACH,
                position(COACH, NOON, 38.98),
                position(COACH, NOON.plusSeconds(10), 38.99),
                position(COACH, NOON.minusSeconds(10), 38.97));

        eventually(
                () -> get("/api/health"),
                health -> health.at("/feeds/positions/records").asInt() == 3);

        JsonNode positions = get("/api/positions");
        assertThat(positions.path("count").asInt())
                .as("only what came after the start")
                .isEqualTo(1);
        assertThat(positions.path("positions").path(0).toString())
                .isEqualTo("{\"mover\":\"" + COACH + "\",\"class\":\"tour-coach\",\"time\":\"2026-09-12T04:00:10Z\","
                        + "\"received\":\"2026-09-12T04:00:10.400Z\",\"lon\":117.7,\"lat\":38.99,\"speedKmh\":61.2,"
                        + "\"course\":92.0,\"heading\":null,\"source\":\"jt808\",\"tail\":[[117.7,38.98]]}");
        assertThat(get("/api/health").at("/movers/older").asInt()).isEqualTo(1);
    }

    @Test
    void answersWithWarningsByTierRuleAndTextAndWithAllTransitionsOfOne() throws Exception {
        createTopics();
        ObjectNode red = opened("a1", "red", COACH);
        ObjectNode closed = SampleRecords.next(red, "closed", "red", "closed", NOON.plusSeconds(60));
        broker.send(ConsoleServer.WARNINGS_TOPIC, "a1", red.toString(), closed.toString(), red.toString());
        broker.send(
                ConsoleServer.WARNINGS_TOPIC, "b2", opened("b2", "blue", BOAT).toString());
        startConsole("reading");
        eventually(() -> get("/api/warnings"), found -> found.path("count").asInt() == 2);

        assertThat(ids("")).as("open first").isEqualTo("[\"b2\",\"a1\"]");
        assertThat(ids("?tier=red,orange")).isEqualTo("[\"a1\"]");
        assertThat(ids("?state=open")).isEqualTo("[\"b2\"]");
        assertThat(ids("?rule=overspeed")).isEqualTo("[]");
        assertThat(ids("?rule=coach-night-run&q=" + URLEncoder.encode("津a1", StandardCharsets.UTF_8)))
                .isEqualTo("[\"a1\"]");
        assertThat(response("/api/warnings?tier=purple").statusCode()).isEqualTo(400);
        assertThat(get("/api/warnings?tier=purple").path("error").asText()).contains("tier=purple is not one of");

        JsonNode one = get("/api/warnings/a1");
        assertThat(one.at("/warning/state").asText()).isEqualTo("closed");
        assertThat(one.path("transitions")).hasSize(2);
        assertThat(one.at("/transitions/0")).isEqualTo(red);
        assertThat(one.at("/transitions/1")).isEqualTo(closed);
        assertThat(response("/api/warnings/c3").statusCode()).isEqualTo(404);
    }

    @Test
    void countsRecordsItCannotReadAndGoesOn() throws Exception {
        createTopics();
        startConsole("reading");

        broker.send(
                ConsoleServer.WARNINGS_TOPIC,
                "x",
                "not json",
                "{}",
                opened("a1", "red", COACH).toString());
        broker.send(ConsoleServer.POSITIONS_TOPIC, "x", "{\"mover\":\"train:1\"}", null, position(COACH, NOON, 38.98));

        JsonNode health = eventually(
                () -> get("/api/health"),
                seen -> seen.at("/feeds/warnings/records").asInt() == 1
                        && seen.at("/feeds/positions/records").asInt() == 1);
        assertThat(health.at("/feeds/warnings/malformed").asInt()).isEqualTo(2);
        assertThat(health.toString()).as("what is wrong may name anybody").doesNotContain("data must be");
        assertThat(health.at("/feeds/positions/malformed").asInt()).isEqualTo(1);
        assertThat(get("/api/warnings").path("count").asInt()).isEqualTo(1);
    }

    @Test
    void streamsWhatComesAndGivesWhatWasMissedToOneWhoComesBack() throws Exception {
        createTopics();
        startConsole("reading");
        String lastEventId;
        try (EventReader events = client.events(null)) {
            eventually(() -> events.events("hello"), seen -> !seen.isEmpty());
            broker.send(ConsoleServer.POSITIONS_TOPIC, COACH, position(COACH, NOON, 38.98));
            broker.send(
                    ConsoleServer.WARNINGS_TOPIC,
                    "a1",
                    opened("a1", "red", COACH).toString());

            assertThat(eventually(() -> events.events("position"), seen -> !seen.isEmpty())
                            .get(0)
                            .data())
                    .startsWith("{\"fields\":[\"mover\",\"class\",\"timeMillis\",\"lat\",\"lon\"")
                    .contains("[\"" + COACH + "\",\"tour-coach\"," + NOON.toEpochMilli()
                            + ",38.98,117.7,61.2,92.0,null,null]");
            assertThat(eventually(() -> events.events("warning"), seen -> !seen.isEmpty())
                            .get(0)
                            .data())
                    .contains("\"warningId\":\"a1\"", "\"tier\":\"red\"");
            assertThat(eventually(() -> events.events("health"), seen -> !seen.isEmpty()))
                    .isNotEmpty();
            lastEventId = events.events("warning").get(0).id();
        }
        broker.send(
                ConsoleServer.WARNINGS_TOPIC, "b2", opened("b2", "blue", BOAT).toString());
        eventually(() -> get("/api/warnings"), found -> found.path("count").asInt() == 2);

        try (EventReader events = client.events(lastEventId)) {
            eventually(() -> events.events("warning"), seen -> !seen.isEmpty());

            assertThat(events.events().get(0).data()).isEqualTo("{\"resumed\":true}");
            assertThat(events.events("warning")).hasSize(1);
            assertThat(events.events("warning").get(0).data()).contains("\"warningId\":\"b2\"");
        }
        assertThat(eventually(() -> get("/api/health").at("/stream/clients").asInt(), clients -> clients == 0))
                .as("a page that went away is let go of")
                .isZero();
    }

    @Test
    void saysThatTheBrokerIsLostAndGoesOnWhenItIsBack() throws Exception {
        createTopics();
        startConsole("reading");
        broker.send(
                ConsoleServer.WARNINGS_TOPIC, "a1", opened("a1", "red", COACH).toString());
        eventually(() -> get("/api/warnings"), found -> found.path("count").asInt() == 1);

        broker.stop();
        JsonNode lost = eventually(
                () -> get("/api/health").path("feeds"),
                feeds -> feeds.at("/warnings/state").asText().equals("lost"));
        assertThat(lost.at("/warnings/lostReason").asText()).contains("no broker answers at " + broker.bootstrap());
        assertThat(get("/api/warnings").path("count").asInt())
                .as("what is known stays")
                .isEqualTo(1);

        broker.startAgain();
        broker.send(
                ConsoleServer.WARNINGS_TOPIC, "b2", opened("b2", "blue", BOAT).toString());
        broker.send(ConsoleServer.POSITIONS_TOPIC, COACH, position(COACH, NOON, 38.98));

        assertThat(eventually(
                                () -> get("/api/warnings"),
                                found -> found.path("count").asInt() == 2)
                        .path("count")
                        .asInt())
                .isEqualTo(2);
        assertThat(eventually(
                                () -> get("/api/positions"),
                                found -> found.path("count").asInt() == 1)
                        .path("count")
                        .asInt())
                .isEqualTo(1);
        assertThat(eventually(() -> get("/api/health").path("status").asText(), "ok"::equals))
                .isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/main.js",
                "/lib/ol.css",
                "/api/positions",
                "/api/ground",
                "/api/health",
                "/nothing",
                "/api/"
            })
    void sendsItsSecurityHeadersWithEveryAnswer(String path) throws Exception {
        startConsole("waiting-for-topic");

        HttpResponse<String> response = response(path);

        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http:", "https:", "*");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(response.headers().firstValue("Server")).isEmpty();
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void answersNothingButItsOwnPaths() throws Exception {
        startConsole("waiting-for-topic");

        for (String path :
                new String[] {"/lib/", "/api", "/page/main.js", "/lib/package.json", "/%2e%2e/log4j2.xml", "/log4j2.xml"
                }) {
            assertThat(response(path).statusCode()).as(path).isBetween(400, 404);
        }
        assertThat(client.send("POST", "/api/warnings", RecordFields.JSON.createObjectNode())
                        .statusCode())
                .isEqualTo(405);
        assertThat(statusLine("GET /api/health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .as("a foreign name for the loopback address")
                .startsWith("HTTP/1.1 421");
        assertThat(statusLine("GET /main.js HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    private void startConsole(String state) throws Exception {
        console = TestConsole.start(broker.bootstrap(), directory);
        client = console.admin();
        JsonNode feeds = eventually(
                () -> get("/api/health").path("feeds"),
                seen -> seen.at("/positions/state").asText().equals(state)
                        && seen.at("/warnings/state").asText().equals(state));
        assertThat(feeds.findValuesAsText("state")).containsOnly(state);
    }

    private void createTopics() throws Exception {
        broker.createTopic(ConsoleServer.POSITIONS_TOPIC);
        broker.createTopic(ConsoleServer.WARNINGS_TOPIC);
    }

    private String ids(String query) throws Exception {
        ObjectNode found = (ObjectNode) get("/api/warnings" + query);
        return RecordFields.JSON.writeValueAsString(found.path("warnings").findValuesAsText("warningId"));
    }

    private JsonNode get(String path) throws Exception {
        return client.get(path);
    }

    private HttpResponse<String> response(String path) throws Exception {
        return client.response(path);
    }

    private String statusLine(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", console.server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().orElse("");
        }
    }

    private static String position(String mover, Instant time, double lat) {
        return SampleRecords.position(
                mover, mover.equals(BOAT) ? "fishing" : "tour-coach", time, lat, 117.70, 61.2, 92);
    }

    private static ObjectNode opened(String id, String tier, String mover) {
        return SampleRecords.opened(id, "coach-night-run", "night-run", tier, mover, NOON);
    }
}
