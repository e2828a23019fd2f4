package io.vigil.simulators.radio;

import io.vigil.simulators.mover.Fix;

/** Turns what one mover's terminal says into frames. */
public interface Radio {
    /** Sends a fix, and now and then what else the terminal has to say. Fixes come in the order they were taken. */
    void send(Fix fix, FrameSink out);

    /** The simulation is over: what is still waiting for radio goes out. */
    void end(long atMillis, FrameSink out);
}
