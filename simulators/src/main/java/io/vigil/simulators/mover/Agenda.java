package io.vigil.simulators.mover;

import io.vigil.simulators.world.World;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What a mover is going to do next, and what its behaviour may know when it plans that. */
final class Agenda {
    private final Deque<Action> actions = new ArrayDeque<>();
    private final World world;
    private final Dice dice;
    private final long endMillis;
    private long nowMillis;

    Agenda(World world, Dice dice, long nowMillis, long endMillis) {
        this.world = world;
        this.dice = dice;
        this.nowMillis = nowMillis;
        this.endMillis = endMillis;
    }

    World world() {
        return world;
    }

    Dice dice() {
        return dice;
    }

    long nowMillis() {
        return nowMillis;
    }

    /** End of the simulation: what cannot be finished before it is not begun. */
    long endMillis() {
        return endMillis;
    }

    Agenda add(Action action) {
        actions.add(action);
        return this;
    }

    @Nullable
    Action take(long atMillis) {
        nowMillis = atMillis;
        return actions.poll();
    }
}
