package io.vigil.jobs.types;

import io.vigil.evaluate.PairCell;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job keeps under one key of cells and instants, until all have been told: mutable, owned by the state backend between
 * two of them.
 *
 * @param cells nearly always one; keys may coincide
 */
public record CellMemory(List<PairCell> cells) {
    /** An empty one. */
    public static CellMemory empty() {
        return new CellMemory(new ArrayList<>(1));
    }
}
