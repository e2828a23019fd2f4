package io.vigil.geo;

import java.util.Arrays;
import java.util.Comparator;

/** Says whether a ring of vertices bounds an area: it must not cross itself and must enclose something. */
public final class RingValidity {
    /** So many pairs of edges are compared at most; a ring that needs more is refused rather than believed. */
    public static final long MAX_COMPARISONS = 200_000_000L;

    private RingValidity() {}

    /** What is wrong with a ring. */
    public enum Flaw {
        NONE,
        /** Two of its edges cross each other. */
        CROSSES_ITSELF,
        /** It encloses nothing. */
        NO_AREA,
        /** Telling takes more than {@link #MAX_COMPARISONS}. */
        TOO_COMPLEX
    }

    /**
     * Examines a ring; touching itself at a vertex is allowed. Exact for the doubles given.
     *
     * @param latitudes degrees, without the repeated last vertex
     * @param longitudes degrees, unwrapped
     */
    public static Flaw examine(double[] latitudes, double[] longitudes) {
        int count = latitudes.length;
        Integer[] bySouth = new Integer[count];
        Arrays.setAll(bySouth, i -> i);
        Arrays.sort(bySouth, Comparator.comparingDouble(edge -> south(latitudes, edge)));
        int[] active = new int[count];
        int size = 0;
        long comparisons = 0;
        for (int edge : bySouth) {
            double south = south(latitudes, edge);
            int kept = 0;
            for (int i = 0; i < size; i++) {
                int other = active[i];
                if (Math.max(latitudes[other], latitudes[next(other, count)]) < south) {
                    continue;
                }
                active[kept++] = other;
                if (++comparisons > MAX_COMPARISONS) {
                    return Flaw.TOO_COMPLEX;
                }
                if (cross(latitudes, longitudes, edge, other)) {
                    return Flaw.CROSSES_ITSELF;
                }
            }
            size = kept;
            active[size++] = edge;
        }
        return area(latitudes, longitudes) == 0 ? Flaw.NO_AREA : Flaw.NONE;
    }

    private static double south(double[] latitudes, int edge) {
        return Math.min(latitudes[edge], latitudes[next(edge, latitudes.length)]);
    }

    private static int next(int vertex, int count) {
        return vertex + 1 == count ? 0 : vertex + 1;
    }

    private static boolean cross(double[] lat, double[] lon, int a, int b) {
        int a2 = next(a, lat.length);
        int b2 = next(b, lat.length);
        if (Math.max(lon[a], lon[a2]) < Math.min(lon[b], lon[b2])
                || Math.max(lon[b], lon[b2]) < Math.min(lon[a], lon[a2])) {
            return false;
        }
        int b1Side = Orientation.sign(lon[a], lat[a], lon[a2], lat[a2], lon[b], lat[b]);
        int b2Side = Orientation.sign(lon[a], lat[a], lon[a2], lat[a2], lon[b2], lat[b2]);
        if (b1Side * b2Side >= 0) {
            return false;
        }
        int a1Side = Orientation.sign(lon[b], lat[b], lon[b2], lat[b2], lon[a], lat[a]);
        int a2Side = Orientation.sign(lon[b], lat[b], lon[b2], lat[b2], lon[a2], lat[a2]);
        return a1Side * a2Side < 0;
    }

    private static double area(double[] lat, double[] lon) {
        double twice = 0;
        for (int i = 1; i + 1 < lat.length; i++) {
            twice += (lon[i] - lon[0]) * (lat[i + 1] - lat[0]) - (lon[i + 1] - lon[0]) * (lat[i] - lat[0]);
        }
        return twice;
    }
}
