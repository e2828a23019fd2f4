package io.vigil.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.model.ZoneShape;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Real outlines: the cities of China and the countries of the world as the charts library Apache ECharts carries them.
 * Neighbours share their vertices.
 */
final class Outlines {
    private static final String FOLDER = "/META-INF/resources/webjars/echarts/4.1.0/map/json/";
    private static final double STEPS_PER_DEGREE = 1024;

    private Outlines() {}

    /** City districts, about 1,500 vertices each. */
    static List<ZoneShape.Area> cities() throws IOException {
        return read("china-cities.json");
    }

    /** Countries with their coasts, up to 2,400 vertices. */
    static List<ZoneShape.Area> countries() throws IOException {
        return read("world.json");
    }

    private static List<ZoneShape.Area> read(String name) throws IOException {
        try (InputStream in = Outlines.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the outlines " + name + " are missing from the program");
            }
            List<ZoneShape.Area> areas = new ArrayList<>();
            for (JsonNode feature : new ObjectMapper().readTree(in).path("features")) {
                ZoneShape.Area area = area(feature.path("geometry"));
                if (!area.polygons().isEmpty()) {
                    areas.add(area);
                }
            }
            return areas;
        }
    }

    private static ZoneShape.Area area(JsonNode geometry) {
        List<ZoneShape.Polygon> polygons = new ArrayList<>();
        JsonNode coordinates = geometry.path("coordinates");
        JsonNode offsets = geometry.path("encodeOffsets");
        if (geometry.path("type").asText().equals("Polygon")) {
            addPolygon(coordinates, offsets, polygons);
        } else {
            for (int i = 0; i < coordinates.size(); i++) {
                addPolygon(coordinates.path(i), offsets.path(i), polygons);
            }
        }
        return new ZoneShape.Area(polygons);
    }

    private static void addPolygon(JsonNode rings, JsonNode offsets, List<ZoneShape.Polygon> polygons) {
        List<ZoneShape.Ring> read = new ArrayList<>();
        for (int i = 0; i < rings.size(); i++) {
            double[][] lonLat = rings.path(i).isTextual()
                    ? decode(rings.path(i).asText(), offsets.path(i))
                    : coordinates(rings.path(i));
            int size = lonLat[0].length;
            boolean isClosed = size > 1 && lonLat[0][0] == lonLat[0][size - 1] && lonLat[1][0] == lonLat[1][size - 1];
            int vertices = isClosed ? size - 1 : size;
            if (vertices >= 3) {
                read.add(new ZoneShape.Ring(
                        java.util.Arrays.copyOf(lonLat[1], vertices), java.util.Arrays.copyOf(lonLat[0], vertices)));
            } else if (i == 0) {
                return;
            }
        }
        if (!read.isEmpty()) {
            polygons.add(new ZoneShape.Polygon(read.get(0), read.subList(1, read.size())));
        }
    }

    private static double[][] coordinates(JsonNode ring) {
        double[][] lonLat = new double[2][ring.size()];
        for (int i = 0; i < ring.size(); i++) {
            lonLat[0][i] = ring.path(i).path(0).asDouble();
            lonLat[1][i] = ring.path(i).path(1).asDouble();
        }
        return lonLat;
    }

    /** Two characters a vertex: the steps from the one before, with the sign in the last bit, plus 64. */
    private static double[][] decode(String text, JsonNode offset) {
        double[][] lonLat = new double[2][text.length() / 2];
        for (int axis = 0; axis < 2; axis++) {
            int steps = offset.path(axis).asInt();
            for (int i = 0; i < lonLat[axis].length; i++) {
                int code = text.charAt(2 * i + axis) - 64;
                steps += code >> 1 ^ -(code & 1);
                lonLat[axis][i] = steps / STEPS_PER_DEGREE;
            }
        }
        return lonLat;
    }
}
