package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.jobs.embedded.EmbeddedKafka;
import io.vigil.json.DispositionJson;
import io.vigil.json.PositionJson;
import io.vigil.model.Disposition;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Vehicles under a live job whose rules, zones and registry come from topics. */
final class ControlWorld implements AutoCloseable {
    static final int VEHICLES = 12;
    static final int STEP_SECONDS = 10;
    static final String SPEED = "  - {id: speed, kind: overspeed, applies: mover.kind == \"vehicle\", tier: yellow,"
            + " params: {otherLimitKmh: %d, tolerance: 0.0, k: 1, m: 1, hold: PT10S}}\n";
    static final String ZONE =
            "  - {id: zone, kind: forbidden-zone, applies: mover.kind == \"vehicle\", tier: yellow, params: {hold: PT20S}}\n";
    static final String STATUS =
            "  - {id: status, kind: registry-status, applies: mover.kind == \"vehicle\", tier: yellow, params: {hold: PT20S}}\n";

    private static final ObjectMapper JSON = new ObjectMapper();

    final Topics topics;
    private final EmbeddedKafka kafka;
    private final Path folder;
    /** How far the vehicles of the job at hand have driven. */
    long sentSeconds;

    private ControlWorld(EmbeddedKafka kafka, Path folder) {
        this.kafka = kafka;
        this.folder = folder;
        topics = new Topics(kafka.bootstrap());
    }

    static ControlWorld start(Path folder) throws IOException {
        return new ControlWorld(EmbeddedKafka.start(folder.resolve("kafka")), folder);
    }

    @Override
    public void close() {
        topics.close();
        kafka.close();
    }

    void dispose(LiveConfig config, String warning, Disposition.Outcome outcome) throws IOException {
        JsonNode data = JSON.readTree(warning).path("data");
        MoverId mover = new MoverId(data.path("movers").get(0).asText());
        Disposition disposition = new Disposition(
                mover,
                Reports.START + 31_000,
                Reports.START + 31_000,
                data.path("warningId").asText(),
                "speed",
                outcome,
                "li",
                null);
        topics.send(config.topic("dispositions"), mover.text(), DispositionJson.toJson(disposition));
    }

