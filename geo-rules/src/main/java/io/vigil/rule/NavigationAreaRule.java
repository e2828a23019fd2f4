package io.vigil.rule;

import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.numbersByName;
import static io.vigil.rule.Parameter.texts;

import io.vigil.geo.ZoneIndex;
import io.vigil.model.PositionReport;
import io.vigil.model.Units;
import io.vigil.model.Zone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Warns when a vessel is outside the navigation area (航区) it is certified for (registry field {@code navigationArea}).
 *
 * <p>An area is the zones whose attribute {@code area} names it, or whose id is it; where there is none, a distance from
 * shore, which needs zones of type {@code land}. An area that is neither is not judged. Nothing is remembered of a vessel
 * inside.
 */
public final class NavigationAreaRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "navigation-area",
            "S03",
            "跨航区航行",
            "Outside the navigation area",
            "A vessel is outside the navigation area of its certificate by more than half a mile for a quarter of an hour.",
            "船舶在证书核定航区之外半海里以上满一刻钟。",
            "Back inside by 0.2 nm.",
            "回到航区内0.2海里。",
            "船舶与海上设施法定检验规则 (航区: 近海 200 nm, in the South China Sea 120 nm; 沿海 20 nm; 遮蔽 10 nm)",
            true,
            Onset.VESSEL.withHold(Duration.ofMinutes(15)),
            List.of(
                    texts("types", List.of("navigation-area"), "zone types that are navigation areas", "航区的区域类型"),
                    number("outsideNm", 0.5, 0, 20, "how far outside counts, nm", "超出多远才算，海里"),
                    number("insideNm", 0.2, 0, 20, "how far inside again clears, nm", "回到内侧多远才解除，海里"),
                    numbersByName(
                            "shoreNm",
                            new TreeMap<>(Map.of("offshore", 200.0, "coastal", 20.0, "sheltered", 10.0)),
                            "by the area's word: so far from shore it reaches where no zone draws it, nm",
                            "没有区域画出航区时，各航区离岸的范围，海里")),
            List.of(),
            NavigationAreaRule::new);

    private static final int OUTSIDE_METERS = 0;

    private final ZoneIndex zones;
    private final Map<String, int[]> drawn = new HashMap<>();
    private final double outsideMeters;
    private final double insideMeters;
    private final SortedMap<String, Double> shoreNm;
    private final Onset onset;

    NavigationAreaRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        zones = surroundings.zones();
        outsideMeters = Units.nauticalMilesToMeters(parameters.number("outsideNm"));
        insideMeters = Units.nauticalMilesToMeters(parameters.number("insideNm"));
        shoreNm = parameters.numbersByName("shoreNm");
        onset = config.onset();
        ZoneSelection areas = new ZoneSelection(surroundings, parameters.texts("types"));
        Map<String, List<Integer>> byWord = new HashMap<>();
        for (int zone = areas.next(0); zone >= 0; zone = areas.next(zone + 1)) {
            Zone area = zones.zone(zone);
            String word = area.attributes().get("area") instanceof String text ? text : area.id();
            byWord.computeIfAbsent(word, key -> new ArrayList<>()).add(zone);
        }
        byWord.forEach((word, ordinals) ->
                drawn.put(word, ordinals.stream().mapToInt(Integer::intValue).toArray()));
    }

    @Override
    public int measureCount() {
        return 1;
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (view.registry() != null && view.registry().fields().containsKey("navigationArea")) {
            out.mover(Stage.BREACH);
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        double meters = outsideMeters(view);
        if (Double.isNaN(meters)) {
            return Verdict.UNKNOWN;
        }
        if (meters > outsideMeters) {
            measures[OUTSIDE_METERS] = Math.max(measures[OUTSIDE_METERS], meters);
            return Verdict.HOLDS;
        }
        return meters > -insideMeters ? Verdict.NEAR : Verdict.FAILS;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        double nm = Units.metersToNauticalMiles(measures[OUTSIDE_METERS]);
        String areas = String.join(",", VesselFields.texts(view, "navigationArea"));
        double shown = Math.round(nm * 10) / 10.0;
        out.measured("outsideNm", nm)
                .measured("navigationArea", areas)
                .threshold("outsideNm", Units.metersToNauticalMiles(outsideMeters))
                .threshold("holdMinutes", onset.holdMillis() / 60_000.0)
                .message("超出核定航区(" + areas + ")" + shown + "海里", shown + " nm outside its navigation area " + areas);
    }

    /**
     * How far outside all its areas a vessel is, m; negative inside, NaN where nobody knows. Who is inside one of them is
     * inside, whatever is unknown of the others; outside is proven only where all are known.
     */
    private double outsideMeters(ReportView view) {
        double least = Double.NaN;
        boolean isAnyUnknown = false;
        for (String word : VesselFields.texts(view, "navigationArea")) {
            int[] zonesOfArea = drawn.get(word);
            double meters = Double.NaN;
            if (zonesOfArea != null) {
                meters = outsideOf(zonesOfArea, view);
            } else if (shoreNm.containsKey(word) && Double.isFinite(view.shoreMeters())) {
                meters = view.shoreMeters() - Units.nauticalMilesToMeters(shoreNm.get(word));
            }
            isAnyUnknown |= Double.isNaN(meters);
            least = Double.isNaN(least) || meters < least ? meters : least;
        }
        return isAnyUnknown && !(least <= 0) ? Double.NaN : least;
    }

    private double outsideOf(int[] ordinals, ReportView view) {
        PositionReport report = view.report();
        double least = Double.NaN;
        for (int zone : ordinals) {
            if (zones.zone(zone).isValidAt(view.timeMillis())) {
                // Exactly how far inside matters only near the edge, and most vessels are far from it.
                double meters = view.hits().contains(zone)
                        ? zones.isEdgeWithin(zone, report.latitude(), report.longitude(), insideMeters)
                                ? -insideMeters / 2
                                : -2 * insideMeters - 1
                        : zones.distanceToEdgeMeters(zone, report.latitude(), report.longitude());
                least = Double.isNaN(least) ? meters : Math.min(least, meters);
            }
        }
        return least;
    }
}
