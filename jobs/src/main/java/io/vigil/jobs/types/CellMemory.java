package io.vigil.jobs.types;

import java.util.ArrayList;
import java.util.List;

/**
 * Who was told to a cell of one instant, until all have been: mutable, owned by the state backend between two of them.
 *
 * @param samples in the order of arrival
 */
public record CellMemory(List<CellSample> samples) {
    /** An empty one. */
    public static CellMemory empty() {
        return new CellMemory(new ArrayList<>(4));
    }
}
