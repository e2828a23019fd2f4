package io.vigil.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.junit.jupiter.api.Test;

class RouteFollowTest {
    private static final double TOLERANCE_METERS = 40;

    private final RouteFix fix = new RouteFix();

    private static RouteLine line(double[] lats, double[] lons) {
        return new RouteLine(RouteLineTest.route(lats, lons));
    }

    /** A figure of eight in steps of 10 degrees of turn, some 25 km long, that crosses itself in the middle. */
    private static RouteLine figureOfEight() {
        double[] lats = new double[73];
        double[] lons = new double[73];
        for (int i = 0; i <= 72; i++) {
            double turn = Math.toRadians(5.0 * i);
            lats[i] = 30 + 0.03 * Math.sin(2 * turn);
            lons[i] = 120 + 0.04 * Math.sin(turn);
        }
        return line(lats, lons);
    }

    /** Out to the east and back on the same road. */
    private static RouteLine outAndBack() {
        return line(new double[] {30, 30, 30}, new double[] {120, 120.1, 120});
    }

    /** Drives a route from a progress to another with fixes that scatter; answers by how much progress was off at most. */
    private double worstOff(RouteLine line, double from, double to, double stepMeters, Random random) {
        double worst = 0;
        double step = to > from ? stepMeters : -stepMeters;
        Geodesy.Position start = line.positionAt(from);
        line.project(start.latitude(), start.longitude(), line.segmentAt(from), fix);
        fix.set(line.segmentAt(from), 0.5, 0, 0, from);
        for (double at = from; step > 0 ? at <= to : at >= to; at += step) {
            Geodesy.Position there = line.positionAt(at);
            GeodesicData seen = Geodesic.WGS84.Direct(
                    there.latitude(), there.longitude(), random.nextDouble() * 360, random.nextDouble() * 15);
            line.follow(seen.lat2, seen.lon2, fix, at == from ? 0 : step, TOLERANCE_METERS, fix);
            worst = Math.max(worst, Math.abs(fix.progressMeters() - at));
        }
        return worst;
    }

    @Test
    void progressGoesOnWhereTheRouteCrossesItself() {
        Random random = new Random(87);
        System.out.println("RouteFollowTest seed 87");
        RouteLine line = figureOfEight();
        for (double step : new double[] {20, 100, 300, 1_000}) {
            assertThat(worstOff(line, 0, line.lengthMeters(), step, random))
                    .as("steps of %s m", step)
                    .isLessThan(60);
            assertThat(worstOff(line, line.lengthMeters(), 0, step, random))
                    .as("against the route, steps of %s m", step)
                    .isLessThan(60);
        }
    }

    @Test
    void theNearestPointAloneWouldJumpThere() {
        RouteLine line = figureOfEight();
        double middle = line.lengthMeters() / 2;
        double worst = 0;
        Random random = new Random(88);
        for (double at = middle - 60; at < middle + 60; at += 5) {
            Geodesy.Position there = line.positionAt(at);
            GeodesicData seen =
                    Geodesic.WGS84.Direct(there.latitude(), there.longitude(), random.nextDouble() * 360, 15);
            line.project(seen.lat2, seen.lon2, -1, fix);
            worst = Math.max(worst, Math.abs(fix.progressMeters() - at));
        }
        assertThat(worst).isGreaterThan(10_000);
    }

    @Test
    void goesOnAtTheTurnOfARouteThatComesBackTheSameWay() {
        Random random = new Random(89);
        System.out.println("RouteFollowTest seed 89");
        RouteLine line = outAndBack();
        for (double step : new double[] {100, 700, 3_000}) {
            assertThat(worstOff(line, 0, line.lengthMeters(), step, random))
                    .as("steps of %s m", step)
                    .isLessThan(60);
        }
    }

    @Test
    void followsAMoverThatTurnsRoundOrLeavesTheRoute() {
        RouteLine line = outAndBack();
        Geodesy.Position before = line.positionAt(5_000);
        Geodesy.Position after = line.positionAt(4_500);

        fix.set(0, 0.5, 0, 0, 5_000);
        line.follow(after.latitude(), after.longitude(), fix, 500, TOLERANCE_METERS, fix);
        assertThat(fix.progressMeters()).as("it turned round").isCloseTo(4_500, within(0.1));
        line.follow(before.latitude() + 0.01, before.longitude(), fix, 1_200, TOLERANCE_METERS, fix);
        assertThat(fix.progressMeters()).as("beside the route").isCloseTo(5_000, within(1.0));
        assertThat(fix.crossTrackMeters()).isCloseTo(1_108.5, within(0.5));
    }

    @Test
    void takesTheNearestPointWhereTheMoverCutACorner() {
        RouteLine line = figureOfEight();
        double middle = line.lengthMeters() / 2;
        Geodesy.Position beyond = line.positionAt(middle + 2_000);

        // It turned off at the crossing and is on the other branch now.
        fix.set(line.segmentAt(100), 0.5, 0, 0, 100);
        line.follow(beyond.latitude(), beyond.longitude(), fix, 2_000, TOLERANCE_METERS, fix);
        assertThat(fix.progressMeters()).isCloseTo(middle + 2_000, within(1.0));
    }

    @Test
    void startsWhereTheNearestPointIs() {
        RouteLine line = outAndBack();

        line.follow(30.001, 120.05, new RouteFix(), 0, TOLERANCE_METERS, fix);
        assertThat(fix.segment()).isIn(0, 1);
        assertThat(fix.crossTrackMeters()).isCloseTo(110.85, within(0.5));
        line.follow(Double.NaN, 120.05, fix, 0, TOLERANCE_METERS, fix);
        assertThat(fix.segment()).isEqualTo(-1);
    }

    @Test
    void tellsWhetherAMoverGoesAlongOrAgainst() {
        RouteLine line = line(new double[] {30, 30, 31}, new double[] {120, 121, 121});

        line.project(30, 120.5, -1, fix);
        assertThat(line.courseDegrees(fix)).isCloseTo(90, within(1e-9));
        assertThat(line.direction(fix, 31)).isEqualTo(1);
        assertThat(line.direction(fix, 29)).isZero();
        assertThat(line.direction(fix, 209)).isZero();
        assertThat(line.direction(fix, 211)).isEqualTo(-1);
        assertThat(line.direction(fix, Double.NaN)).isZero();
        line.project(30.5, 121.1, -1, fix);
        assertThat(line.courseDegrees(fix)).isCloseTo(0, within(1e-9));
        assertThat(line.direction(fix, 320)).isEqualTo(1);
        assertThat(line.courseDegrees(new RouteFix())).isNaN();
        assertThat(line.direction(new RouteFix(), 90)).isZero();
    }
}
