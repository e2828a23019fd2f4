package io.vigil.feeds.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.Zstd;
import io.vigil.model.InvalidInputException;
import io.vigil.model.MoverEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /** Keeps what it is given. */
    private static final class Collector implements EventSink {
        final List<MoverEvent> events = new ArrayList<>();
        final List<String> rejected = new ArrayList<>();

        @Override
        public void event(MoverEvent event) {
            events.add(event);
        }

        @Override
        public void rejected(long lineNumber, String reason, String detail) {
            rejected.add(lineNumber + " " + reason);
        }

        @Override
        public void skipped(long lineNumber, String what) {}
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private Collector read(byte[] content) throws IOException {
        return read(content, "positions", FeedOptions.NONE);
    }

    private Collector read(byte[] content, String format, FeedOptions options) throws IOException {
        Path file = Files.write(folder.resolve("feed"), content);
        Collector collector = new Collector();
        try (ArchiveCursor cursor = ArchiveCursor.open(file, ArchiveFormats.byName(format), options, collector)) {
            while (cursor.step()) {
                assertThat(cursor.isTruncated()).isFalse();
            }
        }
        return collector;
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
        Random random = new Random(3);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            lines.append(LINE.replace("117", "117." + random.nextInt(1_000_000)))
                    .append('\n');
        }
        for (byte[] whole : List.of(gzip(utf8(lines.toString())), Zstd.compress(utf8(lines.toString())))) {
            Collector collector = read(Arrays.copyOf(whole, whole.length * 3 / 4));

            assertThat(collector.events).hasSizeBetween(5_000, 19_999);
            assertThat(collector.rejected.get(collector.rejected.size() - 1)).endsWith("truncated-archive");
        }
    }

    @Test
    void survivesDamageAnywhereInACompressedFile() throws IOException {
        Random random = new Random(5);
        byte[] whole = gzip(utf8((LINE + "\n").repeat(1_000)));
        for (int i = 0; i < 200; i++) {
            byte[] damaged = whole.clone();
            damaged[10 + random.nextInt(damaged.length - 10)] ^= (byte) (1 + random.nextInt(255));

            read(damaged);
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
        Collector collector = new Collector();
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
        String padding = " ".repeat(ArchiveCursor.MAX_LINE_BYTES - LINE.length());

        assertThat(read(utf8(LINE + padding + "\n" + LINE)).events).hasSize(2);
        Collector tooLong = read(utf8(LINE + padding + " \n" + LINE));
        assertThat(tooLong.events).hasSize(1);
        assertThat(tooLong.rejected).containsExactly("1 line-too-long");
    }

    @Test
    void randomBytesAreRejectionsInEveryFormat() throws IOException {
        Random random = new Random(9);
        for (ArchiveFormat format : ArchiveFormats.all()) {
            byte[] bytes = new byte[300_000];
            random.nextBytes(bytes);

            Collector collector = read(bytes, format.name(), FeedOptions.NONE);

            assertThat(collector.events).as(format.name()).isEmpty();
            assertThat(collector.rejected).as(format.name()).isNotEmpty();
        }
    }

    @Test
    void readsPositionCsvByHeaderAndByNamedColumns() throws IOException {
        Collector byHeader = read(
                utf8(
                        """
                        mover,time,lon,lat,speedKmh,course,driver
                        vehicle:A,2026-09-12T14:03:05Z,117.5,39.25,60,360,"Li, Wei"
                        vessel:412000001,2026-09-12 22:03:05,117.5,39.25,,,
                        A,1789221785,117.5,39.25,1,2,
                        A,soon,117.5,39.25,1,2,
                        A,1789221785,east,39.25,1,2,
                        A,1789221785,117.5,,1,2,
                        A,1789221785,117.5,91,1,2,
                        ,1789221785,117.5,91,1,2,
                        """),
                "position-csv",
                new FeedOptions(Map.of(), 0, 0, "+08:00"));

        assertThat(byHeader.events).extracting(MoverEvent::eventTimeMillis).containsOnly(1_789_221_785_000L);
        assertThat(byHeader.events).hasSize(3);
        assertThat(byHeader.rejected)
                .containsExactly("5 bad-time", "6 bad-number", "7 bad-number", "8 bad-position", "9 bad-mover");
        assertThat(read(
                                utf8("id;t;x;y\n7;2026-09-12 14:03:05+00;117;39\n"),
                                "position-csv",
                                new FeedOptions(Map.of("mover", "id", "time", "t", "lon", "x", "lat", "y"), 0, 0, "Z"))
                        .rejected)
                .as("an offset of two digits is no RFC 3339")
                .containsExactly("2 bad-time");
        assertThat(read(utf8("a,b\n1,2\n"), "position-csv", FeedOptions.NONE).rejected)
                .containsExactly("1 unknown-header", "2 unknown-header");
    }

    @Test
    void expandsFeedSpecifications() throws IOException {
        Files.write(folder.resolve("b.jsonl"), utf8(LINE));
        Files.write(folder.resolve("a.jsonl"), utf8(LINE));
        Files.createDirectory(folder.resolve("sub"));
        Files.write(folder.resolve("sub/c.txt"), utf8(LINE));

        assertThat(FeedSpec.parse("positions:" + folder).files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("a.jsonl", "b.jsonl", "c.txt");
        assertThat(FeedSpec.parse("positions:" + folder + "/*.jsonl").files()).hasSize(2);
        assertThat(FeedSpec.parse("positions:" + folder + "/**.txt").files()).hasSize(1);
        assertThat(FeedSpec.parse("kafka:localhost:9092/topic").isKafka()).isTrue();
        for (String wrong : List.of("positions", "nosuch:" + folder, "positions:" + folder + "/x", "positions:")) {
            assertThat(catchThrowableOfType(InvalidInputException.class, () -> FeedSpec.parse(wrong))
                            .faults())
                    .hasSize(1);
        }
    }
}
