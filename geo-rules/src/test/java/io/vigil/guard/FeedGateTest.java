package io.vigil.guard;

import static io.vigil.guard.Transition.MINUTE;
import static io.vigil.guard.Transition.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.rule.FeedHeard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class FeedGateTest {
    private final FeedGate gate = new FeedGate("ais", Transition.parameters("feed-outage", ""));

    /** So many movers heard in each slot of two minutes of a feed, by slot. */
    private static List<Long> beats(int slots, IntUnaryOperator movers) {
        List<Long> beats = new ArrayList<>();
        for (int slot = 0; slot < slots; slot++) {
            for (int mover = 0; mover < movers.applyAsInt(slot); mover++) {
                beats.add(slot * 2 * MINUTE + mover * 100L);
            }
        }
        return beats;
    }

    private List<String> run(List<Long> beats, List<Transition> transitions, long... watermarks) {
        return decided(beats, transitions, watermarks).lines;
    }

    private Transition.Decided decided(List<Long> beats, List<Transition> transitions, long... watermarks) {
        Transition.Decided decided = new Transition.Decided();
        FeedState state = FeedState.of(null);
        List<Transition> held = new ArrayList<>();
        int beat = 0;
        int transition = 0;
        List<Long> all = new ArrayList<>(beats);
        List<Transition> ordered = new ArrayList<>(transitions);
        if (watermarks.length > 1) {
            Collections.sort(all);
            ordered.sort(Guarded.ORDER);
        }
        for (long watermark : watermarks) {
            while (beat < all.size() && (watermarks.length == 1 || all.get(beat) <= watermark)) {
                gate.heard(state, all.get(beat++), FeedHeard.NEVER);
            }
            while (transition < ordered.size()
                    && (watermarks.length == 1 || ordered.get(transition).timeMillis() <= watermark)) {
                held.add(ordered.get(transition));
                gate.noteHeld(state, ordered.get(transition++));
            }
            gate.advanceTo(state, watermark, held, decided);
            state = FeedState.of(state.toBytes());
        }
        return decided;
    }

    /** 100 movers a slot, none from minute 120 to minute 180. */
    private static List<Long> outOfTwoHoursForOne() {
        return beats(180, slot -> slot >= 60 && slot < 90 ? 0 : 100);
    }

    @Test
    void saysThatTheFeedIsOutWithinAFewMinutesAndWhenItIsBack() {
        Transition.Decided decided = decided(outOfTwoHoursForOne(), List.of(), Long.MAX_VALUE);

        assertThat(decided.lines.subList(0, 2)).containsExactly("out at 122.0", "back at 190.0");
        assertThat(decided.told.get(0).measured())
                .containsEntry("expectedMoversIn10Min", 500L)
                .containsEntry("heardMoversIn10Min", 400)
                .containsEntry("sinceMillis", 120 * MINUTE);
        assertThat(decided.told.get(0).messageEn()).contains("feed ais is out: 20 % fewer");
    }

    @Test
    void aSilenceThatTheOutageExplainsIsForgottenWhenTheMoverIsHeardAgain() {
        Transition dark = opened("a", 130, 119);

        assertThat(run(outOfTwoHoursForOne(), List.of(dark, dark.then("closed", 215)), Long.MAX_VALUE))
                .startsWith("out at 122.0", "back at 190.0", "withheld a opened", "withheld a closed");
    }

    @Test
    void aSilenceGoesOnBeyondTheOutageCountsWithoutIt() {
        // Silent since 119; ten minutes are too long; 70 minutes of outage do not count, and 30 are for the release.
        Transition dark = opened("a", 129, 119);
        List<String> lines = run(outOfTwoHoursForOne(), List.of(dark), 232 * MINUTE);
        assertThat(lines).containsExactly("out at 122.0", "back at 190.0");

        assertThat(run(outOfTwoHoursForOne(), List.of(dark), 234 * MINUTE))
                .containsExactly("out at 122.0", "back at 190.0", "published a opened");
    }

    @Test
    void otherSilencesArePublishedWhenTheirSlotIsOver() {
        Transition dark = opened("a", 101, 90);

        assertThat(run(outOfTwoHoursForOne(), List.of(dark), 101 * MINUTE)).isEmpty();
        assertThat(run(outOfTwoHoursForOne(), List.of(dark, dark.then("closed", 101.5)), 102 * MINUTE))
                .containsExactly("published a opened", "published a closed");
    }

    @Test
    void aFewMoversFewerAreNoOutageNorIsASmallFleetsChance() {
        assertThat(run(beats(180, slot -> slot >= 60 ? 81 : 100), List.of(), Long.MAX_VALUE))
                .as("19 %")
                .noneMatch(line -> line.startsWith("out at 12") || line.startsWith("out at 13"));
        assertThat(run(beats(90, slot -> slot >= 60 && slot < 80 ? 78 : 100), List.of(), 170 * MINUTE))
                .as("22 %")
                .containsExactly("out at 130.0", "back at 164.0");
        assertThat(run(beats(90, slot -> slot >= 60 && slot < 80 ? 9 : 12), List.of(), 170 * MINUTE))
                .as("25 % of 12, within chance")
                .isEmpty();
        assertThat(run(beats(90, slot -> slot >= 60 && slot < 80 ? 0 : 9), List.of(), 170 * MINUTE))
                .as("too few")
                .isEmpty();
    }

    @Test
    void anEveningLikeThatOfLastWeekIsNoOutage() {
        int week = 7 * 24 * 30;
        IntUnaryOperator evenings = slot -> slot % (24 * 30) >= 20 * 30 ? 40 : 100;
        List<String> secondWeek = run(beats(2 * week, evenings), List.of(), 2L * 7 * 24 * 60 * MINUTE);

        assertThat(secondWeek.stream()
                        .filter(line -> line.startsWith("out"))
                        .map(line -> Double.parseDouble(line.substring(7))))
                .as("the first evenings are news")
                .isNotEmpty()
                .allMatch(minute -> minute < 7 * 24 * 60);
    }

    @Test
    void neitherTheOrderOfArrivalNorTheWatermarksMatter() {
        long seed = 20261128;
        System.out.println("FeedGateTest seed " + seed);
        Random random = new Random(seed);
        List<Long> beats = outOfTwoHoursForOne();
        List<Transition> transitions = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            double at = 60 + random.nextInt(200);
            Transition dark = opened("w" + i, at, at - 10 - random.nextInt(50));
            transitions.add(dark);
            if (random.nextBoolean()) {
                transitions.add(dark.then("closed", at + 10 + random.nextInt(100)));
            }
        }
        long[] steps = new long[400];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = i == steps.length - 1 ? Long.MAX_VALUE : i * MINUTE + random.nextInt(60_000);
        }
        List<String> stepwise = run(beats, transitions, steps);

        for (int i = 0; i < 5; i++) {
            Collections.shuffle(beats, random);
            Collections.shuffle(transitions, random);
            assertThat(run(beats, transitions, Long.MAX_VALUE)).isEqualTo(stepwise);
        }
        assertThat(stepwise).hasSizeGreaterThan(40);
    }

    /**
     * A feed of a thousand movers heard in every slot, some of whom fall silent one after the other or together, at some slot, for
     * twenty slots.
     */
    private Transition.Decided together(
            int dark, int spreadSlots, int usual, List<Transition> transitions, long until) {
        Transition.Decided decided = new Transition.Decided();
        FeedState state = FeedState.of(null);
        List<Transition> held = new ArrayList<>(transitions);
        held.forEach(each -> gate.noteHeld(state, each));
        long[] last = new long[1000];
        java.util.Arrays.fill(last, FeedHeard.NEVER);
        for (int slot = 0; slot < 120; slot++) {
            for (int mover = 0; mover < 1000; mover++) {
                int from = 60 + mover * spreadSlots / Math.max(1, dark);
                boolean isDark = mover < dark && slot >= from && slot < from + 20;
                // Some are always in port for half an hour.
                boolean isInPort =
                        mover >= 1000 - 17 * usual && (slot + (mover - (1000 - 17 * usual)) / usual) % 17 > 1;
                if (!isDark && !isInPort) {
                    gate.heard(state, slot * 2 * MINUTE + mover, last[mover]);
                    last[mover] = slot;
                }
            }
        }
        gate.advanceTo(state, until, held, decided);
        return decided;
    }

    @Test
    void thirtyOfAThousandThatFallSilentTogetherAreAnOutageForThem() {
        Transition.Decided decided = together(30, 2, 1, List.of(), 240 * MINUTE);

        assertThat(decided.lines).containsExactly("out at 132.0", "back at 164.0");
        assertThat(decided.told.get(0).measured()).containsEntry("darkMovers", 33);
        assertThat(decided.told.get(0).messageEn()).contains("fell silent together");
        assertThat(together(26, 2, 1, List.of(), 240 * MINUTE).lines)
                .as("fewer")
                .isEmpty();
        assertThat(together(30, 15, 1, List.of(), 240 * MINUTE).lines)
                .as("one after the other")
                .isEmpty();
        assertThat(together(30, 2, 8, List.of(), 240 * MINUTE).lines)
                .as("24 in six minutes are usual")
                .isEmpty();
    }

    @Test
    void onlySilencesThatBeganWithTheOthersWait() {
        // Their last slot is that of minute 118 or 120.
        Transition among = opened("among", 140, 119);
        Transition before = opened("before", 140, 100);

        assertThat(together(30, 2, 1, List.of(among, before), 150 * MINUTE).lines)
                .containsExactly("out at 132.0", "published before opened");
        assertThat(together(30, 2, 1, List.of(among, before, among.then("closed", 166)), 240 * MINUTE).lines)
                .containsExactly(
                        "out at 132.0",
                        "published before opened",
                        "back at 164.0",
                        "withheld among opened",
                        "withheld among closed");
    }
}