    /** The newest message under a key, once it is as wanted. */
    JsonNode last(LiveConfig config, String topic, String key, Predicate<JsonNode> wanted) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        JsonNode last = JSON.nullNode();
        while (System.nanoTime() < end) {
            for (ConsumerRecord<String, byte[]> record : topics.read(config.topic(topic), 0)) {
                last = key.equals(record.key()) ? JSON.readTree(record.value()) : last;
            }
            if (!last.isNull() && wanted.test(last)) {
                return last;
            }
        }
        throw new AssertionError(topic + ' ' + key + " ends with " + last);
    }

    /** Every vehicle goes north, at 60 to 170 km/h, and so on for some reports more. */
    void drive(LiveConfig config, int reports) {
        for (int i = 0; i < reports; i++) {
            driveOnce(config);
            sentSeconds += STEP_SECONDS;
        }
        topics.read(config.topic("positions"), (int) (sentSeconds / STEP_SECONDS) * VEHICLES);
    }

    void driveOnce(LiveConfig config) {
        for (int vehicle = 0; vehicle < VEHICLES; vehicle++) {
            byte[] json = PositionJson.toJson(report(vehicle, sentSeconds));
            topics.send(config.topic("feed.position"), "vehicle:V" + vehicle, json);
        }
    }

    static PositionReport report(int vehicle, long seconds) {
        double speedMps = (60 + 10 * vehicle) / 3.6;
        PositionReport exact = PositionReport.at(
                        new MoverId("vehicle:V" + vehicle),
                        Reports.START + seconds * 1000,
                        38.5 + speedMps * seconds / 111_000,
                        117.6)
                .speedMps(speedMps)
                .courseDegrees(0)
                .source("position")
                .build();
        byte[] json = PositionJson.toJson(exact);
        // As it is after the way over the wire.
        return PositionJson.read(json, json.length);
    }

    static String zone(String id) {
        return "{\"type\":\"Feature\",\"properties\":{\"id\":\"" + id
                + "\",\"type\":\"forbidden\"},\"geometry\":{\"type\":"
                + "\"Polygon\",\"coordinates\":[[[117,38],[118,38],[118,40],[117,40],[117,38]]]}}";
    }

    /** What a plain runner finds that knew the whole log from the start. */
    List<String> golden(LiveConfig config) {
        SharedControl.Known known;
        try (SharedControl control = SharedControl.load(config.control().topics())) {
            known = control.upTo(Long.MAX_VALUE, Long.MIN_VALUE);
            MoverRunner runner = new MoverRunner(known.engines(), 1);
            runner.begin(known.state().version(), known.state().registry());
            Findings findings = new Findings();
            Map<Integer, MoverState> states = new HashMap<>();
            for (long seconds = 0; seconds < sentSeconds; seconds += STEP_SECONDS) {
                for (int vehicle = 0; vehicle < VEHICLES; vehicle++) {
                    MoverState state =
                            states.computeIfAbsent(vehicle, each -> runner.newState(new MoverId("vehicle:V" + each)));
                    runner.accept(state, report(vehicle, seconds), findings);
                }
            }
            states.values().forEach(state -> runner.advanceTo(state, state.newestSeen(), findings));
            return findings.transitions();
        }
    }

    List<String> warnings(LiveConfig config, int count) {
        List<String> lines = new ArrayList<>();
        // A record more than expected would show as well.
        for (String topic : List.of("warnings", "warnings.shadow")) {
            topics.read(config.topic(topic), 0)
                    .forEach(record -> lines.add(new String(record.value(), StandardCharsets.UTF_8)));
        }
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (lines.size() < count && System.nanoTime() < end) {
            lines.clear();
            for (String topic : List.of("warnings", "warnings.shadow")) {
                topics.read(config.topic(topic), 0)
                        .forEach(record -> lines.add(new String(record.value(), StandardCharsets.UTF_8)));
            }
        }
        return lines;
    }

    static List<String> reasons(List<String> lines) throws IOException {
        List<String> reasons = new ArrayList<>();
        for (String line : lines) {
            reasons.add(JSON.readTree(line).path("data").path("reason").asText());
        }
        return reasons;
    }

    JsonNode accepted(LiveConfig config, int count) throws IOException {
        List<JsonNode> accepted = status(config, count, "accepted");
        return accepted.get(count - 1);
    }

    List<JsonNode> status(LiveConfig config, int count, String... words) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (found.size() < count && System.nanoTime() < end) {
            found.clear();
            for (ConsumerRecord<String, byte[]> record : topics.read(config.topic("control.status"), 0)) {
                JsonNode json = JSON.readTree(record.value());
                if (List.of(words).contains(json.path("status").asText())) {
                    found.add(json);
                }
            }
        }
        assertThat(found).as("messages %s", List.of(words)).hasSizeGreaterThanOrEqualTo(count);
        return found;
    }

    void publish(LiveConfig config, String topic, String key, String value) {
        topics.send(config.topic(topic), key, value.isEmpty() ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    LiveConfig config(String name, int parallelism) {
        sentSeconds = 0;
        LiveConfig config = new LiveConfig(
                kafka.bootstrap(),
                name,
                name,
                Map.of(),
                EngineSpec.ofTopics(new EngineSpec.ControlTopics(kafka.bootstrap(), name, Map.of())),
                folder.resolve(name).resolve("checkpoints").toString(),
                Duration.ofMillis(300),
                LiveConfig.Backend.HEAP,
                parallelism,
                LiveConfig.Guarantee.AT_LEAST_ONCE,
                Duration.ZERO,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                null,
                LiveConfig.Start.EARLIEST,
                true);
        kafka.createTopics(LiveJob.feedTopics(config), 1);
        kafka.createTopics(
                List.of(
                        config.topic("warnings"),
                        config.topic("warnings.shadow"),
                        config.topic("permitted"),
                        config.topic("positions"),
                        config.topic("late"),
                        config.topic("dead"),
                        config.topic("control.status"),
                        config.topic("precision"),
                        config.topic("shadow.compare")),
                1);
        kafka.createCompactedTopics(List.of(config.topic("rules"), config.topic("zones"), config.topic("registry")));
        return config;
    }

    static void stop(JobClient job) throws Exception {
        job.cancel().get(30, TimeUnit.SECONDS);
        try {
            job.getJobExecutionResult().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException cancelled) {
            // A cancelled job has no result.
        }
    }
}
