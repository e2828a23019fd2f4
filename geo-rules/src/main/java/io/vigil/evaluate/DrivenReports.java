package io.vigil.evaluate;

import io.vigil.model.IdentityReport;
import io.vigil.model.MoverId;
import io.vigil.model.MoverKind;
import io.vigil.model.PositionReport;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
        Told told = state.toldOfDriver;
        if (told == null || !told.stillHolds(state)) {
            MoverId driver = MoverId.ofDriver(state.boundDriver());
            if (driver == null) {
                return;
            }
            told = new Told(driver, state.boundDriver(), state.moverClass, state.tookWheelMillis);
            state.toldOfDriver = told;
            out.driven(IdentityReport.of(
                    driver, report.eventTimeMillis(), report.receivedTimeMillis(), told.facts(state.mover)));
        }
        out.driven(report.withMover(told.driver));
    }

    /** What was last told of who drives, kept so that it is told anew only when it changes. */
    record Told(MoverId driver, @Nullable String licence, @Nullable String moverClass, long sinceMillis) {
        boolean stillHolds(MoverState state) {
            return sinceMillis == state.tookWheelMillis
                    && Objects.equals(licence, state.boundDriver())
                    && Objects.equals(moverClass, state.moverClass);
        }

        Map<String, String> facts(MoverId vehicle) {
            return Map.of(
                    "vehicle",
                    vehicle.text(),
                    "class",
                    moverClass == null ? "unknown" : moverClass,
                    DRIVES_SINCE,
                    Long.toString(sinceMillis));
        }
    }
}
