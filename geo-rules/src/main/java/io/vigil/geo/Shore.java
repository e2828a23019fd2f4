package io.vigil.geo;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * How far it is to land: the nearest of the zones of type {@value #LAND}, islands included. Land is land at all times and
 * for everybody, so validity, schedule and classes of these zones are not looked at.
 *
 * <p>Safe for any number of threads. Which zones can be the nearest is found out once for each cell of a quarter of a degree
 * that is asked about and kept, so a coast of a thousand islands costs what the few near ones cost.
 */
public final class Shore {
    /** The type of zone that is land. */
    public static final String LAND = "land";

    private static final double CELL_DEGREES = 0.25;

    /** No point of a cell is farther from its centre, m; a degree is nowhere longer than 111.7 km. */
    private static final double CELL_RADIUS_METERS = 20_000;

    /** Distances beyond 100 km err by up to 1 %, on both sides of a comparison. */
    private static final double ERROR_FACTOR = 1.03;

    private final ZoneIndex index;
    private final int[] land;
    private final Map<Long, int[]> nearest = new ConcurrentHashMap<>();

    /** The shore of all land zones of an index. */
    public Shore(ZoneIndex index) {
        this.index = index;
        land = IntStream.range(0, index.size())
                .filter(zone -> index.zone(zone).type().equals(LAND) && index.isPresent(zone))
                .toArray();
    }

    /**
     * Distance to the nearest land, m: 0 on land and on its edge, infinite where no land is known, NaN for NaN. Errors as
     * {@link ZoneIndex#distanceMeters}.
     */
    public double distanceMeters(double lat, double lon) {
        if (land.length == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double home = Geodesy.normalizeLongitude(lon);
        if (!(Math.abs(lat) <= 90 && Math.abs(home) <= 180)) {
            return Double.NaN;
        }
        return distanceMeters(candidates(lat, home), lat, home);
    }

    private double distanceMeters(int[] zones, double lat, double lon) {
        double best = Double.POSITIVE_INFINITY;
        for (int zone : zones) {
            if (index.contains(zone, lat, lon)) {
                return 0;
            }
            if (best == Double.POSITIVE_INFINITY || index.isEdgeWithin(zone, lat, lon, best)) {
                best = Math.min(best, index.distanceToEdgeMeters(zone, lat, lon));
            }
        }
        return best;
    }

    private int[] candidates(double lat, double lon) {
        long row = (long) Math.floor(lat / CELL_DEGREES);
        long column = (long) Math.floor(lon / CELL_DEGREES);
        return nearest.computeIfAbsent(row << 32 | column & 0xFFFF_FFFFL, cell -> nearTo(row, column));
    }

    private int[] nearTo(long row, long column) {
        double lat = Math.min(90, (row + 0.5) * CELL_DEGREES);
        double lon = Geodesy.normalizeLongitude((column + 0.5) * CELL_DEGREES);
        double[] meters = new double[land.length];
        Arrays.setAll(meters, i -> index.distanceMeters(land[i], lat, lon));
        double reach = (Arrays.stream(meters).min().orElse(0) + 2 * CELL_RADIUS_METERS) * ERROR_FACTOR;
        return IntStream.range(0, land.length)
                .boxed()
                .filter(i -> meters[i] <= reach)
                .sorted(Comparator.comparingDouble(i -> meters[i]))
                .mapToInt(i -> land[i])
                .toArray();
    }
}
