package io.vigil.evaluate;

import io.vigil.model.Registry;
import io.vigil.model.Route;
import io.vigil.model.Zone;
import java.util.List;

/**
 * What the rules are judged against.
 *
 * @param zones every zone, ids unique at any instant
 * @param routes every route, ids unique
 * @param registry what the authorities know
 */
public record ControlData(List<Zone> zones, List<Route> routes, Registry registry) {
    public ControlData {
        zones = List.copyOf(zones);
        routes = List.copyOf(routes);
    }
}
