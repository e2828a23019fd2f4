package io.vigil.rule;

import static io.vigil.rule.Parameter.count;
import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.text;
import static io.vigil.rule.Parameter.texts;

import io.vigil.geo.ZoneIndex;
import io.vigil.model.ContentHash;
import io.vigil.model.RegistryRecord;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches the feeds themselves: says at a report whether its mover is heard by its feed for the first time in a slot of time.
 * The counts are judged behind the evaluation, by {@link io.vigil.guard.FeedGate}, which freezes warnings of silence while a feed is out.
 *
 * <p>Movers are counted, not reports: a ship at anchor reports a tenth as often as one under way, and is no tenth of an
 * outage. Two numbers a mover and source.
 */
public final class FeedOutageRule implements Rule {
    /** The kind. */
    public static final RuleKind KIND = new RuleKind(
            "feed-outage",
            "X01",
            "数据源中断",
            "Feed outage",
            "Suddenly fewer movers are heard by a feed than in the hour before and at that hour of other weeks, or thirty of them"
                    + " fall silent within five minutes. A record for"
                    + " the duty engineer; meanwhile warnings of silence of its movers wait, and an outage does not count as"
                    + " silence.",
            "某数据源收到的目标突然少于前一小时和往周同时段，或五分钟内有三十个目标静默。为值班工程师留记录；期间其目标的失联类预警暂缓，中断不计为静默。",
            "As many are heard again for ten minutes, or after a day.",
            "恢复到预期数量满十分钟，或满一天。",
            "MonitorFish (operators_up, #5017: 20 % in 10 min; 30 of one provider in 5 min)",
            false,
            Onset.VEHICLE.withCount(1, 1).withHold(Duration.ZERO),
            List.of(
                    texts(
                            "sources",
                            List.of("jt808", "ais", "beidou", "radar", "position"),
                            "feeds that are counted",
                            "统计的数据源"),
                    text(
                            "by",
                            "",
                            "registry field, such as operator or jurisdiction, by which each feed is counted apart",
                            "每个数据源再按此登记字段分别统计，如 operator 或 jurisdiction"),
                    texts(
                            "regionTypes",
                            List.of(),
                            "zone types of regions, such as what a shore station covers, by which each feed is counted apart",
                            "每个数据源再按此类区域分别统计，如岸站覆盖区"),
                    count(
                            "darkMovers",
                            30,
                            2,
                            1_000_000,
                            "so many fall silent within five minutes, and more than usual: it is out for them",
                            "五分钟内静默的目标达到此数且多于平时：对其视为中断"),
                    number("dropPercent", 20, 1, 100, "so many percent fewer movers in ten minutes", "十分钟内目标减少此百分比"),
                    number(
                            "backPercent",
                            95,
                            1,
                            100,
                            "so many percent of what is expected and it is back",
                            "达到预期的此百分比即恢复"),
                    number(
                            "fewestMovers",
                            10,
                            1,
                            1e6,
                            "where fewer are expected in two minutes nothing can be said",
                            "两分钟内预期少于此数时无法判断"),
                    duration(
                            "longest",
                            "PT24H",
                            "PT10M",
                            "after so long the new level is taken for the true one",
                            "持续此时间后新的水平视为正常")),
            List.of(),
            FeedOutageRule::new);

    /** Movers are counted in slots of this length, ms. */
    public static final long SLOT_MILLIS = 120_000;

    private final List<String> sources;
    private final String by;
    private final ZoneIndex zones;
    private final ZoneSelection regions;

    FeedOutageRule(RuleConfig config, Surroundings surroundings) {
        sources = config.parameters().texts("sources");
        by = config.parameters().text("by");
        zones = surroundings.zones();
        regions = new ZoneSelection(surroundings, config.parameters().texts("regionTypes"));
    }

    /** Of each source the slot in which it was heard last, and as part of what. */
    @Override
    public int memorySize() {
        return 2 * sources.size();
    }

    @Override
    public boolean countsFeeds() {
        return true;
    }

    /**
     * The feed a report comes by, or null where it is not counted: the source, and where asked for whose part of it, by the
     * registry and by the place of the last report.
     */
    public @Nullable String feed(String source, ReportView view) {
        if (!sources.contains(source)) {
            return null;
        }
        RegistryRecord registry = view.registry();
        Object part =
                by.isEmpty() || registry == null ? null : registry.fields().get(by);
        String feed = part == null ? source : source + '/' + part;
        for (int i = 0; i < view.hits().size(); i++) {
            int zone = view.hits().ordinal(i);
            if (regions.isActive(zone, view.timeMillis(), view.moverClass())) {
                return feed + '@' + zones.zone(zone).id();
            }
        }
        return feed;
    }

    @Override
    public @Nullable FeedHeard feedHeardAnew(ReportView view, double[] memory) {
        int index = 2 * sources.indexOf(view.report().source());
        long slot = Math.floorDiv(view.timeMillis(), SLOT_MILLIS);
        if (index < 0 || memory[index] == slot) {
            return null;
        }
        String feed = feed(view.report().source(), view);
        if (feed == null) {
            return null;
        }
        double part = ContentHash.bits64(feed) >>> 11;
        long previous = memory[index + 1] == part ? (long) memory[index] : FeedHeard.NEVER;
        memory[index] = slot;
        memory[index + 1] = part;
        return new FeedHeard(feed, previous);
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        // No mover is ever warned of because of its feed.
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        return Verdict.ENDS;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        throw new IllegalStateException("a feed outage is no warning of a mover");
    }
}
