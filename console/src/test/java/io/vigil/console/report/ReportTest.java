package io.vigil.console.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://x\",\"y\")",
                "+1+1",
                "-1+1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "\uFF1D1+1",
                "\uFF0B1",
                "\uFF0D1",
                "\uFF20x"
            })
    void writesNoFormulaWhateverTheNameIs(String name) throws Exception {
        Table table = new Table("t", List.of("a", "b"), List.of(List.of(name, 7)));

        assertThat(new String(CsvText.of(List.of(table)), StandardCharsets.UTF_8))
                .isEqualTo("\uFEFF\"a\",\"b\"\r\n\"'" + name.replace("\"", "\"\"") + "\",7\r\n");
        String sheet = parts(XlsxFile.of(List.of(table))).get("xl/worksheets/sheet1.xml");
        assertThat(sheet).doesNotContain("<f>").contains("<t xml:space=\"preserve\">'", "<c><v>7</v></c>");
    }

    @Test
    void leavesHarmlessTextsAsTheyAre() {
        Table table = new Table(
                "t", List.of("a"), List.of(List.of("津A12345|yellow"), List.of("a,b"), List.of("a\"b"), List.of("")));

        assertThat(new String(CsvText.of(List.of(table)), StandardCharsets.UTF_8))
                .isEqualTo("\uFEFF\"a\"\r\n\"津A12345|yellow\"\r\n\"a,b\"\r\n\"a\"\"b\"\r\n\"\"\r\n");
    }

    @Test
    void writesAWorkbookWhosePartsAreWellFormedAndNamedOnce() throws Exception {
        Table one = new Table(
                "预警 [1]/2", List.of("<名>"), List.of(List.of("<img src=x onerror=alert(1)>&\u0001\uD83D\uDE8C")));
        Table two = new Table("x".repeat(40), List.of("b"), List.of(List.of(1.5)));

        byte[] workbook = XlsxFile.of(List.of(one, two));

        Map<String, String> parts = parts(workbook);
        assertThat(parts)
                .containsOnlyKeys(
                        "[Content_Types].xml",
                        "_rels/.rels",
                        "xl/workbook.xml",
                        "xl/_rels/workbook.xml.rels",
                        "xl/worksheets/sheet1.xml",
                        "xl/worksheets/sheet2.xml");
        for (Map.Entry<String, String> part : parts.entrySet()) {
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(part.getValue().getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(parts.get("xl/worksheets/sheet1.xml"))
                .contains("&lt;img src=x onerror=alert(1)&gt;&amp; \uD83D\uDE8C");
        assertThat(parts.get("xl/workbook.xml")).contains("name=\"预警  1  2\"", "name=\"" + "x".repeat(31) + "\"");
        assertThat(XlsxFile.of(List.of(one, two))).isEqualTo(workbook);
    }

    @Test
    void givesTheIntervalOfWilson() {
        // From Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
        assertInterval(81, 263, 0.2553, 0.3662);
        assertInterval(15, 148, 0.0624, 0.1605);
        assertInterval(0, 20, 0, 0.1611);
        assertInterval(1, 29, 0.0061, 0.1718);
        assertThat(Wilson.of(20, 20).high()).isEqualTo(1);
        assertThat(Wilson.of(0, 0).share()).isNaN();
    }

    private static void assertInterval(long successes, long cases, double low, double high) {
        assertThat(Wilson.of(successes, cases).low()).isCloseTo(low, within(0.0001));
        assertThat(Wilson.of(successes, cases).high()).isCloseTo(high, within(0.0001));
    }

    private static Map<String, String> parts(byte[] workbook) throws IOException {
        Map<String, String> parts = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }
}
