package io.vigil.rule;

import io.vigil.geo.ZoneIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * Says why a truck on a descent is warned of.
 *
 * @param section the descent
 * @param limitKph its limit, km/h
 * @param coolingMillis the shortest stop that cools
 */
record DescentExplanation(ZoneIndex zones, DescentSection section, double limitKph, long coolingMillis) {
    /**
     * Writes it down.
     *
     * @param peakKph highest speed while too fast, km/h
     * @param meanKph highest mean speed since the top, km/h, or 0
     * @param skipped mask of the cooling points passed without a stop
     */
    void write(
            double peakKph,
            double meanKph,
            boolean isTooFast,
            long skipped,
            boolean isOutOfGear,
            String name,
            Explanation out) {
        List<String> zh = new ArrayList<>();
        List<String> en = new ArrayList<>();
        if (isTooFast) {
            String speeds = Math.round(peakKph) + (meanKph > 0 ? "/" + Math.round(meanKph) : "");
            zh.add("车速" + speeds + "公里/小时,限速" + Math.round(limitKph));
            en.add("at " + speeds + " km/h" + (meanKph > 0 ? " (peak/mean)" : "") + ", limit " + Math.round(limitKph));
            out.measured("peakKmh", peakKph);
        }
        if (meanKph > 0) {
            out.measured("meanKmh", meanKph);
        }
        if (skipped != 0) {
            String passed = names(skipped);
            zh.add("未在降温点“" + passed + "”停车" + coolingMillis / 60_000 + "分钟");
            en.add("passed cooling point " + passed + " without a stop of " + coolingMillis / 60_000 + " min");
            out.measured("passedCoolingPoint", passed);
        }
        if (isOutOfGear) {
            zh.add("空挡滑行或未用缓速器长时间制动");
            en.add("coasting, or braking for long without the retarder");
        }
        if (!Double.isNaN(section.dropMeters)) {
            out.threshold("dropM", section.dropMeters);
        }
        out.threshold("limitKmh", limitKph)
                .threshold("coolingStopMinutes", coolingMillis / 60_000.0)
                .threshold("sectionKm", section.line.lengthMeters() / 1_000)
                .message("长下坡“" + name + "”:" + String.join(";", zh), "descent " + name + ": " + String.join("; ", en));
    }

    private String names(long mask) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < section.points.size(); i++) {
            if ((mask >> i & 1) != 0) {
                names.add(zones.zone(section.points.get(i).zone()).label());
            }
        }
        return String.join(", ", names);
    }
}
