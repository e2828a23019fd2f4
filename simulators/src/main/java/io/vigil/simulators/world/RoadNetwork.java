package io.vigil.simulators.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Named junctions joined by straight roads. */
public final class RoadNetwork {
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, List<Road>> roadsFrom = new HashMap<>();
    private final Map<String, Path> shortest = new HashMap<>();

    /** A junction: metres east and north. */
    public record Node(String name, double x, double y) {}

    /**
     * A road, seen from one end.
     *
     * @param group who may want to keep off it: {@code city}, {@code window}, {@code clip} or {@code open}
     */
    public record Road(String from, String to, double designKph, double zoneLimitKph, String group) {}

    RoadNetwork node(String name, double x, double y) {
        nodes.put(name, new Node(name, x, y));
        return this;
    }

    /** Roads from each name to the next, in both directions. */
    RoadNetwork roads(String group, double designKph, double zoneLimitKph, String... names) {
        for (int i = 1; i < names.length; i++) {
            join(new Road(names[i - 1], names[i], designKph, zoneLimitKph, group));
            join(new Road(names[i], names[i - 1], designKph, zoneLimitKph, group));
        }
        return this;
    }

    private void join(Road road) {
        get(road.to);
        roadsFrom.computeIfAbsent(road.from, key -> new ArrayList<>()).add(road);
    }

    /** The junction of that name. */
    public Node get(String name) {
        Node node = nodes.get(name);
        if (node == null) {
            throw new IllegalStateException("the road network has no junction " + name);
        }
        return node;
    }

    /** The path through junctions that are neighbours. */
    public Path path(String... names) {
        return path(Arrays.asList(names));
    }

    /** The path through junctions that are neighbours. */
    public Path path(List<String> names) {
        Node first = get(names.get(0));
        Path.Builder builder = Path.from(first.x, first.y);
        for (int i = 1; i < names.size(); i++) {
            Road road = roadBetween(names.get(i - 1), names.get(i));
            Node to = get(road.to);
            builder.road(to.x, to.y, road.designKph, road.zoneLimitKph);
        }
        return builder.buildRoad();
    }

    private Road roadBetween(String from, String to) {
        for (Road road : roadsFrom.getOrDefault(from, List.of())) {
            if (road.to.equals(to)) {
                return road;
            }
        }
        throw new IllegalStateException("no road joins " + from + " and " + to);
    }

    /** The quickest path over roads whose group is allowed; {@code key} names the predicate, for reuse of found paths. */
    public Path quickest(String from, String to, String key, Predicate<String> allowedGroup) {
        return shortest.computeIfAbsent(
                from + '>' + to + '>' + key, unused -> path(quickestNames(from, to, allowedGroup)));
    }

    /** The junctions of the quickest path. */
    public List<String> quickestNames(String from, String to, Predicate<String> allowedGroup) {
        Map<String, Double> hours = new HashMap<>();
        Map<String, String> cameFrom = new HashMap<>();
        PriorityQueue<Reached> queue = new PriorityQueue<>();
        queue.add(new Reached(0, from, null));
        while (!queue.isEmpty()) {
            Reached reached = queue.remove();
            if (hours.putIfAbsent(reached.name, reached.hours) != null) {
                continue;
            }
            if (reached.before != null) {
                cameFrom.put(reached.name, reached.before);
            }
            if (reached.name.equals(to)) {
                break;
            }
            for (Road road : roadsFrom.getOrDefault(reached.name, List.of())) {
                if (allowedGroup.test(road.group) && !hours.containsKey(road.to)) {
                    queue.add(new Reached(reached.hours + hours(road), road.to, reached.name));
                }
            }
        }
        if (!hours.containsKey(to)) {
            throw new IllegalStateException("no allowed roads lead from " + from + " to " + to);
        }
        List<String> names = new ArrayList<>();
        for (String at = to; at != null; at = cameFrom.get(at)) {
            names.add(at);
        }
        Collections.reverse(names);
        return names;
    }

    private double hours(Road road) {
        Node a = get(road.from);
        Node b = get(road.to);
        return Math.sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)) / road.designKph;
    }

    private record Reached(double hours, String name, @Nullable String before) implements Comparable<Reached> {
        @Override
        public int compareTo(Reached other) {
            int byTime = Double.compare(hours, other.hours);
            return byTime != 0 ? byTime : name.compareTo(other.name);
        }
    }
}
