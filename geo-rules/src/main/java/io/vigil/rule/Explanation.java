package io.vigil.rule;

import java.util.SortedMap;
import java.util.TreeMap;

/** What a rule says of why: measured values, thresholds, one sentence in each language. */
public final class Explanation {
    private final SortedMap<String, Object> measured = new TreeMap<>();
    private final SortedMap<String, Object> threshold = new TreeMap<>();
    private String zh = "";
    private String en = "";

    /** A measured value; the name ends in its unit. Rounded to two decimals. */
    public Explanation measured(String name, double value) {
        measured.put(name, rounded(value));
        return this;
    }

    /** A measured fact. */
    public Explanation measured(String name, String value) {
        measured.put(name, value);
        return this;
    }

    /** What a measured value was held against; the name ends in its unit. */
    public Explanation threshold(String name, double value) {
        threshold.put(name, rounded(value));
        return this;
    }

    /** A threshold that is not a number, such as a duration. */
    public Explanation threshold(String name, String value) {
        threshold.put(name, value);
        return this;
    }

    /** One sentence in each language, without mover, tier and time. */
    public Explanation message(String chinese, String english) {
        zh = chinese;
        en = english;
        return this;
    }

    /** Measured values by name. */
    public SortedMap<String, Object> measured() {
        return measured;
    }

    /** Thresholds by name. */
    public SortedMap<String, Object> threshold() {
        return threshold;
    }

    /** The sentence in Chinese. */
    public String zh() {
        return zh;
    }

    /** The sentence in English. */
    public String en() {
        return en;
    }

    private static Object rounded(double value) {
        double hundredths = Math.rint(value * 100) / 100;
        if (hundredths == Math.rint(hundredths) && Math.abs(hundredths) < 1e15) {
            return (long) hundredths;
        }
        return hundredths;
    }
}
