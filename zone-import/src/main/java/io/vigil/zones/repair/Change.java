package io.vigil.zones.repair;

import io.vigil.zones.shape.ShapeException;
import java.util.Locale;

/**
 * What a repair did to an area.
 *
 * @param squareMeters that came or went, or that another reading would count too
 * @param of all of the area afterwards, square metres
 */
record Change(double squareMeters, double of) {
    private double percent() {
        return of > 0 ? 100 * squareMeters / of : 100;
    }

    /** Refuses a repair that changes too much. */
    void refuseAbove(double maxPercent, String reason) {
        if (percent() > maxPercent) {
            throw new ShapeException(
                    reason + "; a repair would change its area by " + this + ", allowed are " + maxPercent + " %",
                    "draw it anew, or give --max-area-change " + (int) Math.ceil(percent()));
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f %% (%s)", percent(), SphereArea.shown(squareMeters));
    }
}
