package io.vigil.simulators.encode;

/**
 * What an active safety device says begins: item 0x64 (driver assistance) or 0x65 (driver monitoring) of T/JSATL 12-2017.
 *
 * @param item 0x64 or 0x65
 * @param type event type of tables 4-15 and 4-16
 * @param level 1 or 2
 * @param fatigue degree of fatigue, 1 to 10, 0 for other events
 */
public record SafetyEvent(int item, int type, int level, int fatigue) {
    /** The event an item names, such as a phone call at the wheel. */
    public static SafetyEvent of(int item, int type) {
        return new SafetyEvent(item, type, 1, 0);
    }
}
