package io.vigil.simulators.radio;

/** Takes frames, not necessarily in the order of their arrival. */
public interface FrameSink {
    /** A frame that arrives at that moment, milliseconds since the epoch, never before the report it was made of. */
    void frame(long arrivalMillis, byte[] bytes);
}
