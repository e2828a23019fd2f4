package io.vigil.simulators.radio;

import io.vigil.simulators.mover.Fix;

/** The terminal of a vehicle that has none. */
public final class Muted implements Radio {
    @Override
    public void send(Fix fix, FrameSink out) {
        // Nothing but cameras ever sees it.
    }

    @Override
    public void end(long atMillis, FrameSink out) {
        // Nothing was kept.
    }
}
