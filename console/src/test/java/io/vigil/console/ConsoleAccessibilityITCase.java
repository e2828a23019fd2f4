package io.vigil.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.console.record.SampleRecords;
import io.vigil.console.world.MoverCards;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** axe-core finds nothing serious on any page, in either language, with an open warning and its detail on the desk. */
class ConsoleAccessibilityITCase {
    private static final Instant NOON = Instant.parse("2026-09-12T04:00:00Z");
    private static final String COACH = "vehicle:津A12345|yellow";
    private static final List<String> PAGES = List.of(
            "/",
            "/statistics.html",
            "/shift.html",
            "/orders.html",
            "/zones.html",
            "/rules.html",
            "/admin.html",
            "/wall",
            "/login.html");

    @TempDir
    private Path folder;

    @Test
    void noPageHasASeriousViolationInEitherLanguage() throws Exception {
        KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"));
        broker.createTopic("vigil.positions");
        broker.createTopic("vigil.warnings");
        String rules = "rules:\n  - {id: night, kind: night-run, tier: yellow, applies: 'mover.kind == \"vehicle\"'}\n";
        try (TestConsole console = TestConsole.start(
                        TestConsole.settings(broker.bootstrap(), folder),
                        new ConsoleServer.World(ConsoleSample.layers(), MoverCards.read(null), rules));
                BrowserDesk desk = BrowserDesk.start(console, console.admin(), folder.resolve("browser"))) {
            broker.send(
                    ConsoleServer.POSITIONS_TOPIC,
                    COACH,
                    SampleRecords.position(COACH, "tour-coach", NOON, 38.98, 117.7, 62, 90));
            for (String tier : List.of("red", "orange", "yellow", "blue")) {
                broker.send(
                        ConsoleServer.WARNINGS_TOPIC,
                        tier,
                        SampleRecords.opened("a11e" + tier, "night", "night-run", tier, COACH, NOON)
                                .toString());
            }
            List<String> found = new ArrayList<>();
            desk.enter("/"); // what a page remembers belongs to an address
            for (String language : List.of("zh", "en")) {
                for (String path : PAGES) {
                    found.addAll(violations(desk, path, language));
                }
            }

            assertThat(found).isEmpty();
        } finally {
            broker.close();
        }
    }

    private static List<String> violations(BrowserDesk desk, String path, String language) throws Exception {
        Chromium page = desk.page();
        page.evaluate("localStorage.setItem('vigil.language', '" + language + "')");
        desk.enter(path);
        if (path.equals("/")) {
            page.await("document.querySelectorAll('[data-warning]').length === 4");
            page.click("[data-warning]");
            page.await("document.querySelector('#detail h2')");
        }
        if (path.equals("/rules.html")) {
            page.click("[data-rule=night]");
            page.await("document.getElementById('param-moveSpeedKmh')");
        }
        page.evaluate(axe());
        page.evaluate("axe.run({resultTypes: ['violations']}).then((result) => (window.found = result.violations), "
                + "(failure) => (window.found = [{impact: 'critical', id: String(failure), nodes: []}]))");
        page.await("window.found");
        List<String> serious = new ArrayList<>();
        for (JsonNode violation : page.evaluate(
                "window.found.map(({id, impact, nodes}) => ({id, impact,"
                        + " where: nodes.map((node) => node.target.join(' ') + ' ' + (node.any[0]?.message ?? '')).join(' | ')}))")) {
            if (List.of("serious", "critical").contains(violation.path("impact").asText())) {
                serious.add(path + ' ' + language + ": " + violation.path("id").asText() + ' '
                        + violation.path("where").asText());
            }
        }
        return serious;
    }

    private static String axe() throws Exception {
        try (InputStream in = ConsoleAccessibilityITCase.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8)
                    + ";true";
        }
    }
}
