package io.vigil.zones.repair;

import io.vigil.zones.shape.Positions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Location;

/**
 * Tells by how rings lie in each other which are holes: one that lies in an outer ring is a hole of it, one that lies in a
 * hole is an outer ring again.
 */
final class RingNesting {
    /** A ring and its place in the nest. */
    private static final class Node {
        final int index;
        final Positions ring;
        final Envelope envelope = new Envelope();

        @Nullable
        Node parent;

        int depth;
        private @Nullable IndexedPointInAreaLocator locator;

        Node(int index, Positions ring) {
            this.index = index;
            this.ring = ring;
            for (int i = 0; i < ring.size(); i++) {
                envelope.expandToInclude(ring.x()[i], ring.y()[i]);
            }
        }

        boolean holds(Node other) {
            if (!envelope.contains(other.envelope)) {
                return false;
            }
            for (double part : new double[] {0, 0.5}) {
                for (int i = 0; i < other.ring.size(); i++) {
                    int location = locate(other.onEdge(i, part));
                    if (location != Location.BOUNDARY) {
                        return location == Location.INTERIOR;
                    }
                }
            }
            return false;
        }

        private Coordinate onEdge(int from, double part) {
            int to = from + 1 == ring.size() ? 0 : from + 1;
            return new Coordinate(
                    ring.x()[from] + part * (ring.x()[to] - ring.x()[from]),
                    ring.y()[from] + part * (ring.y()[to] - ring.y()[from]));
        }

        private int locate(Coordinate position) {
            if (locator == null) {
                locator = new IndexedPointInAreaLocator(Rings.polygon(ring));
            }
            return locator.locate(position);
        }
    }

    private RingNesting() {}

    /**
     * Polygons by the numbers of their rings, the outer one first.
     *
     * @param rings open rings
     */
    static List<List<Integer>> nest(List<Positions> rings) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < rings.size(); i++) {
            nodes.add(new Node(i, rings.get(i)));
        }
        nodes.sort(Comparator.comparingDouble((Node node) -> -node.envelope.getArea())
                .thenComparingInt(node -> node.index));
        for (int i = 0; i < nodes.size(); i++) {
            place(nodes.get(i), nodes.subList(0, i));
        }
        nodes.sort(Comparator.comparingInt(node -> node.index));
        return polygons(nodes);
    }

    /** The smallest that holds it comes last of those before it. */
    private static void place(Node node, List<Node> larger) {
        for (int i = larger.size() - 1; i >= 0; i--) {
            if (larger.get(i).holds(node)) {
                node.parent = larger.get(i);
                node.depth = larger.get(i).depth + 1;
                return;
            }
        }
    }

    private static List<List<Integer>> polygons(List<Node> nodes) {
        Map<Node, List<Integer>> byOuter = new HashMap<>();
        List<List<Integer>> polygons = new ArrayList<>();
        for (Node node : nodes) {
            if (node.depth % 2 == 0) {
                List<Integer> polygon = new ArrayList<>(List.of(node.index));
                byOuter.put(node, polygon);
                polygons.add(polygon);
            }
        }
        for (Node node : nodes) {
            Node parent = node.parent;
            if (node.depth % 2 != 0 && parent != null) {
                byOuter.getOrDefault(parent, new ArrayList<>()).add(node.index);
            }
        }
        return polygons;
    }
}
