package io.vigil.rule;

import io.vigil.geo.Geodesy;
import io.vigil.model.RegistryRecord;
import java.util.Collection;
import java.util.Map;

/** The relay points (接驳点) of a coach, as its registry record lists them. */
final class RelayPoints {
    private RelayPoints() {}

    /** Distance to the nearest relay point of known place, m; NaN where the registry knows of none. */
    static double nearestMeters(ReportView view) {
        RegistryRecord record = view.registry();
        double nearest = Double.NaN;
        if (record != null && record.fields().get("relayPoints") instanceof Collection<?> points) {
            for (Object point : points) {
                if (point instanceof Map<?, ?> place
                        && place.get("lat") instanceof Number latitude
                        && place.get("lon") instanceof Number longitude) {
                    double meters = Geodesy.distanceMeters(
                            latitude.doubleValue(),
                            longitude.doubleValue(),
                            view.report().latitude(),
                            view.report().longitude());
                    nearest = nearest <= meters ? nearest : meters;
                }
            }
        }
        return nearest;
    }
}
