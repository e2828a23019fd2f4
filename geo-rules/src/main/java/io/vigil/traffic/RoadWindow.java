package io.vigil.traffic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the vehicles of a road have travelled in one window, so far. A vehicle that turned round counts for both directions.
 *
 * @param forward by vehicle, as the road is drawn
 * @param backward by vehicle, against it
 */
public record RoadWindow(Map<String, RoadTrack.Travel> forward, Map<String, RoadTrack.Travel> backward) {
    /** Those of one direction. */
    public List<RoadTrack.Travel> of(int direction) {
        return List.copyOf((direction > 0 ? forward : backward).values());
    }

    /** The window with the way a vehicle has made since its track before; null where there is nothing in it. */
    public static @Nullable RoadWindow plus(
            @Nullable RoadWindow window, String vehicle, RoadTrack now, @Nullable RoadTrack before) {
        RoadTrack.Travel travel = now.since(before);
        if (travel == null) {
            return window;
        }
        RoadWindow grown = window == null ? new RoadWindow(new HashMap<>(), new HashMap<>()) : window;
        (travel.direction() > 0 ? grown.forward : grown.backward).merge(vehicle, travel, RoadTrack.Travel::plus);
        return grown;
    }
}
