package io.vigil.rule;

/** Whether an episode is the breach itself or the notice before it; the two are episodes of their own. */
public enum Stage {
    PRE("pre"),
    BREACH("breach");

    private final String word;

    Stage(String word) {
        this.word = word;
    }

    /** Name in messages. */
    public String word() {
        return word;
    }
}
