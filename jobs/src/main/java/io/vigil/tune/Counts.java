package io.vigil.tune;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.model.Wilson;
import io.vigil.score.Matching;
import io.vigil.score.RuleScore;
import io.vigil.score.Score.Unlabelled;

/** How warnings and labels of some kind matched; what shares follow depends on what a warning without a label means. */
final class Counts {
    private int right;
    private int wrong;
    private int unlabelled;
    private int caught;
    private int missed;

    void warning(Matching.Finding finding) {
        switch (finding) {
            case RIGHT -> right++;
            case WRONG -> wrong++;
            case UNLABELLED -> unlabelled++;
        }
    }

    void label(boolean isCaught) {
        if (isCaught) {
            caught++;
        } else {
            missed++;
        }
    }

    RuleScore score(Unlabelled meaning) {
        int counted = meaning == Unlabelled.WRONG ? wrong + unlabelled : wrong;
        return new RuleScore("all", right, counted, caught, missed);
    }

    int warnings() {
        return right + wrong + unlabelled;
    }

    /** Adds the counts, and the shares by both meanings. */
    void write(ObjectNode node) {
        node.put("warnings", warnings())
                .put("true", right)
                .put("false", wrong)
                .put("unlabelled", unlabelled)
                .put("caught", caught)
                .put("missed", missed);
        share(node, "recall", score(Unlabelled.WRONG).recall());
        for (Unlabelled meaning : Unlabelled.values()) {
            RuleScore score = score(meaning);
            ObjectNode shares = node.putObject(meaning.name().toLowerCase(java.util.Locale.ROOT));
            share(shares, "precision", score.precision());
            number(shares, "f05", score.f05());
        }
    }

    static void share(ObjectNode node, String name, Wilson wilson) {
        ObjectNode share = node.putObject(name);
        number(share, "value", wilson.share());
        number(share, "low", wilson.low());
        number(share, "high", wilson.high());
    }

    static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, Math.rint(value * 1e6) / 1e6);
        } else {
            node.putNull(name);
        }
    }
}
