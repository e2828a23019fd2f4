package io.vigil.model;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with an input file.
 *
 * @param file which file
 * @param place where in it: {@code line 12}, {@code feature 3 (id a7)}, {@code rules[2].params.hold (line 14)}
 * @param reason what is wrong, with the value and the allowed range
 * @param remedy what to do about it, or null where the reason says it
 */
public record Fault(String file, String place, String reason, @Nullable String remedy) {
    @Override
    public String toString() {
        return file + ": " + place + ": " + reason + (remedy == null ? "" : "; " + remedy);
    }
}
