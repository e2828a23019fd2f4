package io.vigil.zones.read;

import io.vigil.zones.shape.FileRefusedException;
import io.vigil.zones.shape.Limits;
import io.vigil.zones.shape.RawShape;
import io.vigil.zones.shape.ShapeException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * ESRI Shapefile (Technical Description, July 1998): {@code .shp} for the geometry, {@code .dbf} for the attributes,
 * {@code .prj} for the reference system, {@code .cpg} for the encoding; also all of them in a zip file. The index {@code
 * .shx} is not needed.
 */
final class ShapefileSource implements FeatureSource {
    @Override
    public void read(FileParts file, ReadOptions options, FeatureSink sink) {
        String name = chosen(file.names("shp"), options.layer());
        byte[] shp = needed(file.sibling(name, "shp"));
        DbfTable table = table(file, name, options, sink);
        String crs = crs(file.sibling(name, "prj"));
        ShpRecords records = new ShpRecords(shp);
        int count = 0;
        while (records.next()) {
            String place = "record " + records.number();
            try {
                RawShape shape = records.shape();
                Map<String, Object> fields = table == null ? Map.of() : table.row(count);
                if (table == null || !table.isDeleted(count)) {
                    sink.feature(new RawFeature(place, null, fields, shape, crs));
                }
            } catch (ShapeException bad) {
                sink.fault(place, bad.reason(), bad.remedy());
            }
            count++;
        }
        if (table != null && table.rows() != count) {
            sink.fault("file", ".shp has " + count + " records, .dbf has " + table.rows(), "they must belong together");
        }
    }

    private static String chosen(List<String> names, @Nullable String layer) {
        List<String> fitting = names.stream()
                .filter(name -> layer == null || stem(name).equals(layer))
                .toList();
        if (fitting.size() != 1) {
            throw new FileRefusedException(
                    fitting.isEmpty()
                            ? "holds no shapefile" + (layer == null ? "" : " named " + layer)
                            : "holds " + fitting.size() + " shapefiles",
                    names.isEmpty()
                            ? "it needs a .shp"
                            : "choose one with --layer: "
                                    + names.stream().map(ShapefileSource::stem).toList());
        }
        return fitting.get(0);
    }

    private static String stem(String name) {
        return name.substring(name.lastIndexOf('/') + 1, name.lastIndexOf('.'));
    }

    private static byte[] needed(byte @Nullable [] content) {
        if (content == null) {
            throw new FileRefusedException("cannot be read: there is no such file", null);
        }
        return content;
    }

    private static @Nullable DbfTable table(FileParts file, String name, ReadOptions options, FeatureSink sink) {
        byte[] dbf = file.sibling(name, "dbf");
        if (dbf == null) {
            sink.note("has no .dbf beside it: zones have no attributes");
            return null;
        }
        byte[] cpg = file.sibling(name, "cpg");
        return DbfTable.open(dbf, DbfEncoding.of(dbf, cpg, options.encoding(), sink));
    }

    private static String crs(byte @Nullable [] prj) {
        if (prj == null) {
            return "";
        }
        if (prj.length > Limits.MAX_CRS_TEXT) {
            throw new FileRefusedException(".prj has " + prj.length + " bytes", "give --crs");
        }
        return new String(prj, StandardCharsets.UTF_8).strip();
    }
}
