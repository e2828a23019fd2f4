package io.vigil.geo;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The zones a lookup found, and a box around the point within which the answer is the same. Reusable, so that a
 * lookup allocates nothing; belongs to one thread.
 */
public final class ZoneHits {
    final NearestEdge scratch = new NearestEdge(0, 0, 0);

    final SegmentWalk walk = new SegmentWalk(this);

    /** Half the side of a box free of edges around the point, in sides of its cell, while a leaf is tested. */
    double clearance;

    /** Whether the point lies on an edge of the part being tested. */
    boolean isOnEdge;

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

    /** Forgets zones and box. */
    public void clear() {
        size = 0;
        forgetSafeBox();
    }

    /** Holds these ordinals, ascending, without a safe box: an answer that was kept elsewhere. */
    public void set(int[] known) {
        clear();
        for (int ordinal : known) {
            append(ordinal);
        }
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
