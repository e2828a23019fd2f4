package io.vigil.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vigil.evaluate.ControlData;
import io.vigil.evaluate.Engine;
import io.vigil.evaluate.Lane;
import io.vigil.model.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every rule file of the documentation is read and compiled. */
class ExampleRulesTest {
    private static final Path EXAMPLES = Path.of("../docs/examples");

    @Test
    void everyExampleIsAGoodRuleFile() throws IOException {
        ControlData nothing = new ControlData(List.of(), List.of(), Registry.EMPTY);
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            List<Path> rules = files.filter(file -> file.toString().endsWith("-rules.yaml"))
                    .sorted()
                    .toList();

            assertThat(rules).hasSizeGreaterThanOrEqualTo(8);
            assertThat(rules).allSatisfy(file -> assertThatCode(
                            () -> Engine.of(List.of(new Lane(Lane.LIVE, RulesFile.read(file))), nothing))
                    .doesNotThrowAnyException());
        }
    }
}
