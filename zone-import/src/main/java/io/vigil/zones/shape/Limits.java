package io.vigil.zones.shape;

/** How much of a file is taken at most, so that a hostile one cannot exhaust memory or time. */
public final class Limits {
    /** Bytes of a file, and of what is inside a zip file. */
    public static final long MAX_FILE_BYTES = 50L << 20;

    /** Features of a file. */
    public static final int MAX_FEATURES = 200_000;

    /** Positions of a file. */
    public static final int MAX_FILE_VERTICES = 2_000_000;

    /** Positions of one polygon with its holes, before and after reprojection. */
    public static final int MAX_POLYGON_VERTICES = 100_000;

    /** Holes of one polygon. */
    public static final int MAX_HOLES = 1_000;

    /** Rings of one feature. */
    public static final int MAX_RINGS = 10_000;

    /** Entries of a zip file. */
    public static final int MAX_ZIP_ENTRIES = 20;

    /** How many times larger than its compressed form an entry of a zip file may be. */
    public static final int MAX_ZIP_RATIO = 100;

    /** How deep elements, objects and collections may be nested. */
    public static final int MAX_DEPTH = 50;

    /** Characters of one text. */
    public static final int MAX_TEXT = 65_536;

    /** Attributes of one feature, counted at all depths. */
    public static final int MAX_VALUES_OF_FEATURE = 2_000;

    /** Bytes of a coordinate reference system's definition. */
    public static final int MAX_CRS_TEXT = 16_384;

    private Limits() {}
}
