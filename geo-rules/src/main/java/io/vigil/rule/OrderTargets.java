package io.vigil.rule;

import io.vigil.geo.Geodesy;
import io.vigil.geo.ZoneIndex;
import io.vigil.model.Order;
import io.vigil.model.PositionReport;
import io.vigil.model.Zone;

/** The ways to follow an order, as seen from where a vessel is. */
final class OrderTargets {
    private final ZoneIndex zones;
    private final ZoneSelection harbours;

    /**
     * @param harbours the zones that are harbours
     */
    OrderTargets(ZoneIndex zones, ZoneSelection harbours) {
        this.zones = zones;
        this.harbours = harbours;
    }

    /** One way: how far it is, by when it must be made, which of the order's alternatives and where. */
    record Target(int alternative, int zone, double meters, long deadlineMillis) {
        /** Instead of an alternative: out of the order's areas, which always follows it. */
        static final int OUT_OF_AREAS = -1;

        static final Target NONE = new Target(-2, Subject.NO_ZONE, Double.NaN, Long.MIN_VALUE);
    }

    /** Whether the vessel is where the order wants it; answers the way it has followed, or {@link Target#NONE}. */
    Target reached(Order order, ReportView view) {
        if (!order.areas().isEmpty() && !OrderScope.isInAreas(order, view, zones)) {
            return new Target(Target.OUT_OF_AREAS, Subject.NO_ZONE, 0, order.deadlineMillis());
        }
        for (int i = 0; i < order.alternatives().size(); i++) {
            Order.Alternative alternative = order.alternatives().get(i);
            long deadline = order.deadlineOf(alternative);
            if (alternative instanceof Order.Harbour harbour) {
                for (int hit = 0; hit < view.hits().size(); hit++) {
                    int zone = view.hits().ordinal(hit);
                    if (isSafe(harbour, zone, view)) {
                        return new Target(i, zone, 0, deadline);
                    }
                }
            } else if (alternative instanceof Order.Beyond beyond && beyondMeters(beyond, view.report()) == 0) {
                return new Target(i, Subject.NO_ZONE, 0, deadline);
            }
        }
        return Target.NONE;
    }

    /** The way with most time in hand at a speed made good over the straight line, m/s. */
    Target best(Order order, ReportView view, double speedMps) {
        Target best = Target.NONE;
        double mostSlack = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < order.alternatives().size(); i++) {
            Order.Alternative alternative = order.alternatives().get(i);
            Target target = nearest(order, alternative, i, view);
            double slack = target.deadlineMillis - target.meters / speedMps * 1000;
            if (slack > mostSlack) {
                mostSlack = slack;
                best = target;
            }
        }
        return best;
    }

    private Target nearest(Order order, Order.Alternative alternative, int index, ReportView view) {
        long deadline = order.deadlineOf(alternative);
        PositionReport report = view.report();
        if (alternative instanceof Order.Harbour harbour) {
            Target nearest = Target.NONE;
            for (int zone = harbours.next(0); zone >= 0; zone = harbours.next(zone + 1)) {
                double meters = isSafe(harbour, zone, view)
                        ? zones.distanceMeters(zone, report.latitude(), report.longitude())
                        : Double.NaN;
                if (meters < nearest.meters || Double.isNaN(nearest.meters) && !Double.isNaN(meters)) {
                    nearest = new Target(index, zone, meters, deadline);
                }
            }
            return nearest;
        }
        double meters = alternative instanceof Order.Beyond beyond
                ? beyondMeters(beyond, report)
                : outOfAreasMeters(order, report);
        return new Target(index, Subject.NO_ZONE, meters, deadline);
    }

    /** A harbour that is full or unsafe for the storm says so in its attributes; which holds when is a matter of its versions. */
    private boolean isSafe(Order.Harbour harbour, int zone, ReportView view) {
        if (!harbours.isActive(zone, view.timeMillis(), view.moverClass())) {
            return false;
        }
        Zone port = zones.zone(zone);
        boolean isRefused = Boolean.FALSE.equals(port.attributes().get("safe"))
                || port.attributes().get("capacity") instanceof Number capacity && capacity.doubleValue() <= 0;
        return !isRefused && (harbour.zones().isEmpty() || harbour.zones().contains(port.id()));
    }

    private double outOfAreasMeters(Order order, PositionReport report) {
        double least = Double.NaN;
        for (String area : order.areas()) {
            int zone = zones.ordinalOf(area);
            if (zone != Subject.NO_ZONE && zones.contains(zone, report.latitude(), report.longitude())) {
                double meters = zones.distanceToEdgeMeters(zone, report.latitude(), report.longitude());
                least = Double.isNaN(least) ? meters : Math.max(least, meters);
            }
        }
        return least;
    }

    private static double beyondMeters(Order.Beyond beyond, PositionReport report) {
        double lat = report.latitude();
        double degrees =
                switch (beyond.side()) {
                    case WEST -> Geodesy.normalizeLongitude(report.longitude() - beyond.degrees());
                    case EAST -> Geodesy.normalizeLongitude(beyond.degrees() - report.longitude());
                    case NORTH -> beyond.degrees() - lat;
                    case SOUTH -> lat - beyond.degrees();
                };
        double metersPerDegree = beyond.side().isOfMeridian()
                ? Geodesy.metersPerDegreeLongitude(lat)
                : Geodesy.metersPerDegreeLatitude(lat);
        return Math.max(0, degrees) * metersPerDegree;
    }

    /** The way in words: a harbour's name, or what to leave or pass. */
    String zh(Order order, int alternative, int zone) {
        if (zone != Subject.NO_ZONE) {
            return zones.zone(zone).label();
        }
        return alternative >= 0 && order.alternatives().get(alternative) instanceof Order.Beyond beyond
                ? (beyond.side().isOfMeridian() ? "经度" : "纬度") + beyond.degrees() + "度"
                        + beyond.side().chinese()
                : "撤离海域";
    }

    /** The same in English. */
    String en(Order order, int alternative, int zone) {
        if (zone != Subject.NO_ZONE) {
            return zones.zone(zone).label();
        }
        return alternative >= 0 && order.alternatives().get(alternative) instanceof Order.Beyond beyond
                ? beyond.side().word() + " of " + beyond.degrees() + " degrees"
                : "out of the area";
    }

    /** The way as messages name it: a harbour's id, {@code west-of-121.5}, {@code leave}; empty without one. */
    String word(Order order, int alternative, int zone) {
        if (zone != Subject.NO_ZONE) {
            return zones.zone(zone).id();
        }
        if (alternative >= 0 && order.alternatives().get(alternative) instanceof Order.Beyond beyond) {
            return beyond.side().word() + "-of-" + beyond.degrees();
        }
        return alternative == Target.NONE.alternative() ? "" : "leave";
    }
}
