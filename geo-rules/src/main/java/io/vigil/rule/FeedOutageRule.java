package io.vigil.rule;

import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.text;
import static io.vigil.rule.Parameter.texts;

import io.vigil.model.RegistryRecord;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches the feeds themselves: says at a report whether its mover is heard by its feed for the first time in a slot of time.
 * The counts are judged behind the evaluation, by {@link io.vigil.guard.FeedGate}, which freezes warnings of silence while a feed is out.
 *
 * <p>Movers are counted, not reports: a ship at anchor reports a tenth as often as one under way, and is no tenth of an
 * outage. One number a mover and source.
 */
public final class FeedOutageRule implements Rule {
    /** The kind. */
    public static final RuleKind KIND = new RuleKind(
            "feed-outage",
            "X01",
            "数据源中断",
            "Feed outage",
            "Suddenly fewer movers are heard by a feed than in the hour before and at that hour of other weeks. A record for"
                    + " the duty engineer; meanwhile warnings of silence of its movers wait, and an outage does not count as"
                    + " silence.",
            "As many are heard again for ten minutes, or after a day.",
            "MonitorFish (operators_up, #5017: 20 % in 10 min)",
            false,
            Onset.VEHICLE.withCount(1, 1).withHold(Duration.ZERO),
            List.of(
                    texts("sources", List.of("jt808", "ais", "beidou", "radar", "position"), "feeds that are counted"),
                    text(
                            "by",
                            "",
                            "registry field, such as operator or jurisdiction, by which each feed is counted apart"),
                    number("dropPercent", 20, 1, 100, "so many percent fewer movers in ten minutes"),
                    number("backPercent", 95, 1, 100, "so many percent of what is expected and it is back"),
                    number("fewestMovers", 10, 1, 1e6, "where fewer are expected in two minutes nothing can be said"),
                    duration("longest", "PT24H", "PT10M", "after so long the new level is taken for the true one")),
            List.of(),
            FeedOutageRule::new);

    /** Movers are counted in slots of this length, ms. */
    public static final long SLOT_MILLIS = 120_000;

    private final List<String> sources;
    private final String by;

    FeedOutageRule(RuleConfig config, Surroundings surroundings) {
        sources = config.parameters().texts("sources");
        by = config.parameters().text("by");
    }

    @Override
    public int memorySize() {
        return sources.size();
    }

    @Override
    public boolean countsFeeds() {
        return true;
    }

    /** The feed a report comes by, or null where it is not counted. */
    public @Nullable String feed(String source, @Nullable RegistryRecord registry) {
        if (!sources.contains(source)) {
            return null;
        }
        Object part =
                by.isEmpty() || registry == null ? null : registry.fields().get(by);
        return part == null ? source : source + '/' + part;
    }

    @Override
    public @Nullable String feedHeardAnew(ReportView view, double[] memory) {
        int index = sources.indexOf(view.report().source());
        long slot = Math.floorDiv(view.timeMillis(), SLOT_MILLIS);
        if (index < 0 || memory[index] == slot) {
            return null;
        }
        memory[index] = slot;
        return feed(view.report().source(), view.registry());
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
