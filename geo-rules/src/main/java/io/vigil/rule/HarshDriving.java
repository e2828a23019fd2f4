package io.vigil.rule;

import io.vigil.model.PositionReport;
import io.vigil.model.Units;
import org.jspecify.annotations.Nullable;

/**
 * Harsh braking, acceleration and turning from the speeds and courses of two reports that are seconds apart. Over a longer
 * time the mean says nothing: a stop at a light is no harsh braking because the reports are rare.
 */
final class HarshDriving {
    private final double brakeMps2;
    private final double accelerationMps2;
    private final double turnMps2;
    private final double plausibleMps2;
    private final double turnFromMps;
    private final long withinMillis;

    HarshDriving(Parameters parameters) {
        brakeMps2 = parameters.number("brakeMps2");
        accelerationMps2 = parameters.number("accelerationMps2");
        turnMps2 = parameters.number("turnMps2");
        plausibleMps2 = parameters.number("plausibleMps2");
        turnFromMps = Units.kphToMps(parameters.number("turnFromKmh"));
        withinMillis = parameters.millis("harshWithin");
    }

    /** Whether the name of an alarm is one of these. */
    static boolean isOne(String word) {
        return word.equals(DeviceAlarmRule.HARSH_BRAKING)
                || word.equals(DeviceAlarmRule.HARSH_ACCELERATION)
                || word.equals(DeviceAlarmRule.HARSH_TURN);
    }

    /** What this report shows, or null. Braking in a turn is braking. */
    @Nullable
    String at(ReportView view) {
        PositionReport before = view.previous();
        if (before == null || view.isSilence() || view.gapMillis() <= 0 || view.gapMillis() > withinMillis) {
            return null;
        }
        double change = changeMps2(before, view);
        if (change <= -brakeMps2 && change >= -plausibleMps2) {
            return DeviceAlarmRule.HARSH_BRAKING;
        }
        if (change >= accelerationMps2 && change <= plausibleMps2) {
            return DeviceAlarmRule.HARSH_ACCELERATION;
        }
        double lateral = lateralMps2(before, view);
        return lateral >= turnMps2 && lateral <= plausibleMps2 ? DeviceAlarmRule.HARSH_TURN : null;
    }

    /** How strong it is, m/s², above 0. */
    double sizeMps2(ReportView view, String word) {
        PositionReport before = view.previous();
        if (before == null) {
            return 0;
        }
        return word.equals(DeviceAlarmRule.HARSH_TURN) ? lateralMps2(before, view) : Math.abs(changeMps2(before, view));
    }

    double limitMps2(String word) {
        return word.equals(DeviceAlarmRule.HARSH_BRAKING)
                ? brakeMps2
                : word.equals(DeviceAlarmRule.HARSH_ACCELERATION) ? accelerationMps2 : turnMps2;
    }

    private static double changeMps2(PositionReport before, ReportView view) {
        return (view.report().speedMps() - before.speedMps()) * 1000 / view.gapMillis();
    }

    /** Speed times the rate of turn, by the slower of both speeds; NaN where a course or a speed is not known. */
    private double lateralMps2(PositionReport before, ReportView view) {
        double slowerMps = Math.min(before.speedMps(), view.report().speedMps());
        if (!(slowerMps >= turnFromMps)) {
            return Double.NaN;
        }
        double turned = Math.abs(view.report().courseDegrees() - before.courseDegrees());
        double degrees = turned > 180 ? 360 - turned : turned;
        return slowerMps * Math.toRadians(degrees) * 1000 / view.gapMillis();
    }
}
