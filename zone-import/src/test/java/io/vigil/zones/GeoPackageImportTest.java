package io.vigil.zones;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.WKTReader;

class GeoPackageImportTest {
    private static final String SQUARE = "POLYGON ((117 38, 118 38, 118 39, 117 39, 117 38))";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void makeFile() throws SQLException {
        file = folder.resolve("zones #1%.gpkg");
        sql(
                "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT,"
                        + " organization_coordsys_id INTEGER, definition TEXT)",
                "CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, srs_id INTEGER)",
                "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER)",
                "INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, 'x'),"
                        + " ('CGCS2000 GK 117', 4548, 'EPSG', 4548, 'x'), ('undefined', -1, 'NONE', -1, 'undefined')");
    }

    @Test
    void readsALayerInItsReferenceSystem() throws SQLException, ParseException {
        layer("zones", 4548);
        row(
                "zones",
                7,
                "保税区",
                "POLYGON ((500000 4320000, 501000 4320000, 501000 4321000, 500000 4321000, 500000 4320000))",
                2);

        Imported imported = Imported.run(folder, file, "--type", "forbidden");

        assertThat(imported.refusals()).isEmpty();
        Zone zone = imported.zones().get(0);
        assertThat(zone.id()).isEqualTo("zones-7");
        assertThat(zone.name()).isEqualTo("保税区");
        assertThat(zone.attributes()).containsEntry("grade", 3L).containsEntry("width", 2.5);
        ZoneShape.Ring ring = ((ZoneShape.Area) zone.shape()).polygons().get(0).outer();
        assertThat(ring.longitudes()[0]).isBetween(116.9999999, 117.0000001);
    }

    @Test
    void readsHeightsBothByteOrdersAndEnvelopes() throws SQLException, ParseException {
        layer("zones", 4326);
        row("zones", 1, "flat", SQUARE, 2);
        row("zones", 2, "high", SQUARE.replace(" 38", " 38 5").replace(" 39", " 39 5"), 3);
        try (Connection connection = connect();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO zones VALUES (3, ?, 'enveloped', 3, 2.5)")) {
            Geometry geometry = new WKTReader().read(SQUARE);
            byte[] wkb = new WKBWriter(2, ByteOrderValues.BIG_ENDIAN).write(geometry);
            ByteBuffer blob = ByteBuffer.allocate(8 + 32 + wkb.length).order(ByteOrder.LITTLE_ENDIAN);
            blob.put((byte) 'G').put((byte) 'P').put((byte) 0).put((byte) 0x03).putInt(4326);
            blob.putDouble(117).putDouble(118).putDouble(38).putDouble(39).put(wkb);
            insert.setBytes(1, blob.array());
            insert.executeUpdate();
        }

        List<Zone> zones = Imported.run(folder, file).zones();

        assertThat(zones).hasSize(3);
        for (Zone zone : zones) {
            ZoneShape.Ring ring =
                    ((ZoneShape.Area) zone.shape()).polygons().get(0).outer();
            assertThat(ring.longitudes()).containsExactly(117, 118, 118, 117);
            assertThat(ring.latitudes()).containsExactly(38, 38, 39, 39);
        }
    }

