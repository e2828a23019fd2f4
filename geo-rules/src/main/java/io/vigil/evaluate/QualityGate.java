package io.vigil.evaluate;

import io.vigil.geo.Geodesy;
import io.vigil.model.MoverEvent;
import io.vigil.model.PositionReport;
import io.vigil.model.StatusFlag;
import io.vigil.model.Units;
import io.vigil.rule.Parameters;
import io.vigil.rule.QualityFault;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decides which reports can be true. What fails is kept and counted, and feeds no rule but the one that judges quality. */
final class QualityGate {
    /** Positions this near to 0/0 are unset coordinates, not the Gulf of Guinea; degrees. */
    private static final double NULL_ISLAND_DEGREES = 0.001;

    /** By how much less than the difference of the zones such a clock may be behind: it runs ahead by a little, ms. */
    private static final long ZONE_EARLY_MILLIS = 10_000;

    /** By how much more: the way of the report, ms. */
    private static final long ZONE_LATE_MILLIS = 30_000;

    private final SortedMap<String, Object> values;
    private final Map<String, Double> maxSpeedKph;
    private final double jumpFactor;
    private final double minJumpMeters;
    private final int reanchor;
    private final long frozenMillis;
    private final double frozenSpeedMps;
    private final long aheadMillis;
    private final long behindMillis;
    private final long zoneMillis;
    private final double legalSouth;
    private final double legalWest;
    private final double legalNorth;
    private final double legalEast;

    QualityGate(Parameters parameters) {
        values = parameters.values();
        maxSpeedKph = Map.copyOf(parameters.numbersByName("maxSpeedKmh"));
        jumpFactor = parameters.number("jumpFactor");
        minJumpMeters = parameters.number("minJumpM");
        reanchor = parameters.count("reanchor");
        frozenMillis = parameters.millis("frozenFor");
        frozenSpeedMps = Units.kphToMps(parameters.number("frozenSpeedKmh"));
        aheadMillis = parameters.millis("aheadBy");
        behindMillis = parameters.millis("behindBy");
        zoneMillis = parameters.millis("zoneError");
        legalSouth = parameters.number("legalSouth");
        legalWest = parameters.number("legalWest");
        legalNorth = parameters.number("legalNorth");
        legalEast = parameters.number("legalEast");
    }

    /** Other parameters with what this gate says of clocks. */
    Parameters withItsClock(Parameters other) {
        SortedMap<String, Object> merged = new TreeMap<>(other.values());
        for (String name : new String[] {"aheadBy", "behindBy", "zoneError"}) {
            merged.put(name, values.get(name));
        }
        return new Parameters(merged);
    }

    /** Whether another gate decides the same. */
    boolean isSameAs(QualityGate other) {
        return values.equals(other.values);
    }

    /** Whether the report's clock is wrong, or null: such a report is judged at the time it was received. */
    @Nullable
    String clockFault(MoverEvent report) {
        long received = report.receivedTimeMillis();
        if (received == PositionReport.NO_TIME) {
            return null;
        }
        if (report.eventTimeMillis() > received + aheadMillis) {
            return QualityFault.AHEAD;
        }
        long lagMillis = received - report.eventTimeMillis();
        if (lagMillis > behindMillis) {
            return QualityFault.BEHIND;
        }
        return isOfAnotherZone(lagMillis) ? QualityFault.TIME_ZONE : null;
    }

    /** A report takes seconds on its way, and a clock that was set is off by seconds. */
    private boolean isOfAnotherZone(long lagMillis) {
        long beyond = lagMillis - zoneMillis;
        return zoneMillis > 0 && beyond >= -ZONE_EARLY_MILLIS && beyond <= ZONE_LATE_MILLIS;
    }

