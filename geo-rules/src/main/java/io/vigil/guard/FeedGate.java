package io.vigil.guard;

import io.vigil.rule.FeedHeard;
import io.vigil.rule.FeedOutageRule;
import io.vigil.rule.Parameters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells whether a feed is out, by how many movers are heard by it in slots of two minutes, and holds back the warnings of
 * silence of its movers meanwhile.
 *
 * <p>Out is it when ten minutes hold fewer movers by a share than expected, and by more than chance explains (four standard
 * deviations of a Poisson count: a small fleet varies more than that share by itself). Expected is the lower of what the hour
 * before held and what that hour of the week usually holds: an outage is sudden, and evening is none. Back is it when
 * ten minutes hold what is expected again, or after so long that the new level must be the true one.
 *
 * <p>Out for some of them is it when many fell silent within the same minutes, see {@link DarkMovers}.
 *
 * <p>An outage does not count as silence: a warning waits until its mover has been silent for as long as the rule asks without
 * it, and is forgotten when its mover is heard again before. Every slot is judged when the watermark has passed its end, so the
 * order of arrival never shows. A warning of silence is so published up to two minutes after the watermark.
 */
public final class FeedGate {
    private static final long SLOT_MILLIS = FeedOutageRule.SLOT_MILLIS;

    private static final int FEWEST_BASELINE = 15;
    private static final double DEVIATIONS = 4;
    private static final double BACK_DEVIATIONS = 2;
    private static final float NEW_WEEK = 0.3f;
    /** So long after the last event of a feed slots are closed. */
    private static final long HORIZON_MILLIS = 86_400_000;

    private final String feed;
    private final double dropShare;
    private final double backShare;
    private final double fewest;
    private final long longestMillis;
    private final DarkMovers dark;

    /**
     * A gate.
     *
     * @param feed name of the feed
     * @param parameters of the kind {@code feed-outage}
     */
    public FeedGate(String feed, Parameters parameters) {
        this.feed = feed;
        dropShare = parameters.number("dropPercent") / 100;
        backShare = parameters.number("backPercent") / 100;
        fewest = parameters.number("fewestMovers");
        longestMillis = parameters.millis("longest");
        dark = new DarkMovers(feed, parameters.count("darkMovers"), backShare, longestMillis);
    }

    private static long slotOf(long timeMillis) {
        return Math.floorDiv(timeMillis, SLOT_MILLIS);
    }

    /**
     * A mover was heard for the first time in the slot of that instant.
     *
     * @param previousSlot in which it was heard before, or {@link FeedHeard#NEVER}
     */
    public void heard(FeedState state, long timeMillis, long previousSlot) {
        long slot = slotOf(timeMillis);
        note(state, timeMillis);
        if (slot >= state.nextSlot) {
            state.counts.merge(slot, 1, Integer::sum);
            if (previousSlot != FeedHeard.NEVER) {
                state.renewals.computeIfAbsent(slot, key -> new TreeMap<>()).merge(previousSlot, 1, Integer::sum);
            }
        }
    }

    /** A transition of a warning of silence; the caller keeps it among those held. */
    public void noteHeld(FeedState state, Guarded transition) {
        note(state, transition.timeMillis());
    }

    private static void note(FeedState state, long timeMillis) {
        state.lastEventMillis = Math.max(state.lastEventMillis, timeMillis);
        if (state.nextSlot == Long.MIN_VALUE) {
            state.nextSlot = slotOf(timeMillis);
        } else if (state.recent.isEmpty() && slotOf(timeMillis) < state.nextSlot) {
            // Nothing is closed yet, so an older one may still be the first.
            state.nextSlot = slotOf(timeMillis);
        }
    }

    /** When it wants to be called, event time, or {@link Long#MAX_VALUE}: at the end of the first slot that is not closed. */
    public long wakeMillis(FeedState state) {
        return isOpen(state) ? (state.nextSlot + 1) * SLOT_MILLIS : Long.MAX_VALUE;
    }

    private static boolean isOpen(FeedState state) {
        return state.nextSlot != Long.MIN_VALUE
                && state.nextSlot * SLOT_MILLIS <= state.lastEventMillis + HORIZON_MILLIS;
    }

    /**
     * The watermark has passed an instant.
     *
     * @param held the transitions held back; what is decided is taken out
     */
    public <T extends Guarded> void advanceTo(FeedState state, long reachedMillis, List<T> held, GuardOutput<T> out) {
        while (isOpen(state) && wakeMillis(state) <= reachedMillis) {
            close(state, out);
            decide(state, held, out);
        }
    }

    private <T extends Guarded> void close(FeedState state, GuardOutput<T> out) {
        long slot = state.nextSlot++;
        Integer counted = state.counts.remove(slot);
        int count = counted == null ? 0 : counted;
        state.recent.add(count);
        long end = (slot + 1) * SLOT_MILLIS;
        dark.close(state, slot, count, out);
        if (state.isOut()) {
            state.spoilt = FeedState.WINDOW;
            leave(state);
            endIfBack(state, end, out);
            return;
        }
        leave(state);
        learn(state, slot, count);
        double expected = expected(state, slot);
        double window = expected * FeedState.WINDOW;
        int heard = sum(state.recent);
        if (state.recent.size() == FeedState.WINDOW
                && expected >= fewest
                && heard <= window * (1 - dropShare)
                && window - heard >= DEVIATIONS * Math.sqrt(window)) {
            begin(state, slot, expected, heard, out);
        }
    }

