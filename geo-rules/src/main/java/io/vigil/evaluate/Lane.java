package io.vigil.evaluate;

import io.vigil.rule.Ruleset;

/**
 * One ruleset under evaluation.
 *
 * @param name {@code live}, {@code shadow}, or the name of a replay's candidate
 * @param ruleset its rules
 */
public record Lane(String name, Ruleset ruleset) {
    /** The lane whose warnings go to the desk. */
    public static final String LIVE = "live";

    /** The lane whose warnings nobody is called out for. */
    public static final String SHADOW = "shadow";

    /**
     * A lane as warnings name it.
     *
     * @param lane its name
     * @param ruleset version hash of its ruleset
     */
    public record Version(String lane, String ruleset) {}
}