    /** Judges a report against what was seen of the mover before, and remembers it. */
    @Nullable
    String check(GateState state, PositionReport report, @Nullable String moverClass) {
        String fault = clockFault(report);
        if (fault != null) {
            return fault;
        }
        if (!report.isLocated()) {
            return QualityFault.NOT_LOCATED;
        }
        if (Math.abs(report.latitude()) < NULL_ISLAND_DEGREES && Math.abs(report.longitude()) < NULL_ISLAND_DEGREES) {
            return QualityFault.NULL_ISLAND;
        }
        if (!isInLegalArea(report)) {
            return QualityFault.OUTSIDE_AREA;
        }
        if (state.lastGood != null
                && isJump(
                        state.lastLatitude,
                        state.lastLongitude,
                        state.lastMillis,
                        report,
                        jumpMps(state, report, moverClass))
                && !isConfirmed(state, report, state.jumpMps)) {
            return QualityFault.JUMP;
        }
        state.elsewhere = null;
        if (isFrozen(state, report)) {
            return QualityFault.FROZEN;
        }
        state.pass(report);
        return null;
    }

    private boolean isInLegalArea(PositionReport report) {
        double longitude = report.longitude();
        boolean east = legalWest <= legalEast
                ? longitude >= legalWest && longitude <= legalEast
                : longitude >= legalWest || longitude <= legalEast;
        return east && report.latitude() >= legalSouth && report.latitude() <= legalNorth;
    }

    private boolean isJump(double fromLat, double fromLon, long fromMillis, PositionReport to, double jumpMps) {
        double seconds = (to.eventTimeMillis() - fromMillis) / 1000.0;
        double harmlessMeters = Math.max(minJumpMeters, jumpMps * seconds);
        return !Geodesy.isSurelyWithin(fromLat, fromLon, to.latitude(), to.longitude(), harmlessMeters)
                && Geodesy.distanceMeters(fromLat, fromLon, to.latitude(), to.longitude()) > harmlessMeters;
    }

    private double jumpMps(GateState state, PositionReport report, @Nullable String moverClass) {
        if (Double.isNaN(state.jumpMps) || !Objects.equals(state.speedClass, moverClass)) {
            Double own = moverClass == null ? null : maxSpeedKph.get(moverClass);
            Double ofKind = maxSpeedKph.get(report.mover().kind().word());
            double kph = own != null ? own : ofKind != null ? ofKind : Double.POSITIVE_INFINITY;
            state.speedClass = moverClass;
            state.jumpMps = Units.kphToMps(kph) * jumpFactor;
        }
        return state.jumpMps;
    }

    /** Enough reports in a row that agree with each other: it was the position before the jump that was wrong. */
    private boolean isConfirmed(GateState state, PositionReport report, double jumpMps) {
        PositionReport there = state.elsewhere;
        boolean agrees =
                there != null && !isJump(there.latitude(), there.longitude(), there.eventTimeMillis(), report, jumpMps);
        state.agreeing = agrees ? state.agreeing + 1 : 1;
        state.elsewhere = report;
        return state.agreeing >= reanchor;
    }

    private boolean isFrozen(GateState state, PositionReport report) {
        PositionReport before = state.lastGood;
        if (before == null || !standsStill(state, report)) {
            state.frozenSinceMillis = PositionReport.NO_TIME;
            return false;
        }
        if (state.frozenSinceMillis == PositionReport.NO_TIME) {
            // The first moving report after a halt may still carry the place of the halt.
            state.frozenSinceMillis =
                    before.speedMps() > frozenSpeedMps ? before.eventTimeMillis() : report.eventTimeMillis();
        }
        return report.eventTimeMillis() - state.frozenSinceMillis >= frozenMillis;
    }

    private boolean standsStill(GateState before, PositionReport report) {
        return before.lastLatitude == report.latitude()
                && before.lastLongitude == report.longitude()
                && report.speedMps() > frozenSpeedMps
                && (report.statusBits() == PositionReport.NO_STATUS || report.has(StatusFlag.ACC));
    }
}
