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
 * detected it is counted as found by both lanes or by one, for then the other has had its time. What has been counted and has
 * ended is forgotten.
 */
final class LaneCompareFunction extends KeyedProcessFunction<String, LaneEpisode, LaneCount> {
    private static final long serialVersionUID = 1;
    private static final long HOUR_MILLIS = 3_600_000;

    private transient @Nullable ListState<LaneEpisode> episodes;

    @Override
    public void open(OpenContext context) {
        episodes = getRuntimeContext()
                .getListState(new ListStateDescriptor<>("episodes", TypeInformation.of(LaneEpisode.class)));
    }

    private ListState<LaneEpisode> opened() {
        if (episodes == null) {
            throw new IllegalStateException("not open");
        }
        return episodes;
    }

    @Override
    public void processElement(LaneEpisode told, Context context, Collector<LaneCount> out) throws Exception {
        List<LaneEpisode> known = new ArrayList<>();
        for (LaneEpisode each : opened().get()) {
            if (each.shadow() != told.shadow() || !each.warningId().equals(told.warningId())) {
                known.add(each);
            }
        }
        if (!told.retracted()) {
            known.add(told);
        }
        opened().update(known);
        context.timerService().registerEventTimeTimer(dueMillis(told));
    }

    private static long hourMillis(LaneEpisode episode) {
        return Math.floorDiv(episode.detectedMillis(), HOUR_MILLIS) * HOUR_MILLIS;
    }

    private static long dueMillis(LaneEpisode episode) {
        return hourMillis(episode) + 2 * HOUR_MILLIS;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<LaneCount> out) throws Exception {
        List<LaneEpisode> known = new ArrayList<>();
        opened().get().forEach(known::add);
        List<LaneEpisode> kept = new ArrayList<>();
        for (LaneEpisode episode : known) {
            if (dueMillis(episode) == timestamp) {
                count(episode, known, out);
            }
            // One that ended long ago can meet none that is still to be counted.
            if (episode.endMillis() > timestamp - 4 * HOUR_MILLIS || dueMillis(episode) > timestamp) {
                kept.add(episode);
            }
        }
        opened().update(kept);
        if (kept.stream().anyMatch(episode -> episode.endMillis() != Long.MAX_VALUE)) {
            context.timerService().registerEventTimeTimer(timestamp + HOUR_MILLIS);
        }
    }

    private static void count(LaneEpisode episode, List<LaneEpisode> known, Collector<LaneCount> out) {
        boolean isMet = known.stream().anyMatch(episode::meets);
        if (episode.shadow() && isMet) {
            return;
        }
        out.collect(new LaneCount(
                episode.rule(),
                hourMillis(episode),
                isMet ? 1 : 0,
                !isMet && !episode.shadow() ? 1 : 0,
                !isMet && episode.shadow() ? 1 : 0));
    }
}
