package io.vigil.simulators.mover;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks into what one vehicle did and says what it was. Confirmed offences make a repeat offender: a count that halves in
 * thirty days, above three.
 */
final class ControlRoom {
    private static final String RULE = "repeat-offender";
    private static final double HALF_LIFE_MILLIS = 30.0 * DayClock.DAY;
    private static final double MANY = 3;

    private final @Nullable String outcome;
    private final Profile profile;
    private final Dice dice;
    private final List<Long> confirmedMillis = new ArrayList<>();
    private int number;

    ControlRoom(Profile profile, Dice dice) {
        this.profile = profile;
        this.dice = dice;
        outcome = profile.ruling();
    }

    /** What is said of an action that is over, or null. */
    Notice.@Nullable Ruling ruleOn(Action done, long nowMillis) {
        if (outcome == null || done.watched().isEmpty()) {
            return null;
        }
        long at = nowMillis + dice.whole(20, 90) * DayClock.MINUTE;
        if (outcome.equals("confirmed")) {
            confirmedMillis.add(at);
        }
        String rule = done.watched().iterator().next();
        return new Notice.Ruling(at, profile.mover().text(), rule, ++number, outcome);
    }

    /** From when on it is a repeat offender, as far as that lies before the end; a count above three falls slowly. */
    List<TruthInterval> truth(long endMillis) {
        double count = 0;
        long asOf = Long.MIN_VALUE;
        List<Long> inOrder = confirmedMillis.stream().sorted().toList();
        for (long at : inOrder) {
            count = (asOf == Long.MIN_VALUE ? 0 : count * StrictMath.pow(2, -(at - asOf) / HALF_LIFE_MILLIS)) + 1;
            asOf = at;
            if (count > MANY && at < endMillis) {
                return List.of(new TruthInterval(RULE, profile.mover(), at, endMillis, true));
            }
        }
        boolean control = number > 0 && confirmedMillis.isEmpty();
        return control ? List.of(new TruthInterval(RULE, profile.mover(), endMillis, endMillis, false)) : List.of();
    }
}
