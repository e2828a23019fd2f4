package io.vigil.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text of the page is there in Chinese and in English. */
class PageWordsTest {
    private static final String WORDS =
            new String(new PageFiles().page("words.js").orElseThrow().content(), StandardCharsets.UTF_8);

    @Test
    void hasEveryWordInBothLanguages() {
        Set<String> chinese = names(WORDS.substring(WORDS.indexOf("  zh: {"), WORDS.indexOf("  en: {")));
        Set<String> english = names(WORDS.substring(WORDS.indexOf("  en: {"), WORDS.indexOf("const KEY")));

        assertThat(chinese).hasSizeGreaterThan(150).isEqualTo(english);
    }

    @Test
    void knowsEveryWordThatThePagesAskFor() throws Exception {
        Set<String> known = names(WORDS.substring(WORDS.indexOf("  zh: {"), WORDS.indexOf("  en: {")));
        Path folder = Path.of(Objects.requireNonNull(PageWordsTest.class.getResource("page/index.html"))
                        .toURI())
                .getParent();
        Set<String> asked = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().matches(".*\\.(html|js)"))
                    .toList()) {
                asked.addAll(asked(Files.readString(file)));
            }
        }

        assertThat(asked).hasSizeGreaterThan(120);
        assertThat(known).containsAll(asked);
    }

    private static Set<String> asked(String text) throws IOException {
        Set<String> asked = new TreeSet<>();
        Matcher matcher = Pattern.compile(
                        "(?:\\bword\\('|data-word(?:-label|-placeholder)?=\"|'data-word(?:-label)?': '"
                                + "|labelled\\(')([A-Za-z0-9.]+)['\"]")
                .matcher(text);
        while (matcher.find()) {
            asked.add(matcher.group(1));
        }
        return asked;
    }

    private static Set<String> names(String block) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = Pattern.compile("(?:^\\s*|, )'?([A-Za-z][A-Za-z0-9.]*)'?: '", Pattern.MULTILINE)
                .matcher(block);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
