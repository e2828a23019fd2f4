package io.vigil.simulators.mover;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Who plays which part, and how many of each: every rule is broken several times a day, and nearly broken as often. */
final class Cast {
    private Cast() {}

    /** One vehicle or more of each part; drivers and plates of its own belong to each round. */
    static List<VehicleRole> vehicles(Roads roads, Timing timing, int round) {
        TruckRoles trucks = new TruckRoles(roads, timing);
        CoachRoles coaches = new CoachRoles(roads, timing);
        SpeedAndFaultRoles others = new SpeedAndFaultRoles(roads, timing);
        Map<Supplier<VehicleRole>, Integer> parts = new LinkedHashMap<>();
        parts.put(trucks::intoTheCore, 3);
        parts.put(() -> coaches.throughTheNight(true, DayClock.at(1, 52)), 3);
        parts.put(() -> others.tooFast("heavy-truck", true), 1);
        parts.put(() -> coaches.offItsRoute(true), 2);
        parts.put(coaches::withTheDoorOpen, 3);
        parts.put(() -> others.frozen("heavy-truck", true), 1);
        parts.put(trucks::withAPermit, 2);
        parts.put(() -> others.tooFast("taxi", false), 2);
        parts.put(trucks::atTheHospital, 2);
        parts.put(() -> others.jumping("taxi", true), 1);
        parts.put(() -> others.withTheClockAhead("bus", false), 1);
        parts.put(() -> coaches.offItsRoute(false), 2);
        parts.put(coaches::airportShuttle, 2);
        parts.put(() -> others.tooFast("tour-coach", true), 1);
        parts.put(others::busTooFast, 1);
        parts.put(() -> coaches.throughTheNight(false, DayClock.at(3, 5)), 3);
        parts.put(() -> others.tooFast("hazmat", false), 1);
        parts.put(trucks::unpluggedInTheZone, 2);
        parts.put(trucks::onTheRingInItsHours, 2);
        parts.put(trucks::withAnExpiredPermit, 1);
        parts.put(() -> others.frozen("taxi", false), 1);
        parts.put(() -> others.atNullIsland("taxi", false), 1);
        parts.put(() -> others.jumping("heavy-truck", false), 1);
        parts.put(() -> others.withTheClockAhead("heavy-truck", true), 1);
        parts.put(() -> others.frozen("scheduled-coach", true), 1);
        RoadCast.offences(parts, roads, timing, round);
        vehicleControls(parts, trucks, coaches, others);
        RoadCast.controls(parts, roads, timing, round);
        return Fleet.inTurn(parts);
    }

    private static void vehicleControls(
            Map<Supplier<VehicleRole>, Integer> parts,
            TruckRoles trucks,
            CoachRoles coaches,
            SpeedAndFaultRoles others) {
        parts.put(trucks::onTheRingOutsideItsHours, 2);
        parts.put(trucks::clippingTheCore, 2);
        parts.put(trucks::clippingTheAirportGate, 1);
        parts.put(trucks::passingNearTheCore, 2);
        parts.put(coaches::relay, 1);
        parts.put(() -> coaches.lawfullyThroughTheNight("serviceType", "commuter-charter"), 1);
        parts.put(() -> coaches.lawfullyThroughTheNight("oneWayKm", 150), 1);
        parts.put(coaches::shuntingAtNight, 2);
        parts.put(coaches::lateHome, 2);
        parts.put(coaches::onTheParallelRoad, 2);
        parts.put(coaches::viaTheLayBy, 2);
        parts.put(coaches::charterWithoutRoute, 1);
        parts.put(coaches::closingTheDoorLate, 2);
        parts.put(() -> others.nearlyTooFast("heavy-truck", true), 1);
        parts.put(() -> others.nearlyTooFast("taxi", false), 1);
        parts.put(() -> others.nearlyTooFast("scheduled-coach", true), 1);
        parts.put(() -> others.nearlyTooFast("hazmat", true), 1);
        parts.put(() -> others.overtaking(false), 2);
        parts.put(() -> others.brieflyFrozen(false), 2);
    }

    /**
     * One vessel or more of each part.
     *
     * @param isAll whether the rules of the sea watch are there too, which see some of it as well
     */
    static List<VesselRole> vessels(boolean isAll) {
        Map<Supplier<VesselRole>, Integer> parts = new LinkedHashMap<>();
        parts.put(FishingRoles::dark, 5);
        parts.put(FishingRoles::inClosedSeason, 3);
        parts.put(FishingRoles::acrossTheReef, 2);
        parts.put(MerchantRoles::offItsRoute, 4);
        parts.put(FishingRoles::frozen, 1);
        parts.put(FishingRoles::fishingOnTheReef, 1);
        parts.put(MerchantRoles::coasterAcrossTheReef, 1);
        parts.put(() -> FishingRoles.jumping(isAll), 1);
        parts.put(MerchantRoles::patrol, 1);
        parts.put(MerchantRoles::survey, 1);
        parts.put(FishingRoles::clippingTheReef, 1);
        parts.put(FishingRoles::pastTheReef, 2);
        parts.put(FishingRoles::throughClosedSeason, 2);
        parts.put(FishingRoles::slowingInClosedSeason, 1);
        parts.put(FishingRoles::alongTheEdge, 2);
        parts.put(FishingRoles::poorlyHeard, 3);
        parts.put(FishingRoles::silentInHarbour, 3);
        parts.put(MerchantRoles::besideItsRoute, 3);
        return Fleet.inTurn(parts);
    }
}
