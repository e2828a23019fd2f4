package io.vigil.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vigil.model.Route;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.junit.jupiter.api.Test;

class RouteLineTest {
    private final RouteFix fix = new RouteFix();

    static Route route(double[] lats, double[] lons, Route.Stop... stops) {
        return new Route(
                "r", null, Set.of(), Set.of(), lats, lons, Double.NaN, List.of(stops), Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Test
    void findsDistanceAndProgressLikeABruteForceSearch() {
        Random random = new Random(81);
        System.out.println("RouteLineTest seed 81");
        for (int i = 0; i < 120; i++) {
            double step = Math.pow(10, -3 + random.nextDouble() * 2.7);
            int vertices = 2 + random.nextInt(30);
            double[] lats = new double[vertices];
            double[] lons = new double[vertices];
            double lat = random.nextDouble() * 140 - 70;
            double lon = i % 4 == 0 ? 180 : random.nextDouble() * 360 - 180;
            for (int v = 0; v < vertices; v++) {
                lats[v] = lat;
                lons[v] = lon;
                lat = Math.max(-78, Math.min(78, lat + (random.nextDouble() - 0.3) * step));
                lon += (random.nextDouble() - 0.3) * step;
            }
            RouteLine line = new RouteLine(route(lats, lons));
            for (int k = 0; k < 12; k++) {
                int near = random.nextInt(vertices);
                GeodesicData at = Geodesic.WGS84.Direct(
                        lats[near], lons[near], random.nextDouble() * 360, Math.pow(10, random.nextDouble() * 5));
                assertProjection(line, lats, lons, at.lat2, at.lon2, k % 2 == 0 ? -1 : random.nextInt(vertices));
            }
        }
    }

    private void assertProjection(RouteLine line, double[] lats, double[] lons, double lat, double lon, int hint) {
        line.project(lat, Geodesy.normalizeLongitude(lon), hint, fix);

        BruteForce.Foot exact = BruteForce.foot(lats, lons, lat, lon);
        assertThat(fix.crossTrackMeters()).isCloseTo(exact.meters(), within(0.5));
        double atFix = Geodesic.WGS84.Inverse(
                        lat,
                        lon,
                        lats[fix.segment()] + fix.fraction() * (lats[fix.segment() + 1] - lats[fix.segment()]),
                        lons[fix.segment()] + fix.fraction() * (lons[fix.segment() + 1] - lons[fix.segment()]))
                .s12;
        assertThat(atFix).isCloseTo(fix.crossTrackMeters(), within(0.5));
        if (fix.segment() == exact.segment()) {
            double apart = BruteForce.partMeters(lats, lons, fix.segment(), exact.fraction(), fix.fraction());
            assertThat(apart).as("foot for a point %s m off", exact.meters()).isLessThan(0.5);
        }
        double begin = line.vertexProgressMeters(fix.segment());
        double part = BruteForce.partMeters(lats, lons, fix.segment(), 0, fix.fraction());
        assertThat(fix.progressMeters()).isCloseTo(begin + part, within(0.5));
    }

    @Test
    void measuresLengthAlongTheLine() {
        double[] lats = {60, 61, 61, 60.5};
        double[] lons = {179, 180.5, 183, 183.5};
        RouteLine line = new RouteLine(route(lats, lons));
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            sum += BruteForce.partMeters(lats, lons, i, 0, 1);
        }

        assertThat(line.lengthMeters()).isCloseTo(sum, within(0.01));
        assertThat(line.segments()).isEqualTo(3);
        Geodesy.Position at = line.positionAt(line.lengthMeters() / 2);
        line.project(at.latitude(), at.longitude(), -1, fix);
        assertThat(fix.progressMeters()).isCloseTo(line.lengthMeters() / 2, within(0.01));
        assertThat(fix.crossTrackMeters()).isLessThan(0.01);
        assertThat(at.longitude()).isBetween(-180.0, 180.0);
    }

    @Test
    void tellsTheSides() {
        RouteLine line = new RouteLine(route(new double[] {30, 31}, new double[] {120, 120}));

        line.project(30.5, 120.01, -1, fix);
        assertThat(fix.side()).isEqualTo(1);
        line.project(30.5, 119.99, 0, fix);
        assertThat(fix.side()).isEqualTo(-1);
        line.project(30.5, 120, 0, fix);
        assertThat(fix.side()).isZero();
        assertThat(fix.crossTrackMeters()).isZero();
        assertThat(fix.fraction()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void staysOnTheLegItWasOnWhereTheRouteReturnsTheSameWay() {
        RouteLine line =
                new RouteLine(route(new double[] {30, 30, 30, 30, 30}, new double[] {120, 120.1, 120.2, 120.1, 120}));

        line.project(30.0001, 120.05, 0, fix);
        assertThat(fix.segment()).isEqualTo(0);
        line.project(30.0001, 120.05, 2, fix);
        assertThat(fix.segment()).isEqualTo(3);
        assertThat(fix.progressMeters()).isCloseTo(line.lengthMeters() * 7 / 8, within(0.1));
    }

    @Test
    void placesStopsInTheirOrderAlongTheRoute() {
        RouteLine line = new RouteLine(route(
                new double[] {30, 30, 30},
                new double[] {120, 120.2, 120},
                new Route.Stop("out", 30, 120.05, 100),
                new Route.Stop("far end", 30, 120.2, 100),
                new Route.Stop("back", 30, 120.05, 100)));
        double leg = line.vertexProgressMeters(1);

        assertThat(line.stopProgressMeters(0)).isCloseTo(leg / 4, within(0.1));
        assertThat(line.stopProgressMeters(1)).isCloseTo(leg, within(0.1));
        assertThat(line.stopProgressMeters(2)).isCloseTo(leg * 7 / 4, within(0.1));
        assertThat(line.nextStop(leg / 2)).isEqualTo(1);
        assertThat(line.nextStop(leg * 1.9)).isEqualTo(-1);
    }

    @Test
    void hasNoAnswerForWhatIsNotAvailable() {
        RouteLine line = new RouteLine(route(new double[] {30, 30, 31}, new double[] {120, 120, 120}));

        line.project(Double.NaN, 120, -1, fix);
        assertThat(fix.segment()).isEqualTo(-1);
        assertThat(fix.crossTrackMeters()).isNaN();
        line.project(30.5, 120, 99, fix);
        assertThat(fix.segment()).isEqualTo(1);
        assertThatThrownBy(() -> new RouteLine(route(new double[] {30, Double.NaN}, new double[] {120, 120})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("route r");
    }
}
