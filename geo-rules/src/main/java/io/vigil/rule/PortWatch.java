package io.vigil.rule;

import io.vigil.geo.Geodesy;
import io.vigil.geo.ZoneIndex;
import io.vigil.model.PositionReport;
import io.vigil.model.Units;
import io.vigil.model.ZoneShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Knows whether a boat is in port or at sea, and since when: a visit begins near a port and ends farther away, so a boat
 * on the line between does not come and go with every fix.
 *
 * <p>A harbour drawn as an area is entered within 0.3 nm of it and left beyond 0.5 nm. A port that is only a point (a zone
 * with a radius) is entered within 3 km and left beyond 4 km of its centre, whatever its radius, as Global Fishing Watch
 * has it. {@value #SIZE} numbers a boat; far from every port most reports cost one distance.
 */
final class PortWatch {
    /** How many numbers of a rule's memory it takes. */
    static final int SIZE = 5;

    /** Instead of a port: at sea. */
    static final int AT_SEA = -1;

    private static final int PORT = 0;
    /** Since when it is in port or at sea; NaN where it was never seen to arrive or leave. */
    private static final int SINCE_MILLIS = 1;

    private static final int FLOOR_METERS = 2;
    private static final int FLOOR_LATITUDE = 3;
    private static final int FLOOR_LONGITUDE = 4;

    private static final double POINT_IN_METERS = 3_000;
    private static final double POINT_OUT_METERS = 4_000;

    private final ZoneIndex zones;
    private final ZoneSelection ports;
    private final double inMeters;
    private final double outMeters;
    private final int first;

    /**
     * A watch.
     *
     * @param parameters with those of {@link #parameters}
     * @param first where in the rule's memory its numbers begin
     */
    PortWatch(Parameters parameters, Surroundings surroundings, int first) {
        zones = surroundings.zones();
        ports = new ZoneSelection(surroundings, parameters.texts("portTypes"));
        inMeters = Units.nauticalMilesToMeters(parameters.number("portInNm"));
        outMeters = Math.max(inMeters, Units.nauticalMilesToMeters(parameters.number("portOutNm")));
        this.first = first;
    }

    /** The parameters of a rule that watches ports, after its own. */
    static List<Parameter> parameters(Parameter... own) {
        List<Parameter> all = new ArrayList<>(List.of(own));
        all.add(Parameter.texts("portTypes", List.of("harbour", "port"), "zone types that are port", "港口的区域类型"));
        all.add(Parameter.number(
                "portInNm", 0.3, 0, 10, "so near a harbour's area a boat has arrived, nm", "距港区在此以内视为已到港，海里"));
        all.add(Parameter.number("portOutNm", 0.5, 0, 10, "farther away it has left, nm", "距港区超过此值视为已离港，海里"));
        return List.copyOf(all);
    }

    /** Takes a report; answers whether the boat has just left a port. */
    boolean update(ReportView view, double[] memory) {
        PositionReport report = view.report();
        double before = memory[first + PORT];
        if (before >= 0) {
            int port = zones.versionAt((int) before, view.timeMillis());
            if (distance(port, report) <= exit(port)) {
                memory[first + PORT] = port;
                return false;
            }
        }
        int port = arrivedAt(report, view, memory);
        if (port == AT_SEA && before == AT_SEA) {
            return false;
        }
        memory[first + PORT] = port;
        memory[first + SINCE_MILLIS] = Double.isNaN(before) ? Double.NaN : view.timeMillis();
        return before >= 0 && port == AT_SEA;
    }

    /** Ordinals have changed. */
    void forget(double[] memory) {
        if (memory[first + PORT] >= 0) {
            // Looked up anew at the next report; whoever is still there never left.
            memory[first + PORT] = Double.NaN;
        }
        memory[first + FLOOR_METERS] = Double.NaN;
    }

    /** Whether nothing is known yet. */
    boolean isUnknown(double[] memory) {
        return Double.isNaN(memory[first + PORT]);
    }

    /** Whether it is in port by the last report. */
    boolean isInPort(double[] memory) {
        return memory[first + PORT] >= 0;
    }

    boolean isAtSea(double[] memory) {
        return memory[first + PORT] == AT_SEA;
    }

    /** Ordinal of the port it is in; meaningless at sea. */
    int port(double[] memory) {
        return (int) memory[first + PORT];
    }

    /** Since when it is where it is, ms; NaN where it was never seen to come there. */
    double sinceMillis(double[] memory) {
        return memory[first + SINCE_MILLIS];
    }

    private int arrivedAt(PositionReport report, ReportView view, double[] memory) {
        double floor = memory[first + FLOOR_METERS];
        if (!Double.isNaN(floor)) {
            double made = Geodesy.distanceMeters(
                    memory[first + FLOOR_LATITUDE],
                    memory[first + FLOOR_LONGITUDE],
                    report.latitude(),
                    report.longitude());
            if (floor - made > 0) {
                return AT_SEA;
            }
        }
        double nearest = Double.POSITIVE_INFINITY;
        int arrived = AT_SEA;
        for (int port = ports.next(0); port >= 0; port = ports.next(port + 1)) {
            double outside = distance(port, report) - entry(port);
            if (outside < nearest && (outside > 0 || isInForce(port, view))) {
                nearest = outside;
                arrived = outside <= 0 ? port : AT_SEA;
            }
        }
        memory[first + FLOOR_METERS] = nearest;
        memory[first + FLOOR_LATITUDE] = report.latitude();
        memory[first + FLOOR_LONGITUDE] = report.longitude();
        return arrived;
    }

    private boolean isInForce(int port, ReportView view) {
        return ports.isActive(port, view.timeMillis(), view.moverClass());
    }

    private double distance(int port, PositionReport report) {
        if (zones.zone(port).shape() instanceof ZoneShape.Circle point) {
            return Geodesy.distanceMeters(point.latitude(), point.longitude(), report.latitude(), report.longitude());
        }
        return zones.distanceMeters(port, report.latitude(), report.longitude());
    }

    private double entry(int port) {
        return zones.zone(port).shape() instanceof ZoneShape.Circle ? POINT_IN_METERS : inMeters;
    }

    private double exit(int port) {
        return zones.zone(port).shape() instanceof ZoneShape.Circle ? POINT_OUT_METERS : outMeters;
    }
}
