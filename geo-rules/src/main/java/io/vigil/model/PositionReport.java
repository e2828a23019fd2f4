package io.vigil.model;

import org.jspecify.annotations.Nullable;

/**
 * One fix of one mover.
 *
 * <p>A measured double is NaN when it was not available; sentinels of wire formats never get this far.
 *
 * @param mover who reported
 * @param eventTimeMillis the terminal's own time of the fix, milliseconds since the epoch UTC
 * @param receivedTimeMillis when it reached us, or {@link #NO_TIME}
 * @param latitude degrees WGS 84, -90 to 90
 * @param longitude degrees WGS 84, -180 to 180
 * @param speedMps speed over ground, m/s, 0 or more, or NaN
 * @param courseDegrees course over ground, clockwise from true north, [0, 360), or NaN
 * @param headingDegrees true heading (AIS only), [0, 360), or NaN
 * @param altitudeMeters height, m, or NaN
 * @param statusBits the status word of JT/T 808 (2019 table 25) with the vehicle's signals above it (see {@link StatusFlag}),
 *     or {@link #NO_STATUS}
 * @param alarmBits the alarm word of JT/T 808 (2019 table 24; see {@link AlarmFlag}), 0 when none or not known
 * @param odometerMeters distance counter of the terminal, m, or NaN
 * @param driver licence or card number of the driver, if told
 * @param source the feed it came by, such as {@code jt808}, {@code ais}, {@code beidou}
 * @param navStatus navigational status of AIS, 0 to 15, or {@link #NO_NAV_STATUS}
 * @param safetyBits events of the active safety devices (see {@link SafetyFlag}), and from bit 32 on the level of
 *     fatigue, 1 to 10; 0 when none or not known
 */
