package io.vigil.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.geo.RingValidity;
import io.vigil.model.ZoneShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns GeoJSON geometries into shapes; what cannot be one is a fault of its feature. */
final class ShapeReader {
    /** Vertices of all shapes of a file; more are refused. */
    static final int MAX_VERTICES = 5_000_000;

    private int vertices;

    /** Vertices of one line, in degrees; longitudes unwrapped. */
    record Line(double[] latitudes, double[] longitudes) {}

    /** The shape of a zone, or null with a fault. */
    @Nullable
    ZoneShape shape(JsonFields feature, JsonNode geometry) {
        String type = geometry.path("type").asText("");
        JsonNode coordinates = geometry.path("coordinates");
        return switch (type) {
            case "Polygon" -> area(feature, List.of(coordinates));
            case "MultiPolygon" -> area(feature, items(coordinates));
            case "Point" -> circle(feature, coordinates);
            case "LineString" -> corridor(feature, coordinates);
            default -> {
                feature.fault(
                        "geometry type \"" + type + "\" is not known",
                        "known are Polygon, MultiPolygon, Point with radiusM, LineString with halfWidthM");
                yield null;
            }
        };
    }

    /** A line of at least two different vertices, or null with a fault. */
    @Nullable
    Line line(JsonFields feature, JsonNode coordinates) {
        Line line = positions(feature, coordinates);
        if (line != null && line.latitudes().length < 2) {
            feature.fault("line has fewer than 2 different positions", null);
            return null;
        }
        return line;
    }

    private @Nullable ZoneShape area(JsonFields feature, List<JsonNode> polygons) {
        List<ZoneShape.Polygon> read = new ArrayList<>();
        for (JsonNode polygon : polygons) {
            List<ZoneShape.Ring> rings = new ArrayList<>();
            for (JsonNode ring : items(polygon)) {
                ZoneShape.Ring one = ring(feature, ring, rings.size());
                if (one == null) {
                    return null;
                }
                rings.add(one);
            }
            if (rings.isEmpty()) {
                feature.fault("polygon has no ring", null);
                return null;
            }
            ZoneShape.Polygon one = new ZoneShape.Polygon(rings.get(0), inFrameOf(rings.get(0), rings));
            RingValidity.Flaw flaw = RingValidity.examine(one);
            if (flaw != RingValidity.Flaw.NONE) {
                feature.fault(said(flaw), "order: outer ring first, then holes within it");
                return null;
            }
            read.add(one);
        }
        if (read.isEmpty()) {
            feature.fault("has no polygon", null);
            return null;
        }
        return new ZoneShape.Area(read);
    }

    private ZoneShape.@Nullable Ring ring(JsonFields feature, JsonNode coordinates, int number) {
        Line line = positions(feature, coordinates);
        if (line == null) {
            return null;
        }
        int count = line.latitudes().length;
        boolean closed =
                coordinates.size() >= 4 && isSamePlace(coordinates.get(0), coordinates.get(coordinates.size() - 1));
        if (!closed || count < 4) {
            feature.fault(
                    "ring " + number + " " + (closed ? "has fewer than 3 different positions" : "is not closed"),
                    "the last position repeats the first (RFC 7946, 3.1.6)");
            return null;
        }
        if (line.longitudes()[0] != line.longitudes()[count - 1]) {
            feature.fault("ring " + number + " goes round a pole", "cut it at the antimeridian and run along the pole");
            return null;
        }
        double[] latitudes = Arrays.copyOf(line.latitudes(), count - 1);
        double[] longitudes = Arrays.copyOf(line.longitudes(), count - 1);
        RingValidity.Flaw flaw = RingValidity.examine(latitudes, longitudes);
        if (flaw != RingValidity.Flaw.NONE) {
            feature.fault("ring " + number + " " + said(flaw), "repair it, for instance in QGIS");
            return null;
        }
        return new ZoneShape.Ring(latitudes, longitudes);
    }

    private static String said(RingValidity.Flaw flaw) {
        return switch (flaw) {
            case CROSSES_ITSELF -> "crosses itself";
            case RINGS_CROSS -> "a hole crosses the edge of its polygon or of another hole";
            case HOLE_OUTSIDE -> "a hole lies outside its polygon";
            case NO_AREA -> "encloses no area";
            case TOO_COMPLEX -> "is too complex to be checked";
            case NONE -> "is valid";
        };
    }

