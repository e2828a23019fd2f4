package io.vigil.pair;

import java.util.function.LongConsumer;

/**
 * Cells over the globe in which movers that are near each other meet: bands of latitude, each cut into columns at least as
 * wide as the side. Each mover has a reach of its own, and two are near only if they are no farther apart than their reaches
 * together. A mover is told to every cell within its reach; the point that divides the way between two as their reaches do is
 * then within the reach of both, and the cell of that point owns the pair. So every pair is found in exactly one cell, over
 * every border, the antimeridian and the poles.
 *
 * <p>Angles are between the normals of the ellipsoid, which turn by at most 1 / 6,335,439 a metre of way (the smallest
 * radius of curvature of WGS 84, along the meridian at the equator). So no pair is missed; some that are up to 1.01 times as
 * far apart share a cell as well.
 */
public final class PairCells {
    private static final double SMALLEST_RADIUS_METERS = 6_335_439;
    private static final double RADIANS = Math.PI / 180;

    /** More than rounding takes; 0.6 mm. */
    private static final double MARGIN_RADIANS = 1e-10;

    /** The way is divided on the chord, not on the arc: that moves the point by less than this share of the angle cubed. */
    private static final double CHORD_SHARE = 0.02;

    private static final double LEAST_SIDE_METERS = 500;
    private static final double LEAST_REACH_METERS = 1;

    private final double marginRadians;
    private final double sideRadians;
    private final int bands;
    private final double bandRadians;

    /**
     * Cells for pairs up to a distance.
     *
     * @param sideMeters size of a cell, m, above 0: with four times the usual reach a mover is told to 2.25 cells, and a cell
     *     holds few that are not near
     * @param farthestMeters no two reaches together are larger, m, above 0
     */
    public PairCells(double sideMeters, double farthestMeters) {
        double farthest = farthestMeters / SMALLEST_RADIUS_METERS;
        marginRadians = MARGIN_RADIANS + CHORD_SHARE * farthest * farthest * farthest;
        sideRadians = Math.max(sideMeters, LEAST_SIDE_METERS) / SMALLEST_RADIUS_METERS;
        bands = Math.max(1, (int) (Math.PI / sideRadians));
        bandRadians = Math.PI / bands;
    }

    /** The cell that owns two points, each with its reach, m. The order of the two does not matter. */
    public long ownerOf(double lat1, double lon1, double reach1, double lat2, double lon2, double reach2) {
        // StrictMath: every machine of a cluster must come to the same cell.
        double weight1 = Math.max(LEAST_REACH_METERS, reach2);
        double weight2 = Math.max(LEAST_REACH_METERS, reach1);
        double cos1 = StrictMath.cos(lat1 * RADIANS) * weight1;
        double cos2 = StrictMath.cos(lat2 * RADIANS) * weight2;
        double x = cos1 * StrictMath.cos(lon1 * RADIANS) + cos2 * StrictMath.cos(lon2 * RADIANS);
        double y = cos1 * StrictMath.sin(lon1 * RADIANS) + cos2 * StrictMath.sin(lon2 * RADIANS);
        double z = weight1 * StrictMath.sin(lat1 * RADIANS) + weight2 * StrictMath.sin(lat2 * RADIANS);
        return cell(StrictMath.atan2(z, Math.sqrt(x * x + y * y)), StrictMath.atan2(y, x));
    }

    /** The cell of a point. */
    public long cellOf(double latitude, double longitude) {
        return ownerOf(latitude, longitude, 1, latitude, longitude, 1);
    }

    /** Every cell within a reach of a point, m. */
    public void around(double latitude, double longitude, double reachMeters, LongConsumer out) {
        aroundRadians(
                latitude,
                longitude,
                Math.max(LEAST_REACH_METERS, reachMeters) / SMALLEST_RADIUS_METERS + marginRadians,
                out);
    }

    private void aroundRadians(double latitude, double longitude, double reach, LongConsumer out) {
        double lat = latitude * RADIANS;
        double lon = longitude * RADIANS;
        boolean overPole = Math.abs(lat) + reach >= Math.PI / 2;
        double halfWidth =
                overPole ? Math.PI : Math.asin(Math.min(1, Math.sin(reach) / Math.cos(lat))) + MARGIN_RADIANS;
        int last = band(lat + reach);
        for (int band = band(lat - reach); band <= last; band++) {
            addColumns(band, lon - halfWidth, lon + halfWidth, out);
        }
    }

    private void addColumns(int band, double west, double east, LongConsumer out) {
        int columns = columns(band);
        long first = (long) Math.floor((west + Math.PI) / (2 * Math.PI) * columns);
        long last = (long) Math.floor((east + Math.PI) / (2 * Math.PI) * columns);
        if (last - first >= columns) {
            first = 0;
            last = columns - 1;
        }
        for (long column = first; column <= last; column++) {
            out.accept(number(band, (int) Math.floorMod(column, (long) columns)));
        }
    }

    private long cell(double latRadians, double lonRadians) {
        int band = band(latRadians);
        int columns = columns(band);
        long column = (long) Math.floor((lonRadians + Math.PI) / (2 * Math.PI) * columns);
        return number(band, (int) Math.floorMod(column, (long) columns));
    }

    private int band(double latRadians) {
        int band = (int) Math.floor((latRadians + Math.PI / 2) / bandRadians);
        return Math.max(0, Math.min(bands - 1, band));
    }

    /** How many columns a band has: by its edge that is nearer to a pole, so that none is narrower than the side. */
    private int columns(int band) {
        double south = band * bandRadians - Math.PI / 2;
        double cos = Math.min(StrictMath.cos(south), StrictMath.cos(south + bandRadians));
        return Math.max(1, (int) (2 * Math.PI * Math.max(0, cos) / sideRadians));
    }

    private static long number(int band, int column) {
        return (long) band << 32 | column;
    }
}
