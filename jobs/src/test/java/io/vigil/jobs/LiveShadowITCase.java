package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.model.Disposition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that are tried in the shadow of the live job, on a real mini cluster against a real broker. */
class LiveShadowITCase {
    private static final String SPEED = ControlWorld.SPEED;

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

    @Test
    void aRuleIsPromotedFromTheShadowByOneWordAndTakenBack() throws Exception {
        LiveConfig config = world.config("promote", 2);
        world.publish(config, "rules", "live", "rules:\n" + SPEED.formatted(130));
        world.publish(config, "rules", "shadow", "rules:\n" + SPEED.formatted(80));
        JobClient job = LiveJob.start(config);
        try {
            world.drive(config, 8);
            world.publish(config, "rules", "command/1", "{\"promote\":\"speed\"}");
            world.accepted(config, 1);
            world.drive(config, 8);
            world.publish(config, "rules", "command/2", "{\"demote\":\"speed\"}");
            world.publish(config, "rules", "command/3", "{\"promote\":\"nobody\"}");
            world.accepted(config, 2);
            world.drive(config, 8);
            List<String> golden = world.golden(config);

            List<String> live = world.warnings(config, golden.size());
            assertThat(live).containsExactlyInAnyOrderElementsOf(golden);
            assertThat(ControlWorld.reasons(live)).contains("changed-lane");
            assertThat(world.status(config, 1, "rejected").get(0).toString()).contains("nobody");
        } finally {
            ControlWorld.stop(job);
        }
    }

    @Test
    void tellsWhatTheDeskFoundAndHowTheShadowCompares() throws Exception {
        LiveConfig config = world.config("learn", 2);
        world.publish(config, "rules", "live", "rules:\n" + SPEED.formatted(130));
        world.publish(config, "rules", "shadow", "rules:\n" + SPEED.formatted(150));
        JobClient job = LiveJob.start(config);
        try {
            world.drive(config, 4);
            List<String> live = world.warnings(config, 6).stream()
                    .filter(line -> line.contains("\"lane\":\"live\""))
                    .toList();
            assertThat(live).as("140 to 170 km/h").hasSize(4);
            world.dispose(config, live.get(0), Disposition.Outcome.FALSE);
            world.dispose(config, live.get(0), Disposition.Outcome.CONFIRMED);
            world.dispose(config, live.get(1), Disposition.Outcome.FALSE);
            world.dispose(config, live.get(2), Disposition.Outcome.DUPLICATE);

            JsonNode precision = world.last(
                    config,
                    "precision",
                    "speed/*/*/*",
                    json -> json.path("other").asInt() == 1
                            && json.path("confirmed").asInt() == 1
                            && json.path("false").asInt() == 1);
            assertThat(precision.path("precision").asDouble()).isEqualTo(0.5);
            assertThat(precision.path("low").asDouble()).isBetween(0.0, 0.1);

            // Hours later, so that the hour is counted.
            world.sentSeconds = 4 * 3600;
            world.driveOnce(config);
            JsonNode agreement = world.last(config, "shadow.compare", "speed/2026-09-12T00:00:00.000Z", json -> true);
            assertThat(agreement.path("same").asInt()).isEqualTo(2);
            assertThat(agreement.path("onlyLive").asInt()).isEqualTo(2);
            assertThat(agreement.path("onlyShadow").asInt()).isZero();
        } finally {
            ControlWorld.stop(job);
        }
    }
}
