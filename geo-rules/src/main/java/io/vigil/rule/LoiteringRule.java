package io.vigil.rule;

import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.numbersByName;
import static io.vigil.rule.Parameter.texts;

import io.vigil.model.NetBuoys;
import io.vigil.model.Tier;
import io.vigil.model.Units;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Warns when a vessel hangs about at sea: block of time after block of time with a mean speed below two knots, far from
 * shore. So carriers wait for those who tranship to them.
 *
 * <p>The mean is over the time between reports, not over reports: a transponder reports less often at rest. A block heard for
 * less than half of its time is unknown and begins the count anew. Vessels at anchor, moored or aground wait openly, and net
 * buoys do nothing else: neither counts. Eight numbers a vessel.
 */
public final class LoiteringRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "loitering",
            "S11",
            "异常徘徊",
            "Loitering",
            "A vessel far from shore makes less than 2 kn in the mean, hour after hour: four hours for carriers, eight for"
                    + " others. Yellow near a closed area or a cable.",
            "远离海岸的船舶每小时平均航速持续低于2节：运输船四小时，其他八小时。近禁止区域或海缆为黄色。",
            "Two hours with a mean above 3 kn, or in port.",
            "平均航速高于3节满两小时，或在港。",
            "Global Fishing Watch (below 2 kn by the hour, 20 nm from shore); Miller et al. 2018 (8 h, carriers 4 h); RTEC"
                    + " (1800 s: block PT30M, hours 0.5, fromShoreNm 0)",
            true,
            new Onset(
                    1,
                    1,
                    0,
                    Duration.ofDays(1).toMillis(),
                    1,
                    0,
                    Duration.ofHours(4).toMillis()),
            List.of(
                    number("slowKn", 2, 0.1, 20, "a mean below is slow, kn", "平均低于此值为慢，节"),
                    number("hours", 8, 0.25, 240, "slow for so long, h", "慢速须满多久，小时"),
                    numbersByName(
                            "hoursByClass",
                            new TreeMap<>(Map.of("cargo", 4.0, "tanker", 4.0)),
                            "the same by class: those that take over catch or fuel",
                            "各类别的时长：可接收渔获或燃油者"),
                    duration("block", "PT1H", "PT5M", "the mean is over so long", "平均所取的时长"),
                    number("fromShoreNm", 20, 0, 1000, "nearer to shore does not count, nm", "离岸更近的不计，海里"),
                    number("clearKn", 3, 0.1, 30, "a mean above is under way, kn", "平均高于此值为航行，节"),
                    duration("clearFor", "PT2H", "PT5M", "under way so long ends it", "航行满此时间结束"),
                    texts(
                            "portTypes",
                            List.of("harbour", "anchorage"),
                            "zone types that are port or anchorage",
                            "港口或锚地的区域类型"),
                    number(
                            "nearNm",
                            1,
                            0,
                            100,
                            "so near to a zone of nearTypes it is yellow, nm",
                            "距 nearTypes 区域在此以内为黄色，海里"),
                    texts(
                            "nearTypes",
                            List.of("cable", "closed-season", "protected", "foreign-line"),
                            "zone types that make it yellow",
                            "使其升为黄色的区域类型")),
            List.of(),
            LoiteringRule::new);

    private static final int BLOCK = 0;
    private static final int METERS = 1;
    private static final int SECONDS = 2;
    /** Something in the block that cannot be loitering: port, near shore, at anchor. */
    private static final int EXCUSED = 3;

    private static final int SLOW_BLOCKS = 4;
    private static final int FAST_BLOCKS = 5;
    private static final int SLOW_METERS = 6;
    private static final int LATEST_MPS = 7;

    private static final int HOURS = 0;
    private static final int MEAN_MPS = 1;

    private final double slowMps;
    private final double hours;
    private final SortedMap<String, Double> hoursByClass;
    private final long blockMillis;
    private final double fromShoreMeters;
    private final double clearMps;
    private final double clearBlocks;
    private final ZoneSelection ports;
    private final double nearMeters;
    private final ZoneSelection near;

    LoiteringRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        slowMps = Units.knotsToMps(parameters.number("slowKn"));
        hours = parameters.number("hours");
        hoursByClass = parameters.numbersByName("hoursByClass");
        blockMillis = parameters.millis("block");
        fromShoreMeters = Units.nauticalMilesToMeters(parameters.number("fromShoreNm"));
        clearMps = Units.knotsToMps(parameters.number("clearKn"));
        clearBlocks = Math.ceil(parameters.millis("clearFor") / (double) blockMillis);
        ports = new ZoneSelection(surroundings, parameters.texts("portTypes"));
        nearMeters = Units.nauticalMilesToMeters(parameters.number("nearNm"));
        near = new ZoneSelection(surroundings, parameters.texts("nearTypes"));
    }

    @Override
    public int memorySize() {
        return 8;
    }

    @Override
    public boolean asksForState() {
        return true;
    }

    @Override
    public int measureCount() {
        return 2;
    }

    @Override
    public void observe(ReportView view, double[] memory) {
        double block = Math.floorDiv(view.timeMillis(), blockMillis);
        if (Double.isNaN(memory[BLOCK])) {
            begin(memory, block);
            memory[SLOW_BLOCKS] = 0;
            memory[FAST_BLOCKS] = 0;
        }
        if (block != memory[BLOCK]) {
            finish(memory, block == memory[BLOCK] + 1);
            begin(memory, block);
        }
        if (view.previous() != null && view.gapMillis() <= blockMillis) {
            double sincePrevious = view.gapMillis() / 1000.0;
            double speedMps = Double.isNaN(view.speedMps()) ? view.movedMeters() / sincePrevious : view.speedMps();
            double inBlock = Math.min(sincePrevious, (view.timeMillis() - block * blockMillis) / 1000);
            memory[METERS] += speedMps * inBlock;
            memory[SECONDS] += inBlock;
        }
        if (isExcused(view)) {
            memory[EXCUSED] = 1;
        }
    }

    private static void begin(double[] memory, double block) {
        memory[BLOCK] = block;
        memory[METERS] = 0;
        memory[SECONDS] = 0;
        memory[EXCUSED] = 0;
    }

    private void finish(double[] memory, boolean isFollowed) {
        boolean isKnown = memory[SECONDS] * 2000 >= blockMillis;
        double meanMps = memory[METERS] / memory[SECONDS];
        boolean isSlow = isKnown && meanMps < slowMps && memory[EXCUSED] == 0;
        if (isSlow) {
            memory[SLOW_METERS] = memory[SLOW_BLOCKS] == 0 ? meanMps : memory[SLOW_METERS] + meanMps;
        }
        memory[SLOW_BLOCKS] = isSlow ? memory[SLOW_BLOCKS] + 1 : 0;
        memory[FAST_BLOCKS] = isKnown && meanMps > clearMps ? memory[FAST_BLOCKS] + 1 : 0;
        memory[LATEST_MPS] = meanMps;
        if (!isFollowed) {
            memory[SLOW_BLOCKS] = 0;
        }
    }

    private boolean isExcused(ReportView view) {
        return NavStatus.isAtRest(view.report().navStatus())
                || isInPort(view)
                || NetBuoys.GEAR.equals(view.moverClass())
                || view.isIn(NetBuoys.GEAR)
                || view.shoreMeters() < fromShoreMeters;
    }

    private boolean isInPort(ReportView view) {
        return ports.anyActive(view.hits(), view.timeMillis(), view.moverClass());
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (isLoitering(view, memory)) {
            out.mover(Stage.BREACH);
        }
    }

    private boolean isLoitering(ReportView view, double[] memory) {
        if (memory[SLOW_BLOCKS] == 0) {
            return false;
        }
        String moverClass = view.moverClass();
        double needed = moverClass == null ? hours : hoursByClass.getOrDefault(moverClass, hours);
        return memory[SLOW_BLOCKS] * blockMillis >= needed * 3_600_000;
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        if (isInPort(view) || memory[FAST_BLOCKS] >= clearBlocks) {
            return Verdict.FAILS;
        }
        if (!isLoitering(view, memory)) {
            return Verdict.NEAR;
        }
        measures[HOURS] = memory[SLOW_BLOCKS] * blockMillis / 3_600_000;
        measures[MEAN_MPS] = memory[SLOW_METERS] / memory[SLOW_BLOCKS];
        return Verdict.PROVEN;
    }

    @Override
    public long sinceMillis(ReportView view, double[] memory) {
        return (long) (memory[BLOCK] - memory[SLOW_BLOCKS]) * blockMillis;
    }

    @Override
    public @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        boolean isNear = near.anyActiveWithin(
                view.report().latitude(), view.report().longitude(), nearMeters, view.timeMillis(), view.moverClass());
        return isNear ? Tier.YELLOW : null;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        double shownHours = Math.round(measures[HOURS] * 10) / 10.0;
        double knots = Math.round(10 * Units.mpsToKnots(measures[MEAN_MPS])) / 10.0;
        out.measured("slowHours", measures[HOURS])
                .measured("meanKn", Units.mpsToKnots(measures[MEAN_MPS]))
                .threshold("slowKn", Units.mpsToKnots(slowMps))
                .message(
                        "远海徘徊" + shownHours + "小时,平均航速" + knots + "节",
                        "has loitered for " + shownHours + " h at " + knots + " kn in the mean");
    }
}
