package io.vigil.geo;

import io.vigil.model.ZoneShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Says whether rings bound an area: none may cross itself or another or enclose nothing, and holes lie within the outer
 * ring. Inside is told by the even-odd rule, so a hole outside would be an area more instead of one less.
 */
public final class RingValidity {
    /** So many pairs of edges are compared at most; a ring that needs more is refused rather than believed. */
    public static final long MAX_COMPARISONS = 200_000_000L;

    private RingValidity() {}

    /** What is wrong with a ring. */
    public enum Flaw {
        NONE,
        /** Two of its edges cross each other. */
        CROSSES_ITSELF,
        /** An edge of one ring crosses one of another. */
        RINGS_CROSS,
        /** A hole lies outside the outer ring. */
        HOLE_OUTSIDE,
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
        Flaw flaw = new RingSweep(List.of(new ZoneShape.Ring(latitudes, longitudes))).run(MAX_COMPARISONS);
        return flaw == Flaw.NONE && area(latitudes, longitudes) == 0 ? Flaw.NO_AREA : flaw;
    }

    /**
     * Examines how the rings of a polygon lie to each other; touching is allowed, and so is a hole in a hole.
     *
     * @param polygon of rings that are valid alone, in one frame of longitude
     */
    public static Flaw examine(ZoneShape.Polygon polygon) {
        List<ZoneShape.Ring> rings = new ArrayList<>();
        rings.add(polygon.outer());
        rings.addAll(polygon.holes());
        return rings.size() == 1 ? Flaw.NONE : new RingSweep(rings).run(MAX_COMPARISONS);
    }

    private static double area(double[] lat, double[] lon) {
        double twice = 0;
        for (int i = 1; i + 1 < lat.length; i++) {
            twice += (lon[i] - lon[0]) * (lat[i + 1] - lat[0]) - (lon[i + 1] - lon[0]) * (lat[i] - lat[0]);
        }
        return twice;
    }
}
