package io.vigil.zones;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a file, it ends in zones the rules can read or in faults, never in an exception. */
class DamagedFilesTest {
    private static final int RUNS = 300;

    private static final String GEO_JSON =
            """
            {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4326"}},"features":[
            {"type":"Feature","id":"a","properties":{"name":"区","validFrom":"2026-05-01","classes":["fishing"]},
             "geometry":{"type":"Polygon","coordinates":[[[117,38],[118,38],[118,39],[117,38]],[[117.5,38.1],[117.6,38.1],[117.6,38.2],[117.5,38.1]]]}},
            {"type":"Feature","properties":{"radiusM":50},"geometry":{"type":"Point","coordinates":[117,38]}}]}
            """;

    private static final String KML =
            """
            <?xml version="1.0" encoding="UTF-8"?><kml><Document><Placemark id="a"><name>区</name>
            <ExtendedData><Data name="x"><value>1</value></Data></ExtendedData>
            <Polygon><outerBoundaryIs><LinearRing><coordinates>117,38 118,38 118,39 117,38</coordinates></LinearRing>
            </outerBoundaryIs></Polygon></Placemark></Document></kml>
            """;

    private static final String CSV =
            """
            name,wkt,radiusM
            "区, 1","POLYGON ((117 38, 118 38, 118 39, 117 38))",
            b,SRID=4326;POINT (117 38),70
            """;

    private static final String POINTS =
            """
            [{"id":"a","name":"x","kind":"polygon","points_lon_lat":[[117,38],[118,38],[118,39]],"valid_from":"2018-07-18"},
             {"id":"b","kind":"line","points_lon_lat":[[117,38],[118,39]],"side":"west"}]
            """;

    @TempDir
    private Path folder;

    private static final Random RANDOM = seeded();

    private static Random seeded() {
        long seed = System.nanoTime();
        System.out.println("DamagedFilesTest seed " + seed);
        return new Random(seed);
    }

    @Test
    void geoJson() throws IOException {
        damage("in.geojson", GEO_JSON.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void kml() throws IOException {
        damage("in.kml", KML.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void csvAndWellKnownText() throws IOException {
        damage("in.csv", CSV.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void pointLists() throws IOException {
        damage("in.json", POINTS.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void geoPackage() throws IOException, SQLException {
        Path good = folder.resolve("good.gpkg");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + good);
                Statement statement = connection.createStatement()) {
            for (String sql : new String[] {
                "CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER PRIMARY KEY, organization TEXT,"
                        + " organization_coordsys_id INTEGER, definition TEXT)",
                "CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, srs_id INTEGER)",
                "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER)",
                "CREATE TABLE zones (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT)",
                "INSERT INTO gpkg_spatial_ref_sys VALUES (4326, 'EPSG', 4326, 'x')",
                "INSERT INTO gpkg_contents VALUES ('zones', 'features', 4326)",
                "INSERT INTO gpkg_geometry_columns VALUES ('zones', 'geom', 4326)",
                "INSERT INTO zones VALUES (1, x'4750000100000000010100000000000000000000400000000000000040', 'a')"
            }) {
                statement.execute(sql);
            }
        }
        damage("in.gpkg", Files.readAllBytes(good));
    }

    private void damage(String name, byte[] good) throws IOException {
        Path file = Files.write(folder.resolve(name), good);
        assertThat(run(file).refusals()).as("undamaged").isEmpty();
        for (int run = 0; run < RUNS; run++) {
            Files.write(file, damaged(good));
            Imported imported = run(file);
            assertThat(imported.exit()).as("run %d", run).isIn(0, 3);
            assertThat(imported.faults().isEmpty()).as("run %d", run).isEqualTo(imported.exit() == 0);
            if (imported.exit() == 0) {
                assertThat(imported.zones()).as("run %d", run).isNotEmpty();
            }
        }
    }

    private Imported run(Path file) throws IOException {
        Files.deleteIfExists(folder.resolve("zones.geojson"));
        return Imported.run(folder, file, "--radius-m", "5", RANDOM.nextBoolean() ? "--lenient" : "--force");
    }

    /** Bytes changed, a part left out, doubled, or the end cut off. */
    private static byte[] damaged(byte[] good) {
        byte[] bytes = good.clone();
        for (int i = 1 + RANDOM.nextInt(3); i > 0; i--) {
            int at = RANDOM.nextInt(bytes.length);
            int to = Math.min(bytes.length, at + 1 + RANDOM.nextInt(20));
            switch (RANDOM.nextInt(4)) {
                case 0 -> bytes[at] = (byte) RANDOM.nextInt();
                case 1 -> bytes[at] =
                        "0123456789,.-[]{}()<>\" NaN".getBytes(StandardCharsets.US_ASCII)[RANDOM.nextInt(26)];
                case 2 -> bytes = joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, to, bytes.length));
                default -> bytes = joined(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, at, bytes.length));
            }
            bytes = bytes.length == 0 ? new byte[1] : bytes;
        }
        return RANDOM.nextInt(20) == 0 ? Arrays.copyOf(bytes, RANDOM.nextInt(bytes.length)) : bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
