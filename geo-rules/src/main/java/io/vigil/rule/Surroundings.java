package io.vigil.rule;

import io.vigil.geo.RouteLine;
import io.vigil.geo.ZoneIndex;
import java.time.ZoneId;
import java.util.List;

/**
 * What all movers have in common: immutable, shared by all rules.
 *
 * @param zones every zone
 * @param routes every route
 * @param timeZone the ruleset's time zone
 */
public record Surroundings(ZoneIndex zones, List<RouteLine> routes, ZoneId timeZone) {
    public Surroundings {
        routes = List.copyOf(routes);
    }
}