    /** What is older than the window tells what to expect, outages apart. */
    private static void leave(FeedState state) {
        while (state.recent.size() > FeedState.WINDOW) {
            int old = state.recent.remove();
            if (state.spoilt > 0) {
                state.spoilt--;
                continue;
            }
            state.baseline.add(old);
            if (state.baseline.size() > FeedState.BASELINE) {
                state.baseline.remove();
            }
        }
    }

    private static void learn(FeedState state, long slot, int count) {
        long hour = Math.floorDiv(slot * SLOT_MILLIS, 3_600_000L);
        if (hour != state.hour) {
            if (state.hourSlots > 0) {
                int index = (int) Math.floorMod(state.hour, (long) FeedState.HOURS_OF_WEEK);
                float mean = (float) state.hourSum / state.hourSlots;
                float known = state.learned[index];
                state.learned[index] = Float.isNaN(known) ? mean : known + NEW_WEEK * (mean - known);
            }
            state.hour = hour;
            state.hourSum = 0;
            state.hourSlots = 0;
        }
        state.hourSum += count;
        state.hourSlots++;
    }

    private static double expected(FeedState state, long slot) {
        if (state.baseline.size() < FEWEST_BASELINE) {
            return 0;
        }
        double before = sum(state.baseline) / (double) state.baseline.size();
        long hour = Math.floorDiv(slot * SLOT_MILLIS, 3_600_000L);
        float usual = state.learned[(int) Math.floorMod(hour, (long) FeedState.HOURS_OF_WEEK)];
        return Float.isNaN(usual) ? before : Math.min(before, usual);
    }

    private void begin(FeedState state, long slot, double expected, int heard, GuardOutput<?> out) {
        long first = slot - FeedState.WINDOW + 1;
        for (int count : state.recent) {
            if (count < expected * (1 - dropShare)) {
                break;
            }
            first++;
        }
        state.outSinceMillis = first * SLOT_MILLIS;
        state.expectedWhenOut = expected;
        state.frozen = 0;
        TreeMap<String, Object> measured = new TreeMap<>();
        measured.put("expectedMoversIn10Min", Math.round(expected * FeedState.WINDOW));
        measured.put("heardMoversIn10Min", heard);
        measured.put("sinceMillis", state.outSinceMillis);
        long percent = Math.round(100 - 100 * heard / (expected * FeedState.WINDOW));
        out.tell(new SystemRecord(
                "feed:" + feed,
                (slot + 1) * SLOT_MILLIS,
                "out",
                measured,
                "数据源“" + feed + "”中断:在报目标减少" + percent + "%,失联类预警已冻结",
                "feed " + feed + " is out: " + percent + " % fewer movers heard; warnings of silence are held"));
    }

    private void endIfBack(FeedState state, long end, GuardOutput<?> out) {
        double window = state.expectedWhenOut * FeedState.WINDOW;
        int heard = sum(state.recent);
        boolean isBack = heard >= backShare * window - BACK_DEVIATIONS * Math.sqrt(window);
        if (!isBack && end - state.outSinceMillis < longestMillis) {
            return;
        }
        long since = state.outSinceMillis;
        state.over(end);
        if (!isBack) {
            state.baseline.clear();
        }
        TreeMap<String, Object> measured = new TreeMap<>();
        measured.put("heardMoversIn10Min", heard);
        measured.put("sinceMillis", since);
        measured.put("frozenWarnings", state.frozen);
        long minutes = (end - since) / 60_000;
        out.tell(new SystemRecord(
                "feed:" + feed,
                end,
                "back",
                measured,
                "数据源“" + feed + "”恢复,中断约" + minutes + "分钟,失联类预警恢复判定",
                "feed " + feed + " is back after about " + minutes + " min; warnings of silence are judged again"));
    }

    private <T extends Guarded> void decide(FeedState state, List<T> held, GuardOutput<T> out) {
        if (held.isEmpty()) {
            return;
        }
        long reached = state.nextSlot * SLOT_MILLIS;
        held.sort(Comparator.comparing((T transition) -> transition, Guarded.ORDER));
        Map<String, List<T>> episodes = new LinkedHashMap<>();
        for (T transition : held) {
            if (transition.timeMillis() < reached) {
                episodes.computeIfAbsent(transition.warningId(), id -> new ArrayList<>())
                        .add(transition);
            }
        }
        for (List<T> episode : episodes.values()) {
            T first = episode.get(0);
            if (!first.opens() || isDue(state, first, reached)) {
                episode.forEach(out::publish);
                remove(held, episode);
            } else if (episode.stream().anyMatch(Guarded::ends)) {
                state.frozen++;
                episode.forEach(out::withhold);
                remove(held, episode);
            }
        }
    }

    private static <T extends Guarded> void remove(List<T> held, List<T> episode) {
        for (Iterator<T> each = held.iterator(); each.hasNext(); ) {
            if (episode.contains(each.next())) {
                each.remove();
            }
        }
    }

    private static boolean isDue(FeedState state, Guarded opened, long reached) {
        if (state.isOut() || state.isDarkSince(opened.onsetMillis())) {
            return false;
        }
        long overlap = 0;
        for (long[] outage : state.outages) {
            if (opened.onsetMillis() < outage[2] || opened.onsetMillis() >= outage[3]) {
                continue;
            }
            overlap += Math.max(0, Math.min(outage[1], reached) - Math.max(outage[0], opened.onsetMillis()));
        }
        // Who is heard again closes only after the release, and his reports may still be on their way.
        long extra = overlap == 0 ? 0 : overlap + opened.releaseMillis() + 2 * SLOT_MILLIS;
        return reached >= opened.detectedMillis() + extra;
    }

    private static int sum(Iterable<Integer> numbers) {
        int sum = 0;
        for (int number : numbers) {
            sum += number;
        }
        return sum;
    }
}
