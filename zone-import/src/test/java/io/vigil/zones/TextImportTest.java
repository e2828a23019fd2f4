package io.vigil.zones;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GeoJSON, WKT, CSV and what all formats have in common: ids, names, types, limits. */
class TextImportTest {
    private static final String SQUARE = "[[[117,38],[118,38],[118,39],[117,39],[117,38]]]";

    @TempDir
    private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private Path geoJson(String... features) throws IOException {
        return file(
                "in.geojson", "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",\n", features) + "]}");
    }

    private static String feature(String properties, String type, String coordinates) {
        return "{\"type\":\"Feature\",\"properties\":{" + properties + "},\"geometry\":{\"type\":\"" + type
                + "\",\"coordinates\":" + coordinates + "}}";
    }

    @Test
    void keepsWhatTheContractKnowsAndPutsTheRestUnderAttributes() throws IOException {
        Path in = geoJson(feature(
                "\"code\":12,\"name\":\"伏季休渔区\",\"validFrom\":\"2026-05-01\",\"classes\":[\"fishing\"],"
                        + "\"schedule\":[{\"dates\":\"05-01T12:00/09-16T12:00\"}],\"depth\":12.5,\"kind\":\"closed-season\"",
                "Polygon",
                SQUARE));

        Imported imported = Imported.run(folder, in, "--id-field", "code", "--type-field", "kind");

        Zone zone = imported.zones().get(0);
        assertThat(zone.id()).isEqualTo("12");
        assertThat(zone.name()).isEqualTo("伏季休渔区");
        assertThat(zone.type()).isEqualTo("closed-season");
        assertThat(zone.classes()).containsExactly("fishing");
        assertThat(zone.schedule().windows()).hasSize(1);
        assertThat(zone.attributes()).containsOnlyKeys("depth");
    }

    @Test
    void givesOutBackWhatItWroteItself() throws IOException {
        Path in = geoJson(
                feature("\"id\":\"a\",\"type\":\"harbour\",\"radiusM\":500", "Point", "[117,38]"),
                feature("\"id\":\"b\",\"type\":\"cable\",\"halfWidthM\":50", "LineString", "[[117,38],[118,39]]"),
                feature(
                        "\"id\":\"c\",\"type\":\"protected\",\"attributes\":{\"x\":[1,{\"y\":true}]}",
                        "Polygon",
                        SQUARE));

        Imported once = Imported.run(folder, in);
        String first = Files.readString(once.file());
        Path again = Files.move(once.file(), folder.resolve("again.geojson"));

        assertThat(once.refusals()).isEmpty();
        assertThat(Files.readString(Imported.run(folder, again).file())).isEqualTo(first);
        assertThat(once.out()).doesNotContain("in.geojson: feature");
    }

    @Test
    void generatesIdsThatStayWhereverTheFeatureStands() throws IOException {
        String one = feature("\"name\":\"one\"", "Polygon", SQUARE);
        String two = feature("\"name\":\"two\"", "Polygon", SQUARE);
        String oneId = id(Imported.run(folder, geoJson(one, two)), "one");

        assertThat(id(Imported.run(folder, geoJson(two, one)), "one"))
                .isEqualTo(oneId)
                .startsWith("in-");
        Imported twice = Imported.run(folder, geoJson(one, two, one));
        assertThat(twice.exit()).isEqualTo(3);
        assertThat(twice.refusals()).contains("feature 2", "has the name and geometry of", "feature 0");
    }

    private static String id(Imported imported, String name) {
        return imported.zones().stream()
                .filter(zone -> name.equals(zone.name()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void refusesIdsThatAreMissingOrGivenTwiceAlsoAcrossFiles() throws IOException {
        Path in = geoJson(
                feature("\"code\":\"a\"", "Polygon", SQUARE),
                feature("\"code\":\"a\"", "Polygon", SQUARE),
                feature("\"other\":1", "Polygon", SQUARE));
        Path more = file("more.csv", "code,lon,lat\na,117,38\n");

        Imported refused = Imported.run(folder, in, more, "--id-field", "code", "--radius-m", "5");

        assertThat(refused.faults()).hasSize(3);
        assertThat(refused.refusals())
                .contains("feature 1", "id is that of")
                .contains("feature 2: has no code, the field of ids; it has the fields other")
                .contains("more.csv: line 2 (id \"a\")");
        assertThat(refused.wroteNothing()).isTrue();
    }

    @Test
    void readsTheCrsOfOldGeoJsonAndRefusesOneItDoesNotKnow() throws IOException {
        String old =
                "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"NAME\"}},\"features\":["
                        + feature(
                                "",
                                "Polygon",
                                "[[[12990000,4580000],[12990000,4590000],[12980000,4590000],[12990000,4580000]]]")
                        + "]}";

        Imported imported = Imported.run(folder, file("a.geojson", old.replace("NAME", "urn:ogc:def:crs:EPSG::3857")));
        ZoneShape.Area area = (ZoneShape.Area) imported.zones().get(0).shape();
        double lon = Math.toDegrees(12_990_000 / 6_378_137.0);
        double lat = Math.toDegrees(2 * Math.atan(Math.exp(4_580_000 / 6_378_137.0)) - Math.PI / 2);
        assertThat(area.polygons().get(0).outer().longitudes()[0]).isCloseTo(lon, within());
        assertThat(area.polygons().get(0).outer().latitudes()[0]).isCloseTo(lat, within());

        assertThat(Imported.run(folder, file("b.geojson", old.replace("NAME", "urn:x:local")))
                        .refusals())
                .contains("is not understood; give --crs");
        assertThat(Imported.run(folder, file("c.geojson", old.replace("NAME", "EPSG:99999")))
                        .refusals())
                .contains("EPSG:99999 is not in the EPSG register");
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-9);
    }

    @Test
    void writesZonesAcrossTheAntimeridianSoThatTheyAreReadTheShortWay() throws IOException {
        String box = "[[[179,50],[-179,50],[-179,52],[179,52],[179,50]]]";
        String unwrapped = "[[[179,50],[181,50],[181,52],[179,52],[179,50]]]";
        for (String coordinates : List.of(box, unwrapped)) {
            Imported imported = Imported.run(folder, geoJson(feature("", "Polygon", coordinates)));

            ZoneShape.Ring ring = ((ZoneShape.Area) imported.zones().get(0).shape())
                    .polygons()
                    .get(0)
                    .outer();
            assertThat(ring.longitudes()).containsExactly(179, 181, 181, 179);
            assertThat(Files.readString(imported.file())).contains("-179").doesNotContain("181");
        }
    }

    @Test
    void hintsAtSwappedAxesAndAtMetres() throws IOException {
        Path swapped = geoJson(feature("", "Polygon", "[[[38,117],[38,118],[39,118],[39,117],[38,117]]]"));
        assertThat(Imported.run(folder, swapped).refusals()).contains("(38.0, 117.0)", "give --swap-xy");
        Zone zone = Imported.run(folder, swapped, "--swap-xy").zones().get(0);
        assertThat(((ZoneShape.Area) zone.shape()).polygons().get(0).outer().longitudes())
                .contains(117, 118);

        Path metres = geoJson(
                feature("", "Polygon", "[[[500000,4320000],[501000,4320000],[501000,4321000],[500000,4320000]]]"));
        assertThat(Imported.run(folder, metres).refusals()).contains("say in which system with --crs EPSG:nnnn");
        assertThat(Imported.run(folder, metres, "--crs", "EPSG:4548").refusals())
                .isEmpty();
        assertThat(Imported.run(folder, metres, "--crs", "EPSG:4548", "--swap-xy")
                        .refusals())
                .contains("is not where EPSG:4548 is used", "x and y look swapped");
    }

    @Test
    void refusesHugePolygonsManyHolesContinentsAndEndlessNesting() throws IOException {
        StringBuilder ring = new StringBuilder("[[");
        for (int i = 0; i < 100_001; i++) {
            ring.append("[")
                    .append(117 + i * 1e-6)
                    .append(",")
                    .append(38 + i % 2 * 1e-7)
                    .append("],");
        }
        Path huge = geoJson(feature("", "Polygon", ring + "[117,38]]]"));
        assertThat(Imported.run(folder, huge).refusals()).contains("100002 positions, allowed are 100000");

        String hole = ",[[117.1,38.1],[117.2,38.1],[117.2,38.2],[117.1,38.1]]";
        Path holes = geoJson(feature("", "Polygon", SQUARE.replace("]]]", "]]") + hole.repeat(1_001) + "]"));
        assertThat(Imported.run(folder, holes).refusals()).contains("1001 holes, allowed are 1000");

        Path continent = geoJson(feature("", "Polygon", "[[[0,0],[60,0],[60,60],[0,60],[0,0]]]"));
        assertThat(Imported.run(folder, continent).refusals()).contains("more than a continent", "--force");
        assertThat(Imported.run(folder, continent, "--force").exit()).isZero();

        Path nested = geoJson(
                "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":" + "[".repeat(5_000));
        assertThat(Imported.run(folder, nested).refusals())
                .contains("is not JSON")
                .contains("nesting depth");
    }

    @Test
    void refusesFilesThatAreTooLargeBeforeReadingThem() throws IOException {
        Path large = folder.resolve("large.geojson");
        try (var channel = java.nio.channels.FileChannel.open(
                large, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.allocate(1), 50L << 20);
        }

        assertThat(Imported.run(folder, large).refusals()).contains("has 52428801 bytes, allowed are 52428800");
    }

    @Test
    void tellsFaultsOfGeoJsonByFeature() throws IOException {
        Path in = geoJson(
                feature("", "Polygon", "[[[117,38],[118,38],[\"x\",39],[117,38]]]"),
                feature("", "Circle", "[1,2]"),
                "7",
                "{\"type\":\"Feature\",\"properties\":null,\"geometry\":null}",
                feature("", "Polygon", SQUARE));

        Imported refused = Imported.run(folder, in);

        assertThat(refused.faults()).hasSize(4);
        assertThat(refused.refusals())
                .contains("feature 0", "feature 1: geometry type \"Circle\" is not known")
                .contains("feature 2: is not an object", "feature 3", "has no geometry");
        assertThat(Imported.run(folder, in, "--lenient").zones()).hasSize(1);
    }

    @Test
    void keepsEachMessageOneShortLineWhateverStandsInTheFile() throws IOException {
        String name = "x\\nvigil: 0 faults\\u001b[2J\\u202e" + "y".repeat(5_000);
        Path in = geoJson(
                feature("\"id\":\"a\\nb\"", "Polygon", "[[[117,38],[118,39],[117,38]]]"),
                feature("", name, "[1,2]"),
                feature("\"side\":\"" + name + "\"", "LineString", "[[117,38],[118,39]]"));

        Imported refused = Imported.run(folder, in);

        assertThat(refused.faults()).hasSize(3).allSatisfy(fault -> assertThat(fault.toString())
                .hasSizeLessThan(2_000)
                .doesNotContain("\n", "\u001b", "\u202e"));
    }

    @Test
    void refusesWhatTheRulesCouldNotRead() throws IOException {
        Path in = geoJson(feature("\"id\":\"a\",\"schedule\":[{\"days\":\"someday\"}]", "Polygon", SQUARE));

        Imported refused = Imported.run(folder, in);

        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.refusals()).contains("(not written)", "someday");
        assertThat(refused.wroteNothing()).isTrue();
        assertThat(folder).isDirectoryNotContaining("glob:**.part*");
    }

    @Test
    void readsWellKnownTextsOverSeveralLinesAndWithSrid() throws IOException {
        Path in = file(
                "zones.wkt",
                """
                POLYGON ((117 38, 118 38, 118 39,
                          117 39, 117 38))
                SRID=4490;MULTIPOLYGON (((117 38, 118 38, 118 39, 117 38)), ((120 38, 121 38, 121 39, 120 38)))
                POINT Z (117 38 5)
                POLYGON EMPTY
                POLYGON ((117 38, 118 thirty))
                GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4))
                """);

        Imported refused = Imported.run(folder, in, "--radius-m", "10");
        assertThat(refused.faults()).hasSize(3);
        assertThat(refused.refusals())
                .contains("line 5", "has no geometry", "line 6: is no well-known text")
                .contains("line 7: holds geometries of several sorts");
        Imported imported = Imported.run(folder, in, "--radius-m", "10", "--lenient");
        assertThat(imported.zones()).hasSize(3);
    }

    @Test
    void closesOpenRingsOfWellKnownTextAndSaysSo() throws IOException {
        Path in = file("open.wkt", "POLYGON ((117 38, 118 38, 118 39, 117 39))");

        Imported imported = Imported.run(folder, in);

        assertThat(imported.out())
                .contains("ring was not closed: closed over 111006.0 m")
                .contains("1 repair");
        assertThat(((ZoneShape.Area) imported.zones().get(0).shape())
                        .polygons()
                        .get(0)
                        .outer()
                        .latitudes())
                .hasSize(4);
    }

    @Test
    void readsCsvInGbkWithQuotesAndWellKnownText() throws IOException {
        Path in = folder.resolve("zones.csv");
        Files.write(
                in,
                "编号;名称;geom\r\n7;\"港区;\"\"北\"\"\r\n二区\";\"POLYGON ((117 38, 118 38, 118 39, 117 38))\"\r\n"
                        .getBytes(Charset.forName("GBK")));

        Imported imported = Imported.run(folder, in, "--id-field", "编号");

        assertThat(imported.refusals()).isEmpty();
        assertThat(imported.zones().get(0).id()).isEqualTo("7");
        assertThat(imported.zones().get(0).name()).isEqualTo("港区;\"北\"\r\n二区");
        assertThat(imported.out()).contains("read as GBK");
    }

    @Test
    void readsCirclesFromCsvAndTellsFaultsByLine() throws IOException {
        Path in = file("ports.csv", "name,lon,lat,radiusM\na,117,38,500\nb,117.5,38,\nc,117,x,\nd,117\ne,NaN,38,5\n");

        Imported refused = Imported.run(folder, in);

        assertThat(refused.faults()).hasSize(4);
        assertThat(refused.refusals())
                .contains("line 3", "is a point without a radius", "--radius-m")
                .contains("line 4: lat=\"x\" is no number")
                .contains("line 5: has 2 cells, the header has 4")
                .contains("line 6", "position (NaN, 38.0) is not finite");
        List<Zone> zones =
                Imported.run(folder, in, "--radius-m", "900", "--lenient").zones();
        assertThat(zones)
                .extracting(Zone::shape)
                .containsExactly(new ZoneShape.Circle(38, 117, 500), new ZoneShape.Circle(38, 117.5, 900));
    }

    @Test
    void saysWrongUseInOneLine() throws IOException {
        Path in = geoJson(feature("", "Polygon", SQUARE));
        for (String[] wrong : new String[][] {
            {"--crs", "WGS84"},
            {"--encoding", "klingon"},
            {"--radius-m", "-1"},
            {"--max-area-change", "101"},
            {"--datum", "mars"},
            {"--format", "dxf"},
            {"--out", in.toString()}
        }) {
            Imported refused = Imported.run(folder, in, wrong[0], wrong[1]);
            assertThat(refused.exit()).as(wrong[0]).isEqualTo(2);
            assertThat(refused.err()).as(wrong[0]).contains(wrong[0]);
        }
        assertThat(Imported.run(folder, folder.resolve("none.geojson")).refusals())
                .contains("there is no such file");
        assertThat(Imported.run(folder, folder).refusals()).contains("is a folder");
        assertThat(Imported.run(folder, file("zones.dxf", "0")).refusals()).contains("give --format");
    }

    @Test
    void refusesGarbageOfEveryFormatWithOneFault() throws IOException {
        byte[] garbage = new byte[3_000];
        new java.util.Random(7).nextBytes(garbage);
        Path in = Files.write(folder.resolve("garbage"), garbage);
        for (String format : List.of("geojson", "shapefile", "geopackage", "kml", "wkt", "csv", "points")) {
            Imported refused = Imported.run(folder, in, "--format", format);
            assertThat(refused.exit()).as(format).isEqualTo(3);
            assertThat(refused.faults()).as(format).isNotEmpty();
        }
        Path empty = Files.write(folder.resolve("empty"), "".getBytes(StandardCharsets.UTF_8));
        for (String format : List.of("geojson", "shapefile", "geopackage", "kml", "wkt", "csv", "points")) {
            assertThat(Imported.run(folder, empty, "--format", format).exit())
                    .as(format)
                    .isEqualTo(3);
        }
    }
}
