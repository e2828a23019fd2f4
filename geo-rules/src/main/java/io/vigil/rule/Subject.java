package io.vigil.rule;

/** What an episode is about besides its mover: nothing more, a zone, or something else with a name. */
public interface Subject {
    /** Ordinal of no zone. */
    int NO_ZONE = -1;

    /** Ordinal of the zone in the index, or {@link #NO_ZONE}. */
    int zone();

    /** Name of the subject: the zone's id, a rule's own key, or empty for the mover as a whole. */
    String key();

    /** The breach or the notice before it. */
    Stage stage();
}
