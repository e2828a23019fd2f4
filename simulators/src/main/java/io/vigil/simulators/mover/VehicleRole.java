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
 * @param extras what else is special about it
 */
record VehicleRole(
        String moverClass,
        String home,
        int intervalSeconds,
        Map<String, Object> registry,
        Function<Dice, Behaviour> behaviour,
        Extras extras) {
    /** One with nothing special about it. */
    VehicleRole(
            String moverClass,
            String home,
            int intervalSeconds,
            Map<String, Object> registry,
            Function<Dice, Behaviour> behaviour) {
        this(moverClass, home, intervalSeconds, registry, behaviour, Extras.NONE);
    }

    VehicleRole with(Extras other) {
        return new VehicleRole(moverClass, home, intervalSeconds, registry, behaviour, other);
    }

    /** The same, telling where it is no more often than that. */
    VehicleRole noMoreOftenThan(int seconds) {
        return new VehicleRole(moverClass, home, Math.max(seconds, intervalSeconds), registry, behaviour, extras);
    }
}
