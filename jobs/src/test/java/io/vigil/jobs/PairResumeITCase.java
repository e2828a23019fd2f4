package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.jobs.embedded.EmbeddedKafka;
import io.vigil.json.PositionJson;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pairs survive a stop: a live job that goes on from its savepoint with another parallelism goes on with every encounter. */
class PairResumeITCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOON = Instant.parse("2026-09-12T04:00:00Z");
    private static final int PAIRS = 12;
    private static final String RULES =
            """
            rules:
              - id: r
                kind: encounter
                applies: mover.kind == "vessel"
                tier: blue
                params: {hold: PT1H, maxGap: PT20M, release: PT20M}
            """;

    @TempDir
    private Path folder;

    @Test
    void everyEncounterGoesOnAfterAChangeOfParallelismFromASavepoint() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"));
                Topics topics = new Topics(kafka.bootstrap())) {
            LiveConfig before = config(kafka.bootstrap(), 1);
            List<String> names = new ArrayList<>(LiveJob.feedTopics(before));
            for (String name : List.of("warnings", "warnings.shadow", "permitted", "positions", "late", "dead")) {
                names.add(before.topic(name));
            }
            kafka.createTopics(names, 1);
            JobClient first = LiveJob.start(before);
            send(topics, before, 0, 90);
            // Only when the last of them is known is all of it in the state.
            topics.read(before.topic("warnings"), PAIRS);
            first.stopWithSavepoint(
                            false, folder.resolve("checkpoints").toUri().toString(), SavepointFormatType.CANONICAL)
                    .get(60, TimeUnit.SECONDS);

            LiveConfig after = config(kafka.bootstrap(), 3);
            JobClient second = LiveJob.start(after);
            try {
                send(topics, after, 91, 240);

                assertEachOpensOnceAndCloses(topics.read(after.topic("warnings"), 2 * PAIRS));
            } finally {
                stop(second);
            }
        }
    }

    private static void assertEachOpensOnceAndCloses(List<ConsumerRecord<String, byte[]>> records) throws IOException {
        List<String> told = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            JsonNode event = JSON.readTree(record.value());
            told.add(event.path("data").path("movers") + " "
                    + event.path("data").path("sequence") + " "
                    + event.path("type").asText().replace("vigil.warning.", "") + " "
                    + event.path("time").asText());
        }
        List<String> expected = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            String movers = "[\"" + mover(2 * pair) + "\",\"" + mover(2 * pair + 1) + "\"] ";
            expected.add(movers + "1 opened 2026-09-12T05:00:00.000Z");
            expected.add(movers + "2 closed 2026-09-12T06:30:00.000Z");
        }
        assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Pairs that lie together until 06:00 and then part, spread along a coast. */
    private static void send(Topics topics, LiveConfig config, int fromMinute, int toMinute) {
        List<PositionReport> reports = new ArrayList<>();
        for (int boat = 0; boat < 2 * PAIRS; boat++) {
            for (int minute = fromMinute; minute <= toMinute; minute++) {
                double apart = minute <= 120 ? 0.002 : 0.002 + (minute - 120) * 0.002;
                reports.add(PositionReport.at(
                                mover(boat),
                                NOON.plusSeconds(minute * 60L).toEpochMilli(),
                                25 + boat / 2 * 0.7,
                                122 + boat % 2 * apart)
                        .speedMps(minute <= 120 ? 0.1 : 3)
                        .courseDegrees(90)
                        .source("test")
                        .build());
            }
        }
        reports.sort(Comparator.comparingLong(PositionReport::eventTimeMillis));
        for (PositionReport report : reports) {
            topics.send(config.topic("feed.position"), report.mover().text(), PositionJson.toJson(report));
        }
    }

    private static MoverId mover(int boat) {
        return MoverId.ofMmsi(412_000_000 + boat);
    }

    private LiveConfig config(String bootstrap, int parallelism) throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), RULES);
        return new LiveConfig(
                bootstrap,
                "pairs",
                "pairs",
                Map.of(),
                EngineSpec.ofFiles(List.of(), List.of(), "", Map.of("live", rules.toString())),
                folder.resolve("checkpoints").toString(),
                Duration.ofMillis(500),
                LiveConfig.Backend.HEAP,
                parallelism,
                LiveConfig.Guarantee.AT_LEAST_ONCE,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofMillis(500),
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
