package io.vigil.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.evaluate.RevisionSettings;
import io.vigil.jobs.EngineSpec;
import io.vigil.jobs.LiveConfig;
import io.vigil.jobs.LiveJob;
import io.vigil.jobs.embedded.EmbeddedKafka;
import io.vigil.json.PositionJson;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the mouse to the warning, with nothing left out: a zone that is drawn on the console's page, in a browser, reaches the
 * live job through Kafka, and what it warns of comes back to the desk's page.
 */
class DrawnZoneITCase {
    private static final long START = Instant.parse("2026-09-12T04:00:00Z").toEpochMilli();
    private static final MoverId TRUCK = new MoverId("vehicle:津C12345|yellow");
    private static final String RULES =
            """
            rules:
              - id: drawn
                kind: forbidden-zone
                applies: mover.kind == "vehicle"
                tier: orange
                params: {hold: PT20S}
            """;
    private static final int MOST_REPORTS = 600;

    @TempDir
    private Path folder;

    @Test
    void aZoneDrawnOnThePageGivesAWarningOnTheDesk() throws Exception {
        String classPath = consoleClassPath();
        assumeTrue(!classPath.isEmpty(), "no console is built beside this module: mvn -pl console -am package");
        assumeTrue(hasBrowser(), "no Chromium on the path");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"));
                KafkaProducer<String, byte[]> producer = producer(kafka.bootstrap())) {
            LiveConfig config = config(kafka.bootstrap());
            createTopics(kafka, config);
            producer.send(new ProducerRecord<>(config.topic("rules"), "live", RULES.getBytes(StandardCharsets.UTF_8)))
                    .get();
            JobClient job = LiveJob.start(config);
            try (ConsoleProcess console =
                            ConsoleProcess.start(classPath, kafka.bootstrap(), folder.resolve("console"));
                    HeadlessPage page = HeadlessPage.start(folder.resolve("browser"))) {
                int reports = drive(producer, config, 0, 5);
                draw(page, console);
                assertThat(accepted(page)).isTrue();

                page.open(console.address(), console.cookie());
                page.await("document.documentElement?.dataset.ready");
                String row = "[...document.querySelectorAll('[data-warning]')].some((row) =>"
                        + " row.innerText.includes('津C12345') && row.innerText.includes('画出的禁行区'))";
                while (!page.evaluate(row).asBoolean() && reports < MOST_REPORTS) {
                    reports = drive(producer, config, reports, 1);
                }
                assertThat(page.evaluate(row).asBoolean())
                        .as("a warning of the drawn zone after %d reports", reports)
                        .isTrue();
            } finally {
                end(job);
            }
        }
    }

    private static void draw(HeadlessPage page, ConsoleProcess console) throws Exception {
        page.open(console.address() + "/zones.html", console.cookie());
        page.await("document.documentElement?.dataset.ready");
        page.click("#draw-polygon");
        JsonNode box = page.evaluate("document.getElementById('map').getBoundingClientRect().toJSON()");
        double x = box.path("x").asDouble() + box.path("width").asDouble() / 2;
        double y = box.path("y").asDouble() + box.path("height").asDouble() / 2;
        page.clickAt(x - 150, y - 120, 1);
        page.clickAt(x + 150, y - 120, 1);
        page.clickAt(x + 150, y + 120, 1);
        page.clickAt(x - 150, y + 120, 2);
        page.await("document.getElementById('zone-name')");
        page.type("#zone-id", "drawn-1");
        page.type("#zone-name", "画出的禁行区");
        page.click("#zone-publish");
        page.await("document.getElementById('told')?.textContent === '已发布'");
    }

    /** Whether the engine says on the rules page that it took the zone. */
    private static boolean accepted(HeadlessPage page) throws Exception {
        page.evaluate("fetch('api/control/status').then((answer) => answer.text())"
                + ".then((text) => (window.told = text))");
        page.await("window.told?.includes('accepted') || (fetch('api/control/status').then((answer) => answer.text())"
                + ".then((text) => (window.told = text)), false)");
        return page.evaluate("window.told.includes('drawn-1')").asBoolean();
    }

    /** A truck goes round in the middle of the map, one report in ten seconds. */
    private static int drive(KafkaProducer<String, byte[]> producer, LiveConfig config, int from, int count)
            throws ExecutionException, InterruptedException {
        for (int report = from; report < from + count; report++) {
            PositionReport position = PositionReport.at(
                            TRUCK, START + report * 10_000L, 38.9 + 0.01 * Math.sin(report / 20.0), 117.7)
                    .speedMps(10)
                    .courseDegrees(0)
                    .build();
            producer.send(new ProducerRecord<>(
                            config.topic("feed.position"), TRUCK.text(), PositionJson.toJson(position)))
                    .get();
        }
        return from + count;
    }

    private LiveConfig config(String bootstrap) {
        return new LiveConfig(
                bootstrap,
                "vigil",
                "vigil-drawn",
                Map.of(),
                EngineSpec.ofTopics(new EngineSpec.ControlTopics(bootstrap, "vigil", Map.of())),
                folder.resolve("checkpoints").toString(),
                Duration.ofSeconds(5),
                LiveConfig.Backend.HEAP,
                1,
                LiveConfig.Guarantee.AT_LEAST_ONCE,
                Duration.ZERO,
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                RevisionSettings.DEFAULT,
                LiveConfig.Start.EARLIEST,
                false);
    }

    private static void createTopics(EmbeddedKafka kafka, LiveConfig config) {
        kafka.createTopics(LiveJob.feedTopics(config), 1);
        kafka.createTopics(
                Stream.of(
                                "warnings",
                                "warnings.shadow",
                                "permitted",
                                "system",
                                "late",
                                "dead",
                                "precision",
                                "shadow.compare",
                                "dispositions",
                                "control.status")
                        .map(config::topic)
                        .toList(),
                1);
        kafka.createCompactedTopics(
                Stream.of("positions", "warnings.state", "orders.status", "rules", "zones", "routes", "registry")
                        .map(config::topic)
                        .toList());
    }

    private static KafkaProducer<String, byte[]> producer(String bootstrap) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer());
    }

    /** The console as the build leaves it beside this module: it must not be on this module's own class path. */
    private static String consoleClassPath() throws IOException {
        String given = System.getProperty("vigil.console.classpath", "");
        Path built = Path.of("../console/target");
        if (!given.isEmpty() || !Files.exists(built.resolve("classpath.txt"))) {
            if (given.isEmpty()) {
                assertThat(System.getenv("CI")).as("on CI a console is built").isNull();
            }
            return given;
        }
        return built.resolve("classes") + File.pathSeparator + Files.readString(built.resolve("classpath.txt"));
    }

    private static boolean hasBrowser() {
        boolean has = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(path -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(path, name)))
                .anyMatch(Files::isExecutable);
        if (!has) {
            assertThat(System.getenv("CI")).as("on CI there must be a Chromium").isNull();
        }
        return has;
    }

    private static void end(JobClient job) throws InterruptedException {
        try {
            job.cancel().get();
            job.getJobExecutionResult().get();
        } catch (ExecutionException cancelled) {
            // A cancelled job has no result; what matters is that it is gone.
        }
    }
}
