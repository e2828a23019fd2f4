package io.vigil.traffic;

import org.jspecify.annotations.Nullable;

/** How congested a road is, in the five words of GB/T 29107-2012 and GB/T 33171-2016 by the index: two points each. */
public enum Level {
    FREE("free", "畅通"),
    FAIR("fair", "基本畅通"),
    LIGHT("light", "轻度拥堵"),
    MODERATE("moderate", "中度拥堵"),
    SEVERE("severe", "严重拥堵");

    /** A level is left downwards only when the index is so far below its bound: it does not flicker on one. */
    static final double EXIT = 0.5;

    private final String word;
    private final String zh;

    Level(String word, String zh) {
        this.word = word;
        this.zh = zh;
    }

    /** As in messages. */
    public String word() {
        return word;
    }

    /** As on screens. */
    public String zh() {
        return zh;
    }

    /**
     * The level of an index after another.
     *
     * @param before of the window before, or null where there was none
     */
    public static Level of(double index, @Nullable Level before) {
        Level now = at(index);
        return before == null || now.compareTo(before) >= 0 ? now : least(before, at(index + EXIT));
    }

    private static Level least(Level one, Level other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Level at(double index) {
        return values()[(int) Math.min(values().length - 1, Math.max(0, Math.floor(index / 2)))];
    }
}
