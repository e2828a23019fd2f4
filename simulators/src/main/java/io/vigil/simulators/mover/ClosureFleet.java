package io.vigil.simulators.mover;

import io.vigil.model.MoverId;
import io.vigil.model.MoverKind;
import io.vigil.simulators.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Boats on the day on which the closed season ends at noon; each conduct in turn. */
public final class ClosureFleet {
    private final World world;
    private final Timing timing;
    private final NoiseLevels noise;
    private final long seed;

    /** The fleet of that world and time. */
    public ClosureFleet(World world, Timing timing, NoiseLevels noise, long seed) {
        this.world = world;
        this.timing = timing;
        this.noise = noise;
        this.seed = seed;
    }

    /** So many boats, the same ones for the same seed. */
    public List<Actor> actors(int boats) {
        List<Actor> actors = new ArrayList<>(boats);
        for (int i = 0; i < boats; i++) {
            actors.add(boat(i));
        }
        return actors;
    }

    private Actor boat(int i) {
        ClosureSkipper.Conduct[] all = ClosureSkipper.Conduct.values();
        ClosureSkipper.Conduct conduct = all[i % all.length];
        Dice dice = new Dice(seed, i, 3);
        String mmsi = Integer.toString(412_600_001 + i);
        MoverId mover = MoverId.of(MoverKind.VESSEL, mmsi);
        Map<String, Object> registry = new LinkedHashMap<>();
        registry.put("mover", mover.text());
        registry.put("class", conduct.moverClass());
        registry.put("name", "津滨渔" + String.format(Locale.ROOT, "%05d", 60_000 + i));
        registry.put("lengthM", 20 + i % 10);
        registry.putAll(conduct.registry());
        Profile profile = new Profile(
                mover,
                conduct.moverClass(),
                mmsi,
                "JINBINYU " + String.format(Locale.ROOT, "%05d", 60_000 + i),
                1,
                30,
                180,
                registry,
                List.of(),
                "",
                0,
                null,
                null);
        double[] at = begin(conduct, dice);
        ClosureSkipper skipper = new ClosureSkipper(conduct, at[0], at[1], timing.isSeaWeek());
        return new Actor(new Actor.Parts(profile, skipper, world, at[0], at[1], false), timing, noise, seed, i);
    }

    private static double[] begin(ClosureSkipper.Conduct conduct, Dice dice) {
        if (conduct.beginsInPort()) {
            return new double[] {dice.between(15300, 16900), dice.between(9400, 10600)};
        }
        return conduct.isOnReservoir()
                ? new double[] {dice.between(21000, 22500), dice.between(21000, 22500)}
                : new double[] {dice.between(37000, 39000), dice.between(8000, 13000)};
    }
}
