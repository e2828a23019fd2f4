package io.vigil.model;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A named line a mover is to keep to.
 *
 * @param id unique within the loaded files
 * @param name for people, or null
 * @param movers movers it is approved for; with {@code classes} empty too, only movers whose registry record names it
 * @param classes mover classes it is approved for
 * @param latitudes degrees, at least two
 * @param longitudes degrees, as many, unwrapped across the antimeridian
 * @param halfWidthMeters how far off still counts as on it, m, or NaN where the rule decides
 * @param stops places where a stop is mandatory, in order along the line
 * @param validFromMillis first instant of validity, or {@link Long#MIN_VALUE}
 * @param validToMillis first instant after validity, or {@link Long#MAX_VALUE}
 * @param freeFlowKph speed of its traffic when nothing is in the way, km/h, above 0, where it is a road whose traffic is
 *     measured; else NaN
 */
public record Route(
        String id,
        @Nullable String name,
        Set<MoverId> movers,
        Set<String> classes,
        double[] latitudes,
        double[] longitudes,
        double halfWidthMeters,
        List<Stop> stops,
        long validFromMillis,
        long validToMillis,
        double freeFlowKph) {
    /** A route whose traffic nobody measures. */
    public Route(
            String id,
            @Nullable String name,
            Set<MoverId> movers,
            Set<String> classes,
            double[] latitudes,
            double[] longitudes,
            double halfWidthMeters,
            List<Stop> stops,
            long validFromMillis,
            long validToMillis) {
        this(
                id,
                name,
                movers,
                classes,
                latitudes,
                longitudes,
                halfWidthMeters,
                stops,
                validFromMillis,
                validToMillis,
                Double.NaN);
    }

    public Route {
        movers = Set.copyOf(movers);
        classes = Set.copyOf(classes);
        stops = List.copyOf(stops);
        if (latitudes.length != longitudes.length || latitudes.length < 2) {
            throw new IllegalArgumentException("route " + id + " has " + latitudes.length + " latitudes and "
                    + longitudes.length + " longitudes; it needs the same number, 2 or more");
        }
    }

    /**
     * A mandatory stop.
     *
     * @param name for people
     * @param latitude degrees
     * @param longitude degrees
     * @param radiusMeters how near counts as there, above 0
     */
    public record Stop(String name, double latitude, double longitude, double radiusMeters) {}

    /** The name, or the id where there is none. */
    public String label() {
        return name == null ? id : name;
    }

    /** Whether it is approved at that instant. */
    public boolean isValidAt(long timeMillis) {
        return timeMillis >= validFromMillis && timeMillis < validToMillis;
    }
}
