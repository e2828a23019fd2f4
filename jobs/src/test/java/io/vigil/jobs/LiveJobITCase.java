package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.jobs.embedded.EmbeddedKafka;
import io.vigil.json.DispositionJson;
import io.vigil.json.PassJson;
import io.vigil.json.PositionJson;
import io.vigil.model.Disposition;
import io.vigil.model.MoverId;
import io.vigil.model.PassReport;
import io.vigil.model.PositionReport;
import io.vigil.simulators.encode.AisEncoder;
import io.vigil.simulators.encode.Jt808Encoder;
import io.vigil.simulators.encode.Position808;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The live job on a real mini cluster against a real broker. */
class LiveJobITCase {
    private static final String RULES =
            """
            zone: Asia/Shanghai
            rules:
              - id: overspeed
                kind: overspeed
                applies: mover.kind == "vehicle"
                tier: yellow
            """;
    private static final String TERMINAL = "013812345678";
    private static final String PLATE = "vehicle:津A12345|yellow";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static EmbeddedKafka kafka;
    private static Topics topics;

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

    @Test
    void turnsFramesIntoWarningsAndNamesWhatItCannotUse() throws Exception {
        LiveConfig config = config("main", LiveConfig.Backend.HEAP, Map.of("live", rules("main", RULES)));
        createTopics(config);
        JobClient job = LiveJob.start(config);
        try {
            sendPositions(config, "津B1|blue");
            sendTerminalFrames(config);
            sendVessel(config);
            int poison = sendPoison(config);
            topics.send(config.topic("feed.position"), "k", PositionJson.toJson(Reports.vehicle("津B1|blue", 5, 60)));

            List<ConsumerRecord<String, byte[]>> warnings = topics.read(config.topic("warnings"), 4);
            SortedMap<String, Integer> subjects = new TreeMap<>();
            for (ConsumerRecord<String, byte[]> record : warnings) {
                JsonNode event = JSON.readTree(record.value());
                subjects.merge(
                        event.path("subject").asText()
                                + ' '
                                + event.path("type").asText(),
                        1,
                        Integer::sum);
                assertThat(record.key())
                        .isEqualTo(event.path("data").path("warningId").asText());
                assertThat(event.path("data").path("lane").asText()).isEqualTo("live");
                assertThat(Topics.header(record, "emitted")).matches("\\d{13}");
            }
            assertThat(subjects)
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "vehicle:津B1|blue vigil.warning.opened",
                            1,
                            "vehicle:津B1|blue vigil.warning.closed",
                            1,
                            PLATE + " vigil.warning.opened",
                            1,
                            PLATE + " vigil.warning.closed",
                            1));

