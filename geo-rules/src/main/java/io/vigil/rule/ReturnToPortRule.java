package io.vigil.rule;

import static io.vigil.rule.OrderMeasures.ACKNOWLEDGED;
import static io.vigil.rule.OrderMeasures.ALTERNATIVE;
import static io.vigil.rule.OrderMeasures.DEADLINE_MILLIS;
import static io.vigil.rule.OrderMeasures.ETA_MILLIS;
import static io.vigil.rule.OrderMeasures.ISSUED_MILLIS;
import static io.vigil.rule.OrderMeasures.LEFT_SINCE;
import static io.vigil.rule.OrderMeasures.METERS;
import static io.vigil.rule.OrderMeasures.NEAREST_MILLIS;
import static io.vigil.rule.OrderMeasures.SAFE_SINCE;
import static io.vigil.rule.OrderMeasures.STAGE;
import static io.vigil.rule.OrderMeasures.STATE;
import static io.vigil.rule.OrderMeasures.TELLS;
import static io.vigil.rule.OrderMeasures.TOLD_MILLIS;
import static io.vigil.rule.OrderMeasures.ZONE;
import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.numbersByName;
import static io.vigil.rule.Parameter.texts;

import io.vigil.geo.ZoneIndex;
import io.vigil.model.ContentHash;
import io.vigil.model.Order;
import io.vigil.model.Orders;
import io.vigil.model.Tier;
import io.vigil.model.Units;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows every boat that an order tells to be somewhere safe by a deadline, and warns boat by boat of those who will not be.
 *
 * <p>The stages are tiers of one episode for each boat and order: blue, it has not acknowledged; yellow, little time in hand;
 * orange, it can no longer make it, or has little time and comes no nearer; red, the deadline has passed, or it was safe
 * and has left again. Sharper than "no movement": a boat that hauls its nets with ten hours in hand disobeys nothing,
 * so standing still or heading away counts only below {@code idleSlack}.
 *
 * <p>Time in hand: the straight way times {@code detourFactor} at the boat's own cruising speed, the class's highest at
 * most, less what the weather takes. Everything falls due without a report too: a boat that is silent is judged where it was heard
 * last. Seven numbers a boat, and while an order is on some fifteen for each boat and order.
 */
