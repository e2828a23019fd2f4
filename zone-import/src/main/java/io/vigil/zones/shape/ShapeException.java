package io.vigil.zones.shape;

import org.jspecify.annotations.Nullable;

/** One feature cannot be used; the others of the file may. */
public final class ShapeException extends RuntimeException {
    private final @Nullable String remedy;

    /** What is wrong with it, and what to do. */
    public ShapeException(String reason, @Nullable String remedy) {
        super(reason);
        this.remedy = remedy;
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
