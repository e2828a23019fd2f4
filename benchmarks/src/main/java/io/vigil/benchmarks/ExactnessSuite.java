package io.vigil.benchmarks;

import io.vigil.geo.ZoneHits;
import io.vigil.geo.ZoneIndex;
import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The index against JTS on points made to be hard, over real outlines that share their borders and over generated ones.
 * Both count a point on an edge as inside, so every answer has to be the same.
 */
final class ExactnessSuite {
    private static final long FULL_POINTS = 12_000_000;
    private static final long QUICK_POINTS = 600_000;

    /** JTS knows no antimeridian: a point on it is left out. */
    private static final double MAX_LONGITUDE = 179.999;

    private final long pointsWanted;
    private final Consumer<String> progress;
    private final List<Figure> figures = new ArrayList<>();
    private long allPoints;
    private long allDifferences;

    ExactnessSuite(boolean isQuick, Consumer<String> progress) {
        pointsWanted = isQuick ? QUICK_POINTS : FULL_POINTS;
        this.progress = progress;
    }

    List<Figure> run() throws IOException {
        List<List<ZoneShape.Area>> sets = new ArrayList<>();
        List<String> names = new ArrayList<>();
        add("cities of China", Outlines.cities(), sets, names);
        add("countries", Outlines.countries(), sets, names);
        for (HardShapes.Kind kind : HardShapes.Kind.values()) {
            add(kind.title(), new HardShapes(kind, kind.ordinal()).areas(), sets, names);
        }
        for (int i = 0; i < sets.size(); i++) {
            compare(names.get(i), sets.get(i), i + 1, pointsWanted / sets.size());
        }
        figures.add(Figure.alone("points in all", allPoints, ""));
        figures.add(Figure.alone("points with other zones than JTS", allDifferences, "")
                .withGoal(Figure.Kind.VALUE_AT_MOST, 0));
        return List.copyOf(figures);
    }

    private static void add(
            String name, List<ZoneShape.Area> areas, List<List<ZoneShape.Area>> sets, List<String> names) {
        List<ZoneShape.Area> valid = areas.stream()
                .filter(area -> JtsLookup.geometry(area).isValid())
                .toList();
        sets.add(valid);
        names.add(String.format(
                Locale.ROOT, "%s, %,d (%,d invalid left out)", name, valid.size(), areas.size() - valid.size()));
    }

    private void compare(String name, List<ZoneShape.Area> areas, long seed, long count) {
        progress.accept(name + ", seed " + seed);
        List<Zone> zones = new ArrayList<>();
        for (ZoneShape.Area area : areas) {
            zones.add(IndexWorld.zone("zone-" + zones.size(), area));
        }
        ZoneIndex index = ZoneIndex.build(zones);
        JtsLookup jts = new JtsLookup(zones);
        HardPoints points = new HardPoints(areas, seed);
        ZoneHits hits = new ZoneHits();
        long differences = 0;
        long inside = 0;
        long compared = 0;
        for (long i = 0; i < count; i++) {
            points.next();
            if (Math.abs(points.lon()) > MAX_LONGITUDE || Math.abs(points.lat()) > 90) {
                continue;
            }
            compared++;
            index.locate(points.lat(), points.lon(), hits);
            int expected = jts.find(points.lat(), points.lon());
            inside += expected > 0 ? 1 : 0;
            if (expected != hits.size() || !Arrays.equals(hits.toArray(), jts.toArray())) {
                differences++;
                progress.accept("DIFFERENT at " + points.lat() + " " + points.lon() + ": index "
                        + Arrays.toString(hits.toArray()) + ", JTS " + Arrays.toString(jts.toArray()));
            }
        }
        allPoints += compared;
        allDifferences += differences;
        figures.add(Figure.alone(name + ", seed " + seed + ": points", compared, ""));
        figures.add(Figure.alone("  of them in a zone", 100.0 * inside / compared, "%"));
        figures.add(Figure.alone("  different", differences, "").withGoal(Figure.Kind.VALUE_AT_MOST, 0));
    }
}
