package io.vigil.rule;

import java.time.ZoneId;
import java.util.List;

/**
 * All rules of one file.
 *
 * @param zone the time zone of all local times
 * @param rules in the order of the file
 * @param hash the version: 16 hexadecimal digits that change when anything a warning depends on changes
 */
public record Ruleset(ZoneId zone, List<RuleConfig> rules, String hash) {
    public Ruleset {
        rules = List.copyOf(rules);
    }
}
