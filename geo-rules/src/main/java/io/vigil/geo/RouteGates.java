package io.vigil.geo;

import java.util.ArrayList;
import java.util.List;

/**
 * Gates along a route, such as the begin and end of a long descent or places where a stop is mandatory, and which of them
 * a mover has passed, in their order.
 *
 * <p>A gate lies across the route: a mover passes it where its progress reaches that of the gate while it is no farther
 * from the route than the gate is wide. Where it gets beyond a gate farther off, or by another road, the gate is skipped.
 * Between two fixes progress and distance are taken to change evenly. Pure: what is remembered of a mover is a
 * {@link State}, small enough to store with it.
 */
public final class RouteGates {
    private final List<Gate> gates;
    private final double returnMeters;

    /**
     * A gate.
     *
     * @param progressMeters where on the route, m from its begin
     * @param halfWidthMeters how far from the route a mover may be to pass it, m, above 0
     */
    public record Gate(double progressMeters, double halfWidthMeters) {
        public Gate {
            if (!Double.isFinite(progressMeters) || !(halfWidthMeters > 0)) {
                throw new IllegalArgumentException("gate at progressMeters=" + progressMeters + " with halfWidthMeters="
                        + halfWidthMeters + ": the one must be a number, the other above 0");
            }
        }
    }

    /**
     * What is remembered of a mover on the route; five numbers.
     *
     * @param next the first gate it has neither passed nor skipped; -1 where it was not on the route yet
     * @param progressMeters where it was last, m
     * @param offsetMeters how far right of the route (negative: left), m
     * @param timeMillis when
     */
    public record State(int next, double progressMeters, double offsetMeters, long timeMillis) {
        /** Of a mover that has not been on the route. */
        public static final State NEW = new State(-1, Double.NaN, Double.NaN, Long.MIN_VALUE);
    }

    /**
     * A gate behind the mover.
     *
     * @param gate its place in the list
     * @param isPassed whether it went through; else it skipped it
     * @param timeMillis when it went through or was level with it
     */
    public record Passage(int gate, boolean isPassed, long timeMillis) {}

    /**
     * What a fix brought.
     *
     * @param state to be handed in with the next fix
     * @param passages the gates it left behind, in their order
     */
    public record Step(State state, List<Passage> passages) {
        public Step {
            passages = List.copyOf(passages);
        }
    }

    /**
     * Sets gates up.
     *
     * @param gates by progress
     * @param returnMeters a mover that is so far before the last gate it left behind is on its way to it again; above what
     * fixes scatter, m
     * @throws IllegalArgumentException where a gate lies before the one in front of it in the list
     */
    public RouteGates(List<Gate> gates, double returnMeters) {
        this.gates = List.copyOf(gates);
        this.returnMeters = returnMeters;
        for (int i = 1; i < gates.size(); i++) {
            if (gates.get(i).progressMeters() < gates.get(i - 1).progressMeters()) {
                throw new IllegalArgumentException(
                        "gate " + i + " at " + gates.get(i).progressMeters()
                                + " m lies before gate " + (i - 1) + " at "
                                + gates.get(i - 1).progressMeters() + " m; order them along the route");
            }
        }
        if (!(returnMeters >= 0)) {
            throw new IllegalArgumentException("returnMeters=" + returnMeters + " must be 0 or more");
        }
    }

    /** The mandatory stops of a route as gates as wide as their circles. */
    public static RouteGates ofStops(RouteLine line, double returnMeters) {
        List<Gate> gates = new ArrayList<>();
        for (int i = 0; i < line.route().stops().size(); i++) {
            gates.add(new Gate(
                    line.stopProgressMeters(i), line.route().stops().get(i).radiusMeters()));
        }
        return new RouteGates(gates, returnMeters);
    }

    /** The gates. */
    public List<Gate> gates() {
        return gates;
    }

    /**
     * Takes the next fix of a mover. A fix without a place changes nothing, nor does one older than the last.
     *
     * @param fix where it is on the route, best found by {@link RouteLine#follow}
     */
    public Step step(State before, RouteFix fix, long timeMillis) {
        double progress = fix.progressMeters();
        if (Double.isNaN(progress) || before.next >= 0 && timeMillis < before.timeMillis) {
            return new Step(before, List.of());
        }
        double offset = fix.crossTrackMeters() * (fix.side() < 0 ? -1 : 1);
        if (before.next < 0 || isReturn(before, progress)) {
            return new Step(new State(firstBeyond(progress), progress, offset, timeMillis), List.of());
        }
        List<Passage> passages = new ArrayList<>();
        int next = before.next;
        while (next < gates.size() && gates.get(next).progressMeters() <= progress) {
            passages.add(passage(next, before, progress, offset, timeMillis));
            next++;
        }
        return new Step(new State(next, progress, offset, timeMillis), passages);
    }

    private boolean isReturn(State before, double progress) {
        return before.next > 0 && progress < gates.get(before.next - 1).progressMeters() - returnMeters;
    }

    private int firstBeyond(double progress) {
        int gate = 0;
        while (gate < gates.size() && gates.get(gate).progressMeters() <= progress) {
            gate++;
        }
        return gate;
    }

    private Passage passage(int gate, State before, double progress, double offset, long timeMillis) {
        double at = gates.get(gate).progressMeters();
        double way = progress - before.progressMeters;
        double share = way > 0 ? Math.max(0, (at - before.progressMeters) / way) : 1;
        double offsetThere = before.offsetMeters + share * (offset - before.offsetMeters);
        boolean isPassed = Math.abs(offsetThere) <= gates.get(gate).halfWidthMeters();
        long then = before.timeMillis + Math.round(share * (timeMillis - before.timeMillis));
        return new Passage(gate, isPassed, then);
    }
}
