package io.vigil.zones.read;

import io.vigil.zones.shape.Limits;
import io.vigil.zones.shape.PositionList;
import io.vigil.zones.shape.Positions;
import io.vigil.zones.shape.RawShape;
import io.vigil.zones.shape.ShapeBuilder;
import io.vigil.zones.shape.ShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Well-known text by the reader of JTS, also with {@code SRID=4490;} before it. */
final class WktTexts {
    private static final Pattern SRID = Pattern.compile("(?i)\\s*SRID\\s*=\\s*([0-9]{1,6})\\s*;\\s*");

    private WktTexts() {}

    /** JTS takes closed rings only: an open one is closed for it, and opened again afterwards. */
    private static final class OpenRings extends GeometryFactory {
        private static final long serialVersionUID = 1;

        @Override
        public LinearRing createLinearRing(CoordinateSequence sequence) {
            Coordinate[] all = sequence.toCoordinateArray();
            if (all.length == 0) {
                return super.createLinearRing(sequence);
            }
            Coordinate[] ring = new Coordinate[Math.max(5, all.length + 2)];
            System.arraycopy(all, 0, ring, 0, all.length);
            for (int i = all.length; i < ring.length; i++) {
                ring[i] = all[0].copy();
            }
            LinearRing closed =
                    super.createLinearRing(getCoordinateSequenceFactory().create(ring));
            closed.setUserData(all.length);
            return closed;
        }
    }

    /** {@code EPSG:nnnn} by the SRID before the text, or empty. */
    static String crs(String text) {
        Matcher matcher = SRID.matcher(text);
        return matcher.lookingAt() && !"0".equals(matcher.group(1)) ? "EPSG:" + matcher.group(1) : "";
    }

    /**
     * The geometry of a text; null where it is empty.
     *
     * @throws ShapeException where it is none
     */
    static @Nullable RawShape shape(String text) {
        Matcher matcher = SRID.matcher(text);
        String plain = matcher.lookingAt() ? text.substring(matcher.end()) : text;
        checkDepth(plain);
        try {
            ShapeBuilder shape = new ShapeBuilder();
            add(shape, new WKTReader(new OpenRings()).read(plain));
            return shape.build();
        } catch (ParseException | IllegalArgumentException e) {
            throw new ShapeException(
                    "is no well-known text: " + String.valueOf(e.getMessage()).strip(), null);
        }
    }

    private static void checkDepth(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth > Limits.MAX_DEPTH) {
                throw new ShapeException("is nested deeper than " + Limits.MAX_DEPTH, null);
            }
        }
    }

    private static void add(ShapeBuilder shape, Geometry geometry) {
        if (geometry.isEmpty()) {
            return;
        }
        if (geometry instanceof Polygon polygon) {
            List<Positions> rings = new ArrayList<>();
            rings.add(ring(polygon.getExteriorRing()));
            for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                rings.add(ring(polygon.getInteriorRingN(i)));
            }
            shape.polygon(rings);
        } else if (geometry instanceof LineString line) {
            shape.line(positions(line));
        } else if (geometry instanceof Point point) {
            shape.point(point.getX(), point.getY());
        } else {
            for (int i = 0; i < geometry.getNumGeometries(); i++) {
                add(shape, geometry.getGeometryN(i));
            }
        }
    }

    private static Positions ring(LinearRing ring) {
        return ring.getUserData() instanceof Integer count ? positions(ring).first(count) : positions(ring);
    }

    private static Positions positions(LineString line) {
        PositionList positions = new PositionList();
        for (Coordinate coordinate : line.getCoordinates()) {
            positions.add(coordinate.x, coordinate.y);
        }
        return positions.positions();
    }
}
