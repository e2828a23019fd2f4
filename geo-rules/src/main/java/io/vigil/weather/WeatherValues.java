package io.vigil.weather;

import org.jspecify.annotations.Nullable;

/**
 * The weather at a place and time as far as it is known.
 *
 * @param windMps mean wind, m/s, or NaN
 * @param waveMeters significant wave height, m, or NaN
 * @param visibilityMeters m, or NaN
 * @param windBy id of the record that tells the wind, the nearest station's where there are several; null where nothing does
 * @param isObserved whether the wind was observed, not forecast
 */
public record WeatherValues(
        double windMps, double waveMeters, double visibilityMeters, @Nullable String windBy, boolean isObserved) {
    /** Nothing is known. */
    public static final WeatherValues UNKNOWN = new WeatherValues(Double.NaN, Double.NaN, Double.NaN, null, false);

    /** Force of the wind, or -1 where it is unknown. */
    public int windBft() {
        return Double.isNaN(windMps) ? -1 : Beaufort.ofMps(windMps);
    }
}
