package io.vigil.model;

/** What moves: a road vehicle or a vessel. */
public enum MoverKind {
    VEHICLE("vehicle"),
    VESSEL("vessel");

    private final String word;

    MoverKind(String word) {
        this.word = word;
    }

    /** The prefix used in mover ids: {@code vehicle} or {@code vessel}. */
    public String word() {
        return word;
    }
}
