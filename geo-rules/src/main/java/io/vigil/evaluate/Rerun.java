package io.vigil.evaluate;

import io.vigil.model.MoverEvent;
import io.vigil.model.PositionReport;
import io.vigil.model.Warning;
import io.vigil.pair.PairSample;
import io.vigil.rule.OrderStanding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes what judging again yields. Nothing of it goes out before it was compared with what is out. */
final class Rerun implements RunnerOutput {
    private final RunnerOutput out;
    private final Set<MoverEvent> late = Collections.newSetFromMap(new IdentityHashMap<>());

    final List<Found> found = new ArrayList<>();
    final List<MoverEvent> driven = new ArrayList<>();
    final List<PairSample> samples = new ArrayList<>();
    /** The chunk whose events are judged. */
    long serial;

    /** What is told of that chunk, and the place of the event that is judged. */
    ToldDrivers told = new ToldDrivers();

    int place;

    int judged;
    boolean hasLatePositions;

    /** Where the mover stands with each order at the end; the ways there are past. */
    private final Map<String, Standing> standings = new LinkedHashMap<>();

    private record Standing(String lane, String ruleId, OrderStanding standing) {}

    /** A transition and the chunk it was found in. */
    record Found(Warning warning, long serial) {}

    Rerun(RunnerOutput out) {
        this.out = out;
    }

    /** Says which events are new to the past, themselves and not their like. */
    void late(List<MoverEvent> events) {
        late.addAll(events);
    }

    @Override
    public void warning(Warning warning) {
        found.add(new Found(warning, serial));
    }

    @Override
    public void evaluated(
            PositionReport report,
            long timeMillis,
            @Nullable String moverClass,
            @Nullable String fault,
            @Nullable String state) {
        judged++;
        boolean isLate = late.contains(report);
        hasLatePositions |= isLate;
        out.judgedAgain(report, timeMillis, moverClass, fault, state, isLate);
    }

    @Override
    public void late(MoverEvent event, long newestEvaluatedMillis) {
        throw new IllegalStateException("late in its own past: " + event);
    }

    @Override
    public void duplicate(MoverEvent event) {
        if (late.contains(event)) {
            out.duplicate(event);
        }
    }

    @Override
    public void driven(MoverEvent event) {
        driven.add(event);
        told.note(place, event);
    }

    @Override
    public void sampled(PairSample sample) {
        samples.add(sample);
    }

    @Override
    public void standing(String lane, String ruleId, OrderStanding standing) {
        standings.put(lane + '\n' + ruleId + '\n' + standing.order(), new Standing(lane, ruleId, standing));
    }

    /** Tells where the mover stands with its orders. */
    void tellStandings() {
        standings.values().forEach(each -> out.standing(each.lane, each.ruleId, each.standing));
    }

    @Override
    public void broken(String lane, String ruleId, String mover, RuntimeException cause) {
        out.broken(lane, ruleId, mover, cause);
    }
}
