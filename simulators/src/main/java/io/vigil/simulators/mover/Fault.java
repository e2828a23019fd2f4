package io.vigil.simulators.mover;

/** What is wrong with a terminal for a while. */
enum Fault {
    NONE,
    /** It repeats one position while it goes on reporting the live speed. */
    FROZEN,
    /** Every fourth fix lies kilometres away. */
    JUMPING,
    /** Its clock runs five minutes ahead. */
    CLOCK_AHEAD,
    /** It reports 0, 0 and says it is located. */
    ZERO_FIX,
    /** Nothing is wrong with it, but the ship is carried along beside where the bow points. */
    ADRIFT,
    /** It sends nothing. */
    SILENT,
    /** The BeiDou terminal beside it sends nothing. */
    BEIDOU_SILENT;

    /** Whether that terminal sends nothing because of it. */
    boolean silences(Profile profile) {
        return this == (profile.protocol() == Profile.BEIDOU ? BEIDOU_SILENT : SILENT);
    }

    /** Whether what it sends is wrong because of it. */
    boolean spoilsFixes() {
        return this == FROZEN || this == JUMPING || this == CLOCK_AHEAD || this == ZERO_FIX;
    }
}
