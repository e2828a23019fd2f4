package io.vigil.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All orders with their versions. Immutable; shared by all threads. */
public final class Orders {
    /** Nothing is ordered. */
    public static final Orders EMPTY = new Orders(List.of());

    private final List<Order> versions;
    /** First instant at which the version of that place no longer holds. */
    private final long[] endsMillis;

    /** Takes versions in any order; of two with the same id and instant of issue the later in the list wins. */
    public Orders(List<Order> all) {
        List<Order> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingLong(Order::issuedMillis));
        versions = List.copyOf(sorted);
        endsMillis = new long[versions.size()];
        Map<String, Integer> newest = new HashMap<>();
        for (int i = 0; i < endsMillis.length; i++) {
            Order version = versions.get(i);
            endsMillis[i] = version.cancelled() ? version.issuedMillis() : version.untilMillis();
            Integer before = newest.put(version.id(), i);
            if (before != null) {
                endsMillis[before] = Math.min(endsMillis[before], version.issuedMillis());
            }
        }
    }

    /** All versions by the instant of their issue. */
    public List<Order> versions() {
        return versions;
    }

    /** How many versions there are. */
    public int size() {
        return versions.size();
    }

    /** Whether the version of a place in {@link #versions} binds at that instant. */
    public boolean isInForce(int version, long timeMillis) {
        return timeMillis >= versions.get(version).issuedMillis() && timeMillis < endsMillis[version];
    }

    /** When the first version of an order was issued, or {@link Long#MAX_VALUE} where there is none. */
    public long firstIssuedMillis(String id) {
        for (Order version : versions) {
            if (version.id().equals(id)) {
                return version.issuedMillis();
            }
        }
        return Long.MAX_VALUE;
    }

    /** First instant at which the version of a place in {@link #versions} no longer binds. */
    public long endMillis(int version) {
        return endsMillis[version];
    }

    /** The first instant after another at which a version begins or ends to bind, or {@link Long#MAX_VALUE}. */
    public long nextChangeAfter(long timeMillis) {
        long next = Long.MAX_VALUE;
        for (int i = 0; i < endsMillis.length; i++) {
            long issued = versions.get(i).issuedMillis();
            if (endsMillis[i] > issued) {
                next = issued > timeMillis ? Math.min(next, issued) : next;
                next = endsMillis[i] > timeMillis ? Math.min(next, endsMillis[i]) : next;
            }
        }
        return next;
    }
}
