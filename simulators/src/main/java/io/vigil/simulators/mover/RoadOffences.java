package io.vigil.simulators.mover;

import io.vigil.model.Units;
import io.vigil.simulators.world.World;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

/** What it means, second by second and without any hold time, to break one of the rules of the road that need more than a place. */
final class RoadOffences {
    static final String CURFEW = "hazmat-curfew";
    static final String STOP = "abnormal-stop";
    static final String DESCENT = "long-descent";
    static final String OFFLINE = "offline-displacement";
    static final String STATUS = "registry-status";
    static final String ALARM = "device-alarm";

    /** The national holiday of 2026, on which trucks with dangerous goods keep off the motorways. */
    static final long HOLIDAY_FROM = day(LocalDate.of(2026, 10, 1));

    static final long HOLIDAY_TO = day(LocalDate.of(2026, 10, 8));

    static final int BAN_FROM = DayClock.at(22, 0);
    static final int BAN_TO = DayClock.at(6, 0);
    private static final double STANDING_KPH = 3;
    private static final double MOVING_KPH = 5;
    private static final double DESCENT_LIMIT_KPH = 40 * 1.1;
    private static final double SCHOOL_REACH_METERS = 300;
    private static final long COOLING_SECONDS = 180;

    private final Profile profile;
    private final World world;
    private long standingSeconds;
    private boolean atCooling;
    private boolean cooled;
    private boolean uncooled;

    RoadOffences(Profile profile, World world) {
        this.profile = profile;
        this.world = world;
    }

    private static long day(LocalDate date) {
        return date.atStartOfDay().toInstant(ZoneOffset.ofHours(8)).toEpochMilli();
    }

    /** The rules of this kind. */
    private static final Set<String> RULES = Set.of(CURFEW, STOP, DESCENT, OFFLINE, STATUS, ALARM);

    static boolean defines(String rule) {
        return RULES.contains(rule);
    }

    boolean isCommitted(String rule, Body body, Fault fault, boolean alarmed, long nowMillis) {
        double kph = Units.mpsToKph(body.speedMps());
        return switch (rule) {
            case CURFEW -> isBanned(nowMillis) && isOnMotorway(body);
            case STOP -> kph < STANDING_KPH && mayNotStand(body);
            case DESCENT -> descends(body, kph);
            case OFFLINE -> fault == Fault.SILENT;
            case STATUS -> kph >= MOVING_KPH;
            case ALARM -> alarmed;
            default -> throw new IllegalStateException("no offence is defined for rule " + rule);
        };
    }

    static boolean isBanned(long nowMillis) {
        int second = DayClock.secondOfDay(nowMillis);
        boolean holiday = nowMillis >= HOLIDAY_FROM && nowMillis < HOLIDAY_TO;
        return holiday || second >= BAN_FROM || second < BAN_TO;
    }

    private boolean isOnMotorway(Body body) {
        return world.isInside("expressway", body.x(), body.y()) && !world.isInside("service-area", body.x(), body.y());
    }

    private boolean mayNotStand(Body body) {
        boolean nowhereElse = isOnMotorway(body)
                || world.isInside("ramp", body.x(), body.y())
                || world.isInside("tunnel", body.x(), body.y())
                || world.isInside("road", body.x(), body.y());
        return nowhereElse || profile.moverClass().equals("hazmat") && isNearSchool(body);
    }

    private boolean isNearSchool(Body body) {
        return world.areas().stream()
                .filter(area -> area.type().equals("school"))
                .anyMatch(area -> Math.hypot(area.xs()[0] - body.x(), area.ys()[0] - body.y()) < SCHOOL_REACH_METERS);
    }

    /** Too fast, or beyond a cooling point without having stood there; the hot brakes last to the foot of the hill. */
    private boolean descends(Body body, double kph) {
        if (!world.isInside("descent", body.x(), body.y())) {
            atCooling = false;
            uncooled = false;
            return false;
        }
        standingSeconds = kph < MOVING_KPH ? standingSeconds + 1 : 0;
        boolean here = world.isInside("cooling-point", body.x(), body.y());
        if (standingSeconds >= COOLING_SECONDS) {
            uncooled = false;
            cooled |= here;
        }
        if (atCooling && !here) {
            uncooled |= !cooled;
            cooled = false;
        }
        atCooling = here;
        return uncooled || kph > DESCENT_LIMIT_KPH;
    }
}
