package io.vigil.jobs;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Holds the episodes of one rule about one mover and zone against each other: an hour after the hour in which an episode was
 * detected it is counted as found by both lanes or by one, for then the other has had its time. What comes late after all,
 * from either lane, corrects what was counted, for a day; then the hour is final and what has ended is forgotten.
 */
final class LaneCompareFunction extends KeyedProcessFunction<String, LaneEpisode, LaneCount> {
    /** So long after its begin an hour can be corrected. */
    static final long FINAL_MILLIS = 86_400_000;

    private static final long serialVersionUID = 1;
    private static final long HOUR_MILLIS = LaneEpisode.HOUR_MILLIS;

    private transient @Nullable ListState<ComparedEpisode> episodes;

    @Override
    public void open(OpenContext context) {
        episodes = getRuntimeContext()
                .getListState(new ListStateDescriptor<>("compared", TypeInformation.of(ComparedEpisode.class)));
    }

    private ListState<ComparedEpisode> opened() {
        if (episodes == null) {
            throw new IllegalStateException("not open");
        }
        return episodes;
    }

    private List<ComparedEpisode> known() throws Exception {
        List<ComparedEpisode> known = new ArrayList<>();
        opened().get().forEach(known::add);
        return known;
    }

    @Override
    public void processElement(LaneEpisode told, Context context, Collector<LaneCount> out) throws Exception {
        List<ComparedEpisode> known = known();
        ComparedEpisode before =
                known.stream().filter(each -> each.isOf(told)).findFirst().orElse(ComparedEpisode.of(told));
        known.remove(before);
        known.add(before.toldAgain(told));
        opened().update(known);
        // What is due already is counted with the next watermark, as of now: however far that one goes, the sums still
        // have
        // the hour.
        context.timerService()
                .registerEventTimeTimer(
                        Math.max(dueMillis(told), context.timerService().currentWatermark()));
    }

    private static long dueMillis(LaneEpisode episode) {
        return episode.hourMillis() + 2 * HOUR_MILLIS;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<LaneCount> out) throws Exception {
        List<ComparedEpisode> known = known();
        List<ComparedEpisode> kept = new ArrayList<>();
        long nextMillis = Long.MAX_VALUE;
        for (ComparedEpisode each : known) {
            ComparedEpisode now = recount(each, known, timestamp);
            each.changesTo(now).forEach(out::collect);
            if (overMillis(now) > timestamp) {
                kept.add(now);
                nextMillis = Math.min(nextMillis, overMillis(now));
            }
        }
        opened().update(kept);
        if (nextMillis != Long.MAX_VALUE) {
            context.timerService().registerEventTimeTimer(nextMillis);
        }
    }

    private static ComparedEpisode recount(ComparedEpisode each, List<ComparedEpisode> known, long reachedMillis) {
        LaneEpisode episode = each.episode();
        boolean isFinal = isFinal(each.hourMillis(), reachedMillis) || isFinal(episode.hourMillis(), reachedMillis);
        return isFinal || dueMillis(episode) > reachedMillis ? each : each.countedAs(each.agreement(known));
    }

    private static boolean isFinal(long hourMillis, long reachedMillis) {
        return reachedMillis >= hourMillis + FINAL_MILLIS;
    }

    /** When its hour is final and it can meet none of which the hour is not. */
    private static long overMillis(ComparedEpisode each) {
        LaneEpisode episode = each.episode();
        if (episode.endMillis() == Long.MAX_VALUE && !episode.retracted()) {
            return Long.MAX_VALUE;
        }
        long end = episode.retracted() ? episode.detectedMillis() : episode.endMillis();
        return Math.max(Math.max(each.hourMillis(), episode.hourMillis()), end) + FINAL_MILLIS + 2 * HOUR_MILLIS;
    }
}
