package io.vigil.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.score.RuleScore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchGoalTest {
    private static final double NO_LOAD = Double.POSITIVE_INFINITY;

    /** Right and wrong warnings over ten labels, in ten hours of data. */
    private static Trial trial(String name, int right, int wrong) {
        RuleScore seen = new RuleScore("r", right, wrong, right, 10 - right);
        return new Trial(Map.of("p", name), 0, seen, seen, (right + wrong) / 10.0);
    }

    private static final Trial LOOSE = trial("loose", 10, 30);
    private static final Trial MIDDLE = trial("middle", 9, 3);
    private static final Trial TIGHT = trial("tight", 6, 0);
    private static final List<Trial> ALL = List.of(LOOSE, MIDDLE, TIGHT);

    @Test
    void aBoundOnRecallAloneAsksForTheFewestWarnings() {
        assertThat(new SearchGoal(1, 0, NO_LOAD).best(ALL)).isEqualTo(LOOSE);
        assertThat(new SearchGoal(0.9, 0, NO_LOAD).best(ALL)).isEqualTo(MIDDLE);
        assertThat(new SearchGoal(0.6, 0, NO_LOAD).best(ALL)).isEqualTo(TIGHT);
    }

    @Test
    void aBoundOnPrecisionAsksForWhatFindsMost() {
        assertThat(new SearchGoal(0, 0.25, NO_LOAD).best(ALL)).isEqualTo(LOOSE);
        assertThat(new SearchGoal(0, 0.75, NO_LOAD).best(ALL)).isEqualTo(MIDDLE);
        assertThat(new SearchGoal(0, 0.76, NO_LOAD).best(ALL)).isEqualTo(TIGHT);
    }

    @Test
    void aBoundOnTheLoadOfADeskAsksForWhatFindsMost() {
        assertThat(new SearchGoal(0, 0, 4).best(ALL)).isEqualTo(LOOSE);
        assertThat(new SearchGoal(0, 0, 3.9).best(ALL)).isEqualTo(MIDDLE);
        assertThat(new SearchGoal(0, 0, 1.2).best(ALL)).isEqualTo(MIDDLE);
        assertThat(new SearchGoal(0, 0, 1.1).best(ALL)).isEqualTo(TIGHT);
        assertThat(new SearchGoal(0, 0, 0.5).best(ALL)).isNull();
    }

    @Test
    void boundsHoldTogether() {
        assertThat(new SearchGoal(0.9, 0.75, 1.2).best(ALL)).isEqualTo(MIDDLE);
        assertThat(new SearchGoal(0.91, 0.75, 1.2).best(ALL)).isNull();
    }

    @Test
    void aShareOfNothingKeepsNoBound() {
        Trial silent = trial("silent", 0, 0);

        assertThat(new SearchGoal(0, 0.5, NO_LOAD).best(List.of(silent))).isNull();
        assertThat(new SearchGoal(0, 0, 1).best(List.of(silent))).isEqualTo(silent);
    }

    @Test
    void refusesBoundsThatCannotBe() {
        assertThatThrownBy(() -> new SearchGoal(1.1, 0, 1)).hasMessageContaining("recall=1.1 must be 0 to 1");
        assertThatThrownBy(() -> new SearchGoal(0, -0.1, 1)).hasMessageContaining("precision=-0.1 must be 0 to 1");
        assertThatThrownBy(() -> new SearchGoal(0, 0, 0)).hasMessageContaining("must be above 0");
    }
}
