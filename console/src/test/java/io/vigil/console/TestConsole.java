package io.vigil.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.console.record.RecordFields;
import io.vigil.console.track.TrackStore;
import io.vigil.console.world.MoverCards;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A console with a database of its own, and the first user of it. */
public final class TestConsole implements AutoCloseable {
    private static final int TRACK_HOURS = 24;
    private static final long TRACK_BYTES = 100L << 20;

    final ConsoleServer server;
    final ConsoleSettings settings;
    final String password;

    private TestConsole(ConsoleServer server, ConsoleSettings settings, String password) {
        this.server = server;
        this.settings = settings;
        this.password = password;
    }

    static TestConsole start(String bootstrap, Path folder) throws Exception {
        return start(settings(bootstrap, folder), world());
    }

    static TestConsole start(ConsoleSettings settings, ConsoleServer.World world) {
        ConsoleServer server = ConsoleServer.start(settings, world);
        return new TestConsole(server, settings, server.addFirstUser(false).orElse(""));
    }

    /** The sample's zones and routes, no registry, no rules. */
    static ConsoleServer.World world() throws Exception {
        return new ConsoleServer.World(ConsoleSample.layers(), MoverCards.read(null), "");
    }

    static ConsoleSettings settings(String bootstrap, Path folder) {
        return new ConsoleSettings(
                bootstrap,
                "127.0.0.1",
                0,
                false,
                TestDatabase.create(),
                folder.resolve("tracks"),
                new TrackStore.Keep(TRACK_HOURS, TRACK_BYTES),
                ConsoleSettings.Out.NOBODY,
                ConsoleSettings.Desk.PLAIN);
    }

    /** The first user, logged in. */
    Client admin() throws Exception {
        return login(ConsoleServer.FIRST_USER, password);
    }

    /** Somebody, logged in. */
    Client login(String name, String withPassword) throws Exception {
        Client client = new Client("http://localhost:" + server.port());
        client.login(name, withPassword);
        return client;
    }

    /** Somebody who is not. */
    Client nobody() {
        return new Client("http://localhost:" + server.port());
    }

    /** Adds a user with a password he chose himself, and logs him in. */
    Client added(Client admin, String name, String roles, String codes) throws Exception {
        ObjectNode body = RecordFields.JSON.createObjectNode();
        body.put("displayName", name).put("newPassword", true).put("everywhere", codes.equals("*"));
        for (String role : roles.split(",")) {
            body.withArray("roles").add(role);
        }
        body.putArray("codes");
        if (!codes.equals("*")) {
            body.withArray("codes").add(codes);
        }
        JsonNode told = RecordFields.JSON.readTree(
                admin.send("PUT", "/api/users/" + name, body).body());
        Client client = login(name, told.path("password").asText());
        String chosen = name + "-chose-this-himself";
        ObjectNode change = RecordFields.JSON.createObjectNode();
        change.put("password", told.path("password").asText()).put("next", chosen);
        if (client.send("POST", "/api/password", change).statusCode() != 204) {
            throw new IllegalStateException("the password of " + name + " was not changed");
        }
        return login(name, chosen);
    }

    @Override
    public void close() {
        server.close();
    }

    /** A browser without a window. */
    static final class Client {
        private final HttpClient http = HttpClient.newHttpClient();
        private final String origin;
        String cookie = "";
        String csrf = "";

        Client(String origin) {
            this.origin = origin;
        }

        HttpResponse<String> login(String name, String password) throws Exception {
            csrf = "none";
            ObjectNode body =
                    RecordFields.JSON.createObjectNode().put("name", name).put("password", password);
            HttpResponse<String> response = send("POST", "/api/login", body);
            cookie = response.headers()
                    .firstValue("Set-Cookie")
                    .map(text -> text.substring(0, text.indexOf(';')))
                    .orElse("");
            csrf = RecordFields.JSON.readTree(response.body()).path("csrf").asText();
            return response;
        }

        JsonNode get(String path) throws Exception {
            return RecordFields.JSON.readTree(response(path).body());
        }

        HttpResponse<String> response(String path) throws Exception {
            return send("GET", path, null);
        }

        HttpResponse<String> send(String method, String path, @Nullable JsonNode body) throws Exception {
            return http.send(request(method, path, body), HttpResponse.BodyHandlers.ofString());
        }

        byte[] bytes(String path) throws Exception {
            return http.send(request("GET", path, null), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        }

        EventReader events(@Nullable String lastEventId) throws IOException, InterruptedException {
            return new EventReader(http, URI.create(origin + "/api/stream"), cookie, lastEventId);
        }

        private HttpRequest request(String method, String path, @Nullable JsonNode body) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path));
            if (!cookie.isEmpty()) {
                request.header("Cookie", cookie);
            }
            if (!csrf.isEmpty()) {
                request.header(Api.CSRF_HEADER, csrf);
            }
            return request.method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body.toString()))
                    .build();
        }
    }
}
