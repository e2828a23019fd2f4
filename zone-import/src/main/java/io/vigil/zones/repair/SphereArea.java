package io.vigil.zones.repair;

import io.vigil.zones.shape.Positions;
import java.util.List;
import java.util.Locale;

/**
 * Areas on a sphere of the earth's surface area, for comparing and reporting; within 0.7 % of the ellipsoid. Edges are taken as
 * straight in longitude and the sine of latitude.
 */
public final class SphereArea {
    /** Radius of the sphere with the surface of the WGS 84 ellipsoid, metres. */
    private static final double AUTHALIC_METERS = 6_371_007.2;

    private SphereArea() {}

    /** Square metres within a ring, open or closed; positive where it runs counter-clockwise. */
    public static double signed(Positions ring) {
        double sum = 0;
        int last = ring.size() - 1;
        for (int i = 0; i < ring.size(); i++) {
            int before = i == 0 ? last : i - 1;
            double lonSum = Math.toRadians(ring.x()[before] + ring.x()[i] - 2 * ring.x()[0]);
            sum += lonSum * (sin(ring.y()[i]) - sin(ring.y()[before]));
        }
        return sum / 2 * AUTHALIC_METERS * AUTHALIC_METERS;
    }

    /** Square metres of polygons, each an outer ring and holes within. */
    public static double ofPolygons(List<List<Positions>> polygons) {
        double sum = 0;
        for (List<Positions> rings : polygons) {
            for (int i = 0; i < rings.size(); i++) {
                sum += (i == 0 ? 1 : -1) * Math.abs(signed(rings.get(i)));
            }
        }
        return sum;
    }

    /** An area for people: in km², small ones in m². */
    public static String shown(double squareMeters) {
        if (squareMeters < 100_000) {
            return String.format(Locale.ROOT, "%.0f m²", squareMeters);
        }
        double squareKilometers = squareMeters / 1e6;
        return String.format(Locale.ROOT, squareKilometers < 1_000 ? "%.2f km²" : "%,.0f km²", squareKilometers);
    }

    private static double sin(double degrees) {
        return Math.sin(Math.toRadians(degrees));
    }
}
