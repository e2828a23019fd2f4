package io.vigil.rule;

import io.vigil.geo.Geodesy;
import io.vigil.model.MoverKind;
import io.vigil.model.Tier;
import io.vigil.pair.PairGrid;
import io.vigil.pair.PairPoint;
import io.vigil.pair.PairSample;
import org.jspecify.annotations.Nullable;

/**
 * Judges two movers that are near each other, or one mover by the company it keeps. In a rule file it is a rule like any
 * other: {@code applies} must hold for both movers, an exemption of either permits the episode, and an open warning of
 * either that {@code raisedBy} names makes it more urgent.
 *
 * <p>Tracks are aligned in time on a {@link #grid}. At each instant the engine finds all pairs that are {@link #isNear} and
 * asks for a verdict on each. Two that were near and are no longer count as {@link Verdict#FAILS} at every instant until they
 * are near again; two of which one was not heard count as nothing. So "near" must reach at least as far as what the rule
 * wants to judge itself.
 */
public interface PairRule extends Rule {
    /** At which instants, and what stands between two fixes. */
    PairGrid grid();

    /** Two farther apart than this are never near, m, above 0. */
    double radiusMeters();

    /**
     * How far a mover of that speed (m/s, or NaN) can have to do with others: two are never near if they are farther apart than the reaches
     * of both together. By this alone they are brought together, so the smaller it is the fewer are looked at.
     */
    default double reachMeters(double speedMps) {
        return radiusMeters() / 2;
    }

    /** The reach of most movers it is about, for the size of cells only, m, above 0. */
    default double usualReachMeters() {
        return radiusMeters() / 2;
    }

    /** How long an open episode waits for two that are no longer heard before it ends, ms, at least two steps. */
    long lostAfterMillis();

    /**
     * How long ago what became known late is of any use, ms: all positions of that time are kept, so a rule that looks at short
     * intervals bounds it. The host may bound it further.
     */
    default long revisableMillis() {
        return Long.MAX_VALUE;
    }

    /**
     * Whether a mover comes into question at all at its report, without knowing the others: cheap, asked for every instant
     * of the grid. Its partners hear that it no longer does.
     */
    default boolean isCandidate(ReportView view) {
        return true;
    }

    /**
     * Whether it judges two of different roles only, such as a merchant ship and a fishing boat: two of one role then never
     * meet, which is what most would be.
     */
    default boolean hasRoles() {
        return false;
    }

    /** Whether a mover of that class has the second role; else it has the first. */
    default boolean isSecond(String moverClass) {
        return false;
    }

    /**
     * Whether what is known of a mover at that point is enough to say whether it is near to anybody. Where it is not, the two
     * are neither near nor have they parted.
     */
    default boolean isKnown(PairPoint point) {
        return true;
    }

    /**
     * Whether two are near enough to be judged: by these values alone, whatever is remembered of them. Must not depend on
     * the order of the two.
     */
    default boolean isNear(PairSample one, PairPoint onePoint, PairSample other, PairPoint otherPoint) {
        return distanceMeters(onePoint, otherPoint) <= radiusMeters();
    }

    /**
     * Whether it wants to know who else is near, see {@link PairView#third}. Its pairs are then found when everybody's place at
     * the instant is known, not when the two are.
     */
    default boolean seesThird() {
        return false;
    }

    /** Whether it judges one mover by its company: it is then asked at every instant of each mover, near to one or not. */
    default boolean isOfCompany() {
        return false;
    }

    /** Judges one instant of two movers. */
    Verdict judgePair(PairView view, double[] measures);

    /** The tier the episode deserves now, or null for the configured one. */
    default @Nullable Tier tierOfPair(PairView view, double[] measures) {
        return null;
    }

    /** What those who were warned should hear again, see {@link Rule#news}. */
    default @Nullable String newsOfPair(PairView view, double[] measures) {
        return null;
    }

    /** What permits it, or null; asked when the episode would open. */
    default @Nullable String permitOfPair(PairView view) {
        return null;
    }

    /** Says why. When an episode ends without a meeting, the view is of the last one: only measures are of the episode. */
    void explainPair(PairView view, double[] measures, Explanation out);

    /** Distance between two places, m. */
    static double distanceMeters(PairPoint one, PairPoint other) {
        return Geodesy.distanceMeters(one.latitude(), one.longitude(), other.latitude(), other.longitude());
    }

    @Override
    default boolean judges(MoverKind kind) {
        return kind == MoverKind.VESSEL;
    }

    /** There is one subject, and it is the two. */
    @Override
    default void subjects(ReportView view, double[] memory, SubjectSink out) {
        out.mover(Stage.BREACH);
    }

    @Override
    default Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        return judgePair((PairView) view, measures);
    }

    @Override
    default @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        return tierOfPair((PairView) view, measures);
    }

    @Override
    default @Nullable String news(ReportView view, Subject subject, double[] measures) {
        return newsOfPair((PairView) view, measures);
    }

    @Override
    default @Nullable String permit(ReportView view, Subject subject) {
        return permitOfPair((PairView) view);
    }

    @Override
    default void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        explainPair((PairView) view, measures, out);
    }
}
