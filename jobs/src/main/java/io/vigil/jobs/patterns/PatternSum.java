package io.vigil.jobs.patterns;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that is counted, and how often so far. Whole numbers, so that sums do not depend on the order.
 *
 * @param what kind of thing
 * @param key which one: parts between line feeds
 * @param count how often
 * @param millis how long all of them took, ms
 * @param meters how far all of them went, m
 * @param movers by mover, how often; of trips only
 * @param samples some of the trips
 */
public record PatternSum(
        What what,
        String key,
        long count,
        long millis,
        long meters,
        Map<String, Long> movers,
        List<PatternSample> samples) {
    /** So many trips are drawn between two places: a usual route shows in a few. */
    static final int MOST_SAMPLES = 16;

    /** What is counted. */
    public enum What {
        /** Vehicles by class, area and hour of the week. */
        HOUR,
        /** Trips by class, origin and destination. */
        TRIP,
        /** Vehicles that passed a cell. */
        CELL,
        /** Reports and movers. */
        TOTAL
    }

    /** One thing without a trip. */
    static PatternSum one(What what, String... key) {
        return new PatternSum(what, String.join("\n", key), 1, 0, 0, Map.of(), List.of());
    }

    /** The two together. */
    PatternSum plus(PatternSum other) {
        Map<String, Long> all = movers.isEmpty() ? other.movers : movers;
        if (!movers.isEmpty() && !other.movers.isEmpty()) {
            all = new HashMap<>(movers);
            for (Map.Entry<String, Long> each : other.movers.entrySet()) {
                all.merge(each.getKey(), each.getValue(), Long::sum);
            }
        }
        List<PatternSample> drawn = samples.isEmpty() ? other.samples : samples;
        if (!samples.isEmpty() && !other.samples.isEmpty()) {
            drawn = new ArrayList<>(samples);
            drawn.addAll(other.samples);
            drawn.sort(Comparator.comparingLong(PatternSample::order));
            drawn = new ArrayList<>(drawn.subList(0, Math.min(MOST_SAMPLES, drawn.size())));
        }
        return new PatternSum(what, key, count + other.count, millis + other.millis, meters + other.meters, all, drawn);
    }

    String groupKey() {
        return what.name() + '\n' + key;
    }

    String part(int place) {
        return key.split("\n", -1)[place];
    }
}
