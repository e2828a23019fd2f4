package io.vigil.zones.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The geometry of one feature. Rings may be open, cross themselves, or come in any order. */
public sealed interface RawShape {
    /** Polygons, each a list of rings: the outer one and holes, if the file is right. */
    record Areas(List<List<Positions>> polygons) implements RawShape {}

    /** Rings without any word on which are holes, as shapefiles have them. */
    record Rings(List<Positions> rings) implements RawShape {}

    /** Lines. */
    record Lines(List<Positions> lines) implements RawShape {}

    /** Points. */
    record Points(Positions points) implements RawShape {}

    /** All its parts, in order. */
    default List<Positions> parts() {
        if (this instanceof Areas areas) {
            List<Positions> all = new ArrayList<>();
            areas.polygons().forEach(all::addAll);
            return all;
        }
        if (this instanceof Rings rings) {
            return rings.rings();
        }
        if (this instanceof Lines lines) {
            return lines.lines();
        }
        if (this instanceof Points points) {
            return List.of(points.points());
        }
        throw new IllegalStateException("no such shape: " + this);
    }

    /** The same shape of other positions. */
    default RawShape map(UnaryOperator<Positions> change) {
        if (this instanceof Areas areas) {
            return new Areas(areas.polygons().stream()
                    .map(rings -> rings.stream().map(change).toList())
                    .toList());
        }
        if (this instanceof Rings rings) {
            return new Rings(rings.rings().stream().map(change).toList());
        }
        if (this instanceof Lines lines) {
            return new Lines(lines.lines().stream().map(change).toList());
        }
        if (this instanceof Points points) {
            return new Points(change.apply(points.points()));
        }
        throw new IllegalStateException("no such shape: " + this);
    }

    /** Positions of all parts together. */
    default int vertices() {
        return parts().stream().mapToInt(Positions::size).sum();
    }
}
