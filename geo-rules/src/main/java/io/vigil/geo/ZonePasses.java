package io.vigil.geo;

import java.util.Arrays;

/**
 * The stretches of the way between two fixes that lie in one zone, in order: each has where and when it enters and
 * leaves. {@link ZoneIndex#crossed} names the zones, {@link ZoneIndex#passes} fills this for one of them. Reusable, so
 * that asking allocates little; belongs to one thread.
 *
 * <p>Fractions are of the straight line in longitude and latitude, 0 at the first fix, 1 at the second. A touch in one
 * point is a stretch of no length. A gap shorter than {@value #SAME_FRACTION} of the way is rounding, not leaving. Ends lie within 1e-12 degrees
 * of an area's edge, within 0.1 m of that of a circle or corridor.
 *
 * <p>Times are interpolated as if the mover had gone evenly along that line. Where one crosses latitudes that is off by
 * at most |difference of latitude, in radians| tan(latitude) / 8 of the time between the fixes: 0.2 % for 100 km at 45
 * degrees.
 */
public final class ZonePasses {
    static final double SAME_FRACTION = 1e-12;

    private double[] entries = new double[4];
    private double[] exits = new double[4];
    private int size;
    private double lat1;
    private double lon1;
    private double dLat;
    private double dLon;

    /** How many stretches; 0 where the way does not touch the zone. */
    public int size() {
        return size;
    }

    /** Where the i-th stretch begins. */
    public double entryFraction(int i) {
        return entries[checked(i)];
    }

    /** Where the i-th stretch ends, at least its begin. */
    public double exitFraction(int i) {
        return exits[checked(i)];
    }

    /** Where the mover enters, or was at the first fix. */
    public Geodesy.Position entry(int i) {
        return at(entryFraction(i));
    }

    /** Where the mover leaves, or was at the second fix. */
    public Geodesy.Position exit(int i) {
        return at(exitFraction(i));
    }

    /** When the mover enters, given the times of the two fixes. */
    public long entryMillis(int i, long firstMillis, long secondMillis) {
        return firstMillis + Math.round(entryFraction(i) * (secondMillis - firstMillis));
    }

    /** When the mover leaves, given the times of the two fixes. */
    public long exitMillis(int i, long firstMillis, long secondMillis) {
        return firstMillis + Math.round(exitFraction(i) * (secondMillis - firstMillis));
    }

    /** The share of the way that lies in the zone. */
    public double insideFraction() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += exits[i] - entries[i];
        }
        return sum;
    }

    private int checked(int i) {
        if (i >= size) {
            throw new IndexOutOfBoundsException("stretch " + i + " of " + size);
        }
        return i;
    }

    private Geodesy.Position at(double fraction) {
        return new Geodesy.Position(lat1 + fraction * dLat, Geodesy.normalizeLongitude(lon1 + fraction * dLon));
    }

    /** Begins anew; the second longitude is unwrapped from the first. */
    void begin(double firstLat, double firstLon, double secondLat, double secondLon) {
        size = 0;
        lat1 = firstLat;
        lon1 = firstLon;
        dLat = secondLat - firstLat;
        dLon = secondLon - firstLon;
    }

    /** Takes a stretch, in any order. */
    void add(double entry, double exit) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, 2 * size);
            exits = Arrays.copyOf(exits, 2 * size);
        }
        entries[size] = entry;
        exits[size] = exit;
        size++;
    }

    /** Sorts the stretches and joins those that overlap or touch. */
    void join() {
        // As many have begun before a gap as have ended, so begins and ends may be sorted each for themselves.
        Arrays.sort(entries, 0, size);
        Arrays.sort(exits, 0, size);
        keepGaps((from, to) -> to - from > SAME_FRACTION);
    }

    /** Which gaps between two stretches stay. */
    interface GapTest {
        boolean isGap(double from, double to);
    }

    /** Joins sorted stretches over every gap that is none. */
    void keepGaps(GapTest test) {
        int kept = 0;
        for (int i = 1; i < size; i++) {
            if (test.isGap(exits[i - 1], entries[i])) {
                exits[kept] = exits[i - 1];
                kept++;
                entries[kept] = entries[i];
            }
        }
        if (size > 0) {
            exits[kept] = exits[size - 1];
            size = kept + 1;
        }
    }
}
