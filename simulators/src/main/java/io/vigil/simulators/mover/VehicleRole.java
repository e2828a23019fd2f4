package io.vigil.simulators.mover;

import java.util.Map;
import java.util.function.Function;

/**
 * A part a vehicle can play.
 *
 * @param moverClass class of the registry contract
 * @param home junction it lives at
 * @param intervalSeconds seconds between reports
 * @param registry what its registry record says beyond the ordinary
 * @param behaviour what it does, given its own dice
 */
record VehicleRole(
        String moverClass,
        String home,
        int intervalSeconds,
        Map<String, Object> registry,
        Function<Dice, Behaviour> behaviour) {}
