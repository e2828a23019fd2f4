package io.vigil.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.model.InvalidInputException;
import io.vigil.model.Schedule;
import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads zones (GeoJSON FeatureCollection, contracts section 3). Every fault of a file is reported at once, with the
 * feature's index and id.
 *
 * <p>Limits of a file: 256 MiB, 1,000,000 features, 5,000,000 vertices, 2,000,000 values of attributes, nesting 50; of a
 * feature: 5,000,000 JSON tokens, which are about 1,250,000 positions; of an id: 200 characters. At the limits that is about a gigabyte.
 *
 * <p>A position repeated in a row counts once, a third coordinate is ignored, and the orientation of rings does not matter.
 * Longitudes are unwrapped: two positions in a row more than 180 degrees apart are taken the short way, across the
 * antimeridian. Rings may touch themselves and each other but not cross; those whose test would take more than
 * {@value io.vigil.geo.RingValidity#MAX_COMPARISONS} comparisons of edges are refused. Rings around a pole are refused.
 * Dates without a time are days in China (+08:00).
 *
 * <p>An id may be given several times with {@code validFrom} and {@code validTo} that do not overlap: versions of one
 * zone, of which the one valid at a report's event time judges.
 */
public final class ZoneFile {
    /** The type of a zone whose file says none: it can still limit speeds. */
    private static final String UNTYPED = "unspecified";

    private ZoneFile() {}

    /**
     * The zones of a file.
     *
     * @throws InvalidInputException with every fault
     */
    public static List<Zone> read(Path file) {
        FaultList faults = new FaultList(file.toString());
        List<Zone> zones = new ArrayList<>();
        ShapeReader shapes = new ShapeReader();
        AttributeBudget attributes = new AttributeBudget();
        ZoneVersionCheck versions = new ZoneVersionCheck();
        new GeoJsonFeatures(faults, true).read(file, (index, id, properties, geometry) -> {
            Zone zone = attributes.admits(properties)
                    ? zone(
                            id,
                            properties,
                            geometry,
                            shapes,
                            (from, to) -> versions.add(index, id, from, to, properties))
                    : null;
            if (zone != null) {
                zones.add(zone);
            }
        });
        faults.throwIfAny();
        return zones;
    }

    /**
     * The zones of several files; versions of one zone may stand in different files.
     *
     * @throws InvalidInputException with every fault of every file
     */
    public static List<Zone> readAll(List<Path> files) {
        return ManyFiles.read(files, ZoneFile::read, Zone::id, Zone::isValidTogetherWith);
    }

    private interface ValidityCheck {
        void add(long fromMillis, long toMillis);
    }

    private static @Nullable Zone zone(
            String id, JsonFields properties, JsonNode geometry, ShapeReader shapes, ValidityCheck versions) {
        String name = properties.text("name");
        String type = properties.has("type") ? properties.requiredText("type") : UNTYPED;
        Set<String> classes = Set.copyOf(properties.classes("classes"));
        Schedule schedule = ScheduleReader.read(properties);
        long from = properties.from("validFrom");
        long to = properties.to("validTo");
        properties.checkValidity(from, to);
        versions.add(from, to);
        double limit = properties.numberAbove("speedLimitKmh", 0);
        Map<String, Object> attributes = properties.object("attributes");
        ZoneShape shape = shapes.shape(properties, geometry);
        return type == null || shape == null
                ? null
                : new Zone(id, name, type, classes, schedule, from, to, limit, attributes, shape);
    }
}
