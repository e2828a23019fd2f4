package io.vigil.simulators.mover;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Fishing boats with a BeiDou terminal beside AIS: one of the two falls silent at sea, or nearly. */
final class BeidouRoles {
    /** The registry's field. */
    static final String NUMBER = "beidou";

    static final int FIRST_NUMBER = 500_001;

    private static final String AIS_OFF = "ais-off";
    private static final String BEIDOU_OFF = "beidou-off";
    private static final long FOR_SECONDS = 11_600;
    private static final long NEARLY_SECONDS = 4_800;
    private static final double[] NORTH_GROUND = {38000, 13000, 47000, 23000};
    private static final double[] TO_NORTH = {18500, 10000, 24000, 9500, 36500, 11000};
    private static final double[] FROM_NORTH = {36500, 11000, 24000, 9500, 18500, 10000};

    private BeidouRoles() {}

    static List<VesselRole> cast() {
        Map<Supplier<VesselRole>, Integer> parts = new LinkedHashMap<>();
        parts.put(() -> silent(Fault.SILENT, AIS_OFF, FOR_SECONDS, true), 2);
        parts.put(() -> silent(Fault.BEIDOU_SILENT, BEIDOU_OFF, FOR_SECONDS, true), 2);
        parts.put(() -> silent(Fault.SILENT, AIS_OFF, NEARLY_SECONDS, false), 1);
        parts.put(() -> silent(Fault.BEIDOU_SILENT, BEIDOU_OFF, NEARLY_SECONDS, false), 1);
        return Fleet.inTurn(parts);
    }

    private static VesselRole silent(Fault fault, String rule, long seconds, boolean offence) {
        Effect silence = Effect.fault(400, seconds, fault);
        return new VesselRole(
                "fishing",
                "fishing",
                true,
                Map.of(NUMBER, ""),
                voyage -> trawling(
                        voyage,
                        seconds / 60.0 + 60,
                        action -> offence
                                ? action.with(silence).watching(rule)
                                : action.with(silence).asNearMissOf(rule)),
                voyage -> trawling(voyage, voyage.dice().between(90, 220), action -> action));
    }

    private static Voyage trawling(Voyage voyage, double minutes, UnaryOperator<Action> mark) {
        double x = voyage.x();
        double y = voyage.y();
        return voyage.sail(8, TO_NORTH)
                .trawl(minutes, NORTH_GROUND, mark)
                .sail(8, FROM_NORTH)
                .sail(5, x, y);
    }
}
