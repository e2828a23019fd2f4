package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vigil.json.RulesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RulePagesTest {
    private static final Path PAGES = Path.of("../docs/rules");

    @Test
    void thePagesCheckedInAreWhatTheCodeSays() throws IOException {
        SortedMap<String, String> checkedIn = new TreeMap<>();
        try (Stream<Path> files = Files.list(PAGES)) {
            for (Path file : files.toList()) {
                checkedIn.put(file.getFileName().toString(), Files.readString(file));
            }
        }

        assertThat(checkedIn)
                .as("run ./vigil rules docs --out docs/rules and commit what it writes")
                .isEqualTo(RulePages.all());
    }

    @Test
    void everyPageSaysWhatItsKindDeclares() {
        Map<String, String> pages = RulePages.all();
        for (RuleKind kind : RuleCatalog.kinds()) {
            String page = pages.get(RulePages.fileName(kind));
            assertThat(page)
                    .contains(kind.code(), kind.nameZh(), kind.nameEn(), kind.meaning(), kind.clears(), kind.source());
            assertThat(kind.allParameters()).allSatisfy(parameter -> assertThat(page)
                    .contains("| `" + parameter.name() + "` |")
                    .contains(parameter.meaning().replace("|", "\\|")));
            assertThat(pages.get(RulePages.INDEX)).contains("[`" + kind.kind() + "`](" + kind.kind() + ".md)");
        }
    }

    @Test
    void everyExampleIsAGoodRuleFileWithTheDefaults() {
        for (RuleKind kind : RuleCatalog.kinds()) {
            String page = RulePages.all().get(RulePages.fileName(kind));
            String example = page.substring(page.indexOf("```yaml\n") + 8, page.lastIndexOf("```"));

            assertThatCode(() -> RulesFile.parse(example, kind.kind()))
                    .as(example)
                    .doesNotThrowAnyException();
            RuleConfig rule = RulesFile.parse(example, kind.kind()).rules().get(0);
            for (Parameter parameter : kind.allParameters()) {
                if (parameter.defaultValue() != null) {
                    assertThat(rule.parameters().values())
                            .as(kind.kind())
                            .containsEntry(parameter.name(), parameter.defaultValue());
                }
            }
        }
    }
}
