package io.vigil.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import net.sf.geographiclib.GeodesicLine;
import org.junit.jupiter.api.Test;

class GeodesicLegTest {
    @Test
    void findsTheNearestPointThatAMinimumOverTheGeodesicIs() {
        long seed = 65;
        System.out.println("GeodesicLegTest seed " + seed);
        Random random = new Random(seed);
        int left = 0;
        for (int i = 0; i < 3_000; i++) {
            double lat = random.nextDouble() * 160 - 80;
            double lon = random.nextDouble() * 360 - 180;
            double length = Math.pow(10, 1 + random.nextDouble() * 5);
            GeodesicLine line = Geodesic.WGS84.DirectLine(lat, lon, random.nextDouble() * 360, length);
            GeodesicData end = line.Position(length);
            GeodesicData on = line.Position(random.nextDouble() * length);
            double side = random.nextBoolean() ? 90 : -90;
            double off = i % 3 == 0 ? side : random.nextDouble() * 360;
            GeodesicData point =
                    Geodesic.WGS84.Direct(on.lat2, on.lon2, on.azi2 + off, Math.pow(10, 5 * random.nextDouble()));
            GeodesicLeg leg = new GeodesicLeg(lat, lon, end.lat2, end.lon2);

            GeodesicLeg.Place place = leg.place(point.lat2, point.lon2);

            double along = nearest(line, length, point.lat2, point.lon2);
            double meters = meters(line, along, point.lat2, point.lon2);
            assertThat(Math.abs(place.crossTrackMeters()))
                    .as("%s to %s", leg, point.lat2)
                    .isCloseTo(meters, within(0.01));
            assertThat(meters(line, place.alongMeters(), point.lat2, point.lon2))
                    .isCloseTo(meters, within(0.01));
            if (i % 3 == 0) {
                left += side < 0 ? 1 : 0;
                assertThat(place.crossTrackMeters() < 0).isEqualTo(side < 0);
                assertThat(place.alongMeters()).isCloseTo(on.s12, within(0.01));
            }
        }
        assertThat(left).isBetween(300, 700);
    }

    private static double meters(GeodesicLine line, double along, double lat, double lon) {
        GeodesicData at = line.Position(along);
        return Geodesic.WGS84.Inverse(at.lat2, at.lon2, lat, lon).s12;
    }

    private static double nearest(GeodesicLine line, double length, double lat, double lon) {
        double low = 0;
        double high = length;
        double golden = (Math.sqrt(5) - 1) / 2;
        for (int i = 0; i < 70; i++) {
            double a = high - golden * (high - low);
            double b = low + golden * (high - low);
            if (meters(line, a, lat, lon) < meters(line, b, lat, lon)) {
                high = b;
            } else {
                low = a;
            }
        }
        double middle = (low + high) / 2;
        double best = meters(line, 0, lat, lon) <= meters(line, middle, lat, lon) ? 0 : middle;
        return meters(line, length, lat, lon) < meters(line, best, lat, lon) ? length : best;
    }

    @Test
    void isNotTheLineOfGeoJson() {
        GeodesicLeg leg = new GeodesicLeg(45, 10, 45, 11.27);

        assertThat(leg.place(45, 10.635).crossTrackMeters()).isCloseTo(196, within(5.0));
        assertThat(leg.lengthMeters()).isCloseTo(Geodesic.WGS84.Inverse(45, 10, 45, 11.27).s12, within(0.1));
    }

    @Test
    void endsAtItsEndsAndHasNoAnswerForWhatIsNotAvailable() {
        GeodesicLeg leg = new GeodesicLeg(30, 120, 30.1, 120);

        assertThat(leg.place(29.9, 120).alongMeters()).isZero();
        assertThat(leg.place(30.2, 120).alongMeters()).isCloseTo(leg.lengthMeters(), within(0.01));
        assertThat(Math.abs(new GeodesicLeg(30, 120, 30, 120).place(30.1, 120).crossTrackMeters()))
                .isCloseTo(leg.lengthMeters(), within(0.1));
        assertThat(leg.place(Double.NaN, 120).crossTrackMeters()).isNaN();
        assertThat(leg.place(Double.NaN, 120).alongMeters()).isNaN();
        assertThat(new GeodesicLeg(30, Double.NaN, 30, 120).place(30, 120).crossTrackMeters())
                .isNaN();
    }
}
