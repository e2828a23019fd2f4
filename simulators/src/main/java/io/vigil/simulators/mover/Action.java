package io.vigil.simulators.mover;

import io.vigil.simulators.world.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing a mover does until it is done: travel a path to its end, or stay for a while.
 *
 * @param path the way, or null for a stay
 * @param seconds length of a stay, s
 * @param startMeters where on the path the mover is when the simulation begins with this action; else 0
 * @param endSpeedMps speed at which it passes the end of the path, m/s; 0 stops there
 * @param accOn ignition, for vehicles
 * @param doorOpen the first door is open throughout
 * @param navStatus navigational status of AIS
 * @param effect what holds for part of it
 * @param watched rules whose offence is measured meanwhile and written to the truth
 * @param nearMisses rules this is a control for: as close as the law allows
 * @param driver who drives, whoever of the crew would be next; null: the crew takes turns
 */
record Action(
        @Nullable Path path,
        long seconds,
        double startMeters,
        double endSpeedMps,
        boolean accOn,
        boolean doorOpen,
        int navStatus,
        Effect effect,
        Set<String> watched,
        Set<String> nearMisses,
        @Nullable String driver) {
    static final int UNDER_WAY = 0;
    static final int AT_ANCHOR = 1;
    static final int MOORED = 5;
    static final int FISHING = 7;

    /** Parked vehicles switch the ignition off when they stay longer than this. */
    private static final long SHORT_STAY_SECONDS = 600;

    static Action travel(Path path) {
        return new Action(path, 0, 0, 0, true, false, UNDER_WAY, Effect.NONE, Set.of(), Set.of(), null);
    }

    static Action stay(long seconds) {
        boolean accOn = seconds < SHORT_STAY_SECONDS;
        return new Action(null, seconds, 0, 0, accOn, false, MOORED, Effect.NONE, Set.of(), Set.of(), null);
    }

    Action from(double meters) {
        return new Action(
                path, seconds, meters, endSpeedMps, accOn, doorOpen, navStatus, effect, watched, nearMisses, driver);
    }

    Action rolling(double speedMps) {
        return new Action(
                path, seconds, startMeters, speedMps, accOn, doorOpen, navStatus, effect, watched, nearMisses, driver);
    }

    Action withDoorOpen() {
        return new Action(
                path, seconds, startMeters, endSpeedMps, accOn, true, navStatus, effect, watched, nearMisses, driver);
    }

    Action showing(int otherNavStatus) {
        return new Action(
                path,
                seconds,
                startMeters,
                endSpeedMps,
                accOn,
                doorOpen,
                otherNavStatus,
                effect,
                watched,
                nearMisses,
                driver);
    }

    Action with(Effect other) {
        return new Action(
                path,
                seconds,
                startMeters,
                endSpeedMps,
                accOn,
                doorOpen,
                navStatus,
                other,
                watched,
                nearMisses,
                driver);
    }

    Action watching(String... rules) {
        return new Action(
                path,
                seconds,
                startMeters,
                endSpeedMps,
                accOn,
                doorOpen,
                navStatus,
                effect,
                Set.of(rules),
                nearMisses,
                driver);
    }

    Action asNearMissOf(String... rules) {
        return new Action(
                path,
                seconds,
                startMeters,
                endSpeedMps,
                accOn,
                doorOpen,
                navStatus,
                effect,
                watched,
                Set.of(rules),
                driver);
    }

    Action drivenBy(String licence) {
        return new Action(
                path,
                seconds,
                startMeters,
                endSpeedMps,
                accOn,
                doorOpen,
                navStatus,
                effect,
                watched,
                nearMisses,
                licence);
    }
}
