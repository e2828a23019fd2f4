package io.vigil.benchmarks;

import io.vigil.cli.ExitCode;
import io.vigil.cli.WrongUseException;
import io.vigil.geo.ZoneIndex;
import io.vigil.json.ZoneFile;
import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws the cells of a zone index over its zones. */
@Command(
        name = "draw-index",
        sortOptions = false,
        description = {
            "Draws the cells of the zone index over its zones, as SVG: white where no zone is, green where zones hold the",
            "whole cell, yellow to red by the number of edges a lookup looks at. A point and its safe box are in blue.",
            ""
        })
public final class DrawIndexCommand implements Callable<Integer> {
    @Option(names = "--zones", paramLabel = "FILE", description = "GeoJSON (default: the cities of China)")
    private @Nullable Path zones;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "the picture")
    private @Nullable Path out;

    @Option(
            names = "--box",
            paramLabel = "S,W,N,E",
            split = ",",
            arity = "1",
            description = "what to draw, degrees (default: the tip of Shandong)")
    private double[] box = {36.75, 120.6, 37.95, 122.75};

    @Option(
            names = "--point",
            paramLabel = "LAT,LON",
            split = ",",
            arity = "1",
            description = "a point to draw with its safe box")
    private double[] point = {37.62, 121.45};

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (box.length != 4 || !(box[0] < box[2] && box[1] < box[3])) {
            throw new WrongUseException("--box wants south,west,north,east, south below north and west below east");
        }
        if (point.length != 2) {
            throw new WrongUseException("--point wants latitude,longitude");
        }
        List<Zone> drawn = zones == null ? cities() : ZoneFile.read(zones);
        ZoneIndex index = ZoneIndex.build(drawn);
        IndexPicture picture = new IndexPicture(box[0], box[1], box[2], box[3]);
        picture.addCells(index);
        drawn.forEach(picture::addOutline);
        picture.addPoint(index, point[0], point[1]);
        Files.writeString(Objects.requireNonNull(out), picture.toSvg());
        Objects.requireNonNull(spec)
                .commandLine()
                .getOut()
                .println(picture.cells() + " cells of " + index.size() + " zones in " + out);
        return ExitCode.OK;
    }

    private static List<Zone> cities() throws IOException {
        List<Zone> zones = new ArrayList<>();
        for (ZoneShape.Area area : Outlines.cities()) {
            zones.add(IndexWorld.zone("city-" + zones.size(), area));
        }
        return zones;
    }
}
