package io.vigil.zones;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShapefileImportTest {
    private static final Charset GBK = Charset.forName("GBK");

    /** Clockwise, as outer rings of shapefiles run. */
    private static final double[] SQUARE = {117, 38, 117, 39, 118, 39, 118, 38, 117, 38};

    /** Counter-clockwise, a hole. */
    private static final double[] HOLE = {117.2, 38.2, 117.4, 38.2, 117.4, 38.4, 117.2, 38.4, 117.2, 38.2};

    @TempDir
    private Path folder;

    @Test
    void readsTenThousandRealPolygonsAndTheyStayWhereTheyWere() throws IOException {
        for (String end : List.of("shp", "dbf")) {
            try (InputStream in = getClass().getResourceAsStream("/shapefiles/polygon/map." + end)) {
                Files.write(folder.resolve("map." + end), in.readAllBytes());
            }
        }

        Imported imported = Imported.run(folder, folder.resolve("map.shp"), "--lenient", "--type", "urban");

        List<Zone> zones = imported.zones();
        List<String> skipped = imported.out()
                .lines()
                .filter(line -> line.startsWith("skipped "))
                .toList();
        assertThat(zones.size() + skipped.size()).isEqualTo(10_000);
        assertThat(skipped).allMatch(line -> line.contains("holes cross the edge or each other"));
        assertThat(zones).hasSizeGreaterThan(9_700).extracting(Zone::id).doesNotHaveDuplicates();
        long seed = System.nanoTime();
        System.out.println("ShapefileImportTest seed " + seed);
        new MapRecords(Files.readAllBytes(folder.resolve("map.shp"))).compare(zones, imported.out(), new Random(seed));
    }

    @Test
    void readsChineseNamesInGbkWithAndWithoutWordOfIt() throws IOException {
        byte[] name = "天津港禁航区".getBytes(GBK);
        Path shp = new ShapefileMaker().polygon(name, SQUARE).write(folder, "port", GBK, "名称");

        assertThat(Imported.run(folder, shp).zones().get(0).name()).isEqualTo("天津港禁航区");
        assertThat(Imported.run(folder, shp).out()).contains("read as GBK");

        Files.writeString(folder.resolve("port.cpg"), "936");
        Imported told = Imported.run(folder, shp);
        assertThat(told.zones().get(0).name()).isEqualTo("天津港禁航区");
        assertThat(told.out()).doesNotContain("read as GBK");

        Files.delete(folder.resolve("port.cpg"));
        Imported byOption = Imported.run(folder, shp, "--encoding", "GBK");
        assertThat(byOption.zones().get(0).name()).isEqualTo("天津港禁航区");
    }

    @Test
    void readsUtf8AndRefusesATextThatIsNotInTheEncodingTold() throws IOException {
        Path utf8 = new ShapefileMaker()
                .polygon("海河".getBytes(StandardCharsets.UTF_8), SQUARE)
                .write(folder, "river", StandardCharsets.UTF_8, "name");
        assertThat(Imported.run(folder, utf8).zones().get(0).name()).isEqualTo("海河");

        Path gbk = new ShapefileMaker().polygon("海河".getBytes(GBK), SQUARE).write(folder, "wrong", GBK, "name");
        Imported refused = Imported.run(folder, gbk, "--encoding", "UTF-8");
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.refusals()).contains("record 1", "field name is not text in UTF-8", "GBK");
    }

    @Test
    void tellsHolesByHowRingsLieAndSaysWhereTheirSenseIsWrong() throws IOException {
        Path good = new ShapefileMaker().polygon(new byte[] {'a'}, HOLE, SQUARE).write(folder, "good", GBK, "name");
        Imported imported = Imported.run(folder, good);
        assertThat(polygons(imported)).hasSize(1);
        assertThat(polygons(imported).get(0).holes()).hasSize(1);
        assertThat(imported.out()).contains("0 repairs");

        double[] sameSense = reversed(HOLE);
        Path bad = new ShapefileMaker()
                .polygon(new byte[] {'a'}, SQUARE, sameSense)
                .write(folder, "bad", GBK, "name");
        Imported repaired = Imported.run(folder, bad);
        assertThat(polygons(repaired).get(0).holes()).hasSize(1);
        assertThat(repaired.out()).contains("record 1", "ring 1", "runs like an area but lies in one: taken as a hole");
    }

    private static List<ZoneShape.Polygon> polygons(Imported imported) {
        return ((ZoneShape.Area) imported.zones().get(0).shape()).polygons();
    }

    private static double[] reversed(double[] ring) {
        double[] back = new double[ring.length];
        for (int i = 0; i < ring.length; i += 2) {
            back[i] = ring[ring.length - 2 - i];
            back[i + 1] = ring[ring.length - 1 - i];
        }
        return back;
    }

    @Test
    void readsAZipFileWithItsProjectionAndIgnoresTheCaseOfNames() throws IOException {
        String prj = "PROJCS[\"CGCS2000_3_Degree_GK_CM_117E\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\","
                + "DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],"
                + "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",500000.0],"
                + "PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",117.0],"
                + "PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";
        ShapefileMaker maker = new ShapefileMaker().polygon("港".getBytes(GBK), new double[] {
            500_000, 4_320_000, 500_000, 4_321_000, 501_000, 4_321_000, 501_000, 4_320_000, 500_000, 4_320_000
        });
        Path zip = folder.resolve("port.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip), GBK)) {
            put(out, "港口/Zones.SHP", maker.shp());
            put(out, "港口/zones.dbf", maker.dbf("名称".getBytes(GBK)));
            put(out, "港口/ZONES.prj", prj.getBytes(StandardCharsets.US_ASCII));
        }

        Imported imported = Imported.run(folder, zip);

        assertThat(imported.refusals()).isEmpty();
        ZoneShape.Ring ring = polygons(imported).get(0).outer();
        assertThat(Arrays.stream(ring.longitudes()).min().orElseThrow()).isBetween(116.9999999, 117.0000001);
        assertThat(Arrays.stream(ring.latitudes()).min().orElseThrow()).isBetween(39.0, 39.1);
        assertThat(imported.zones().get(0).name()).isEqualTo("港");
        assertThat(imported.out()).doesNotContain("off by");
    }

    private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }

    @Test
    void refusesAZipThatIsPackedTooTightOrHoldsTooMuch() throws IOException {
        Path bomb = folder.resolve("bomb.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bomb))) {
            put(out, "zones.shp", new byte[20 << 20]);
        }
        assertThat(Imported.run(folder, bomb).refusals()).contains("entry zones.shp", "packed by more than 1 to 100");

        Path many = folder.resolve("many.zip");
        try (OutputStream file = Files.newOutputStream(many);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (int i = 0; i < 21; i++) {
                put(out, i + ".shp", new byte[1]);
            }
        }
        assertThat(Imported.run(folder, many).refusals()).contains("has 21 entries, allowed are 20");
    }

    @Test
    void refusesBrokenFilesWithRecordAndReason() throws IOException {
        byte[] shp = new ShapefileMaker()
                .polygon(new byte[] {'a'}, SQUARE)
                .polygon(new byte[] {'b'}, SQUARE)
                .shp();
        assertThat(refusal(Arrays.copyOf(shp, shp.length - 20))).contains("is cut short");
        assertThat(refusal(Arrays.copyOf(shp, 50))).contains("is not a shapefile");

        byte[] wrongLength = shp.clone();
        ByteBuffer.wrap(wrongLength).putInt(104, 1 << 29);
        assertThat(refusal(wrongLength)).contains("record 1", "says it has 1073741824 bytes");

        byte[] hugeCount = shp.clone();
        ByteBuffer.wrap(hugeCount).order(ByteOrder.LITTLE_ENDIAN).putInt(108 + 40, Integer.MAX_VALUE);
        assertThat(refusal(hugeCount)).contains("record 1", "says it has 2147483647 points");

        byte[] wrongPart = shp.clone();
        ByteBuffer.wrap(wrongPart).order(ByteOrder.LITTLE_ENDIAN).putInt(108 + 44, 77);
        assertThat(refusal(wrongPart)).contains("record 1", "part 0 says it has points 77 to 5 of 5");

        byte[] notANumber = shp.clone();
        ByteBuffer.wrap(notANumber).order(ByteOrder.LITTLE_ENDIAN).putDouble(108 + 48, Double.NaN);
        assertThat(refusal(notANumber)).contains("record 1", "position (NaN, 38.0) is not finite");
    }

    private String refusal(byte[] shp) throws IOException {
        Path file = Files.write(folder.resolve("broken.shp"), shp);
        Imported imported = Imported.run(folder, file);
        assertThat(imported.exit()).isEqualTo(3);
        assertThat(imported.wroteNothing()).isTrue();
        return imported.refusals();
    }

    @Test
    void endsEveryBrokenFileInFaultsAndNeverInAnException() throws IOException {
        long seed = System.nanoTime();
        System.out.println("ShapefileImportTest fuzz seed " + seed);
        Random random = new Random(seed);
        ShapefileMaker maker =
                new ShapefileMaker().polygon("港".getBytes(GBK), SQUARE, HOLE).polygon(new byte[0], SQUARE);
        byte[] shp = maker.shp();
        byte[] dbf = maker.dbf("name".getBytes(GBK));
        for (int run = 0; run < 400; run++) {
            Files.write(folder.resolve("fuzz.shp"), damaged(shp, random));
            Files.write(folder.resolve("fuzz.dbf"), damaged(dbf, random));
            Imported imported = Imported.run(folder, folder.resolve("fuzz.shp"));
            assertThat(imported.exit()).as("run %d", run).isIn(0, 3);
            assertThat(imported.exit() == 0)
                    .as("run %d", run)
                    .isEqualTo(imported.faults().isEmpty());
        }
    }

    private static byte[] damaged(byte[] good, Random random) {
        byte[] bytes = random.nextInt(10) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
        for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }
}
