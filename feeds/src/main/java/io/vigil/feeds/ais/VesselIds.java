package io.vigil.feeds.ais;

import io.vigil.model.MoverId;
import org.jspecify.annotations.Nullable;

/** Mover ids by MMSI. Remembers the latest 16,384 at most, so that a busy feed makes few strings. One thread. */
final class VesselIds {
    private static final int SLOT_BITS = 14;
    private static final int SCATTER = 0x9E3779B1;

    private final @Nullable MoverId[] ids = new MoverId[1 << SLOT_BITS];
    private final int[] mmsis = new int[1 << SLOT_BITS];

    /** The vessel with that MMSI. */
    MoverId of(int mmsi) {
        int slot = mmsi * SCATTER >>> Integer.SIZE - SLOT_BITS;
        MoverId known = ids[slot];
        if (known != null && mmsis[slot] == mmsi) {
            return known;
        }
        MoverId id = MoverId.ofMmsi(mmsi);
        ids[slot] = id;
        mmsis[slot] = mmsi;
        return id;
    }
}
