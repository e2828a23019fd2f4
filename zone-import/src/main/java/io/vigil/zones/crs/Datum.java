package io.vigil.zones.crs;

import io.vigil.geo.Gcj02;
import io.vigil.geo.Geodesy.Position;

/** How the longitudes and latitudes of a map were shifted. */
public enum Datum {
    WGS84,
    /** What Chinese maps must use. */
    GCJ02,
    /** GCJ-02, shifted once more by one map provider. */
    BD09;

    /** The true position of a shifted one; error as {@link Gcj02} states it. */
    Position toWgs84(double lat, double lon) {
        return switch (this) {
            case WGS84 -> new Position(lat, lon);
            case GCJ02 -> Gcj02.toWgs84(lat, lon);
            case BD09 -> Gcj02.bd09ToWgs84(lat, lon);
        };
    }
}
