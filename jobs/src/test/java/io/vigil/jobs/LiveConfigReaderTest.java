package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveConfigReaderTest {
    @TempDir
    private Path folder;

    @Test
    void readsTheExampleThatTheCommandPrints() throws IOException {
        try (InputStream example = LiveConfigReaderTest.class.getResourceAsStream("/io/vigil/cli/live-example.yaml")) {
            Files.copy(example, folder.resolve("live.yaml"));
        }

        LiveConfig config = LiveConfigReader.read(folder.resolve("live.yaml"));

        assertThat(config.bootstrap()).isEqualTo("127.0.0.1:9092");
        assertThat(config.topic("warnings")).isEqualTo("vigil.warnings");
        assertThat(config.control().lanes())
                .containsEntry("live", folder.resolve("rules.yaml").toString())
                .containsEntry("shadow", folder.resolve("candidate.yaml").toString());
        assertThat(config.control().zones())
                .containsExactly(folder.resolve("zones.geojson").toString());
        assertThat(config.guarantee()).isEqualTo(LiveConfig.Guarantee.AT_LEAST_ONCE);
        assertThat(config.disorderBound()).isEqualTo(Duration.ZERO);
    }

    @Test
    void hasDefaultsForAllButTheNecessary() throws IOException {
        LiveConfig config = read(
                """
                bootstrap: a:1
                control: {rules: r.yaml}
                checkpoint: {dir: c}
                """);

        assertThat(config.parallelism()).isEqualTo(2);
        assertThat(config.checkpointInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.stateBackend()).isEqualTo(LiveConfig.Backend.HEAP);
        assertThat(config.start()).isEqualTo(LiveConfig.Start.EARLIEST);
        assertThat(config.resume()).isTrue();
    }

    @Test
    void tellsAllFaultsAtOnceWithTheirLines() {
        List<Fault> faults = faults(
                """
                topics: {prefix: vigil, sufix: x}
                parallelism: 0
                state-backend: disk
                sink:
                  guarantee: twice
                  gurantee: exactly-once
                disorder-bound: 5 min
                checkpoint:
                  interval: PT0S
                watermark: 30
                parallelism: 3
                resume: perhaps
                colour: blue
                """);

        assertThat(faults.stream().map(fault -> fault.place() + " | " + fault.reason()))
                .containsExactlyInAnyOrder(
                        "parallelism (line 11) | is given twice, first in line 2",
                        "bootstrap (line 1) | is missing",
                        "topics.sufix (line 1) | is not a known key",
                        "control.rules (line 1) | is missing",
                        "checkpoint.dir (line 9) | is missing",
                        "checkpoint.interval (line 9) | interval=PT0S must be PT0.1S to PT1H, such as PT30S",
                        "sink.guarantee (line 5) | guarantee=twice must be one of at-least-once, exactly-once",
                        "sink.gurantee (line 6) | is not a known key",
                        "watermark (line 10) | must be a mapping of keys to values",
                        "state-backend (line 3) | state-backend=disk must be one of heap, rocksdb",
                        "parallelism (line 2) | parallelism=0 must be 1 to 256",
                        "disorder-bound (line 7) | disorder-bound=5 min must be PT0S to PT24H, such as PT30S",
                        "resume (line 12) | resume=perhaps must be true or false",
                        "colour (line 13) | is not a known key");
    }

    @Test
    void refusesFilesWhereEverythingComesFromTopics() {
        List<Fault> faults = faults(
                """
                bootstrap: a:1
                checkpoint: {dir: c}
                control:
                  from: topics
                  zones: [z.geojson]
                """);

        assertThat(faults).hasSize(1);
        assertThat(faults.get(0).place()).isEqualTo("control.zones (line 5)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [", "- just\n- a list", "\"text\"", "a: &x [*x]", "\u0000", "a: !!java.lang.String b"})
    void refusesWhatIsNoConfigurationWithoutFalling(String text) {
        assertThat(faults(text)).isNotEmpty();
    }

    private List<Fault> faults(String yaml) {
        InvalidInputException invalid = catchThrowableOfType(InvalidInputException.class, () -> read(yaml));
        assertThat(invalid).as("refused").isNotNull();
        return invalid.faults();
    }

    private LiveConfig read(String yaml) throws IOException {
        Path file = folder.resolve("config.yaml");
        Files.writeString(file, yaml);
        return LiveConfigReader.read(file);
    }
}
