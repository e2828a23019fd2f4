package io.vigil.simulators.world;

import java.util.ArrayList;
import java.util.List;

/**
 * A way to go: a polyline with rounded corners, how fast each stretch is meant to be driven and how fast each corner allows.
 */
public final class Path {
    private static final double SLOWEST_CORNER_KPH = 15;
    private static final double STRAIGHT_DEGREES = 15;
    private static final double U_TURN_DEGREES = 150;

    private final double[] xs;
    private final double[] ys;
    private final double[] at;
    private final double[] courses;
    private final double[] cornerKph;
    private final double[] designKph;
    private final double[] zoneLimitKph;

    private Path(Builder from) {
        int n = from.points.size();
        xs = new double[n];
        ys = new double[n];
        at = new double[n];
        courses = new double[n - 1];
        cornerKph = new double[n];
        designKph = new double[n];
        zoneLimitKph = new double[n];
        for (int i = 0; i < n; i++) {
            Point point = from.points.get(i);
            xs[i] = point.x;
            ys[i] = point.y;
            cornerKph[i] = point.cornerKph;
            designKph[i] = point.designKph;
            zoneLimitKph[i] = point.zoneLimitKph;
            if (i > 0) {
                courses[i - 1] = course(xs[i] - xs[i - 1], ys[i] - ys[i - 1]);
            }
            at[i] = i == 0 ? 0 : at[i - 1] + Math.sqrt(square(xs[i] - xs[i - 1]) + square(ys[i] - ys[i - 1]));
        }
    }

    /** Metres from end to end. */
    public double lengthMeters() {
        return at[at.length - 1];
    }

    /** Number of stretches. */
    public int stretches() {
        return xs.length - 1;
    }

    /** Metres along the path at which a stretch ends. */
    public double endOf(int stretch) {
        return at[stretch + 1];
    }

    /** Highest speed through the corner at the end of a stretch, km/h, infinite where there is none. */
    public double cornerKphAtEndOf(int stretch) {
        return cornerKph[stretch + 1];
    }

    /** How fast a stretch is meant to be travelled, km/h. */
    public double designKph(int stretch) {
        return designKph[stretch + 1];
    }

    /** Limit of the zones a stretch lies in, km/h, or NaN. */
    public double zoneLimitKph(int stretch) {
        return zoneLimitKph[stretch + 1];
    }

    /** Metres east at so many metres along a stretch's path. */
    public double xAt(int stretch, double meters) {
        return xs[stretch] + (xs[stretch + 1] - xs[stretch]) * share(stretch, meters);
    }

    /** Metres north at so many metres along the path. */
    public double yAt(int stretch, double meters) {
        return ys[stretch] + (ys[stretch + 1] - ys[stretch]) * share(stretch, meters);
    }

    /** Course of a stretch, degrees clockwise from north, [0, 360). */
    public double courseDegrees(int stretch) {
        return courses[stretch];
    }

    /** Where along the path it passes that place within the given reach: metres, ascending. */
    public List<Double> passings(double x, double y, double reachMeters) {
        List<Double> found = new ArrayList<>();
        for (int i = 0; i < stretches(); i++) {
            double dx = xs[i + 1] - xs[i];
            double dy = ys[i + 1] - ys[i];
            double along = ((x - xs[i]) * dx + (y - ys[i]) * dy) / (dx * dx + dy * dy);
            if (along >= 0 && along < 1 && Math.hypot(xs[i] + along * dx - x, ys[i] + along * dy - y) <= reachMeters) {
                found.add(at[i] + along * (at[i + 1] - at[i]));
            }
        }
        return found;
    }

    /** The stretch that holds a distance along the path. */
    public int stretchAt(double meters) {
        int stretch = 0;
        while (stretch < stretches() - 1 && at[stretch + 1] <= meters) {
            stretch++;
        }
        return stretch;
    }

    /** A generous guess of the time it takes, seconds, at a share of the design speeds. */
    public long estimateSeconds(double share) {
        double seconds = 60;
        for (int i = 0; i < stretches(); i++) {
            seconds += (at[i + 1] - at[i]) / (io.vigil.model.Units.kphToMps(designKph(i)) * share);
        }
        return (long) seconds;
    }