            assertDeadLetters(config, poison);
            assertThat(topics.read(config.topic("late"), 1)).hasSize(1);
            // 24 reports of each vehicle and one of the vessel, once each: the job has not restarted and judged again.
            List<ConsumerRecord<String, byte[]>> positions = topics.read(config.topic("positions"), 49);
            assertThat(positions).hasSize(49);
            assertThat(positions).extracting(ConsumerRecord::key).containsOnlyOnce("vessel:412345678");
            assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        } finally {
            stop(job);
        }
    }

    @ParameterizedTest
    @EnumSource(LiveConfig.Backend.class)
    void goesOnAfterAStopWithTheSameEpisode(LiveConfig.Backend backend) throws Exception {
        String name = "resume-" + backend.word();
        LiveConfig config = config(name, backend, Map.of("live", rules(name, RULES)));
        createTopics(config);
        List<PositionReport> track = Reports.overspeedDrive("津C1|blue");
        JobClient first = LiveJob.start(config);
        try {
            send(config, track.subList(0, 9));
            topics.read(config.topic("warnings"), 1);
            Checkpoints.awaitOneAfterNow(config);
        } finally {
            stop(first);
        }

        JobClient second = LiveJob.start(config);
        try {
            send(config, track.subList(9, track.size()));

            List<ConsumerRecord<String, byte[]>> warnings = topics.read(config.topic("warnings"), 2);
            assertThat(warnings).hasSize(2);
            JsonNode opened = JSON.readTree(warnings.get(0).value());
            JsonNode closed = JSON.readTree(warnings.get(1).value());
            assertThat(opened.path("type").asText()).isEqualTo("vigil.warning.opened");
            assertThat(closed.path("type").asText()).isEqualTo("vigil.warning.closed");
            assertThat(closed.path("data").path("warningId"))
                    .isEqualTo(opened.path("data").path("warningId"));
            assertThat(closed.path("data").path("sequence").asInt())
                    .isGreaterThan(opened.path("data").path("sequence").asInt());
        } finally {
            stop(second);
        }
    }

    @Test
    void showsWarningsOnlyOnceTheyAreCommittedWhereThatIsAskedFor() throws Exception {
        LiveConfig config = config("exactly", LiveConfig.Backend.HEAP, Map.of("live", rules("exactly", RULES)))
                .withGuarantee(LiveConfig.Guarantee.EXACTLY_ONCE);
        createTopics(config);
        JobClient job = LiveJob.start(config);
        try {
            sendPositions(config, "津D1|blue");

            assertThat(topics.read(config.topic("warnings"), 2)).hasSize(2);
            assertThat(topics.read(config.topic("positions"), 24)).hasSize(24);
            assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        } finally {
            stop(job);
        }
    }

    @Test
    void takesRulesAndRegistryFromTopicsBeforeItJudges() throws Exception {
        LiveConfig files = config("control", LiveConfig.Backend.HEAP, Map.of());
        createTopics(files);
        kafka.createCompactedTopics(
                List.of(files.topic("rules"), files.topic("zones"), files.topic("routes"), files.topic("registry")));
        topics.send(
                files.topic("rules"), "live", "rules: [{id: old, kind: nonsense}]".getBytes(StandardCharsets.UTF_8));
        topics.send(files.topic("rules"), "live", RULES.getBytes(StandardCharsets.UTF_8));
        topics.send(
                files.topic("rules"),
                "shadow",
                RULES.replace("tier: yellow", "tier: red").getBytes(StandardCharsets.UTF_8));
        topics.send(files.topic("registry"), PLATE, registry().getBytes(StandardCharsets.UTF_8));
        topics.send(files.topic("zones"), "gone", null);
        LiveConfig config = files.withControl(
                EngineSpec.ofTopics(new EngineSpec.ControlTopics(kafka.bootstrap(), files.prefix(), Map.of())));
        sendTerminalFrames(config);

        JobClient job = LiveJob.start(config);
        try {
            JsonNode live = JSON.readTree(
                    topics.read(config.topic("warnings"), 1).get(0).value());
            JsonNode shadow = JSON.readTree(
                    topics.read(config.topic("warnings.shadow"), 1).get(0).value());
            assertThat(live.path("subject").asText()).isEqualTo(PLATE);
            assertThat(live.path("data").path("lane").asText()).isEqualTo("live");
            assertThat(shadow.path("data").path("lane").asText()).isEqualTo("shadow");
            assertThat(shadow.path("data").path("tier").asText()).isEqualTo("red");
        } finally {
            stop(job);
        }
    }

    @Test
    void warnsOfWhatCamerasSeeAndEndsItByTheOperatorsWord() throws Exception {
        String name = "passes";
        String rules =
                """
                rules:
                  - {id: clone, kind: cloned-plate, tier: yellow, params: {findings: 1}}
                """;
        LiveConfig config = config(name, LiveConfig.Backend.ROCKSDB, Map.of("live", rules(name, rules)));
        createTopics(config);
        JobClient job = LiveJob.start(config);
        try {
            for (int i = 0; i < 2; i++) {
                topics.send(config.topic("feed.pass"), PLATE, PassJson.toJson(pass(i * 300, 39 + i)));
            }
            JsonNode opened = JSON.readTree(
                    topics.read(config.topic("warnings"), 1).get(0).value());
            Disposition disposition = new Disposition(
                    new MoverId(PLATE),
                    Reports.START + 600_000,
                    PositionReport.NO_TIME,
                    opened.path("data").path("warningId").asText(),
                    "clone",
                    Disposition.Outcome.FALSE,
                    "li",
                    null);
            topics.send(config.topic("dispositions"), PLATE, "{}".getBytes(StandardCharsets.UTF_8));
            topics.send(config.topic("dispositions"), PLATE, DispositionJson.toJson(disposition));

            JsonNode closed = JSON.readTree(
                    topics.read(config.topic("warnings"), 2).get(1).value());
            assertThat(opened.path("subject").asText()).isEqualTo(PLATE);
            assertThat(closed.path("data").path("warningId"))
                    .isEqualTo(opened.path("data").path("warningId"));
            assertThat(closed.path("data").path("reason").asText()).isEqualTo("disposed-false");
            assertThat(Topics.header(topics.read(config.topic("dead"), 1).get(0), "vigil-reason"))
                    .isEqualTo("invalid-disposition");
        } finally {
            stop(job);
        }
    }

    private static PassReport pass(long seconds, double latitude) {
        long time = Reports.START + seconds * 1000;
        return new PassReport(
                new MoverId(PLATE), time, time + 500, latitude, 117.6, "", null, null, null, 0.99, "cameras");
    }

    private static void assertDeadLetters(LiveConfig config, int poison) {
        SortedMap<String, Integer> reasons = new TreeMap<>();
        for (ConsumerRecord<String, byte[]> dead : topics.read(config.topic("dead"), poison)) {
            assertThat(Topics.header(dead, "vigil-stage")).isEqualTo("decode");
            assertThat(Topics.header(dead, "vigil-origin-topic")).startsWith(config.prefix() + ".feed.");
            assertThat(Topics.header(dead, "vigil-origin-partition")).isEqualTo("0");
            assertThat(Topics.header(dead, "vigil-origin-offset")).matches("\\d+");
            assertThat(Integer.parseInt(Topics.header(dead, "vigil-rejections")))
                    .isPositive();
            reasons.merge(dead.key() + ' ' + Topics.header(dead, "vigil-reason"), 1, Integer::sum);
        }
        assertThat(reasons.values().stream().mapToInt(Integer::intValue).sum())
                .as("one dead letter for each record that could not be used: %s", reasons)
                .isEqualTo(poison);
        assertThat(reasons).containsEntry("position invalid-position", 3);
        assertThat(reasons).containsEntry("gateway-7 bad-checksum", 1);
    }

    /** Records that must not pass and must not stop anything. */
    private static int sendPoison(LiveConfig config) {
        int count = 0;
        Random random = new Random(42);
        byte[] frame = new Jt808Encoder(TERMINAL, 2013).heartbeat();
        frame[frame.length - 2] ^= 1;
        topics.send(config.topic("feed.jt808"), "k", frame, "vigil-source", "gateway-7", "vigil-received", "soon");
        count++;
        topics.send(config.topic("feed.ais"), "k", "!AIVDM,1,1,,A,15M67F,0*00\r\n".getBytes(StandardCharsets.UTF_8));
        count++;
        for (String text : List.of("", "{", "{\"mover\":\"vehicle:1\",\"time\":\"2026\",\"lon\":500,\"lat\":1}")) {
            topics.send(config.topic("feed.position"), "k", text.getBytes(StandardCharsets.UTF_8));
            count++;
        }
        for (int i = 0; i < 20; i++) {
            byte[] noise = new byte[1 + random.nextInt(5_000)];
            random.nextBytes(noise);
            noise[0] = 0x7e;
            noise[noise.length - 1] = 0x7e;
            topics.send(config.topic("feed.jt808"), "k", noise);
            count++;
        }
        return count;
    }

    private static void sendPositions(LiveConfig config, String plate) {
        send(config, Reports.overspeedDrive(plate));
    }

    private static void send(LiveConfig config, List<PositionReport> track) {
        for (PositionReport report : track) {
            topics.send(config.topic("feed.position"), report.mover().text(), PositionJson.toJson(report));
        }
    }

    private static void sendVessel(LiveConfig config) {
        long received = Reports.START + 3_000;
        byte[] sentence =
                new AisEncoder("412345678").positionA(new AisEncoder.Position(received, 0, 9.5, 30.1, 122.4, 90, true));
        topics.send(config.topic("feed.ais"), "412345678", sentence, "vigil-received", Long.toString(received));
    }

    /** The same drive as JT/T 808 frames of a registered terminal. */
    private static void sendTerminalFrames(LiveConfig config) {
        Jt808Encoder terminal = new Jt808Encoder(TERMINAL, 2019);
        for (PositionReport report : Reports.overspeedDrive("x")) {
            byte[] frame = terminal.location(new Position808(
                    0,
                    3,
                    report.latitude(),
                    report.longitude(),
                    5,
                    report.speedMps() * 3.6,
                    0,
                    report.eventTimeMillis(),
                    1_000,
                    0,
                    20,
                    12,
                    null));
            topics.send(
                    config.topic("feed.jt808"),
                    TERMINAL,
                    frame,
                    "vigil-received",
                    Long.toString(report.eventTimeMillis() + 500),
                    "vigil-source",
                    "jt808");
        }
    }

    private static String registry() {
        return "{\"mover\":\"" + PLATE + "\",\"class\":\"heavy-truck\",\"terminal\":\"" + TERMINAL + "\"}";
    }

    private static String rules(String name, String yaml) throws IOException {
        return Files.writeString(folder.resolve(name + "-rules.yaml"), yaml).toString();
    }

    private static void createTopics(LiveConfig config) {
        List<String> names = new ArrayList<>(LiveJob.feedTopics(config));
        for (String name : List.of("warnings", "warnings.shadow", "permitted", "positions", "late", "dead")) {
            names.add(config.topic(name));
        }
        kafka.createTopics(names, 1);
    }

    private static LiveConfig config(String name, LiveConfig.Backend backend, Map<String, String> lanes)
            throws IOException {
        Path registry = Files.writeString(folder.resolve(name + "-registry.jsonl"), registry() + "\n");
        return new LiveConfig(
                kafka.bootstrap(),
                name,
                name,
                Map.of(),
                EngineSpec.ofFiles(List.of(), List.of(), registry.toString(), lanes),
                folder.resolve(name + " 检查点").toString(),
                Duration.ofMillis(200),
                backend,
                2,
                LiveConfig.Guarantee.AT_LEAST_ONCE,
                Duration.ZERO,
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                null,
                LiveConfig.Start.EARLIEST,
                true);
    }

    private static void stop(JobClient job) throws Exception {
        job.cancel().get(30, TimeUnit.SECONDS);
        try {
            job.getJobExecutionResult().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException cancelled) {
            assertThat(cancelled).hasRootCauseInstanceOf(JobCancellationException.class);
        }
    }
}
