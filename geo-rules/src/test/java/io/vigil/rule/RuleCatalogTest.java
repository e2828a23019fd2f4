package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rule is one file, its test, one line in the catalogue and its page, which is written; this names what is missing. */
class RuleCatalogTest {
    private static final Path RULES = Path.of("src/main/java/io/vigil/rule");
    private static final Path TESTS = Path.of("src/test/java/io/vigil/rule");
    private static final Path PAGES = Path.of("../docs/rules");

    @Test
    void everyRuleHasItsTestItsLineAndItsPage() throws IOException {
        List<String> missing = new ArrayList<>();
        List<String> registered = new ArrayList<>();
        for (RuleKind kind : RuleCatalog.kinds()) {
            if (!Files.exists(PAGES.resolve(RulePages.fileName(kind)))) {
                missing.add("docs/rules has no page of " + kind.kind() + ": run ./vigil rules docs --out docs/rules");
            }
        }
        String catalog = Files.readString(RULES.resolve("RuleCatalog.java"));
        for (String rule : ruleFiles()) {
            if (!catalog.contains(rule + ".KIND")) {
                missing.add("RuleCatalog has no line " + rule + ".KIND");
            }
            if (!Files.exists(TESTS.resolve(rule + "Test.java"))) {
                missing.add(rule + " has no " + rule + "Test");
            }
            registered.add(rule);
        }

        assertThat(missing).isEmpty();
        assertThat(RuleCatalog.kinds()).hasSameSizeAs(registered);
    }

    @Test
    void kindsAndCodesAreUniqueAndParametersAreDescribed() {
        assertThat(RuleCatalog.kinds()).extracting(RuleKind::kind).doesNotHaveDuplicates();
        assertThat(RuleCatalog.kinds()).extracting(RuleKind::code).doesNotHaveDuplicates();
        for (RuleKind kind : RuleCatalog.kinds()) {
            assertChinese(kind.kind(), kind.nameZh());
            assertChinese(kind.kind(), kind.meaningZh());
            assertChinese(kind.kind(), kind.clearsZh());
            assertThat(kind.allParameters()).extracting(Parameter::name).doesNotHaveDuplicates();
            assertThat(kind.allParameters()).allSatisfy(parameter -> {
                assertThat(parameter.meaning()).isNotBlank();
                assertThat(parameter.range()).isNotBlank();
                assertChinese(kind.kind() + " " + parameter.name(), parameter.meaningZh());
                assertThat(parameter.rangeZh()).isNotBlank();
                if (parameter.defaultValue() != null) {
                    assertThat(parameter.allowed().test(parameter.defaultValue()))
                            .as("default of %s %s is in range", kind.kind(), parameter.name())
                            .isTrue();
                }
            });
        }
    }

    /** Who is on duty reads Chinese: a text that repeats the English is none. */
    private static void assertChinese(String what, String text) {
        assertThat(text).as("Chinese of %s", what).containsPattern("\\p{IsHan}");
    }

    private static List<String> ruleFiles() throws IOException {
        try (Stream<Path> files = Files.list(RULES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Rule.java")
                            && !name.equals("Rule.java")
                            && !name.equals("PairRule.java")
                            && !name.equals("CompiledRule.java"))
                    .map(name -> name.replace(".java", ""))
                    .sorted()
                    .toList();
        }
    }
}
