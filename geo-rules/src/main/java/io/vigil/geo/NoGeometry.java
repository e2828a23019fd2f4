package io.vigil.geo;

import org.jspecify.annotations.Nullable;

/** The geometry of a zone that is no more: nowhere, and infinitely far. */
record NoGeometry() implements ZoneGeometry {
    @Override
    public boolean contains(double lat, double lon) {
        return false;
    }

    @Override
    public double edgeMeters(double lat, double lon) {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public @Nullable Crossing crossing(double lat1, double lon1, double lat2, double lon2) {
        return null;
    }

    @Override
    public Chain chainOf(int edge) {
        throw new IllegalStateException("a zone that is no more has no edge " + edge);
    }

    @Override
    public Box box() {
        return new Box(
                Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }
}
