package io.vigil.model;

/** Bits of the alarm word of a JT/T 808 location report (0x0200; 2013 table 24, 2019 table 25). */
public enum AlarmFlag {
    EMERGENCY(0, "emergency"),
    OVERSPEED(1, "overspeed"),
    FATIGUE(2, "fatigue"),
    DANGEROUS_DRIVING(3, "dangerousDriving"),
    GNSS_FAULT(4, "gnssFault"),
    GNSS_ANTENNA_OPEN(5, "gnssAntennaOpen"),
    GNSS_ANTENNA_SHORT(6, "gnssAntennaShort"),
    POWER_LOW(7, "powerLow"),
    POWER_LOST(8, "powerLost"),
    DISPLAY_FAULT(9, "displayFault"),
    TTS_FAULT(10, "ttsFault"),
    CAMERA_FAULT(11, "cameraFault"),
    IC_CARD_FAULT(12, "icCardFault"),
    OVERSPEED_WARNING(13, "overspeedWarning"),
    FATIGUE_WARNING(14, "fatigueWarning"),
    FORBIDDEN_TIME(15, "forbiddenTime"),
    TYRE_PRESSURE(16, "tyrePressure"),
    BLIND_SPOT(17, "blindSpot"),
    DAILY_DRIVING_TIME(18, "dailyDrivingTime"),
    PARKING_TIME(19, "parkingTime"),
    REGION(20, "region"),
    ROUTE(21, "route"),
    SEGMENT_TIME(22, "segmentTime"),
    OFF_ROUTE(23, "offRoute"),
    VSS_FAULT(24, "vssFault"),
    FUEL(25, "fuel"),
    STOLEN(26, "stolen"),
    ILLEGAL_IGNITION(27, "illegalIgnition"),
    ILLEGAL_DISPLACEMENT(28, "illegalDisplacement"),
    COLLISION(29, "collision"),
    ROLLOVER(30, "rollover"),
    ILLEGAL_DOOR(31, "illegalDoor");

    private final int bit;
    private final String word;

    AlarmFlag(int bit, String word) {
        this.bit = bit;
        this.word = word;
    }

    /** Position in the alarm word, 0 is the lowest. */
    public int bit() {
        return bit;
    }

    /** Name in the JSON form. */
    public String word() {
        return word;
    }
}
