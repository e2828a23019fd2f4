package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.jobs.embedded.EmbeddedKafka;
import io.vigil.json.DispositionJson;
import io.vigil.json.PositionJson;
import io.vigil.json.Rfc3339;
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
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules, zones and registry that change while the live job runs, on a real mini cluster against a real broker. */
class LiveControlITCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VEHICLES = 12;
    private static final int STEP_SECONDS = 10;
    private static final String SPEED =
            "  - {id: speed, kind: overspeed, applies: mover.kind == \"vehicle\", tier: yellow,"
                    + " params: {otherLimitKmh: %d, tolerance: 0.0, k: 1, m: 1, hold: PT10S}}\n";
    private static final String ZONE =
            "  - {id: zone, kind: forbidden-zone, applies: mover.kind == \"vehicle\", tier: yellow, params: {hold: PT20S}}\n";
    private static final String STATUS =
            "  - {id: status, kind: registry-status, applies: mover.kind == \"vehicle\", tier: yellow, params: {hold: PT20S}}\n";

    @TempDir
    private static Path folder;

    private static EmbeddedKafka kafka;
    private static Topics topics;

    private long sentSeconds;

    @BeforeAll
    static void startKafka() throws IOException {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        topics = new Topics(kafka.bootstrap());
    }

    @AfterAll
    static void stopKafka() {
        topics.close();
        kafka.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void changesOfRulesZonesAndRegistryTakeEffectAtTheirEventTimeForEveryMover(int parallelism) throws Exception {
        LiveConfig config = config("change-" + parallelism, parallelism);
        publish(config, "rules", "live", "rules:\n" + SPEED.formatted(130) + ZONE + STATUS);
        JobClient job = LiveJob.start(config);
        try {
            drive(config, 6);
            publish(config, "rules", "live", "rules:\n" + SPEED.formatted(80) + ZONE + STATUS);
            JsonNode first = accepted(config, 1);
            assertThat(first.path("rules").path("changed").get(0).asText()).isEqualTo("live/speed");
            assertThat(Rfc3339.parse(
                            first.path("completeFrom").path("live/speed").asText()))
                    .as("after the hold time")
                    .isEqualTo(Rfc3339.parse(first.path("effectiveFrom").asText()) + 10_000);
            drive(config, 6);
            publish(config, "zones", "z", zone("z"));
            publish(config, "registry", "vehicle:V3", "{\"mover\":\"vehicle:V3\",\"status\":[\"wanted\"]}");
            accepted(config, 2);
            drive(config, 12);
            publish(config, "rules", "live", "rules:\n" + ZONE + STATUS);
            accepted(config, 3);
            drive(config, 3);
            publish(config, "zones", "z", "");
            accepted(config, 4);
            drive(config, 8);
            List<String> golden = golden(config);

            List<String> live = warnings(config, golden.size());
            assertThat(live).containsExactlyInAnyOrderElementsOf(golden);
            assertThat(reasons(live)).contains("rule-removed", "zone-removed");
            assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        } finally {
            stop(job);
        }
    }

    @Test
    void aRejectedChangeIsToldWithEveryFaultAndWhatRunsGoesOn() throws Exception {
        LiveConfig config = config("reject", 2);
        publish(config, "rules", "live", "rules:\n" + SPEED.formatted(130));
        JobClient job = LiveJob.start(config);
        try {
            drive(config, 4);
            publish(config, "rules", "live", "rules: [{id: a, kind: nonsense}, {id: b, kind: overspeed, tier: mauve}]");
            publish(config, "zones", "broken", "{\"type\":\"Feature\"");
            publish(config, "zones", "good", zone("good"));

            List<JsonNode> status = status(config, 3, "accepted", "rejected");
            assertThat(status)
                    .filteredOn(each -> each.path("status").asText().equals("rejected"))
                    .hasSize(2);
            JsonNode rules = status.stream()
                    .filter(each -> each.toString().contains("nonsense"))
                    .findFirst()
                    .orElseThrow();
            assertThat(rules.path("faults")).hasSize(rules.path("faultCount").asInt());
            assertThat(rules.path("faults").toString()).contains("nonsense", "mauve");
            assertThat(rules.path("message").path("zh").asText()).startsWith("已拒绝:rules live");
            assertThat(rules.path("message").path("en").asText()).contains("goes on");
            JsonNode good = status.stream()
                    .filter(each -> each.path("status").asText().equals("accepted"))
                    .findFirst()
                    .orElseThrow();
            assertThat(good.path("changes").get(0).path("key").asText()).isEqualTo("good");
            assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        } finally {
            stop(job);
        }
    }

    @Test
    void aScheduledChangeWaitsForItsTime() throws Exception {
        LiveConfig config = config("schedule", 2);
        publish(config, "rules", "live", "rules:\n" + SPEED.formatted(130));
        JobClient job = LiveJob.start(config);
        try {
            drive(config, 3);
            String from = Rfc3339.format(Reports.START + 95_000);
            topics.send(
                    config.topic("rules"),
                    "live",
                    ("rules:\n" + SPEED.formatted(80)).getBytes(StandardCharsets.UTF_8),
                    ControlLog.EFFECTIVE_FROM,
                    from);
            topics.send(
                    config.topic("zones"),
                    "late",
                    zone("late").getBytes(StandardCharsets.UTF_8),
                    ControlLog.EFFECTIVE_FROM,
                    Rfc3339.format(Reports.START));
            List<JsonNode> first = status(config, 2, "scheduled", "rejected");
            assertThat(first).extracting(each -> each.path("status").asText()).contains("scheduled", "rejected");
            for (int i = 0; i < 10; i++) {
                drive(config, 1);
                topics.read(config.topic("positions"), (int) (sentSeconds / STEP_SECONDS) * VEHICLES);
            }

            assertThat(accepted(config, 1).path("effectiveFrom").asText()).isEqualTo(from);
            drive(config, 8);
            List<String> golden = golden(config);
            assertThat(warnings(config, golden.size())).containsExactlyInAnyOrderElementsOf(golden);
        } finally {
            stop(job);
        }
    }

    @Test
    void aRestoredJobKnowsTheVersionsItsMoversWereJudgedBy() throws Exception {
        LiveConfig config = config("restore", 2);
        publish(config, "rules", "live", "rules:\n" + SPEED.formatted(130) + ZONE);
        JobClient first = LiveJob.start(config);
        try {
            drive(config, 4);
            publish(config, "rules", "live", "rules:\n" + SPEED.formatted(80) + ZONE);
            accepted(config, 1);
            drive(config, 6);
            topics.read(config.topic("positions"), 10 * VEHICLES);
            Checkpoints.awaitOneAfterNow(config);
        } finally {
            stop(first);
        }
        publish(config, "rules", "live", "rules:\n" + SPEED.formatted(100));

        JobClient second = LiveJob.start(config);
        try {
            drive(config, 3);
            accepted(config, 2);
            drive(config, 8);
            List<String> golden = golden(config);

            assertThat(new TreeSet<>(warnings(config, golden.size()))).isEqualTo(new TreeSet<>(golden));
            assertThat(ControlLog.read(config.control().topics())).hasSize(3);
        } finally {
            stop(second);
        }
    }

    @Test
    void aRuleIsPromotedFromTheShadowByOneWordAndTakenBack() throws Exception {
        LiveConfig config = config("promote", 2);
        publish(config, "rules", "live", "rules:\n" + SPEED.formatted(130));
        publish(config, "rules", "shadow", "rules:\n" + SPEED.formatted(80));
        JobClient job = LiveJob.start(config);
        try {
            drive(config, 8);
            publish(config, "rules", "command/1", "{\"promote\":\"speed\"}");
            accepted(config, 1);
            drive(config, 8);
            publish(config, "rules", "command/2", "{\"demote\":\"speed\"}");
            publish(config, "rules", "command/3", "{\"promote\":\"nobody\"}");
            accepted(config, 2);
            drive(config, 8);
            List<String> golden = golden(config);

            List<String> live = warnings(config, golden.size());
            assertThat(live).containsExactlyInAnyOrderElementsOf(golden);
            assertThat(reasons(live)).contains("changed-lane");
            assertThat(status(config, 1, "rejected").get(0).toString()).contains("nobody");
        } finally {
            stop(job);
        }
    }

    @Test
    void tellsWhatTheDeskFoundAndHowTheShadowCompares() throws Exception {
        LiveConfig config = config("learn", 2);
        publish(config, "rules", "live", "rules:\n" + SPEED.formatted(130));
        publish(config, "rules", "shadow", "rules:\n" + SPEED.formatted(150));
        JobClient job = LiveJob.start(config);
        try {
            drive(config, 4);
            List<String> live = warnings(config, 6).stream()
                    .filter(line -> line.contains("\"lane\":\"live\""))
                    .toList();
            assertThat(live).as("140 to 170 km/h").hasSize(4);
            dispose(config, live.get(0), Disposition.Outcome.FALSE);
            dispose(config, live.get(0), Disposition.Outcome.CONFIRMED);
            dispose(config, live.get(1), Disposition.Outcome.FALSE);
            dispose(config, live.get(2), Disposition.Outcome.DUPLICATE);

            JsonNode precision = last(
                    config,
                    "precision",
                    "speed/*/*/*",
                    json -> json.path("other").asInt() == 1
                            && json.path("confirmed").asInt() == 1
                            && json.path("false").asInt() == 1);
            assertThat(precision.path("precision").asDouble()).isEqualTo(0.5);
            assertThat(precision.path("low").asDouble()).isBetween(0.0, 0.1);

            // Hours later, so that the hour is counted.
            sentSeconds = 4 * 3600;
            driveOnce(config);
            JsonNode agreement = last(config, "shadow.compare", "speed/2026-09-12T00:00:00.000Z", json -> true);
            assertThat(agreement.path("same").asInt()).isEqualTo(2);
            assertThat(agreement.path("onlyLive").asInt()).isEqualTo(2);
            assertThat(agreement.path("onlyShadow").asInt()).isZero();
        } finally {
            stop(job);
        }
    }

    private static void dispose(LiveConfig config, String warning, Disposition.Outcome outcome) throws IOException {
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
    private static JsonNode last(LiveConfig config, String topic, String key, Predicate<JsonNode> wanted)
            throws IOException {
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
    private void drive(LiveConfig config, int reports) {
        for (int i = 0; i < reports; i++) {
            driveOnce(config);
            sentSeconds += STEP_SECONDS;
        }
        topics.read(config.topic("positions"), (int) (sentSeconds / STEP_SECONDS) * VEHICLES);
    }

    private void driveOnce(LiveConfig config) {
        for (int vehicle = 0; vehicle < VEHICLES; vehicle++) {
            byte[] json = PositionJson.toJson(report(vehicle, sentSeconds));
            topics.send(config.topic("feed.position"), "vehicle:V" + vehicle, json);
        }
    }

    private static PositionReport report(int vehicle, long seconds) {
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

    private static String zone(String id) {
        return "{\"type\":\"Feature\",\"properties\":{\"id\":\"" + id
                + "\",\"type\":\"forbidden\"},\"geometry\":{\"type\":"
                + "\"Polygon\",\"coordinates\":[[[117,38],[118,38],[118,40],[117,40],[117,38]]]}}";
    }

    /** What a plain runner finds that knew the whole log from the start. */
    private List<String> golden(LiveConfig config) {
        SharedControl.Known known;
        try (SharedControl control = SharedControl.load(config.control().topics())) {
            known = control.upTo(Long.MAX_VALUE);
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

    private static List<String> warnings(LiveConfig config, int count) {
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

    private static List<String> reasons(List<String> lines) throws IOException {
        List<String> reasons = new ArrayList<>();
        for (String line : lines) {
            reasons.add(JSON.readTree(line).path("data").path("reason").asText());
        }
        return reasons;
    }

    private static JsonNode accepted(LiveConfig config, int count) throws IOException {
        List<JsonNode> accepted = status(config, count, "accepted");
        return accepted.get(count - 1);
    }

    private static List<JsonNode> status(LiveConfig config, int count, String... words) throws IOException {
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

    private static void publish(LiveConfig config, String topic, String key, String value) {
        topics.send(config.topic(topic), key, value.isEmpty() ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    private static LiveConfig config(String name, int parallelism) {
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

    private static void stop(JobClient job) throws Exception {
        job.cancel().get(30, TimeUnit.SECONDS);
        try {
            job.getJobExecutionResult().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException cancelled) {
            // A cancelled job has no result.
        }
    }
}
