package io.vigil.rule;

import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.texts;

import io.vigil.model.RegistryRecord;
import io.vigil.model.Tier;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Warns when a boat is out of port in a sea that is closed to its gear: the summer moratorium (伏季休渔), carriers and
 * other auxiliary boats (捕捞辅助船, gear {@code auxiliary}) included.
 *
 * <p>The season begins and ends at an instant of event time, whatever the boat reports: at 12:00:00 an open warning closes. A boat
 * on its way through with another gear on board is not judged, nor a merchant ship. A fishing boat whose gear nobody knows is closed to:
 * not to have registered a gear must not be better than to have registered a trawl.
 * Special permits are permits of the registry that name the season. {@value PortWatch#SIZE} numbers a boat.
 */
public final class ClosedSeasonRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "closed-season",
            "S02",
            "违反伏季休渔",
            "Closed season",
            "A boat is out of port for half an hour in a sea that is closed to its gear, without a special permit. Red while it"
                    + " fishes.",
            "渔船在对其渔具休渔的海域内、无专项许可、离港满半小时。作业时为红色。",
            "In port, out of the closed sea, or the season is over.",
            "在港、离开休渔海域，或休渔期结束。",
            "农业农村部 notice of 2023-03-13 (伏季休渔); 2024 the East Sea opened on 09-20 08:00 after a typhoon",
            true,
            Onset.VESSEL.withHold(Duration.ofMinutes(30)),
            PortWatch.parameters(
                    SeasonTable.parameter(
                            "seasons",
                            "closed seasons by the sea's name, as the notices of the year have them; a permit names it",
                            "各海区当年通告规定的休渔期；专项许可以海区名命名"),
                    texts(
                            "waterTypes",
                            List.of(),
                            "zone types in which the seasons hold; empty means everywhere in their latitudes",
                            "适用休渔期的区域类型；空为其纬度范围内全部"),
                    texts(
                            "fishingClasses",
                            List.of("fishing"),
                            "mover classes of boats that fish or serve those that do: whose gear nobody knows, a season for"
                                    + " all gears, or all but some, is closed to",
                            "捕捞及捕捞辅助船的船舶类别：渔具不明的，按全部或除某些外全部休渔的规定休渔"),
                    duration("fishingRed", "PT0S", "PT0S", "fishing for so long it is red", "作业达到此时长为红色")),
            List.of(),
            ClosedSeasonRule::new);

    private static final int FISHING_SINCE = 0;
    private static final int OUT_MINUTES = 1;

    private final PortWatch ports;
    private final SeasonTable seasons;
    private final ZoneSelection waters;
    private final boolean isEverywhere;
    private final List<String> fishingClasses;
    private final long fishingRedMillis;
    private final Onset onset;

    ClosedSeasonRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        ports = new PortWatch(parameters, surroundings, 0);
        seasons = new SeasonTable(parameters.textsByName("seasons"), surroundings.timeZone());
        waters = new ZoneSelection(surroundings, parameters.texts("waterTypes"));
        isEverywhere = parameters.texts("waterTypes").isEmpty();
        fishingClasses = parameters.texts("fishingClasses");
        fishingRedMillis = parameters.millis("fishingRed");
        onset = config.onset();
    }

    @Override
    public int memorySize() {
        return PortWatch.SIZE;
    }

    @Override
    public boolean asksForState() {
        return true;
    }

    @Override
    public int measureCount() {
        return 2;
    }

    @Override
    public void controlChanged(double[] memory) {
        ports.forget(memory);
    }

    @Override
    public void observe(ReportView view, double[] memory) {
        ports.update(view, memory);
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (view.isSilence() || !ports.isAtSea(memory)) {
            return;
        }
        for (SeasonTable.Season season : seasons.seasons()) {
            if (isClosed(season, view)) {
                out.named(season.name, Stage.BREACH);
            }
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        SeasonTable.Season season = season(subject);
        if (season == null || !season.isOn(view.timeMillis())) {
            return Verdict.ENDS;
        }
        if (ports.isInPort(memory)) {
            return Verdict.ENDS;
        }
        if (view.isSilence() || ports.isUnknown(memory)) {
            return Verdict.UNKNOWN;
        }
        if (!isClosed(season, view)) {
            return Verdict.FAILS;
        }
        if (view.isIn(FishingActivityRule.FISHING)) {
            measures[FISHING_SINCE] = measures[FISHING_SINCE] == 0 ? view.timeMillis() : measures[FISHING_SINCE];
        } else {
            measures[FISHING_SINCE] = 0;
        }
        double since = ports.sinceMillis(memory);
        measures[OUT_MINUTES] = Double.isNaN(since) ? Double.NaN : (view.timeMillis() - since) / 60_000;
        return Verdict.HOLDS;
    }

    @Override
    public @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        return measures[FISHING_SINCE] > 0 && view.timeMillis() - measures[FISHING_SINCE] >= fishingRedMillis
                ? Tier.RED
                : null;
    }

    @Override
    public @Nullable String permit(ReportView view, Subject subject) {
        RegistryRecord record = view.registry();
        if (record != null) {
            for (RegistryRecord.Permit permit : record.permits()) {
                if (permit.covers(subject.key(), view.timeMillis())) {
                    return "special permit for season " + subject.key();
                }
            }
        }
        return null;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        String gears = String.join(" ", VesselFields.texts(view, "gear"));
        boolean isFishing = measures[FISHING_SINCE] > 0;
        out.measured("gear", gears.isEmpty() ? "unknown" : gears)
                .measured("fishing", isFishing ? "yes" : "no")
                .threshold("holdMinutes", onset.holdMillis() / 60_000.0)
                .threshold("season", subject.key());
        String forZh = "";
        String forEn = "";
        if (measures[OUT_MINUTES] > 0) {
            out.measured("outMinutes", measures[OUT_MINUTES]);
            long minutes = Math.round(measures[OUT_MINUTES]);
            forZh = ",离港已" + minutes + "分钟";
            forEn = ", out of port for " + minutes + " min";
        }
        out.message(
                "休渔期(" + subject.key() + ")内" + (isFishing ? "在海上作业" : "在海上") + forZh,
                (isFishing ? "fishing" : "at sea") + " in closed season " + subject.key() + forEn);
    }

    /** The season begins and ends without a report. */
    @Override
    public long deadlineMillis(ReportView view, double[] memory, boolean hasEpisodes) {
        long next = Long.MAX_VALUE;
        if (hasEpisodes) {
            for (SeasonTable.Season season : seasons.seasons()) {
                next = Math.min(next, season.nextChangeAfter(view.timeMillis()));
            }
        }
        return next;
    }

    private SeasonTable.@Nullable Season season(Subject subject) {
        for (SeasonTable.Season season : seasons.seasons()) {
            if (season.name.equals(subject.key())) {
                return season;
            }
        }
        return null;
    }

    private boolean isClosed(SeasonTable.Season season, ReportView view) {
        return season.isClosedTo(view, view.timeMillis(), fishingClasses)
                && (isEverywhere || waters.anyActive(view.hits(), view.timeMillis(), view.moverClass()));
    }
}
