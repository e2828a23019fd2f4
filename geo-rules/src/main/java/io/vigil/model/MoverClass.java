package io.vigil.model;

import java.util.List;

/** The mover classes of the registry contract. Rules and zones name them by these words. */
public final class MoverClass {
    /** All of them, vehicles first. */
    public static final List<String> WORDS = List.of(
            "scheduled-coach",
            "tour-coach",
            "charter-coach",
            "hazmat",
            "heavy-truck",
            "bus",
            "school-bus",
            "taxi",
            "fishing",
            "sand-carrier",
            "floating-crane",
            "river-ship",
            "cargo",
            "tanker",
            "passenger",
            "tug",
            "pilot",
            "enforcement",
            "rowing",
            NetBuoys.GEAR,
            "other");

    private MoverClass() {}
}
