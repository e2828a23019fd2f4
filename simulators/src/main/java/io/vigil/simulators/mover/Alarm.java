package io.vigil.simulators.mover;

import io.vigil.model.AlarmFlag;
import io.vigil.simulators.encode.SafetyEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal or its safety device says is wrong.
 *
 * @param bits alarm word of JT/T 808, held as long as the effect lasts
 * @param event what is told once, with the first report of the effect, or null
 */
record Alarm(long bits, @Nullable SafetyEvent event) {
    /** Nothing is wrong. */
    static final Alarm NONE = new Alarm(0, null);

    /** A bit of the alarm word. */
    static Alarm of(AlarmFlag flag) {
        return new Alarm(1L << flag.bit(), null);
    }

    /** An event of driver assistance (0x64) or driver monitoring (0x65). */
    static Alarm of(SafetyEvent event) {
        return new Alarm(0, event);
    }
}
