package io.vigil.score;

import java.util.List;

/**
 * What is known to be so.
 *
 * @param right episodes labelled true: a warning is due
 * @param wrong episodes labelled false: a warning would be wrong
 */
record Labels(List<Episode> right, List<Episode> wrong) {
    Labels {
        right = List.copyOf(right);
        wrong = List.copyOf(wrong);
    }
}
