package io.vigil.simulators.mover;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A boat on the day on which the closed season ends at noon. */
final class ClosureSkipper implements Behaviour {
    /** What it does, and what the registry says of it. */
    enum Conduct {
        /** Trawls from the morning on, though the season ends at noon only. */
        EARLY("fishing", Map.of("gear", "trawl")),
        /** Serves others in the closed season, which is forbidden too. */
        AUXILIARY("fishing", Map.of("gear", "auxiliary")),
        /** Leaves port when the season is over. */
        AFTER_NOON("fishing", Map.of("gear", "trawl")),
        /** Angles, which is free. */
        ANGLER("fishing", Map.of("gear", "angling")),
        /** Has a special permit. */
        PERMITTED("fishing", Map.of("gear", "gillnet", "permits", List.of(Map.of("zone", "north")))),
        /** Lies in the channel for an hour. */
        IN_CHANNEL("fishing", Map.of("gear", "angling")),
        /** Crosses the channel. */
        ACROSS_CHANNEL("fishing", Map.of("gear", "angling")),
        /** Goes three kilometres beyond its navigation area. */
        BEYOND("fishing", Map.of("gear", "angling", "navigationArea", "bay")),
        /** Goes 600 m beyond, which is tolerated. */
        TO_THE_EDGE("fishing", Map.of("gear", "angling", "navigationArea", "bay")),
        /** A rowing boat with an engine. */
        ENGINE("rowing", Map.of()),
        /** A rowing boat. */
        ROWING("rowing", Map.of());

        private final String moverClass;
        private final Map<String, Object> registry;

        Conduct(String moverClass, Map<String, Object> registry) {
            this.moverClass = moverClass;
            this.registry = registry;
        }

        String moverClass() {
            return moverClass;
        }

        Map<String, Object> registry() {
            return registry;
        }

        boolean beginsInPort() {
            return this == AFTER_NOON;
        }

        boolean isOnReservoir() {
            return this == ENGINE || this == ROWING;
        }
    }

    private static final String SEASON = "summer-moratorium";
    private static final String AREA = "navigation-area";
    private static final String CHANNEL = "channel-occupation";
    private static final String WATER = "reservoir";
    private static final double KNOTS = 8;
    private static final double ROWED_KNOTS = 2;
    private static final double ENGINE_KNOTS = 6;
    private static final double[] HOME_BERTH = {16000, 10000};
    private static final long DAY_SECONDS = 86_400;

    private final Conduct conduct;
    private final double x;
    private final double y;
    private final boolean goesHome;
    private boolean isPlanned;

    /**
     * @param goesHome whether it goes to port when all is done
     */
    ClosureSkipper(Conduct conduct, double x, double y, boolean goesHome) {
        this.goesHome = goesHome;
        this.conduct = conduct;
        this.x = x;
        this.y = y;
    }

    @Override
    public void plan(Agenda agenda) {
        if (isPlanned) {
            agenda.add(Action.stay(DAY_SECONDS));
            return;
        }
        isPlanned = true;
        Voyage voyage = new Voyage(agenda.dice(), x, y);
        switch (conduct) {
            case EARLY, AUXILIARY -> fishes(voyage, action -> action.watching(SEASON));
            case ANGLER, PERMITTED -> fishes(voyage, action -> action.asNearMissOf(SEASON));
            case AFTER_NOON -> leavesAfterNoon(voyage, agenda);
            case IN_CHANNEL -> {
                voyage.sail(KNOTS, 42000, 2000);
                voyage.lie(3600, action -> action.watching(CHANNEL)).sail(KNOTS, 42000, 8000);
            }
            case ACROSS_CHANNEL -> voyage.sail(KNOTS, action -> action.asNearMissOf(CHANNEL), 41000, 0, 41000, 4500);
            case BEYOND -> beyond(voyage, 48500, action -> action.watching(AREA));
            case TO_THE_EDGE -> beyond(voyage, 45600, action -> action.asNearMissOf(AREA));
            case ENGINE -> rows(voyage, ENGINE_KNOTS, action -> action.watching(WATER));
            case ROWING -> rows(voyage, ROWED_KNOTS, action -> action.asNearMissOf(WATER));
        }
        if (goesHome && !conduct.isOnReservoir()) {
            voyage.sail(KNOTS, TyphoonSkipper.HOME).sail(6, HOME_BERTH);
        }
        voyage.begin(agenda);
    }

    private static void fishes(Voyage voyage, UnaryOperator<Action> mark) {
        double[] box = {voyage.x(), voyage.y(), voyage.x() + 4000, voyage.y() + 4000};
        voyage.trawl(540, box, mark, mark);
    }

    private static void leavesAfterNoon(Voyage voyage, Agenda agenda) {
        long untilNoon = DayClock.at(12, 3) - DayClock.secondOfDay(agenda.nowMillis());
        voyage.stay(Math.max(60, untilNoon), Action.MOORED)
                .sail(KNOTS, action -> action.asNearMissOf(SEASON), 18500, 10000, 24000, 9500, 36500, 11000);
    }

    private static void beyond(Voyage voyage, double farthest, UnaryOperator<Action> mark) {
        double y = voyage.y();
        voyage.sail(KNOTS, mark, farthest, y, farthest, y + 8000, 42000, y + 8000);
    }

    private static void rows(Voyage voyage, double knots, UnaryOperator<Action> mark) {
        double x = voyage.x();
        double y = voyage.y();
        voyage.sail(knots, mark, x + 1500, y, x + 1500, y + 1500, x, y + 1500, x, y + 200);
    }
}
