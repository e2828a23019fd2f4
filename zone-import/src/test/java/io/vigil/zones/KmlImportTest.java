package io.vigil.zones;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KmlImportTest {
    private static final String SQUARE = "117,38,0 118,38,0 118,39,0 117,39,0 117,38,0";
    private static final String HOLE = "117.2,38.2 117.2,38.4 117.4,38.4 117.4,38.2 117.2,38.2";

    @TempDir
    private Path folder;

    private static String kml(String inside) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Folder>\n"
                + inside + "\n</Folder></Document></kml>";
    }

    private static String placemark(String name, String geometry) {
        return "<Placemark><name>" + name + "</name><ExtendedData><Data name=\"grade\"><value>3</value></Data>"
                + "<SchemaData><SimpleData name=\"owner\">港务局</SimpleData></SchemaData></ExtendedData>" + geometry
                + "</Placemark>";
    }

    private static String polygon(String outer, String... holes) {
        StringBuilder text = new StringBuilder("<Polygon><outerBoundaryIs><LinearRing><coordinates>" + outer
                + "</coordinates></LinearRing></outerBoundaryIs>");
        for (String hole : holes) {
            text.append("<innerBoundaryIs><LinearRing><coordinates>" + hole
                    + "</coordinates></LinearRing></innerBoundaryIs>");
        }
        return text + "</Polygon>";
    }

    private Imported run(String content, Object... options) throws IOException {
        Path file = Files.writeString(folder.resolve("zones.kml"), content);
        Object[] all = new Object[options.length + 1];
        all[0] = file;
        System.arraycopy(options, 0, all, 1, options.length);
        return Imported.run(folder, all);
    }

    @Test
    void readsPolygonsWithHolesAndTheirData() throws IOException {
        Imported imported = run(kml(placemark("禁航区", polygon(SQUARE, HOLE))), "--type", "forbidden");

        Zone zone = imported.zones().get(0);
        assertThat(zone.name()).isEqualTo("禁航区");
        assertThat(zone.type()).isEqualTo("forbidden");
        assertThat(zone.attributes()).containsEntry("grade", "3").containsEntry("owner", "港务局");
        ZoneShape.Polygon polygon = ((ZoneShape.Area) zone.shape()).polygons().get(0);
        assertThat(polygon.outer().longitudes()).containsExactly(117, 118, 118, 117);
        assertThat(polygon.holes()).hasSize(1);
    }

    @Test
    void readsMultiGeometryLinesAndPoints() throws IOException {
        Imported imported = run(
                kml(placemark(
                                "two",
                                "<MultiGeometry>" + polygon(SQUARE) + polygon(SQUARE.replace("38,", "41,"))
                                        + "</MultiGeometry>")
                        + placemark("line", "<LineString><coordinates>117,38 118,39</coordinates></LineString>")
                        + placemark("point", "<Point><coordinates>117.5,38.5,7</coordinates></Point>")),
                "--half-width-m",
                "100",
                "--radius-m",
                "200");

        assertThat(imported.refusals()).isEmpty();
        assertThat(((ZoneShape.Area) imported.zones().get(0).shape()).polygons())
                .hasSize(2);
        assertThat(((ZoneShape.Corridor) imported.zones().get(1).shape()).halfWidthMeters())
                .isEqualTo(100);
        assertThat(imported.zones().get(2).shape()).isEqualTo(new ZoneShape.Circle(38.5, 117.5, 200));
    }

    @Test
    void readsAKmz() throws IOException {
        Path kmz = folder.resolve("zones.kmz");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(kmz))) {
            out.putNextEntry(new ZipEntry("images/legend.png"));
            out.write(new byte[3]);
            out.putNextEntry(new ZipEntry("doc.kml"));
            out.write(kml(placemark("a", polygon(SQUARE))).getBytes(StandardCharsets.UTF_8));
        }

        assertThat(Imported.run(folder, kmz).zones()).hasSize(1);
    }

    @Test
    void readsTheEncodingItDeclares() throws IOException {
        Path file = folder.resolve("gbk.kml");
        String content = kml(placemark("禁航区", polygon(SQUARE))).replace("UTF-8", "GB2312");
        Files.write(file, content.getBytes(java.nio.charset.Charset.forName("GBK")));

        assertThat(Imported.run(folder, file).zones().get(0).name()).isEqualTo("禁航区");

        Files.writeString(file, content.replace("GB2312", "klingon"));
        assertThat(Imported.run(folder, file).refusals()).contains("declares an unknown encoding: klingon");
    }

    @Test
    void readsNoEntityWhetherOutsideOrInside() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "the-secret-word");
        String body = placemark("&x;", polygon(SQUARE));
        String outside = "<!DOCTYPE kml [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>";
        String inside = "<!DOCTYPE kml [<!ENTITY y \"yyyyyyyyyy\"><!ENTITY x \"&y;&y;&y;&y;&y;&y;&y;&y;\">]>";

        for (String doctype : new String[] {outside, inside}) {
            Imported refused = run(kml(body).replace("<kml ", doctype + "<kml "));
            assertThat(refused.exit()).isEqualTo(3);
            assertThat(refused.refusals())
                    .contains("document type definition")
                    .doesNotContain("the-secret-word", "yyyy");
            assertThat(refused.wroteNothing()).isTrue();
        }
    }

    @Test
    void tellsEveryFaultWithItsPlacemark() throws IOException {
        Imported refused = run(kml(placemark("a", polygon("117,38 118,thirty 118,39")) + "\n"
                + placemark("b", polygon(SQUARE)) + "\n" + placemark("c", "") + "\n"
                + placemark("d", "<Polygon></Polygon>")));

        assertThat(refused.faults()).hasSize(3);
        assertThat(refused.refusals())
                .contains("placemark 0 (line 3)", "\"118,thirty\" is no position")
                .contains("placemark 2", "has no geometry")
                .contains("placemark 3", "no outerBoundaryIs");
        assertThat(refused.wroteNothing()).isTrue();
        assertThat(run(kml(placemark("b", polygon(SQUARE)) + placemark("c", "")), "--lenient")
                        .out())
                .contains("skipped ", "placemark 1", "1 zones written, 1 skipped");
    }

    @Test
    void refusesWhatIsNoKmlAndWhatIsNestedWithoutEnd() throws IOException {
        assertThat(run("<html></html>").refusals()).contains("is not KML");
        assertThat(run("<kml><Document>").refusals()).contains("is not good XML");
        assertThat(run(kml("<Folder>".repeat(200) + "</Folder>".repeat(200))).refusals())
                .contains("nested deeper than 50");
    }
}
