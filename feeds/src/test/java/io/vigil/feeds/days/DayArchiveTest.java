package io.vigil.feeds.days;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.model.ContentHash;
import io.vigil.model.Disposition;
import io.vigil.model.IdentityReport;
import io.vigil.model.InvalidInputException;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PassReport;
import io.vigil.model.PositionReport;
import io.vigil.model.Units;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayArchiveTest {
    private static final long MIDNIGHT = Instant.parse("2026-09-12T00:00:00Z").toEpochMilli();
    private static final long DAY = 86_400_000;
    private static final int BUCKETS = 4;

    @TempDir
    private Path folder;

    @Test
    void givesBackEveryEventBitByBitMoverByMoverInOrderOfTime() throws IOException {
        long seed = System.nanoTime();
        System.out.println("DayArchiveTest seed " + seed);
        List<MoverEvent> events = traffic(new Random(seed), 60, 400);

        DayArchive archive = write("all", events);

        assertThat(archive.days()).extracting(day -> day.date().toString()).contains("2026-09-12", "2026-09-13");
        List<MoverEvent> found = new ArrayList<>();
        for (ArchivedDay day : archive.days()) {
            for (int bucket : day.buckets()) {
                found.addAll(inOrder(archive, day, bucket));
            }
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(events);
        assertThat(archive.days().stream().mapToLong(ArchivedDay::eventCount).sum())
                .isEqualTo(events.size());
    }

    /** Those that have their own time in the day; asserts the layout on the way. */
    private static List<MoverEvent> inOrder(DayArchive archive, ArchivedDay day, int bucket) throws IOException {
        List<MoverEvent> found = new ArrayList<>();
        MoverEvent last = null;
        try (BucketReader reader = day.open(bucket)) {
            while (reader.advance()) {
                MoverEvent event = reader.event();
                assertThat(archive.bucketOf(reader.mover())).isEqualTo(bucket);
                if (last != null && last.mover().equals(event.mover())) {
                    assertThat(event.eventTimeMillis()).isGreaterThanOrEqualTo(last.eventTimeMillis());
                }
                last = event;
                if (DayArchive.isOf(event, day.epochDay())) {
                    found.add(event);
                }
            }
        }
        return found;
    }

    @Test
    void hasTheSameBytesWhateverTheOrderOfArrival() throws IOException {
        List<MoverEvent> events = traffic(new Random(5), 20, 300);
        List<MoverEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(6));

        assertThat(bytes(write("one", events))).isEqualTo(bytes(write("other", shuffled)));
    }

    @Test
    void addsToADayThatIsThereAndTakesNothingTwice() throws IOException {
        List<MoverEvent> events = traffic(new Random(7), 20, 300);
        DayArchive whole = write("whole", events);

        write("parts", events.subList(0, events.size() / 2));
        DayWriter second = writer("parts", events.subList(events.size() / 3, events.size()));
        second.write();

        assertThat(second.repeated()).isEqualTo(events.size() / 2 - events.size() / 3);
        assertThat(bytes(DayArchive.open(folder.resolve("parts")))).isEqualTo(bytes(whole));
    }

    @Test
    void keepsAnEventThatWasReceivedOnAnotherDayInBoth() throws IOException {
        PositionReport ahead = position("vessel:412000001", MIDNIGHT + 3 * DAY)
                .receivedTimeMillis(MIDNIGHT + 5)
                .build();

        DayArchive archive = write("ahead", List.of(ahead));

        assertThat(archive.days()).extracting(ArchivedDay::eventCount).containsExactly(0L, 1L);
        int bucket = archive.bucketOf(ahead.mover());
        for (ArchivedDay day : archive.days()) {
            try (BucketReader reader = day.open(bucket)) {
                assertThat(reader.advance()).isTrue();
                assertThat(reader.event()).isEqualTo(ahead);
                assertThat(DayArchive.isOf(reader.event(), day.epochDay())).isEqualTo(day.eventCount() == 1);
                assertThat(reader.advance()).isFalse();
            }
        }
    }

    @Test
    void takesLittleRoom() throws IOException {
        List<MoverEvent> events = new ArrayList<>();
        for (int mover = 0; mover < 20; mover++) {
            for (int i = 0; i < 2_000; i++) {
                events.add(position("vehicle:津A%05d|yellow".formatted(mover), MIDNIGHT + i * 10_000L)
                        .receivedTimeMillis(MIDNIGHT + i * 10_000L + 800)
                        .speedMps(Units.kphToMps(80 + i % 7 / 10.0))
                        .courseDegrees(45)
                        .statusBits(3)
                        .build());
            }
        }

        DayArchive archive = write("small", events);

        assertThat(archive.days().get(0).bytes() / (double) events.size()).isLessThan(8);
    }

    @Test
    void noDamagedByteEverPassesForAnEvent() throws IOException {
        DayArchive archive = write("damaged", traffic(new Random(8), 3, 40));
        ArchivedDay day = archive.days().get(0);
        int bucket = day.buckets().get(0);
        Path file = day.folder().resolve(ArchivedDay.fileName(bucket));
        byte[] whole = Files.readAllBytes(file);
        for (int place = 0; place < whole.length; place += 31) {
            byte[] damaged = whole.clone();
            damaged[place] ^= 0x10;
            Files.write(file, damaged);

            assertThatThrownBy(() -> read(day, bucket))
                    .as("byte " + place)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void saysWhereAFileWasCut() throws IOException {
        DayArchive archive = write("cut", traffic(new Random(9), 3, 40));
        ArchivedDay day = archive.days().get(0);
        int bucket = day.buckets().get(0);
        Path file = day.folder().resolve(ArchivedDay.fileName(bucket));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 11) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> read(day, bucket))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("is cut short");
        }

        assertThatThrownBy(() -> DayArchive.open(folder.resolve("cut")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(" bytes of " + whole.length);
        Files.delete(file);
        assertThatThrownBy(() -> DayArchive.open(folder.resolve("cut")))
                .hasMessageContaining(file + ": file: is missing; the day is damaged");
    }

    @Test
    void saysWhatIsNoArchiveOrHoldsNothingOrIsOfANewerProgram() throws IOException {
        assertThatThrownBy(() -> DayArchive.open(folder.resolve("nowhere")))
                .hasMessageContaining("is no archive: there is no archive.json in it");
        write("empty", List.of());
        assertThatThrownBy(() -> DayArchive.open(folder.resolve("empty")))
                .hasMessageContaining("the archive holds no day; write some with vigil archive");
        Files.writeString(folder.resolve("empty/archive.json"), "{\"version\":2,\"buckets\":4}");
        assertThatThrownBy(() -> DayArchive.open(folder.resolve("empty")))
                .hasMessageContaining("2 is not known, known are versions up to 1");
        Files.writeString(folder.resolve("empty/archive.json"), "{\"version\":1,\"buckets\":0}");
        assertThatThrownBy(() -> DayArchive.open(folder.resolve("empty"))).hasMessageContaining("0 must be 1 to 4096");
    }

    @Test
    void aDayThatWasNotFinishedIsNotThere() throws IOException {
        DayArchive archive = write("half", traffic(new Random(10), 3, 40));
        int days = archive.days().size();
        Path half = Files.createDirectories(archive.root().resolve(".day-99-x"));
        Files.write(half.resolve("bucket-0.vigil"), new byte[100]);

        assertThat(DayArchive.open(archive.root()).days()).hasSize(days);
    }

    private static void read(ArchivedDay day, int bucket) throws IOException {
        try (BucketReader reader = day.open(bucket)) {
            while (reader.advance()) {
                reader.event();
            }
        }
    }

    private DayArchive write(String name, List<MoverEvent> events) throws IOException {
        writer(name, events).write();
        return events.isEmpty() ? null : DayArchive.open(folder.resolve(name));
    }

    /** Over two spills, as two threads would have them, one of which has been to disk. */
    private DayWriter writer(String name, List<MoverEvent> events) throws IOException {
        Path spilt = Files.createDirectories(folder.resolve("spill-" + name));
        List<EventSpill> spills = List.of(new EventSpill(spilt, "a"), new EventSpill(spilt, "b"));
        for (int i = 0; i < events.size(); i++) {
            MoverEvent event = events.get(i);
            DayWriter.spill(spills.get(i % 2), BUCKETS, event.mover(), event);
            if (i == events.size() / 2) {
                spills.get(0).flush();
            }
        }
        return new DayWriter(folder.resolve(name), BUCKETS, spills, day -> {});
    }

    private static Map<String, String> bytes(DayArchive archive) throws IOException {
        Map<String, String> bytes = new TreeMap<>();
        for (ArchivedDay day : archive.days()) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(day.folder())) {
                for (Path file : files) {
                    bytes.put(day.date() + "/" + file.getFileName(), ContentHash.hex16(Files.readAllBytes(file)));
                }
            }
        }
        return bytes;
    }

    private static PositionReport.Builder position(String mover, long time) {
        return PositionReport.at(new MoverId(mover), time, 39.1, 117.2).source("jt808");
    }

    /** Movers of all feeds over two days, with everything a report can say and nothing, and with numbers no scale holds. */
    private static List<MoverEvent> traffic(Random random, int movers, int each) {
        List<MoverEvent> events = new ArrayList<>();
        for (int mover = 0; mover < movers; mover++) {
            String text =
                    mover % 2 == 0 ? "vehicle:津A%05d|yellow".formatted(mover) : "vessel:4124%05d".formatted(mover);
            for (int i = 0; i < each; i++) {
                long time = MIDNIGHT + random.nextLong(2 * DAY);
                events.add(random.nextInt(20) == 0 ? other(random, text, time) : report(random, text, time));
            }
        }
        events.sort(Comparator.comparingLong(MoverEvent::eventTimeMillis));
        return events;
    }

    private static PositionReport report(Random random, String mover, long time) {
        boolean odd = random.nextInt(30) == 0;
        PositionReport.Builder report = PositionReport.at(
                        new MoverId(mover),
                        time,
                        odd ? random.nextDouble() * 90 : random.nextInt(90_000_000) / 1e6,
                        odd ? random.nextDouble() * 180 : random.nextInt(180_000_000) / 1e6)
                .source(random.nextBoolean() ? "ais" : "jt808");
        if (random.nextInt(4) > 0) {
            report.receivedTimeMillis(time + random.nextInt(5_000))
                    .speedMps(Units.knotsToMps(random.nextInt(400) / 10.0))
                    .courseDegrees(random.nextInt(3600) / 10.0)
                    .navStatus(random.nextInt(16));
        }
        if (random.nextInt(3) == 0) {
            report.headingDegrees(random.nextInt(360))
                    .altitudeMeters(odd ? random.nextGaussian() : random.nextInt(500))
                    .odometerMeters(random.nextInt(1_000_000) * 100.0)
                    .statusBits(random.nextInt(1 << 20))
                    .alarmBits(random.nextInt())
                    .driver("司机 " + random.nextInt(5))
                    .safetyBits(random.nextInt(8));
        }
        return report.build();
    }

    private static MoverEvent other(Random random, String mover, long time) {
        MoverId id = new MoverId(mover);
        return switch (random.nextInt(mover.startsWith("vehicle") ? 3 : 2)) {
            case 0 -> IdentityReport.of(id, time, time + 100, Map.of("name", "渔 " + random.nextInt(9)));
            case 1 -> new Disposition(
                    id,
                    time,
                    time,
                    "%016x".formatted(random.nextLong()),
                    "overspeed",
                    Disposition.Outcome.values()[0],
                    "李",
                    null);
            default -> new PassReport(
                    id, time, time + 500, 39, 117, "卡口-1", "truck", null, "blue", random.nextDouble(), "camera");
        };
    }
}
