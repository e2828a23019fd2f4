package io.vigil.guard;

import io.vigil.rule.FeedOutageRule;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells whether many movers of a feed fell silent within the same minutes: a provider's gateway that is gone takes thirty boats of a
 * thousand with it, which is no fifth of them, and thirty skippers do not switch off together.
 *
 * <p>Counted are movers by when they were heard last. Thirty of three slots (the least that holds any five minutes) that have
 * not been heard for five slots since are dark together, where it is three times what is usual and more than chance explains:
 * in the evening, too, many come to port and switch off. Silences that began in those minutes wait until most of their movers
 * are heard again, or for so long.
 */
final class DarkMovers {
    private static final int TOGETHER_SLOTS = 3;
    private static final int SILENT_SLOTS = 5;
    private static final int FEWEST_BASELINE = 15;
    private static final int BASELINE = 30;
    private static final double TIMES_USUAL = 3;
    private static final double DEVIATIONS = 4;
    /** Who was heard longer ago is not counted any more, slots. */
    private static final int KEPT_SLOTS = 40;

    private final String feed;
    private final int fewest;
    private final double backShare;
    private final long longestMillis;

    DarkMovers(String feed, int fewest, double backShare, long longestMillis) {
        this.feed = feed;
        this.fewest = fewest;
        this.backShare = backShare;
        this.longestMillis = longestMillis;
    }

    /** A slot is over in which so many were heard. */
    void close(FeedState state, long slot, int count, GuardOutput<?> out) {
        state.lastHeard.put(slot, count);
        TreeMap<Long, Integer> before = state.renewals.remove(slot);
        if (before != null) {
            before.forEach((last, movers) ->
                    state.lastHeard.computeIfPresent(last, (key, known) -> Math.max(0, known - movers)));
        }
        long oldest = slot - KEPT_SLOTS;
        state.lastHeard
                .keySet()
                .removeIf(last -> last < oldest && !(last >= state.darkFromSlot && last <= state.darkToSlot));
        if (state.isDark()) {
            endIfBack(state, slot, out);
        } else if (!state.isOut()) {
            look(state, slot, out);
        }
    }

    private void look(FeedState state, long slot, GuardOutput<?> out) {
        long to = slot - SILENT_SLOTS;
        long from = to - TOGETHER_SLOTS + 1;
        int silent = silent(state, from, to);
        double usual =
                state.wentDark.stream().mapToInt(Integer::intValue).average().orElse(0);
        if (state.wentDark.size() >= FEWEST_BASELINE
                && silent >= fewest
                && silent >= TIMES_USUAL * usual
                && silent - usual >= DEVIATIONS * Math.sqrt(Math.max(1, usual))) {
            state.darkFromSlot = from;
            state.darkToSlot = to;
            state.darkAtFirst = silent;
            state.wentDark.clear();
            tellOut(state, slot, silent, out);
            return;
        }
        state.wentDark.add(silent);
        if (state.wentDark.size() > BASELINE) {
            state.wentDark.remove();
        }
    }

    private void tellOut(FeedState state, long slot, int silent, GuardOutput<?> out) {
        TreeMap<String, Object> measured = new TreeMap<>();
        measured.put("darkMovers", silent);
        measured.put("sinceMillis", state.darkFromMillis());
        out.tell(new SystemRecord(
                "feed:" + feed,
                (slot + 1) * FeedOutageRule.SLOT_MILLIS,
                "out",
                measured,
                "数据源“" + feed + "”部分中断:" + silent + "个目标同时静默,其失联类预警已冻结",
                "feed " + feed + " is out for some: " + silent
                        + " movers fell silent together; warnings of their silence are held"));
    }

    private void endIfBack(FeedState state, long slot, GuardOutput<?> out) {
        long end = (slot + 1) * FeedOutageRule.SLOT_MILLIS;
        int silent = silent(state, state.darkFromSlot, state.darkToSlot);
        boolean isBack = silent <= (1 - backShare) * state.darkAtFirst;
        if (!isBack && end - state.darkFromMillis() < longestMillis) {
            return;
        }
        TreeMap<String, Object> measured = new TreeMap<>();
        measured.put("darkMovers", silent);
        measured.put("sinceMillis", state.darkFromMillis());
        long minutes = (end - state.darkFromMillis()) / 60_000;
        state.lightAgain(end);
        out.tell(new SystemRecord(
                "feed:" + feed,
                end,
                "back",
                measured,
                "数据源“" + feed + "”部分中断约" + minutes + "分钟后恢复,失联类预警恢复判定",
                "feed " + feed + " is back for those after about " + minutes
                        + " min; warnings of silence are judged again"));
    }

    private static int silent(FeedState state, long fromSlot, long toSlot) {
        int sum = 0;
        for (Map.Entry<Long, Integer> last :
                state.lastHeard.subMap(fromSlot, true, toSlot, true).entrySet()) {
            sum += last.getValue();
        }
        return sum;
    }
}
