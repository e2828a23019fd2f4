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

    /** The geometry index takes shapes that run around the earth so far and no further. */
    private static final double MAX_LONGITUDE = 720;

    private static final double TURN_TOLERANCE = 1e-9;

    private int vertices;

    /** Vertices of one line, in degrees; longitudes unwrapped. */
    record Line(double[] latitudes, double[] longitudes) {}

    /** The shape of a zone, or null with a fault. */
    @Nullable
    ZoneShape shape(JsonFields feature, JsonNode geometry) {
        if (!geometry.isObject()) {
            feature.fault("has no geometry", null);
            return null;
        }
        String type = geometry.path("type").asText("");
        JsonNode coordinates = geometry.path("coordinates");
        return switch (type) {
            case "Polygon" -> area(feature, List.of(coordinates), false);
            case "MultiPolygon" -> area(feature, items(coordinates), true);
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
        Line line = positions(feature, coordinates, "");
        if (line != null && line.latitudes().length < 2) {
            feature.fault("line has fewer than 2 different positions", null);
            return null;
        }
        return line;
    }

    private @Nullable ZoneShape area(JsonFields feature, List<JsonNode> polygons, boolean isMulti) {
        List<ZoneShape.Polygon> read = new ArrayList<>();
        for (int i = 0; i < polygons.size(); i++) {
            ZoneShape.Polygon polygon = polygon(feature, polygons.get(i), isMulti ? "polygon " + i + ", " : "");
            if (polygon != null) {
                read.add(polygon);
            }
        }
        if (polygons.isEmpty()) {
            feature.fault("has no polygon", null);
        }
        return read.isEmpty() || read.size() < polygons.size() ? null : new ZoneShape.Area(read);
    }

    private ZoneShape.@Nullable Polygon polygon(JsonFields feature, JsonNode coordinates, String place) {
        List<JsonNode> nodes = items(coordinates);
        List<ZoneShape.Ring> rings = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            ZoneShape.Ring ring = ring(feature, nodes.get(i), place + "ring " + i + " ");
            if (ring != null) {
                rings.add(ring);
            }
        }
        if (nodes.isEmpty()) {
            feature.fault(place + "polygon has no ring", null);
        }
        if (rings.isEmpty() || rings.size() < nodes.size()) {
            return null;
        }
        ZoneShape.Polygon polygon = new ZoneShape.Polygon(rings.get(0), inFrameOf(rings.get(0), rings));
        RingValidity.Flaw flaw = RingValidity.examine(polygon);
        if (flaw != RingValidity.Flaw.NONE) {
            feature.fault(place + said(flaw), "order: outer ring first, then holes within it");
            return null;
        }
        return polygon;
    }

    private ZoneShape.@Nullable Ring ring(JsonFields feature, JsonNode coordinates, String place) {
        Line line = positions(feature, coordinates, place);
        if (line == null) {
            return null;
        }
        int last = line.latitudes().length - 1;
        double turned = line.longitudes()[last] - line.longitudes()[0];
        boolean closed = line.latitudes()[last] == line.latitudes()[0]
                && Math.abs(Math.IEEEremainder(turned, 360)) < TURN_TOLERANCE;
        if (coordinates.size() < 4) {
            feature.fault(place + "has " + coordinates.size() + " positions, 4 or more are needed", null);
        } else if (!closed) {
            feature.fault(place + "is not closed", "the last position repeats the first (RFC 7946, 3.1.6)");
        } else if (Math.abs(turned) > 180) {
            feature.fault(place + "goes round a pole", "cut it at a meridian into parts that do not hold the pole");
        } else if (last < 3) {
            feature.fault(place + "has fewer than 3 different positions", null);
        } else {
            return valid(
                    feature,
                    place,
                    new ZoneShape.Ring(Arrays.copyOf(line.latitudes(), last), Arrays.copyOf(line.longitudes(), last)));
        }
        return null;
    }

    private static ZoneShape.@Nullable Ring valid(JsonFields feature, String place, ZoneShape.Ring ring) {
        RingValidity.Flaw flaw = RingValidity.examine(ring.latitudes(), ring.longitudes());
        if (flaw != RingValidity.Flaw.NONE) {
            feature.fault(place + said(flaw), "repair it, for instance in QGIS");
            return null;
        }
        return ring;
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
        double[] position = position(feature, coordinates, "");
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

    /**
     * Reads positions; the same one several times in a row counts once, and a jump over ±180 is unwrapped. The first bad one
     * ends the line: the others would mostly repeat its fault.
     */
    private @Nullable Line positions(JsonFields feature, JsonNode coordinates, String place) {
        if (!coordinates.isArray() || coordinates.isEmpty()) {
            feature.fault(place + "has no coordinates", null);
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
            double[] position = position(feature, item, place);
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
            if (Math.abs(longitude) > MAX_LONGITUDE) {
                feature.fault(place + "runs around the earth more than once", null);
                return null;
            }
            if (count == 0 || latitudes[count - 1] != position[0] || longitudes[count - 1] != longitude) {
                latitudes[count] = position[0];
                longitudes[count++] = longitude;
            }
        }
        return new Line(Arrays.copyOf(latitudes, count), Arrays.copyOf(longitudes, count));
    }

    private static double @Nullable [] position(JsonFields feature, JsonNode item, String place) {
        boolean isPosition = item.isArray()
                && item.size() >= 2
                && item.get(0).isNumber()
                && item.get(1).isNumber();
        if (!isPosition) {
            feature.fault(place + "position " + JsonFields.shown(item) + " must be [longitude, latitude]", null);
            return null;
        }
        double longitude = item.get(0).doubleValue();
        double latitude = item.get(1).doubleValue();
        if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) {
            feature.fault(
                    place + "position " + JsonFields.shown(item) + " is out of range",
                    Math.abs(latitude) > 90 && Math.abs(longitude) <= 90
                            ? "longitude comes first"
                            : "longitude -180 to 180, latitude -90 to 90");
            return null;
        }
        return new double[] {latitude, longitude};
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
