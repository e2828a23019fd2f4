package io.vigil.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.console.record.RecordFields;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageFilesTest {
    private final PageFiles files = new PageFiles();

    @Test
    void servesEveryFileThePageNames() {
        String page = allFiles().stream().map(this::text).reduce("", String::concat);
        Matcher names = Pattern.compile("(?:href=\"|src=\"|from '\\./)([a-z-]+\\.(?:js|css|svg))")
                .matcher(page);
        int found = 0;
        while (names.find()) {
            assertThat(files.page(names.group(1))).as(names.group(1)).isPresent();
            found++;
        }
        assertThat(found).isGreaterThan(60);
        assertThat(files.library("echarts.js").orElseThrow().content()).hasSizeGreaterThan(500_000);
        assertThat(files.library("ol.js").orElseThrow().content()).hasSizeGreaterThan(500_000);
        assertThat(files.library("ol.css").orElseThrow().contentType()).startsWith("text/css");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../ConsoleMain.class",
                "..",
                "",
                "/",
                "index",
                "index.html.js",
                "INDEX.HTML",
                "a/b.js",
                "a\\b.js",
                "log4j2.xml",
                "%2e%2e.js",
                "nobody.js",
                "ol.js"
            })
    void servesNothingElse(String name) {
        assertThat(files.page(name)).isEmpty();
    }

    @Test
    void carriesLandAndCoastAndNothingOfCountries() throws IOException {
        JsonNode land = RecordFields.JSON.readTree(
                files.page("land.geojson").orElseThrow().content());

        assertThat(files.page("land.geojson").orElseThrow().content()).hasSizeLessThan(600_000);
        assertThat(land.path("features")).hasSize(1);
        assertThat(land.at("/features/0/properties").fieldNames()).toIterable().containsExactly("cuts");
        assertThat(land.at("/features/0/geometry/coordinates").size()).isGreaterThan(500);
    }

    @Test
    void namesNoAddressOutsideItsOwnOrigin() {
        for (String name : allFiles()) {
            assertThat(text(name)).as(name).doesNotContain("http://", "https://", "innerHTML", "insertAdjacentHTML");
        }
    }

    /** Every page, script and style sheet, as they lie on the class path. */
    private static List<String> allFiles() {
        try {
            Path folder = Path.of(Objects.requireNonNull(PageFilesTest.class.getResource("page/index.html"))
                            .toURI())
                    .getParent();
            try (Stream<Path> listed = Files.list(folder)) {
                return listed.map(file -> file.getFileName().toString())
                        .filter(name -> name.matches(".*\\.(html|js|css)"))
                        .sorted()
                        .toList();
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private String text(String name) {
        return new String(files.page(name).orElseThrow().content(), StandardCharsets.UTF_8);
    }
}
