package io.vigil.traffic;

import io.vigil.model.Units;
import java.util.Collection;
import java.util.List;

/**
 * What the vehicles of one direction of a road have shown in one window.
 *
 * <p>Mean speed is the way of all of them over the time of all of them: the space mean speed (Edie 1963; 平均行程速度 of GB/T
 * 33171-2016), in which a slow vehicle weighs as long as it is there. Vehicles that stood throughout while at least half of the
 * others were at half of free flow are parked and do not count; in a jam all of them stand, and all count.
 *
 * <p>The index is the traffic performance index 交通运行指数 of GB/T 33171-2016, Annex C: linear in steps over the share of delay
 * in the travel time, which is {@code 1 - mean / free flow}: 0.3, 0.5, 0.6, 0.7 and 1 are 2, 4, 6, 8 and 10.
 *
 * @param vehicles how many counted
 * @param parked how many did not
 * @param meanKph mean speed, km/h, 0 or more; NaN without vehicles
 * @param index 0 free to 10 standing; NaN without vehicles
 */
public record Flow(int vehicles, int parked, double meanKph, double index) {
    /** With fewer vehicles nothing is said of the level: one alone may be a slow one. */
    public static final int LEAST_VEHICLES = 3;

    private static final long PARKED_MILLIMETERS = 10_000;
    private static final double[] DELAY = {0, 0.3, 0.5, 0.6, 0.7, 1};

    /** Adds up. */
    public static Flow of(Collection<RoadTrack.Travel> ofDirection, double freeFlowKph) {
        List<RoadTrack.Travel> moving = ofDirection.stream()
                .filter(travel -> travel.millimeters() >= PARKED_MILLIMETERS)
                .toList();
        long atHalf = moving.stream()
                .filter(travel -> kph(travel.millimeters(), travel.millis()) >= freeFlowKph / 2)
                .count();
        boolean flows = !moving.isEmpty() && 2 * atHalf >= moving.size();
        Collection<RoadTrack.Travel> counted = flows ? moving : ofDirection;
        long millimeters = 0;
        long millis = 0;
        for (RoadTrack.Travel travel : counted) {
            millimeters += travel.millimeters();
            millis += travel.millis();
        }
        double mean = millis == 0 ? Double.NaN : Math.max(0, kph(millimeters, millis));
        return new Flow(counted.size(), ofDirection.size() - counted.size(), mean, index(mean / freeFlowKph));
    }

    /** Index of a share of free flow: 10 at 0, 0 at 1 and above; NaN for NaN. */
    static double index(double share) {
        if (Double.isNaN(share)) {
            return Double.NaN;
        }
        double delay = Math.min(1, Math.max(0, 1 - share));
        int step = 1;
        while (step < DELAY.length - 1 && delay >= DELAY[step]) {
            step++;
        }
        return 2 * (step - 1 + (delay - DELAY[step - 1]) / (DELAY[step] - DELAY[step - 1]));
    }

    private static double kph(long millimeters, long millis) {
        return Units.mpsToKph((double) millimeters / millis);
    }
}
