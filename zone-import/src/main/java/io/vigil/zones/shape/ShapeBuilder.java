package io.vigil.zones.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the parts of a feature's geometry, which must all be of one sort. */
public final class ShapeBuilder {
    private final List<List<Positions>> polygons = new ArrayList<>();
    private final List<Positions> lines = new ArrayList<>();
    private final PositionList points = new PositionList();

    /** A polygon: its rings. */
    public void polygon(List<Positions> rings) {
        polygons.add(rings);
    }

    /** A line. */
    public void line(Positions line) {
        lines.add(line);
    }

    /** A point. */
    public void point(double x, double y) {
        points.add(x, y);
    }

    /**
     * The shape; null where there is nothing.
     *
     * @throws ShapeException if it holds several sorts
     */
    public @Nullable RawShape build() {
        int sorts = (polygons.isEmpty() ? 0 : 1) + (lines.isEmpty() ? 0 : 1) + (points.size() == 0 ? 0 : 1);
        if (sorts > 1) {
            throw new ShapeException(
                    "holds geometries of several sorts (areas, lines, points)", "give each its feature");
        }
        if (!polygons.isEmpty()) {
            return new RawShape.Areas(polygons);
        }
        if (!lines.isEmpty()) {
            return new RawShape.Lines(lines);
        }
        return points.size() == 0 ? null : new RawShape.Points(points.positions());
    }
}
