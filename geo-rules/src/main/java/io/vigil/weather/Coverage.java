package io.vigil.weather;

import io.vigil.geo.Geodesy;
import io.vigil.model.ZoneShape;

/** Where a weather record says something. */
public sealed interface Coverage {
    /** How many values it has for one time. */
    int cells();

    /**
     * Values at the points of a grid, between which they are interpolated; nothing beyond its outermost points.
     *
     * @param west longitude of the first column, degrees
     * @param south latitude of the first row, degrees
     * @param longitudeStep degrees eastwards from column to column, above 0
     * @param latitudeStep degrees northwards from row to row, above 0
     * @param columns 2 or more
     * @param rows 2 or more
     */
    record Grid(double west, double south, double longitudeStep, double latitudeStep, int columns, int rows)
            implements Coverage {
        @Override
        public int cells() {
            return columns * rows;
        }

        /** Column of a longitude, with its fraction; outside 0 to columns - 1 where the grid does not reach. */
        double column(double longitude) {
            double east = Geodesy.normalizeLongitude(longitude - west);
            double column = east / longitudeStep;
            return column < 0 && (east + 360) / longitudeStep <= columns - 1 ? (east + 360) / longitudeStep : column;
        }

        double row(double latitude) {
            return (latitude - south) / latitudeStep;
        }
    }

    /** One value for a whole area. */
    record Area(ZoneShape shape) implements Coverage {
        @Override
        public int cells() {
            return 1;
        }
    }

    /**
     * A buoy, ship or station that speaks for its surroundings; between several the nearer counts more.
     *
     * @param latitude degrees
     * @param longitude degrees
     * @param radiusMeters how far it speaks for, above 0
     */
    record Station(double latitude, double longitude, double radiusMeters) implements Coverage {
        @Override
        public int cells() {
            return 1;
        }
    }
}
