package io.vigil.evaluate;

import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.pair.PairChange;
import io.vigil.pair.PairSample;
import io.vigil.rule.FeedHeard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes what a runner finds, in the order in which it finds it. */
public interface RunnerOutput extends WarningOutput {
    /**
     * A position was evaluated.
     *
     * @param timeMillis the event time it was judged at: its own, unless its clock is wrong
     * @param moverClass the mover's class, or null when nobody knows
     * @param fault why the quality gate keeps it from the rules, or null
     * @param state the state the mover is in by the rules, such as {@code stopped}, or null when none says
     */
    void evaluated(
            PositionReport report,
            long timeMillis,
            @Nullable String moverClass,
            @Nullable String fault,
            @Nullable String state);

    /**
     * The state of a mover has changed without a report.
     *
     * @param last its last report that passed the quality gate
     * @param timeMillis when, event time
     * @param moverClass the mover's class, or null when nobody knows
     * @param state the state it is in now
     */
    default void stateChanged(PositionReport last, long timeMillis, @Nullable String moverClass, String state) {}

    /**
     * Where a mover was last, told again after earlier positions that came late, so that who keeps only what was told last keeps
     * this.
     *
     * @param last its last report that passed the quality gate
     * @param timeMillis how far it is judged, event time
     * @param moverClass the mover's class, or null when nobody knows
     * @param state the state it is in, or null when none says
     */
    default void lastAgain(PositionReport last, long timeMillis, @Nullable String moverClass, @Nullable String state) {}

    /**
     * A checkpoint pass or a disposition was taken in.
     *
     * @param timeMillis the event time it was judged at
     * @param fault why it is kept from the rules, or null
     */
    default void takenIn(MoverEvent event, long timeMillis, @Nullable String fault) {}

    /**
     * An event came that is older than what was already evaluated of its mover, and than what can be judged again; it was not
     * judged.
     */
    void late(MoverEvent event, long newestEvaluatedMillis);

    /** A second position of the same mover with the same time; the first one counts. */
    void duplicate(MoverEvent event);

    /**
     * What was judged of a vehicle, said of who drives it: a claim where vehicle or class are new, then each position. To
     * be judged like the events of any mover, in event-time order over all the vehicles of the driver. Nothing comes where no rule
     * judges drivers.
     */
    default void driven(MoverEvent event) {}

    /**
     * A mover was heard by a feed for the first time in a slot of {@link io.vigil.rule.FeedOutageRule#SLOT_MILLIS}. Nothing comes
     * where no rule counts feeds.
     *
     * @param lane whose rule counts
     */
    default void heard(String lane, FeedHeard heard, long timeMillis) {}

    /**
     * Another version of the engine judges the mover from now on.
     *
     * @param version its number
     * @param fromMillis from when on it judges
     * @param atMillis when it took over: later where the mover had been judged beyond that before the version was known
     */
    default void tookOver(long version, long fromMillis, long atMillis) {}

    /**
     * Where the mover is at an instant, for the rules on pairs: to be told to a {@link PairMatcher}. Nothing comes where
     * no such rule applies to it.
     */
    default void sampled(PairSample sample) {}

    /**
     * Where the mover was at an instant of its past, which was judged again: it is otherwise than what was sampled.
     *
     * @param change late, or withdrawn: then it is the very sample that was told
     */
    default void sampledAgain(PairSample sample, PairChange change) {}

    /**
     * A position of a mover whose past is judged again, in event-time order: the first event that came late and what follows,
     * as far as anything changes. Rules about several movers take these in place of what they were told of that time.
     *
     * @param timeMillis the event time it was judged at
     * @param moverClass the mover's class, or null when nobody knows
     * @param fault why the quality gate keeps it from the rules, or null
     * @param state the state told by a rule at that time, or null where none tells one
     * @param isLate whether it is judged for the first time
     */
    default void judgedAgain(
            PositionReport report,
            long timeMillis,
            @Nullable String moverClass,
            @Nullable String fault,
            @Nullable String state,
            boolean isLate) {}

    /**
     * Events that came late have been put in their places and what follows them was judged again; what has become different has
     * been told.
     *
     * @param late what was put in, in order; empty where all of it was known
     * @param judgedAgain how many positions were judged for it
     */
    default void revised(MoverId mover, List<MoverEvent> late, int judgedAgain) {}
}
