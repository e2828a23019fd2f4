package io.vigil.zones.repair;

/** Takes what was repaired of a feature, in words. */
public interface RepairLog {
    /** One repair, with what it changed. */
    void repaired(String what);
}
