package io.vigil.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.feeds.archive.FeedOptions;
import io.vigil.jobs.Reports;
import io.vigil.json.PositionJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenArchiveTest {
    @TempDir
    private Path folder;

    @Test
    void goesOnWhereItStoppedWhateverThePosition() throws IOException {
        Path file = folder.resolve("positions.jsonl");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            text.append(i % 7 == 3 ? "not a report\n" : line("A" + i % 5, i));
        }
        Files.writeString(file, text);
        List<FeedItem> all = rest(ArchiveSplit.Position.start("positions", file.toString()));
        assertThat(all).hasSize(2_000);

        for (int done : new int[] {0, 1, 3, 4, 255, 256, 257, 1_000, 1_999, 2_000}) {
            assertThat(rest(new ArchiveSplit.Position("positions", file.toString(), done)))
                    .as("after %d items", done)
                    .isEqualTo(all.subList(done, all.size()));
        }
    }

    @Test
    void tellsThatACompressedFileIsCutShortAndKeepsWhatCameBefore() throws IOException {
        Path whole = folder.resolve("whole.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
            for (int i = 0; i < 5_000; i++) {
                out.write(line("A" + i, i).getBytes(StandardCharsets.UTF_8));
            }
        }
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = folder.resolve("cut.jsonl.gz");
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));

        List<FeedItem> items = rest(ArchiveSplit.Position.start("positions", cut.toString()));

        assertThat(items).anySatisfy(item -> assertThat(item.event()).isNotNull());
        assertThat(items).anySatisfy(item -> {
            assertThat(item.note()).isNotNull();
            assertThat(item.note().word()).isEqualTo("truncated-archive");
        });
    }

    @Test
    void splitsSurviveACheckpoint() throws IOException {
        List<ArchiveSplit> splits = List.of(
                new ArchiveSplit("file-0", List.of(new ArchiveSplit.Position("ais-nmea", "/数据/a b.nmea", 17))),
                new ArchiveSplit(
                        "all",
                        List.of(
                                new ArchiveSplit.Position("positions", "x", 0),
                                new ArchiveSplit.Position("jt808-hex", "y", Long.MAX_VALUE))));

        assertThat(ArchiveSplitCodec.ofMany()
                        .deserialize(1, ArchiveSplitCodec.ofMany().serialize(splits)))
                .isEqualTo(splits);
        assertThat(ArchiveSplitCodec.ofOne()
                        .deserialize(1, ArchiveSplitCodec.ofOne().serialize(splits.get(1))))
                .isEqualTo(splits.get(1));
    }

    private static List<FeedItem> rest(ArchiveSplit.Position position) throws IOException {
        List<FeedItem> items = new ArrayList<>();
        try (OpenArchive archive = OpenArchive.at(position, FeedOptions.NONE)) {
            while (archive.hasNext()) {
                items.add(archive.next());
            }
        }
        return items;
    }

    private static String line(String vehicle, int second) {
        return new String(PositionJson.toJson(Reports.vehicle(vehicle, second, 50)), StandardCharsets.UTF_8) + '\n';
    }
}
