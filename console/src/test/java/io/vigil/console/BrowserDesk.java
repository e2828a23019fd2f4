package io.vigil.console;

import static io.vigil.console.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A browser somebody is logged in with; without a browser the test is skipped, on CI it fails. */
final class BrowserDesk implements AutoCloseable {
    private final Chromium page;
    private final String address;

    private BrowserDesk(Chromium page, String address) {
        this.page = page;
        this.address = address;
    }

    /** Starts a browser with its files in that folder and a session of that client. */
    static BrowserDesk start(TestConsole console, TestConsole.Client client, Path folder) throws Exception {
        Optional<Path> binary = Chromium.find();
        if (binary.isEmpty()) {
            assertThat(System.getenv("CI")).as("on CI there must be a Chromium").isNull();
        }
        Assumptions.assumeTrue(binary.isPresent(), "no Chromium on the path");
        String address = "http://localhost:" + console.server.port();
        Chromium page = Chromium.start(binary.orElseThrow(), folder);
        page.setCookie(address, client.cookie);
        return new BrowserDesk(page, address);
    }

    Chromium page() {
        return page;
    }

    /** Opens a page and waits until it is ready. */
    void enter(String path) throws Exception {
        page.open(address + path);
        JsonNode ready =
                eventually(() -> page.evaluate("document.documentElement?.dataset.ready ?? ''"), value -> value.asText()
                        .equals("true"));
        assertThat(ready.asText())
                .as("%s is ready; %s", path, page.complaints())
                .isEqualTo("true");
    }

    @Override
    public void close() throws Exception {
        page.close();
    }
}
