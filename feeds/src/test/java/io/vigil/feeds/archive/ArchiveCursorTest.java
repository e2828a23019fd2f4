package io.vigil.feeds.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveCursorTest {
    private static final String LINE =
            "{\"mover\":\"vehicle:A\",\"time\":\"2026-09-12T14:03:05Z\",\"lon\":117,\"lat\":39}";

    @TempDir
    Path folder;

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private CollectingSink read(byte[] content) throws IOException {
        return read(content, "positions", FeedOptions.NONE);
    }

    private CollectingSink read(byte[] content, String format, FeedOptions options) throws IOException {
        Path file = Files.write(folder.resolve("feed"), content);
        CollectingSink collector = new CollectingSink();
        try (ArchiveCursor cursor = ArchiveCursor.open(file, ArchiveFormats.byName(format), options, collector)) {
            while (cursor.step()) {
                assertThat(cursor.isTruncated()).isFalse();
            }
        }
        return collector;
    }

    private static byte[] differentLines(int count) {
        Random random = new Random(3);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(LINE.replace("117", "117." + random.nextInt(1_000_000)))
                    .append('\n');
        }
        return utf8(lines.toString());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsPlainGzipAndZstandardAlike() throws IOException {
        byte[] lines = utf8((LINE + "\n").repeat(5_000));

        assertThat(read(lines).events).hasSize(5_000);
        assertThat(read(gzip(lines)).events).hasSize(5_000);
        assertThat(read(Zstd.compress(lines)).events).hasSize(5_000);
        ByteArrayOutputStream twoMembers = new ByteArrayOutputStream();
        twoMembers.write(gzip(lines));
        twoMembers.write(gzip(lines));
        assertThat(read(twoMembers.toByteArray()).events).hasSize(10_000);
    }

    @Test
    void acceptsAnyLineEndAByteOrderMarkAndAMissingLastOne() throws IOException {
        assertThat(read(utf8("\uFEFF" + LINE + "\r\n" + LINE + "\n\n" + LINE)).events)
                .hasSize(3);
        assertThat(read(new byte[0]).events).isEmpty();
    }

    @Test
    void keepsWhatCameBeforeTheCutOfATruncatedFile() throws IOException {
        byte[] lines = differentLines(20_000);
        for (byte[] whole : List.of(gzip(lines), Zstd.compress(lines))) {
            CollectingSink collector = read(Arrays.copyOf(whole, whole.length * 3 / 4));

            assertThat(collector.events).hasSizeBetween(5_000, 19_999);
            assertThat(collector.rejected)
                    .as("the line in which the data ends is not read by halves")
                    .containsExactly((collector.events.size() + 1) + " truncated-archive");
        }
    }

    @Test
    void saysSoWhereverAGzipFileIsCut() throws IOException {
        byte[] whole = gzip(utf8((LINE + "\n").repeat(3)));
        for (int length = 2; length < whole.length; length++) {
            CollectingSink collector = read(Arrays.copyOf(whole, length));

            assertThat(collector.rejected).as("cut to " + length + " bytes").hasSize(1);
            assertThat(collector.rejected.get(0)).endsWith("truncated-archive");
        }
        assertThat(read(whole).rejected).isEmpty();
    }

    @Test
    void saysSoWhereverAZstandardFileIsCut() throws IOException {
        byte[] whole = Zstd.compress(utf8((LINE + "\n").repeat(3)));
        for (int length = 4; length < whole.length; length++) {
            CollectingSink collector = read(Arrays.copyOf(whole, length));

            assertThat(collector.rejected).as("cut to " + length + " bytes").hasSize(1);
            assertThat(collector.rejected.get(0)).endsWith("truncated-archive");
        }
        assertThat(read(whole).rejected).isEmpty();
    }

    @Test
    void aCutLineIsNotTakenForAWholeOne() throws IOException {
        String rows = "mover,time,lon,lat\nA,1789221785,117.5,39.25\nA,1789221786,117.5,39.25";
        byte[] cut = gzip(utf8(rows));
        cut = Arrays.copyOf(cut, cut.length - 1);

        CollectingSink collector = read(cut, "position-csv", FeedOptions.NONE);

        assertThat(collector.events).hasSize(1);
        assertThat(collector.rejected).containsExactly("3 truncated-archive");
    }

    @Test
    void seesDamageAnywhereInTheBodyOfAGzipFile() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] whole = gzip(differentLines(300));
        for (int i = 0; i < 200; i++) {
            byte[] damaged = whole.clone();
            damaged[10 + random.nextInt(damaged.length - 10)] ^= (byte) (1 + random.nextInt(255));

            CollectingSink collector = read(damaged);

            assertThat(collector.rejected.get(collector.rejected.size() - 1))
                    .as("seed " + seed)
                    .endsWith("truncated-archive");
        }
    }

    @Test
    void readsAZstandardFileThatBeginsWithASkippableFrame() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(new byte[] {0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 'a', 'b', 'c'});
        file.write(Zstd.compress(utf8(LINE + "\n")));
        file.write(Zstd.compress(utf8(LINE + "\n")));

        CollectingSink collector = read(file.toByteArray());

        assertThat(collector.events).hasSize(2);
        assertThat(collector.rejected).isEmpty();
    }

    @Test
    void aFailingDiskIsNoDamagedFile() throws IOException {
        for (byte[] whole : List.of(gzip(differentLines(20_000)), Zstd.compress(differentLines(20_000)))) {
            InputStream failing = new InputStream() {
                private int at;

                @Override
                public int read() throws IOException {
                    if (at == whole.length / 2) {
                        throw new IOException("the disk fails");
                    }
                    return whole[at++] & 0xff;
                }
            };
            CollectingSink collector = new CollectingSink();
            LineReader reader = new PositionsFormat().open(FeedOptions.NONE, "x", collector);
            try (ArchiveCursor cursor =
                    new ArchiveCursor(ArchiveCursor.decompressed(failing, "feed"), reader, collector)) {
                assertThatThrownBy(() -> {
                            boolean more = true;
                            while (more) {
                                more = cursor.step();
                            }
                        })
                        .isInstanceOf(IOException.class)
                        .hasMessage("the disk fails");
            }
            assertThat(collector.rejected).isEmpty();
        }
    }

    @Test
    void aLineOfOneGigabyteIsOneRejectionInConstantMemory() throws IOException {
        long gigabyte = 1L << 30;
        InputStream endless = new InputStream() {
            private long left = gigabyte;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] target, int from, int length) {
                int count = (int) Math.min(length, left);
                if (count <= 0) {
                    return -1;
                }
                Arrays.fill(target, from, from + count, (byte) 'x');
                left -= count;
                return count;
            }
        };
        CollectingSink collector = new CollectingSink();
        LineReader reader = new PositionsFormat().open(FeedOptions.NONE, "x", collector);
        try (ArchiveCursor cursor = new ArchiveCursor(endless, reader, collector)) {
            while (cursor.step()) {
                assertThat(collector.rejected).isEmpty();
            }
            assertThat(cursor.bytesRead()).isEqualTo(gigabyte);
        }
        assertThat(collector.rejected).containsExactly("1 line-too-long");
    }

    @Test
    void boundsALineAtItsLimit() throws IOException {
        String longest = LINE + " ".repeat(ArchiveCursor.MAX_LINE_BYTES - LINE.length());

        assertThat(read(utf8(longest + "\n" + LINE)).events).hasSize(2);
        assertThat(read(utf8("\uFEFF" + longest + "\r\n" + longest + "\r\n" + longest)).events)
                .as("neither line end nor byte order mark count")
                .hasSize(3);
        for (String end : List.of("\n", "\r\n")) {
            CollectingSink tooLong = read(utf8(longest + " " + end + LINE));
            assertThat(tooLong.events).hasSize(1);
            assertThat(tooLong.rejected).containsExactly("1 line-too-long");
        }
        assertThat(read(utf8(LINE + "\n" + longest + "   ")).rejected).containsExactly("2 line-too-long");
    }

    @Test
    void findsTheByteOrderMarkInAStreamThatComesByteByByte() throws IOException {
        byte[] bytes = utf8("\uFEFF" + LINE + "\r\n" + LINE);
        InputStream slow = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int from, int length) {
                return super.read(target, from, Math.min(length, 1));
            }
        };
        CollectingSink collector = new CollectingSink();
        LineReader reader = new PositionsFormat().open(FeedOptions.NONE, "x", collector);
        try (ArchiveCursor cursor = new ArchiveCursor(slow, reader, collector)) {
            while (cursor.step()) {
                assertThat(collector.rejected).isEmpty();
            }
            assertThat(cursor.lineNumber()).isEqualTo(2);
        }
        assertThat(collector.events).hasSize(2);
    }

    @Test
    void randomBytesAreRejectionsInEveryFormat() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (ArchiveFormat format : ArchiveFormats.all()) {
            byte[] bytes = new byte[300_000];
            random.nextBytes(bytes);
            bytes[0] = 'x';

            CollectingSink collector = read(bytes, format.name(), FeedOptions.NONE);

            assertThat(collector.events).as(format.name() + ", seed " + seed).isEmpty();
            assertThat(collector.rejected).as(format.name() + ", seed " + seed).isNotEmpty();
        }
    }

    @Test
    void theReaderCountsWhatAFileHolds() throws IOException {
        byte[] whole = gzip(utf8(LINE + "\n\nnonsense\n{}\n" + LINE + "\n"));
        Path file = Files.write(folder.resolve("feed.gz"), whole);
        CollectingSink collector = new CollectingSink();

        ArchiveSummary summary = ArchiveReader.read(file, new PositionsFormat(), FeedOptions.NONE, collector);

        assertThat(collector.events).hasSize(2);
        assertThat(summary.lines()).isEqualTo(5);
        assertThat(summary.events()).isEqualTo(2);
        assertThat(summary.rejected()).isEqualTo(2);
        assertThat(summary.rejectedByReason()).isEqualTo(Map.of("bad-position", 2L));
        assertThat(summary.examples().get("bad-position")).startsWith(file + ":3: ");
        assertThat(summary.isTruncated()).isFalse();
        Files.write(file, Arrays.copyOf(whole, whole.length - 5));
        assertThat(ArchiveReader.read(file, new PositionsFormat(), FeedOptions.NONE, new CollectingSink())
                        .isTruncated())
                .isTrue();
    }

    @Test
    void aCompressedFileCutBeforeItsFirstBytesIsNoEmptyOne() throws IOException {
        byte[] gzip = gzip(utf8(LINE));
        byte[] zstd = Zstd.compress(utf8(LINE));
        for (int length = 0; length < 4; length++) {
            for (String name : List.of("feed.gz", "feed.GZ", "feed.zst")) {
                byte[] whole = name.endsWith("zst") ? zstd : gzip;
                Path file = Files.write(folder.resolve(name), Arrays.copyOf(whole, length));
                CollectingSink collector = new CollectingSink();

                ArchiveSummary summary = ArchiveReader.read(file, new PositionsFormat(), FeedOptions.NONE, collector);

                assertThat(summary.isTruncated())
                        .as(name + " of " + length + " bytes")
                        .isTrue();
                assertThat(collector.rejected).containsExactly("1 truncated-archive");
            }
        }
        Path plain = Files.write(folder.resolve("unpacked.gz"), utf8(LINE));
        assertThat(ArchiveReader.read(plain, new PositionsFormat(), FeedOptions.NONE, new CollectingSink())
                        .events())
                .as("a file unpacked on its way is read as it is")
                .isEqualTo(1);
    }
}
