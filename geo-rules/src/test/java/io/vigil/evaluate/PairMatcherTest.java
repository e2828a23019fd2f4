package io.vigil.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.json.RulesFile;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import io.vigil.pair.PairChange;
import io.vigil.pair.PairMeeting;
import io.vigil.pair.PairPoint;
import io.vigil.pair.PairSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PairMatcherTest {
    private static final long SEED = 20_000;
    private static final double RADIUS_METERS = 700;
    private static final long STEP_MILLIS = 600_000;
    private static final String RULES =
            """
            rules:
              - id: r
                kind: encounter
                applies: mover.kind == "vessel"
                tier: blue
            """;

    private final Engine engine = Engine.of(
            List.of(new Lane("live", RulesFile.parse(RULES, "rules"))),
            new ControlData(List.of(), List.of(), Registry.EMPTY));
    private final PairLayer layer = engine.pairLayers.get(0);
    private final PairMatcher matcher = new PairMatcher(engine);

    /** A strait of 20 by 154 km across the antimeridian: within 700 m of each vessel there are ten others on average. */
    @Test
    void missesNoPairOfTwentyThousandInAStraitAndFindsEachOnce() {
        System.out.println("PairMatcherTest seed " + SEED);
        Random random = new Random(SEED);
        List<PairSample> samples = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            double latitude = 1.2 + random.nextDouble() * 20 / 110.6;
            double longitude = 179.3 + random.nextDouble() * 154 / 111.3;
            PairPoint before = point(0, latitude, longitude);
            PairPoint now = point(STEP_MILLIS, latitude + random.nextGaussian() * 1e-3, longitude + 2e-3);
            samples.add(sample(i, now, before));
        }
        Collections.shuffle(samples, random);

        List<String> found = new ArrayList<>();
        meetings(samples)
                .forEach(meeting -> found.add(
                        text(meeting.one(), meeting.other()) + (meeting.together() != 0 ? " together" : " apart")));

        Set<String> expected = bruteForce(samples);
        assertThat(found).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(found)).isEqualTo(expected);
        assertThat(expected.stream().filter(line -> line.endsWith("together")).count() * 2 / 20_000.0)
                .isBetween(9.0, 11.0);
    }

    private List<PairMeeting> meetings(List<PairSample> samples) {
        List<PairMeeting> meetings = new ArrayList<>();
        Map<Long, PairCell> cells = new HashMap<>();
        for (PairSample sample : samples) {
            matcher.cellsOf(sample, cell -> {
                PairCell there = cells.computeIfAbsent(cell, key -> new PairCell(cell, sample));
                matcher.tell(there, sample, PairChange.TOLD, 0, meetings::add);
            });
        }
        return meetings;
    }

    private static Set<String> bruteForce(List<PairSample> samples) {
        Set<String> pairs = new TreeSet<>();
        double[][] now = new double[samples.size()][];
        double[][] before = new double[samples.size()][];
        for (int i = 0; i < samples.size(); i++) {
            now[i] = ecef(samples.get(i).now());
            before[i] = ecef(samples.get(i).before());
        }
        for (int i = 0; i < samples.size(); i++) {
            for (int j = 0; j < i; j++) {
                boolean isNear = isNear(now[i], now[j]);
                if (isNear || isNear(before[i], before[j])) {
                    pairs.add(text(samples.get(i), samples.get(j)) + (isNear ? " together" : " apart"));
                }
            }
        }
        return pairs;
    }

    private static boolean isNear(double[] p, double[] q) {
        double x = p[0] - q[0];
        double y = p[1] - q[1];
        double z = p[2] - q[2];
        return x * x + y * y + z * z <= RADIUS_METERS * RADIUS_METERS;
    }

    private static double[] ecef(PairPoint point) {
        double lat = Math.toRadians(point.latitude());
        double lon = Math.toRadians(point.longitude());
        double e2 = 0.0066943799901413165;
        double n = 6_378_137 / Math.sqrt(1 - e2 * Math.sin(lat) * Math.sin(lat));
        return new double[] {
            n * Math.cos(lat) * Math.cos(lon), n * Math.cos(lat) * Math.sin(lon), n * (1 - e2) * Math.sin(lat)
        };
    }

    private static String text(PairSample a, PairSample b) {
        return a.mover().compareTo(b.mover()) < 0 ? a.mover() + " " + b.mover() : b.mover() + " " + a.mover();
    }

    private static PairPoint point(long time, double latitude, double longitude) {
        return new PairPoint(
                time, latitude, longitude >= 180 ? longitude - 360 : longitude, 1, 90, 0, 1, RADIUS_METERS / 2);
    }

    private PairSample sample(int number, PairPoint now, PairPoint before) {
        return new PairSample(
                layer.id,
                MoverId.ofMmsi(412_000_000 + number),
                "fishing",
                Double.NaN,
                PositionReport.NO_NAV_STATUS,
                "test",
                null,
                0,
                0,
                0,
                now,
                before);
    }
}