public final class ReturnToPortRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "return-to-port",
            "S04",
            "未按令回港避风",
            "Return to port",
            "A boat that is ordered to a safe place has not acknowledged (blue), has little time in hand (yellow), can no longer"
                    + " make it or does not come (orange), is not there at the deadline or has left again (red).",
            "被令回到安全地点的渔船未确认（蓝）、余量不足（黄）、已来不及或不在返航（橙）、期限时未到或再次离开（红）。",
            "For ten minutes in a safe harbour, out of the order's areas, or where else the order allows; or the order ends.",
            "在安全港、指令区域之外或指令允许的其他地点满十分钟；或指令结束。",
            "Zhoushan (2022-09 Meihua, 2,000 boats in 22 h); Fujian notices (in port by 08:00, or west of 121.5 E by 17:00)",
            true,
            Onset.VESSEL
                    .withCount(1, 1)
                    .withMaxGap(Duration.ofDays(365))
                    .withClear(1, Duration.ZERO)
                    .withMerge(Duration.ofDays(7)),
            List.of(
                    texts("harbourTypes", List.of("harbour"), "zone types that are harbours", "港口的区域类型"),
                    duration("acknowledgeWithin", "PT30M", "PT0S", "time to acknowledge the order", "确认指令的时限"),
                    duration("yellowSlack", "PT2H", "PT0S", "less time in hand is yellow", "余量少于此值为黄色"),
                    duration(
                            "idleSlack",
                            "PT4H",
                            "PT0S",
                            "with less time in hand a boat must come nearer",
                            "余量少于此值时渔船须不断接近"),
                    duration("idleFor", "PT20M", "PT1M", "so long not nearer is orange", "多久没有接近为橙色"),
                    number("idleMeters", 500, 10, 10_000, "nearer by less is not nearer, m", "接近少于此距离不算接近，米"),
                    duration(
                            "safeFor",
                            "PT10M",
                            "PT0S",
                            "so long at a safe place it has followed the order",
                            "在安全地点满此时间视为已执行指令"),
                    duration("leftFor", "PT10M", "PT0S", "so long away again it has left", "再次离开满此时间视为又离港"),
                    number("detourFactor", 1.15, 1, 3, "the way over water by the straight one", "水上航程与直线距离之比"),
                    number(
                            "derate",
                            0.8,
                            0.1,
                            1,
                            "share of the cruising speed that the weather leaves",
                            "天气使巡航速度剩余的比例"),
                    number("travelFromKn", 4, 1, 15, "slower is no travelling, kn", "低于此航速不算航行，节"),
                    number(
                            "usualKn",
                            8,
                            1,
                            30,
                            "cruising speed of a boat that has hardly been seen travelling, kn",
                            "几乎未见其航行的渔船的巡航速度，节"),
                    numbersByName(
                            "classMaxKn",
                            new TreeMap<>(Map.of("fishing", 12.0)),
                            "by mover class: highest cruising speed counted on, kn",
                            "各船舶类别计入的最高巡航速度，节"),
                    duration(
                            "every",
                            "PT5M",
                            "PT1M",
                            "each outstanding boat is looked at and published so often",
                            "每艘未到位渔船多久看一次并发布一次")),
            List.of(),
            ReturnToPortRule::new);

    private static final int COMPLIED_1 = CruisingSpeed.SIZE;
    private static final int COMPLIED_2 = COMPLIED_1 + 1;
    private static final int LOOKED_MILLIS = COMPLIED_1 + 2;
    /** When it was last found outstanding, ms. */
    private static final int BUSY_MILLIS = COMPLIED_1 + 3;

    private static final int MEMORY = COMPLIED_1 + 4;

    /** Faster a report adds nothing; ms. */
    private static final long LOOK_EVERY_MILLIS = 60_000;

    private static final OrderStanding.State[] STATES = OrderStanding.State.values();

    private final Orders orders;
    private final ZoneIndex zones;
    private final OrderTargets targets;
    private final OrderExplanation explanation;
    private final CruisingSpeed cruising;
    private final long acknowledgeMillis;
    private final long yellowSlackMillis;
    private final long idleSlackMillis;
    private final long idleMillis;
    private final double idleMeters;
    private final long safeMillis;
    private final long leftMillis;
    private final double detourFactor;
    private final double derate;
    private final SortedMap<String, Double> classMaxKn;
    private final long everyMillis;

    ReturnToPortRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        orders = surroundings.orders();
        zones = surroundings.zones();
        targets = new OrderTargets(zones, new ZoneSelection(surroundings, parameters.texts("harbourTypes")));
        explanation = new OrderExplanation(targets, parameters.millis("yellowSlack"));
        cruising = new CruisingSpeed(
                0, Units.knotsToMps(parameters.number("travelFromKn")), Units.knotsToMps(parameters.number("usualKn")));
        acknowledgeMillis = parameters.millis("acknowledgeWithin");
        yellowSlackMillis = parameters.millis("yellowSlack");
        idleSlackMillis = parameters.millis("idleSlack");
        idleMillis = parameters.millis("idleFor");
        idleMeters = parameters.number("idleMeters");
        safeMillis = parameters.millis("safeFor");
        leftMillis = parameters.millis("leftFor");
        detourFactor = parameters.number("detourFactor");
        derate = parameters.number("derate");
        classMaxKn = parameters.numbersByName("classMaxKn");
        everyMillis = parameters.millis("every");
    }

    @Override
    public int memorySize() {
        return MEMORY;
    }

    @Override
    public boolean floodsRightly() {
        return true;
    }

    @Override
    public int measureCount() {
        return OrderMeasures.COUNT;
    }

    @Override
    public boolean isAboutOrders() {
        return true;
    }

    @Override
    public void observe(ReportView view, double[] memory) {
        cruising.update(view, memory);
        if (!(view.timeMillis() - memory[LOOKED_MILLIS] < LOOK_EVERY_MILLIS)) {
            memory[LOOKED_MILLIS] = view.timeMillis();
        }
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (!looks(view, memory)) {
            return;
        }
        for (int i = 0; i < orders.size(); i++) {
            Order order = orders.versions().get(i);
            if (orders.isInForce(i, view.timeMillis()) && OrderScope.isAddressed(order, view, zones)) {
                out.named(order.id(), Stage.BREACH);
            }
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        measures[TELLS] = 0;
        Order order = inForce(subject.key(), view.timeMillis());
        if (order == null) {
            if (measures[TOLD_MILLIS] > 0) {
                OrderMeasures.tell(OrderStanding.State.RELEASED, measures);
            }
            return Verdict.ENDS;
        }
        if (!looks(view, memory)) {
            return Verdict.UNKNOWN;
        }
        measures[ISSUED_MILLIS] = order.issuedMillis();
        OrderMeasures.noteAcknowledgement(order, view, measures);
        OrderTargets.Target reached = targets.reached(order, view);
        boolean complied = hasComplied(order, memory);
        if (reached != OrderTargets.Target.NONE) {
            return judgeSafe(order, reached, complied, view, memory, measures);
        }
        measures[SAFE_SINCE] = 0;
        if (complied) {
            measures[LEFT_SINCE] = measures[LEFT_SINCE] == 0 ? view.timeMillis() : measures[LEFT_SINCE];
        }
        return judgeOutstanding(order, complied, view, memory, measures);
    }

    private Verdict judgeSafe(
            Order order,
            OrderTargets.Target reached,
            boolean complied,
            ReportView view,
            double[] memory,
            double[] measures) {
        measures[LEFT_SINCE] = 0;
        if (complied) {
            if (measures[STATE] != OrderStanding.State.COMPLIED.ordinal()) {
                // Away for less than counts, and back.
                OrderMeasures.note(reached, view.timeMillis(), measures);
                measures[STAGE] = 0;
                if (measures[TOLD_MILLIS] > 0) {
                    OrderMeasures.tell(OrderStanding.State.COMPLIED, measures);
                }
            }
            return Verdict.FAILS;
        }
        if (measures[SAFE_SINCE] == 0) {
            measures[SAFE_SINCE] = view.timeMillis();
            OrderMeasures.note(reached, view.timeMillis(), measures);
        }
        if (view.timeMillis() - measures[SAFE_SINCE] < safeMillis) {
            memory[BUSY_MILLIS] = view.timeMillis();
            tellSometimes(view, measures);
            return Verdict.BUILDING;
        }
        memory[COMPLIED_2] = memory[COMPLIED_1];
        memory[COMPLIED_1] = numberOf(order);
        OrderMeasures.tell(OrderStanding.State.COMPLIED, measures);
        return Verdict.FAILS;
    }

    private Verdict judgeOutstanding(
            Order order, boolean complied, ReportView view, double[] memory, double[] measures) {
        memory[BUSY_MILLIS] = view.timeMillis();
        double speedMps = speedMps(view, memory);
        OrderTargets.Target best = targets.best(order, view, speedMps / detourFactor);
        boolean hasTarget = !Double.isNaN(best.meters());
        long now = view.timeMillis();
        // A silent boat is somewhere on its way since its last report, nobody knows where.
        double eta = hasTarget ? now + best.meters() * detourFactor / speedMps * 1000 : Double.POSITIVE_INFINITY;
        OrderMeasures.note(hasTarget ? best : OrderTargets.Target.NONE, eta, measures);
        measures[DEADLINE_MILLIS] = hasTarget ? best.deadlineMillis() : order.lastDeadlineMillis();
        OrderMeasures.noteNearer(view, idleMeters, measures);
        OrderPhase before = OrderPhase.of(measures);
        OrderPhase phase = phase(order, complied, view, measures);
        measures[STAGE] = phase.ordinal();
        OrderStanding.State state = phase == OrderPhase.LEFT_AGAIN
                ? OrderStanding.State.LEFT_AGAIN
                : complied ? OrderStanding.State.COMPLIED : OrderStanding.State.OUTSTANDING;
        if (phase != before || state.ordinal() != measures[STATE]) {
            OrderMeasures.tell(state, measures);
        }
        tellSometimes(view, measures);
        return phase == OrderPhase.NONE ? Verdict.BUILDING : Verdict.PROVEN;
    }

    private OrderPhase phase(Order order, boolean complied, ReportView view, double[] measures) {
        long now = view.timeMillis();
        if (complied) {
            return now - measures[LEFT_SINCE] >= leftMillis ? OrderPhase.LEFT_AGAIN : OrderPhase.NONE;
        }
        if (now >= order.lastDeadlineMillis()) {
            return OrderPhase.OVERDUE;
        }
        double slack = measures[DEADLINE_MILLIS] - measures[ETA_MILLIS];
        if (slack < 0) {
            return OrderPhase.TOO_LATE;
        }
        long knownBy = orders.firstIssuedMillis(order.id()) + acknowledgeMillis;
        if (slack < idleSlackMillis && isIdle(view.report().eventTimeMillis(), knownBy, measures)) {
            return OrderPhase.IDLE;
        }
        if (slack < yellowSlackMillis) {
            return OrderPhase.SHORT;
        }
        return now >= knownBy && measures[ACKNOWLEDGED] == 0 ? OrderPhase.UNACKNOWLEDGED : OrderPhase.NONE;
    }

    /** By its reports: silence is no idleness. The order must have had the time to reach it. */
    private boolean isIdle(long reportMillis, long knownBy, double[] measures) {
        return reportMillis >= knownBy && reportMillis - measures[NEAREST_MILLIS] >= idleMillis;
    }

    private void tellSometimes(ReportView view, double[] measures) {
        long boundary = Math.floorDiv(view.timeMillis(), everyMillis) * everyMillis;
        if (measures[TOLD_MILLIS] < boundary || measures[TOLD_MILLIS] == 0) {
            measures[TELLS] = 1;
        }
        if (measures[TELLS] == 1) {
            measures[TOLD_MILLIS] = view.timeMillis();
        }
    }

    @Override
    public @Nullable OrderStanding standing(ReportView view, Subject subject, double[] measures) {
        if (measures[TELLS] == 0) {
            return null;
        }
        Order order = inForce(subject.key(), view.timeMillis());
        OrderPhase phase = OrderPhase.of(measures);
        return new OrderStanding(
                subject.key(),
                (long) measures[ISSUED_MILLIS],
                view.mover(),
                view.timeMillis(),
                view.report().eventTimeMillis(),
                STATES[(int) measures[STATE]],
                phase.tier,
                measures[ACKNOWLEDGED] == 1,
                order == null ? "" : targets.word(order, (int) measures[ALTERNATIVE], (int) measures[ZONE]),
                measures[METERS],
                (long) measures[ETA_MILLIS],
                (long) measures[DEADLINE_MILLIS]);
    }

    /** The order makes it a matter, not the last report of a boat that is silent. */
    @Override
    public long sinceMillis(ReportView view, double[] memory) {
        return view.timeMillis();
    }

    @Override
    public @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        return OrderPhase.of(measures).tier;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        explanation.explain(view, inForce(subject.key(), view.timeMillis()), subject.key(), measures, out);
    }

    /** At the begin and end of orders, at deadlines, and every few minutes while the boat is outstanding. */
    @Override
    public long deadlineMillis(ReportView view, double[] memory, boolean hasEpisodes) {
        long now = view.timeMillis();
        long next = orders.nextChangeAfter(now);
        if (!hasEpisodes || !(now - memory[BUSY_MILLIS] <= everyMillis)) {
            return next;
        }
        // After the last deadline silence changes nothing any more, and deadlines must end.
        boolean goesOn = now - view.report().eventTimeMillis() <= Math.max(everyMillis, leftMillis);
        for (int i = 0; i < orders.size(); i++) {
            Order order = orders.versions().get(i);
            if (orders.isInForce(i, now)) {
                next = earlier(next, orders.firstIssuedMillis(order.id()) + acknowledgeMillis, now);
                next = earlier(next, order.lastDeadlineMillis(), now);
                goesOn |= now < order.lastDeadlineMillis();
            }
        }
        return !goesOn ? next : Math.min(next, (Math.floorDiv(now, everyMillis) + 1) * everyMillis);
    }

    private static long earlier(long next, long candidate, long now) {
        return candidate > now ? Math.min(next, candidate) : next;
    }

    private double speedMps(ReportView view, double[] memory) {
        double own = cruising.mps(memory);
        String moverClass = view.moverClass();
        Double most = moverClass == null ? null : classMaxKn.get(moverClass);
        return derate * (most == null ? own : Math.min(own, Units.knotsToMps(most)));
    }

    private boolean looks(ReportView view, double[] memory) {
        return view.isSilence() || memory[LOOKED_MILLIS] == view.timeMillis();
    }

    private @Nullable Order inForce(String id, long timeMillis) {
        for (int i = 0; i < orders.size(); i++) {
            if (orders.isInForce(i, timeMillis) && orders.versions().get(i).id().equals(id)) {
                return orders.versions().get(i);
            }
        }
        return null;
    }

    private static boolean hasComplied(Order order, double[] memory) {
        return memory[COMPLIED_1] == numberOf(order) || memory[COMPLIED_2] == numberOf(order);
    }

    /** An order's id as a number that a double holds exactly. */
    private static double numberOf(Order order) {
        return ContentHash.bits64(order.id()) >>> 11;
    }
}
