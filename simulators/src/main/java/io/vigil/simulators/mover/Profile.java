package io.vigil.simulators.mover;

import io.vigil.model.MoverId;
import io.vigil.model.MoverKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who a mover is.
 *
 * @param mover its id
 * @param moverClass class of the registry contract
 * @param terminal terminal number (12 digits) of a vehicle, MMSI of a vessel
 * @param plate plate of a vehicle; name of a vessel as AIS spells it
 * @param protocol 2013 or 2019 for vehicles; 0 for AIS class A, 1 for class B, {@link #RADAR} for a craft only radar sees, {@link #BEIDOU} for a BeiDou terminal
 * @param intervalSeconds seconds between reports while moving
 * @param restingIntervalSeconds seconds between reports while resting
 * @param registry its registry record, fields of the contract; empty where the authorities know nothing of it
 * @param later further records: what the registry says from later moments on, and records of its driver
 * @param looks what cameras take it for, empty for vessels
 * @param crew how many drivers take turns
 * @param ruling what the control room finds of its offences, or null
 * @param watch what it breaks by being on the road at all, or null
 */
public record Profile(
        MoverId mover,
        String moverClass,
        String terminal,
        String plate,
        int protocol,
        int intervalSeconds,
        int restingIntervalSeconds,
        Map<String, Object> registry,
        List<Map<String, Object>> later,
        String looks,
        int crew,
        @Nullable String ruling,
        Extras.@Nullable Watch watch) {
    /** The protocol of a craft that says nothing of itself. */
    public static final int RADAR = 2;

    /** The protocol of a fishing boat's BeiDou terminal, beside its AIS. */
    public static final int BEIDOU = 3;

    private static final int BEIDOU_SECONDS = 180;

    /** The same vessel as its BeiDou terminal tells of it; the authorities know it already. */
    Profile overBeidou() {
        return new Profile(
                mover,
                moverClass,
                String.valueOf(registry.get(BeidouRoles.NUMBER)),
                plate,
                BEIDOU,
                BEIDOU_SECONDS,
                BEIDOU_SECONDS,
                registry,
                later,
                looks,
                crew,
                ruling,
                watch);
    }

    /** Whether it has no terminal, so that nothing but cameras ever sees it. */
    public boolean isGhost() {
        return terminal.isEmpty();
    }

    /** Word of its plate's colour, for vehicles. */
    public String plateColour() {
        return mover.text().substring(mover.text().indexOf('|') + 1);
    }

    /** Whether it is a vehicle. */
    public boolean isVehicle() {
        return mover.kind() == MoverKind.VEHICLE;
    }
}
