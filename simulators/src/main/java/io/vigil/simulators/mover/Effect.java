package io.vigil.simulators.mover;

/**
 * Something that holds for part of an action.
 *
 * @param fromMeters begins at that distance along the path; 0 for a stay
 * @param seconds lasts so long, s
 * @param paceFactor drives at that multiple of the legal limit, or NaN
 * @param speedMps keeps that speed, m/s, or NaN
 * @param doorOpen the first door is open
 * @param fault what is wrong with the terminal
 * @param alarm what the terminal says is wrong
 */
record Effect(
        double fromMeters,
        long seconds,
        double paceFactor,
        double speedMps,
        boolean doorOpen,
        Fault fault,
        Alarm alarm) {
    /** Nothing special. */
    static final Effect NONE =
            new Effect(Double.POSITIVE_INFINITY, 0, Double.NaN, Double.NaN, false, Fault.NONE, Alarm.NONE);

    static Effect pace(double fromMeters, long seconds, double factor) {
        return new Effect(fromMeters, seconds, factor, Double.NaN, false, Fault.NONE, Alarm.NONE);
    }

    static Effect speed(double fromMeters, long seconds, double speedMps) {
        return new Effect(fromMeters, seconds, Double.NaN, speedMps, false, Fault.NONE, Alarm.NONE);
    }

    /** Stands still on the way. */
    static Effect halt(double fromMeters, long seconds) {
        return speed(fromMeters, seconds, 0);
    }

    static Effect alarm(double fromMeters, long seconds, Alarm alarm) {
        return new Effect(fromMeters, seconds, Double.NaN, Double.NaN, false, Fault.NONE, alarm);
    }

    static Effect door(double fromMeters, long seconds) {
        return new Effect(fromMeters, seconds, Double.NaN, Double.NaN, true, Fault.NONE, Alarm.NONE);
    }

    static Effect fault(double fromMeters, long seconds, Fault fault) {
        return new Effect(fromMeters, seconds, Double.NaN, Double.NaN, false, fault, Alarm.NONE);
    }

    /** A fault that lasts as long as the action does. */
    static Effect fault(Fault fault) {
        return fault(0, Long.MAX_VALUE, fault);
    }
}
