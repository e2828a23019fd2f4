package io.vigil.simulators.mover;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A part a vessel can play.
 *
 * @param vesselClass class of the registry contract
 * @param harbour whose berth it has: {@code fishing}, {@code cargo}, {@code island}
 * @param classB whether it carries an AIS class B transponder
 * @param registry what its registry record says beyond the ordinary
 * @param particular the voyage that matters
 * @param ordinary the other voyages
 * @param atBerth what is special about its rests
 * @param disguise whether it is not what it says
 */
record VesselRole(
        String vesselClass,
        String harbour,
        boolean classB,
        Map<String, Object> registry,
        UnaryOperator<Voyage> particular,
        UnaryOperator<Voyage> ordinary,
        UnaryOperator<Action> atBerth,
        Disguise disguise) {
    /** What a vessel pretends to be. */
    enum Disguise {
        NONE,
        /** It transmits the number of the vessel before it in the cast. */
        CLONE,
        /** A net buoy. */
        BUOY,
        /** It transmits nothing; a radar sees it. */
        RADAR
    }

    VesselRole(
            String vesselClass,
            String harbour,
            boolean classB,
            Map<String, Object> registry,
            UnaryOperator<Voyage> particular,
            UnaryOperator<Voyage> ordinary,
            UnaryOperator<Action> atBerth) {
        this(vesselClass, harbour, classB, registry, particular, ordinary, atBerth, Disguise.NONE);
    }

    static VesselRole disguised(
            Disguise disguise, String harbour, UnaryOperator<Voyage> voyage, UnaryOperator<Action> atBerth) {
        return new VesselRole("other", harbour, true, Map.of(), voyage, voyage, atBerth, disguise);
    }

    VesselRole(
            String vesselClass,
            String harbour,
            boolean classB,
            Map<String, Object> registry,
            UnaryOperator<Voyage> particular,
            UnaryOperator<Voyage> ordinary) {
        this(vesselClass, harbour, classB, registry, particular, ordinary, action -> action);
    }
}
