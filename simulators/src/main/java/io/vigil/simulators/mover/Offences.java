package io.vigil.simulators.mover;

import io.vigil.model.Units;
import io.vigil.simulators.world.Polyline;
import io.vigil.simulators.world.World;
import java.util.ArrayList;
import java.util.List;

/** What it means, second by second and without any hold time, to do what a rule is about. */
final class Offences {
    /** The rule that tells fishing. */
    static final String FISHING = "fishing-activity";

    /** What a clone says its name is begins so. */
    static final String CLONE_NAME = "LUCKY";

    private static final double TOLERANCE_FACTOR = 1.10;
    private static final double VEHICLE_OFF_ROUTE_METERS = 500;
    private static final double VESSEL_OFF_ROUTE_METERS = 1000;
    private static final double MOVING_KPH = 5;
    private static final double DOOR_KPH = 10;
    private static final double LOITERING_KNOTS = 2;
    private static final double DRIFTING_FROM_KNOTS = 1;
    private static final double MOVING_KNOTS = 1;
    private static final double FISHING_FROM_KNOTS = 1;
    private static final double FISHING_TO_KNOTS = 5.5;

    private static final double AREA_TOLERANCE_METERS = 926;
    private static final double SLOW_KNOTS = 2;
    private static final double ROWING_KPH = 6;

    private final Profile profile;
    private final World world;
    private final boolean isClone;
    private final List<Polyline> routes = new ArrayList<>();

    Offences(Profile profile, World world) {
        this.profile = profile;
        this.world = world;
        // Of those whom the authorities do not know only a clone has the number of another.
        isClone = profile.registry().isEmpty()
                && profile.protocol() == 1
                && profile.plate().startsWith(CLONE_NAME);
        if (profile.registry().get("routes") instanceof List<?> ids) {
            ids.forEach(id -> routes.add(world.route(String.valueOf(id))));
        }
    }

    boolean isCommitted(String rule, Body body, Fault fault, boolean doorOpen, int secondOfDay) {
        double kph = Units.mpsToKph(body.speedMps());
        double knots = Units.mpsToKnots(body.speedMps());
        return switch (rule) {
            case "truck-forbidden-zone" -> isInside("forbidden", body, secondOfDay);
            case "coach-night-run" -> kph >= MOVING_KPH
                    && secondOfDay >= DayClock.at(2, 0)
                    && secondOfDay < DayClock.at(5, 0);
            case "overspeed" -> kph > limitKph(body, secondOfDay) * TOLERANCE_FACTOR;
            case "coach-off-route" -> isOff(body, VEHICLE_OFF_ROUTE_METERS);
            case "vessel-off-route" -> isOff(body, VESSEL_OFF_ROUTE_METERS);
            case "track-quality" -> fault.spoilsFixes() || isClone;
            case "identity-conflict" -> fault == Fault.JUMPING || isClone;
            case "closed-area-entry" -> isInside("protected", body, secondOfDay);
            case "closed-area-fishing" -> knots >= FISHING_FROM_KNOTS
                    && knots <= FISHING_TO_KNOTS
                    && isInside("closed-season", body, secondOfDay);
            case FISHING -> fault != Fault.SILENT && knots >= FISHING_FROM_KNOTS && knots <= FISHING_TO_KNOTS;
            case "loitering" -> knots < LOITERING_KNOTS;
            case "distress" -> fault == Fault.ADRIFT && knots >= DRIFTING_FROM_KNOTS;
            case "unidentified-track" -> knots >= MOVING_KNOTS;
            case "shore-approach" -> true;
            case "fishing-boat-dark", "ais-off" -> fault == Fault.SILENT;
            case "beidou-off" -> fault == Fault.BEIDOU_SILENT;
            case "return-to-port" -> Typhoon.isOutstanding(secondOfDay) && !isInside("harbour", body, secondOfDay);
            case "weather-limit" -> Typhoon.isOverRating(secondOfDay) && !isInside("harbour", body, secondOfDay);
            case "summer-moratorium" -> secondOfDay < DayClock.at(12, 0) && !isInside("harbour", body, secondOfDay);
            case "navigation-area" -> body.x() > World.BAY_EAST_X + AREA_TOLERANCE_METERS;
            case "channel-occupation" -> isInside("channel", body, secondOfDay) && knots < SLOW_KNOTS;
            case "reservoir" -> isInside("reservoir", body, secondOfDay) && kph > ROWING_KPH;
            case "port-compliance" -> !isInside("harbour", body, secondOfDay);
            case "coach-door-open" -> doorOpen && kph > DOOR_KPH;
            default -> throw new IllegalStateException("no offence is defined for rule " + rule);
        };
    }

    private boolean isInside(String type, Body body, int secondOfDay) {
        return world.isInside(type, profile.moverClass(), body.x(), body.y(), secondOfDay);
    }

    private boolean isOff(Body body, double meters) {
        return routes.stream().allMatch(route -> route.distanceTo(body.x(), body.y()) > meters);
    }

    private double limitKph(Body body, int secondOfDay) {
        double zoneLimitKph = world.areas().stream()
                .filter(area -> !Double.isNaN(area.speedLimitKph()) && area.contains(body.x(), body.y()))
                .mapToDouble(area -> area.speedLimitKph())
                .min()
                .orElse(Double.NaN);
        return LegalSpeed.limitKph(profile.moverClass(), zoneLimitKph, secondOfDay);
    }
}
