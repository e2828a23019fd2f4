package io.vigil.jobs;

import io.vigil.geo.ClosestApproach;
import io.vigil.geo.Geodesy;
import io.vigil.model.PositionReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The pair rules once more, slow and plain: every mover is placed at every instant of the grid, every two of them are held
 * against each other, and each pair's story is told from its beginning. Shares with the engine the geodesy only, and of that
 * the slow half.
 */
final class PairOracle {
    /** A judged report: what the evaluation of movers let through. */
    record Fix(PositionReport report, @Nullable String moverClass) {}

    /** A mover at an instant. */
    record Place(
            long time, double lat, double lon, double speed, double course, long age, @Nullable String moverClass) {}

    static final double NM = 1852;
    static final double KNOT = 1852 / 3600.0;

    private final Map<String, List<Fix>> tracks;

    PairOracle(Map<String, List<Fix>> tracks) {
        this.tracks = tracks;
    }

    /** Knobs of an encounter. */
    record Encounter(double near, double exit, long step, long gap, long hold, Set<String> excluded) {}

    /** Transitions {@code one other what at}, sorted, up to an instant. */
    TreeSet<String> encounters(Encounter knobs, long until) {
        Map<String, TreeMap<Long, Place>> places = new TreeMap<>();
        tracks.forEach((mover, fixes) -> places.put(mover, interpolated(fixes, knobs.step, knobs.gap)));
        return stories(
                places,
                until,
                (a, b) -> {
                    boolean candidates = !excluded(knobs, a) && !excluded(knobs, b);
                    return candidates && meters(a, b) <= knobs.exit;
                },
                (a, b) -> true,
                (one, other) -> new EncounterStory(one, other, knobs, until));
    }

    private static boolean excluded(Encounter knobs, Place place) {
        return place.moverClass != null && knobs.excluded.contains(place.moverClass);
    }

    /** Transitions of collision risks by the kind's defaults, in daylight. */
    TreeSet<String> collisions(long step, long maxAge, Set<String> others, long until) {
        Map<String, TreeMap<Long, Place>> places = new TreeMap<>();
        tracks.forEach((mover, fixes) -> places.put(mover, reckoned(fixes, step, maxAge, until)));
        return stories(
                places,
                until,
                (a, b) -> mayCollide(others, a, b),
                (a, b) -> isKnown(a) && isKnown(b),
                (one, other) -> new CollisionStory(one, other, step, until));
    }

    private static boolean isKnown(Place place) {
        return place.speed == 0 || !Double.isNaN(place.speed) && !Double.isNaN(place.course);
    }

    private interface Teller {
        PairStory story(String one, String other);
    }

    private static TreeSet<String> stories(
            Map<String, TreeMap<Long, Place>> places,
            long until,
            BiPredicate<Place, Place> near,
            BiPredicate<Place, Place> known,
            Teller teller) {
        TreeSet<String> told = new TreeSet<>();
        List<String> movers = new ArrayList<>(places.keySet());
        for (int i = 0; i < movers.size(); i++) {
            for (int j = i + 1; j < movers.size(); j++) {
                PairStory story = teller.story(movers.get(i), movers.get(j));
                tell(places.get(movers.get(i)), places.get(movers.get(j)), until, near, known, story);
                told.addAll(story.told());
            }
        }
        return told;
    }

    private static void tell(
            TreeMap<Long, Place> one,
            TreeMap<Long, Place> other,
            long until,
            BiPredicate<Place, Place> near,
            BiPredicate<Place, Place> known,
            PairStory story) {
        boolean met = false;
        for (Place a : one.values()) {
            Place b = other.get(a.time);
            if (b == null || a.time > until) {
                continue;
            }
            boolean isNear = near.test(a, b);
            Map.Entry<Long, Place> beforeA = one.lowerEntry(a.time);
            Map.Entry<Long, Place> beforeB = other.lowerEntry(a.time);
            boolean wasNear = beforeA != null
                    && beforeB != null
                    && beforeA.getKey().equals(beforeB.getKey())
                    && near.test(beforeA.getValue(), beforeB.getValue());
            // Of whom nobody knows where he is heading it is not known that he has left.
            if (isNear || wasNear && known.test(a, b)) {
                met = true;
                story.at(a.time, a, b, isNear, wasNear);
            }
        }
        if (met) {
            story.end();
        }
    }

    private static TreeMap<Long, Place> interpolated(List<Fix> fixes, long step, long gap) {
        TreeMap<Long, Place> places = new TreeMap<>();
        for (int i = 0; i < fixes.size(); i++) {
            Fix fix = fixes.get(i);
            PositionReport to = fix.report;
            long time = to.eventTimeMillis();
            PositionReport from = i == 0 ? null : fixes.get(i - 1).report;
            boolean bridged = from != null && time - from.eventTimeMillis() < gap;
            long first = bridged ? from.eventTimeMillis() + 1 : time;
            for (long at = ceilDiv(first, step) * step; at <= time; at += step) {
                places.put(
                        at,
                        from != null && bridged
                                ? between(from, to, at, fix.moverClass)
                                : new Place(at, to.latitude(), to.longitude(), known(from, to), 0, 0, fix.moverClass));
            }
        }
        return places;
    }

