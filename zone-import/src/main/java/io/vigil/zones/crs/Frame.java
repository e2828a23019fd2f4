package io.vigil.zones.crs;

import io.vigil.zones.shape.ShapeException;
import org.jspecify.annotations.Nullable;

/** A coordinate reference system as far as import needs it. Immutable, but not for several threads. */
interface Frame {
    /** Whether straight lines of it are straight in longitude and latitude too. */
    boolean keepsLines();

    /**
     * Longitude and latitude in WGS 84 of a position, degrees.
     *
     * @param x east or longitude
     * @param y north or latitude
     * @throws ShapeException where it has none, or one far from where the system is used
     */
    double[] lonLat(double x, double y);

    /** What the user should know of how good the result is; null for nothing. */
    @Nullable
    String caution();
}