    private @Nullable ZoneShape circle(JsonFields feature, JsonNode coordinates) {
        double radius = feature.numberAbove("radiusM", 0);
        if (!feature.has("radiusM")) {
            feature.fault("a Point needs radiusM", null);
        }
        double[] position = position(feature, coordinates);
        return position == null || Double.isNaN(radius) ? null : new ZoneShape.Circle(position[0], position[1], radius);
    }

    private @Nullable ZoneShape corridor(JsonFields feature, JsonNode coordinates) {
        double halfWidth = feature.numberAbove("halfWidthM", 0);
        if (!feature.has("halfWidthM")) {
            feature.fault("a LineString needs halfWidthM", null);
        }
        Line line = line(feature, coordinates);
        return line == null || Double.isNaN(halfWidth)
                ? null
                : new ZoneShape.Corridor(line.latitudes(), line.longitudes(), halfWidth);
    }

    /** Reads positions; the same one several times in a row counts once, and a jump over ±180 is unwrapped. */
    private @Nullable Line positions(JsonFields feature, JsonNode coordinates) {
        if (!coordinates.isArray() || coordinates.isEmpty()) {
            feature.fault("coordinates are missing", null);
            return null;
        }
        vertices += coordinates.size();
        if (vertices > MAX_VERTICES) {
            feature.fault("the file has more than " + MAX_VERTICES + " vertices", "split or simplify it");
            return null;
        }
        double[] latitudes = new double[coordinates.size()];
        double[] longitudes = new double[coordinates.size()];
        int count = 0;
        double turns = 0;
        double before = Double.NaN;
        for (JsonNode item : coordinates) {
            double[] position = position(feature, item);
            if (position == null) {
                return null;
            }
            if (position[1] - before > 180) {
                turns -= 360;
            } else if (position[1] - before < -180) {
                turns += 360;
            }
            before = position[1];
            double longitude = position[1] + turns;
            if (count == 0 || latitudes[count - 1] != position[0] || longitudes[count - 1] != longitude) {
                latitudes[count] = position[0];
                longitudes[count++] = longitude;
            }
        }
        return new Line(Arrays.copyOf(latitudes, count), Arrays.copyOf(longitudes, count));
    }

    private static double @Nullable [] position(JsonFields feature, JsonNode item) {
        boolean isPosition = item.isArray()
                && item.size() >= 2
                && item.get(0).isNumber()
                && item.get(1).isNumber();
        if (!isPosition) {
            feature.fault("position " + JsonFields.shown(item) + " must be [longitude, latitude]", null);
            return null;
        }
        double longitude = item.get(0).doubleValue();
        double latitude = item.get(1).doubleValue();
        if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) {
            feature.fault(
                    "position " + JsonFields.shown(item) + " is out of range",
                    Math.abs(latitude) > 90 && Math.abs(longitude) <= 90
                            ? "longitude comes first"
                            : "longitude -180 to 180, latitude -90 to 90");
            return null;
        }
        return new double[] {latitude, longitude};
    }

    /** Whether two positions are the same, however their numbers are written and whatever their altitudes. */
    private static boolean isSamePlace(JsonNode one, JsonNode other) {
        return one.get(0).doubleValue() == other.get(0).doubleValue()
                && one.get(1).doubleValue() == other.get(1).doubleValue();
    }

    /** The holes, moved by a whole turn where the outer ring runs past ±180 and they were written on the other side. */
    private static List<ZoneShape.Ring> inFrameOf(ZoneShape.Ring outer, List<ZoneShape.Ring> rings) {
        double west = Arrays.stream(outer.longitudes()).min().orElse(Double.NaN);
        double east = Arrays.stream(outer.longitudes()).max().orElse(Double.NaN);
        List<ZoneShape.Ring> holes = new ArrayList<>();
        for (ZoneShape.Ring hole : rings.subList(1, rings.size())) {
            double first = hole.longitudes()[0];
            double turn = first < west && first + 360 <= east ? 360 : first > east && first - 360 >= west ? -360 : 0;
            double[] moved =
                    Arrays.stream(hole.longitudes()).map(lon -> lon + turn).toArray();
            holes.add(new ZoneShape.Ring(hole.latitudes(), moved));
        }
        return holes;
    }

    private static List<JsonNode> items(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }
}
