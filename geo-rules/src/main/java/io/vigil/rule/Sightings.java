package io.vigil.rule;

import io.vigil.geo.Geodesy;
import io.vigil.model.PassReport;
import io.vigil.model.PositionReport;
import java.util.ArrayList;
import java.util.List;

/**
 * The last passes of a vehicle in its memory, newest first, two numbers each: when, and where. Latitude and longitude
 * share a number, to 1e-5 degree (about a metre), which is far below what any camera's place is known to.
 */
final class Sightings {
    private static final double STEPS_PER_DEGREE = 1e5;
    private static final double LONGITUDES = 360 * STEPS_PER_DEGREE + 1;
    private static final int NUMBERS_EACH = 2;

    private Sightings() {}

    /** How many numbers so many passes take. */
    static int size(int passes) {
        return passes * NUMBERS_EACH;
    }

    /** Where a camera stands, as one number: equal for equal places. */
    static double place(double latitude, double longitude) {
        double row = Math.rint((latitude + 90) * STEPS_PER_DEGREE);
        return row * LONGITUDES + Math.rint((longitude + 180) * STEPS_PER_DEGREE);
    }

    static double latitude(double place) {
        return Math.floor(place / LONGITUDES) / STEPS_PER_DEGREE - 90;
    }

    static double longitude(double place) {
        return (place - Math.floor(place / LONGITUDES) * LONGITUDES) / STEPS_PER_DEGREE - 180;
    }

    /** Puts a pass first and forgets the oldest; a pass that is told again changes nothing. */
    static boolean add(double[] memory, int from, int passes, PassReport pass) {
        double place = place(pass.latitude(), pass.longitude());
        for (int i = 0; i < passes; i++) {
            if (timeMillis(memory, from, i) == pass.eventTimeMillis() && place(memory, from, i) == place) {
                return false;
            }
        }
        System.arraycopy(memory, from, memory, from + NUMBERS_EACH, size(passes - 1));
        memory[from] = pass.eventTimeMillis();
        memory[from + 1] = place;
        return true;
    }

    /** When the pass of that number was, newest 0, ms; NaN where there is none. */
    static double timeMillis(double[] memory, int from, int pass) {
        return memory[from + NUMBERS_EACH * pass];
    }

    static double place(double[] memory, int from, int pass) {
        return memory[from + NUMBERS_EACH * pass + 1];
    }

    /** The newest pass and a fix of the terminal, where one vehicle cannot have made both. */
    static List<ImpossiblePair> withFix(double[] memory, int from, PositionReport fix, ImpossiblePair.Bounds bounds) {
        double place = place(memory, from, 0);
        double meters = Geodesy.distanceMeters(latitude(place), longitude(place), fix.latitude(), fix.longitude());
        long apartMillis = Math.abs(fix.eventTimeMillis() - (long) timeMillis(memory, from, 0));
        return bounds.allows(meters, apartMillis)
                ? List.of()
                : List.of(new ImpossiblePair(place, 0, fix.eventTimeMillis(), meters, apartMillis));
    }

    /** The newest pass and those kept of the ones before, as far as one vehicle cannot have made both. */
    static List<ImpossiblePair> withEarlier(double[] memory, int from, int passes, ImpossiblePair.Bounds bounds) {
        List<ImpossiblePair> pairs = new ArrayList<>();
        double newest = place(memory, from, 0);
        for (int i = 1; i < passes && !Double.isNaN(timeMillis(memory, from, i)); i++) {
            double place = place(memory, from, i);
            double meters =
                    Geodesy.distanceMeters(latitude(newest), longitude(newest), latitude(place), longitude(place));
            long apartMillis = (long) Math.abs(timeMillis(memory, from, 0) - timeMillis(memory, from, i));
            if (!bounds.allows(meters, apartMillis)) {
                pairs.add(new ImpossiblePair(newest, place, 0, meters, apartMillis));
            }
        }
        return pairs;
    }
}
