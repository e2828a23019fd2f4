package io.vigil.simulators.mover;

import java.util.ArrayList;
import java.util.List;

/** When whom a vehicle was driven by, stop by stop. */
final class DrivingLog {
    private final String nobody;
    private final List<Drive> closed = new ArrayList<>();
    private String who = "";
    private long fromMillis;
    private long toMillis = Long.MIN_VALUE;

    /** A log that books what nobody is known to have driven on that mover, or not at all where it is empty. */
    DrivingLog(String nobody) {
        this.nobody = nobody;
    }

    void drove(String licence, long secondEndMillis) {
        String driver = licence.isEmpty() ? nobody : "driver:" + licence;
        if (driver.isEmpty()) {
            return;
        }
        if (driver.equals(who) && secondEndMillis - toMillis <= DayClock.SECOND) {
            toMillis = secondEndMillis;
            return;
        }
        close();
        who = driver;
        fromMillis = secondEndMillis - DayClock.SECOND;
        toMillis = secondEndMillis;
    }

    private void close() {
        if (!who.isEmpty()) {
            closed.add(new Drive(who, fromMillis, toMillis));
        }
    }

    List<Drive> drives() {
        List<Drive> all = new ArrayList<>(closed);
        if (!who.isEmpty()) {
            all.add(new Drive(who, fromMillis, toMillis));
        }
        return all;
    }
}
