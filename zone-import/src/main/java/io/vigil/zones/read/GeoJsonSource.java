package io.vigil.zones.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.vigil.zones.shape.FileRefusedException;
import io.vigil.zones.shape.ShapeBuilder;
import io.vigil.zones.shape.ShapeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * GeoJSON: a FeatureCollection, one feature in memory at a time. The {@code crs} member of the older GeoJSON (2008) is
 * believed where it comes before the features.
 */
final class GeoJsonSource implements FeatureSource {
    @Override
    public void read(FileParts file, ReadOptions options, FeatureSink sink) {
        String text = Texts.ofFile(file.bytes(), options.encoding(), sink);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        try (JsonParser parser = JsonFile.FACTORY.createParser(utf8)) {
            new Walk(parser, sink).collection();
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "file" : "line " + e.getLocation().getLineNr();
            throw new FileRefusedException(place, "is not JSON: " + e.getOriginalMessage(), null);
        } catch (IOException e) {
            throw new FileRefusedException("cannot be read: " + e.getMessage(), null);
        }
    }

    private static final class Walk {
        private final JsonParser parser;
        private final FeatureSink sink;
        private final Coordinates.Budget budget = new Coordinates.Budget();
        private String crs = "";
        private boolean found;

        Walk(JsonParser parser, FeatureSink sink) {
            this.parser = parser;
            this.sink = sink;
        }

        void collection() throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw noCollection();
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if ("features".equals(name) && value == JsonToken.START_ARRAY) {
                    found = true;
                    features();
                } else if ("crs".equals(name) && value == JsonToken.START_OBJECT) {
                    crs(JsonFile.fields(parser));
                } else {
                    parser.skipChildren();
                }
            }
            if (!found) {
                throw noCollection();
            }
            if (parser.nextToken() != null) {
                sink.fault("file", "something follows the FeatureCollection", null);
            }
        }

        private static FileRefusedException noCollection() {
            return new FileRefusedException("is not a GeoJSON FeatureCollection", "it needs a list \"features\"");
        }

        private void crs(Map<String, Object> fields) {
            String name = fields.get("properties") instanceof Map<?, ?> properties
                    ? String.valueOf(properties.get("name"))
                    : "";
            String read = CrsNames.epsg(name);
            if (read.isEmpty() || found) {
                throw new FileRefusedException(
                        "crs \"" + name + "\" " + (found ? "follows the features" : "is not understood"), "give --crs");
            }
            crs = read;
        }

        private void features() throws IOException {
            int depth = parser.getParsingContext().getNestingDepth();
            for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
                try {
                    feature("feature " + index);
                } catch (ShapeException bad) {
                    sink.fault("feature " + index, bad.reason(), bad.remedy());
                    while (parser.getParsingContext().getNestingDepth() > depth && parser.nextToken() != null) {
                        // Passes over what is left of the feature.
                    }
                }
            }
        }

        private void feature(String place) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                throw new ShapeException("is not an object", null);
            }
            String id = null;
            Map<String, Object> fields = Map.of();
            ShapeBuilder shape = new ShapeBuilder();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if ("id".equals(name) && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                    id = parser.getText();
                } else if ("properties".equals(name) && value == JsonToken.START_OBJECT) {
                    fields = JsonFile.fields(parser);
                } else if ("geometry".equals(name) && value == JsonToken.START_OBJECT) {
                    geometry(shape);
                } else {
                    parser.skipChildren();
                }
            }
            sink.feature(new RawFeature(place, id, fields, shape.build(), crs));
        }

        private void geometry(ShapeBuilder shape) throws IOException {
            String type = "";
            Coordinates coordinates = null;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if ("type".equals(name)) {
                    type = parser.getText();
                } else if ("coordinates".equals(name)) {
                    coordinates = Coordinates.read(parser, budget);
                } else if ("geometries".equals(name) && value == JsonToken.START_ARRAY) {
                    geometries(shape);
                } else {
                    parser.skipChildren();
                }
            }
            add(shape, type, coordinates);
        }

        private void geometries(ShapeBuilder shape) throws IOException {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw new ShapeException("geometries hold what is no geometry", null);
                }
                geometry(shape);
            }
        }

        private static void add(ShapeBuilder shape, String type, @Nullable Coordinates coordinates) {
            if (coordinates != null) {
                Coordinates.addTo(shape, type, coordinates);
            } else if (!"GeometryCollection".equals(type)) {
                throw new ShapeException("geometry has no coordinates", null);
            }
        }
    }
}
