package io.vigil.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.history.MemoryHistoryStore;
import io.vigil.model.MoverEvent;
import io.vigil.model.Warning;
import io.vigil.scene.Folded;
import io.vigil.scene.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever the order in which the events of a mover arrive, how often each comes and how late, within the horizon: the folded
 * warnings are those of the run in which all came in order. A failure prints its seed; {@link #check} with it repeats it.
 */
class LateDataPropertyTest {
    private static final RevisionSettings SETTINGS =
            new RevisionSettings(Duration.ofHours(12), Map.of(), Duration.ofSeconds(15));
    private static final Engine ENGINE = LateWorld.engine();

    private int corrected;
    private int retracted;
    private int opened;

    @Test
    void anyOrderOfArrivalEndsInTheSameWarnings() {
        long first = Long.getLong("seed", System.nanoTime());
        int runs = Integer.getInteger("runs", 10_000);
        for (int run = 0; run < runs; run++) {
            check(first + run, run % 100 == 0 ? 300 : 5 + run % 30);
        }
        System.out.printf(
                "%,d runs from seed %d: %,d corrections, of them %,d retracted and %,d opened late%n",
                runs, first, corrected, retracted, opened);
        assertThat(corrected).isGreaterThan(runs / 10);
        assertThat(retracted).isGreaterThan(runs / 100);
        assertThat(opened).isGreaterThan(runs / 100);
    }

    private void check(long seed, int reports) {
        Random random = new Random(seed);
        List<MoverEvent> events = LateWorld.events(random, reports);
        String description = "seed " + seed + ", " + reports + " reports";
        List<Warning> expected = inOrder(events);

        Scene.Output output = disturbed(events, random);

        assertThat(Folded.of(output.warnings)).as(description).isEqualTo(Folded.of(expected));
        Folded.assertSound(output.warnings, description);
        assertThat(output.late).as(description).isZero();
        for (Warning each : output.warnings) {
            corrected += each.late() ? 1 : 0;
            retracted += each.transition() == Warning.Transition.RETRACTED ? 1 : 0;
            opened += each.late() && each.transition() == Warning.Transition.OPENED ? 1 : 0;
        }
    }

    /** All events before they are judged, so in their order. */
    private static List<Warning> inOrder(List<MoverEvent> events) {
        MoverRunner runner = new MoverRunner(ENGINE, Long.MAX_VALUE / 4);
        MoverState state = runner.newState(events.get(0).mover());
        Scene.Output output = new Scene.Output();
        events.forEach(event -> runner.accept(state, event, output));
        runner.advanceTo(state, Long.MAX_VALUE, output);
        return output.warnings;
    }

    private static Scene.Output disturbed(List<MoverEvent> events, Random random) {
        long bound = random.nextInt(3) == 0 ? 20_000 : 0;
        MoverRunner runner = new MoverRunner(ENGINE, bound, SETTINGS);
        MemoryHistoryStore store = new MemoryHistoryStore();
        runner.storeIn(store);
        MoverState state = runner.newState(events.get(0).mover());
        Scene.Output output = new Scene.Output();
        boolean storing = random.nextInt(4) == 0;
        for (MoverEvent event : arrivals(events, random)) {
            runner.accept(state, event, output);
            if (random.nextInt(20) == 0) {
                runner.advanceTo(state, state.newestSeen() - random.nextInt(60_000) + 30_000, output);
            }
            if (storing) {
                state = MoverStateCodec.copy(state);
            }
        }
        runner.advanceTo(state, Long.MAX_VALUE, output);
        return output;
    }

    /** Delays, batches, backwards batches, repeats. */
    private static List<MoverEvent> arrivals(List<MoverEvent> events, Random random) {
        record Arrival(MoverEvent event, long millis) {}
        List<Arrival> arrivals = new ArrayList<>();
        int kind = random.nextInt(4);
        long batchUntil = Long.MIN_VALUE;
        long batchArrives = 0;
        boolean backwards = random.nextBoolean();
        for (MoverEvent event : events) {
            long time = event.eventTimeMillis();
            long arrives = time;
            if (kind == 0) {
                arrives += random.nextInt(600_000);
            } else if (kind == 1 && random.nextInt(20) == 0) {
                arrives += random.nextInt(18_000_000);
            } else if (kind >= 2) {
                if (time > batchUntil && random.nextInt(15) == 0) {
                    batchUntil = time + random.nextInt(3_600_000);
                    batchArrives = batchUntil + random.nextInt(7_200_000);
                }
                arrives = time <= batchUntil ? batchArrives + (backwards ? batchUntil - time : 0) : time;
            }
            arrivals.add(new Arrival(event, arrives));
            if (random.nextInt(12) == 0) {
                arrivals.add(new Arrival(event, arrives + random.nextInt(3_600_000)));
            }
        }
        if (kind == 3) {
            Collections.shuffle(arrivals, random);
        }
        arrivals.sort(Comparator.comparingLong(Arrival::millis));
        return arrivals.stream().map(Arrival::event).toList();
    }
}
