package io.vigil.traffic;

import io.vigil.geo.Geodesy;
import io.vigil.model.PositionReport;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the track of one mover, in the order of time, into trips between stops.
 *
 * <p>It stops where it stays within {@value #STOP_METERS} m for {@link #STOP_MILLIS}; a trip is of at least
 * {@value #LEAST_METERS} m. A silence of more than {@link #GAP_MILLIS} in which it got elsewhere ends what is going on without a trip,
 * since nobody knows where it was. A fix that it could reach only faster than {@value #FASTEST_MPS} m/s is left out. A trip
 * that is under way at the end is none. Holds {@value #MOST_POINTS} points at most: about 4 KB.
 */
public final class TripTracker {
    static final double STOP_METERS = 150;
    static final long STOP_MILLIS = 600_000;
    static final double LEAST_METERS = 1_000;
    static final long GAP_MILLIS = 1_800_000;
    static final double FASTEST_MPS = 70;
    static final int MOST_POINTS = 128;
    private static final double FIRST_SPACING_METERS = 200;

    private final double[] latitudes = new double[MOST_POINTS];
    private final double[] longitudes = new double[MOST_POINTS];
    private int points;
    private double spacing = FIRST_SPACING_METERS;
    private double sinceKept;

    private boolean isUnderWay;
    private boolean isKnown;
    private long fromMillis;
    private double meters;
    private double metersAtAnchor;

    private long anchorMillis;
    private double anchorLatitude;
    private double anchorLongitude;
    private long lastMillis;
    private double lastLatitude;
    private double lastLongitude;

    /** Takes the next fix; answers the trip that is over now, or null. */
    public @Nullable Trip next(PositionReport report) {
        long time = report.eventTimeMillis();
        if (!isKnown) {
            begin(report);
            return null;
        }
        if (time <= lastMillis) {
            return null;
        }
        double way = Geodesy.distanceMeters(lastLatitude, lastLongitude, report.latitude(), report.longitude());
        if (way * 1_000 > FASTEST_MPS * (time - lastMillis)) {
            return null;
        }
        if (time - lastMillis > GAP_MILLIS && way > STOP_METERS) {
            begin(report);
            return null;
        }
        return move(report, way);
    }

    private void begin(PositionReport report) {
        isKnown = true;
        isUnderWay = false;
        anchor(report);
        last(report);
    }

    private @Nullable Trip move(PositionReport report, double way) {
        double away = Geodesy.distanceMeters(anchorLatitude, anchorLongitude, report.latitude(), report.longitude());
        if (away > STOP_METERS) {
            if (!isUnderWay) {
                leave();
            }
            go(report, way);
            anchor(report);
            metersAtAnchor = meters;
            return null;
        }
        meters += way;
        last(report);
        if (isUnderWay && report.eventTimeMillis() - anchorMillis >= STOP_MILLIS) {
            isUnderWay = false;
            return metersAtAnchor < LEAST_METERS ? null : trip();
        }
        return null;
    }

    private void leave() {
        isUnderWay = true;
        fromMillis = lastMillis;
        meters = 0;
        points = 0;
        spacing = FIRST_SPACING_METERS;
        keep(anchorLatitude, anchorLongitude);
    }

    private void go(PositionReport report, double way) {
        meters += way;
        sinceKept += way;
        last(report);
        if (sinceKept >= spacing) {
            keep(report.latitude(), report.longitude());
        }
    }

    /** Where there is no room left, every other point goes: the way stays the same, seen from farther off. */
    private void keep(double latitude, double longitude) {
        if (points == MOST_POINTS - 1) {
            int half = 0;
            for (int i = 0; i < points; i += 2) {
                latitudes[half] = latitudes[i];
                longitudes[half++] = longitudes[i];
            }
            points = half;
            spacing *= 2;
        }
        latitudes[points] = latitude;
        longitudes[points++] = longitude;
        sinceKept = 0;
    }

    private Trip trip() {
        latitudes[points] = anchorLatitude;
        longitudes[points++] = anchorLongitude;
        return new Trip(
                fromMillis,
                anchorMillis,
                metersAtAnchor,
                Arrays.copyOf(latitudes, points),
                Arrays.copyOf(longitudes, points));
    }

    private void anchor(PositionReport report) {
        anchorMillis = report.eventTimeMillis();
        anchorLatitude = report.latitude();
        anchorLongitude = report.longitude();
    }

    private void last(PositionReport report) {
        lastMillis = report.eventTimeMillis();
        lastLatitude = report.latitude();
        lastLongitude = report.longitude();
    }
}
