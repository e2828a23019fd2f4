package io.vigil.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vigil.geo.ClosestApproach.Motion;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.junit.jupiter.api.Test;

class ClosestApproachTest {
    private static final double KNOT = 1852 / 3600.0;

    private static double exactMeters(Motion one, Motion other, long atMillis, double seconds) {
        GeodesicData a = exact(one, atMillis, seconds);
        GeodesicData b = exact(other, atMillis, seconds);
        return Geodesic.WGS84.Inverse(a.lat2, a.lon2, b.lat2, b.lon2).s12;
    }

    private static GeodesicData exact(Motion motion, long atMillis, double seconds) {
        double age = (atMillis - motion.timeMillis()) / 1000.0 + seconds;
        double course = motion.speedMps() == 0 ? 0 : motion.courseDegrees();
        return Geodesic.WGS84.Direct(motion.latitude(), motion.longitude(), course, motion.speedMps() * age);
    }

    /** The least of a function with one minimum near a middle: the best of 21 places, then golden section. */
    private static double least(DoubleUnaryOperator distance, double low, double high) {
        double best = low;
        for (int i = 1; i <= 20; i++) {
            double at = low + i * (high - low) / 20;
            best = distance.applyAsDouble(at) < distance.applyAsDouble(best) ? at : best;
        }
        double from = Math.max(low, best - (high - low) / 20);
        double to = Math.min(high, best + (high - low) / 20);
        double golden = (Math.sqrt(5) - 1) / 2;
        for (int i = 0; i < 45; i++) {
            double left = to - golden * (to - from);
            double right = from + golden * (to - from);
            if (distance.applyAsDouble(left) < distance.applyAsDouble(right)) {
                to = right;
            } else {
                from = left;
            }
        }
        return distance.applyAsDouble((from + to) / 2);
    }

    private static Motion motion(double lat, double lon, double speedMps, double course, long time) {
        return new Motion(lat, lon, speedMps, course, time);
    }

    @Test
    void errsByNoMoreThanItSaysAgainstTheGeodesicsThemselves() {
        long seed = 61;
        System.out.println("ClosestApproachTest seed " + seed);
        Random random = new Random(seed);
        double worst = 0;
        int near = 0;
        for (int i = 0; i < 6_000; i++) {
            double lat = random.nextDouble() * 168 - 84;
            double lon = i % 5 == 0 ? 179.95 : random.nextDouble() * 360 - 180;
            double apart = Math.pow(10, 1 + random.nextDouble() * 4.2);
            GeodesicData there = Geodesic.WGS84.Direct(lat, lon, random.nextDouble() * 360, apart);
            Motion one = motion(lat, lon, speed(random), random.nextDouble() * 360, random.nextInt(600_000));
            Motion other =
                    motion(there.lat2, there.lon2, speed(random), random.nextDouble() * 360, random.nextInt(600_000));
            ClosestApproach found = ClosestApproach.of(one, other, 600_000);
            if (Math.abs(found.tcpaSeconds()) > 14_400) {
                continue;
            }
            near++;
            double spread = 120 + Math.abs(found.tcpaSeconds()) / 4;
            double least = least(
                    t -> exactMeters(one, other, 600_000, t),
                    found.tcpaSeconds() - spread,
                    found.tcpaSeconds() + spread);
            double then = exactMeters(one, other, 600_000, found.tcpaSeconds());

            assertThat(found.cpaMeters()).as("%s %s", one, other).isCloseTo(then, within(found.errorMeters()));
            if (one.speedMps() + other.speedMps() > 0) {
                assertThat(found.cpaMeters()).as("%s %s", one, other).isCloseTo(least, within(found.errorMeters()));
                worst = Math.max(worst, Math.abs(found.cpaMeters() - least) / found.errorMeters());
            }
            worst = Math.max(worst, Math.abs(found.cpaMeters() - then) / found.errorMeters());
        }
        System.out.println("ClosestApproachTest: " + near + " pairs, worst error " + worst + " of the bound");
        assertThat(near).isGreaterThan(4_000);
        assertThat(worst).as("a bound no pair comes near says too much").isGreaterThan(0.1);
    }

    private static double speed(Random random) {
        return random.nextInt(6) == 0 ? 0 : random.nextDouble() * 30 * KNOT;
    }

