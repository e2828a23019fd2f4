package io.vigil.simulators.mover;

import io.vigil.model.Units;
import io.vigil.simulators.world.Path;
import org.jspecify.annotations.Nullable;

/** Where a mover is and how it gets along its path: bounded acceleration, braking ahead of corners and slower stretches. */
final class Body {
    private static final double CRAWL_MPS = 0.6;
    private static final double ARRIVED_METERS = 0.5;

    private final double accelerationMps2;
    private final double brakingMps2;
    private double x;
    private double y;
    private double courseDegrees;
    private double speedMps;
    private double odometerMeters;
    private @Nullable Path path;
    private double endSpeedMps;
    private double meters;
    private int stretch;

    /** How fast it wants to go on a stretch of its path, m/s. */
    interface Wish {
        double speedMps(Path path, int stretch);
    }

    Body(double accelerationMps2, double brakingMps2, double x, double y) {
        this.accelerationMps2 = accelerationMps2;
        this.brakingMps2 = brakingMps2;
        this.x = x;
        this.y = y;
    }

    void begin(Path newPath, double atMeters, double newEndSpeedMps) {
        path = newPath;
        endSpeedMps = newEndSpeedMps;
        meters = atMeters;
        stretch = newPath.stretchAt(atMeters);
        place(newPath);
    }

    /** At the very beginning a mover may already be under way. */
    void startRolling(double atSpeedMps) {
        speedMps = atSpeedMps;
    }

    void halt() {
        speedMps = 0;
    }

    boolean hasArrived() {
        return path == null;
    }

    /** Moves on by one second. */
    void step(Wish wish) {
        Path way = path;
        if (way == null) {
            return;
        }
        double wished = wish.speedMps(way, stretch);
        double allowed = Math.min(wished, brakedFor(way, wish));
        double wanted = Math.min(speedMps + accelerationMps2, allowed);
        double slowest = wished == 0 ? 0 : CRAWL_MPS;
        double next = Math.max(Math.max(wanted, slowest), speedMps - 1.5 * brakingMps2);
        double advance = Math.min((speedMps + next) / 2, way.lengthMeters() - meters);
        meters += advance;
        odometerMeters += advance;
        speedMps = next;
        while (stretch < way.stretches() - 1 && way.endOf(stretch) <= meters) {
            stretch++;
        }
        place(way);
        if (way.lengthMeters() - meters < ARRIVED_METERS) {
            path = null;
            speedMps = Math.min(speedMps, endSpeedMps);
        }
    }

    /** The highest speed from which all that lies ahead can still be met by braking. */
    private double brakedFor(Path way, Wish wish) {
        double reach = speedMps * speedMps / brakingMps2 + 2 * speedMps + 10;
        double allowed = Double.POSITIVE_INFINITY;
        double from = meters + speedMps;
        for (int i = stretch; i < way.stretches(); i++) {
            double gap = way.endOf(i) - from;
            if (gap > reach) {
                break;
            }
            boolean last = i == way.stretches() - 1;
            double there =
                    last ? endSpeedMps : Math.min(Units.kphToMps(way.cornerKphAtEndOf(i)), wish.speedMps(way, i + 1));
            allowed = Math.min(allowed, Math.sqrt(there * there + 2 * brakingMps2 * Math.max(0, gap)));
        }
        return allowed;
    }

    private void place(Path way) {
        x = way.xAt(stretch, meters);
        y = way.yAt(stretch, meters);
        courseDegrees = way.courseDegrees(stretch);
    }

    double x() {
        return x;
    }

    double y() {
        return y;
    }

    double courseDegrees() {
        return courseDegrees;
    }

    double speedMps() {
        return speedMps;
    }

    double odometerMeters() {
        return odometerMeters;
    }

    double meters() {
        return meters;
    }
}
