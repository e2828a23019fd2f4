package io.vigil.zones.read;

import io.vigil.zones.shape.FileRefusedException;
import java.util.Locale;

/** The formats that are read. */
public enum Format {
    GEOJSON(new GeoJsonSource()),
    SHAPEFILE(new ShapefileSource()),
    GEOPACKAGE(new GeoPackageSource()),
    KML(new KmlSource()),
    WKT(new WktSource()),
    CSV(new CsvSource()),
    /** A JSON list of objects with {@code points_lon_lat}. */
    POINTS(new PointListSource());

    private final FeatureSource source;

    Format(FeatureSource source) {
        this.source = source;
    }

    /**
     * Reads a file of this format.
     *
     * @throws FileRefusedException where it cannot be read on
     */
    public void read(FileParts file, ReadOptions options, FeatureSink sink) {
        source.read(file, options, sink);
    }

    /**
     * Tells the format by the file's name and, for JSON, its first character.
     *
     * @throws FileRefusedException where it cannot be told
     */
    public static Format of(FileParts file) {
        String name = file.name().toLowerCase(Locale.ROOT);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return switch (extension) {
            case "geojson" -> GEOJSON;
            case "json" -> JsonFile.isList(file.bytes()) ? POINTS : GEOJSON;
            case "shp" -> SHAPEFILE;
            case "gpkg" -> GEOPACKAGE;
            case "kml", "kmz" -> KML;
            case "wkt" -> WKT;
            case "csv" -> CSV;
            case "zip" -> file.names("kml").isEmpty() ? SHAPEFILE : KML;
            default -> throw new FileRefusedException(
                    "format cannot be told by the name",
                    "give --format geojson, shapefile, geopackage, kml, wkt, csv or points");
        };
    }
}
