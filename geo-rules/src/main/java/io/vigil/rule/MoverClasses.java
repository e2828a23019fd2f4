package io.vigil.rule;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Groups of the registry's mover classes that rules treat alike. */
final class MoverClasses {
    static final String HAZMAT = "hazmat";

    private static final Set<String> COACHES = Set.of("scheduled-coach", "tour-coach", "charter-coach");

    private MoverClasses() {}

    /** Scheduled, tour and charter coaches: the 两客 of 两客一危一货 with charter added. */
    static boolean isCoach(@Nullable String moverClass) {
        return moverClass != null && COACHES.contains(moverClass);
    }

    static boolean isHazmat(@Nullable String moverClass) {
        return HAZMAT.equals(moverClass);
    }
}
