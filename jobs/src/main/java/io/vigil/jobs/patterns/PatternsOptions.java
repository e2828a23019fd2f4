package io.vigil.jobs.patterns;

import io.vigil.jobs.ReplayOptions;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What patterns are found in and by what measure.
 *
 * @param replay feeds, zones and registry, and the folder of the results
 * @param areaTypes types of the zones that are areas, origins and destinations
 * @param timeZone of the hours of the week
 * @param leastTrips fewer trips between two places are told of, but make no usual route
 * @param regularTrips from so many trips on a vehicle is a regular on a usual route
 * @param warnings file of warnings in which accident-prone cells are looked for, or null
 * @param accidentRules ids of the rules whose warnings count; empty: all
 * @param dispositions file of dispositions, JSON lines: only warnings confirmed there count; or null: all count
 * @param leastAccidents a cell with fewer is not accident-prone
 */
public record PatternsOptions(
        ReplayOptions replay,
        List<String> areaTypes,
        ZoneId timeZone,
        int leastTrips,
        int regularTrips,
        @Nullable Path warnings,
        List<String> accidentRules,
        @Nullable Path dispositions,
        int leastAccidents) {
    public PatternsOptions {
        areaTypes = List.copyOf(areaTypes);
        accidentRules = List.copyOf(accidentRules);
    }
}