    private double share(int stretch, double meters) {
        double length = at[stretch + 1] - at[stretch];
        return length == 0 ? 0 : Math.max(0, Math.min(1, (meters - at[stretch]) / length));
    }

    private static double course(double east, double north) {
        double degrees = StrictMath.toDegrees(StrictMath.atan2(east, north));
        return degrees < 0 ? Math.min(degrees + 360, Math.nextDown(360.0)) : degrees;
    }

    private static double square(double value) {
        return value * value;
    }

    /** Starts a path. */
    public static Builder from(double x, double y) {
        return new Builder(x, y);
    }

    private record Point(double x, double y, double designKph, double zoneLimitKph, double cornerKph) {}

    /** Collects a path's vertices. */
    public static final class Builder {
        private final List<Point> points = new ArrayList<>();

        private Builder(double x, double y) {
            points.add(new Point(x, y, 0, Double.NaN, Double.POSITIVE_INFINITY));
        }

        /** A stretch of road to a vertex, with its design speed and the limit of its zones (km/h, NaN for none). */
        public Builder road(double x, double y, double designKph, double zoneLimitKph) {
            Point last = points.get(points.size() - 1);
            if (last.x != x || last.y != y) {
                points.add(new Point(x, y, designKph, zoneLimitKph, Double.POSITIVE_INFINITY));
            }
            return this;
        }

        /** A stretch of water to a vertex, at a speed in km/h. */
        public Builder water(double x, double y, double kph) {
            return road(x, y, kph, Double.NaN);
        }

        /** The road path: corners of about 20 m radius, slow ones where they are sharp. */
        public Path buildRoad() {
            return new Path(rounded(20, true));
        }

        /** The sea path: turns begin up to 200 m before a vertex and need no slowing down. */
        public Path buildSea() {
            return new Path(rounded(200, false));
        }

        private Builder rounded(double reach, boolean slow) {
            Builder out = new Builder(points.get(0).x, points.get(0).y);
            for (int i = 1; i < points.size(); i++) {
                Point here = points.get(i);
                if (i == points.size() - 1) {
                    out.points.add(here);
                } else {
                    out.corner(points.get(i - 1), here, points.get(i + 1), reach, slow);
                }
            }
            return out;
        }

        private void corner(Point before, Point here, Point after, double reach, boolean slow) {
            double in = Math.sqrt(square(here.x - before.x) + square(here.y - before.y));
            double out = Math.sqrt(square(after.x - here.x) + square(after.y - here.y));
            double cosine =
                    ((here.x - before.x) * (after.x - here.x) + (here.y - before.y) * (after.y - here.y)) / (in * out);
            double turn = StrictMath.toDegrees(StrictMath.acos(Math.max(-1, Math.min(1, cosine))));
            double kph = slow && turn > STRAIGHT_DEGREES
                    ? Math.max(SLOWEST_CORNER_KPH, 55 - 0.42 * turn)
                    : Double.POSITIVE_INFINITY;
            double cut = Math.min(reach, Math.min(in, out) / 3);
            if (turn <= 1 || turn > U_TURN_DEGREES || cut < 1) {
                points.add(new Point(here.x, here.y, here.designKph, here.zoneLimitKph, kph));
                return;
            }
            double ax = here.x - (here.x - before.x) / in * cut;
            double ay = here.y - (here.y - before.y) / in * cut;
            double bx = here.x + (after.x - here.x) / out * cut;
            double by = here.y + (after.y - here.y) / out * cut;
            int steps = Math.max(2, (int) Math.ceil(turn / 12));
            for (int step = 0; step <= steps; step++) {
                double t = (double) step / steps;
                double u = 1 - t;
                double x = u * u * ax + 2 * u * t * here.x + t * t * bx;
                double y = u * u * ay + 2 * u * t * here.y + t * t * by;
                Point like = step == 0 ? here : slower(here, after);
                points.add(new Point(x, y, like.designKph, like.zoneLimitKph, kph));
            }
        }

        private static Point slower(Point a, Point b) {
            double limit = Double.isNaN(a.zoneLimitKph)
                    ? b.zoneLimitKph
                    : Double.isNaN(b.zoneLimitKph) ? a.zoneLimitKph : Math.min(a.zoneLimitKph, b.zoneLimitKph);
            return new Point(a.x, a.y, Math.min(a.designKph, b.designKph), limit, a.cornerKph);
        }
    }
}
