package io.vigil.zones;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.geo.Geodesy;
import io.vigil.model.ZoneShape;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes zones as the GeoJSON that the rules read, a feature a line, one at a time. */
final class ZoneWriter implements AutoCloseable {
    private final OutputStream out;
    private final JsonGenerator json;
    private int count;

    ZoneWriter(Path file) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        json = new JsonFactory()
                .createGenerator(out)
                .setCodec(new ObjectMapper())
                .setPrettyPrinter(null)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        json.writeStringField("type", "FeatureCollection");
        json.writeArrayFieldStart("features");
    }

    /** Zones written so far. */
    int count() {
        return count;
    }

    void write(ImportedZone zone) throws IOException {
        count++;
        json.writeRaw("\n");
        json.writeStartObject();
        json.writeStringField("type", "Feature");
        json.writeObjectFieldStart("properties");
        properties(zone);
        json.writeEndObject();
        json.writeObjectFieldStart("geometry");
        geometry(zone.shape());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void properties(ImportedZone zone) throws IOException {
        json.writeStringField("id", zone.id());
        if (zone.name() != null) {
            json.writeStringField("name", zone.name());
        }
        if (zone.type() != null) {
            json.writeStringField("type", zone.type());
        }
        for (var property : zone.properties().entrySet()) {
            json.writeObjectField(property.getKey(), property.getValue());
        }
        if (zone.shape() instanceof ZoneShape.Circle circle) {
            json.writeNumberField("radiusM", circle.radiusMeters());
        } else if (zone.shape() instanceof ZoneShape.Corridor corridor) {
            json.writeNumberField("halfWidthM", corridor.halfWidthMeters());
        }
        if (!zone.attributes().isEmpty()) {
            json.writeObjectField("attributes", zone.attributes());
        }
    }

    private void geometry(ZoneShape shape) throws IOException {
        if (shape instanceof ZoneShape.Area area) {
            area(area);
        } else if (shape instanceof ZoneShape.Circle circle) {
            json.writeStringField("type", "Point");
            json.writeFieldName("coordinates");
            position(circle.longitude(), circle.latitude());
        } else if (shape instanceof ZoneShape.Corridor corridor) {
            json.writeStringField("type", "LineString");
            json.writeArrayFieldStart("coordinates");
            positions(corridor.longitudes(), corridor.latitudes());
            json.writeEndArray();
        } else {
            throw new IllegalStateException("no such shape: " + shape);
        }
    }

    private void area(ZoneShape.Area area) throws IOException {
        boolean single = area.polygons().size() == 1;
        json.writeStringField("type", single ? "Polygon" : "MultiPolygon");
        json.writeArrayFieldStart("coordinates");
        for (ZoneShape.Polygon polygon : area.polygons()) {
            if (!single) {
                json.writeStartArray();
            }
            rings(List.of(polygon.outer()));
            rings(polygon.holes());
            if (!single) {
                json.writeEndArray();
            }
        }
        json.writeEndArray();
    }

    private void rings(List<ZoneShape.Ring> rings) throws IOException {
        for (ZoneShape.Ring ring : rings) {
            json.writeStartArray();
            positions(ring.longitudes(), ring.latitudes());
            position(ring.longitudes()[0], ring.latitudes()[0]);
            json.writeEndArray();
        }
    }

    private void positions(double[] longitudes, double[] latitudes) throws IOException {
        for (int i = 0; i < longitudes.length; i++) {
            position(longitudes[i], latitudes[i]);
        }
    }

    private void position(double longitude, double latitude) throws IOException {
        json.writeStartArray();
        json.writeNumber(Math.abs(longitude) <= 180 ? longitude : Geodesy.normalizeLongitude(longitude));
        json.writeNumber(latitude);
        json.writeEndArray();
    }

    @Override
    public void close() throws IOException {
        json.writeRaw("\n");
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw("\n");
        json.close();
        out.close();
    }
}
