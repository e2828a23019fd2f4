package io.vigil.evaluate;

import io.vigil.model.Orders;
import io.vigil.model.Registry;
import io.vigil.model.Route;
import io.vigil.model.Zone;
import io.vigil.weather.Weather;
import java.util.List;

/**
 * What the rules are judged against.
 *
 * @param zones every zone, ids unique at any instant
 * @param routes every route, ids unique
 * @param registry what the authorities know
 * @param weather forecasts and observations
 * @param orders what vessels are ordered to do
 */
public record ControlData(List<Zone> zones, List<Route> routes, Registry registry, Weather weather, Orders orders) {
    public ControlData {
        zones = List.copyOf(zones);
        routes = List.copyOf(routes);
    }

    /** Control data without weather and orders. */
    public ControlData(List<Zone> zones, List<Route> routes, Registry registry) {
        this(zones, routes, registry, Weather.EMPTY, Orders.EMPTY);
    }
}
