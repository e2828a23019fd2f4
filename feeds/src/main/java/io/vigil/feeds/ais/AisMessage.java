package io.vigil.feeds.ais;

import org.jspecify.annotations.Nullable;

/**
 * One AIS message in the standard's units, its sentinels turned into "absent".
 *
 * @param type what kind of message
 * @param repeat how often it was repeated, 0 to 3
 * @param mmsi who sent it, 1 to 999,999,999
 * @param bits its length
 * @param motion where the sender is and how it moves; null where the type does not say
 * @param particulars what the sender says of itself; null where the type does not say
 * @param clock the sender's date and time (types 4 and 11), else null
 * @param aid what the aid to navigation is (type 21), else null
 */
record AisMessage(
        AisMessageType type,
        int repeat,
        int mmsi,
        int bits,
        @Nullable Motion motion,
        @Nullable Particulars particulars,
        @Nullable Clock clock,
        @Nullable Aid aid)
        implements AisContent {
    /** Stands for "not available" where a field is a whole number of 0 or more. */
    static final int ABSENT = -1;

    /** Whether there is a position to work with. */
    enum Fix {
        AVAILABLE,
        /** Latitude 91 or longitude 181: the sender has no fix. */
        UNAVAILABLE,
        /** Beyond the poles or past 180 degrees, and not the value that means "not available". */
        IMPOSSIBLE
    }

    /**
     * Where the sender is and how it moves. Values that cannot be (a course of 400 degrees) are absent, too.
     *
     * @param fix whether latitude and longitude can be used
     * @param accurate whether the sender claims 10 m or better
     * @param latitude degrees WGS 84, or NaN where not available or impossible
     * @param longitude degrees WGS 84, or NaN where not available or impossible
     * @param sogKnots speed over ground, knots, or NaN; 102.2 (type 9: 1022) means that or more
     * @param courseDegrees course over ground, [0, 360), or NaN
     * @param headingDegrees true heading, [0, 360), or NaN
     * @param altitudeMeters height of a search and rescue aircraft, m, or NaN; 4094 means that or more
     * @param navStatus navigational status 0 to 15 where 15 is "not defined", or {@link #ABSENT}
     * @param rateOfTurn the field as sent, -127 to 127, or {@link #NO_RATE_OF_TURN}
     * @param second second of the UTC minute of the fix, 0 to 59, or {@link #ABSENT}
     */
    record Motion(
            Fix fix,
            boolean accurate,
            double latitude,
            double longitude,
            double sogKnots,
            double courseDegrees,
            double headingDegrees,
            double altitudeMeters,
            int navStatus,
            int rateOfTurn,
            int second) {
        /** The value of the field that means "no turn information". */
        static final int NO_RATE_OF_TURN = -128;

        private static final int TURNS_WITHOUT_INDICATOR = 127;
        private static final double RATE_FACTOR = 4.733;

        /**
         * Rate of turn, degrees per minute, positive to starboard. NaN where not available, and where the sender has no
         * turn indicator and only says that it turns by more than 5 degrees in 30 seconds (raw 127 or -127).
         */
        double turnDegreesPerMinute() {
            if (rateOfTurn == NO_RATE_OF_TURN || Math.abs(rateOfTurn) == TURNS_WITHOUT_INDICATOR) {
                return Double.NaN;
            }
            double root = rateOfTurn / RATE_FACTOR;
            return Math.copySign(root * root, rateOfTurn);
        }
    }

    /**
     * What the sender says of itself; empty texts and zeros mean "not available".
     *
     * @param name name, up to 20 characters, an aid's up to 34
     * @param callSign call sign
     * @param imo IMO number or, from 10,000,000, an official flag state number
     * @param shipType type of ship and cargo, 1 to 255
     * @param size where the antenna is on the ship
     * @param draughtMeters present draught, m; 25.5 means that or more
     * @param destination destination
     * @param part {@code A} or {@code B} of type 24, else empty
     * @param vendor maker of the transponder (type 24 B), else empty
     * @param motherShip MMSI of the mother ship where the sender is an auxiliary craft (type 24 B)
     */
    record Particulars(
            String name,
            String callSign,
            long imo,
            int shipType,
            Size size,
            double draughtMeters,
            String destination,
            String part,
            String vendor,
            int motherShip) {
        /** Only a name. */
        static Particulars named(String name, Size size, String part) {
            return new Particulars(name, "", 0, 0, size, 0, "", part, "", 0);
        }
    }

    /** Metres from the antenna to bow, stern, port and starboard side; all 0 where not available. */
    record Size(int toBow, int toStern, int toPort, int toStarboard) {
        static final Size UNKNOWN = new Size(0, 0, 0, 0);

        int lengthMeters() {
            return toBow + toStern;
        }

        int beamMeters() {
            return toPort + toStarboard;
        }
    }

    /** The sender's date and time in UTC; {@link #ABSENT} for what is not available or cannot be. */
    record Clock(int year, int month, int day, int hour, int minute, int second) {}

    /**
     * An aid to navigation.
     *
     * @param aidType its kind, 1 to 31, 0 for not specified
     * @param offPosition whether a floating aid has left its place
     * @param isVirtual whether nothing is there but the message
     */
    record Aid(int aidType, boolean offPosition, boolean isVirtual) {}
}
