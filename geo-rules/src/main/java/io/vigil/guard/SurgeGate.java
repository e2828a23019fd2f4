package io.vigil.guard;

import io.vigil.rule.Parameters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Switches a rule to the shadow that floods the desk after it or a zone of it was changed: one that by new versions opens more
 * warnings in ten minutes than allowed, and than a multiple of what it opened in the week before. Never silently, never for
 * red, and back when it has been calm.
 *
 * <p>Which versions are new is found by the warnings themselves: a version is new until so long after its first. What
 * older ones open is published meanwhile too.
 *
 * <p>A warning that was published stays so with all that follows, and one that was withheld stays withheld, unless it becomes
 * red. Transitions are judged in the order of their event times once the watermark has passed them, so the order of arrival never
 * shows; red ones are published at once and counted in their turn.
 */
public final class SurgeGate {
    private static final long WINDOW_MILLIS = 600_000;
    private static final long DAY_MILLIS = 86_400_000;
    private static final double WINDOWS_A_DAY = DAY_MILLIS / (double) WINDOW_MILLIS;

    private final String rule;
    private final int most;
    private final double factor;
    private final long newMillis;
    private final long calmMillis;

    /**
     * A gate.
     *
     * @param rule id of the rule that is watched
     * @param parameters of the kind {@code surge-guard}
     */
    public SurgeGate(String rule, Parameters parameters) {
        this.rule = rule;
        most = parameters.count("most");
        factor = parameters.number("factor");
        newMillis = parameters.millis("newFor");
        calmMillis = parameters.millis("calm");
    }

    /** Whether a transition is published when it comes, before its turn. */
    public static boolean isPublishedAtOnce(Guarded transition) {
        return transition.isRed() && transition.opens();
    }

    /**
     * The watermark has passed an instant.
     *
     * @param held the transitions that have come and were not judged; what is decided is taken out
     */
    public <T extends Guarded> void advanceTo(SurgeState state, long reachedMillis, List<T> held, GuardOutput<T> out) {
        held.sort(Comparator.comparing((T transition) -> transition, Guarded.ORDER));
        List<T> later = new ArrayList<>();
        for (T transition : held) {
            if (transition.timeMillis() <= reachedMillis) {
                judge(state, transition, out);
            } else {
                later.add(transition);
            }
        }
        held.clear();
        held.addAll(later);
    }

    private <T extends Guarded> void judge(SurgeState state, T transition, GuardOutput<T> out) {
        endIfCalm(state, transition.timeMillis(), out);
        if (transition.opens()) {
            boolean isNew = state.isNew(transition.version(), transition.timeMillis(), newMillis);
            count(state, transition.timeMillis(), isNew, out);
            if (isPublishedAtOnce(transition)) {
                return;
            }
            if (state.isShadowed && isNew) {
                state.withheld.add(transition.warningId());
                state.count++;
                out.withhold(transition);
                return;
            }
        } else if (state.withheld.contains(transition.warningId())) {
            if (transition.ends() || transition.isRed()) {
                state.withheld.remove(transition.warningId());
            }
            if (!transition.isRed()) {
                out.withhold(transition);
                return;
            }
        }
        out.publish(transition);
    }

    private void count(SurgeState state, long time, boolean isNew, GuardOutput<?> out) {
        double limit = limit(state, time);
        state.byDay.merge(Math.floorDiv(time, DAY_MILLIS), 1, Integer::sum);
        if (!isNew) {
            return;
        }
        state.opened.add(time);
        while (!state.opened.isEmpty()
                && (state.opened.getFirst() <= time - WINDOW_MILLIS || state.opened.size() > limit + 1)) {
            state.opened.remove();
        }
        int inWindow = state.opened.size();
        if (inWindow > limit / 2) {
            state.lastBusyMillis = time;
        }
        if (!state.isShadowed && inWindow > limit) {
            state.isShadowed = true;
            state.shadowedSinceMillis = time;
            state.count = 0;
            TreeMap<String, Object> measured = new TreeMap<>();
            measured.put("openedIn10Min", inWindow);
            measured.put("limit", Math.round(limit));
            out.tell(new SystemRecord(
                    "rule:" + rule,
                    time,
                    "shadowed",
                    measured,
                    "规则“" + rule + "”10分钟内触发超过" + Math.round(limit) + "条,其新版本已转入静默运行(红色预警除外)",
                    "rule " + rule + " opened more than " + Math.round(limit)
                            + " warnings in 10 min by a new version, which runs in the shadow now, red ones apart"));
        }
    }

    /** The week before today tells what is usual. */
    private double limit(SurgeState state, long time) {
        long today = Math.floorDiv(time, DAY_MILLIS);
        state.byDay.headMap(today - SurgeState.DAYS, false).clear();
        var before = state.byDay.headMap(today, false);
        if (before.isEmpty()) {
            return most;
        }
        long days = today - before.firstKey();
        double sum = before.values().stream().mapToInt(Integer::intValue).sum();
        return Math.max(most, factor * sum / days / WINDOWS_A_DAY);
    }

    private void endIfCalm(SurgeState state, long time, GuardOutput<?> out) {
        if (!state.isShadowed || time - state.lastBusyMillis < calmMillis) {
            return;
        }
        state.isShadowed = false;
        state.opened.clear();
        TreeMap<String, Object> measured = new TreeMap<>();
        measured.put("withheldWarnings", state.count);
        measured.put("sinceMillis", state.shadowedSinceMillis);
        out.tell(new SystemRecord(
                "rule:" + rule,
                state.lastBusyMillis + calmMillis,
                "live",
                measured,
                "规则“" + rule + "”恢复正常,静默期间共扣留" + state.count + "条",
                "rule " + rule + " is live again; " + state.count + " warnings were withheld meanwhile"));
    }
}
