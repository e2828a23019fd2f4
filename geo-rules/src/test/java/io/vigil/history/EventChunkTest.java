package io.vigil.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.Disposition;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PassReport;
import io.vigil.model.PositionReport;
import io.vigil.model.Units;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventChunkTest {
    private static final MoverId TRUCK = new MoverId("vehicle:津A12345|yellow");
    private static final long START = 1_789_000_000_000L;

    @Test
    void aVehicleAsTerminalsReportItTakesAtMostTenBytesAReport() {
        EventChunk chunk = new EventChunk();
        Random random = new Random(7);
        List<HistoryEntry> written = new ArrayList<>();
        double latitude = 38.9;
        double longitude = 117.6;
        double kph = 62;
        double course = 80;
        double odometer = 125_000_000;
        for (int i = 0; i < 64; i++) {
            kph = Math.max(0, kph + random.nextGaussian() * 2);
            course = (course + random.nextGaussian() * 4 + 360) % 360;
            double way = Units.kphToMps(kph) * 10;
            odometer += way;
            latitude += way * Math.cos(Math.toRadians(course)) / 111_000 + random.nextGaussian() * 2e-5;
            longitude += way * Math.sin(Math.toRadians(course)) / 87_000 + random.nextGaussian() * 2e-5;
            long time = START + i * 10_000L;
            written.add(own(
                    PositionReport.at(TRUCK, time, Math.round(latitude * 1e6) / 1e6, Math.round(longitude * 1e6) / 1e6)
                            .receivedTimeMillis(time + 800 + random.nextInt(900))
                            .speedMps(Units.kphToMps(Math.round(kph * 10) / 10.0))
                            .courseDegrees(Math.round(course) % 360)
                            .odometerMeters(Math.round(odometer / 100) * 100.0)
                            .altitudeMeters(4)
                            .statusBits(3)
                            .driver("120101199001011234")
                            .source("jt808")
                            .build()));
        }
        written.forEach(chunk::add);

        assertThat(chunk.events(TRUCK)).isEqualTo(written);
        assertThat((double) chunk.length() / 64)
                .as("bytes a report, anchor included")
                .isLessThanOrEqualTo(11);
        System.out.printf("vehicle: %.2f bytes a report%n", chunk.length() / 64.0);
    }

    @Test
    void aVesselAsReceiversHearItTakesAtMostTenBytesAReport() {
        MoverId vessel = new MoverId("vessel:413200007");
        EventChunk chunk = new EventChunk();
        Random random = new Random(8);
        List<HistoryEntry> written = new ArrayList<>();
        long latitude = 38L * 600_000;
        long longitude = 118L * 600_000;
        long time = START;
        for (int i = 0; i < 64; i++) {
            time += 9_700 + random.nextInt(600);
            latitude += 200 + random.nextInt(20);
            longitude += 300 + random.nextInt(20);
            written.add(own(PositionReport.at(vessel, time, latitude / 600_000.0, longitude / 600_000.0)
                    .receivedTimeMillis(time)
                    .speedMps(Units.knotsToMps((110 + random.nextInt(4)) / 10.0))
                    .courseDegrees((2240 + random.nextInt(20)) / 10.0)
                    .headingDegrees(224 + random.nextInt(2))
                    .navStatus(0)
                    .source("ais")
                    .build()));
        }
        written.forEach(chunk::add);

        assertThat(chunk.events(vessel)).isEqualTo(written);
        System.out.printf("vessel: %.2f bytes a report%n", chunk.length() / 64.0);
        assertThat((double) chunk.length() / 64).isLessThanOrEqualTo(11);
    }

    @Test
    void aClaimSaidAgainTakesAFewBytes() {
        EventChunk chunk = new EventChunk();
        Map<String, String> name = Map.of("name", "LONG ENOUGH NAME", "callSign", "BXYZ", "destination", "TIANJIN");
        Map<String, String> size = Map.of("lengthM", "120", "beamM", "20");
        List<HistoryEntry> written = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            written.add(own(IdentityReport.of(
                    TRUCK, START + i * 360_000L, START + i * 360_000L + 5, i % 2 == 0 ? name : size)));
        }
        written.forEach(chunk::add);

        assertThat(chunk.events(TRUCK)).isEqualTo(written);
        EventChunk shorter = new EventChunk();
        written.subList(0, 9).forEach(shorter::add);
        assertThat(chunk.length() - shorter.length()).isLessThanOrEqualTo(12);
    }

    @Test
    void givesBackAnythingBitByBitWhereverItIsStoredBetween() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 300; run++) {
            EventChunk chunk = new EventChunk();
            List<HistoryEntry> written = new ArrayList<>();
            long time = START;
            for (int i = 0; i < 80; i++) {
                time += random.nextInt(4) == 0 ? random.nextLong() >> random.nextInt(60) : 10_000;
                HistoryEntry entry = anything(random, time);
                written.add(entry);
                chunk.add(entry);
                if (random.nextInt(5) == 0) {
                    chunk = stored(chunk);
                }
            }
            assertThat(chunk.events(TRUCK)).as("seed %d, run %d", seed, run).isEqualTo(written);
            assertThat(EventChunk.events(TRUCK, chunk.toBytes())).isEqualTo(written);
            assertThat(chunk.count()).isEqualTo(80);
        }
    }

    private static EventChunk stored(EventChunk chunk) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        chunk.write(new DataOutputStream(bytes));
        return EventChunk.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    private static HistoryEntry anything(Random random, long time) {
        long received = random.nextInt(6) == 0 ? PositionReport.NO_TIME : time + random.nextInt(100_000) - 1000;
        MoverEvent event =
                switch (random.nextInt(12)) {
                    case 0 -> IdentityReport.of(TRUCK, time, received, Map.of("name", "n" + random.nextInt(3)));
                    case 1 -> new PassReport(
                            TRUCK, time, received, 38.9, 117.7, "S7", "truck", null, "red", 0.9, "gate");
                    case 2 -> new Disposition(
                            TRUCK,
                            time,
                            received,
                            "0123456789abcdef",
                            null,
                            Disposition.Outcome.CONFIRMED,
                            "li",
                            "note");
                    default -> position(random, time, received);
                };
        return new HistoryEntry(event, random.nextInt(10) == 0 ? time + random.nextInt(1000) : HistoryEntry.OWN);
    }

    private static PositionReport position(Random random, long time, long received) {
        PositionReport.Builder report = PositionReport.at(
                        TRUCK,
                        time,
                        pick(random, 38.9, Math.nextUp(38.9), -0.0, 90, -38.123456, 23_400_123 / 600_000.0, 12.3456789),
                        pick(random, 117.6, Math.nextDown(180.0), 0.0, -180, 117.654321, 70_561_234 / 600_000.0, 1e-9))
                .receivedTimeMillis(received)
                .speedMps(pick(random, Double.NaN, 0, Units.kphToMps(61.2), Units.knotsToMps(12.3), Math.PI, 1e300))
                .courseDegrees(pick(random, Double.NaN, 0, 359, 123.4, 0.1 + 0.2, 359.99))
                .headingDegrees(pick(random, Double.NaN, 0, 511 - 360))
                .altitudeMeters(pick(random, Double.NaN, -12, 4, 8_848.86, Double.NEGATIVE_INFINITY))
                .odometerMeters(pick(random, Double.NaN, 0, 125_000_100, 0.5))
                .statusBits(random.nextBoolean() ? PositionReport.NO_STATUS : random.nextInt() & 0xFFFFFFFFL)
                .alarmBits(random.nextInt(4) == 0 ? random.nextInt() : 0)
                .navStatus(random.nextInt(17) - 1)
                .safetyBits(random.nextInt(4) == 0 ? PositionReport.fatigueBits(7) | 5 : 0)
                .source(random.nextInt(5) == 0 ? "ais" : "jt808");
        return report.driver(random.nextInt(5) == 0 ? "司机7" : null).build();
    }

    private static double pick(Random random, double... values) {
        return values[random.nextInt(values.length)];
    }

    private static HistoryEntry own(MoverEvent event) {
        return new HistoryEntry(event, HistoryEntry.OWN);
    }
}
