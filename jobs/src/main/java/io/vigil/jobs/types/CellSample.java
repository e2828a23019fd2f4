package io.vigil.jobs.types;

import io.vigil.pair.PairChange;
import io.vigil.pair.PairSample;

/**
 * A mover at an instant, told to one cell.
 *
 * @param cell which of them
 * @param sample who, where and when
 * @param toldAtMillis how far event time had come where it was told
 * @param change whether it is told in its turn, late, or withdrawn
 */
public record CellSample(long cell, PairSample sample, long toldAtMillis, PairChange change) {
    /** The key under which it meets others: those of the same cell, layer and instant. Rarely others share it. */
    public long key() {
        long hash = cell * 0x9e3779b97f4a7c15L ^ sample.layer();
        hash = (hash ^ hash >>> 32) * 0xff51afd7ed558ccdL ^ sample.now().timeMillis();
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
