package io.vigil.zones.repair;

import io.vigil.zones.shape.Positions;
import java.util.Arrays;
import java.util.List;

/** Brings rings together that lie across the antimeridian and were written on either side of it. */
final class Turns {
    private Turns() {}

    /** The rings, moved by a whole turn where they then lie within one that runs past ±180 degrees. */
    static List<Positions> inOneFrame(List<Positions> rings) {
        List<Positions> past = rings.stream()
                .filter(ring -> west(ring) < -180 || east(ring) > 180)
                .toList();
        return past.isEmpty()
                ? rings
                : rings.stream().map(ring -> moved(ring, past)).toList();
    }

    private static Positions moved(Positions ring, List<Positions> past) {
        double west = west(ring);
        double east = east(ring);
        for (Positions frame : past) {
            for (int turn : new int[] {360, -360}) {
                boolean isThere = west >= west(frame) && east <= east(frame);
                if (!isThere && west + turn >= west(frame) && east + turn <= east(frame)) {
                    return ring.movedBy(turn);
                }
            }
        }
        return ring;
    }

    private static double west(Positions ring) {
        return Arrays.stream(ring.x()).min().orElse(0);
    }

    private static double east(Positions ring) {
        return Arrays.stream(ring.x()).max().orElse(0);
    }
}
