package io.vigil.zones.shape;

import org.jspecify.annotations.Nullable;

/** Nothing further can be read of a file. */
public final class FileRefusedException extends RuntimeException {
    private final String place;
    private final @Nullable String remedy;

    /** Where, what is wrong, and what to do. */
    public FileRefusedException(String place, String reason, @Nullable String remedy) {
        super(reason);
        this.place = place;
        this.remedy = remedy;
    }

    /** The same of the file as a whole. */
    public FileRefusedException(String reason, @Nullable String remedy) {
        this("file", reason, remedy);
    }

    /** Where in the file. */
    public String place() {
        return place;
    }

    /** What is wrong. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** What to do about it; null where the reason says it. */
    public @Nullable String remedy() {
        return remedy;
    }
}
