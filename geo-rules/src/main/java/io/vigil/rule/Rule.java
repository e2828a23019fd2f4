package io.vigil.rule;

import io.vigil.model.Disposition;
import io.vigil.model.MoverKind;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Tier;
import org.jspecify.annotations.Nullable;

/**
 * Judges reports of movers. A rule holds its parameters and nothing else: what it remembers of a mover is in {@code memory},
 * what it remembers of an episode is in {@code measures}, both kept by the engine with the mover's state.
 *
 * <p>Same parameters, memory and report in, same answer out: no clock, randomness, I/O, logging or statics. The engine
 * turns the answers into episodes by the onset and clear knobs, keeps ids, tiers and sequence numbers, and asks for the
 * explanation only when an episode changes.
 */
public interface Rule {
    /** How many numbers it remembers of a mover; they begin as NaN. */
    default int memorySize() {
        return 0;
    }

    /** How many numbers it remembers of an episode; they begin as 0. */
    default int measureCount() {
        return 0;
    }

    /** Whether it also sees reports that fail the quality gate. */
    default boolean seesFaults() {
        return false;
    }

    /** Whether it judges movers of that kind at all; rules about drivers and companies say so. */
    default boolean judges(MoverKind kind) {
        return kind == MoverKind.VEHICLE || kind == MoverKind.VESSEL;
    }

    /** Whether it wants to hear of drivers what was judged of the vehicles they drive. */
    default boolean followsDrivers() {
        return judges(MoverKind.DRIVER);
    }

    /** What is known of the mover (class, claims, registry, driver) has been looked up anew: forgets what came from it. */
    default void knownAnew(double[] memory) {}

    /**
     * How far back the reports lie that may still count in what it says now, ms. A rule that begins while movers are on the
     * road misses nothing once it has seen so much; until then it may say less than it could, never more.
     */
    default long reachMillis() {
        return 0;
    }

    /** Whether it judges at once when the registry has learnt something of the mover or its driver, without a report. */
    default boolean watchesRegistry() {
        return false;
    }

    /** Whether it also sees checkpoint passes, as reports with a {@link ReportView#pass}. Other rules never hear of them. */
    default boolean seesPasses() {
        return false;
    }

    /** Whether it remembers what operators found, see {@link #disposed}. */
    default boolean countsDispositions() {
        return false;
    }

    /** Whether an operator's final word on its warning ends the episode. */
    default boolean endsWithDisposition() {
        return false;
    }

    /** Whether an operator's final word ends an episode about that subject; asked only where it ends some. */
    default boolean endsWithDisposition(Subject subject) {
        return endsWithDisposition();
    }

    /**
     * Whether its memory is there from the mover's first report on. Otherwise it is there from the first pass or
     * disposition on, before which {@code memory} is empty: most movers then cost nothing.
     */
    default boolean remembersFromTheStart() {
        return true;
    }

    /**
     * Whether it has nothing to say at any report that passes the quality gate, of a mover of which it remembers nothing and
     * warns of nothing: it is then not asked, which costs nothing. Answered anew whenever what is known of the mover is.
     *
     * @param record what the registry says of the mover, or null
     */
    default boolean sleepsWithoutMemory(@Nullable RegistryRecord record) {
        return false;
    }

    /** Updates the memory by what an operator says of any warning of the mover; it is judged right after. */
    default void disposed(Disposition disposition, double[] memory) {}

    /** Zones, routes or rules have changed since the memory was written: forgets what refers to them. */
    default void controlChanged(double[] memory) {}

    /** Updates the memory of the mover; called once per report, before anything else. */
    default void observe(ReportView view, double[] memory) {}

    /** Names the subjects for which the condition may hold at this report. */
    void subjects(ReportView view, double[] memory, SubjectSink out);

