package io.vigil.tune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** What lies under the marks of a report: land, and the zones that were judged against. Needs no server. */
final class BaseMap {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LAND = "land.geojson";
    private static final int MOST_ZONES = 400;
    private static final double DECIMALS = 1e5;

    private BaseMap() {}

    /** The outlines of land within a box; the outer ones only, which is what a coarse map shows. */
    static ArrayNode land(MapBox box) throws IOException {
        ArrayNode rings = JSON.createArrayNode();
        JsonNode root;
        try (InputStream in = BaseMap.class.getResourceAsStream(LAND)) {
            if (in == null) {
                throw new IllegalStateException(LAND + " is missing from the program");
            }
            root = JSON.readTree(in);
        }
        for (JsonNode feature : root.path("features")) {
            JsonNode geometry = feature.path("geometry");
            boolean isOne = geometry.path("type").asText().equals("Polygon");
            for (JsonNode polygon : isOne ? List.of(geometry.path("coordinates")) : geometry.path("coordinates")) {
                List<double[]> ring = new ArrayList<>();
                polygon.path(0)
                        .forEach(point -> ring.add(new double[] {
                            point.path(0).asDouble(), point.path(1).asDouble()
                        }));
                write(box.clip(ring), rings);
            }
        }
        return rings;
    }

    /** Zones that meet a box, so many that a page can draw them. */
    static ArrayNode zones(List<Zone> zones, MapBox box) {
        ArrayNode out = JSON.createArrayNode();
        for (Zone zone : zones) {
            if (out.size() < MOST_ZONES && zone.shape() instanceof ZoneShape.Area area) {
                ArrayNode rings = JSON.createArrayNode();
                area.polygons().forEach(polygon -> write(box.clip(ring(polygon.outer())), rings));
                if (!rings.isEmpty()) {
                    String name = zone.name();
                    out.addObject()
                            .put("name", name == null ? zone.id() : name)
                            .put("type", zone.type())
                            .set("rings", rings);
                }
            }
        }
        return out;
    }

    private static List<double[]> ring(ZoneShape.Ring ring) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < ring.latitudes().length; i++) {
            points.add(new double[] {ring.longitudes()[i], ring.latitudes()[i]});
        }
        return points;
    }

    private static void write(List<double[]> ring, ArrayNode rings) {
        if (ring.size() < 3) {
            return;
        }
        ArrayNode points = rings.addArray();
        for (double[] point : ring) {
            points.addArray().add(rounded(point[0])).add(rounded(point[1]));
        }
    }

    static double rounded(double degrees) {
        return Math.rint(degrees * DECIMALS) / DECIMALS;
    }
}
