package io.vigil.evaluate;

import io.vigil.model.IdentityReport;
import io.vigil.model.MoverId;
import io.vigil.model.MoverKind;
import io.vigil.model.PositionReport;
import java.util.HashMap;
import java.util.Map;

/**
 * Says of the driver what was judged of the vehicle, so that driving time and the like follow the person from vehicle to
 * vehicle. The driver claims the class of the vehicle, by which rules apply, names it, and says since when he has driven it.
 */
final class DrivenReports {
    /** When he took the wheel, milliseconds since the epoch. */
    static final String DRIVES_SINCE = "drivesSince";

    private DrivenReports() {}

    static void tell(MoverState state, PositionReport report, RunnerOutput out) {
        if (state.mover.kind() != MoverKind.VEHICLE || state.boundDriver() == null) {
            return;
        }
        MoverId driver = MoverId.ofDriver(state.boundDriver());
        if (driver == null) {
            return;
        }
        Map<String, String> facts = new HashMap<>();
        facts.put("vehicle", state.mover.text());
        facts.put("class", state.moverClass == null ? "unknown" : state.moverClass);
        facts.put(DRIVES_SINCE, Long.toString(state.tookWheelMillis));
        IdentityReport before = state.toldOfDriver;
        if (before == null || !before.mover().equals(driver) || !before.facts().equals(facts)) {
            state.toldOfDriver =
                    IdentityReport.of(driver, report.eventTimeMillis(), report.receivedTimeMillis(), facts);
            out.driven(state.toldOfDriver);
        }
        out.driven(report.withMover(driver));
    }
}
