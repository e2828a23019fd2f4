package io.vigil.guard;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A statement about the system itself: a feed is out or back, a rule was switched to the shadow or back.
 *
 * @param subject what it is about, such as {@code feed:ais} or {@code rule:overspeed}; with the lane its key
 * @param timeMillis event time from which it holds
 * @param state {@code out}, {@code back}, {@code shadowed} or {@code live}
 * @param measured figures by name, the unit at the end
 * @param messageZh one sentence in Chinese
 * @param messageEn one sentence in English
 */
public record SystemRecord(
        String subject,
        long timeMillis,
        String state,
        SortedMap<String, Object> measured,
        String messageZh,
        String messageEn) {
    public SystemRecord {
        measured = Collections.unmodifiableSortedMap(new TreeMap<>(measured));
    }
}
