package io.vigil.feeds.ais;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words in which archives write what AIS sends as a number (Danish Maritime Authority's layout). */
final class AisWords {
    /** ITU-R M.1371-5 annex 8 clause 3.1; 15 and the words for it mean "not defined". */
    private static final Map<String, Integer> NAV_STATUS = Map.ofEntries(
            Map.entry("under way using engine", 0),
            Map.entry("at anchor", 1),
            Map.entry("not under command", 2),
            Map.entry("restricted maneuverability", 3),
            Map.entry("restricted manoeuvrability", 3),
            Map.entry("constrained by her draught", 4),
            Map.entry("moored", 5),
            Map.entry("aground", 6),
            Map.entry("engaged in fishing", 7),
            Map.entry("under way sailing", 8),
            Map.entry("reserved for future amendment [hsc]", 9),
            Map.entry("reserved for future amendment [wig]", 10),
            Map.entry("power-driven vessel towing astern", 11),
            Map.entry("power-driven vessel pushing ahead or towing alongside", 12),
            Map.entry("reserved for future use [13]", 13),
            Map.entry("ais-sart", 14));

    private static final Map<String, String> CLASSES = Map.ofEntries(
            Map.entry("fishing", "fishing"),
            Map.entry("towing", "tug"),
            Map.entry("towing long/wide", "tug"),
            Map.entry("tug", "tug"),
            Map.entry("pilot", "pilot"),
            Map.entry("law enforcement", "enforcement"),
            Map.entry("passenger", "passenger"),
            Map.entry("cargo", "cargo"),
            Map.entry("tanker", "tanker"));

    private AisWords() {}

    /** The navigational status with that name, or -1. */
    static int navStatus(String words) {
        return NAV_STATUS.getOrDefault(words.toLowerCase(Locale.ROOT), -1);
    }

    /** The registry class of a type of ship in words, or null where it is not known. */
    static @Nullable String moverClass(String words) {
        return isUnknown(words) ? null : CLASSES.getOrDefault(words.toLowerCase(Locale.ROOT), "other");
    }

    /** Whether the words only say that nothing is known. */
    static boolean isUnknown(String words) {
        return words.isEmpty()
                || words.equalsIgnoreCase("unknown")
                || words.equalsIgnoreCase("undefined")
                || words.equalsIgnoreCase("unknown value");
    }
}
