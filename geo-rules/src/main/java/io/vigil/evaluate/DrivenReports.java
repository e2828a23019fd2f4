package io.vigil.evaluate;

import io.vigil.model.IdentityReport;
import io.vigil.model.MoverId;
import io.vigil.model.MoverKind;
import io.vigil.model.PositionReport;
import java.util.Map;

/**
 * Says of the driver what was judged of the vehicle, so that driving time and the like follow the person from vehicle to
 * vehicle. The driver claims the class of the vehicle, by which rules apply, and names it.
 */
final class DrivenReports {
    private DrivenReports() {}

    static void tell(MoverState state, PositionReport report, RunnerOutput out) {
        if (state.mover.kind() != MoverKind.VEHICLE || state.boundDriver() == null) {
            return;
        }
        MoverId driver = MoverId.ofDriver(state.boundDriver());
        if (driver == null) {
            return;
        }
        String vehicleClass = state.moverClass == null ? "unknown" : state.moverClass;
        if (!driver.text().equals(state.toldDriver) || !vehicleClass.equals(state.toldClass)) {
            state.toldDriver = driver.text();
            state.toldClass = vehicleClass;
            out.driven(IdentityReport.of(
                    driver,
                    report.eventTimeMillis(),
                    report.receivedTimeMillis(),
                    Map.of("vehicle", state.mover.text(), "class", vehicleClass)));
        }
        out.driven(report.withMover(driver));
    }
}
