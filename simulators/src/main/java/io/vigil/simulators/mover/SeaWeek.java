package io.vigil.simulators.mover;

import io.vigil.simulators.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * Days on which all parts of the sea are played by one fleet: those of the closures on the first day, those of the typhoon on the
 * last, those of the sea watch and of closed areas, silence and routes all the time; ordinary vessels fill up.
 */
public final class SeaWeek {
    private static final int CLOSURES = ClosureSkipper.Conduct.values().length;
    private static final int TYPHOON = 24;

    private final World world;
    private final Timing timing;
    private final NoiseLevels noise;
    private final long seed;
    private final Fleet.Crowd crowd;

    /** The week of that world, time and crowd. */
    public SeaWeek(World world, Timing timing, NoiseLevels noise, long seed, Fleet.Crowd crowd) {
        this.world = world;
        this.timing = timing;
        this.noise = noise;
        this.seed = seed;
        this.crowd = crowd;
    }

    /** So many vessels, the same ones for the same numbers and seed. */
    public List<Actor> actors(int vessels) {
        int closures = Math.min(vessels, CLOSURES * crowd.casts());
        int typhoon = typhoon(vessels);
        List<Actor> actors = new ArrayList<>();
        actors.addAll(new ClosureFleet(world, timing, noise, seed + 1).actors(closures));
        actors.addAll(typhoonFleet().actors(typhoon));
        actors.addAll(new Fleet(world, timing, noise, seed, crowd).actors(0, vessels - closures - typhoon));
        return actors;
    }

    /** What its skippers declare, by time. */
    public List<TyphoonFleet.Declared> declared(int vessels) {
        return typhoonFleet().declared(typhoon(vessels));
    }

    private int typhoon(int vessels) {
        return Math.max(0, Math.min(vessels - CLOSURES * crowd.casts(), TYPHOON * crowd.casts()));
    }

    private TyphoonFleet typhoonFleet() {
        return new TyphoonFleet(world, timing, noise, seed + 2);
    }
}
