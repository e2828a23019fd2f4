package io.vigil.rule;

/**
 * Two sightings of one plate that one vehicle cannot have made.
 *
 * @param camera where the pass was seen, as {@link Sightings#place}
 * @param otherCamera the same of the other sighting, or 0 where that is a fix of the terminal
 * @param fixMillis time of that fix, or 0 where the other sighting is a pass
 * @param meters distance between the two
 * @param apartMillis time between the two
 */
record ImpossiblePair(double camera, double otherCamera, long fixMillis, double meters, long apartMillis) {
    /** What one vehicle can do. */
    record Bounds(double fastestMps, double leastMeters, long skewMillis) {
        /** Whether it can have been at both places: both clocks may be wrong by the skew together. */
        boolean allows(double meters, long apartMillis) {
            return meters <= leastMeters || meters * 1000 <= fastestMps * (apartMillis + skewMillis);
        }
    }

    /** Whether it uses a fix of the vehicle's terminal. */
    boolean usesFix() {
        return fixMillis != 0;
    }

    /** The least speed that would have been needed, m/s. */
    double leastMps(long skewMillis) {
        return meters * 1000 / Math.max(1, apartMillis + skewMillis);
    }

    /**
     * Whether it proves something of its own beside another: it shares no sighting with it, and no camera either, since one
     * camera with a wrong clock makes an impossible pair of every vehicle, each time.
     */
    boolean isIndependentOf(double firstCamera, double firstOtherCamera, double firstFixMillis) {
        boolean sharesCamera = camera == firstCamera
                || camera == firstOtherCamera
                || otherCamera != 0 && (otherCamera == firstCamera || otherCamera == firstOtherCamera);
        return !sharesCamera && (fixMillis == 0 || fixMillis != firstFixMillis);
    }
}
