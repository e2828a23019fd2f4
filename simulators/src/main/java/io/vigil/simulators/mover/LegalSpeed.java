package io.vigil.simulators.mover;

/** Limits on the road: the lower of the zone's and the class's; coaches do four fifths of it at night. */
final class LegalSpeed {
    private static final double COACH_NIGHT_FACTOR = 0.8;
    private static final int NIGHT_BEGINS = DayClock.at(22, 0);
    private static final int NIGHT_ENDS = DayClock.at(6, 0);
    // Drivers slow down a little before the night limit begins and speed up a little after it ends.
    private static final int CAUTION_SECONDS = 300;

    private LegalSpeed() {}

    /** Highest speed allowed, km/h; the zone limit may be NaN. */
    static double limitKph(String vehicleClass, double zoneLimitKph, int secondOfDay) {
        return limitKph(vehicleClass, zoneLimitKph, secondOfDay >= NIGHT_BEGINS || secondOfDay < NIGHT_ENDS);
    }

    /** The limit a careful driver goes by, km/h. */
    static double carefulLimitKph(String vehicleClass, double zoneLimitKph, int secondOfDay) {
        boolean night = secondOfDay >= NIGHT_BEGINS - CAUTION_SECONDS || secondOfDay < NIGHT_ENDS + CAUTION_SECONDS;
        return limitKph(vehicleClass, zoneLimitKph, night);
    }

    private static double limitKph(String vehicleClass, double zoneLimitKph, boolean night) {
        double ofClass =
                switch (vehicleClass) {
                    case "hazmat", "school-bus" -> 80;
                    case "heavy-truck", "scheduled-coach", "tour-coach", "charter-coach" -> 100;
                    default -> 120;
                };
        double limit = Double.isNaN(zoneLimitKph) ? ofClass : Math.min(ofClass, zoneLimitKph);
        return night && isCoach(vehicleClass) ? limit * COACH_NIGHT_FACTOR : limit;
    }

    static boolean isCoach(String moverClass) {
        return moverClass.endsWith("-coach");
    }
}
