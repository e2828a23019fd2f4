package io.vigil.zones;

import io.vigil.model.ZoneShape;
import io.vigil.zones.crs.Reprojection;
import io.vigil.zones.read.FeatureSink;
import io.vigil.zones.read.FileParts;
import io.vigil.zones.read.Format;
import io.vigil.zones.read.RawFeature;
import io.vigil.zones.shape.FileRefusedException;
import io.vigil.zones.shape.Limits;
import io.vigil.zones.shape.RawShape;
import io.vigil.zones.shape.ShapeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the features of one file one after the other into WGS 84, mends them and writes them as zones. */
final class FileImport implements FeatureSink {
    private static final int SHOWN_ID = 60;

    private final Path file;
    private final ImportOptions options;
    private final ImportReport report;
    private final ZoneWriter writer;
    private final Map<String, String> ids;
    private final Reprojection reprojection;
    private final ShapeMaker maker;
    private final FieldMapping mapping;
    private final Extent extent;
    private int features;
    private int skipped;
    private long vertices;

    /** @param ids of all files so far, with where they stand; grows */
    FileImport(
            Path file,
            ImportOptions options,
            ImportReport report,
            ZoneWriter writer,
            Map<String, String> ids,
            Extent extent) {
        this.file = file;
        this.options = options;
        this.report = report;
        this.writer = writer;
        this.ids = ids;
        this.extent = extent;
        reprojection = new Reprojection(options.datum());
        maker = new ShapeMaker(options);
        mapping = new FieldMapping(options.fields(), stem(file));
    }

    /** Reads the file to its end, or to where it cannot be read on, which is a fault. */
    void run() {
        int before = writer.count();
        try {
            FileParts parts = FileParts.open(file);
            Format told = options.reading().format();
            Format format = told == null ? Format.of(parts) : told;
            format.read(parts, options.reading(), this);
            if (features == 0) {
                report.add(file.toString(), "file", "holds no feature", null);
            }
        } catch (FileRefusedException refused) {
            report.add(file.toString(), refused.place(), refused.reason(), refused.remedy());
        }
        if (reprojection.added() > 0) {
            note(reprojection.added() + " positions added on long edges, so that none strays by more than "
                    + Reprojection.TOLERANCE_METERS + " m");
        }
        note(features + (features == 1 ? " feature" : " features") + " read, " + (writer.count() - before)
                + " zones written, " + skipped + " skipped");
    }

    /** Square metres of the areas written. */
    double squareMeters() {
        return maker.squareMeters();
    }

    @Override
    public void feature(RawFeature feature) {
        count();
        String place = feature.place();
        try {
            FieldMapping.Mapped mapped = mapping.map(feature);
            place = place + " (id \"" + cut(mapped.id()) + "\")";
            String where = place;
            RawShape shape = needed(feature);
            List<ZoneShape> shapes = maker.shapes(
                    inWgs84(shape, crs(feature)),
                    feature.fields(),
                    what -> report.repaired(file.toString(), where, what));
            write(mapped, shapes, place);
        } catch (ShapeException bad) {
            bad(place, bad.reason(), bad.remedy());
        }
    }

    @Override
    public void fault(String place, String reason, @Nullable String remedy) {
        count();
        bad(place, reason, remedy);
    }

    @Override
    public void note(String text) {
        report.note(file.toString(), text);
    }

    private void count() {
        if (++features > Limits.MAX_FEATURES) {
            throw new FileRefusedException("has more than " + Limits.MAX_FEATURES + " features", "split it");
        }
    }

    private void bad(String place, String reason, @Nullable String remedy) {
        if (options.lenient()) {
            skipped++;
            report.skipped(file.toString(), place, reason, remedy);
        } else {
            report.add(file.toString(), place, reason, remedy);
        }
    }

    private static RawShape needed(RawFeature feature) {
        RawShape shape = feature.shape();
        if (shape == null) {
            throw new ShapeException("has no geometry", null);
        }
        return shape;
    }

    private String crs(RawFeature feature) {
        String crs = options.crs() == null ? feature.crs() : options.crs();
        String caution = reprojection.caution(crs);
        if (caution != null) {
            note(caution);
        }
        return crs;
    }

    private RawShape inWgs84(RawShape shape, String crs) {
        vertices += shape.vertices();
        if (vertices > Limits.MAX_FILE_VERTICES) {
            throw new FileRefusedException(
                    "has more than " + Limits.MAX_FILE_VERTICES + " positions", "split or simplify it");
        }
        return shape.map(part -> reprojection.toWgs84(options.swapXy() ? part.swapped() : part, crs));
    }

    private void write(FieldMapping.Mapped mapped, List<ZoneShape> shapes, String place) {
        if (mapped.type() == null) {
            note("zones without a type: rules name the types they look at; give --type or --type-field");
        }
        for (int i = 0; i < shapes.size(); i++) {
            String id = shapes.size() == 1 ? mapped.id() : mapped.id() + "-" + (i + 1);
            claim(id, mapped.generated(), place);
            extent.add(shapes.get(i));
            try {
                writer.write(new ImportedZone(
                        id, mapped.name(), mapped.type(), mapped.properties(), mapped.attributes(), shapes.get(i)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void claim(String id, boolean generated, String place) {
        String before = ids.putIfAbsent(id, file + ", " + place);
        if (before != null) {
            throw new ShapeException(
                    generated ? "has the name and geometry of " + before : "id is that of " + before,
                    generated
                            ? "take one out, or give --id-field"
                            : "ids must be unique: they are part of a warning's identity");
        }
    }

    private static String cut(String text) {
        return text.length() > SHOWN_ID ? text.substring(0, SHOWN_ID) + "…" : text;
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name).replaceAll("\\s+", "-");
    }
}