    /** Over more than five minutes a mean speed says nothing of the speed now. */
    private static double known(@Nullable PositionReport from, PositionReport to) {
        boolean derived =
                Double.isNaN(to.speedMps()) && from != null && to.eventTimeMillis() - from.eventTimeMillis() <= 300_000;
        return derived ? mean(from, to) : to.speedMps();
    }

    private static double mean(PositionReport from, PositionReport to) {
        return Geodesy.distanceMeters(from.latitude(), from.longitude(), to.latitude(), to.longitude())
                * 1000
                / (to.eventTimeMillis() - from.eventTimeMillis());
    }

    private static Place between(PositionReport from, PositionReport to, long at, @Nullable String moverClass) {
        double share = (double) (at - from.eventTimeMillis()) / (to.eventTimeMillis() - from.eventTimeMillis());
        double meters = Geodesy.distanceMeters(from.latitude(), from.longitude(), to.latitude(), to.longitude());
        double course = Geodesy.initialCourseDegrees(from.latitude(), from.longitude(), to.latitude(), to.longitude());
        Geodesy.Position there = Geodesy.destination(from.latitude(), from.longitude(), course, meters * share);
        double speed = share == 1 && !Double.isNaN(to.speedMps())
                ? to.speedMps()
                : from.speedMps() * (1 - share) + to.speedMps() * share;
        return new Place(
                at,
                there.latitude(),
                there.longitude(),
                Double.isNaN(speed) ? mean(from, to) : speed,
                0,
                0,
                moverClass);
    }

    private static TreeMap<Long, Place> reckoned(List<Fix> fixes, long step, long maxAge, long until) {
        TreeMap<Long, Place> places = new TreeMap<>();
        for (int i = 0; i < fixes.size(); i++) {
            PositionReport fix = fixes.get(i).report;
            long time = fix.eventTimeMillis();
            long next =
                    i + 1 == fixes.size() ? until + 1 : fixes.get(i + 1).report.eventTimeMillis();
            long last = Math.min(time + maxAge, Math.min(until, next - 1));
            for (long at = ceilDiv(time, step) * step; at <= last; at += step) {
                double meters = fix.speedMps() * (at - time) / 1000;
                boolean moves = fix.speedMps() >= 0.25 && !Double.isNaN(fix.courseDegrees());
                Geodesy.Position there = moves
                        ? Geodesy.destination(fix.latitude(), fix.longitude(), fix.courseDegrees(), meters)
                        : new Geodesy.Position(fix.latitude(), fix.longitude());
                boolean counts = fix.navStatus() != 5;
                places.put(
                        at,
                        new Place(
                                at,
                                there.latitude(),
                                there.longitude(),
                                fix.speedMps(),
                                fix.courseDegrees(),
                                at - time,
                                counts ? fixes.get(i).moverClass : null));
            }
        }
        return places;
    }

    /** The chord through the ellipsoid; of a kilometre it is short by a tenth of a micrometre. */
    static double meters(Place a, Place b) {
        double[] p = ecef(a.lat, a.lon);
        double[] q = ecef(b.lat, b.lon);
        return Math.hypot(Math.hypot(p[0] - q[0], p[1] - q[1]), p[2] - q[2]);
    }

    private static double[] ecef(double latitude, double longitude) {
        double lat = Math.toRadians(latitude);
        double lon = Math.toRadians(longitude);
        double e2 = 0.0066943799901413165;
        double n = 6_378_137 / Math.sqrt(1 - e2 * Math.sin(lat) * Math.sin(lat));
        return new double[] {
            n * Math.cos(lat) * Math.cos(lon), n * Math.cos(lat) * Math.sin(lon), n * (1 - e2) * Math.sin(lat)
        };
    }

    private static final Set<String> MERCHANTS = Set.of("cargo", "tanker", "passenger");

    private static boolean mayCollide(Set<String> others, Place a, Place b) {
        if (a.moverClass == null || b.moverClass == null || Double.isNaN(a.speed) || Double.isNaN(b.speed)) {
            return false;
        }
        boolean kinds = MERCHANTS.contains(a.moverClass) && others.contains(b.moverClass)
                || MERCHANTS.contains(b.moverClass) && others.contains(a.moverClass);
        double clear = 0.5 * 1.5 * 1.5 * NM;
        if (!kinds || meters(a, b) > Math.min(clear + (a.speed + b.speed) * 900, clear + 40 * KNOT * 900)) {
            return false;
        }
        ClosestApproach approach = approach(a, b);
        return approach.tcpaSeconds() > 0 && approach.tcpaSeconds() < 900 && approach.cpaMeters() <= clear;
    }

    static ClosestApproach approach(Place a, Place b) {
        return ClosestApproach.within(
                new ClosestApproach.Motion(a.lat, a.lon, a.speed, a.course, a.time),
                new ClosestApproach.Motion(b.lat, b.lon, b.speed, b.course, b.time),
                a.time,
                1_000);
    }

    static long ceilDiv(long value, long by) {
        return -Math.floorDiv(-value, by);
    }

    static Map<String, List<Fix>> byMover(List<Fix> fixes) {
        Map<String, List<Fix>> byMover = new HashMap<>();
        fixes.forEach(fix -> byMover.computeIfAbsent(fix.report.mover().text(), key -> new ArrayList<>())
                .add(fix));
        return byMover;
    }
}