    @Test
    void findsTheLeastDistanceWithinATimeOnTheGeodesics() {
        long seed = 62;
        System.out.println("ClosestApproachTest seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            double lat = random.nextDouble() * 168 - 84;
            double lon = random.nextDouble() * 360 - 180;
            GeodesicData there = Geodesic.WGS84.Direct(
                    lat, lon, random.nextDouble() * 360, Math.pow(10, 1 + random.nextDouble() * 5));
            Motion one = motion(lat, lon, speed(random), random.nextDouble() * 360, 0);
            Motion other = motion(there.lat2, there.lon2, speed(random), random.nextDouble() * 360, 5_000);

            ClosestApproach found = ClosestApproach.within(one, other, 10_000, 7_200);

            double least = Math.min(
                    least(t -> exactMeters(one, other, 10_000, t), 0, 7_200), exactMeters(one, other, 10_000, 0));
            assertThat(found.tcpaSeconds()).isBetween(0.0, 7_200.0);
            assertThat(found.cpaMeters()).as("%s %s", one, other).isCloseTo(least, within(found.errorMeters()));
            assertThat(exactMeters(one, other, 10_000, found.tcpaSeconds()))
                    .isCloseTo(found.cpaMeters(), within(found.errorMeters()));
        }
    }

    @Test
    void meetsHeadOn() {
        double mile = 1 / 60.0;
        ClosestApproach found =
                ClosestApproach.of(motion(30, 122, 10, 0, 0), motion(30 + 10 * mile, 122, 10, 180, 0), 0);

        double apart = Geodesic.WGS84.Inverse(30, 122, 30 + 10 * mile, 122).s12;
        assertThat(found.cpaMeters()).isLessThan(1e-6);
        assertThat(found.tcpaSeconds()).isCloseTo(apart / 20, within(0.01));
        assertThat(found.errorMeters()).isLessThan(0.5);
    }

    @Test
    void reckonsOldPositionsToTheInstant() {
        Motion old = motion(30, 122, 10, 90, -60_000);
        GeodesicData now = Geodesic.WGS84.Direct(30, 122, 90, 600);
        Motion fresh = motion(now.lat2, now.lon2, 10, now.azi2, 0);
        Motion other = motion(30.05, 122.1, 5, 200, 0);

        ClosestApproach byOld = ClosestApproach.of(old, other, 0);
        ClosestApproach byFresh = ClosestApproach.of(fresh, other, 0);
        assertThat(byOld.cpaMeters()).isCloseTo(byFresh.cpaMeters(), within(byOld.errorMeters()));
        assertThat(byOld.tcpaSeconds()).isCloseTo(byFresh.tcpaSeconds(), within(0.1));
        assertThat(ClosestApproach.of(other, old, 0).cpaMeters()).isCloseTo(byOld.cpaMeters(), within(0.05));
    }

    @Test
    void keepsItsDistanceWhereNothingMovesRelativeToTheOther() {
        Motion anchored = motion(30, 122, 0, Double.NaN, 0);
        double apart = Geodesic.WGS84.Inverse(30, 122, 30.01, 122.01).s12;

        for (ClosestApproach found : new ClosestApproach[] {
            ClosestApproach.of(anchored, motion(30.01, 122.01, 0, Double.NaN, 0), 3_600_000),
            ClosestApproach.of(motion(30, 122, 8, 0, 0), motion(30.01, 122.01, 8, 0, 0), 0),
            ClosestApproach.within(anchored, motion(30.01, 122.01, 0, Double.NaN, 0), 0, 600),
        }) {
            assertThat(found.cpaMeters()).isCloseTo(apart, within(0.1));
        }
        assertThat(ClosestApproach.of(anchored, anchored, 0)).isEqualTo(new ClosestApproach(0, 0, 0.02));
        assertThat(ClosestApproach.within(anchored, anchored, 0, 600).tcpaSeconds())
                .isZero();
    }

    @Test
    void countsTheApproachThatIsOverAsNegativeTime() {
        ClosestApproach found = ClosestApproach.of(motion(30, 122, 10, 180, 0), motion(30.01, 122.001, 10, 0, 0), 0);

        assertThat(found.tcpaSeconds()).isCloseTo(-55.4, within(0.1));
        assertThat(ClosestApproach.within(motion(30, 122, 10, 180, 0), motion(30.01, 122.001, 10, 0, 0), 0, 600)
                        .tcpaSeconds())
                .isZero();
    }

    @Test
    void hasNoAnswerForWhatIsNotAvailable() {
        Motion good = motion(30, 122, 10, 90, 0);
        for (Motion bad : new Motion[] {
            motion(Double.NaN, 122, 10, 90, 0),
            motion(30, Double.NaN, 10, 90, 0),
            motion(30, 122, Double.NaN, 90, 0),
            motion(30, 122, 10, Double.NaN, 0)
        }) {
            assertThat(ClosestApproach.of(good, bad, 0).cpaMeters()).isNaN();
            assertThat(ClosestApproach.of(bad, good, 0).tcpaSeconds()).isNaN();
            assertThat(ClosestApproach.within(good, bad, 0, 600).errorMeters()).isNaN();
        }
    }
}
