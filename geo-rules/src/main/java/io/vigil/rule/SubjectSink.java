package io.vigil.rule;

/** Takes the subjects for which a rule may find its condition at this report. Naming one twice is harmless. */
public interface SubjectSink {
    /** The mover as a whole. */
    void mover(Stage stage);

    /** A zone. */
    void zone(int ordinal, Stage stage);

    /** Something with a name that is stable over restarts. */
    void named(String key, Stage stage);
}
