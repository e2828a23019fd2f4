package io.vigil.simulators.mover;

import java.util.function.Consumer;

/**
 * Something that begins and ends at the mover's home.
 *
 * @param seconds a generous guess of how long it takes
 * @param curfew parts of the day it must not touch
 * @param script puts its actions on the agenda
 */
record Errand(long seconds, Curfew curfew, Consumer<Agenda> script) {
    /** Staying at home. */
    static final Errand REST = new Errand(1800, Curfew.NONE, agenda -> agenda.add(Action.stay(1800)));
}
