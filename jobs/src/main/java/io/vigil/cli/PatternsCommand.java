package io.vigil.cli;

import io.vigil.jobs.patterns.PatternsJob;
import io.vigil.jobs.patterns.PatternsOptions;
import io.vigil.jobs.patterns.PatternsResult;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds out how vehicles usually travel, from recorded data. */
@Command(
        name = "patterns",
        sortOptions = false,
        description = {
            "Finds out how vehicles usually travel (规律分析): hours of the week by class and area, origins and",
            "destinations, usual routes, and cells where more happens than the traffic explains.",
            "Equal input gives byte-identical results at any parallelism.",
            ""
        },
        footer = {
            "",
            "Usual routes are routes and hotspots are zones: --routes and --zones of other commands read them.",
            "",
            "  vigil patterns --feed archive:days --zones zones.geojson --registry registry.jsonl \\",
            "      --warnings result/warnings.jsonl --out patterns"
        })
public final class PatternsCommand implements Callable<Integer> {
    @Mixin
    private FeedSelection feeds = new FeedSelection();

    @Mixin
    private WorldOptions world = new WorldOptions();

    @Option(
            names = "--area-types",
            split = ",",
            paramLabel = "TYPE",
            defaultValue = "sector,district,depot,station,port",
            description = "types of the zones that are areas, origins and destinations (default: ${DEFAULT-VALUE})")
    private List<String> areaTypes = new ArrayList<>();

    @Option(
            names = "--zone",
            paramLabel = "ID",
            defaultValue = "Asia/Shanghai",
            description = "time zone of the hours of the week (default: ${DEFAULT-VALUE})")
    private ZoneId zone = ZoneId.of("Asia/Shanghai");

    @Option(
            names = "--least-trips",
            paramLabel = "N",
            defaultValue = "5",
            description = "trips between two places that make a usual route (default: ${DEFAULT-VALUE})")
    private int leastTrips;

    @Option(
            names = "--regular-trips",
            paramLabel = "N",
            defaultValue = "3",
            description = "trips that make a vehicle a regular on it (default: ${DEFAULT-VALUE})")
    private int regularTrips;

    @Option(
            names = "--warnings",
            paramLabel = "FILE",
            description = "warnings.jsonl of a replay, for accident-prone cells")
    private @Nullable Path warnings;

    @Option(
            names = "--accident-rules",
            split = ",",
            paramLabel = "ID",
            description = "rules whose warnings count (default: all)")
    private List<String> accidentRules = new ArrayList<>();

    @Option(
            names = "--confirmed-by",
            paramLabel = "FILE",
            description = "dispositions, JSON lines: only warnings that were confirmed there count")
    private @Nullable Path dispositions;

    @Option(
            names = "--least-accidents",
            paramLabel = "N",
            defaultValue = "5",
            description = "warnings that make a cell accident-prone (default: ${DEFAULT-VALUE})")
    private int leastAccidents;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "folder for the results")
    private Path out = Path.of(".");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        require(leastTrips >= 2 && regularTrips >= 1 && leastAccidents >= 1);
        PatternsResult found = PatternsJob.run(new PatternsOptions(
                feeds.options(world.spec(Map.of()), out),
                areaTypes,
                zone,
                leastTrips,
                regularTrips,
                warnings,
                accidentRules,
                dispositions,
                leastAccidents));
        Objects.requireNonNull(spec)
                .commandLine()
                .getErr()
                .printf(
                        "%,d vehicles, %,d trips between %,d pairs of places, %,d usual routes, %,d hotspots: %s%n",
                        found.vehicles(), found.trips(), found.pairs(), found.routes(), found.hotspots(), found.out());
        return 0;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new WrongUseException(
                    "--least-trips must be 2 or more, --regular-trips and --least-accidents 1 or more");
        }
    }
}
