package io.vigil.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts who is outstanding with an order at the full five minutes at which anything has changed, over a whole run. */
final class OrderCount {
    private OrderCount() {}

    static void count(Collection<StandingRecord> standings, SortedRuns.Writer results) throws IOException {
        Map<String, List<StandingRecord>> byOrder = new TreeMap<>();
        standings.forEach(standing -> byOrder.computeIfAbsent(standing.key(), key -> new ArrayList<>())
                .add(standing));
        for (List<StandingRecord> ofOne : byOrder.values()) {
            countOne(ofOne, results);
        }
    }

    private static void countOne(List<StandingRecord> standings, SortedRuns.Writer results) throws IOException {
        standings.sort(OrderStatusFunction.ORDER);
        Map<String, StandingRecord> boats = new TreeMap<>();
        for (int i = 0; i < standings.size(); i++) {
            StandingRecord standing = standings.get(i);
            boats.put(standing.mover(), standing);
            long full = OrderStatusFunction.full(standing.timeMillis());
            boolean isLastBefore = i == standings.size() - 1
                    || OrderStatusFunction.full(standings.get(i + 1).timeMillis()) > full;
            if (isLastBefore) {
                results.add(OrderStatusJson.order(standing, full, boats.values()));
            }
        }
    }
}
