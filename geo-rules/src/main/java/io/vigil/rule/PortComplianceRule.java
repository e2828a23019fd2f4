package io.vigil.rule;

import static io.vigil.rule.Parameter.count;
import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.texts;
import static io.vigil.rule.Parameter.word;

import io.vigil.geo.ZoneIndex;
import io.vigil.model.IdentityReport;
import io.vigil.model.Order;
import io.vigil.model.Orders;
import io.vigil.model.Tier;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Warns when a boat leaves port without the report of departure, or unfit to: with a certificate that has run out, too few
 * hands on board or a status that keeps it ashore. Tells whether a boat is in port or at sea, for the page and for
 * other rules ({@link ReportView#isIn}).
 *
 * <p>A report of departure is what the skipper or the port declares ({@link IdentityReport#DEPARTURE}); it counts from so long
 * before leaving to so long after it, and for one departure only. A boat that was at sea when it was first heard is not accused of having left. In mode
 * {@code late} (MonitorFish) the report is missed only when the boat has stayed out for hours. Eight numbers a boat.
 */
public final class PortComplianceRule implements Rule {
    /** The states it tells. */
    public static final String IN_PORT = "in-port";

    public static final String AT_SEA = "at-sea";

    static final RuleKind KIND = new RuleKind(
            "port-compliance",
            "S17",
            "违规出港",
            "Leaving port against the rules",
            "A boat leaves port without reporting its departure within half an hour, or with an expired certificate, too few"
                    + " hands, or a status that keeps it ashore. Red while an order keeps boats in port.",
            "渔船离港半小时内未报告，或证书过期、船员不足、状态不准出海而离港。有令禁止出港时为红色。",
            "The report has come, the fault is mended, or back in port.",
            "已补报、问题已解决，或回港。",
            "Taizhou rule (report before leaving and after return); MonitorFish MISSING_DEP; port visits after Global Fishing"
                    + " Watch",
            true,
            Onset.VESSEL.withCount(1, 1).withMaxGap(Duration.ofDays(3)).withClear(1, Duration.ZERO),
            PortWatch.parameters(
                    word("mode", "prompt", List.of("prompt", "late"), "when a missing report counts", "未报告何时计入"),
                    duration(
                            "reportWithin",
                            "PT30M",
                            "PT0S",
                            "mode prompt: so long after leaving the report may come",
                            "prompt 方式：离港后此时间内须报告"),
                    duration(
                            "reportBefore",
                            "PT6H",
                            "PT0S",
                            "a report so long before leaving is for it",
                            "离港前此时间内的报告算本次"),
                    duration(
                            "lateWithin",
                            "PT6H",
                            "PT0S",
                            "mode late: so long after leaving the report may come",
                            "late 方式：离港后此时间内可补报"),
                    duration("lateAtSea", "PT2H", "PT0S", "mode late: so long at sea at least", "late 方式：至少在海上此时间"),
                    texts(
                            "certificates",
                            List.of(),
                            "certificates that must be valid, by what stands before ValidUntil in the registry; empty"
                                    + " means every one it names",
                            "须有效的证书，以登记中 ValidUntil 前的名称表示；空为其登记的全部"),
                    count(
                            "leastCrew",
                            0,
                            0,
                            100,
                            "fewest hands declared; 0: what the registry field leastCrew says",
                            "申报的最少船员数；0 按登记字段 leastCrew"),
                    texts(
                            "bannedStatus",
                            List.of("banned", "detained", "revoked"),
                            "values of the registry field status that keep a boat ashore",
                            "登记字段 status 中不准出海的取值")),
            List.of(),
            PortComplianceRule::new);

    private static final String REPORT = "departure-report";
    private static final String UNFIT = "unfit";
    private static final String ORDER = "order";

    private static final int DEPARTED_MILLIS = PortWatch.SIZE;
    private static final int LEFT_PORT = PortWatch.SIZE + 1;

    /** The newest report of departure that was for an earlier departure, ms. */
    private static final int USED_MILLIS = PortWatch.SIZE + 2;

    private static final int SINCE = 0;

    private static final Fitness.Fault MENDED = new Fitness.Fault("已补正", "mended");

    private final ZoneIndex zones;
    private final PortWatch ports;
    private final Orders orders;
    private final boolean isLate;
    private final long reportBeforeMillis;
    private final long reportWithinMillis;
    private final Fitness fitness;

    PortComplianceRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        zones = surroundings.zones();
        ports = new PortWatch(parameters, surroundings, 0);
        orders = surroundings.orders();
        isLate = parameters.text("mode").equals("late");
        reportBeforeMillis = parameters.millis("reportBefore");
        reportWithinMillis = isLate
                ? Math.max(parameters.millis("lateWithin"), parameters.millis("lateAtSea"))
                : parameters.millis("reportWithin");
        fitness = new Fitness(
                parameters.texts("certificates"), parameters.count("leastCrew"), parameters.texts("bannedStatus"));
    }

    @Override
    public int memorySize() {
        return PortWatch.SIZE + 3;
    }

    @Override
    public int measureCount() {
        return 1;
    }

    @Override
    public boolean tellsState() {
        return true;
    }

    @Override
    public @Nullable String state(long timeMillis, double[] memory) {
        return ports.isUnknown(memory) ? null : ports.isInPort(memory) ? IN_PORT : AT_SEA;
    }

    @Override
    public void controlChanged(double[] memory) {
        ports.forget(memory);
        memory[LEFT_PORT] = Double.NaN;
    }

    @Override
    public void observe(ReportView view, double[] memory) {
        double port = ports.isInPort(memory) ? ports.port(memory) : Double.NaN;
        if (ports.update(view, memory)) {
            memory[DEPARTED_MILLIS] = view.timeMillis();
            memory[LEFT_PORT] = port;
        } else if (!ports.isAtSea(memory)) {
            if (!Double.isNaN(memory[DEPARTED_MILLIS])) {
                memory[USED_MILLIS] = reportedMillis(view);
            }
            memory[DEPARTED_MILLIS] = Double.NaN;
        }
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (Double.isNaN(memory[DEPARTED_MILLIS])) {
            return;
        }
        if (isReportMissing(view, memory)) {
            out.named(REPORT, Stage.BREACH);
        }
        if (unfit(view, memory[DEPARTED_MILLIS]) != null) {
            out.named(UNFIT, Stage.BREACH);
        }
        if (orderFor(view, memory[DEPARTED_MILLIS]) != null) {
            out.named(ORDER, Stage.BREACH);
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        if (Double.isNaN(memory[DEPARTED_MILLIS])) {
            return Verdict.ENDS;
        }
        boolean holds =
                switch (subject.key()) {
                    case REPORT -> isReportMissing(view, memory);
                    case UNFIT -> unfit(view, memory[DEPARTED_MILLIS]) != null;
                    default -> orderFor(view, memory[DEPARTED_MILLIS]) != null;
                };
        if (!holds) {
            return subject.key().equals(REPORT) ? Verdict.ENDS : Verdict.FAILS;
        }
        measures[SINCE] = memory[DEPARTED_MILLIS];
        return Verdict.PROVEN;
    }

    @Override
    public long sinceMillis(ReportView view, double[] memory) {
        return (long) memory[DEPARTED_MILLIS];
    }

    @Override
    public @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        if (subject.key().equals(ORDER) || orderFor(view, measures[SINCE]) != null) {
            return Tier.RED;
        }
        return subject.key().equals(UNFIT) ? Tier.ORANGE : null;
    }

    /** A report that does not come shows in silence too; an order may come or end while the boat is silent. */
    @Override
    public long deadlineMillis(ReportView view, double[] memory, boolean hasEpisodes) {
        if (Double.isNaN(memory[DEPARTED_MILLIS])) {
            return Long.MAX_VALUE;
        }
        long due = (long) memory[DEPARTED_MILLIS] + reportWithinMillis;
        return due > view.timeMillis() ? due : Long.MAX_VALUE;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        long minutes = Math.round((view.timeMillis() - measures[SINCE]) / 60_000);
        Order order = orderFor(view, measures[SINCE]);
        out.measured("offence", subject.key()).measured("outMinutes", minutes);
        if (order != null) {
            out.measured("order", order.id());
        }
        switch (subject.key()) {
            case REPORT -> out.threshold("reportWithinMinutes", reportWithinMillis / 60_000.0)
                    .message(
                            "离港" + minutes + "分钟,未报告出港",
                            "left port " + minutes + " min ago without reporting departure");
            case UNFIT -> {
                Fitness.Fault fault = unfit(view, measures[SINCE]);
                Fitness.Fault said = fault == null ? MENDED : fault;
                out.measured("unfit", said.en()).message("不适航出港:" + said.zh(), "left port unfit: " + said.en());
            }
            default -> {
                String name = order == null ? "" : order.label();
                out.message("回港避风令“" + name + "”有效期内离港", "left port while order " + name + " is in force");
            }
        }
    }

    private boolean isReportMissing(ReportView view, double[] memory) {
        double departed = memory[DEPARTED_MILLIS];
        if (view.timeMillis() - departed < reportWithinMillis) {
            return false;
        }
        double reported = reportedMillis(view);
        return reported < departed - reportBeforeMillis || reported <= memory[USED_MILLIS];
    }

    private static double reportedMillis(ReportView view) {
        String declared = view.claim(IdentityReport.DEPARTURE);
        return declared == null ? Double.NEGATIVE_INFINITY : Long.parseLong(declared);
    }

    private Fitness.@Nullable Fault unfit(ReportView view, double departedMillis) {
        return fitness.fault(view, view.timeMillis() - departedMillis >= reportWithinMillis);
    }

    /** The order against which it has left, or null: who was out already when it came has not. */
    private @Nullable Order orderFor(ReportView view, double departedMillis) {
        for (int i = 0; i < orders.size(); i++) {
            Order order = orders.versions().get(i);
            if (orders.isInForce(i, view.timeMillis())
                    && departedMillis >= orders.firstIssuedMillis(order.id())
                    && OrderScope.isAddressed(order, view, zones)) {
                return order;
            }
        }
        return null;
    }
}