    @Test
    void asksWhichLayerWhereThereAreSeveral() throws SQLException, ParseException {
        layer("harbours", 4326);
        layer("reserves", 4326);
        row("harbours", 1, "a", SQUARE, 2);
        row("reserves", 1, "b", SQUARE, 2);

        Imported refused = Imported.run(folder, file);

        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.refusals()).contains("holds 2 tables", "--layer", "[harbours, reserves]");
        Imported chosen = Imported.run(folder, file, "--layer", "reserves");
        assertThat(chosen.zones()).extracting(Zone::name).containsExactly("b");
    }

    @Test
    void readsTablesOnlySoThatAViewOfTheFileIsNotRun() throws SQLException {
        sql(
                "CREATE VIEW bomb AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                        + " SELECT i AS fid, NULL AS geom FROM n",
                "INSERT INTO gpkg_contents VALUES ('bomb', 'features', 4326)",
                "INSERT INTO gpkg_geometry_columns VALUES ('bomb', 'geom', 4326)");

        assertThat(Imported.run(folder, file).refusals()).contains("holds no table of features");
    }

    @Test
    void refusesACatalogueThatIsAViewBeforeAskingIt() throws SQLException {
        sql(
                "DROP TABLE gpkg_contents",
                "CREATE VIEW gpkg_contents AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                        + " SELECT 'x' AS table_name, 'none' AS data_type, i AS srs_id FROM n");

        assertThat(Imported.run(folder, file).refusals()).contains("has no table gpkg_contents");
    }

    @Test
    void refusesAFileWhoseLastChangesStandBesideIt() throws Exception {
        layer("zones", 4326);
        row("zones", 1, "a", SQUARE, 2);
        Files.write(folder.resolve("zones #1%.gpkg-wal"), new byte[32]);

        assertThat(Imported.run(folder, file).refusals()).contains("gpkg-wal", "close the program that has it open");
    }

    @Test
    void tellsBrokenGeometriesByRow() throws SQLException {
        layer("zones", 4326);
        sql(
                "INSERT INTO zones VALUES (1, x'00', 'none', 3, 2.5)",
                "INSERT INTO zones VALUES (2, x'4750000000000000' || x'0103000000ffffff7f', 'cut', 3, 2.5)",
                "INSERT INTO zones VALUES (3, x'4750000000000000010A00000000000000', 'curve', 3, 2.5)",
                "INSERT INTO zones VALUES (4, NULL, 'null', 3, 2.5)");
        byte[] cut = {'G', 'P', 0, 0, 0, 0, 0, 0, 1, 3, 0, 0, 0, -1, -1, -1, 127};
        try (Connection connection = connect();
                PreparedStatement update = connection.prepareStatement("UPDATE zones SET geom = ? WHERE fid = 2")) {
            update.setBytes(1, cut);
            update.executeUpdate();
        }

        Imported refused = Imported.run(folder, file);

        assertThat(refused.faults()).hasSize(4);
        assertThat(refused.refusals())
                .contains("table zones, row 1", "is not that of a GeoPackage")
                .contains("row 2: geometry says it has 2147483647 parts, in 0 bytes")
                .contains("row 3: geometry type 10 is not known", "turn curves into lines")
                .contains("row 4", "has no geometry");
    }

    @Test
    void refusesWhatIsNoGeoPackage() throws Exception {
        Path text = Files.writeString(folder.resolve("text.gpkg"), "no database at all ".repeat(100));

        assertThat(Imported.run(folder, text).refusals()).contains("is not a readable GeoPackage");
    }

    private void layer(String name, int srs) throws SQLException {
        sql(
                "CREATE TABLE " + name + " (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT, grade INTEGER, width REAL)",
                "INSERT INTO gpkg_contents VALUES ('" + name + "', 'features', " + srs + ")",
                "INSERT INTO gpkg_geometry_columns VALUES ('" + name + "', 'geom', " + srs + ")");
    }

    private void row(String layer, int fid, String name, String wkt, int dimension)
            throws SQLException, ParseException {
        byte[] wkb = new WKBWriter(dimension, ByteOrderValues.LITTLE_ENDIAN).write(new WKTReader().read(wkt));
        ByteBuffer blob = ByteBuffer.allocate(8 + wkb.length).order(ByteOrder.LITTLE_ENDIAN);
        blob.put((byte) 'G')
                .put((byte) 'P')
                .put((byte) 0)
                .put((byte) 1)
                .putInt(4326)
                .put(wkb);
        try (Connection connection = connect();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO " + layer + " VALUES (?, ?, ?, 3, 2.5)")) {
            insert.setInt(1, fid);
            insert.setBytes(2, blob.array());
            insert.setString(3, name);
            insert.executeUpdate();
        }
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
