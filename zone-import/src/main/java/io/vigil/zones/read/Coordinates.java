package io.vigil.zones.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vigil.zones.shape.FileRefusedException;
import io.vigil.zones.shape.Limits;
import io.vigil.zones.shape.PositionList;
import io.vigil.zones.shape.Positions;
import io.vigil.zones.shape.ShapeBuilder;
import io.vigil.zones.shape.ShapeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The coordinates of a GeoJSON geometry, read before its type may be known: a position, a row of them, or rows of rows. */
sealed interface Coordinates {
    record One(double x, double y) implements Coordinates {}

    record Row(Positions positions) implements Coordinates {}

    record Rows(List<Coordinates> rows) implements Coordinates {}

    /** Counts the lists of one file; each costs memory, also an empty one. */
    final class Budget {
        private int left = Limits.MAX_FILE_VERTICES;

        void takeOne() {
            if (--left < 0) {
                throw new FileRefusedException(
                        "has more than " + Limits.MAX_FILE_VERTICES + " positions", "split or simplify it");
            }
        }
    }

    /** Reads the list that begins here. */
    static Coordinates read(JsonParser parser, Budget budget) throws IOException {
        budget.takeOne();
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new ShapeException("coordinates are no list", null);
        }
        JsonToken token = parser.nextToken();
        if (token != null && token.isNumeric()) {
            return position(parser);
        }
        PositionList positions = new PositionList();
        List<Coordinates> rows = new ArrayList<>();
        for (; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            Coordinates item = read(parser, budget);
            if (item instanceof One one) {
                positions.add(one.x(), one.y());
            } else {
                rows.add(item);
            }
        }
        if (positions.size() > 0 && !rows.isEmpty()) {
            throw new ShapeException("coordinates mix positions and lists of positions", null);
        }
        return rows.isEmpty() ? new Row(positions.positions()) : new Rows(rows);
    }

    private static One position(JsonParser parser) throws IOException {
        double x = parser.getDoubleValue();
        if (parser.nextToken() == null || !parser.currentToken().isNumeric()) {
            throw new ShapeException("a position needs two numbers", null);
        }
        double y = parser.getDoubleValue();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            // Heights and measures are of no use here.
            parser.skipChildren();
        }
        return new One(x, y);
    }

    /** Adds what the coordinates are as a geometry of that type. */
    static void addTo(ShapeBuilder shape, String type, Coordinates coordinates) {
        switch (type) {
            case "Point" -> point(shape, coordinates);
            case "MultiPoint" -> row(coordinates, type).forEachPoint(shape);
            case "LineString" -> shape.line(row(coordinates, type).positions());
            case "MultiLineString" -> lines(coordinates, type).forEach(shape::line);
            case "Polygon" -> shape.polygon(lines(coordinates, type));
            case "MultiPolygon" -> rows(coordinates, type).forEach(polygon -> shape.polygon(lines(polygon, type)));
            default -> throw new ShapeException(
                    "geometry type \"" + type + "\" is not known",
                    "known are Point, LineString, Polygon, their Multi forms and GeometryCollection");
        }
    }

    private static void point(ShapeBuilder shape, Coordinates coordinates) {
        if (!(coordinates instanceof One one)) {
            throw new ShapeException("coordinates of a Point must be [x, y]", null);
        }
        shape.point(one.x(), one.y());
    }

    private static PointRow row(Coordinates coordinates, String type) {
        if (coordinates instanceof Row row) {
            return new PointRow(row.positions());
        }
        throw new ShapeException("coordinates are not nested as a " + type + " needs it", null);
    }

    private static List<Positions> lines(Coordinates coordinates, String type) {
        return rows(coordinates, type).stream()
                .map(each -> row(each, type).positions())
                .toList();
    }

    private static List<Coordinates> rows(Coordinates coordinates, String type) {
        if (coordinates instanceof Rows rows) {
            return rows.rows();
        }
        if (coordinates instanceof Row row && row.positions().size() == 0) {
            return List.of();
        }
        throw new ShapeException("coordinates are not nested as a " + type + " needs it", null);
    }

    /** Positions that may be points. */
    record PointRow(Positions positions) {
        void forEachPoint(ShapeBuilder shape) {
            for (int i = 0; i < positions.size(); i++) {
                shape.point(positions.x()[i], positions.y()[i]);
            }
        }
    }
}
