package io.vigil.zones.crs;

import io.vigil.zones.shape.ShapeException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Longitude and latitude in WGS 84 as they are. */
final class Degrees implements Frame {
    private static final double MAX_LONGITUDE = 360;

    @Override
    public boolean keepsLines() {
        return true;
    }

    @Override
    public double[] lonLat(double x, double y) {
        if (Math.abs(x) <= MAX_LONGITUDE && Math.abs(y) <= 90) {
            return new double[] {x, y};
        }
        boolean swapped = Math.abs(x) <= 90 && Math.abs(y) <= 180;
        throw new ShapeException(
                String.format(Locale.ROOT, "position (%s, %s) is no longitude and latitude in degrees", x, y),
                swapped
                        ? "x and y look swapped: give --swap-xy"
                        : "if it is in metres, say in which system with --crs EPSG:nnnn");
    }

    @Override
    public @Nullable String caution() {
        return null;
    }
}
