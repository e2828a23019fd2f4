package io.vigil.simulators.mover;

import org.jspecify.annotations.Nullable;

/** What others say of a vehicle: a camera that reads its plate, the control room that looked into a warning. */
public sealed interface Notice {
    /** When it becomes known, milliseconds since the epoch. */
    long arrivalMillis();

    /**
     * A camera read a plate.
     *
     * @param arrivalMillis when the picture arrives
     * @param atMillis when the vehicle passed, by the camera's clock
     * @param plate what was read, and {@code plateColour} its colour's word
     * @param site the camera's id
     * @param x metres east of the camera
     * @param y metres north of it
     * @param looks what class of vehicle it looks like
     * @param brand whose make it looks like, or null
     * @param confidence how sure the reading is, 0 to 1
     */
    record Pass(
            long arrivalMillis,
            long atMillis,
            String plate,
            String plateColour,
            String site,
            double x,
            double y,
            String looks,
            @Nullable String brand,
            double confidence)
            implements Notice {}

    /**
     * The control room's last word on an offence.
     *
     * @param arrivalMillis when it is said
     * @param mover of whom, as text
     * @param rule the rule that was broken
     * @param number of the mover's offences so far, this one included
     * @param outcome word of the contracts
     */
    record Ruling(long arrivalMillis, String mover, String rule, int number, String outcome) implements Notice {}
}