public record PositionReport(
        MoverId mover,
        long eventTimeMillis,
        long receivedTimeMillis,
        double latitude,
        double longitude,
        double speedMps,
        double courseDegrees,
        double headingDegrees,
        double altitudeMeters,
        long statusBits,
        int alarmBits,
        double odometerMeters,
        @Nullable String driver,
        String source,
        int navStatus,
        long safetyBits)
        implements MoverEvent {
    /** Stands for "time not known". */
    public static final long NO_TIME = Long.MIN_VALUE;

    /** Stands for "no status word". */
    public static final long NO_STATUS = -1;

    /** Stands for "no navigational status". */
    public static final int NO_NAV_STATUS = -1;

    /** Highest level of fatigue that driver monitoring tells. */
    public static final int MOST_FATIGUE = 10;

    private static final int FATIGUE_SHIFT = 32;
    private static final int FATIGUE_MASK = 0xF;

    public PositionReport {
        require(latitude >= -90 && latitude <= 90, "latitude", latitude, "-90 to 90");
        require(longitude >= -180 && longitude <= 180, "longitude", longitude, "-180 to 180");
        require(!(speedMps < 0) && speedMps != Double.POSITIVE_INFINITY, "speedMps", speedMps, "0 or more");
        require(isAngleOrAbsent(courseDegrees), "courseDegrees", courseDegrees, "0 up to but not 360");
        require(isAngleOrAbsent(headingDegrees), "headingDegrees", headingDegrees, "0 up to but not 360");
        require(navStatus >= NO_NAV_STATUS && navStatus <= 15, "navStatus", navStatus, "0 to 15");
        long fatigue = safetyBits >>> FATIGUE_SHIFT;
        require(fatigue <= MOST_FATIGUE, "fatigueLevel", fatigue, "0 to " + MOST_FATIGUE);
    }

    /** Whether the status word says so; false where there is no status word. */
    public boolean has(StatusFlag flag) {
        return statusBits != NO_STATUS && (statusBits >> flag.bit() & 1) != 0;
    }

    /** Whether the alarm word says so. */
    public boolean has(AlarmFlag flag) {
        return (alarmBits >>> flag.bit() & 1) != 0;
    }

    /** Whether a safety device says so. */
    public boolean has(SafetyFlag flag) {
        return (safetyBits >>> flag.bit() & 1) != 0;
    }

    /** Level of fatigue as driver monitoring tells it, 1 to 10, or 0 where it does not. */
    public int fatigueLevel() {
        return (int) (safetyBits >>> FATIGUE_SHIFT) & FATIGUE_MASK;
    }

    /** What {@link #safetyBits} holds for a level of fatigue, 0 to {@link #MOST_FATIGUE}. */
    public static long fatigueBits(int level) {
        return (long) level << FATIGUE_SHIFT;
    }

    /** Whether the terminal says it has a fix; true where there is no status word, as on AIS. */
    public boolean isLocated() {
        return statusBits == NO_STATUS || has(StatusFlag.LOCATED);
    }

    @Override
    public String word() {
        return "position";
    }

    @Override
    public PositionReport withMover(MoverId other) {
        return new PositionReport(
                other,
                eventTimeMillis,
                receivedTimeMillis,
                latitude,
                longitude,
                speedMps,
                courseDegrees,
                headingDegrees,
                altitudeMeters,
                statusBits,
                alarmBits,
                odometerMeters,
                driver,
                source,
                navStatus,
                safetyBits);
    }

    /** The same report with a time of reception. */
    public PositionReport withReceived(long newReceivedTimeMillis) {
        return new PositionReport(
                mover,
                eventTimeMillis,
                newReceivedTimeMillis,
                latitude,
                longitude,
                speedMps,
                courseDegrees,
                headingDegrees,
                altitudeMeters,
                statusBits,
                alarmBits,
                odometerMeters,
                driver,
                source,
                navStatus,
                safetyBits);
    }

    /** The same report at another place: used when its coordinates were given in another datum. */
    public PositionReport withPlace(double newLatitude, double newLongitude) {
        return new PositionReport(
                mover,
                eventTimeMillis,
                receivedTimeMillis,
                newLatitude,
                newLongitude,
                speedMps,
                courseDegrees,
                headingDegrees,
                altitudeMeters,
                statusBits,
                alarmBits,
                odometerMeters,
                driver,
                source,
                navStatus,
                safetyBits);
    }

    /** Starts a report with everything else absent. */
    public static Builder at(MoverId mover, long eventTimeMillis, double latitude, double longitude) {
        return new Builder(mover, eventTimeMillis, latitude, longitude);
    }

    private static boolean isAngleOrAbsent(double degrees) {
        return Double.isNaN(degrees) || degrees >= 0 && degrees < 360;
    }

    private static void require(boolean holds, String name, double value, String range) {
        if (!holds) {
            throw new IllegalArgumentException(name + "=" + value + " must be " + range);
        }
    }

    /** Collects the optional parts of a report; what is not set is absent. */
    public static final class Builder {
        private final MoverId mover;
        private final long eventTimeMillis;
        private final double latitude;
        private final double longitude;
        private long receivedTimeMillis = NO_TIME;
        private double speedMps = Double.NaN;
        private double courseDegrees = Double.NaN;
        private double headingDegrees = Double.NaN;
        private double altitudeMeters = Double.NaN;
        private long statusBits = NO_STATUS;
        private int alarmBits;
        private double odometerMeters = Double.NaN;
        private @Nullable String driver;
        private String source = "";
        private int navStatus = NO_NAV_STATUS;
        private long safetyBits;

        private Builder(MoverId mover, long eventTimeMillis, double latitude, double longitude) {
            this.mover = mover;
            this.eventTimeMillis = eventTimeMillis;
            this.latitude = latitude;
            this.longitude = longitude;
        }

        /** When it reached us, milliseconds since the epoch. */
        public Builder receivedTimeMillis(long value) {
            receivedTimeMillis = value;
            return this;
        }

        /** Speed over ground, m/s. */
        public Builder speedMps(double value) {
            speedMps = value;
            return this;
        }

        /** Course over ground, degrees [0, 360). */
        public Builder courseDegrees(double value) {
            courseDegrees = value;
            return this;
        }

        /** True heading, degrees [0, 360). */
        public Builder headingDegrees(double value) {
            headingDegrees = value;
            return this;
        }

        /** Height, metres. */
        public Builder altitudeMeters(double value) {
            altitudeMeters = value;
            return this;
        }

        /** The status word, unsigned 32 bits. */
        public Builder statusBits(long value) {
            statusBits = value;
            return this;
        }

        /** The alarm word. */
        public Builder alarmBits(int value) {
            alarmBits = value;
            return this;
        }

        /** Odometer, metres. */
        public Builder odometerMeters(double value) {
            odometerMeters = value;
            return this;
        }

        /** Licence or card number of the driver. */
        public Builder driver(@Nullable String value) {
            driver = value;
            return this;
        }

        /** The feed it came by. */
        public Builder source(String value) {
            source = value;
            return this;
        }

        /** Navigational status of AIS. */
        public Builder navStatus(int value) {
            navStatus = value;
            return this;
        }

        /** Events of the active safety devices. */
        public Builder safetyBits(long value) {
            safetyBits = value;
            return this;
        }

        /**
         * The report.
         *
         * @throws IllegalArgumentException naming the value that is out of range
         */
        public PositionReport build() {
            return new PositionReport(
                    mover,
                    eventTimeMillis,
                    receivedTimeMillis,
                    latitude,
                    longitude,
                    speedMps,
                    courseDegrees,
                    headingDegrees,
                    altitudeMeters,
                    statusBits,
                    alarmBits,
                    odometerMeters,
                    driver,
                    source,
                    navStatus,
                    safetyBits);
        }
    }
}
