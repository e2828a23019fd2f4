package io.vigil.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vigil.model.InvalidInputException;
import io.vigil.model.MoverId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelFileTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("truth.jsonl"), text);
    }

    @Test
    void readsTheFormOfTheContract() throws IOException {
        List<LabelFile.Label> labels = LabelFile.read(
                file(
                        """
                {"rule":"coach-night-run","movers":["vehicle:B","vehicle:A","vehicle:B"],"from":"2026-09-12T02:00:00+08:00","to":"2026-09-12T03:00:00.5+08:00","label":"true","note":1}

                {"rule":"overspeed","movers":["vehicle:A"],"from":"2026-09-12T02:00:00Z","to":"2026-09-12T02:00:00Z","label":false}
                """));

        assertThat(labels)
                .containsExactly(
                        new LabelFile.Label(
                                "coach-night-run",
                                List.of(new MoverId("vehicle:A"), new MoverId("vehicle:B")),
                                Instant.parse("2026-09-11T18:00:00Z").toEpochMilli(),
                                Instant.parse("2026-09-11T19:00:00.500Z").toEpochMilli(),
                                true),
                        new LabelFile.Label(
                                "overspeed",
                                List.of(new MoverId("vehicle:A")),
                                Instant.parse("2026-09-12T02:00:00Z").toEpochMilli(),
                                Instant.parse("2026-09-12T02:00:00Z").toEpochMilli(),
                                false));
    }

    @Test
    void listsEveryFaultWithItsLine() throws IOException {
        Path file = file(
                """
                {"movers":["vehicle:A"],"from":"2026-09-12T02:00:00Z","to":"2026-09-12T03:00:00Z","label":"true"}
                {"rule":"r","movers":[],"from":"2026-09-12T02:00:00Z","to":"2026-09-12T03:00:00Z","label":"true"}
                {"rule":"r","movers":["bus"],"from":"2026-09-12T02:00:00Z","to":"2026-09-12T03:00:00Z","label":"true"}
                {"rule":"r","movers":["vehicle:A"],"from":"2026-09-12T02:00:00Z","to":"2026-09-12T01:59:59.999Z","label":"true"}
                {"rule":"r","movers":["vehicle:A"],"label":"true"}
                {"rule":"r","movers":["vehicle:A"],"from":"noon","to":"2026-09-12T03:00:00Z","label":"maybe"}
                {"rule":"r","from":"2026-09-12T02:00:00Z","to":"2026-09-12T03:00:00Z"}
                broken
                """);

        assertThat(catchThrowableOfType(InvalidInputException.class, () -> LabelFile.read(file))
                        .faults())
                .extracting(fault -> fault.place() + ": " + fault.reason())
                .satisfiesExactly(
                        fault -> assertThat(fault).isEqualTo("line 1: rule is missing"),
                        fault -> assertThat(fault).isEqualTo("line 2: movers is missing or empty"),
                        fault -> assertThat(fault).startsWith("line 3: mover \"bus\""),
                        fault -> assertThat(fault).isEqualTo("line 4: to is before from"),
                        fault -> assertThat(fault).isEqualTo("line 5: from is missing"),
                        fault -> assertThat(fault).isEqualTo("line 5: to is missing"),
                        fault -> assertThat(fault).startsWith("line 6: from=\"noon\" is not a time"),
                        fault -> assertThat(fault).startsWith("line 6: label=\"maybe\""),
                        fault -> assertThat(fault).isEqualTo("line 7: movers is missing or empty"),
                        fault -> assertThat(fault).startsWith("line 7: label=nothing"),
                        fault -> assertThat(fault).startsWith("line 8: is not JSON"));
    }
}
