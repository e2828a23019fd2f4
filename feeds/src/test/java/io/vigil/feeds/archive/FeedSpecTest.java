package io.vigil.feeds.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vigil.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedSpecTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        for (String name : List.of("b.jsonl", "a.jsonl", "sub/c.txt", "sub/deep/a.jsonl", "od[d]{1}/x.csv")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x");
        }
    }

    private List<String> files(String below) {
        return FeedSpec.parse("positions:" + folder + below).files().stream()
                .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                .toList();
    }

    private static String faultOf(String text) {
        InvalidInputException thrown = catchThrowableOfType(InvalidInputException.class, () -> FeedSpec.parse(text));
        assertThat(thrown).as(text).isNotNull();
        assertThat(thrown.faults()).hasSize(1);
        return thrown.getMessage();
    }

    @Test
    void aDirectoryStandsForAllFilesBelowItInOrder() {
        assertThat(files("")).containsExactly("a.jsonl", "b.jsonl", "od[d]{1}/x.csv", "sub/c.txt", "sub/deep/a.jsonl");
        assertThat(files("/sub")).containsExactly("sub/c.txt", "sub/deep/a.jsonl");
        assertThat(files("/b.jsonl")).containsExactly("b.jsonl");
    }

    @Test
    void globsMatchWithinAndAcrossDirectories() {
        assertThat(files("/*.jsonl")).containsExactly("a.jsonl", "b.jsonl");
        assertThat(files("/?.jsonl")).containsExactly("a.jsonl", "b.jsonl");
        assertThat(files("/*/c.*")).containsExactly("sub/c.txt");
        assertThat(files("/**.jsonl")).containsExactly("a.jsonl", "b.jsonl", "sub/deep/a.jsonl");
        assertThat(files("/**/a.jsonl")).containsExactly("a.jsonl", "sub/deep/a.jsonl");
        assertThat(files("//s*/**/a.jsonl")).containsExactly("sub/deep/a.jsonl");
        assertThat(files("/od[d]{1}/*.csv")).containsExactly("od[d]{1}/x.csv");
        assertThat(files("/od[*/x.csv")).containsExactly("od[d]{1}/x.csv");
    }

    @Test
    void followsALinkToADirectory() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("sub"));

        assertThat(files("/link")).containsExactly("link/c.txt", "link/deep/a.jsonl");
        assertThat(files("/link/*.txt")).containsExactly("link/c.txt");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThat(faultOf("positions")).contains("is not FORMAT:PATH");
        assertThat(faultOf("positions:")).contains("is not FORMAT:PATH");
        assertThat(faultOf("nosuch:" + folder)).contains("nosuch", "ais-nmea", "position-csv", "kafka");
        assertThat(faultOf("positions:" + folder + "/x")).contains("no such file");
        assertThat(faultOf("positions:" + folder + "/*.zst")).contains("no file matches");
        assertThat(faultOf("positions:" + folder + "/nowhere/*.zst")).contains("no file matches");
        assertThat(faultOf("positions:" + empty)).contains("holds no file");
        assertThat(faultOf("positions:a\0b")).contains("cannot be read");
        assertThat(faultOf("kafka:")).contains("is not FORMAT:PATH");
    }

    @Test
    void leavesKafkaToOthers() {
        FeedSpec spec = FeedSpec.parse("kafka:localhost:9092/topic@FROM..TO");

        assertThat(spec.isKafka()).isTrue();
        assertThat(spec.path()).isEqualTo("localhost:9092/topic@FROM..TO");
        assertThat(spec.files()).isEmpty();
    }
}
