package io.vigil.model;

/** How urgent a warning is, as the four colours of the control rooms. */
public enum Tier {
    BLUE(4, "blue", "蓝"),
    YELLOW(3, "yellow", "黄"),
    ORANGE(2, "orange", "橙"),
    RED(1, "red", "红");

    private final int level;
    private final String word;
    private final String chinese;

    Tier(int level, String word, String chinese) {
        this.level = level;
        this.word = word;
        this.chinese = chinese;
    }

    /** 1 dispatch, 2 contact driver or skipper and owner, 3 operator checks, 4 record and inform. */
    public int level() {
        return level;
    }

    /** Name in files and messages. */
    public String word() {
        return word;
    }

    /** Name on Chinese screens. */
    public String chinese() {
        return chinese;
    }

    /** The more urgent of the two. */
    public Tier max(Tier other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** This tier raised by so many steps, red at most. */
    public Tier raised(int steps) {
        return values()[Math.min(values().length - 1, ordinal() + steps)];
    }
}
