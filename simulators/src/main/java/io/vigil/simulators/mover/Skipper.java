package io.vigil.simulators.mover;

import java.util.function.UnaryOperator;

/**
 * Sails one voyage after another with rests between. At the beginning of the simulation the boat is somewhere on its first
 * voyage, before the part that matters.
 */
final class Skipper implements Behaviour {
    private final UnaryOperator<Voyage> ordinary;
    private final UnaryOperator<Voyage> particular;
    private final double berthX;
    private final double berthY;
    private final Timing timing;
    private final UnaryOperator<Action> atBerth;
    private int voyages;
    private boolean moored;

    /**
     * A skipper.
     *
     * @param particular two voyages of three, the first among them; its legs before the one that carries an effect, a
     *     watch or a near miss are where the boat may be at the beginning
     * @param ordinary the voyages between
     * @param atBerth what is special about its rests
     */
    Skipper(
            UnaryOperator<Voyage> particular,
            UnaryOperator<Voyage> ordinary,
            double berthX,
            double berthY,
            Timing timing,
            UnaryOperator<Action> atBerth) {
        this.particular = particular;
        this.ordinary = ordinary;
        this.berthX = berthX;
        this.berthY = berthY;
        this.timing = timing;
        this.atBerth = atBerth;
    }

    @Override
    public void plan(Agenda agenda) {
        if (voyages > 0 && !moored) {
            moored = true;
            agenda.add(atBerth.apply(Action.stay(60L * agenda.dice().whole(20, 90))));
            return;
        }
        Voyage voyage = compose(agenda, voyages % 3 != 1 ? particular : ordinary);
        boolean first = voyages == 0;
        int leg = first ? firstLeg(voyage) : 0;
        long room = (agenda.endMillis() - agenda.nowMillis()) / DayClock.SECOND;
        if (voyage.secondsUntilDone(leg) > room) {
            voyage = compose(agenda, ordinary);
            leg = first ? firstLeg(voyage) : 0;
        }
        voyages++;
        moored = false;
        if (!first) {
            voyage.begin(agenda);
            return;
        }
        double length = voyage.lengthOf(leg);
        double at = startsJustBefore(voyage)
                ? length - agenda.dice().between(1000, 1800)
                : agenda.dice().between(0, 0.9) * length;
        voyage.begin(agenda, leg, Math.max(1, Math.min(length - 300, at)));
    }

    private Voyage compose(Agenda agenda, UnaryOperator<Voyage> script) {
        return script.apply(new Voyage(agenda.dice(), berthX, berthY));
    }

    private int firstLeg(Voyage voyage) {
        int last = Math.max(0, voyage.markedLeg() - 1);
        int leg = startsJustBefore(voyage) ? last : voyage.dice().whole(0, last);
        // A boat at anchor has no leg of its own to be on: it is still on its way there.
        return voyage.lengthOf(leg) > 0 ? leg : leg - 1;
    }

    private boolean startsJustBefore(Voyage voyage) {
        return timing.misdeeds() == Timing.Misdeeds.EARLY && voyage.hasMark();
    }
}
