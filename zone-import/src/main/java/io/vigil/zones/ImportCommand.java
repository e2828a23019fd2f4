package io.vigil.zones;

import io.vigil.zones.crs.Datum;
import io.vigil.zones.read.CrsNames;
import io.vigil.zones.read.Format;
import io.vigil.zones.read.ReadOptions;
import io.vigil.zones.read.Texts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil zones import}: zones of other formats and datums into the form the rules read. */
@Command(
        name = "import",
        description = {
            "Reads zones from GeoJSON, Shapefile (also zipped), GeoPackage, KML, KMZ, WKT or CSV, puts them into WGS 84,"
                    + " repairs what can be repaired, and writes the GeoJSON of zones.",
            "Every repair is told. With a fault nothing is written."
        })
public final class ImportCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "files to read into one")
    private List<Path> files = List.of();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "zones to write, GeoJSON")
    private Path out = Path.of("");

    @Option(
            names = "--format",
            description = "geojson, shapefile, geopackage, kml, wkt, csv, points (default: by the name)")
    private @Nullable Format format;

    @Option(
            names = "--crs",
            paramLabel = "EPSG:nnnn",
            description = "reference system of the files, whatever they say (default: what they say, else WGS 84)")
    private @Nullable String crs;

    @Option(
            names = "--datum",
            defaultValue = "wgs84",
            description = "wgs84, gcj02 or bd09: the shift of Chinese maps to undo (default: ${DEFAULT-VALUE})")
    private Datum datum = Datum.WGS84;

    @Option(names = "--swap-xy", description = "the files have latitude or northing first")
    private boolean swapXy;

    @Option(names = "--id-field", paramLabel = "F", description = "field of the ids (default: generated, stable)")
    private @Nullable String idField;

    @Option(names = "--name-field", paramLabel = "F", description = "field of the names (default: name, label, 名称)")
    private @Nullable String nameField;

    @Option(names = "--type", paramLabel = "T", description = "type of the zones, such as forbidden or protected")
    private @Nullable String type;

    @Option(names = "--type-field", paramLabel = "F", description = "field of the types; --type where it is empty")
    private @Nullable String typeField;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "of texts, such as GBK (default: .cpg, else UTF-8, else GBK)")
    private @Nullable String encoding;

    @Option(names = "--layer", paramLabel = "L", description = "which table or shapefile, where there are several")
    private @Nullable String layer;

    @Option(names = "--radius-m", paramLabel = "M", description = "points become circles of that radius, metres")
    private double radiusMeters = Double.NaN;

    @Option(
            names = "--half-width-m",
            paramLabel = "M",
            description = "lines become corridors of that width on each side, metres")
    private double halfWidthMeters = Double.NaN;

    @Option(
            names = "--side-reach-km",
            paramLabel = "KM",
            defaultValue = "200",
            description =
                    "a line with a field side (west, east, north, south) becomes the area there, so far beyond its"
                            + " outermost point (default: ${DEFAULT-VALUE})")
    private double sideReachKm = 200;

    @Option(
            names = "--max-area-change",
            paramLabel = "PERCENT",
            defaultValue = "1",
            description = "repairs that change an area by more are refused (default: ${DEFAULT-VALUE})")
    private double maxAreaChange = 1;

    @Option(names = "--force", description = "take areas larger than a continent")
    private boolean force;

    @Option(names = "--lenient", description = "skip and list faulty features instead of ending with 3")
    private boolean lenient;

    @Override
    public Integer call() throws IOException {
        PrintWriter text = Objects.requireNonNull(spec).commandLine().getOut();
        ImportOptions options = options();
        for (Path file : files) {
            if (file.toAbsolutePath().normalize().equals(out.toAbsolutePath().normalize())) {
                throw wrong("--out=" + out + " is one of the files to read");
            }
        }
        new ZoneImport(options).run(files, out).forEach(text::println);
        text.flush();
        return 0;
    }

    private ImportOptions options() {
        checkAbove("--radius-m", radiusMeters);
        checkAbove("--half-width-m", halfWidthMeters);
        checkAbove("--side-reach-km", sideReachKm);
        if (!(maxAreaChange >= 0 && maxAreaChange <= 100)) {
            throw wrong("--max-area-change=" + maxAreaChange + " must be 0 to 100, percent");
        }
        return new ImportOptions(
                new ReadOptions(format, charset(), layer),
                epsg(),
                datum,
                swapXy,
                new ImportOptions.Fields(idField, nameField, type, typeField),
                new ImportOptions.Shapes(radiusMeters, halfWidthMeters, sideReachKm * 1_000),
                maxAreaChange,
                force,
                lenient);
    }

    private void checkAbove(String option, double value) {
        if (value <= 0 || value > 1e7) {
            throw wrong(option + "=" + value + " must be above 0 and at most 10,000,000");
        }
    }

    private @Nullable String epsg() {
        if (crs == null) {
            return null;
        }
        String code = CrsNames.epsg(crs.matches("[0-9]{4,6}") ? "EPSG:" + crs : crs);
        if (code.isEmpty()) {
            throw wrong("--crs=" + crs + " must be EPSG:nnnn, such as EPSG:4490");
        }
        return code;
    }

    private @Nullable Charset charset() {
        if (encoding == null) {
            return null;
        }
        Charset named = Texts.named(encoding);
        if (named == null) {
            throw wrong(
                    "--encoding=" + encoding + " is not known; known are UTF-8, GBK, GB18030, Big5, windows-1252, …");
        }
        return named;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
