package io.vigil.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vigil.model.ZoneShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

class ZonePassesTest {
    private final ZonePasses passes = new ZonePasses();

    private List<List<Double>> stretches() {
        List<List<Double>> all = new ArrayList<>();
        for (int i = 0; i < passes.size(); i++) {
            all.add(List.of(passes.entryFraction(i), passes.exitFraction(i)));
        }
        return all;
    }

    /** A comb: teeth 1 wide at longitudes 1, 3 and 5, joined along latitude 2 to 3. */
    private static ZoneIndex comb() {
        return RandomZones.index(RandomZones.area(
                RandomZones.ring(1, 0, 2, 0, 2, 2, 3, 2, 3, 0, 4, 0, 4, 2, 5, 2, 5, 0, 6, 0, 6, 3, 1, 3)));
    }

    @Test
    void findsEveryStretchWithPlacesAndTimes() {
        comb().passes(0, 1, 0, 1, 10, passes);

        assertThat(stretches()).containsExactly(List.of(0.1, 0.2), List.of(0.3, 0.4), List.of(0.5, 0.6));
        assertThat(passes.entry(1)).isEqualTo(new Geodesy.Position(1, 3));
        assertThat(passes.exit(2)).isEqualTo(new Geodesy.Position(1, 6));
        assertThat(passes.entryMillis(1, 1_000, 11_000)).isEqualTo(4_000);
        assertThat(passes.exitMillis(2, 1_000, 11_000)).isEqualTo(7_000);
        assertThat(passes.insideFraction()).isCloseTo(0.3, within(1e-12));
        assertThatThrownBy(() -> passes.entryFraction(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void beginsAndEndsInside() {
        comb().passes(0, 1, 1.5, 1, 3.5, passes);
        assertThat(stretches()).containsExactly(List.of(0.0, 0.25), List.of(0.75, 1.0));
        comb().passes(0, 2.5, 1.5, 2.5, 5.5, passes);
        assertThat(stretches()).containsExactly(List.of(0.0, 1.0));
        comb().passes(0, 1, 1.5, 1, 1.5, passes);
        assertThat(stretches()).containsExactly(List.of(0.0, 1.0));
    }

    @Test
    void countsATouchAndTheWayAlongAnEdge() {
        // Along the bottom of the teeth, then the top edge of the gaps, which belongs to the zone.
        comb().passes(0, 0, 0, 0, 10, passes);
        assertThat(stretches()).containsExactly(List.of(0.1, 0.2), List.of(0.3, 0.4), List.of(0.5, 0.6));
        comb().passes(0, 2, 0, 2, 10, passes);
        assertThat(stretches()).containsExactly(List.of(0.1, 0.6));
        comb().passes(0, -1, 0, 1, 2, passes);
        assertThat(passes.size()).isEqualTo(1);
        comb().passes(0, -1, 0, 0.5, 1.5, passes);
        assertThat(stretches()).as("through the corner into the tooth").hasSize(1);
        comb().passes(0, 1, 0, -1, 2, passes);
        assertThat(stretches()).as("touches the corner only").containsExactly(List.of(0.5, 0.5));
    }

    @Test
    void isEmptyWhereTheWayDoesNotTouchOrIsNotAvailable() {
        comb().passes(0, -1, 0, -1, 10, passes);
        assertThat(passes.size()).isZero();
        comb().passes(0, Double.NaN, 0, 1, 10, passes);
        assertThat(passes.size()).isZero();
        assertThat(passes.insideFraction()).isZero();
    }

    @Test
    void takesTheShortWayAcrossTheAntimeridian() {
        ZoneIndex index = RandomZones.index(RandomZones.area(
                RandomZones.ring(179.5, 0, 179.7, 0, 179.7, 2, 180.3, 2, 180.3, 0, 180.5, 0, 180.5, 3, 179.5, 3)));

        index.passes(0, 1, 179, 1, -179, passes);
        assertThat(passes.size()).isEqualTo(2);
        assertThat(passes.entry(1).longitude()).isCloseTo(-179.7, within(1e-9));
        assertThat(passes.exitFraction(0)).isCloseTo(0.35, within(1e-9));
        index.passes(0, 1, -179, 1, 179, passes);
        assertThat(passes.entryFraction(0)).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void holdsThePointsOfTheWayThatJtsFindsInside() {
        long seed = 75;
        System.out.println("ZonePassesTest seed " + seed);
        Random random = new Random(seed);
        RandomZones make = new RandomZones(random, 0);
        int several = 0;
        for (int layout = 0; layout < 150; layout++) {
            double lat = make.between(-70, 70);
            double lon = make.between(-170, 170);
            ZoneShape.Area area = make.area(lat, lon, make.between(0.03, 0.5));
            PreparedGeometry oracle = PreparedGeometryFactory.prepare(RandomZones.jts(area));
            Geometry boundary = oracle.getGeometry().getBoundary();
            ZoneIndex index = RandomZones.index(area);
            for (int i = 0; i < 100; i++) {
                double[] a = make.pointNear(area);
                double[] b = make.pointNear(area);
                index.passes(0, a[0], a[1], b[0], b[1], passes);
                several += passes.size() > 1 ? 1 : 0;
                assertEndsAreOnTheEdge(boundary, a, b);
                for (int k = 0; k <= 60; k++) {
                    Point point = point(a, b, k / 60.0);
                    assertThat(isIn(k / 60.0) == oracle.covers(point) || boundary.distance(point) < 1e-12)
                            .as("%s %s to %s %s at %s/60 of %s", a[0], a[1], b[0], b[1], k, stretches())
                            .isTrue();
                }
                Crossing crossing = index.crossing(0, a[0], a[1], b[0], b[1]);
                assertThat(crossing == null).isEqualTo(passes.size() == 0);
            }
        }
        assertThat(several).isGreaterThan(1_500);
    }

    @Test
    void aFractionOfTheWayIsThatOfTheTimeWithinTheStatedError() {
        long seed = 76;
        System.out.println("ZonePassesTest seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            double lat = random.nextDouble() * 140 - 70;
            GeodesicData end = Geodesic.WGS84.Direct(lat, 10, random.nextDouble() * 360, 100_000 * random.nextDouble());
            double[] lats = {lat, end.lat2};
            double[] lons = {10, end.lon2};
            double fraction = random.nextDouble();

            double share =
                    BruteForce.partMeters(lats, lons, 0, 0, fraction) / BruteForce.partMeters(lats, lons, 0, 0, 1);

            double latitude = Math.toRadians(Math.max(Math.abs(lat), Math.abs(end.lat2)));
            double bound = Math.toRadians(Math.abs(end.lat2 - lat)) * Math.tan(latitude) / 8;
            assertThat(share).as("%s to %s", lat, end.lat2).isCloseTo(fraction, within(bound + 1e-6));
        }
    }

    private boolean isIn(double fraction) {
        return stretches().stream().anyMatch(stretch -> fraction >= stretch.get(0) && fraction <= stretch.get(1));
    }

    private void assertEndsAreOnTheEdge(Geometry boundary, double[] a, double[] b) {
        double last = -1;
        for (List<Double> stretch : stretches()) {
            assertThat(stretch.get(0)).isGreaterThan(last);
            for (double end : stretch) {
                assertThat(end == 0 || end == 1 || boundary.distance(point(a, b, end)) < 1e-12)
                        .as("%s %s to %s %s: %s", a[0], a[1], b[0], b[1], stretch)
                        .isTrue();
            }
            last = stretch.get(1);
        }
    }

    private static Point point(double[] a, double[] b, double fraction) {
        return RandomZones.JTS.createPoint(
                new Coordinate(a[1] + fraction * (b[1] - a[1]), a[0] + fraction * (b[0] - a[0])));
    }

    @Test
    void findsTheStretchesOfACorridorAndACircle() {
        // A corridor up, over and down again, crossed from west to east at its open end.
        ZoneIndex index = RandomZones.index(
                new ZoneShape.Corridor(new double[] {30, 31, 31, 30}, new double[] {120, 120, 121, 121}, 1_000),
                new ZoneShape.Circle(30.5, 120.5, 2_000));
        double lon = Geodesic.WGS84.Direct(30.5, 120, 90, 1_000).lon2;

        index.passes(0, 30.5, 119.5, 30.5, 121.5, passes);
        assertThat(passes.size()).isEqualTo(2);
        assertThat(Geodesic.WGS84.Inverse(30.5, lon, 30.5, passes.exit(0).longitude()).s12)
                .isLessThan(0.15);
        assertThat(passes.entryFraction(0) + passes.exitFraction(0)).isCloseTo(0.5, within(1e-5));
        assertThat(passes.entryFraction(1) + passes.exitFraction(1)).isCloseTo(1.5, within(1e-5));
        index.passes(1, 30.5, 119.5, 30.5, 121.5, passes);
        assertThat(passes.size()).isEqualTo(1);
        index.passes(0, 31.005, 119.5, 31.005, 121.5, passes);
        assertThat(passes.size()).as("along the top: three legs, one stretch").isEqualTo(1);
    }
}
