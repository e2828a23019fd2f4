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

    private static final double NM = 1852;
    private static final double KNOT = 1852 / 3600.0;

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
                (one, other) -> new CollisionStory(one, other, step, until));
    }

    private interface Story {
        void at(long time, Place a, Place b, boolean isNear, boolean wasNear);

        void end();

        List<String> told();
    }

    private interface Teller {
        Story story(String one, String other);
    }

    private static TreeSet<String> stories(
            Map<String, TreeMap<Long, Place>> places, long until, BiPredicate<Place, Place> near, Teller teller) {
        TreeSet<String> told = new TreeSet<>();
        List<String> movers = new ArrayList<>(places.keySet());
        for (int i = 0; i < movers.size(); i++) {
            for (int j = i + 1; j < movers.size(); j++) {
                Story story = teller.story(movers.get(i), movers.get(j));
                tell(places.get(movers.get(i)), places.get(movers.get(j)), until, near, story);
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
            Story story) {
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
            if (isNear || wasNear) {
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

    private static ClosestApproach approach(Place a, Place b) {
        return ClosestApproach.within(
                new ClosestApproach.Motion(a.lat, a.lon, a.speed, a.course, a.time),
                new ClosestApproach.Motion(b.lat, b.lon, b.speed, b.course, b.time),
                a.time,
                1_000);
    }

    /** What both stories have in common: who, and what was said. */
    private abstract static class Told implements Story {
        private final String pair;
        private final List<String> told = new ArrayList<>();
        private final long until;

        Told(String one, String other, long until) {
            pair = one + ' ' + other;
            this.until = until;
        }

        void say(String what, long time) {
            if (time <= until) {
                told.add(pair + ' ' + what + ' ' + time);
            }
        }

        @Override
        public List<String> told() {
            return told;
        }
    }

    /** One pair's encounters: three moments in a row and the hold to open, half an hour apart to close, four to come back. */
    private static final class EncounterStory extends Told {
        private static final long RELEASE = 1_800_000;
        private static final long MERGE = 4 * 3_600_000L;
        private static final long LOST = 12 * 3_600_000L;

        private final Encounter knobs;
        private final long until;
        private final List<Boolean> slowMoments = new ArrayList<>();
        private long since;
        private long last = Long.MIN_VALUE;
        private boolean open;
        private long apartSince = Long.MIN_VALUE;
        private long closed = Long.MIN_VALUE;

        EncounterStory(String one, String other, Encounter knobs, long until) {
            super(one, other, until);
            this.knobs = knobs;
            this.until = until;
        }

        @Override
        public void at(long time, Place a, Place b, boolean isNear, boolean wasNear) {
            passTime(time - 1);
            if (!isNear) {
                apart(time);
                return;
            }
            apartSince = Long.MIN_VALUE;
            if (!open && time - last > knobs.gap) {
                slowMoments.clear();
            }
            double meters = meters(a, b);
            boolean slow = (a.speed + b.speed) / 2 < 2 * KNOT;
            if (meters > knobs.near) {
                if (!open) {
                    slowMoments.clear();
                }
                last = time;
                return;
            }
            if (slowMoments.isEmpty() && !slow) {
                last = time;
                return;
            }
            if (slowMoments.isEmpty()) {
                since = time;
            }
            last = time;
            slowMoments.add(slow);
            long slowOnes = slowMoments.stream().filter(each -> each).count();
            if (!open && slowMoments.size() >= 3 && time - since >= knobs.hold && 2 * slowOnes > slowMoments.size()) {
                open = true;
                boolean again = closed != Long.MIN_VALUE && since - closed <= MERGE;
                say(again ? "amended" : "opened", time);
            }
        }

        private void apart(long time) {
            last = time;
            if (apartSince == Long.MIN_VALUE) {
                apartSince = time;
            }
            if (!open) {
                slowMoments.clear();
            }
        }

        /** Whatever ends an open encounter by an instant without the two being near. */
        private void passTime(long time) {
            if (!open) {
                return;
            }
            long end =
                    apartSince == Long.MIN_VALUE ? last + LOST : apartSince + ceilDiv(RELEASE, knobs.step) * knobs.step;
            if (end <= time) {
                open = false;
                closed = end;
                slowMoments.clear();
                say("closed", end);
            }
        }

        @Override
        public void end() {
            passTime(until);
        }
    }

    /** One pair's collision risks: three updates in a row to open and for each level, three clear ones to close. */
    private static final class CollisionStory extends Told {
        private static final long MERGE = 600_000;
        private static final long GAP = 120_000;
        private static final double[] CPA = {0.5 * NM, 0.3 * NM, 0.15 * NM};
        private static final double[] TCPA = {900, 480, 240};

        private final long step;
        private final long until;
        private int run;
        private int[] levelRun = new int[3];
        private long since;
        private long last = Long.MIN_VALUE;
        private boolean open;
        private int tier;
        private int fails;
        private boolean apart;
        private long apartAt;
        private long closed = Long.MIN_VALUE;
        private int worst;
        private long seen = Long.MIN_VALUE;

        CollisionStory(String one, String other, long step, long until) {
            super(one, other, until);
            this.step = step;
            this.until = until;
        }

        @Override
        public void at(long time, Place a, Place b, boolean isNear, boolean wasNear) {
            passTime(time - 1);
            if (!isNear) {
                apart = true;
                apartAt = time;
                fail(time);
                return;
            }
            apart = false;
            seen = time;
            if (Math.abs(a.age - b.age) > 60_000) {
                return;
            }
            if (!open && time - last > GAP) {
                startOver();
            }
            ClosestApproach approach = approach(a, b);
            double relative = relative(a, b);
            int level = relative > 3 * KNOT ? level(approach) : 0;
            if (level > 0) {
                holds(time, level);
            } else if (approach.cpaMeters() > 1.5 * CPA[0] || relative <= 3 * KNOT) {
                fail(time);
            } else {
                fails = 0;
                if (!open) {
                    startOver();
                }
            }
            last = time;
        }

        private static double relative(Place a, Place b) {
            double east = sin(a) - sin(b);
            double north = cos(a) - cos(b);
            return Math.hypot(east, north);
        }

        private static double sin(Place place) {
            return place.speed == 0 ? 0 : place.speed * Math.sin(Math.toRadians(place.course));
        }

        private static double cos(Place place) {
            return place.speed == 0 ? 0 : place.speed * Math.cos(Math.toRadians(place.course));
        }

        private static int level(ClosestApproach approach) {
            int level = 0;
            for (int i = 0; i < 3; i++) {
                if (approach.cpaMeters() < CPA[i] && approach.tcpaSeconds() > 0 && approach.tcpaSeconds() < TCPA[i]) {
                    level = i + 1;
                }
            }
            return level;
        }

        private void holds(long time, int level) {
            fails = 0;
            if (run == 0) {
                since = time;
            }
            run++;
            levelRun[1] = level >= 2 ? levelRun[1] + 1 : 0;
            levelRun[2] = level >= 3 ? levelRun[2] + 1 : 0;
            int proven = levelRun[2] >= 3 ? 3 : levelRun[1] >= 3 ? 2 : 1;
            worst = Math.max(worst, proven);
            if (open && worst > tier) {
                tier = worst;
                say("escalated", time);
            } else if (!open && run >= 3) {
                open = true;
                boolean again = closed != Long.MIN_VALUE && since - closed <= MERGE;
                tier = again ? Math.max(tier, worst) : worst;
                say(again ? "amended" : "opened", time);
            }
        }

        private void fail(long time) {
            last = time;
            if (!open) {
                startOver();
                return;
            }
            fails++;
            if (fails >= 3) {
                close(time);
            }
        }

        private void close(long time) {
            open = false;
            closed = time;
            startOver();
            say("closed", time);
        }

        private void startOver() {
            run = 0;
            fails = 0;
            worst = 0;
            levelRun = new int[3];
        }

        private void passTime(long time) {
            while (open && apart && apartAt + step <= time) {
                apartAt += step;
                fail(apartAt);
            }
            if (open && !apart && seen + MERGE <= time) {
                close(seen + MERGE);
            }
        }

        @Override
        public void end() {
            passTime(until);
        }
    }

    private static long ceilDiv(long value, long by) {
        return -Math.floorDiv(-value, by);
    }

    static Map<String, List<Fix>> byMover(List<Fix> fixes) {
        Map<String, List<Fix>> byMover = new HashMap<>();
        fixes.forEach(fix -> byMover.computeIfAbsent(fix.report.mover().text(), key -> new ArrayList<>())
                .add(fix));
        return byMover;
    }
}
