package io.vigil.geo;

import io.vigil.geo.RingValidity.Flaw;
import io.vigil.model.ZoneShape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes over the edges of rings from south to north and compares each with those that reach up to it. Exact for the doubles
 * given. One ring is compared with itself; several only with each other.
 */
final class RingSweep {
    private final boolean single;
    private final double[] lat;
    private final double[] lon;
    /** The vertex at the other end of the edge that begins at a vertex. */
    private final int[] next;

    private final int[] ringOf;
    /** The southernmost vertex of each ring. */
    private final int[] lowest;

    private long comparisonsLeft;

    RingSweep(List<ZoneShape.Ring> rings) {
        single = rings.size() == 1;
        int count = rings.stream().mapToInt(ring -> ring.latitudes().length).sum();
        lat = new double[count];
        lon = new double[count];
        next = new int[count];
        ringOf = new int[count];
        lowest = new int[rings.size()];
        int begin = 0;
        for (int ring = 0; ring < rings.size(); ring++) {
            int size = rings.get(ring).latitudes().length;
            System.arraycopy(rings.get(ring).latitudes(), 0, lat, begin, size);
            System.arraycopy(rings.get(ring).longitudes(), 0, lon, begin, size);
            lowest[ring] = begin;
            for (int vertex = begin; vertex < begin + size; vertex++) {
                next[vertex] = vertex + 1 == begin + size ? begin : vertex + 1;
                ringOf[vertex] = ring;
                lowest[ring] = lat[vertex] < lat[lowest[ring]] ? vertex : lowest[ring];
            }
            begin += size;
        }
    }

    /** The first flaw met; {@link Flaw#NO_AREA} is for others to find. */
    Flaw run(long maxComparisons) {
        comparisonsLeft = maxComparisons;
        int[] active = new int[lat.length];
        int size = 0;
        for (int edge : bySouth()) {
            double south = south(edge);
            int kept = 0;
            for (int i = 0; i < size; i++) {
                int other = active[i];
                if (Math.max(lat[other], lat[next[other]]) < south) {
                    continue;
                }
                active[kept++] = other;
                if (--comparisonsLeft < 0) {
                    return Flaw.TOO_COMPLEX;
                }
                if (single == (ringOf[edge] == ringOf[other]) && cross(edge, other)) {
                    return single ? Flaw.CROSSES_ITSELF : Flaw.RINGS_CROSS;
                }
            }
            size = kept;
            if (isLowestOfHole(edge) && isOutside(edge, active, size)) {
                return comparisonsLeft < 0 ? Flaw.TOO_COMPLEX : Flaw.HOLE_OUTSIDE;
            }
            active[size++] = edge;
        }
        return Flaw.NONE;
    }

    /** Edges by their southern end; where a hole begins, only after all others at that latitude, which may surround it. */
    private Integer[] bySouth() {
        Integer[] edges = new Integer[lat.length];
        Arrays.setAll(edges, i -> i);
        Arrays.sort(edges, Comparator.<Integer>comparingDouble(this::south).thenComparing(this::isLowestOfHole));
        return edges;
    }

    private double south(int edge) {
        return Math.min(lat[edge], lat[next[edge]]);
    }

    private boolean isLowestOfHole(int edge) {
        return ringOf[edge] > 0 && lowest[ringOf[edge]] == edge;
    }

    /** No ring crosses another below here, so one vertex tells of the whole hole, unless it lies on the outer ring. */
    private boolean isOutside(int vertex, int[] active, int size) {
        int side = side(vertex, active, size);
        for (int other = next[vertex]; side == 0 && other != vertex; other = next[other]) {
            comparisonsLeft -= lat.length;
            if (comparisonsLeft < 0) {
                return true;
            }
            side = side(other, null, lat.length);
        }
        return side < 0;
    }

    /**
     * 1 where a vertex lies inside the outer ring, -1 outside, 0 on it.
     *
     * @param edges those to look at; null means all
     */
    private int side(int vertex, int @Nullable [] edges, int count) {
        boolean inside = false;
        for (int i = 0; i < count; i++) {
            int from = edges == null ? i : edges[i];
            int to = next[from];
            if (ringOf[from] != 0
                    || lat[vertex] < Math.min(lat[from], lat[to])
                    || lat[vertex] > Math.max(lat[from], lat[to])) {
                continue;
            }
            int turn = Orientation.sign(lon[from], lat[from], lon[to], lat[to], lon[vertex], lat[vertex]);
            boolean within = lon[vertex] >= Math.min(lon[from], lon[to]) && lon[vertex] <= Math.max(lon[from], lon[to]);
            if (turn == 0 && within) {
                return 0;
            }
            boolean upwards = lat[to] > lat[vertex];
            if (lat[from] > lat[vertex] != upwards && turn > 0 == upwards) {
                inside = !inside;
            }
        }
        return inside ? 1 : -1;
    }

    private boolean cross(int a, int b) {
        int a2 = next[a];
        int b2 = next[b];
        if (Math.max(lon[a], lon[a2]) < Math.min(lon[b], lon[b2])
                || Math.max(lon[b], lon[b2]) < Math.min(lon[a], lon[a2])) {
            return false;
        }
        int b1Side = Orientation.sign(lon[a], lat[a], lon[a2], lat[a2], lon[b], lat[b]);
        int b2Side = Orientation.sign(lon[a], lat[a], lon[a2], lat[a2], lon[b2], lat[b2]);
        if (b1Side * b2Side >= 0) {
            return false;
        }
        int a1Side = Orientation.sign(lon[b], lat[b], lon[b2], lat[b2], lon[a], lat[a]);
        int a2Side = Orientation.sign(lon[b], lat[b], lon[b2], lat[b2], lon[a2], lat[a2]);
        return a1Side * a2Side < 0;
    }
}
