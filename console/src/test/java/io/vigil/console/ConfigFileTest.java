package io.vigil.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @TempDir
    Path folder;

    @Test
    void putsWhatTheFileHoldsBeforeTheRestOfTheCommandLine() throws IOException {
        Path file = Files.writeString(
                folder.resolve("c.yaml"),
                """
                bootstrap: kafka:9092
                port: 8443
                behind-tls: true
                plain-http: false
                zones: [a.geojson, b.geojson]
                """);

        assertThat(ConfigFile.expanded(new String[] {"--port", "1", "--config", file.toString(), "--trial"}))
                .containsExactly(
                        "--bootstrap=kafka:9092",
                        "--port=8443",
                        "--behind-tls",
                        "--zones=a.geojson",
                        "--zones=b.geojson",
                        "--port",
                        "1",
                        "--trial");
        assertThat(ConfigFile.expanded(new String[] {"--port=1"})).containsExactly("--port=1");
    }

    @Test
    void namesEveryFault() throws IOException {
        Path nested = Files.writeString(folder.resolve("n.yaml"), "a: {b: 1}\nc: [[1]]\n");
        Path broken = Files.writeString(folder.resolve("b.yaml"), "a: [\n");

        assertThatThrownBy(() -> ConfigFile.expanded(new String[] {"--config=" + nested}))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.faults()).hasSize(2));
        assertThatThrownBy(() -> ConfigFile.expanded(new String[] {"--config", broken.toString()}))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> ConfigFile.expanded(
                        new String[] {"--config", folder.resolve("none").toString()}))
                .isInstanceOf(InvalidInputException.class);
    }
}
