package io.vigil.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.console.access.OidcIssuer;
import io.vigil.console.record.RecordFields;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users of another house come in by a real issuer over real HTTP, with what it says they may, and nobody else does. */
class ConsoleOidcITCase {
    /** Kafka is not needed for logging in; the console goes on without. */
    private static final String NO_BROKER = "127.0.0.1:1";

    @TempDir
    private Path folder;

    private String console = "";

    @Test
    void aUserOfTheIssuerHasTheRolesAndJurisdictionsItSays() throws Exception {
        try (TestIssuer issuer = new TestIssuer(false);
                TestConsole server = start(issuer)) {
            issuer.nextUser(Map.of(
                    "preferred_username",
                    "admin",
                    "name",
                    "李值班",
                    "vigil_roles",
                    List.of("operator", "king"),
                    "vigil_jurisdictions",
                    List.of("120116")));
            HttpClient browser = browser();

            assertThat(get(browser, "/api/oidc").body()).isEqualTo("{\"offered\":true}");
            assertThat(logIn(browser).statusCode()).isEqualTo(200);

            JsonNode me = RecordFields.JSON.readTree(get(browser, "/api/me").body());
            assertThat(me.path("name").asText()).as("not our own admin").isEqualTo("sso.admin");
            assertThat(me.path("displayName").asText()).isEqualTo("李值班");
            assertThat(me.path("roles")).hasSize(1).allMatch(role -> role.asText()
                    .equals("operator"));
            assertThat(me.path("codes")).allMatch(code -> code.asText().equals("120116"));
            assertThat(me.path("everywhere").asBoolean()).isFalse();
            assertThat(get(browser, "/api/users").statusCode()).isEqualTo(403);
            assertThat(server.admin().get("/api/audit").toString()).contains("sso.admin", "by the issuer");
        }
    }

    @Test
    void nobodyComesInWithoutARoleOrByAnotherBrowserOrTwice() throws Exception {
        try (TestIssuer issuer = new TestIssuer(false);
                TestConsole server = start(issuer)) {
            issuer.nextUser(Map.of("preferred_username", "wang", "vigil_jurisdictions", List.of("*")));
            assertThat(logIn(browser()).statusCode()).as("no role").isEqualTo(401);

            issuer.nextUser(Map.of("preferred_username", "wang", "vigil_roles", List.of("viewer")));
            HttpClient one = browser();
            URI back = callback(one);
            assertThat(get(browser(), relative(back)).statusCode())
                    .as("another browser")
                    .isEqualTo(403);
            assertThat(get(one, relative(back)).statusCode()).isEqualTo(200);
            assertThat(get(one, relative(back)).statusCode()).as("twice").isEqualTo(403);

            HttpClient other = browser();
            String wrong = relative(callback(other)).replaceAll("state=[^&]+", "state=forged");
            assertThat(get(other, wrong).statusCode()).as("a forged state").isEqualTo(401);
            assertThat(server.admin().get("/api/audit").toString()).contains("login-refused");
        }
    }

    @Test
    void aTokenOfAnotherKeyLetsNobodyIn() throws Exception {
        try (TestIssuer issuer = new TestIssuer(true);
                TestConsole server = start(issuer)) {
            issuer.nextUser(Map.of("preferred_username", "wang", "vigil_roles", List.of("admin")));

            assertThat(logIn(browser()).statusCode()).isEqualTo(401);
            assertThat(server.admin().get("/api/users").toString()).doesNotContain("sso.wang");
        }
    }

    @Test
    void withoutAnIssuerItIsNotOffered() throws Exception {
        try (TestConsole server = TestConsole.start(TestConsole.settings(NO_BROKER, folder), TestConsole.world())) {
            console = "http://localhost:" + server.server.port();

            assertThat(get(browser(), "/api/oidc").body()).isEqualTo("{\"offered\":false}");
            assertThat(get(browser(), "/api/oidc/login").statusCode()).isEqualTo(404);
        }
    }

    private TestConsole start(TestIssuer issuer) throws Exception {
        // The callback names a host of the outside; the browser here is sent to the console's own port.
        OidcIssuer.Settings settings = new OidcIssuer.Settings(
                issuer.address(),
                TestIssuer.CLIENT,
                TestIssuer.SECRET,
                URI.create("http://console.test/api/oidc/callback"));
        TestConsole server = TestConsole.start(
                TestConsole.settings(NO_BROKER, folder)
                        .withDesk(new ConsoleSettings.Desk(60, 200, null, settings, Set.of())),
                TestConsole.world());
        console = "http://localhost:" + server.server.port();
        return server;
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    private HttpResponse<String> logIn(HttpClient browser) throws Exception {
        return get(browser, relative(callback(browser)));
    }

    /** Where the issuer sends the browser back to. */
    private URI callback(HttpClient browser) throws Exception {
        URI authorize = location(get(browser, "/api/oidc/login"));
        return location(browser.send(HttpRequest.newBuilder(authorize).build(), HttpResponse.BodyHandlers.ofString()));
    }

    private static URI location(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(302);
        return URI.create(response.headers().firstValue("Location").orElseThrow());
    }

    private static String relative(URI address) {
        return address.getRawPath() + '?' + address.getRawQuery();
    }

    private HttpResponse<String> get(HttpClient browser, String path) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(console + path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
