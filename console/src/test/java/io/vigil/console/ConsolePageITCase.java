package io.vigil.console;

import static io.vigil.console.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.console.record.SampleRecords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, fed by a real broker. Without a Chromium on the path it is skipped, and on CI it fails. */
class ConsolePageITCase {
    private static final Instant NOON = Instant.parse("2026-09-12T04:00:00Z");
    private static final String COACH = "vehicle:津A12345|yellow";
    private static final String HOSTILE = "<img src=x onerror=window.hurt=1>";
    /** The middle of the sample's zones and routes, which is where the page looks at first. */
    private static final double MIDDLE_LAT = 38.965;

    private static final double MIDDLE_LON = 117.8175;

    private static final Optional<Path> BINARY = Chromium.find();
    private static final String MISSING = "no Chromium on the path, so the page was not looked at in a browser; install"
            + " one, such as the package chromium";

    @TempDir
    static Path brokerDirectory;

    @TempDir
    Path browserDirectory;

    private static KafkaBroker broker;
    private static TestConsole console;
    private Chromium page;

    @BeforeAll
    static void startBrokerAndConsole() throws Exception {
        if (BINARY.isEmpty() && System.getenv("CI") != null) {
            throw new AssertionError(MISSING);
        }
        if (BINARY.isEmpty()) {
            return; // each test says so
        }
        broker = KafkaBroker.start(brokerDirectory);
        broker.createTopic(ConsoleServer.POSITIONS_TOPIC);
        broker.createTopic(ConsoleServer.WARNINGS_TOPIC);
        console = TestConsole.start(broker.bootstrap(), brokerDirectory);
        eventually(() -> console.server.health().isWell(), well -> well);
    }

