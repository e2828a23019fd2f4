package io.vigil.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.Disposition;
import io.vigil.model.MoverClass;
import io.vigil.rule.Parameter;
import io.vigil.rule.RuleCatalog;
import io.vigil.rule.RuleKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever word the engine's rules send has a Chinese and an English one on the page. */
class PageTermsTest {
    private static final Path ENGINE = Path.of("../geo-rules/src/main/java/io/vigil");
    private static final String TERMS =
            new String(new PageFiles().page("terms.js").orElseThrow().content(), StandardCharsets.UTF_8);
    /** word: ['Chinese', 'English'] */
    private static final Pattern TERM = Pattern.compile("'?([A-Za-z0-9-]+)'?: \\['([^']+)', '([^']+)'\\]");

    @Test
    void everyTermHasAChineseAndAnEnglishText() {
        Matcher terms = TERM.matcher(TERMS);
        int found = 0;
        while (terms.find()) {
            found++;
            assertThat(terms.group(2)).as(terms.group(1)).containsPattern("\\p{IsHan}|^MMSI$|^ACC$");
            assertThat(terms.group(3)).as(terms.group(1)).doesNotContainPattern("\\p{IsHan}");
        }
        assertThat((long) found)
                .isGreaterThan(300)
                .isEqualTo(Pattern.compile(": \\['").matcher(TERMS).results().count());
    }

    @Test
    void knowsWhateverARuleMeasures() throws IOException {
        Set<String> measured = written(Pattern.compile("\\b(?:measured|threshold)\\(\\s*\"([A-Za-z0-9]+)\""));

        assertThat(measured).hasSizeGreaterThan(120);
        assertThat(group("quantity")).containsAll(measured);
    }

    @Test
    void knowsEveryReasonForATransition() throws IOException {
        Set<String> reasons = written(
                Pattern.compile("(?:close\\(turn, episode, |REASON = |RULE_CHANGED = |continues \\? )\"([a-z-]+)\""));

        assertThat(reasons).contains("cleared", "ended", "rule-removed");
        assertThat(reasons.remove("disposed-")).isTrue();
        for (Disposition.Outcome outcome : Disposition.Outcome.values()) {
            if (outcome.isFinal()) {
                reasons.add("disposed-" + outcome.word());
            }
        }
        assertThat(group("reason")).containsAll(reasons);
    }

    @Test
    void knowsEveryZoneTypeARuleAsksForByDefaultAndEveryClass() {
        Set<String> types = new TreeSet<>();
        for (RuleKind kind : RuleCatalog.kinds()) {
            for (Parameter parameter : kind.allParameters()) {
                if (parameter.name().matches("types|.*Types") && parameter.defaultValue() instanceof List<?> words) {
                    words.forEach(word -> types.add(String.valueOf(word)));
                }
            }
        }

        assertThat(types).hasSizeGreaterThan(25);
        assertThat(group("zoneType")).containsAll(types);
        assertThat(group("class")).containsAll(MoverClass.WORDS);
    }

    private static Set<String> written(Pattern pattern) throws IOException {
        Set<String> words = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ENGINE)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher matcher = pattern.matcher(Files.readString(file));
                while (matcher.find()) {
                    words.add(matcher.group(1));
                }
            }
        }
        return words;
    }

    /** The words of a group of the file. */
    private static Set<String> group(String name) {
        int from = TERMS.indexOf("  " + name + ": {");
        Matcher terms = TERM.matcher(TERMS.substring(from, TERMS.indexOf("\n  },", from)));
        TreeMap<String, String> words = new TreeMap<>();
        while (terms.find()) {
            words.put(terms.group(1), terms.group(2));
        }
        return words.keySet();
    }
}
