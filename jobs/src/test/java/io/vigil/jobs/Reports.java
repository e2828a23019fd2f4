package io.vigil.jobs;

import io.vigil.model.Disposition;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PassReport;
import io.vigil.model.PositionReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Reports for tests. */
public final class Reports {
    /** 2026-09-12T00:00:00Z. */
    public static final long START = 1_789_171_200_000L;

    private static final double METERS_PER_DEGREE = 111_000;

    private Reports() {}

    /** A vehicle at a place, so many seconds after {@link #START}. */
    public static PositionReport vehicle(String identity, long seconds, double speedKph) {
        return PositionReport.at(new MoverId("vehicle:" + identity), START + seconds * 1000, 38.9, 117.6)
                .speedMps(speedKph / 3.6)
                .source("position")
                .build();
    }

    /** A vehicle going north, a report each so many seconds, at these speeds; it is where its speeds have taken it. */
    public static List<PositionReport> drive(String identity, int stepSeconds, double... speedsKph) {
        List<PositionReport> track = new ArrayList<>();
        double latitude = 38.5;
        for (int i = 0; i < speedsKph.length; i++) {
            track.add(PositionReport.at(
                            new MoverId("vehicle:" + identity), START + i * stepSeconds * 1000L, latitude, 117.6)
                    .speedMps(speedsKph[i] / 3.6)
                    .courseDegrees(0)
                    .source("position")
                    .build());
            latitude += speedsKph[i] / 3.6 * stepSeconds / METERS_PER_DEGREE;
        }
        return track;
    }

    /** Fast enough to be warned of for a minute, then slow again; 24 reports, 10 s apart. */
    public static List<PositionReport> overspeedDrive(String identity) {
        double[] speeds = new double[24];
        Arrays.fill(speeds, 60);
        Arrays.fill(speeds, 4, 12, 150);
        return drive(identity, 10, speeds);
    }

    /** Events with every combination of present and absent parts, from a seed. */
    public static List<MoverEvent> random(long seed, int count) {
        Random random = new Random(seed);
        List<MoverEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MoverId mover =
                    new MoverId(random.nextBoolean() ? "vehicle:津A" + i + "|yellow" : "vessel:41234567" + i % 10);
            long time = START + random.nextInt(1_000_000);
            events.add(
                    switch (random.nextInt(6)) {
                        case 0 -> identity(mover, time, random);
                        case 1 -> pass(time, random);
                        case 2 -> disposition(mover, time, random);
                        default -> position(mover, time, random);
                    });
        }
        return events;
    }

    private static MoverEvent identity(MoverId mover, long time, Random random) {
        return IdentityReport.of(
                mover,
                time,
                random.nextBoolean() ? PositionReport.NO_TIME : time + 5,
                random.nextBoolean() ? Map.of() : Map.of("name", "渔" + random.nextInt(), "class", "fishing"));
    }

    private static MoverEvent pass(long time, Random random) {
        boolean isTold = random.nextBoolean();
        return new PassReport(
                PassReport.moverOf("津A" + random.nextInt(100_000), "blue"),
                time,
                random.nextBoolean() ? PositionReport.NO_TIME : time + 5,
                random.nextDouble() * 180 - 90,
                random.nextDouble() * 360 - 180,
                isTold ? "site " + random.nextInt() : "",
                isTold ? "truck" : null,
                random.nextBoolean() ? "FAW" : null,
                isTold ? null : "red",
                isTold ? random.nextDouble() : Double.NaN,
                "pass");
    }

    private static MoverEvent disposition(MoverId mover, long time, Random random) {
        Disposition.Outcome[] outcomes = Disposition.Outcome.values();
        return new Disposition(
                mover,
                time,
                random.nextBoolean() ? PositionReport.NO_TIME : time + 5,
                String.format("%016x", random.nextLong()),
                random.nextBoolean() ? null : "overspeed",
                outcomes[random.nextInt(outcomes.length)],
                "operator " + random.nextInt(9),
                random.nextBoolean() ? null : "注 " + random.nextInt());
    }

    private static MoverEvent position(MoverId mover, long time, Random random) {
        PositionReport.Builder builder = PositionReport.at(
                        mover, time, random.nextDouble() * 180 - 90, random.nextDouble() * 360 - 180)
                .source("test");
        if (random.nextBoolean()) {
            builder.receivedTimeMillis(time + 1).speedMps(random.nextDouble() * 40);
        }
        if (random.nextBoolean()) {
            builder.courseDegrees(random.nextDouble() * 359).headingDegrees(random.nextInt(360));
        }
        if (random.nextBoolean()) {
            builder.statusBits(random.nextInt() & 0xFFFFFFFFL)
                    .alarmBits(random.nextInt())
                    .safetyBits(random.nextInt() & 0xFFFFFFFFL | PositionReport.fatigueBits(random.nextInt(11)));
        }
        if (random.nextBoolean()) {
            builder.driver("driver " + random.nextInt()).odometerMeters(random.nextDouble() * 1e6);
        }
        return builder.build();
    }
}
