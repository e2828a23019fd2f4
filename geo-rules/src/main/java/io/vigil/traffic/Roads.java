package io.vigil.traffic;

import io.vigil.geo.RouteFix;
import io.vigil.geo.RouteIndex;
import io.vigil.geo.RouteLine;
import io.vigil.model.PositionReport;
import io.vigil.model.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the road a fix is on: of the routes with a {@code freeFlowKmh} the nearest within its half width. A road is drawn
 * once, for both directions. Immutable but for scratch memory: one per thread.
 */
public final class Roads {
    /** Where a road gives no half width: lanes of a dual carriageway and the noise of a fix, m. */
    public static final double DEFAULT_HALF_WIDTH_METERS = 40;

    private final RouteIndex index;
    private final double widest;
    private final RouteFix fix = new RouteFix();
    private final RouteFix other = new RouteFix();

    /** Of all routes those that are roads. */
    public Roads(List<Route> routes) {
        List<Route> roads = routes.stream()
                .filter(route -> !Double.isNaN(route.freeFlowKph()))
                .toList();
        index = RouteIndex.build(roads.stream().map(RouteLine::new).toList());
        widest = roads.stream().mapToDouble(Roads::halfWidthMeters).max().orElse(0);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return index.size() == 0;
    }

    /** Where on which road a fix is, or null. */
    public @Nullable RoadPoint match(PositionReport report, long timeMillis) {
        if (isEmpty() || !report.isLocated()) {
            return null;
        }
        int road = index.nearest(
                report.latitude(), report.longitude(), widest, each -> isOn(each, report, timeMillis), -1, fix);
        if (road < 0) {
            return null;
        }
        Route route = index.route(road).route();
        return new RoadPoint(route.id(), report.mover().text(), timeMillis, fix.progressMeters());
    }

    private boolean isOn(int road, PositionReport report, long timeMillis) {
        RouteLine line = index.route(road);
        if (!line.route().isValidAt(timeMillis)) {
            return false;
        }
        double halfWidth = halfWidthMeters(line.route());
        if (halfWidth >= widest) {
            return true;
        }
        line.project(report.latitude(), report.longitude(), -1, other);
        return other.crossTrackMeters() <= halfWidth;
    }

    private static double halfWidthMeters(Route road) {
        return Double.isNaN(road.halfWidthMeters()) ? DEFAULT_HALF_WIDTH_METERS : road.halfWidthMeters();
    }
}
