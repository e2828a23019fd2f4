package io.vigil.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vigil.json.LabelFile.Label;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.model.MoverId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelFileTest {
    private static final long MOMENT = 1_789_221_785_000L;

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("truth.jsonl"), text);
    }

    @Test
    void readsLabelsInTheirOrder() throws IOException {
        List<Label> labels = LabelFile.read(
                        file(
                                """
                {"rule":"coach-night-run","movers":["vehicle:津A12345|yellow"],"from":"2026-09-12T14:03:05.000Z","to":"2026-09-12T14:03:06Z","label":"true"}

                {"rule":"encounter","movers":["vessel:412000001","vessel:412000002"],"from":"2026-09-12T22:03:05+08:00","to":"2026-09-12T22:03:05+08:00","label":false,"note":"x"}
                """))
                .labels();

        assertThat(labels)
                .containsExactly(
                        new Label(
                                "coach-night-run",
                                List.of(new MoverId("vehicle:津A12345|yellow")),
                                MOMENT,
                                MOMENT + 1000,
                                true),
                        new Label(
                                "encounter",
                                List.of(new MoverId("vessel:412000001"), new MoverId("vessel:412000002")),
                                MOMENT,
                                MOMENT,
                                false));
    }

    @Test
    void readsTablesAndWhatTheDeskSaid() throws IOException {
        Path table = Files.writeString(
                folder.resolve("labels.csv"),
                """
                rule,movers,from,to,label
                encounter,vessel:1;vessel:2,2026-09-12T14:03:05Z,2026-09-12T14:03:05Z,true
                """);
        Path dispositions = file(
                """
                {"warningId":"00000000000000a1","outcome":"ack","at":"2026-09-12T14:03:05Z"}
                {"warningId":"00000000000000a1","outcome":"false"}
                {"warningId":"00000000000000a1","outcome":"confirmed"}
                {"warningId":"00000000000000a2","outcome":"permitted"}
                {"warningId":"00000000000000a3","outcome":"false"}
                {"warningId":"00000000000000a3","outcome":"duplicate"}
                """);

        assertThat(LabelFile.read(table).labels())
                .containsExactly(new Label(
                        "encounter", List.of(new MoverId("vessel:1"), new MoverId("vessel:2")), MOMENT, MOMENT, true));
        assertThat(LabelFile.read(dispositions).byWarning())
                .isEqualTo(Map.of("00000000000000a1", true, "00000000000000a2", false));
    }

    @Test
    void listsEveryFaultWithItsLine() throws IOException {
        String good = "{\"rule\":\"r\",\"movers\":[\"vehicle:A\"],\"from\":\"2026-09-12T14:03:05Z\","
                + "\"to\":\"2026-09-12T14:03:06Z\",\"label\":\"true\"}\n";
        Path file = file(good
                + good.replace("\"rule\":\"r\",", "")
                + good.replace("vehicle:A", "bicycle:A")
                + good.replace("\"vehicle:A\"", "")
                + good.replace("05Z", "07Z")
                + good.replace("2026-09-12T14:03:06Z", "2026-09-12")
                + good.replace("\"true\"", "\"maybe\"")
                + good.replace(",\"label\":\"true\"", "")
                + "not json\n"
                + good.replace("\"from\"", "\"form\""));

        InvalidInputException thrown = catchThrowableOfType(InvalidInputException.class, () -> LabelFile.read(file));

        assertThat(thrown.faults())
                .extracting(Fault::place)
                .containsExactly(
                        "line 2", "line 3", "line 4", "line 5", "line 6", "line 7", "line 8", "line 9", "line 10");
        assertThat(thrown.faults().get(3).reason())
                .isEqualTo("to=2026-09-12T14:03:06.000Z is before from=2026-09-12T14:03:07.000Z");
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThat(catchThrowableOfType(
                                InvalidInputException.class, () -> LabelFile.read(folder.resolve("nowhere.jsonl")))
                        .getMessage())
                .contains("nowhere.jsonl", "cannot be read");
    }
}
