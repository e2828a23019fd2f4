package io.vigil.rule;

import io.vigil.geo.ZoneIndex;
import io.vigil.model.Order;

/** Whom an order is for, by who and where a vessel is. */
final class OrderScope {
    private OrderScope() {}

    /** Whether a vessel is addressed where it is. */
    static boolean isAddressed(Order order, ReportView view, ZoneIndex zones) {
        return order.movers().contains(view.mover()) || isOfClass(order, view) && isInAreas(order, view, zones);
    }

    /** Whether it is in one of the order's areas, or these are everywhere. */
    static boolean isInAreas(Order order, ReportView view, ZoneIndex zones) {
        if (order.areas().isEmpty()) {
            return true;
        }
        for (String area : order.areas()) {
            int zone = zones.ordinalOf(area);
            if (zone != Subject.NO_ZONE && view.hits().contains(zones.versionAt(zone, view.timeMillis()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfClass(Order order, ReportView view) {
        return order.classes().isEmpty()
                || view.moverClass() != null && order.classes().contains(view.moverClass());
    }
}
