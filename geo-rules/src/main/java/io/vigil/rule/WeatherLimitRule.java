package io.vigil.rule;

import static io.vigil.rule.Parameter.count;
import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.texts;

import io.vigil.model.Tier;
import io.vigil.weather.Weather;
import io.vigil.weather.WeatherValues;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Warns when the wind or the sea at a boat is over what it is certified for, or will be within some hours, and it is not
 * in shelter.
 *
 * <p>Looked up is the weather where the boat is now, hour by hour: a boat that fishes stays, and one that runs for shelter
 * ends the episode there. What nothing speaks of is unknown: it neither warns nor clears, wind and, once they were over the
 * limit, waves each. A boat of which neither certificate nor length is known is taken for one of the smallest, and the warning says
 * so. One number is remembered of a
 * boat, so that the weather is asked for every few minutes and not with every report.
 */
public final class WeatherLimitRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "weather-limit",
            "S05",
            "超抗风等级",
            "Wind and sea limit",
            "The wind or the waves at a boat are over its rating, now or by forecast within the lead, and it is in no"
                    + " shelter. Blue from afar, yellow three hours before, orange now, red two Beaufort over it.",
            "船舶所在处的风或浪现在或在预报提前量内超过其抗风浪等级，且未在避风处。远期蓝色，三小时前黄色，当前橙色，超两级以上红色。",
            "Wind more than one Beaufort below the rating and waves below the limit for an hour as far as the lead, or in shelter.",
            "直至提前量内风力低于等级一级以上、浪低于限值满一小时，或在避风处。",
            "江苏省渔业安全生产管理办法 (no sailing beyond the rated wind); ratings by length [P], to be replaced by the"
                    + " certificate (registry field windRatingBft)",
            true,
            Onset.VESSEL
                    .withCount(1, 1)
                    .withMaxGap(Duration.ofHours(2))
                    .withClear(2, Duration.ofHours(1))
                    .withMerge(Duration.ofHours(1)),
            List.of(
                    duration("lead", "PT6H", "PT0S", "how far ahead the forecast is looked at", "预报看多远"),
                    duration("yellowLead", "PT3H", "PT0S", "so near it is yellow", "多近为黄色"),
                    count(
                            "redOverBft",
                            2,
                            1,
                            12,
                            "now over the rating by so much it is red, Beaufort",
                            "当前超过等级此数为红色，级"),
                    LengthClasses.parameter(
                            "ratingByLengthBft",
                            Map.of("0", 5.0, "12", 7.0, "24", 8.0),
                            "by the least length in m: highest wind, Beaufort, where no certificate says it",
                            "证书未写时，按最小船长（米）的最大风力，级"),
                    count(
                            "ratingUnknownBft",
                            5,
                            1,
                            17,
                            "highest wind, Beaufort, where neither certificate nor length is known",
                            "证书与船长均不知时的最大风力，级"),
                    LengthClasses.parameter(
                            "waveByLengthM",
                            Map.of("0", 1.5, "12", 2.5, "24", 4.0),
                            "by the least length in m: highest significant wave, m; empty: waves are not judged",
                            "按最小船长（米）的最大有效波高，米；空为不判浪"),
                    number(
                            "waveClearShare",
                            0.8,
                            0.1,
                            1,
                            "below so much of the highest wave it clears",
                            "低于最大波高的此比例解除"),
                    texts(
                            "shelterTypes",
                            List.of("harbour", "port", "anchorage"),
                            "zone types that are shelter",
                            "避风处的区域类型"),
                    duration("lookEvery", "PT5M", "PT0S", "the weather is asked for so often", "每隔多久查一次天气")),
            List.of(),
            WeatherLimitRule::new);

    private static final int LOOKED_MILLIS = 0;

    private static final int WIND_BFT = 0;
    private static final int RATING_BFT = 1;
    private static final int WAVE_METERS = 2;
    private static final int WAVE_LIMIT_METERS = 3;
    private static final int IN_MILLIS = 4;
    private static final int IS_OBSERVED = 5;
    private static final int NOW_OVER_BFT = 6;
    /** Whether what was last known of the waves is over the limit. */
    private static final int ARE_WAVES_OVER = 7;

    private static final int IS_RATING_ASSUMED = 8;
    private static final int MEASURES = 9;

    private static final long HOUR_MILLIS = 3_600_000;

    private final Weather weather;
    private final ZoneSelection shelters;
    private final long leadMillis;
    private final long yellowLeadMillis;
    private final int redOverBft;
    private final LengthClasses ratingByLength;
    private final int ratingUnknownBft;
    private final LengthClasses waveByLength;
    private final double waveClearShare;
    private final long lookEveryMillis;

    WeatherLimitRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        weather = surroundings.weather();
        shelters = new ZoneSelection(surroundings, parameters.texts("shelterTypes"));
        leadMillis = parameters.millis("lead");
        yellowLeadMillis = parameters.millis("yellowLead");
        redOverBft = parameters.count("redOverBft");
        ratingByLength = new LengthClasses(parameters.numbersByName("ratingByLengthBft"));
        ratingUnknownBft = parameters.count("ratingUnknownBft");
        waveByLength = new LengthClasses(parameters.numbersByName("waveByLengthM"));
        waveClearShare = parameters.number("waveClearShare");
        lookEveryMillis = parameters.millis("lookEvery");
    }

    @Override
    public int memorySize() {
        return weather.size() == 0 ? 0 : 1;
    }

    @Override
    public boolean floodsRightly() {
        return true;
    }

    @Override
    public int measureCount() {
        return MEASURES;
    }

    @Override
    public void observe(ReportView view, double[] memory) {
        if (weather.size() > 0 && !(view.timeMillis() - memory[LOOKED_MILLIS] < lookEveryMillis)) {
            memory[LOOKED_MILLIS] = view.timeMillis();
        }
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (looks(view, memory) && !isInShelter(view)) {
            out.mover(Stage.BREACH);
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        if (isInShelter(view)) {
            return Verdict.ENDS;
        }
        return looks(view, memory) ? look(view, measures) : Verdict.UNKNOWN;
    }

    /** Looks hour by hour for the first time at which it is over the rating; that is where the measures are from. */
    private Verdict look(ReportView view, double[] measures) {
        double rating = rating(view);
        double waveLimit = waveByLength.of(VesselFields.lengthMeters(view), waveByLength.least());
        Verdict least = Verdict.FAILS;
        for (long ahead = 0; ahead <= leadMillis; ahead += HOUR_MILLIS) {
            WeatherValues values = weather.at(
                    view.timeMillis(),
                    view.timeMillis() + ahead,
                    view.report().latitude(),
                    view.report().longitude());
            if (values.windBft() > rating || values.waveMeters() > waveLimit) {
                note(view, values, rating, waveLimit, ahead, measures);
                return Verdict.HOLDS;
            }
            boolean isUnknown =
                    values.windBft() < 0 || Double.isNaN(values.waveMeters()) && measures[ARE_WAVES_OVER] == 1;
            boolean isNear = values.windBft() >= rating - 1 || values.waveMeters() > waveClearShare * waveLimit;
            if (isUnknown) {
                least = Verdict.UNKNOWN;
            } else if (least == Verdict.FAILS && isNear) {
                least = Verdict.NEAR;
            }
        }
        return least;
    }

    private static void note(
            ReportView view, WeatherValues values, double rating, double waveLimit, long ahead, double[] measures) {
        int wind = values.windBft();
        measures[WIND_BFT] = wind;
        measures[RATING_BFT] = rating;
        measures[WAVE_METERS] = values.waveMeters();
        measures[WAVE_LIMIT_METERS] = waveLimit;
        measures[IN_MILLIS] = ahead;
        measures[IS_OBSERVED] = values.isObserved() ? 1 : 0;
        measures[NOW_OVER_BFT] = ahead == 0 ? wind - rating : 0;
        if (!Double.isNaN(values.waveMeters())) {
            measures[ARE_WAVES_OVER] = values.waveMeters() > waveLimit ? 1 : 0;
        }
        boolean isKnown = !Double.isNaN(VesselFields.number(view, "windRatingBft"))
                || !Double.isNaN(VesselFields.lengthMeters(view));
        measures[IS_RATING_ASSUMED] = isKnown ? 0 : 1;
    }

    @Override
    public @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        if (measures[IN_MILLIS] == 0) {
            return measures[NOW_OVER_BFT] >= redOverBft ? Tier.RED : Tier.ORANGE;
        }
        return measures[IN_MILLIS] <= yellowLeadMillis ? Tier.YELLOW : Tier.BLUE;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        long hours = Math.round(measures[IN_MILLIS] / HOUR_MILLIS);
        boolean isWind = measures[WIND_BFT] > measures[RATING_BFT];
        boolean isAssumed = measures[IS_RATING_ASSUMED] == 1;
        String assumedZh = isAssumed ? "(船长不明,按最小船推定)" : "";
        String assumedEn = isAssumed ? " (length unknown, taken for the smallest)" : "";
        String whenZh = hours == 0 ? "当前" : "预计" + hours + "小时内";
        String whenEn = hours == 0 ? "now" : "within " + hours + " h";
        out.measured("inHours", hours)
                .measured("source", measures[IS_OBSERVED] == 1 ? "observation" : "forecast")
                .threshold("ratingBft", measures[RATING_BFT]);
        if (measures[WIND_BFT] >= 0) {
            out.measured("windBft", measures[WIND_BFT]);
        }
        if (!Double.isNaN(measures[WAVE_METERS]) && !Double.isNaN(measures[WAVE_LIMIT_METERS])) {
            out.measured("waveM", measures[WAVE_METERS]).threshold("waveM", measures[WAVE_LIMIT_METERS]);
        }
        if (isWind) {
            long wind = (long) measures[WIND_BFT];
            long rating = (long) measures[RATING_BFT];
            out.message(
                    whenZh + "风力" + wind + "级,超过抗风等级" + rating + "级" + assumedZh,
                    "wind " + wind + " Bft " + whenEn + ", rated for " + rating + " Bft" + assumedEn);
        } else {
            double wave = Math.round(measures[WAVE_METERS] * 10) / 10.0;
            out.message(
                    whenZh + "浪高" + wave + "米,超过限值" + measures[WAVE_LIMIT_METERS] + "米" + assumedZh,
                    "waves of " + wave + " m " + whenEn + ", limit " + measures[WAVE_LIMIT_METERS] + " m" + assumedEn);
        }
    }

    /** The certificate first, then the length. */
    private double rating(ReportView view) {
        double certified = VesselFields.number(view, "windRatingBft");
        return Double.isNaN(certified)
                ? ratingByLength.of(VesselFields.lengthMeters(view), ratingUnknownBft)
                : certified;
    }

    private boolean looks(ReportView view, double[] memory) {
        return weather.size() > 0 && memory[LOOKED_MILLIS] == view.timeMillis();
    }

    private boolean isInShelter(ReportView view) {
        return shelters.anyActive(view.hits(), view.timeMillis(), view.moverClass());
    }
}
