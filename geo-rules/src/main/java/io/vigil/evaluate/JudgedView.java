package io.vigil.evaluate;

import io.vigil.model.MoverId;
import io.vigil.rule.ReportView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is judged at a moment: one mover, or two. What the episodes need of it beyond what rules are shown. */
interface JudgedView extends ReportView {
    /** A rule's turn begins. */
    void judging(CompiledRule rule);

    /** Whom the warnings are about; the first is {@link #mover}. */
    List<MoverId> movers();

    /** A rule that makes a rule's warnings more urgent and has one open on one of the movers, or null. */
    @Nullable
    CompiledRule raiserOf(CompiledRule raised);

    /** What the desk has allowed of what an episode is about, or null. */
    default @Nullable String grantOf(CompiledRule rule, Episode episode) {
        return null;
    }
}
