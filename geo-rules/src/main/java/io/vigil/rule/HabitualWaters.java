package io.vigil.rule;

import io.vigil.geo.Geodesy;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The waters a vessel is usually in: cells of a tenth of a degree with the hours in which it was heard there, the older the less
 * (half after sixty days, so that the last ninety count most). Its usual waters are the fewest cells that hold 95 % of its hours.
 *
 * <p>The place of an hour is that of its first report, so a vessel that is heard more often somewhere is not there for longer.
 * A new ground becomes usual when a twentieth of its hours were spent there. {@value #SIZE} numbers a vessel; where it is
 * in usual waters, which is nearly always, a report costs a look through its cells.
 */
final class HabitualWaters {
    private static final int CELLS = 64;

    /** How many numbers of a rule's memory it takes. */
    static final int SIZE = 2 * CELLS + 1;

    private static final double CELL_DEGREES = 0.1;
    private static final int COLUMNS = 3_600;
    private static final double USUAL_SHARE = 0.95;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final double HALF_HOURS = 60 * 24;

    private final int first;

    /**
     * @param first its place in the rule's memory
     */
    HabitualWaters(int first) {
        this.first = first;
    }

    /** Takes a report. */
    void update(ReportView view, double[] memory) {
        double hour = Math.floorDiv(view.timeMillis(), HOUR_MILLIS);
        double before = memory[first];
        if (hour <= before) {
            return;
        }
        memory[first] = hour;
        double left = Double.isNaN(before) ? 1 : Math.pow(0.5, (hour - before) / HALF_HOURS);
        double cell = cellOf(view);
        int place = -1;
        int lightest = 0;
        for (int i = 0; i < CELLS; i++) {
            double hours = hours(i, memory) * left;
            memory[hoursAt(i)] = hours;
            place = memory[cellAt(i)] == cell ? i : place;
            lightest = hours < memory[hoursAt(lightest)] ? i : lightest;
        }
        if (place < 0) {
            place = lightest;
            memory[cellAt(place)] = cell;
            memory[hoursAt(place)] = 0;
        }
        memory[hoursAt(place)]++;
    }

    /** Hours of which it knows, with what age has left of them. */
    double hours(double[] memory) {
        double sum = 0;
        for (int i = 0; i < CELLS; i++) {
            sum += hours(i, memory);
        }
        return sum;
    }

    /** How far from its usual waters a vessel is, m; 0 in them. */
    double outsideMeters(ReportView view, double[] memory) {
        Integer[] byHours = new Integer[CELLS];
        Arrays.setAll(byHours, i -> i);
        Arrays.sort(byHours, Comparator.comparingDouble(i -> -hours(i, memory)));
        double wanted = USUAL_SHARE * hours(memory);
        double nearest = Double.POSITIVE_INFINITY;
        double sum = 0;
        for (int i = 0; i < CELLS && sum < wanted; i++) {
            sum += hours(byHours[i], memory);
            nearest = Math.min(nearest, meters(memory[cellAt(byHours[i])], view));
        }
        return nearest;
    }

    /** To the nearest point of a cell. */
    private static double meters(double cell, ReportView view) {
        double latitude = view.report().latitude();
        double longitude = view.report().longitude();
        double south = Math.floor(cell / COLUMNS) * CELL_DEGREES - 90;
        double west = cell % COLUMNS * CELL_DEGREES - 180;
        double east = Geodesy.normalizeLongitude(longitude - west);
        double nearestLongitude = east >= 0 && east <= CELL_DEGREES
                ? longitude
                : Math.abs(Geodesy.normalizeLongitude(east - CELL_DEGREES)) < Math.abs(east)
                        ? west + CELL_DEGREES
                        : west;
        double nearestLatitude = Math.max(south, Math.min(south + CELL_DEGREES, latitude));
        return Geodesy.distanceMeters(
                latitude, longitude, nearestLatitude, Geodesy.normalizeLongitude(nearestLongitude));
    }

    private static double cellOf(ReportView view) {
        double row = Math.floor((view.report().latitude() + 90) / CELL_DEGREES);
        double column = Math.floor((view.report().longitude() + 180) / CELL_DEGREES);
        return row * COLUMNS + Math.min(column, COLUMNS - 1);
    }

    private double hours(int i, double[] memory) {
        double hours = memory[hoursAt(i)];
        return Double.isNaN(hours) ? 0 : hours;
    }

    private int cellAt(int i) {
        return first + 1 + 2 * i;
    }

    private int hoursAt(int i) {
        return first + 2 + 2 * i;
    }
}
