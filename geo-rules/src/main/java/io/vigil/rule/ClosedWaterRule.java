package io.vigil.rule;

import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.texts;
import static io.vigil.rule.Parameter.textsByName;

import io.vigil.geo.ZoneIndex;
import io.vigil.model.Tier;
import io.vigil.model.Units;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Guards a reservoir or lake that is closed for half of the year and open to rowing boats only: warns of any craft on it in
 * the closed season, of a rowing boat that is faster than anybody rows, and of a craft that nobody has registered in the
 * core zone.
 *
 * <p>What a camera or drone has detected is a position report like any other, under the name the detector gives it. The
 * three offences are episodes of their own. Nothing is remembered of a craft.
 */
public final class ClosedWaterRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "closed-water",
            "S19",
            "封库禁渔",
            "Closed water",
            "A craft is on a reservoir in the closed season; a rowing boat is faster than 6 km/h for a minute; a craft that is"
                    + " not registered is in the core zone.",
            "封库期内水库上有船艇；手划艇航速高于6 km/h 满一分钟；未登记的船艇进入核心区。",
            "At a landing, off the water, or the season is over; rowing speed for three reports.",
            "靠泊、离开水面或封库期结束；手划艇连续三次报告恢复划行速度。",
            "Miyun reservoir: closed 04-01 00:00 to 09-24 24:00, rowing boats only (北京市 notice of 2025)",
            true,
            Onset.VESSEL.withCount(2, 3).withHold(Duration.ofSeconds(60)).withClear(3, Duration.ZERO),
            List.of(
                    texts("types", List.of("reservoir"), "zone types that are the water", "水域的区域类型"),
                    texts("coreTypes", List.of("reservoir-core"), "zone types that are the core zone", "核心区的区域类型"),
                    texts(
                            "landingTypes",
                            List.of("landing"),
                            "zone types at which craft may lie at any time",
                            "船艇任何时候可停靠的区域类型"),
                    textsByName(
                            "seasons",
                            new TreeMap<>(Map.of("default", "-90..90; all; 04-01T00:00/09-25T00:00")),
                            "as the seasons of closed-season",
                            "写法同 closed-season 的休渔期",
                            SeasonTable::isWellFormed,
                            "closed seasons by the id of the water; default: of all others",
                            "各水域编号的封库期；default 指其余全部"),
                    number("rowingKmh", 6, 1, 30, "faster has an engine, km/h", "更快即有动力，km/h"),
                    texts("rowingClasses", List.of("rowing"), "mover classes that are rowed", "手划的船艇类别"),
                    duration(
                            "noRegistry",
                            "PT0S",
                            "PT0S",
                            "an unregistered craft counts after so long in the core",
                            "未登记船艇在核心区达到此时长")),
            List.of(),
            ClosedWaterRule::new);

    private static final String SEASON = "closed-season";
    private static final String ENGINE = "engine";
    private static final String UNREGISTERED = "unregistered";
    private static final String OTHERS = "default";

    private static final int FIRST_MILLIS = 0;
    private static final int PEAK_MPS = 1;
    private static final int IN_CORE = 2;

    private final ZoneIndex zones;
    private final ZoneSelection waters;
    private final ZoneSelection cores;
    private final ZoneSelection landings;
    private final Map<String, SeasonTable.Season> seasons = new TreeMap<>();
    private final double rowingMps;
    private final List<String> rowingClasses;
    private final long noRegistryMillis;

    ClosedWaterRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        zones = surroundings.zones();
        waters = new ZoneSelection(surroundings, parameters.texts("types"));
        cores = new ZoneSelection(surroundings, parameters.texts("coreTypes"));
        landings = new ZoneSelection(surroundings, parameters.texts("landingTypes"));
        new SeasonTable(parameters.textsByName("seasons"), surroundings.timeZone())
                .seasons()
                .forEach(season -> seasons.put(season.name, season));
        rowingMps = Units.kphToMps(parameters.number("rowingKmh"));
        rowingClasses = parameters.texts("rowingClasses");
        noRegistryMillis = parameters.millis("noRegistry");
    }

    @Override
    public int measureCount() {
        return 3;
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (view.isSilence() || !isOnWater(view)) {
            return;
        }
        out.named(SEASON, Stage.BREACH);
        if (isRowed(view)) {
            out.named(ENGINE, Stage.BREACH);
        }
        if (view.registry() == null) {
            out.named(UNREGISTERED, Stage.BREACH);
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        if (view.isSilence()) {
            return isSeasonOver(subject, view) ? Verdict.ENDS : Verdict.UNKNOWN;
        }
        if (landings.anyActive(view.hits(), view.timeMillis(), view.moverClass())) {
            return Verdict.ENDS;
        }
        if (isSeasonOver(subject, view)) {
            return Verdict.ENDS;
        }
        Verdict verdict = isOnWater(view) ? offence(subject, view, measures) : Verdict.FAILS;
        if (verdict.isEvidence()) {
            measures[FIRST_MILLIS] = measures[FIRST_MILLIS] == 0 ? view.timeMillis() : measures[FIRST_MILLIS];
            measures[IN_CORE] = isInCore(view) ? 1 : 0;
            double speedMps = Double.isNaN(view.speedMps()) ? 0 : view.speedMps();
            measures[PEAK_MPS] = Math.max(measures[PEAK_MPS], speedMps);
        }
        return verdict;
    }

    private Verdict offence(Subject subject, ReportView view, double[] measures) {
        return switch (subject.key()) {
            case SEASON -> Verdict.HOLDS;
            case ENGINE -> Double.isNaN(view.speedMps())
                    ? Verdict.UNKNOWN
                    : view.speedMps() > rowingMps ? Verdict.HOLDS : Verdict.FAILS;
            default -> {
                if (view.registry() != null || !isInCore(view)) {
                    yield Verdict.FAILS;
                }
                boolean isLong = view.timeMillis() - measures[FIRST_MILLIS] >= noRegistryMillis;
                yield measures[FIRST_MILLIS] > 0 && isLong || noRegistryMillis == 0 ? Verdict.HOLDS : Verdict.BUILDING;
            }
        };
    }

    @Override
    public @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        return measures[IN_CORE] == 1 ? Tier.RED : null;
    }

    @Override
    public @Nullable String permit(ReportView view, Subject subject) {
        for (int i = 0; i < view.hits().size(); i++) {
            int zone = view.hits().ordinal(i);
            String permit = waters.contains(zone) || cores.contains(zone)
                    ? ForbiddenZoneRule.permitFor(view, zones.zone(zone).id())
                    : null;
            if (permit != null && !subject.key().equals(ENGINE)) {
                return permit;
            }
        }
        return null;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        long minutes = Math.round((view.timeMillis() - measures[FIRST_MILLIS]) / 60_000);
        double kmh = Math.round(Units.mpsToKph(measures[PEAK_MPS]) * 10) / 10.0;
        out.measured("offence", subject.key())
                .measured("minutes", measures[FIRST_MILLIS] == 0 ? 0 : minutes)
                .measured("peakKmh", kmh)
                .measured("place", measures[IN_CORE] == 1 ? "core" : "water")
                .threshold("rowingKmh", Units.mpsToKph(rowingMps));
        switch (subject.key()) {
            case SEASON -> out.message("封库期内船只在库区水面活动", "on the water in its closed season");
            case ENGINE -> out.message(
                    "手摇船航速达" + kmh + "公里/小时,疑似使用机动力", "a rowing boat makes " + kmh + " km/h: an engine");
            default -> out.message("未登记船只进入核心区", "an unregistered craft is in the core zone");
        }
    }

    @Override
    public long deadlineMillis(ReportView view, double[] memory, boolean hasEpisodes) {
        long next = Long.MAX_VALUE;
        if (hasEpisodes) {
            for (SeasonTable.Season season : seasons.values()) {
                next = Math.min(next, season.nextChangeAfter(view.timeMillis()));
            }
        }
        return next;
    }

    private boolean isSeasonOver(Subject subject, ReportView view) {
        return subject.key().equals(SEASON) && !isClosedNow(view);
    }

    /** Any water it is on, by the water's own season. */
    private boolean isClosedNow(ReportView view) {
        for (int i = 0; i < view.hits().size(); i++) {
            int zone = view.hits().ordinal(i);
            if (waters.contains(zone) || cores.contains(zone)) {
                SeasonTable.Season own = seasons.get(zones.zone(zone).id());
                SeasonTable.Season season = own == null ? seasons.get(OTHERS) : own;
                if (season != null && season.isOn(view.timeMillis())) {
                    return true;
                }
            }
        }
        // Off the water it is the season that ends nothing.
        return !isOnWater(view);
    }

    private boolean isOnWater(ReportView view) {
        return waters.anyActive(view.hits(), view.timeMillis(), view.moverClass()) || isInCore(view);
    }

    private boolean isInCore(ReportView view) {
        return cores.anyActive(view.hits(), view.timeMillis(), view.moverClass());
    }

    private boolean isRowed(ReportView view) {
        return view.moverClass() != null && rowingClasses.contains(view.moverClass());
    }
}
