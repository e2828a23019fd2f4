package io.vigil.model;

/**
 * What is judged: a road vehicle, a vessel, or a driver, who moves with the vehicle he drives. A company does not move; it
 * is there for what operators found out about its vehicles.
 */
public enum MoverKind {
    VEHICLE("vehicle"),
    VESSEL("vessel"),
    DRIVER("driver"),
    COMPANY("company");

    private final String word;

    MoverKind(String word) {
        this.word = word;
    }

    /** The prefix used in mover ids: {@code vehicle}, {@code vessel}, {@code driver} or {@code company}. */
    public String word() {
        return word;
    }
}
