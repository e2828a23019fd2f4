package io.vigil.evaluate;

import io.vigil.model.ContentHash;
import io.vigil.pair.PairCells;
import io.vigil.pair.PairGrid;
import io.vigil.rule.PairRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Pair rules that are judged at the same instants by the same positions: one sample of a mover serves them all. Each has a
 * bit in the samples; the id changes when the meaning of a bit does, so that samples of another ruleset are not misread.
 */
final class PairLayer {
    private static final int MOST_RULES = Long.SIZE;

    /** A third is within the radius of one of the two, whose midpoint is half of it farther. */
    private static final double REACH_OF_THREE = 1.5;

    final long id;
    final PairGrid grid;
    /** What the layer is over changes of the ruleset: by it the state of a pair is found again. */
    final long family;

    final int gate;
    final List<CompiledRule> rules;
    final PairRule[] pairRules;
    final PairCells cells;
    final double radiusMeters;

    /** Two of different roles only ever meet: those of one role need not be looked at. */
    final boolean onlyAcrossRoles;

    /** The rules that judge any two, whatever their roles, a bit each. */
    final long withoutRoles;

    /** Whether its rules judge one mover by its company. */
    final boolean ofCompany;

    /** Whether its pairs are found together with whoever else is near. */
    final boolean ofThree;

    private PairLayer(List<CompiledRule> rules, int ordinal) {
        this.rules = List.copyOf(rules);
        pairRules = rules.stream().map(rule -> (PairRule) rule.rule).toArray(PairRule[]::new);
        grid = pairRules[0].grid();
        gate = rules.get(0).gate;
        ofCompany = pairRules[0].isOfCompany();
        ofThree = pairRules[0].seesThird();
        family = ContentHash.bits64(grid.id() + " " + gate + ' ' + ofCompany + ' ' + ofThree + ' ' + ordinal);
        long any = 0;
        for (int bit = 0; bit < pairRules.length; bit++) {
            any |= pairRules[bit].hasRoles() ? 0 : 1L << bit;
        }
        withoutRoles = any;
        onlyAcrossRoles = any == 0;
        double radius = 0;
        double usualReach = 0;
        for (PairRule rule : pairRules) {
            radius = Math.max(radius, rule.radiusMeters());
            usualReach = Math.max(usualReach, rule.usualReachMeters());
        }
        radiusMeters = radius;
        cells = new PairCells(4 * (ofThree ? REACH_OF_THREE * radius : usualReach), radius);
        // The cells follow from these, so a sample is understood only where they are the same.
        id = ContentHash.bits64(family + " " + radius + ' ' + usualReach + ' '
                + rules.stream().map(rule -> Long.toHexString(rule.identity)).collect(Collectors.joining(" ")));
    }

    /** How far a mover of that speed is told: two are near only if they are no farther apart than both together, m. */
    double reachMeters(double speedMps) {
        if (ofThree) {
            return REACH_OF_THREE * radiusMeters;
        }
        if (pairRules.length == 1) {
            return pairRules[0].reachMeters(speedMps);
        }
        double reach = 0;
        for (PairRule rule : pairRules) {
            reach = Math.max(reach, rule.reachMeters(speedMps));
        }
        return reach;
    }

    /** How far back its past is judged again where that of movers is by so much, ms. */
    long horizonMillis(long ofMovers) {
        long horizon = 0;
        for (PairRule rule : pairRules) {
            horizon = Math.max(horizon, rule.revisableMillis());
        }
        return Math.min(horizon, ofMovers);
    }

    /** The layers of all pair rules, in the order of their first rules. */
    static List<PairLayer> of(List<CompiledRule> pairRules) {
        record Kind(PairGrid grid, int gate, boolean ofCompany, boolean ofThree) {}
        Map<Kind, List<CompiledRule>> open = new HashMap<>();
        List<List<CompiledRule>> groups = new ArrayList<>();
        for (CompiledRule compiled : pairRules) {
            PairRule rule = (PairRule) compiled.rule;
            Kind kind = new Kind(rule.grid(), compiled.gate, rule.isOfCompany(), rule.seesThird());
            List<CompiledRule> group = open.get(kind);
            if (group == null || group.size() == MOST_RULES) {
                group = new ArrayList<>();
                open.put(kind, group);
                groups.add(group);
            }
            group.add(compiled);
        }
        Map<Kind, Integer> counts = new HashMap<>();
        return groups.stream()
                .map(group -> {
                    PairRule first = (PairRule) group.get(0).rule;
                    Kind kind = new Kind(first.grid(), group.get(0).gate, first.isOfCompany(), first.seesThird());
                    return new PairLayer(group, counts.merge(kind, 1, Integer::sum));
                })
                .toList();
    }
}
