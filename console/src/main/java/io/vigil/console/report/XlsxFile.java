package io.vigil.console.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Tables as a workbook of Office Open XML (ECMA-376, SpreadsheetML), a sheet each. Texts are inline strings, numbers are
 * numbers, and there is no formula in it whatever the texts hold.
 */
public final class XlsxFile {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private static final int MAX_SHEET_NAME = 31;

    private XlsxFile() {}

    /** The bytes of the workbook. */
    public static byte[] of(List<Table> tables) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            put(zip, "[Content_Types].xml", contentTypes(tables.size()));
            put(
                    zip,
                    "_rels/.rels",
                    relations("<Relationship Id=\"r1\" Type=\"" + RELATIONS
                            + "/officeDocument\" Target=\"xl/workbook.xml\"/>"));
            put(zip, "xl/workbook.xml", workbook(tables));
            put(zip, "xl/_rels/workbook.xml.rels", sheetRelations(tables.size()));
            for (int i = 0; i < tables.size(); i++) {
                put(zip, "xl/worksheets/sheet" + (i + 1) + ".xml", sheet(tables.get(i)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0); // equal tables give equal bytes
        zip.putNextEntry(entry);
        zip.write((HEAD + content).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String contentTypes(int sheets) {
        StringBuilder xml = new StringBuilder("<Types xmlns=\"" + PACKAGE + "content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + SHEET_TYPE + "sheet.main+xml\"/>");
        for (int i = 1; i <= sheets; i++) {
            xml.append("<Override PartName=\"/xl/worksheets/sheet").append(i);
            xml.append(".xml\" ContentType=\"" + SHEET_TYPE + "worksheet+xml\"/>");
        }
        return xml.append("</Types>").toString();
    }

    private static String relations(String content) {
        return "<Relationships xmlns=\"" + PACKAGE + "relationships\">" + content + "</Relationships>";
    }

    private static String sheetRelations(int sheets) {
        StringBuilder xml = new StringBuilder();
        for (int i = 1; i <= sheets; i++) {
            xml.append("<Relationship Id=\"r")
                    .append(i)
                    .append("\" Type=\"" + RELATIONS + "/worksheet\" Target=\"worksheets/sheet");
            xml.append(i).append(".xml\"/>");
        }
        return relations(xml.toString());
    }

    private static String workbook(List<Table> tables) {
        StringBuilder xml =
                new StringBuilder("<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + RELATIONS + "\"><sheets>");
        for (int i = 0; i < tables.size(); i++) {
            String name = tables.get(i).name().replaceAll("[\\[\\]:*?/\\\\]", " ");
            name = name.length() <= MAX_SHEET_NAME ? name : name.substring(0, MAX_SHEET_NAME);
            xml.append("<sheet name=\"")
                    .append(escaped(name))
                    .append("\" sheetId=\"")
                    .append(i + 1);
            xml.append("\" r:id=\"r").append(i + 1).append("\"/>");
        }
        return xml.append("</sheets></workbook>").toString();
    }

    private static String sheet(Table table) {
        StringBuilder xml = new StringBuilder("<worksheet xmlns=\"" + MAIN + "\"><sheetData>");
        row(xml, table.header());
        table.rows().forEach(row -> row(xml, row));
        return xml.append("</sheetData></worksheet>").toString();
    }

    private static void row(StringBuilder xml, List<?> values) {
        xml.append("<row>");
        for (Object value : values) {
            if (value instanceof Number) {
                xml.append("<c><v>").append(value).append("</v></c>");
            } else {
                xml.append("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">");
                xml.append(escaped(Table.harmless(value))).append("</t></is></c>");
            }
        }
        xml.append("</row>");
    }

    /** XML 1.0 has no place for most control characters, escaped or not. */
    private static String escaped(String text) {
        StringBuilder xml = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                default -> {
                    boolean allowed = character >= ' ' && character != 0xFFFE && character != 0xFFFF
                            || character == '\t'
                            || character == '\n'
                            || character == '\r';
                    xml.appendCodePoint(allowed ? character : ' ');
                }
            }
        });
        return xml.toString();
    }
}
