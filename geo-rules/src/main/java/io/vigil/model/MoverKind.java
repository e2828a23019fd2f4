package io.vigil.model;

/** What moves: a road vehicle, a vessel, or a driver, who moves with the vehicle he drives. */
public enum MoverKind {
    VEHICLE("vehicle"),
    VESSEL("vessel"),
    DRIVER("driver");

    private final String word;

    MoverKind(String word) {
        this.word = word;
    }

    /** The prefix used in mover ids: {@code vehicle}, {@code vessel} or {@code driver}. */
    public String word() {
        return word;
    }
}
