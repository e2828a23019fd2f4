package io.vigil.model;

import java.util.regex.Pattern;

/** Beacons of distress that speak AIS: AIS-SART (970), MOB-AIS (972) and EPIRB-AIS (974), ITU-R M.585-9 annex 2. */
public final class Beacons {
    private static final Pattern NUMBER = Pattern.compile("97[024][0-9]{6}");

    private Beacons() {}

    /** Whether that is the number of one. */
    public static boolean isBeacon(String identity) {
        return identity.length() == 9 && NUMBER.matcher(identity).matches();
    }
}