    @AfterAll
    static void stopBrokerAndConsole() {
        if (console != null) {
            console.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    @BeforeEach
    void openPage() throws Exception {
        Assumptions.assumeTrue(BINARY.isPresent(), MISSING);
        page = Chromium.start(BINARY.orElseThrow(), browserDirectory);
        page.setCookie("http://localhost:" + console.server.port(), console.admin().cookie);
        page.open("http://localhost:" + console.server.port() + "/");
        JsonNode ready =
                eventually(() -> page.evaluate("document.documentElement?.dataset.ready ?? ''"), value -> value.asText()
                        .equals("true"));
        assertThat(ready.asText())
                .as("the page is ready; complaints: %s", page.complaints())
                .isEqualTo("true");
    }

    @AfterEach
    void closePage() throws Exception {
        if (page != null) {
            page.close();
        }
    }

    @Test
    void showsWarningsAsTheyComeInChineseAndInEnglish() throws Exception {
        ObjectNode warning = SampleRecords.opened("aa01", "coach-night-run", "night-run", "yellow", COACH, NOON);
        broker.send(ConsoleServer.WARNINGS_TOPIC, "aa01", warning.toString());

        assertThat(eventually(this::rows, text -> text.contains("客车凌晨仍在行驶") && text.contains("违规运营")))
                .contains("黄", "凌晨2至5时违规运营", "coach-night-run", "津A12345 (黄牌)", "12:00:00", "客车凌晨仍在行驶")
                .doesNotContain("Coach still running");
        assertThat(eventually(() -> page.text(".tier.yellow"), text -> text.contains("1")))
                .contains("黄", "1");

        page.click("#language");

        assertThat(eventually(this::rows, text -> text.contains("Coach still running at night")))
                .contains("YELLOW", "Coach running at night", "津A12345 (yellow plate)")
                .doesNotContain("客车凌晨仍在行驶");

        page.open("http://localhost:" + console.server.port() + "/");

        assertThat(eventually(this::rows, text -> text.contains("Coach still running at night")))
                .as("the language is remembered")
                .contains("Coach still running at night");
        assertNothingWentWrong();
    }

    @Test
    void tellsWhyAndWhatHappenedSince() throws Exception {
        ObjectNode opened = SampleRecords.opened("bb02", "coach-night-run", "night-run", "orange", COACH, NOON);
        ObjectNode escalated = SampleRecords.next(opened, "escalated", "red", "open", NOON.plusSeconds(600));
        broker.send(ConsoleServer.WARNINGS_TOPIC, "bb02", opened.toString(), escalated.toString());
        page.await("document.querySelector('.row.red [data-warning=bb02]')");

        page.click("[data-warning=bb02]");

        assertThat(eventually(() -> page.text("#detail"), text -> text.contains("升级")))
                .contains("测得", "连续行驶", "5分", "门限", "规则参数", "02:00", "首次证据", "58 km/h", "最近证据", "触发", "升级")
                .contains("2026-09-12 12:10:00", "38.98000°N 117.70000°E");

        page.press("Escape");

        assertThat(eventually(() -> page.text("#detail"), String::isEmpty)).isEmpty();
        assertNothingWentWrong();
    }

    @Test
    void showsMoversAndZonesOnTheMap() throws Exception {
        broker.send(
                ConsoleServer.POSITIONS_TOPIC,
                COACH,
                SampleRecords.position(COACH, "tour-coach", NOON, MIDDLE_LAT, MIDDLE_LON, 61.2, 92));
        eventually(() -> page.text("#strip"), text -> text.contains("12:00:00"));

        assertThat(eventually(() -> tipAt(0.5, 0.5), text -> text.contains("津A12345")))
                .contains("津A12345 (黄牌)", "61 km/h", "092°", "12:00:00");
        assertThat(eventually(() -> tipAt(0.78, 0.35), text -> text.contains("伏季休渔区")))
                .as("where the closed area of the sample lies")
                .contains("伏季休渔区", "禁渔区");
        assertNothingWentWrong();
    }

    @Test
    void readsNoTextAsMarkup() throws Exception {
        ObjectNode warning =
                SampleRecords.opened("cc03", "overspeed", HOSTILE, "red", "vehicle:" + HOSTILE + "|yellow", NOON);
        ObjectNode data = (ObjectNode) warning.path("data");
        data.put("zone", HOSTILE).put("reason", HOSTILE);
        ((ObjectNode) data.path("message")).put("zh", "超速 " + HOSTILE).put("en", HOSTILE);
        ((ObjectNode) data.path("explain").path("measured")).put(HOSTILE, HOSTILE);
        broker.send(ConsoleServer.WARNINGS_TOPIC, "cc03", warning.toString());
        eventually(this::rows, text -> text.contains("超速 <img"));

        page.click("[data-warning=cc03]");

        assertThat(eventually(() -> page.text("#detail"), text -> text.contains(HOSTILE)))
                .contains("超速 " + HOSTILE);
        assertThat(page.evaluate("document.querySelectorAll('img').length + (window.hurt ?? 0)")
                        .asInt())
                .isZero();
        assertNothingWentWrong();
    }

    @Test
    void narrowsTheQueueByTextAndTierAndIsWorkedByKeys() throws Exception {
        broker.send(
                ConsoleServer.WARNINGS_TOPIC,
                "ff06",
                SampleRecords.opened("ff06", "going-dark", "going-dark", "red", "vessel:412000666", NOON)
                        .toString());
        broker.send(
                ConsoleServer.WARNINGS_TOPIC,
                "ff07",
                SampleRecords.opened("ff07", "going-dark", "going-dark", "blue", "vessel:412000777", NOON)
                        .toString());
        eventually(() -> page.text("[data-warning=ff07]"), text -> !text.isEmpty());

        page.evaluate("(box => {box.value = '412000'; box.dispatchEvent(new Event('input'))})"
                + "(document.getElementById('search'))");
        assertThat(shownIds()).isEqualTo("ff06,ff07");

        page.click(".tier-filter.red");
        assertThat(shownIds()).isEqualTo("ff07");
        page.click(".tier-filter.red");

        page.press("j");
        page.press("j");
        assertThat(page.evaluate("document.activeElement.dataset.warning").asText())
                .isEqualTo("ff07");
        assertNothingWentWrong();
    }

    @Test
    void movesNothingUnderTheCursor() throws Exception {
        ObjectNode first = SampleRecords.opened("dd04", "overspeed", "overspeed", "blue", COACH, NOON.plusSeconds(1));
        broker.send(ConsoleServer.WARNINGS_TOPIC, "dd04", first.toString());
        eventually(() -> page.text("[data-warning=dd04]"), text -> !text.isEmpty());
        JsonNode box = page.evaluate("document.getElementById('rows').getBoundingClientRect().toJSON()");
        page.moveMouse(box.path("x").asDouble() + 50, box.path("y").asDouble() + 50);
        String before = rows();

        ObjectNode urgent = SampleRecords.opened("ee05", "overspeed", "overspeed", "red", COACH, NOON.plusSeconds(2));
        broker.send(ConsoleServer.WARNINGS_TOPIC, "ee05", urgent.toString());

        assertThat(eventually(() -> page.text("#held"), text -> text.contains("1")))
                .contains("1 条新变化");
        assertThat(rows()).as("the rows, without their ages").isEqualTo(before);

        page.moveMouse(10, 10);

        assertThat(eventually(() -> page.text("[data-warning=ee05]"), text -> !text.isEmpty()))
                .contains("超速");
        assertThat(page.text("#held")).isEmpty();
        assertNothingWentWrong();
    }

    @Test
    void saysThatTheConnectionIsLostAndGoesOnWhenTheServerIsBack() throws Exception {
        ConsoleSettings settings = TestConsole.settings(broker.bootstrap(), browserDirectory);
        TestConsole other = TestConsole.start(settings, TestConsole.world());
        int port = other.server.port();
        page.setCookie("http://localhost:" + port, other.admin().cookie);
        page.open("http://localhost:" + port + "/");
        eventually(() -> page.text("#strip"), text -> text.contains("数据正常") || text.contains("等待数据"));
        assertThat(page.text("#banner")).isEmpty();

        other.close();

        assertThat(eventually(() -> page.text("#banner"), text -> !text.isEmpty()))
                .contains("与服务器的连接已中断");

        try (TestConsole again = TestConsole.start(settings.withPort(port), TestConsole.world())) {
            assertThat(eventually(() -> page.text("#banner"), String::isEmpty)).isEmpty();
            assertThat(eventually(() -> again.server.health().isWell(), well -> well))
                    .isTrue();
        }
    }

    private String rows() {
        return page.text("#rows");
    }

    private String shownIds() {
        return page.evaluate("[...document.querySelectorAll('[data-warning]')].map(row => row.dataset.warning).join()")
                .asText();
    }

    private String tipAt(double shareOfWidth, double shareOfHeight) {
        JsonNode box = page.evaluate("document.getElementById('map').getBoundingClientRect().toJSON()");
        page.moveMouse(
                box.path("x").asDouble() + shareOfWidth * box.path("width").asDouble(),
                box.path("y").asDouble() + shareOfHeight * box.path("height").asDouble());
        return page.text("#tip");
    }

    private void assertNothingWentWrong() throws Exception {
        Path target = Files.createDirectories(Path.of("target", "screenshots"));
        page.screenshot(target.resolve("console-page.png"));
        assertThat(page.complaints()).isEmpty();
        assertThat(page.requests())
                .isNotEmpty()
                .allMatch(address -> address.startsWith("http://localhost:" + console.server.port() + "/")
                        || address.startsWith("data:")
                        || address.startsWith("blob:"));
    }
}
