package io.vigil.benchmarks;

import io.vigil.model.PositionReport;
import java.util.ArrayList;
import java.util.List;

/** One set of reports in three orders of arrival: as they were made, 3 % late in batches, and 3 % late one by one. */
final class LateFeed {
    private static final int BATCH = 20;
    private static final int LATE_IN_A_HUNDRED = 3;
    /** How many of its mover's reports come before a late one does. */
    private static final int BEHIND = 10;

    private final List<List<PositionReport>> ticks = new ArrayList<>();
    private final int movers;

    LateFeed(BenchmarkWorld world, int tickCount) {
        movers = world.movers;
        Tracks tracks = world.tracks();
        for (int tick = 0; tick < tickCount; tick++) {
            List<PositionReport> reports = new ArrayList<>(movers);
            for (int mover = 0; mover < movers; mover++) {
                reports.add(tracks.next());
            }
            ticks.add(reports);
        }
    }

    List<PositionReport> inOrder() {
        List<PositionReport> arrivals = new ArrayList<>();
        ticks.forEach(arrivals::addAll);
        return arrivals;
    }

    /** Dead spots of 20 reports; after ten more the terminal sends what it has kept. */
    List<PositionReport> inBatches() {
        int cycle = BATCH * 100 / LATE_IN_A_HUNDRED;
        List<PositionReport> arrivals = new ArrayList<>();
        for (int tick = 0; tick < ticks.size(); tick++) {
            for (int mover = 0; mover < movers; mover++) {
                int phase = (tick + mover * 7) % cycle;
                boolean isSilent = phase < BATCH && tick - phase + BATCH + BEHIND < ticks.size();
                if (!isSilent) {
                    arrivals.add(ticks.get(tick).get(mover));
                }
                int begin = tick - BATCH - BEHIND;
                if (phase == BATCH + BEHIND && begin + BATCH > 0) {
                    for (int late = Math.max(0, begin); late < begin + BATCH; late++) {
                        arrivals.add(ticks.get(late).get(mover));
                    }
                }
            }
        }
        return arrivals;
    }

    /** Single reports that come ten reports later. */
    List<PositionReport> scattered() {
        int cycle = 100 / LATE_IN_A_HUNDRED;
        List<PositionReport> arrivals = new ArrayList<>();
        for (int tick = 0; tick < ticks.size(); tick++) {
            for (int mover = 0; mover < movers; mover++) {
                boolean isLate = (tick + mover * 7) % cycle == 0 && tick + BEHIND < ticks.size();
                if (!isLate) {
                    arrivals.add(ticks.get(tick).get(mover));
                }
                int late = tick - BEHIND;
                if (late >= 0 && (late + mover * 7) % cycle == 0) {
                    arrivals.add(ticks.get(late).get(mover));
                }
            }
        }
        return arrivals;
    }
}
