package io.vigil.zones.read;

import io.vigil.zones.shape.FileRefusedException;
import io.vigil.zones.shape.Limits;
import io.vigil.zones.shape.RawShape;
import io.vigil.zones.shape.ShapeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/**
 * OGC GeoPackage (OGC 12-128r17): one table of features of an SQLite file. The file is opened for reading only, and its own
 * views, triggers and functions are not run: tables are read, by the names the file's catalogue gives.
 */
final class GeoPackageSource implements FeatureSource {
    private static final String PLAIN_TABLE = "type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'";
    private static final int MIN_HEADER_BYTES = 8;
    private static final int[] ENVELOPE_BYTES = {0, 32, 48, 48, 64};

    private record Layer(String table, String geometry, String key, String crs) {}

    @Override
    public void read(FileParts file, ReadOptions options, FeatureSink sink) {
        checkComplete(file);
        try (Connection connection = open(file)) {
            checkCatalogue(connection);
            Layer layer = layer(connection, options.layer());
            rows(connection, layer, sink);
        } catch (SQLException e) {
            throw new FileRefusedException("is not a readable GeoPackage: " + e.getMessage(), null);
        }
    }

    /** The file is read as it stands, so changes that another program keeps beside it would be missed. */
    private static void checkComplete(FileParts file) {
        Path log = file.path().resolveSibling(file.name() + "-wal");
        try {
            if (Files.exists(log) && Files.size(log) > 0) {
                throw new FileRefusedException(
                        "has changes in " + log.getFileName() + " that are not in the file yet",
                        "close the program that has it open");
            }
        } catch (IOException e) {
            throw new FileRefusedException(log.getFileName() + " cannot be read: " + e.getMessage(), null);
        }
    }

    /** Plain tables, all three: a view could run without end, and a virtual table is code. */
    private static void checkCatalogue(Connection connection) throws SQLException {
        for (String table : List.of("gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys")) {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT 1 FROM sqlite_master WHERE name = ? AND " + PLAIN_TABLE)) {
                statement.setString(1, table);
                try (ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        throw new FileRefusedException("is not a GeoPackage: it has no table " + table, null);
                    }
                }
            }
        }
    }

    private static Connection open(FileParts file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        Properties properties = config.toProperties();
        String url = JDBC.PREFIX + "file:" + escaped(file) + "?immutable=1";
        Connection connection = JDBC.createConnection(url, properties);
        ((SQLiteConnection) connection).setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, (int) Limits.MAX_FILE_BYTES);
        try (PreparedStatement safe = connection.prepareStatement("PRAGMA trusted_schema=OFF")) {
            safe.execute();
        }
        return connection;
    }

    /** As a file name in a URI must be written. */
    private static String escaped(FileParts file) {
        return file.path()
                .toAbsolutePath()
                .toString()
                .replace("%", "%25")
                .replace("?", "%3f")
                .replace("#", "%23");
    }

    private static Layer layer(Connection connection, @Nullable String wanted) throws SQLException {
        List<Layer> layers = new ArrayList<>();
        String catalogue =
                """
                SELECT c.table_name, g.column_name, s.organization, s.organization_coordsys_id, s.definition
                FROM gpkg_contents c JOIN gpkg_geometry_columns g ON g.table_name = c.table_name
                LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
                WHERE c.data_type = 'features'
                AND c.table_name IN (SELECT name FROM sqlite_master WHERE %s)
                ORDER BY c.table_name LIMIT 1000"""
                        .formatted(PLAIN_TABLE);
        try (PreparedStatement statement = connection.prepareStatement(catalogue);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                String table = row.getString(1);
                layers.add(new Layer(table, row.getString(2), key(connection, table), crs(row)));
            }
        }
        List<Layer> fitting = layers.stream()
                .filter(layer -> wanted == null || layer.table().equals(wanted))
                .toList();
        if (fitting.size() != 1) {
            throw new FileRefusedException(
                    layers.isEmpty()
                            ? "holds no table of features"
                            : wanted == null
                                    ? "holds " + layers.size() + " tables of features"
                                    : "holds no table of features named " + wanted,
                    layers.isEmpty()
                            ? null
                            : "choose one with --layer: "
                                    + layers.stream().map(Layer::table).toList());
        }
        return fitting.get(0);
    }

    private static String crs(ResultSet row) throws SQLException {
        String organization = row.getString(3);
        int code = row.getInt(4);
        if ("EPSG".equalsIgnoreCase(organization) && code > 0) {
            return "EPSG:" + code;
        }
        String definition = row.getString(5);
        boolean undefined = definition == null || "undefined".equalsIgnoreCase(definition.strip());
        if (!undefined && definition.length() > Limits.MAX_CRS_TEXT) {
            throw new FileRefusedException("reference system has " + definition.length() + " characters", "give --crs");
        }
        return undefined ? "" : definition.strip();
    }

    /** The integer primary key, which GeoPackage demands; {@code rowid} is another name for it. */
    private static String key(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT name FROM pragma_table_info(?) WHERE pk = 1")) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "rowid";
            }
        }
    }

    private static void rows(Connection connection, Layer layer, FeatureSink sink) throws SQLException {
        String query = "SELECT * FROM " + quoted(layer.table()) + " ORDER BY " + quoted(layer.key());
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            int count = 0;
            while (row.next()) {
                row(row, layer, ++count, sink);
            }
        }
    }

    private static void row(ResultSet row, Layer layer, int count, FeatureSink sink) throws SQLException {
        String key = layer.key().equals("rowid") ? Integer.toString(count) : row.getString(layer.key());
        String place = "table " + layer.table() + ", row " + key;
        try {
            byte[] geometry = row.getBytes(layer.geometry());
            RawShape shape = geometry == null ? null : shape(geometry);
            sink.feature(new RawFeature(place, layer.table() + "-" + key, fields(row, layer), shape, layer.crs()));
        } catch (ShapeException bad) {
            sink.fault(place, bad.reason(), bad.remedy());
        }
    }

    private static Map<String, Object> fields(ResultSet row, Layer layer) throws SQLException {
        Map<String, Object> fields = new LinkedHashMap<>();
        ResultSetMetaData columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            Object value = columns.getColumnName(i).equals(layer.geometry()) ? null : row.getObject(i);
            if (value instanceof Integer whole) {
                fields.put(columns.getColumnName(i), whole.longValue());
            } else if (value instanceof String text && text.length() > Limits.MAX_TEXT) {
                throw new ShapeException(columns.getColumnName(i) + " has " + text.length() + " characters", null);
            } else if (value instanceof String || value instanceof Number) {
                fields.put(columns.getColumnName(i), value);
            }
        }
        return fields;
    }

    /** The header of OGC 12-128r17, 2.1.3, then well-known binary. */
    private static @Nullable RawShape shape(byte[] blob) {
        if (blob.length < MIN_HEADER_BYTES || blob[0] != 'G' || blob[1] != 'P') {
            throw new ShapeException("geometry is not that of a GeoPackage", null);
        }
        int flags = blob[3];
        int envelope = flags >> 1 & 7;
        if ((flags & 0x20) != 0 || envelope >= ENVELOPE_BYTES.length) {
            throw new ShapeException("geometry is of an extended form", "store plain geometries");
        }
        int begin = MIN_HEADER_BYTES + ENVELOPE_BYTES[envelope];
        if (begin > blob.length) {
            throw new ShapeException("geometry is cut short", null);
        }
        boolean empty = (flags & 0x10) != 0;
        return empty
                ? null
                : Wkb.read(ByteBuffer.wrap(blob, begin, blob.length - begin).order(ByteOrder.BIG_ENDIAN));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
