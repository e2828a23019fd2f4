package io.vigil.evaluate;

import io.vigil.model.Grant;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.RegistryRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of one mover: one value, owned by one key. About 300 bytes, one or two reports and a slot for
 * each rule that remembers something; nothing in it grows with time.
 */
public final class MoverState {
    final MoverId mover;

    /** What it said of itself, by the names of {@link IdentityReport}. */
    SortedMap<String, String> facts = new TreeMap<>();

    /** Events that wait for older ones, in event-time order. */
    final List<MoverEvent> held = new ArrayList<>(0);

    /** Event time of the newest event of its own seen, held ones included. */
    long newestSeenMillis = Long.MIN_VALUE;
    /** Event time of the newest event evaluated. */
    long newestEvaluatedMillis = Long.MIN_VALUE;
    /** Event time of the newest deadline fired. */
    long firedMillis = Long.MIN_VALUE;
    /** Event time of the newest position evaluated. */
    long newestPositionMillis = Long.MIN_VALUE;

    @Nullable
    String driver;

    long driverChangedMillis = PositionReport.NO_TIME;
    long loggedOutMillis = PositionReport.NO_TIME;
    /** Since when it is known that that driver drives, or that nobody knows who does. */
    long tookWheelMillis = PositionReport.NO_TIME;

    /** That driver's card was taken out: nobody knows who drives. */
    boolean driverOut;

    /** What was last told of the driver to those who judge drivers. */
    DrivenReports.@Nullable Told toldOfDriver;

    /** What the desk allows it; few, and forgotten when they have ended and another comes. */
    List<Grant> grants = List.of();

    /** What the first quality gate remembers; the others follow. */
    GateState firstGate = new GateState();

    /** The number of the version of the engine it was last judged by. */
    long version;
    /** What the registry had learnt when the mover was last looked up, see {@link KnownRegistry}. */
    long generation;
    /** Which engine the ordinals and the slots below were made with; 0 none. */
    long engineFingerprint;
    /** The plan's id, by which it is found again after a restore. */
    long planId;
    /** Until when the slots are the applicable ones. */
    long applicableUntilMillis = Long.MIN_VALUE;

    /** What the rules remember, by their place in the plan; null where one remembers nothing. */
    @Nullable
    RuleSlot[] slots = new RuleSlot[0];

    /** What is remembered for the pair rules, by their place in the plan. */
    PairTrack[] tracks = new PairTrack[0];

    int[] routes = new int[0];
    /** The approved route it was nearest to last, and how far along it, m. */
    int routeHint = -1;

    double routeProgress = Double.NaN;

    /** Distance to the nearest approved route when it was last looked up, at most, m; and where that was. */
    double routeMeters = Double.POSITIVE_INFINITY;

    double routeLatitude;
    double routeLongitude;

    /** Zones at the last good position, ordinals ascending, and the box in which they cannot change. */
    int[] hits = new int[0];

    double boxSouth = Double.NaN;
    double boxWest = Double.NaN;
    double boxNorth = Double.NaN;
    double boxEast = Double.NaN;

    long nextDeadlineMillis = Long.MAX_VALUE;

    /** Its past, where that can be judged again, or null. */
    @Nullable
    MoverHistory history;

    // What follows is looked up again after a restore, so it is not stored.
    boolean bound;
    RulePlan plan = RulePlan.NONE;

    /** Of the rules of {@link #plan}, those that sleep as long as they remember nothing of the mover. */
    long asleep;

    @Nullable
    RegistryRecord registry;

    @Nullable
    String moverClass;

    @Nullable
    RegistryRecord driverRecord;

    MoverState(MoverId mover) {
        this.mover = mover;
    }

    @Nullable
    String boundDriver() {
        return driverOut ? null : driver;
    }

    /** Event time of the newest event seen, held ones included; {@link Long#MIN_VALUE} before the first. */
    public long newestSeen() {
        long held = this.held.isEmpty()
                ? Long.MIN_VALUE
                : this.held.get(this.held.size() - 1).eventTimeMillis();
        return Math.max(Math.max(newestSeenMillis, newestEvaluatedMillis), held);
    }

    /** Up to when it has been judged, event time; {@link Long#MIN_VALUE} before the first event. */
    long judgedMillis() {
        return Math.max(newestEvaluatedMillis, firedMillis);
    }

    /** Keys in the {@link PublishedLog} of the episodes that are remembered. */
    List<String> knownEpisodeKeys() {
        List<String> keys = new ArrayList<>();
        for (int place = 0; place < slots.length; place++) {
            RuleSlot slot = slots[place];
            CompiledRule rule = plan.rules[place];
            for (Episode episode = slot == null ? null : slot.newest; episode != null; episode = episode.next) {
                if (episode.sequence > 0) {
                    String id = WarningBuilder.warningId(rule, episode, mover);
                    keys.add(PublishedLog.key(rule.lane, id, false));
                    keys.add(PublishedLog.key(rule.lane, id, true));
                }
            }
        }
        return keys;
    }

    /** Forgets what is looked up again. */
    void unbind() {
        bound = false;
        plan = RulePlan.NONE;
        registry = null;
        moverClass = null;
        driverRecord = null;
    }

    /** Takes what the desk allows. */
    void grant(Grant grant, long timeMillis) {
        List<Grant> current = new ArrayList<>();
        for (Grant each : grants) {
            if (each.untilMillis() > timeMillis && !each.isAboutSame(grant)) {
                current.add(each);
            }
        }
        if (grant.untilMillis() > timeMillis) {
            current.add(grant);
        }
        grants = List.copyOf(current);
    }

    /** Whose state it is. */
    public MoverId mover() {
        return mover;
    }

    GateState gate(int index) {
        GateState gate = firstGate;
        for (int i = 0; i < index; i++) {
            if (gate.next == null) {
                gate.next = new GateState();
            }
            gate = gate.next;
        }
        return gate;
    }
}
