package io.vigil.evaluate;

import io.vigil.model.ContentHash;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rules that apply to a mover, and which of them it is exempt from. Movers of one class mostly have the same, so it
 * is made once and shared; immutable.
 */
final class RulePlan {
    /** Of a mover that was not judged yet. */
    static final RulePlan NONE = new RulePlan(new CompiledRule[0], new int[0], new PairShare[0], 1);

    /** Stands for "not exempt". */
    static final int NO_EXEMPTION = -1;

    final CompiledRule[] rules;

    /** By quality gate, the places of its rules in {@link #rules}. */
    final int[][] byGate;

    /** The places of the rules of the desk's lane that say in which state a mover is. */
    final int[] stateTellers;

    /** By place, the index of the exemption that holds in the rule's list, or {@link #NO_EXEMPTION}. */
    private final int[] exemptions;

    /** What of the pair rules applies to the mover. */
    final PairShare[] pairs;

    private RulePlan(CompiledRule[] rules, int[] exemptions, PairShare[] pairs, int gates) {
        this.rules = rules;
        this.exemptions = exemptions;
        this.pairs = pairs;
        stateTellers = IntStream.range(0, rules.length)
                .filter(place -> rules[place].isIn(Lane.LIVE) && rules[place].rule.tellsState())
                .toArray();
        byGate = new int[gates][];
        for (int gate = 0; gate < gates; gate++) {
            int[] places = new int[rules.length];
            int count = 0;
            for (int i = 0; i < rules.length; i++) {
                if (rules[i].gate == gate) {
                    places[count++] = i;
                }
            }
            byGate[gate] = Arrays.copyOf(places, count);
        }
    }

    static RulePlan of(List<CompiledRule> rules, List<Integer> exemptions, List<PairShare> pairs, int gates) {
        return new RulePlan(
                rules.toArray(CompiledRule[]::new),
                exemptions.stream().mapToInt(Integer::intValue).toArray(),
                pairs.toArray(PairShare[]::new),
                gates);
    }

    /** What two plans of one engine have in common if and only if they are the same. */
    static long id(List<CompiledRule> rules, List<Integer> exemptions, List<PairShare> pairs) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rules.size(); i++) {
            text.append(rules.get(i).identity)
                    .append(' ')
                    .append(exemptions.get(i))
                    .append('\n');
        }
        for (PairShare share : pairs) {
            text.append(share.layer().id)
                    .append(' ')
                    .append(share.applicable())
                    .append(' ')
                    .append(share.exempt())
                    .append('\n');
        }
        return ContentHash.bits64(text.toString());
    }

    int exemption(int place) {
        return exemptions[place];
    }
}
