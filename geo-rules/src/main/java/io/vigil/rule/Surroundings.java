package io.vigil.rule;

import io.vigil.geo.RouteLine;
import io.vigil.geo.ZoneIndex;
import io.vigil.model.Orders;
import io.vigil.weather.Weather;
import java.time.ZoneId;
import java.util.List;

/**
 * What all movers have in common: immutable, shared by all rules.
 *
 * @param zones every zone
 * @param routes every route
 * @param timeZone the ruleset's time zone
 * @param weather forecasts and observations
 * @param orders what vessels are ordered to do
 */
public record Surroundings(ZoneIndex zones, List<RouteLine> routes, ZoneId timeZone, Weather weather, Orders orders) {
    public Surroundings {
        routes = List.copyOf(routes);
    }
}
