package io.vigil.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vigil.model.InvalidInputException;
import io.vigil.model.MoverId;
import io.vigil.model.Registry;
import io.vigil.model.RegistryRecord;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
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
    void aBoatIsFoundByItsMmsiAndItsBeidouNumberWhileTheyAreItsOwn() throws IOException {
        Registry registry = RegistryFile.read(
                file(
                        "registry.jsonl",
                        """
                {"mover":"vessel:浙普渔60123","class":"fishing","mmsi":"412400123","beidou":"0345678"}
                {"mover":"vessel:浙普渔60123","class":"fishing","mmsi":"412400123","validFrom":"2026-06-01T00:00:00Z"}
                {"mover":"vessel:浙普渔60999","class":"fishing","beidou":"0345678","validFrom":"2026-07-01T00:00:00Z"}
                {"mover":"vessel:412400001","class":"fishing","mmsi":"412400001"}
                """));
        MoverId first = new MoverId("vessel:浙普渔60123");
        MoverId beidou = new MoverId("vessel:0345678");
        long june = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
        long july = Instant.parse("2026-07-01T00:00:00Z").toEpochMilli();

        assertThat(registry.moverOfAlias(new MoverId("vessel:412400123"), june)).isEqualTo(first);
        assertThat(registry.moverOfAlias(beidou, june - 1)).isEqualTo(first);
        assertThat(registry.moverOfAlias(beidou, june)).isNull();
        assertThat(registry.moverOfAlias(beidou, july)).isEqualTo(new MoverId("vessel:浙普渔60999"));
        assertThat(registry.moverOfAlias(new MoverId("vessel:412400001"), june)).isNull();
    }

    @Test
    void refusesNumbersThatCannotBe() throws IOException {
        Path file = file(
                "registry.jsonl",
                """
                {"mover":"vessel:a","mmsi":"41240012"}
                {"mover":"vessel:b","beidou":"03 45"}
                """);

        assertThatThrownBy(() -> RegistryFile.read(file))
                .hasMessageContaining("mmsi=\"41240012\" must be 9 digits")
                .hasMessageContaining("beidou=\"03 45\"");
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

    private List<String> faultsOf(Path file) {
        InvalidInputException thrown = catchThrowableOfType(InvalidInputException.class, () -> RegistryFile.read(file));
        assertThat(thrown).as("the file is refused").isNotNull();
        return thrown.faults().stream()
                .map(fault -> fault.place() + ": " + fault.reason())
                .toList();
    }

    @Test
    void countsTheLinesAboutDriversAndChecksThem() throws IOException {
        RegistryFile.Contents contents = RegistryFile.readContents(
                file(
                        "registry.jsonl",
                        """
                {"driver":"120101","status":["revoked"],"validFrom":"2026-01-01"}
                {"mover":"vehicle:A","driver":"120101"}
                {"driver":"120102"}
                """));

        assertThat(contents.drivers()).isEqualTo(2);
        assertThat(contents.registry().size()).isEqualTo(3);
        assertThat(contents.registry().at(new MoverId("driver:120101"), Long.MAX_VALUE))
                .extracting(RegistryRecord::statuses)
                .isEqualTo(List.of("revoked"));
        assertThat(
                        faultsOf(
                                file(
                                        "registry.jsonl",
                                        """
                {"driver":5,"status":"revoked","validFrom":"soon"}
                {"driver":" "}
                """)))
                .hasSize(4);
    }

    @Test
    void checksDatesNumbersAndListsOfEveryField() throws IOException {
        List<String> faults = faultsOf(
                file(
                        "registry.jsonl",
                        """
                {"mover":"vehicle:A","inspectionValidUntil":"2026-02-30","relayCertificateValidUntil":5}
                {"mover":"vessel:1","lengthM":"long","windRatingBft":18,"oneWayKm":-1}
                {"mover":"vehicle:B","relayPoints":"north","status":["a",7],"routes":{"r":1}}
                {"mover":"vehicle:C","permits":[{"zone":"z","from":"2026-02-01","to":"2026-01-31"},"z"]}
                {"mover":"vehicle:D","inspectionValidUntil":"2026-02-28","lengthM":0,"windRatingBft":17}
                """));

        assertThat(faults)
                .hasSize(10)
                .anySatisfy(fault -> assertThat(fault).startsWith("line 1: inspectionValidUntil=\"2026-02-30\""))
                .anySatisfy(fault -> assertThat(fault).startsWith("line 1: relayCertificateValidUntil must be a text"))
                .anySatisfy(fault -> assertThat(fault).startsWith("line 2: lengthM=\"long\" must be a number"))
                .anySatisfy(fault -> assertThat(fault).startsWith("line 2: windRatingBft=18 must be a number, 0 to 17"))
                .anySatisfy(fault -> assertThat(fault).startsWith("line 2: oneWayKm=-1"))
                .anySatisfy(fault -> assertThat(fault).startsWith("line 3: relayPoints must be a list"))
                .anySatisfy(fault -> assertThat(fault).startsWith("line 3: status must be a list of texts, holds 7"))
                .anySatisfy(fault -> assertThat(fault).startsWith("line 3: routes must be a list"))
                .anySatisfy(fault -> assertThat(fault).startsWith("line 4, permits[0]: to is not after from"))
                .anySatisfy(fault -> assertThat(fault).startsWith("line 4: permits[1] must be an object"));
    }

    @Test
    void accidentsAreDates() throws IOException {
        assertThat(
                        faultsOf(
                                file(
                                        "registry.jsonl",
                                        """
                {"mover":"vehicle:A","accidents":["2026-02-28"]}
                {"mover":"vehicle:B","accidents":["2026-02-30"]}
                {"mover":"vehicle:C","accidents":"2026-02-28"}
                """)))
                .hasSize(2)
                .anySatisfy(fault -> assertThat(fault).startsWith("line 2: accidents holds \"2026-02-30\""))
                .anySatisfy(fault -> assertThat(fault).startsWith("line 3: accidents must be a list"));
    }

    @Test
    void aPermitOfOneDayHoldsThatDay() throws IOException {
        RegistryRecord record = RegistryFile.read(
                        file(
                                "registry.jsonl",
                                "{\"mover\":\"vehicle:津A12345|yellow\",\"permits\":[{\"zone\":\"z\",\"from\":\"2026-01-31\",\"to\":\"2026-01-31\"}]}"))
                .at(TRUCK, 0);

        assertThat(List.of(
                        "2026-01-30T15:59:59Z", "2026-01-30T16:00:00Z", "2026-01-31T15:59:59Z", "2026-01-31T16:00:00Z"))
                .extracting(time ->
                        record.permits().get(0).covers("z", Instant.parse(time).toEpochMilli()))
                .containsExactly(false, true, true, false);
    }

    @Test
    void csvAndJsonGiveEqualRecords() throws IOException {
        Registry fromCsv = RegistryFile.read(file(
                "registry.CSV",
                "\uFEFFmover,class,windRatingBft,oneWayKm,status,relayPoints,validFrom,driver\r\n"
                        + "vehicle:A,tour-coach,7,120.5,wanted; scrapped,P1;P2,2026-01-01,\r\n\r\n"
                        + "vehicle:B,,,,,,,\r\n,,,,revoked,,,120101"));
        Registry fromJson = RegistryFile.read(
                file(
                        "registry.jsonl",
                        """
                {"mover":"vehicle:A","class":"tour-coach","windRatingBft":7,"oneWayKm":120.5,"status":["wanted","scrapped"],"relayPoints":["P1","P2"],"validFrom":"2026-01-01"}
                {"mover":"vehicle:B"}
                {"driver":"120101","status":["revoked"]}
                """));

        assertThat(fromCsv.contentHash()).isEqualTo(fromJson.contentHash());
        assertThat(fromCsv.at(new MoverId("vehicle:A"), Long.MAX_VALUE))
                .isEqualTo(fromJson.at(new MoverId("vehicle:A"), Long.MAX_VALUE))
                .isNotNull();
    }

    @Test
    void listsTheFaultsOfCsv() throws IOException {
        assertThat(faultsOf(file("registry.csv", "plate,class\nA,taxi\nB,taxi\n")))
                .singleElement()
                .asString()
                .startsWith("line 1: header has no column")
                .contains("mover");
        assertThat(faultsOf(file(
                        "registry.csv",
                        "mover,class,class\nvehicle:A,taxi\nvehicle:B,\"taxi,x\n"
                                + "x".repeat(TextLines.MAX_LINE_BYTES + 1)
                                + "\nvehicle:C,spaceship,\nvehicle:D,taxi,taxi\n")))
                .satisfiesExactly(
                        fault -> assertThat(fault).contains("line 1", "twice"),
                        fault -> assertThat(fault).contains("line 2", "has 2 cells, the header has 3"),
                        fault -> assertThat(fault).contains("line 3", "quote"),
                        fault -> assertThat(fault).contains("line 4", "longer than"),
                        fault -> assertThat(fault).contains("line 5", "spaceship"));
    }

    @Test
    void namesTheLineThatIsNotUtf8OrTooLongAndGoesOn() throws IOException {
        byte[] good = "{\"mover\":\"vehicle:A\"}\n".getBytes(StandardCharsets.UTF_8);
        byte[] latin = "{\"mover\":\"vehicle:\u00e9\"}\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] longest = ("{\"mover\":\"vehicle:B\"}" + " ".repeat(TextLines.MAX_LINE_BYTES - 21) + "\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] tooLong = (" " + new String(longest, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("registry.jsonl");
        Files.write(file, good);
        for (byte[] line : List.of(longest, latin, tooLong, "broken".getBytes(StandardCharsets.UTF_8))) {
            Files.write(file, line, StandardOpenOption.APPEND);
        }

        assertThat(faultsOf(file))
                .satisfiesExactly(
                        fault -> assertThat(fault).isEqualTo("line 3: is not UTF-8"),
                        fault -> assertThat(fault).startsWith("line 4: is longer than"),
                        fault -> assertThat(fault).startsWith("line 5: is not JSON"));
        assertThat(faultsOf(folder.resolve("missing.jsonl")))
                .containsExactly("file: cannot be read: there is no such file");
    }

    @Test
    void aThousandFaultsAreListedAndTheOthersCounted() throws IOException {
        assertThat(faultsOf(file("registry.jsonl", "x\n".repeat(1_000)))).hasSize(1_000);
        List<String> faults = faultsOf(file("registry.jsonl", "x\n".repeat(1_500)));
        assertThat(faults).hasSize(1_001);
        assertThat(faults.get(1_000)).isEqualTo("file: 500 more faults");
    }

    @Test
    void refusesAFileThatIsTooLargeWithoutReadingIt() throws IOException {
        for (String name : List.of("large.csv", "large.jsonl")) {
            Path large = folder.resolve(name);
            try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
                sparse.setLength(TextLines.MAX_BYTES + 1);
            }

            assertThat(faultsOf(large)).containsExactly("file: has 268435457 bytes, allowed are 268435456");
        }
    }

    @Test
    void aFileThatIsNoTextIsNamed() throws IOException {
        Path binary = Files.write(folder.resolve("binary.csv"), new byte[] {'m', '\n', (byte) 0xff, (byte) 0xfe});

        assertThat(faultsOf(binary)).contains("line 2: is not UTF-8");
    }
}
