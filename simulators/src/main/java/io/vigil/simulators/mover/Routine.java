package io.vigil.simulators.mover;

/** Ordinary errands with breaks between them, and now and then, at times fixed beforehand, a particular one. */
final class Routine implements Behaviour {
    private final Errand ordinary;
    private final Errand particular;
    private final long[] particularAtMillis;
    private final int breakMinutes;
    private int done;
    private boolean rested;

    /**
     * A routine.
     *
     * @param ordinary what it does all day
     * @param particular what it does at the given times, or a little later when an errand or a curfew is in the way
     * @param particularAtMillis ascending
     * @param breakMinutes longest break between errands
     */
    Routine(Errand ordinary, Errand particular, long[] particularAtMillis, int breakMinutes) {
        this.ordinary = ordinary;
        this.particular = particular;
        this.particularAtMillis = particularAtMillis.clone();
        this.breakMinutes = breakMinutes;
    }

    static Routine ordinary(Errand errand, int breakMinutes) {
        return new Routine(errand, errand, new long[0], breakMinutes);
    }

    @Override
    public void plan(Agenda agenda) {
        long now = agenda.nowMillis();
        long room = (agenda.endMillis() - now) / DayClock.SECOND;
        if (done < particularAtMillis.length && particular.seconds() > room) {
            done = particularAtMillis.length;
        }
        if (done == particularAtMillis.length) {
            goOn(agenda, Long.MAX_VALUE);
            return;
        }
        long due = Math.max(now, particularAtMillis[done]);
        long free = particular.curfew().freeFrom(due, particular.seconds());
        if (free > now) {
            goOn(agenda, (free - now) / DayClock.SECOND);
            return;
        }
        done++;
        rested = false;
        particular.script().accept(agenda);
    }

    private void goOn(Agenda agenda, long secondsLeft) {
        long now = agenda.nowMillis();
        if (!rested) {
            rested = true;
            long pause = 60L * agenda.dice().whole(1, breakMinutes);
            agenda.add(Action.stay(Math.max(1, Math.min(pause, secondsLeft))));
            return;
        }
        long begin = ordinary.curfew().freeFrom(now, ordinary.seconds());
        if (begin > now || ordinary.seconds() > secondsLeft) {
            long wait = begin > now
                    ? (begin - now) / DayClock.SECOND + agenda.dice().whole(0, 1500)
                    : secondsLeft;
            agenda.add(Action.stay(Math.max(1, Math.min(wait, secondsLeft))));
            return;
        }
        rested = false;
        ordinary.script().accept(agenda);
    }
}
