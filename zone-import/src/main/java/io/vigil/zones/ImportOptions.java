package io.vigil.zones;

import io.vigil.zones.crs.Datum;
import io.vigil.zones.read.ReadOptions;
import org.jspecify.annotations.Nullable;

/**
 * What the user asks for.
 *
 * @param reading how to read the files
 * @param crs {@code EPSG:nnnn} whatever the files say, or null
 * @param datum shift to undo
 * @param swapXy whether the files have latitude or northing first
 * @param fields which fields are what
 * @param shapes what lines and points become
 * @param maxAreaChangePercent how much of its area a repair may change, percent
 * @param force whether areas larger than a continent are good
 * @param lenient whether faulty features are skipped
 */
record ImportOptions(
        ReadOptions reading,
        @Nullable String crs,
        Datum datum,
        boolean swapXy,
        Fields fields,
        Shapes shapes,
        double maxAreaChangePercent,
        boolean force,
        boolean lenient) {

    /**
     * Which fields of a feature are what.
     *
     * @param id field of the id, or null for the format's own or a generated one
     * @param name field of the name, or null for the usual ones
     * @param type type of all zones, or null
     * @param typeField field of the type, or null
     */
    record Fields(@Nullable String id, @Nullable String name, @Nullable String type, @Nullable String typeField) {}

    /**
     * What lines and points become.
     *
     * @param radiusMeters of points without a radius of their own; NaN for none
     * @param halfWidthMeters of lines without a side or a width of their own; NaN for none
     * @param sideReachMeters how far the area at a side of a line reaches beyond its outermost point
     */
    record Shapes(double radiusMeters, double halfWidthMeters, double sideReachMeters) {}
}
