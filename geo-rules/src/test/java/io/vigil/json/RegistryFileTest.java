package io.vigil.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vigil.model.InvalidInputException;
import io.vigil.model.MoverId;
import io.vigil.model.Registry;
import io.vigil.model.RegistryRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryFileTest {
    private static final MoverId TRUCK = new MoverId("vehicle:津A12345|yellow");

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void readsRecordsByValidityAndTerminal() throws IOException {
        Registry registry = RegistryFile.read(
                file(
                        "registry.jsonl",
                        """
                {"mover":"vehicle:津A12345|yellow","class":"heavy-truck","terminal":"013812345678","routes":["r1"],"permits":[{"zone":"z","from":"2026-01-01","to":"2026-01-31"}]}
                {"mover":"vehicle:津A12345|yellow","class":"hazmat","terminal":"13812345678","validFrom":"2026-06-01T00:00:00+08:00","oneWayKm":120.5}

                {"driver":"120101","status":["revoked"],"validFrom":"2026-01-01"}
                """));

        RegistryRecord first =
                registry.at(TRUCK, Instant.parse("2026-05-31T15:59:59Z").toEpochMilli());
        RegistryRecord second =
                registry.at(TRUCK, Instant.parse("2026-05-31T16:00:00Z").toEpochMilli());
        assertThat(first.moverClass()).isEqualTo("heavy-truck");
        assertThat(first.permits()
                        .get(0)
                        .covers("z", Instant.parse("2026-01-31T15:59:59Z").toEpochMilli()))
                .isTrue();
        assertThat(first.permits()
                        .get(0)
                        .covers("z", Instant.parse("2026-01-31T16:00:00Z").toEpochMilli()))
                .isFalse();
        assertThat(second.moverClass()).isEqualTo("hazmat");
        assertThat(second.fields()).containsEntry("oneWayKm", 120.5);
        assertThat(registry.moverOfTerminal("00000000013812345678", 0)).isEqualTo(TRUCK);
        assertThat(registry.moverOfTerminal("999", 0)).isNull();
    }

    @Test
    void readsTheSameFromCsv() throws IOException {
        Registry registry = RegistryFile.read(
                file(
                        "registry.csv",
                        """
                mover,class,status,lengthM,owner
                vessel:412000001,fishing,wanted;scrapped,24.5,"Li, Zhoushan"
                """));

        RegistryRecord record = registry.at(new MoverId("vessel:412000001"), 0);
        assertThat(record.fields())
                .containsEntry("lengthM", 24.5)
                .containsEntry("owner", "Li, Zhoushan")
                .containsEntry("status", java.util.List.of("wanted", "scrapped"));
    }

    @Test
    void listsEveryFaultWithItsLine() throws IOException {
        Path file = file(
                "registry.jsonl",
                """
                {"mover":"vehicle:A","class":"spaceship"}
                {"class":"taxi"}
                {"mover":"bicycle:1"}
                {"mover":"vehicle:B","terminal":"12AB"}
                {"mover":"vehicle:C","validFrom":"soon"}
                {"mover":"vehicle:D","routes":"r1"}
                not json
                {"mover":"vehicle:E","permits":[{"from":"2026-01-01"}]}
                {"mover":"vehicle:F"} {"mover":"vehicle:G"}
                """);

        assertThat(catchThrowableOfType(InvalidInputException.class, () -> RegistryFile.read(file))
                        .faults())
                .hasSize(9)
                .extracting(fault -> fault.place().replaceAll(",.*", ""))
                .containsExactly(
                        "line 1", "line 2", "line 3", "line 4", "line 5", "line 6", "line 7", "line 8", "line 9");
    }

    @Test
    void refusesLinesWithoutEndAndFilesThatAreNoText() throws IOException {
        String endless = "x".repeat(JsonLines.MAX_LINE_LENGTH + 1);
        Path csv = file("long.csv", "mover,class\nvehicle:A,taxi\n" + endless + ",taxi\nvehicle:B\n");
        Path binary = Files.write(folder.resolve("binary.csv"), new byte[] {'m', '\n', (byte) 0xff, (byte) 0xfe});

        assertThat(catchThrowableOfType(InvalidInputException.class, () -> RegistryFile.read(csv))
                        .faults())
                .extracting(fault -> fault.place() + ": " + fault.reason())
                .containsExactly("line 3: is longer than 1048576 characters", "line 4: has 1 cells, the header has 2");
        assertThat(catchThrowableOfType(InvalidInputException.class, () -> RegistryFile.read(binary))
                        .getMessage())
                .contains("is not UTF-8");
    }

    @Test
    void refusesAFileThatIsTooLargeWithoutReadingIt() throws IOException {
        for (String name : java.util.List.of("large.csv", "large.jsonl")) {
            Path large = folder.resolve(name);
            try (java.io.RandomAccessFile sparse = new java.io.RandomAccessFile(large.toFile(), "rw")) {
                sparse.setLength(GeoJsonFeatures.MAX_BYTES + 1);
            }

            assertThat(catchThrowableOfType(InvalidInputException.class, () -> RegistryFile.read(large))
                            .getMessage())
                    .contains("has 268435457 bytes, allowed are 268435456");
        }
    }
}