    /**
     * Judges one subject at one report.
     *
     * @param measures of this episode; a rule changes them only when it answers with evidence
     */
    Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures);

    /** The tier this episode deserves now, or null for the configured one; never lowers it. */
    default @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        return null;
    }

    /** What permits it (a permit, a certificate), or null; asked when the episode would open. */
    default @Nullable String permit(ReportView view, Subject subject) {
        return null;
    }

    /** The same for a rule that has to remember something for it. */
    default @Nullable String permit(ReportView view, Subject subject, double[] memory) {
        return permit(view, subject);
    }

    /**
     * What those who were warned should hear again although the tier stays, in a word, or null; asked after each verdict
     * with evidence on an open episode. The warning is then amended with that word as the reason.
     */
    default @Nullable String news(ReportView view, Subject subject, double[] measures) {
        return null;
    }

    /** The onset and clear knobs for a stage, where the notice before the breach has its own. */
    default Onset onset(Stage stage, Onset configured) {
        return stage == Stage.BREACH
                ? configured
                : new Onset(
                        configured.k(),
                        configured.m(),
                        0,
                        configured.maxGapMillis(),
                        configured.clearCount(),
                        0,
                        configured.mergeMillis());
    }

    /** Whether it says in which state a mover is, see {@link #state}. */
    default boolean tellsState() {
        return false;
    }

    /**
     * The state a mover is in at an instant, by what the rule remembers of it up to then: a word that is published with
     * its position, such as {@code stopped}, or null where the rule does not know.
     */
    default @Nullable String state(long timeMillis, double[] memory) {
        return null;
    }

    /** Whether it counts movers by feed, see {@link #feedHeardAnew}. */
    default boolean countsFeeds() {
        return false;
    }

    /** The feed of this report if it is the mover's first by it in a slot of time, or null; asked once per report. */
    default @Nullable FeedHeard feedHeardAnew(ReportView view, double[] memory) {
        return null;
    }

    /** A kind of which a rule must be in the same file, since this one asks for the state it tells; or null. */
    default @Nullable String neededKind() {
        return null;
    }

    /** Whether the names of its subjects are ids of orders: a warning then says which order it is about. */
    default boolean isAboutOrders() {
        return false;
    }

    /**
     * Where a mover stands with an order, when there is something new to publish, or null; asked after each verdict on a
     * rule that {@link #isAboutOrders}.
     */
    default @Nullable OrderStanding standing(ReportView view, Subject subject, double[] measures) {
        return null;
    }

    /**
     * Whether many warnings at once are what it is for, as an order or a storm concerns every boat at once: it is never
     * switched to the shadow for opening too many.
     */
    default boolean floodsRightly() {
        return false;
    }

    /** Whether it asks in which state a mover is ({@link ReportView#isIn}); no other rule may. */
    default boolean asksForState() {
        return neededKind() != null;
    }

    /** Says why, for a message. */
    void explain(ReportView view, Subject subject, double[] measures, Explanation out);

    /**
     * When silence matters: the event time at which the rule wants to be asked again without a report, or
     * {@link Long#MAX_VALUE}. Must be after {@code view.timeMillis()}.
     *
     * @param hasEpisodes whether an episode of this rule is in progress for the mover
     */
    default long deadlineMillis(ReportView view, double[] memory, boolean hasEpisodes) {
        return Long.MAX_VALUE;
    }

    /** Since when the evidence has lasted that this moment begins with: for a rule that knows of it only afterwards. */
    default long sinceMillis(ReportView view, double[] memory) {
        return view.isSilence() ? silentSinceMillis(view, memory) : view.timeMillis();
    }

    /** For a rule that warns of silence: since when it has lasted. */
    default long silentSinceMillis(ReportView view, double[] memory) {
        return view.report().eventTimeMillis();
    }

    /** For a rule that warns of silence: how much of it is tolerated here beyond the rule's usual measure, ms. */
    default long extraSilenceMillis(double[] memory) {
        return 0;
    }

    /** Whether silence is what the rule warns of: its open episodes then escalate at their age without a report. */
    default boolean warnsOfSilence() {
        return false;
    }
}
