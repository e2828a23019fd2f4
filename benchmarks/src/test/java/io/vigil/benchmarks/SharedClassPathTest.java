package io.vigil.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.evaluate.ControlData;
import io.vigil.evaluate.Engine;
import io.vigil.evaluate.Lane;
import io.vigil.json.RulesFile;
import io.vigil.model.Registry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The launcher runs everything on the class path of this module: its libraries must not take away what others need. */
class SharedClassPathTest {
    @Test
    void compilesTheDemosRulesBesideTheLibrariesOfTheBenchmarks() {
        var rules = RulesFile.read(Path.of("../docs/examples/demo-rules.yaml"));

        Engine engine = Engine.of(
                List.of(new Lane(Lane.LIVE, rules)), new ControlData(List.of(), List.of(), new Registry(List.of())));

        assertThat(engine).isNotNull();
        assertThat(rules.rules()).hasSizeGreaterThan(5);
    }
}
