package io.vigil.simulators.mover;

import io.vigil.model.AlarmFlag;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Who breaks the rules that need a registry, a driver, a calendar, a camera or a hill, and who nearly does. */
final class RoadCast {
    /** Drivers of one round. */
    private static final int DRIVERS = 100;

    private RoadCast() {}

    static void offences(Map<Supplier<VehicleRole>, Integer> parts, Roads roads, Timing timing, int round) {
        HazmatRoles hazmat = new HazmatRoles(roads, timing);
        HaulRoles haul = new HaulRoles(roads, timing);
        RecordRoles records = new RecordRoles(roads, timing);
        parts.put(() -> hazmat.onTheMotorwayAtNight(DayClock.at(1, 6)), 1);
        parts.put(() -> records.withStatus("scrapped"), 1);
        parts.put(() -> haul.standingOnTheMotorway(true), 2);
        parts.put(records::phoning, 1);
        parts.put(haul::uncooledDownhill, 2);
        parts.put(haul::withACopyElsewhere, 1);
        parts.put(hazmat::unheardOf, 2);
        parts.put(records::wantedFromThenOn, 1);
        parts.put(haul::tooFastAndUncooledDownhill, 1);
        parts.put(() -> haul.standingOnTheRamp(true), 1);
        parts.put(() -> hazmat.onTheMotorwayAtNight(DayClock.at(23, 10)), 2);
        parts.put(hazmat::onTheMotorwayOnTheHoliday, 1);
        parts.put(records::confirmedTimeAndAgain, 2);
        parts.put(haul::withACopyOfOtherLooks, 1);
        parts.put(() -> hazmat.besideTheSchool(true), 1);
        parts.put(haul::tooFastDownhill, 1);
        parts.put(haul::standingOnTheMotorwayForLong, 1);
        parts.put(() -> haul.standingOnTheRoad(true), 1);
        parts.put(() -> haul.besideAFalsePlate(String.format(Locale.ROOT, "津A1O%03d", round)), 1);
        parts.put(() -> haul.besideAFalsePlate(String.format(Locale.ROOT, "津Z9%04d", 8000 + round)), 1);
        parts.put(() -> records.withStatus("hit-and-run"), 1);
        parts.put(records::withoutInspection, 1);
        alarms(parts, records);
        drivers(parts, new DriverRoles(roads, timing), round);
    }

    private static void alarms(Map<Supplier<VehicleRole>, Integer> parts, RecordRoles records) {
        parts.put(() -> records.withAlarm(AlarmFlag.EMERGENCY, 40), 1);
        parts.put(records::dozing, 1);
        parts.put(() -> records.withAlarm(AlarmFlag.FATIGUE, 120), 1);
        parts.put(records::aboutToCollide, 1);
        parts.put(() -> records.withAlarm(AlarmFlag.GNSS_ANTENNA_OPEN, 500), 1);
    }

    private static void drivers(Map<Supplier<VehicleRole>, Integer> parts, DriverRoles drivers, int round) {
        int first = round * DRIVERS;
        parts.put(() -> drivers.atNight(first, DayClock.at(1, 2)), 1);
        parts.put(() -> drivers.withoutARest(first + 1, DayClock.at(5, 20)), 1);
        parts.put(() -> drivers.withoutARest(first + 2, DayClock.at(13, 10)), 1);
        parts.put(() -> drivers.atNight(first + 3, DayClock.at(22, 20)), 1);
        parts.put(() -> drivers.inTwoVehicles(first + 4, false), 1);
        parts.put(() -> drivers.inTwoVehicles(first + 4, true), 1);
        parts.put(() -> drivers.allDay(first + 5, DayClock.at(5, 15)), 1);
        parts.put(() -> drivers.withoutCards(DayClock.at(7, 0)), 1);
        parts.put(() -> drivers.withoutALicence(first + 6), 1);
        parts.put(() -> drivers.unheardOf(true), 2);
    }

    static void controls(Map<Supplier<VehicleRole>, Integer> parts, Roads roads, Timing timing, int round) {
        HazmatRoles hazmat = new HazmatRoles(roads, timing);
        HaulRoles haul = new HaulRoles(roads, timing);
        RecordRoles records = new RecordRoles(roads, timing);
        DriverRoles drivers = new DriverRoles(roads, timing);
        parts.put(hazmat::onTheMotorwayByDay, 1);
        parts.put(hazmat::onTheMotorwayWithAPermit, 1);
        parts.put(hazmat::leavingInTime, 1);
        parts.put(hazmat::brieflyUnheardOf, 1);
        parts.put(hazmat::unheardOfInTheTunnel, 1);
        parts.put(hazmat::slowlyThroughTheTunnel, 1);
        parts.put(() -> hazmat.besideTheSchool(false), 1);
        parts.put(() -> haul.standingOnTheMotorway(false), 1);
        parts.put(() -> haul.standingOnTheRamp(false), 1);
        parts.put(() -> haul.standingOnTheRoad(false), 1);
        parts.put(haul::restingInTheRestArea, 1);
        parts.put(haul::lawfullyDownhill, 1);
        parts.put(haul::nearlyTooFastDownhill, 1);
        parts.put(haul::takenForAnotherOnce, 1);
        parts.put(records::inOrder, 2);
        parts.put(records::clearedTimeAndAgain, 1);
        parts.put(records::tailgating, 1);
        parts.put(() -> records.withLawfulAlarm(AlarmFlag.CAMERA_FAULT, 150), 1);
        parts.put(() -> records.withLawfulAlarm(AlarmFlag.OVERSPEED_WARNING, 300), 1);
        parts.put(() -> drivers.restingInTime(round * DRIVERS + 10, DayClock.at(8, 30)), 1);
        parts.put(() -> drivers.unheardOf(false), 1);
    }
}
