package io.vigil.simulators.mover;

import io.vigil.model.Units;
import io.vigil.simulators.world.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A round trip at sea, put together leg by leg from a berth and back to it; legs follow each other without stopping.
 * The legs are collected first because a vessel may be under way, somewhere on them, when the simulation begins.
 */
final class Voyage {
    private static final double TRANSIT_KNOTS = 8;
    private static final double TRAWL_KNOTS = 3;

    private final List<Action> legs = new ArrayList<>();
    private final List<Double> minutes = new ArrayList<>();
    private final Dice dice;
    private double x;
    private double y;

    Voyage(Dice dice, double x, double y) {
        this.dice = dice;
        this.x = x;
        this.y = y;
    }

    Dice dice() {
        return dice;
    }

    double x() {
        return x;
    }

    double y() {
        return y;
    }

    /** Sails through the vertices (x, y alternating) at that speed. */
    Voyage sail(double knots, double... xy) {
        return leg(Action.travel(path(knots, xy)), knots);
    }

    /** Sails, and adds what else is to be said of that leg. */
    Voyage sail(double knots, UnaryOperator<Action> more, double... xy) {
        return leg(more.apply(Action.travel(path(knots, xy))), knots);
    }

    private Voyage leg(Action action, double knots) {
        Path path = Objects.requireNonNull(action.path());
        double mps = Units.knotsToMps(knots);
        if (!legs.isEmpty()) {
            Action before = legs.get(legs.size() - 1);
            Path pathBefore = before.path();
            if (pathBefore != null) {
                double end = Math.min(mps, Units.kphToMps(pathBefore.designKph(pathBefore.stretches() - 1)));
                legs.set(legs.size() - 1, before.rolling(end));
            }
        }
        legs.add(action);
        minutes.add(path.lengthMeters() / mps / 60 + 3);
        return this;
    }

    private Path path(double knots, double... xy) {
        double kph = Units.mpsToKph(Units.knotsToMps(knots));
        Path.Builder builder = Path.from(x, y);
        for (int i = 0; i < xy.length; i += 2) {
            builder.water(xy[i], xy[i + 1], kph);
        }
        x = xy[xy.length - 2];
        y = xy[xy.length - 1];
        return builder.buildSea();
    }

    /** Anchors or moors. */
    Voyage stay(long seconds, int navStatus) {
        legs.add(Action.stay(seconds).showing(navStatus));
        minutes.add(seconds / 60.0);
        return this;
    }

    /** Lies where it is, and adds what else is to be said of that. */
    Voyage lie(long seconds, UnaryOperator<Action> more) {
        legs.add(more.apply(Action.stay(seconds).showing(Action.AT_ANCHOR)));
        minutes.add(seconds / 60.0);
        return this;
    }

    /** Trawls at 3 knots up and down a box for about so many minutes, in lanes 350 m apart. */
    Voyage trawl(double forMinutes, double[] box, UnaryOperator<Action> more) {
        return trawl(forMinutes, box, action -> action, more);
    }

    /** The same, with something to be said of the way to the first lane too. */
    Voyage trawl(double forMinutes, double[] box, UnaryOperator<Action> approach, UnaryOperator<Action> more) {
        double knots = TRAWL_KNOTS;
        double room = Units.knotsToMps(knots) * forMinutes * 60;
        double lane = Math.min(4000, box[2] - box[0]);
        double startX = dice.between(box[0], box[2] - lane + 1);
        double startY = dice.between(box[1], box[1] + (box[3] - box[1]) / 3);
        List<Double> xy = new ArrayList<>(List.of(startX, startY));
        double sailed = 0;
        double laneY = startY;
        boolean east = true;
        while (sailed < room) {
            double part = Math.min(lane, Math.max(500, room - sailed));
            double last = xy.get(xy.size() - 2);
            double toX = east ? Math.min(box[2], last + part) : Math.max(box[0], last - part);
            xy.addAll(List.of(toX, laneY));
            sailed += Math.abs(toX - last);
            laneY = laneY + 350 > box[3] ? box[1] : laneY + 350;
            east = !east;
            if (sailed < room) {
                xy.addAll(List.of(toX, laneY));
                sailed += 350;
            }
        }
        double[] vertices = xy.stream().skip(2).mapToDouble(Double::doubleValue).toArray();
        sail(TRANSIT_KNOTS, approach, startX, startY);
        return sail(knots, action -> more.apply(action.showing(Action.FISHING)), vertices);
    }

    /** Puts all legs on the agenda. */
    void begin(Agenda agenda) {
        legs.forEach(agenda::add);
    }

    /** Puts the legs on the agenda from a place on one of them on. */
    void begin(Agenda agenda, int leg, double meters) {
        for (int i = leg; i < legs.size(); i++) {
            agenda.add(i == leg ? legs.get(i).from(meters) : legs.get(i));
        }
    }

    /** The first leg that is watched, a near miss or has an effect; the last one where there is none. */
    int markedLeg() {
        for (int i = 0; i < legs.size(); i++) {
            if (isMarked(i)) {
                return i;
            }
        }
        return legs.size() - 1;
    }

    /** Whether any leg is watched, a near miss or has an effect. */
    boolean hasMark() {
        return isMarked(markedLeg());
    }

    private boolean isMarked(int i) {
        Action leg = legs.get(i);
        return !leg.watched().isEmpty() || !leg.nearMisses().isEmpty() || leg.effect() != Effect.NONE;
    }

    /** Metres of a leg; 0 for a stay. */
    double lengthOf(int leg) {
        Path path = legs.get(leg).path();
        return path == null ? 0 : path.lengthMeters();
    }

    /** A generous guess of how long it takes from one leg on until the last marked one is over, seconds. */
    long secondsUntilDone(int fromLeg) {
        double sum = 0;
        double untilMarked = 0;
        for (int i = fromLeg; i < minutes.size(); i++) {
            sum += minutes.get(i);
            if (isMarked(i)) {
                untilMarked = sum;
            }
        }
        return (long) (untilMarked * 66) + 600;
    }
}
