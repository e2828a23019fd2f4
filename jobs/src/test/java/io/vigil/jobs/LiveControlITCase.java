package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.json.Rfc3339;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules, zones and registry that change while the live job runs, on a real mini cluster against a real broker. */
class LiveControlITCase {
    private static final String SPEED = ControlWorld.SPEED;
    private static final String ZONE = ControlWorld.ZONE;
    private static final String STATUS = ControlWorld.STATUS;

    @TempDir
    private static Path folder;

    private static ControlWorld world;

    @BeforeAll
    static void start() throws IOException {
        world = ControlWorld.start(folder);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void changesOfRulesZonesAndRegistryTakeEffectAtTheirEventTimeForEveryMover(int parallelism) throws Exception {
        LiveConfig config = world.config("change-" + parallelism, parallelism);
        world.publish(config, "rules", "live", "rules:\n" + SPEED.formatted(130) + ZONE + STATUS);
        JobClient job = LiveJob.start(config);
        try {
            world.drive(config, 6);
            world.publish(config, "rules", "live", "rules:\n" + SPEED.formatted(80) + ZONE + STATUS);
            JsonNode first = world.accepted(config, 1);
            assertThat(first.path("rules").path("changed").get(0).asText()).isEqualTo("live/speed");
            assertThat(Rfc3339.parse(
                            first.path("completeFrom").path("live/speed").asText()))
                    .as("after the hold time")
                    .isEqualTo(Rfc3339.parse(first.path("effectiveFrom").asText()) + 10_000);
            world.drive(config, 6);
            world.publish(config, "zones", "z", ControlWorld.zone("z"));
            world.publish(config, "registry", "vehicle:V3", "{\"mover\":\"vehicle:V3\",\"status\":[\"wanted\"]}");
            world.accepted(config, 2);
            world.drive(config, 12);
            world.publish(config, "rules", "live", "rules:\n" + ZONE + STATUS);
            world.accepted(config, 3);
            world.drive(config, 3);
            world.publish(config, "zones", "z", "");
            world.accepted(config, 4);
            world.drive(config, 8);
            List<String> golden = world.golden(config);

            List<String> live = world.warnings(config, golden.size());
            assertThat(live).containsExactlyInAnyOrderElementsOf(golden);
            assertThat(ControlWorld.reasons(live)).contains("rule-removed", "zone-removed");
            assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        } finally {
            ControlWorld.stop(job);
        }
    }

    @Test
    void aRejectedChangeIsToldWithEveryFaultAndWhatRunsGoesOn() throws Exception {
        LiveConfig config = world.config("reject", 2);
        world.publish(config, "rules", "live", "rules:\n" + SPEED.formatted(130));
        JobClient job = LiveJob.start(config);
        try {
            world.drive(config, 4);
            world.publish(
                    config, "rules", "live", "rules: [{id: a, kind: nonsense}, {id: b, kind: overspeed, tier: mauve}]");
            world.publish(config, "zones", "broken", "{\"type\":\"Feature\"");
            world.publish(config, "zones", "good", ControlWorld.zone("good"));

            List<JsonNode> status = world.status(config, 3, "accepted", "rejected");
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
            ControlWorld.stop(job);
        }
    }

    @Test
    void aScheduledChangeWaitsForItsTime() throws Exception {
        LiveConfig config = world.config("schedule", 2);
        world.publish(config, "rules", "live", "rules:\n" + SPEED.formatted(130));
        JobClient job = LiveJob.start(config);
        try {
            world.drive(config, 3);
            String from = Rfc3339.format(Reports.START + 95_000);
            world.topics.send(
                    config.topic("rules"),
                    "live",
                    ("rules:\n" + SPEED.formatted(80)).getBytes(StandardCharsets.UTF_8),
                    ControlLog.EFFECTIVE_FROM,
                    from);
            world.topics.send(
                    config.topic("zones"),
                    "late",
                    ControlWorld.zone("late").getBytes(StandardCharsets.UTF_8),
                    ControlLog.EFFECTIVE_FROM,
                    Rfc3339.format(Reports.START));
            List<JsonNode> first = world.status(config, 2, "scheduled", "rejected");
            assertThat(first).extracting(each -> each.path("status").asText()).contains("scheduled", "rejected");
            for (int i = 0; i < 10; i++) {
                world.drive(config, 1);
                world.topics.read(
                        config.topic("positions"),
                        (int) (world.sentSeconds / ControlWorld.STEP_SECONDS) * ControlWorld.VEHICLES);
            }

            assertThat(world.accepted(config, 1).path("effectiveFrom").asText()).isEqualTo(from);
            world.drive(config, 8);
            List<String> golden = world.golden(config);
            assertThat(world.warnings(config, golden.size())).containsExactlyInAnyOrderElementsOf(golden);
        } finally {
            ControlWorld.stop(job);
        }
    }

    @Test
    void aRestoredJobKnowsTheVersionsItsMoversWereJudgedBy() throws Exception {
        LiveConfig config = world.config("restore", 2);
        world.publish(config, "rules", "live", "rules:\n" + SPEED.formatted(130) + ZONE);
        JobClient first = LiveJob.start(config);
        try {
            world.drive(config, 4);
            world.publish(config, "rules", "live", "rules:\n" + SPEED.formatted(80) + ZONE);
            world.accepted(config, 1);
            world.drive(config, 6);
            world.topics.read(config.topic("positions"), 10 * ControlWorld.VEHICLES);
            Checkpoints.awaitOneAfterNow(config);
        } finally {
            ControlWorld.stop(first);
        }
        world.publish(config, "rules", "live", "rules:\n" + SPEED.formatted(100));

        JobClient second = LiveJob.start(config);
        try {
            world.drive(config, 3);
            world.accepted(config, 2);
            world.drive(config, 8);
            List<String> golden = world.golden(config);

            assertThat(new TreeSet<>(world.warnings(config, golden.size()))).isEqualTo(new TreeSet<>(golden));
            assertThat(ControlLog.read(config.control().topics())).hasSize(3);
        } finally {
            ControlWorld.stop(second);
        }
    }

    @Test
    void aScheduledChangeWhoseTimePassedWhileTheJobWasDownIsNotRefused() throws Exception {
        LiveConfig config = world.config("overdue", 2);
        world.publish(config, "rules", "live", "rules:\n" + SPEED.formatted(130));
        JobClient first = LiveJob.start(config);
        String from = Rfc3339.format(Reports.START + 95_000);
        try {
            world.drive(config, 3);
            world.topics.send(
                    config.topic("rules"),
                    "live",
                    ("rules:\n" + SPEED.formatted(80)).getBytes(StandardCharsets.UTF_8),
                    ControlLog.EFFECTIVE_FROM,
                    from);
            world.status(config, 1, "scheduled");
            Checkpoints.awaitOneAfterNow(config);
        } finally {
            ControlWorld.stop(first);
        }
        for (int i = 0; i < 12; i++) {
            world.driveOnce(config);
            world.sentSeconds += ControlWorld.STEP_SECONDS;
        }

        JobClient second = LiveJob.start(config);
        try {
            JsonNode status =
                    world.status(config, 2, "scheduled", "accepted", "rejected").get(1);
            assertThat(status.path("status").asText()).isEqualTo("accepted");
            assertThat(status.path("effectiveFrom").asText()).isEqualTo(from);
        } finally {
            ControlWorld.stop(second);
        }
    }
}
