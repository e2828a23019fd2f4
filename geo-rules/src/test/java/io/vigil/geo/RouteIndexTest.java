package io.vigil.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class RouteIndexTest {
    private static final IntPredicate ALL = route -> true;

    private final RouteFix fix = new RouteFix();
    private final RouteFix expectedFix = new RouteFix();

    private static RouteLine line(double[] lats, double[] lons) {
        return new RouteLine(RouteLineTest.route(lats, lons));
    }

    private static RouteLine random(Random random, double lat0, double lon0, int vertices, double step) {
        double[] lats = new double[vertices];
        double[] lons = new double[vertices];
        double lat = lat0;
        double lon = lon0;
        double drift = random.nextDouble() - 0.5;
        for (int v = 0; v < vertices; v++) {
            lats[v] = lat;
            lons[v] = lon;
            lat = Math.max(-82, Math.min(82, lat + (random.nextDouble() - 0.5 + drift) * step));
            lon += (random.nextDouble() - 0.4) * step;
        }
        return line(lats, lons);
    }

    /** Looks at every route; the first of those within the tie. */
    private int scan(List<RouteLine> routes, double lat, double lon, double maxMeters, IntPredicate allowed) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < routes.size(); i++) {
            routes.get(i).project(lat, lon, -1, expectedFix);
            least = allowed.test(i) ? Math.min(least, expectedFix.crossTrackMeters()) : least;
        }
        for (int i = 0; i < routes.size(); i++) {
            routes.get(i).project(lat, lon, -1, expectedFix);
            if (allowed.test(i)
                    && expectedFix.crossTrackMeters() <= Math.min(maxMeters, least + RouteIndex.TIE_METERS)) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void findsTheRouteThatLookingAtAllOfThemFinds() {
        long seed = 85;
        System.out.println("RouteIndexTest seed " + seed);
        Random random = new Random(seed);
        int found = 0;
        int none = 0;
        for (int layout = 0; layout < 40; layout++) {
            double lat0 = random.nextDouble() * 140 - 70;
            double lon0 = layout % 3 == 0 ? 180 : random.nextDouble() * 360 - 180;
            double size = layout % 4 == 0 ? 40 : 1.5;
            List<RouteLine> routes = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                routes.add(random(
                        random,
                        Math.max(-80, Math.min(80, lat0 + (random.nextDouble() - 0.5) * size)),
                        lon0 + (random.nextDouble() - 0.5) * size,
                        2 + random.nextInt(60),
                        Math.pow(10, -3 + 2 * random.nextDouble())));
            }
            routes.add(routes.get(7));
            RouteIndex index = RouteIndex.build(routes);
            IntPredicate allowed = layout % 2 == 0 ? ALL : route -> route % 3 != 0;
            for (int k = 0; k < 50; k++) {
                double lat = lat0 + (random.nextDouble() - 0.5) * size * 1.2;
                double lon = Geodesy.normalizeLongitude(lon0 + (random.nextDouble() - 0.5) * size * 1.2);
                double maxMeters = Math.pow(10, 2 + 3.5 * random.nextDouble());
                int expected = scan(routes, lat, lon, maxMeters, allowed);

                int nearest = index.nearest(lat, lon, maxMeters, allowed, -1, fix);

                assertThat(nearest).as("%s %s within %s m", lat, lon, maxMeters).isEqualTo(expected);
                if (expected >= 0) {
                    found++;
                    routes.get(expected).project(lat, lon, -1, expectedFix);
                    assertThat(fix.progressMeters()).isEqualTo(expectedFix.progressMeters());
                    assertThat(fix.crossTrackMeters()).isEqualTo(expectedFix.crossTrackMeters());
                } else {
                    none++;
                }
            }
        }
        assertThat(found).isGreaterThan(700);
        assertThat(none).isGreaterThan(300);
    }

    @Test
    void looksAtFewOfTenThousandRoutes() {
        Random random = new Random(86);
        System.out.println("RouteIndexTest seed 86");
        List<RouteLine> routes = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            routes.add(random(random, 25 + random.nextDouble() * 15, 100 + random.nextDouble() * 20, 40, 0.01));
        }
        RouteIndex index = RouteIndex.build(routes);
        int[] asked = {0};
        for (int i = 0; i < 1_000; i++) {
            int nearest = index.nearest(
                    25 + random.nextDouble() * 15,
                    100 + random.nextDouble() * 20,
                    50_000,
                    route -> {
                        asked[0]++;
                        return true;
                    },
                    -1,
                    fix);
            assertThat(nearest).isNotNegative();
        }
        System.out.println("RouteIndexTest: " + asked[0] / 1_000.0 + " of 30,000 pieces looked at for each point");
        assertThat(asked[0] / 1_000).isLessThan(100);
    }

    @Test
    void staysOnTheRouteItWasOnWhereRoutesShareARoad() {
        RouteLine one = line(new double[] {30, 30.5, 31}, new double[] {120, 120, 120});
        RouteLine other = line(new double[] {30, 30.5, 31}, new double[] {120, 120, 121});
        RouteIndex index = RouteIndex.build(List.of(one, other));

        assertThat(index.nearest(30.2, 120.001, 1_000, ALL, -1, fix)).isZero();
        assertThat(index.nearest(30.2, 120.001, 1_000, ALL, 1, fix)).isEqualTo(1);
        assertThat(index.nearest(30.2, 120.001, 1_000, route -> route == 1, 0, fix))
                .isEqualTo(1);
        assertThat(index.nearest(30.9, 120.001, 1_000, ALL, 1, fix)).isZero();
        assertThat(fix.progressMeters()).isCloseTo(Geodesy.distanceMeters(30, 120, 30.9, 120), within(0.5));
    }

    @Test
    void hasNoAnswerWithoutARouteOrAPoint() {
        RouteIndex index = RouteIndex.build(List.of(line(new double[] {30, 31}, new double[] {120, 120})));

        assertThat(RouteIndex.build(List.of()).nearest(30, 120, 1_000, ALL, -1, fix))
                .isEqualTo(-1);
        assertThat(index.nearest(Double.NaN, 120, 1_000, ALL, -1, fix)).isEqualTo(-1);
        assertThat(index.nearest(30, Double.NaN, 1_000, ALL, -1, fix)).isEqualTo(-1);
        assertThat(index.nearest(30.5, 120.5, 1_000, ALL, -1, fix)).isEqualTo(-1);
        assertThat(index.nearest(30.5, 120.5, 1_000, ALL, 0, fix)).isEqualTo(-1);
        assertThat(fix.segment()).as("unchanged").isEqualTo(-1);
        assertThat(index.nearest(-30, 10, 1e9, ALL, -1, fix))
                .as("beyond the index's reach")
                .isZero();
        assertThat(index.nearest(89, 10, 1e9, ALL, -1, fix)).as("near the pole").isZero();
    }
}
