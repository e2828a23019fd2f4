package io.vigil.zones.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.vigil.zones.shape.FileRefusedException;
import io.vigil.zones.shape.PositionList;
import io.vigil.zones.shape.Positions;
import io.vigil.zones.shape.RawShape;
import io.vigil.zones.shape.ShapeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Points as they are copied out of a notice: a JSON list of objects with {@code id}, {@code name}, {@code kind} and
 * {@code points_lon_lat}, a list of [longitude, latitude]. {@code kind} is {@code polygon} or {@code line}; {@code partial}
 * is an outline whose other points are not known, so a line. A polygon's ring closes itself. {@code valid_from} and
 * {@code valid_to} are its validity, {@code side} tells on which side of a line the zone lies.
 */
final class PointListSource implements FeatureSource {
    private static final Map<String, String> RENAMED = Map.of("valid_from", "validFrom", "valid_to", "validTo");

    @Override
    public void read(FileParts file, ReadOptions options, FeatureSink sink) {
        String text = Texts.ofFile(file.bytes(), options.encoding(), sink);
        try (JsonParser parser = JsonFile.FACTORY.createParser(text.getBytes(StandardCharsets.UTF_8))) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new FileRefusedException("is not a list of objects with points_lon_lat", null);
            }
            for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
                try {
                    sink.feature(object(parser, "object " + index));
                } catch (ShapeException bad) {
                    sink.fault("object " + index, bad.reason(), bad.remedy());
                }
            }
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "file" : "line " + e.getLocation().getLineNr();
            throw new FileRefusedException(place, "is not JSON: " + e.getOriginalMessage(), null);
        } catch (IOException e) {
            throw new FileRefusedException("cannot be read: " + e.getMessage(), null);
        }
    }

    private static RawFeature object(JsonParser parser, String place) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            throw new ShapeException("is not an object", null);
        }
        Map<String, Object> read = JsonFile.fields(parser);
        Map<String, Object> fields = new LinkedHashMap<>();
        read.forEach((name, value) -> fields.put(RENAMED.getOrDefault(name, name), value));
        Object points = fields.remove("points_lon_lat");
        if (!(points instanceof List<?> list)) {
            throw new ShapeException("has no list points_lon_lat", null);
        }
        Positions positions = positions(list);
        String id = fields.remove("id") instanceof String given ? given : null;
        return new RawFeature(place, id, fields, shape(String.valueOf(fields.get("kind")), positions), "");
    }

    private static RawShape shape(String kind, Positions positions) {
        return switch (kind) {
            case "polygon" -> {
                PositionList ring = new PositionList();
                for (int i = 0; i < positions.size(); i++) {
                    ring.add(positions.x()[i], positions.y()[i]);
                }
                if (!positions.isClosed() && positions.size() > 0) {
                    ring.add(positions.x()[0], positions.y()[0]);
                }
                yield new RawShape.Areas(List.of(List.of(ring.positions())));
            }
            case "line", "partial" -> new RawShape.Lines(List.of(positions));
            default -> throw new ShapeException(
                    "kind \"" + kind + "\" is not known", "known are polygon, line, partial");
        };
    }

    private static Positions positions(List<?> points) {
        PositionList positions = new PositionList();
        for (Object point : points) {
            if (point instanceof List<?> pair
                    && pair.size() >= 2
                    && pair.get(0) instanceof Number lon
                    && pair.get(1) instanceof Number lat) {
                positions.add(lon.doubleValue(), lat.doubleValue());
            } else {
                throw new ShapeException("points_lon_lat holds what is not [longitude, latitude]", null);
            }
        }
        return positions.positions();
    }
}
