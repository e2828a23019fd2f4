package io.vigil.weather;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * One forecast or observation. A record of the same id that is issued later takes its place from then on; one without
 * coverage values (cancelled) takes its place with nothing.
 */
public final class WeatherRecord {
    /** What it is; where both speak, the observation counts. */
    public enum Kind {
        FORECAST,
        OBSERVATION
    }

    private final String id;
    private final Kind kind;
    private final long issuedMillis;
    private final long[] timesMillis;
    private final long validToMillis;
    private final Coverage coverage;
    private final Map<Quantity, short[]> values = new EnumMap<>(Quantity.class);

    /**
     * A record without values yet.
     *
     * @param id of the product, area or station
     * @param issuedMillis from when on it was known
     * @param timesMillis times its values are for, ascending; between two of them values are interpolated. Empty: cancelled
     * @param validToMillis first instant it says nothing of; after the last time the last values stand until then
     */
    public WeatherRecord(
            String id, Kind kind, long issuedMillis, long[] timesMillis, long validToMillis, Coverage coverage) {
        this.id = id;
        this.kind = kind;
        this.issuedMillis = issuedMillis;
        this.timesMillis = timesMillis.clone();
        this.validToMillis = validToMillis;
        this.coverage = coverage;
    }

    /** Takes the values of a quantity: for each time all cells, for a grid row by row from the south, each from the west. */
    public WeatherRecord with(Quantity quantity, double[] all) {
        if (all.length != timesMillis.length * coverage.cells()) {
            throw new IllegalArgumentException(
                    quantity + " has " + all.length + " values, needed are " + timesMillis.length * coverage.cells());
        }
        short[] packed = new short[all.length];
        for (int i = 0; i < all.length; i++) {
            packed[i] = Quantity.packed(all[i]);
        }
        values.put(quantity, packed);
        return this;
    }

    /** Its id. */
    public String id() {
        return id;
    }

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** From when on it was known. */
    public long issuedMillis() {
        return issuedMillis;
    }

    /** First instant it says nothing of any more. */
    public long validToMillis() {
        return validToMillis;
    }

    /** Where it speaks of. */
    public Coverage coverage() {
        return coverage;
    }

    /** Whether it speaks of that instant. */
    boolean isValidAt(long timeMillis) {
        return timesMillis.length > 0 && timeMillis >= timesMillis[0] && timeMillis < validToMillis;
    }

    /** The value of a quantity at a place and time it covers, or NaN. */
    double value(Quantity quantity, long timeMillis, double latitude, double longitude) {
        short[] all = values.get(quantity);
        if (all == null) {
            return Double.NaN;
        }
        int at = Arrays.binarySearch(timesMillis, timeMillis);
        int before = at >= 0 ? at : -at - 2;
        double now = inSpace(all, before, latitude, longitude);
        if (before == timesMillis.length - 1 || timesMillis[before] == timeMillis) {
            return now;
        }
        double next = inSpace(all, before + 1, latitude, longitude);
        double share = (timeMillis - timesMillis[before]) / (double) (timesMillis[before + 1] - timesMillis[before]);
        return now + share * (next - now);
    }

    private double inSpace(short[] all, int time, double latitude, double longitude) {
        int first = time * coverage.cells();
        if (!(coverage instanceof Coverage.Grid grid)) {
            return Quantity.unpacked(all[first]);
        }
        double column = grid.column(longitude);
        double row = grid.row(latitude);
        if (!(column >= 0 && column <= grid.columns() - 1 && row >= 0 && row <= grid.rows() - 1)) {
            return Double.NaN;
        }
        int west = Math.min((int) column, grid.columns() - 2);
        int south = Math.min((int) row, grid.rows() - 2);
        int corner = first + south * grid.columns() + west;
        double east = column - west;
        return mixed(
                mixed(all[corner], all[corner + 1], east),
                mixed(all[corner + grid.columns()], all[corner + grid.columns() + 1], east),
                row - south);
    }

    private static double mixed(short one, short other, double share) {
        return mixed(Quantity.unpacked(one), Quantity.unpacked(other), share);
    }

    /** On a point of the grid its neighbour does not matter, known or not. */
    private static double mixed(double one, double other, double share) {
        return share == 0 ? one : share == 1 ? other : one + share * (other - one);
    }
}
