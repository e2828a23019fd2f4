package io.vigil.simulators.mover;

import java.util.function.UnaryOperator;

/** A fishing boat on the day of the typhoon: where it is at the beginning, and what it does about the order. */
final class TyphoonSkipper implements Behaviour {
    /** What a skipper does about the order. */
    enum Conduct {
        /** Acknowledges and comes in soon. */
        OBEDIENT,
        /** Comes in, but never says that it has read the order. */
        UNACKNOWLEDGED,
        /** Reads the order and goes on fishing. */
        STUBBORN,
        /** Is heard for some minutes, and no more before the order comes. */
        SILENT,
        /** Sets out for port when it can no longer be there in time. */
        TOO_LATE,
        /** Comes in and leaves again. */
        LEAVES_AGAIN,
        /** Lies in harbour and stays there. */
        IN_PORT,
        /** Leaves port before the order without a word, and comes back by it. */
        UNREPORTED,
        /** The same with a report. */
        REPORTED;

        boolean acknowledges() {
            return this != UNACKNOWLEDGED && this != SILENT && this != IN_PORT;
        }

        boolean staysOut() {
            return this == STUBBORN || this == SILENT || this == LEAVES_AGAIN;
        }

        boolean beginsInPort() {
            return this == IN_PORT || this == UNREPORTED || this == REPORTED;
        }
    }

    private static final String RETURN = "return-to-port";
    private static final String WEATHER = "weather-limit";
    private static final String DARK = "fishing-boat-dark";
    private static final String PORT = "port-compliance";
    private static final double KNOTS = 8;
    private static final long DAY_SECONDS = 86_400;
    /** From the grounds to the harbour, clear of the reef. */
    static final double[] HOME = {36500, 11000, 24000, 9500, 18500, 10000};

    private final Conduct conduct;
    private final double x;
    private final double y;
    private final double berthX;
    private final double berthY;
    private final Timing timing;
    private boolean isOut;
    private boolean isPlanned;

    TyphoonSkipper(Conduct conduct, double x, double y, double berthX, double berthY, Timing timing) {
        this.timing = timing;
        this.conduct = conduct;
        this.x = x;
        this.y = y;
        this.berthX = berthX;
        this.berthY = berthY;
    }

    /** When a boat leaves port to be on the ground on the morning of the typhoon, ms. */
    static long leavesMillis(Timing timing) {
        return timing.typhoonMillis() - 6 * DayClock.HOUR;
    }

    /** Where that day is not the first, it lies in port until the night before. */
    private boolean isBefore(Agenda agenda) {
        long now = agenda.nowMillis();
        long leaves = conduct.beginsInPort() ? timing.typhoonMillis() : leavesMillis(timing);
        if (timing.typhoonMillis() == timing.startMillis() || now >= timing.typhoonMillis() - DayClock.SECOND) {
            return false;
        }
        if (now < leaves - DayClock.SECOND) {
            agenda.add(Action.stay((leaves - now) / DayClock.SECOND));
        } else if (!isOut) {
            isOut = true;
            new Voyage(agenda.dice(), berthX, berthY)
                    .sail(KNOTS, 18500, 10000, 24000, 9500, 36500, 11000, x, y)
                    .begin(agenda);
        } else {
            agenda.add(Action.stay((timing.typhoonMillis() - now) / DayClock.SECOND));
        }
        return true;
    }

    @Override
    public void plan(Agenda agenda) {
        if (isBefore(agenda)) {
            return;
        }
        if (isPlanned) {
            Action stay = Action.stay(DAY_SECONDS);
            agenda.add(conduct.staysOut() ? stay.watching(RETURN, WEATHER) : stay);
            return;
        }
        isPlanned = true;
        Voyage voyage = new Voyage(agenda.dice(), x, y);
        switch (conduct) {
            case OBEDIENT, UNACKNOWLEDGED, LEAVES_AGAIN -> comesIn(voyage, agenda);
            case STUBBORN -> fishes(voyage, agenda, DayClock.at(20, 0), action -> action.watching(RETURN, WEATHER));
            case SILENT -> {
                Effect silence = Effect.fault(400, DAY_SECONDS, Fault.SILENT);
                String[] rules = timing.isSeaWeek() ? new String[] {RETURN, DARK} : new String[] {RETURN};
                UnaryOperator<Action> coming = action -> action.watching(RETURN);
                fishes(voyage, agenda, DayClock.at(20, 0), coming, action -> action.with(silence)
                        .watching(rules));
            }
            case TOO_LATE -> {
                UnaryOperator<Action> watched = action -> action.watching(RETURN, WEATHER);
                fishes(voyage, agenda, DayClock.at(10, 30), watched);
                goesHome(voyage, watched);
            }
            case IN_PORT -> agenda.add(Action.stay(DAY_SECONDS));
            case UNREPORTED -> shortTrip(voyage, action -> action.watching(PORT));
            case REPORTED -> shortTrip(voyage, action -> action.asNearMissOf(PORT));
        }
        voyage.begin(agenda);
    }

    private void comesIn(Voyage voyage, Agenda agenda) {
        boolean isWatched = conduct == Conduct.UNACKNOWLEDGED;
        UnaryOperator<Action> mark = action -> isWatched ? action.watching(RETURN) : action.asNearMissOf(RETURN);
        int leaves = Typhoon.ISSUED + 60 * agenda.dice().whole(10, 35);
        fishes(voyage, agenda, leaves, mark);
        goesHome(voyage, mark);
        if (conduct == Conduct.LEAVES_AGAIN) {
            voyage.stay(1800, Action.MOORED)
                    .sail(
                            KNOTS,
                            action -> action.watching(RETURN, WEATHER, PORT),
                            18500,
                            10000,
                            24000,
                            9500,
                            36500,
                            11000);
            fishes(voyage, agenda, DayClock.at(22, 0), action -> action.watching(RETURN, WEATHER, PORT));
        }
    }

    /** Trawls around until about that second of the day. */
    private static void fishes(Voyage voyage, Agenda agenda, int untilSecondOfDay, UnaryOperator<Action> mark) {
        fishes(voyage, agenda, untilSecondOfDay, mark, mark);
    }

    private static void fishes(
            Voyage voyage,
            Agenda agenda,
            int untilSecondOfDay,
            UnaryOperator<Action> coming,
            UnaryOperator<Action> mark) {
        double minutes = (untilSecondOfDay - DayClock.secondOfDay(agenda.nowMillis())) / 60.0;
        double[] box = {voyage.x(), voyage.y(), voyage.x() + 5000, voyage.y() + 5000};
        voyage.trawl(Math.max(10, minutes), box, coming, mark);
    }

    private void goesHome(Voyage voyage, UnaryOperator<Action> mark) {
        voyage.sail(KNOTS, mark, HOME).sail(6, mark, berthX, berthY);
    }

    private void shortTrip(Voyage voyage, UnaryOperator<Action> mark) {
        voyage.stay(300, Action.MOORED)
                .sail(KNOTS, mark, 18500, 10000, 24000, 9500, 27000, 9700)
                .sail(3, mark, 30000, 9900)
                .sail(KNOTS, mark, 24000, 9500, 18500, 10000)
                .sail(6, mark, berthX, berthY);
    }
}
