package io.vigil.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.model.InvalidInputException;
import io.vigil.simulators.mover.NoiseLevels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioFileTest {
    @TempDir
    Path folder;

    private Scenario load(String yaml) throws IOException {
        return ScenarioFile.load(
                Files.writeString(folder.resolve("s.yaml"), yaml).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"builtin:demo", "builtin:city-and-sea-day"})
    void aWrittenScenarioReadsBackEqual(String name) throws IOException {
        Scenario scenario = ScenarioFile.load(name);

        assertThat(load(ScenarioFile.write(scenario))).isEqualTo(scenario);
    }

    @Test
    void noiseAmountsOverrideTheDefault() throws IOException {
        Scenario scenario = load("noise: {lossShare: 0.3, latestSeconds: 20}\n");

        assertThat(scenario.noise().lossShare()).isEqualTo(0.3);
        assertThat(scenario.noise().latestSeconds()).isEqualTo(20);
        assertThat(scenario.noise().driftSigmaMeters()).isEqualTo(NoiseLevels.DEFAULT.driftSigmaMeters());
        assertThat(load(ScenarioFile.write(scenario))).isEqualTo(scenario);
    }

    @Test
    void allFaultsAreToldAtOnce() {
        String yaml =
                """
                hourz: 3
                vehicles: -1
                start: yesterday
                noise: {lossShare: 2, sneezing: 1}
                misdeeds: all
                """;

        assertThatThrownBy(() -> load(yaml))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("hourz: is not a known key")
                .hasMessageContaining("vehicles=-1")
                .hasMessageContaining("start=yesterday")
                .hasMessageContaining("lossShare=2")
                .hasMessageContaining("noise.sneezing")
                .hasMessageContaining("misdeeds=all");
    }

    @Test
    void brokenYamlAndMissingFilesAreToldWithTheirPlace() {
        assertThatThrownBy(() -> load("a: [1\nb: {"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("line ");
        assertThatThrownBy(() -> load("- 1\n")).hasMessageContaining("not a map");
        assertThatThrownBy(() -> ScenarioFile.load("nowhere.yaml"))
                .hasMessageContaining("nowhere.yaml: file: cannot be read");
        assertThatThrownBy(() -> ScenarioFile.load("builtin:x"))
                .hasMessageContaining(
                        "use one of [demo, city-and-sea-day, road-day, typhoon, closures, sea-watch-day]");
    }
}
