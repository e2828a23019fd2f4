package io.vigil.geo;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The zones a lookup found, and a box around the point within which the answer is the same. Reusable, so that a
 * lookup allocates nothing; belongs to one thread.
 */
public final class ZoneHits {
    final LeafScan scan = new LeafScan(this);
    final SegmentWalk walk = new SegmentWalk(this);

    /** Which way the mover goes for which a box is wanted, degrees; of any length, 0 where nobody knows. */
    double wayLat;

    double wayLon;

    private int[] ordinals = new int[16];
    private int size;
    private double south;
    private double west;
    private double north;
    private double east;

    public ZoneHits() {
        clear();
    }

    /** How many zones. */
    public int size() {
        return size;
    }

    /** The ordinal of the i-th zone; ascending. */
    public int ordinal(int i) {
        if (i >= size) {
            throw new IndexOutOfBoundsException("hit " + i + " of " + size);
        }
        return ordinals[i];
    }

    /** Whether a zone is among them. */
    public boolean contains(int ordinal) {
        return Arrays.binarySearch(ordinals, 0, size, ordinal) >= 0;
    }

    /** The ordinals in an array of their own, ascending. */
    public int[] toArray() {
        return Arrays.copyOf(ordinals, size);
    }

    /** Whether these are the ordinals. */
    public boolean isSame(int[] other) {
        return Arrays.equals(ordinals, 0, size, other, 0, other.length);
    }

    /**
     * Whether a point lies in the box, so that a lookup there in the same index would find the same zones. False for
     * NaN, outside the ranges of latitude and longitude, and after a search that has no box.
     */
    public boolean isSafeAt(double lat, double lon) {
        return lat > south && lat < north && lon > west && lon < east;
    }

    /**
     * South border of the safe box, degrees, exclusive; where there is none, south is infinite and north minus
     * infinite.
     */
    public double safeSouth() {
        return south;
    }

    /** West border of the safe box, degrees, exclusive. */
    public double safeWest() {
        return west;
    }

    /** North border of the safe box, degrees, exclusive. */
    public double safeNorth() {
        return north;
    }

    /** East border of the safe box, degrees, exclusive. */
    public double safeEast() {
        return east;
    }

    /** Receives what became of a mover's zones from one answer to the next. */
    public interface Changes {
        /** It is in the zone and was not. */
        void entered(int ordinal);

        /** It is in the zone as before. */
        void stayed(int ordinal);

        /** It was in the zone and is no more. */
        void left(int ordinal);
    }

    /**
     * Holds these hits against those of before, in the order of ordinals; allocates nothing.
     *
     * @param previous ordinals, ascending, of the same index or one made of it by {@link ZoneIndex#with}
     */
    public void changesSince(int[] previous, Changes changes) {
        int before = 0;
        int now = 0;
        while (before < previous.length || now < size) {
            if (now == size || before < previous.length && previous[before] < ordinals[now]) {
                changes.left(previous[before++]);
            } else if (before == previous.length || ordinals[now] < previous[before]) {
                changes.entered(ordinals[now++]);
            } else {
                changes.stayed(ordinals[now++]);
                before++;
            }
        }
    }

    /** Forgets zones and box. */
    public void clear() {
        size = 0;
        forgetSafeBox();
    }

    /** Holds these ordinals, ascending, without a safe box: an answer that was kept elsewhere. */
    public void set(int[] known) {
        clear();
        if (known.length > ordinals.length) {
            ordinals = new int[2 * known.length];
        }
        System.arraycopy(known, 0, ordinals, 0, known.length);
        size = known.length;
    }

    /** Holds some of what others hold, without a safe box. */
    public void setAmong(ZoneHits others, BitSet among) {
        clear();
        for (int i = 0; i < others.size; i++) {
            if (among.get(others.ordinals[i])) {
                append(others.ordinals[i]);
            }
        }
    }

    void forgetSafeBox() {
        setSafeBox(
                Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }

    void setSafeBox(double newSouth, double newWest, double newNorth, double newEast) {
        south = newSouth;
        west = newWest;
        north = newNorth;
        east = newEast;
    }

    /** Narrows the safe box to another, less what rounding can do; what is left may be empty. */
    void narrowSafeBox(double otherSouth, double otherWest, double otherNorth, double otherEast) {
        setSafeBox(
                Math.max(south, otherSouth + CellGrid.PAD_DEGREES),
                Math.max(west, otherWest + CellGrid.PAD_DEGREES),
                Math.min(north, otherNorth - CellGrid.PAD_DEGREES),
                Math.min(east, otherEast - CellGrid.PAD_DEGREES));
    }

    void append(int ordinal) {
        if (size == ordinals.length) {
            ordinals = Arrays.copyOf(ordinals, 2 * size);
        }
        ordinals[size++] = ordinal;
    }

    /** Adds a zone in its place unless it is there. */
    void insert(int ordinal) {
        int at = Arrays.binarySearch(ordinals, 0, size, ordinal);
        if (at >= 0) {
            return;
        }
        int place = -at - 1;
        append(ordinal);
        System.arraycopy(ordinals, place, ordinals, place + 1, size - 1 - place);
        ordinals[place] = ordinal;
    }

    void sort() {
        Arrays.sort(ordinals, 0, size);
    }
}
