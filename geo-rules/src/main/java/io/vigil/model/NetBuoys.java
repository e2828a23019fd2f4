package io.vigil.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Net buoys (网位仪): AIS transponders on fishing gear. By the thousand, with numbers and names of the maker's choice, often the
 * battery's charge or voltage. They are class {@value #GEAR}, and no vessel rule should apply to them.
 *
 * <p>Known here by what they say of themselves. One with the number of a ship and an ordinary name is found by how it
 * behaves, see the rule {@code identity-conflict}.
 */
public final class NetBuoys {
    /** The class. */
    public static final String GEAR = "gear";

    private static final int MMSI_LENGTH = 9;

    /** A charge ({@code 87%}), a voltage ({@code 12.4V}), or what makers call it. */
    private static final Pattern NAME = Pattern.compile(
            ".*[0-9]%.*|.*\\b[0-9]{1,2}([.][0-9]+)?V\\b.*|.*\\b(NET ?(MARK|BUOY|SONDE)|NETMARK(ER)?|BUOY)\\b.*");

    /** Forms of ITU-R M.585-9 that are no ship's and are in use: group calls, coast stations, rescue aircraft, handhelds, craft
     * of a mother ship, and the beacons of distress. */
    private static final Pattern OTHER_STATION = Pattern.compile("0.*|111.*|8.*|98.*|970.*|972.*|974.*");

    private NetBuoys() {}

    /**
     * Whether number or name are those of a net buoy.
     *
     * @param name as it says itself, or null
     */
    public static boolean isNetBuoy(MoverId mover, @Nullable String name) {
        if (mover.kind() != MoverKind.VESSEL) {
            return false;
        }
        String number = mover.identity();
        boolean isMmsi = number.length() == MMSI_LENGTH && number.chars().allMatch(c -> c >= '0' && c <= '9');
        if (isMmsi && !isShip(number) && !OTHER_STATION.matcher(number).matches()) {
            return true;
        }
        return name != null && NAME.matcher(name).matches();
    }

    /** The maritime identification digits of a ship begin with 2 to 7 (ITU-R M.585-9, annex 1). */
    private static boolean isShip(String mmsi) {
        return mmsi.charAt(0) >= '2' && mmsi.charAt(0) <= '7';
    }
}
