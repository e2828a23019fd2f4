package io.vigil.guard;

import static io.vigil.guard.Transition.opened;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SurgeGateTest {
    private final SurgeGate gate = new SurgeGate("r", Transition.parameters("surge-guard", "most: 5"));

    private Transition.Decided run(List<Transition> transitions) {
        Transition.Decided decided = new Transition.Decided();
        List<Transition> held = new ArrayList<>(transitions);
        SurgeState state = SurgeState.of(null);
        long latest =
                transitions.stream().mapToLong(Transition::timeMillis).max().orElse(0);
        for (long watermark = 0; watermark < latest; watermark += latest / 7 + 1) {
            gate.advanceTo(state, watermark, held, decided);
            state = SurgeState.of(state.toBytes());
        }
        gate.advanceTo(state, Long.MAX_VALUE, held, decided);
        return decided;
    }

    private static List<Transition> burst(String name, int count, double fromMinute, double everyMinutes) {
        List<Transition> burst = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            burst.add(opened(name + i, fromMinute + i * everyMinutes, fromMinute));
        }
        return burst;
    }

    @Test
    void theRuleThatOpensMoreThanAllowedRunsInTheShadowAndItIsSaid() {
        assertThat(run(burst("a", 5, 0, 1)).lines).hasSize(5).allMatch(line -> line.startsWith("published"));
        Transition.Decided decided = run(burst("a", 8, 0, 1));

        assertThat(decided.lines)
                .containsExactly(
                        "published a0 opened",
                        "published a1 opened",
                        "published a2 opened",
                        "published a3 opened",
                        "published a4 opened",
                        "shadowed at 5.0",
                        "withheld a5 opened",
                        "withheld a6 opened",
                        "withheld a7 opened");
        assertThat(decided.told.get(0).messageEn()).contains("rule r opened more than 5 warnings in 10 min");
        assertThat(run(burst("a", 60, 0, 2)).lines)
                .as("five in ten minutes, for two hours")
                .hasSize(60);
    }

    @Test
    void whatWasPublishedGoesOnAndWhatWasWithheldStaysSo() {
        List<Transition> transitions = burst("a", 7, 0, 1);
        transitions.add(transitions.get(0).then("closed", 20));
        transitions.add(transitions.get(6).then("escalated", 21));
        transitions.add(transitions.get(6).then("escalated", 22).then("closed", 23));

        assertThat(run(transitions).lines)
                .endsWith("published a0 closed", "withheld a6 escalated", "withheld a6 closed");
    }

    @Test
    void redIsNeverHeldBack() {
        List<Transition> transitions = burst("a", 7, 0, 1);
        Transition red = opened("red", 8, 8).in("red");
        transitions.add(red);
        transitions.add(transitions.get(6).then("escalated", 9).in("red"));
        transitions.add(transitions.get(6).then("escalated", 9).in("red").then("closed", 10));

        assertThat(SurgeGate.isPublishedAtOnce(red)).isTrue();
        assertThat(run(transitions).lines)
                .as("the red one was published when it came, and is not published again")
                .endsWith("withheld a6 opened", "published a6 escalated", "published a6 closed");
    }

    @Test
    void anHourOfCalmMakesItLiveAgain() {
        List<Transition> transitions = burst("a", 7, 0, 1);
        transitions.add(opened("b", 65.9, 60));
        transitions.add(opened("c", 66, 60));

        assertThat(run(transitions).lines).endsWith("withheld b opened", "live at 66.0", "published c opened");
    }

    @Test
    void aRuleMayOpenAMultipleOfWhatIsUsual() {
        List<Transition> transitions = new ArrayList<>();
        for (int day = 0; day < 7; day++) {
            transitions.addAll(burst("d" + day + "-", 288, day * 1440.0, 5));
        }
        // The last one of the week before is in the same ten minutes, and still new.
        List<Transition> nine = burst("x", 9, 7 * 1440, 0.5);
        nine.replaceAll(each -> each.by("changed"));
        List<Transition> ten = burst("x", 10, 7 * 1440, 0.5);
        ten.replaceAll(each -> each.by("changed"));

        List<Transition> within = new ArrayList<>(transitions);
        within.addAll(nine);
        assertThat(run(within).told)
                .as("two in ten minutes are usual, five times that")
                .isEmpty();
        transitions.addAll(ten);
        assertThat(run(transitions).told).hasSize(1);
    }

    @Test
    void onlyWhatIsNewIsHeldBack() {
        List<Transition> transitions = burst("known", 1, 0, 1);
        transitions.addAll(burst("many", 20, 8 * 1440, 0.1));
        assertThat(run(transitions).told)
                .as("a version of eight days may open twenty: the world has changed, not the rule")
                .isEmpty();

        burst("z", 8, 8 * 1440 + 5, 0.1).forEach(each -> transitions.add(each.by("v2")));
        Transition.Decided decided = run(transitions);

        assertThat(decided.told).hasSize(1);
        assertThat(decided.lines.stream().filter(line -> line.startsWith("withheld")))
                .containsExactly("withheld z5 opened", "withheld z6 opened", "withheld z7 opened");
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        long seed = 20261129;
        System.out.println("SurgeGateTest seed " + seed);
        Random random = new Random(seed);
        List<Transition> transitions = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Transition opened = opened("w" + i, random.nextInt(60) + (i % 2 == 0 ? 0 : 400), 0);
            transitions.add(random.nextInt(10) == 0 ? opened.in("red") : opened);
            transitions.add(opened.then("closed", opened.timeMillis() / 60_000.0 + random.nextInt(50)));
        }
        List<String> expected = run(transitions).lines;
        for (int i = 0; i < 5; i++) {
            Collections.shuffle(transitions, random);
            assertThat(run(transitions).lines).isEqualTo(expected);
        }
        assertThat(expected).anyMatch(line -> line.startsWith("shadowed")).anyMatch(line -> line.startsWith("live"));
    }
}
