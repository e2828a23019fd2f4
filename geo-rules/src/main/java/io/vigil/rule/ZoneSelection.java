package io.vigil.rule;

import io.vigil.geo.ZoneHits;
import io.vigil.geo.ZoneIndex;
import io.vigil.model.Zone;
import java.util.BitSet;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The zones of some types, with their validity, schedule and classes: what "inside a forbidden zone now" means. */
final class ZoneSelection {
    private final ZoneIndex index;
    private final ZoneTimes times;
    private final BitSet selected = new BitSet();
    /** Those of them that are active at all times and for everybody. */
    private final BitSet always = new BitSet();

    ZoneSelection(Surroundings surroundings, Collection<String> types) {
        index = surroundings.zones();
        for (int i = 0; i < index.size(); i++) {
            Zone zone = index.zone(i);
            if (types.contains(zone.type())) {
                selected.set(i);
                always.set(
                        i,
                        zone.validFromMillis() == Long.MIN_VALUE
                                && zone.validToMillis() == Long.MAX_VALUE
                                && zone.classes().isEmpty()
                                && zone.schedule().windows().isEmpty());
            }
        }
        times = new ZoneTimes(surroundings, selected::get);
    }

    boolean isEmpty() {
        return selected.isEmpty();
    }

    /** The ordinals; not to be changed. */
    BitSet ordinals() {
        return selected;
    }

    /** The next selected ordinal from that one on, or -1. */
    int next(int from) {
        return selected.nextSetBit(from);
    }

    /** Distance to the nearest selected zone, m; infinite without any. */
    double distanceMeters(double latitude, double longitude) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int zone = next(0); zone >= 0; zone = next(zone + 1)) {
            nearest = Math.min(nearest, index.distanceMeters(zone, latitude, longitude));
        }
        return nearest;
    }

    boolean contains(int ordinal) {
        return selected.get(ordinal);
    }

    /** Whether that zone is selected, valid, on schedule and concerns that class at that instant. */
    boolean isActive(int ordinal, long timeMillis, @Nullable String moverClass) {
        return selected.get(ordinal) && (always.get(ordinal) || times.isInForce(ordinal, timeMillis, moverClass));
    }

    /** Whether a selected zone that is active holds the point or is within a distance of it; asks every one of them. */
    boolean anyActiveWithin(
            double latitude, double longitude, double meters, long timeMillis, @Nullable String moverClass) {
        for (int zone = next(0); zone >= 0; zone = next(zone + 1)) {
            if (isActive(zone, timeMillis, moverClass)
                    && (index.contains(zone, latitude, longitude)
                            || index.isEdgeWithin(zone, latitude, longitude, meters))) {
                return true;
            }
        }
        return false;
    }

    /** Whether any of the hits is active. */
    boolean anyActive(ZoneHits hits, long timeMillis, @Nullable String moverClass) {
        for (int i = 0; i < hits.size(); i++) {
            if (isActive(hits.ordinal(i), timeMillis, moverClass)) {
                return true;
            }
        }
        return false;
    }
}
