package io.vigil.simulators.mover;

/** What drives a mover: asked for more whenever its agenda is empty. */
interface Behaviour {
    /** Puts at least one action on the agenda. */
    void plan(Agenda agenda);
}
