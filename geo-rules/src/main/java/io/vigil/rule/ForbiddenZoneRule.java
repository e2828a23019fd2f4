package io.vigil.rule;

import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.texts;

import io.vigil.geo.Crossing;
import io.vigil.geo.Geodesy;
import io.vigil.geo.ZoneHits;
import io.vigil.geo.ZoneIndex;
import io.vigil.model.PositionReport;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Tier;
import io.vigil.model.Zone;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Warns when a vehicle of a banned class stays in a forbidden zone while the ban is on and it has no permit.
 *
 * <p>The hold is there because roads run along the edges of zones and a drifting fix must not accuse. Where fixes are
 * sparse a vehicle can be in and out between two of them: the straight line between the fixes then counts, but only if
 * the time it spends inside, at even speed, is at least the hold.
 */
public final class ForbiddenZoneRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "forbidden-zone",
            "V01",
            "闯禁行区",
            "Forbidden zone",
            "A vehicle of a banned class stays in a forbidden zone while the ban is on, without a permit; or crosses it"
                    + " between two sparse reports.",
            "禁行类别的车辆在禁行时段内无通行证停留在禁行区内，或在两次间隔较长的报告之间穿越禁行区。",
            "Outside by the exit margin for three reports, or the ban is over.",
            "连续三次报告驶离退出余量之外，或禁行时段结束。",
            "危险货物道路运输安全管理办法 Art. 49 (areas the police may close); local no-go notices",
            true,
            Onset.VEHICLE.withCount(2, 2).withHold(Duration.ofSeconds(60)).withClear(3, Duration.ZERO),
            List.of(
                    texts("types", List.of("forbidden"), "types of the zones that ban", "禁行区的区域类型"),
                    number("entryMarginM", 0, 0, 5_000, "how far inside counts as inside, m", "进入区域多深才算在内，米"),
                    number("exitMarginM", 50, 0, 5_000, "how far outside counts as outside, m", "离开区域多远才算在外，米"),
                    duration(
                            "sparse",
                            "PT30S",
                            "PT1S",
                            "reports at least so far apart are judged by the line between",
                            "两次报告间隔达到此值时按其连线判断"),
                    texts(
                            "sensitiveTypes",
                            List.of("sensitive"),
                            "zone types whose neighbourhood makes hazmat red",
                            "危货车靠近时升为红色的区域类型")),
            List.of(),
            ForbiddenZoneRule::new);

    private static final int SECONDS_INSIDE = 0;
    private static final int CROSSED = 1;
    private static final int LAST_INSIDE_MILLIS = 2;
    private static final int CROSSING_SAMPLES = 64;

    private final ZoneIndex zones;
    private final ZoneSelection banned;
    private final ZoneSelection sensitive;
    private final double entryMarginMeters;
    private final double exitMarginMeters;
    private final long sparseMillis;
    private final Onset onset;

    ForbiddenZoneRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        zones = surroundings.zones();
        banned = new ZoneSelection(surroundings, parameters.texts("types"));
        sensitive = new ZoneSelection(surroundings, parameters.texts("sensitiveTypes"));
        entryMarginMeters = parameters.number("entryMarginM");
        exitMarginMeters = parameters.number("exitMarginM");
        sparseMillis = parameters.millis("sparse");
        onset = config.onset();
    }

    @Override
    public int measureCount() {
        return 3;
    }

    @Override
    public boolean sleepsWithoutMemory(@Nullable RegistryRecord record) {
        return banned.isEmpty();
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (banned.isEmpty()) {
            return;
        }
        addActive(view, view.hits(), out);
        if (isSparse(view)) {
            addCrossed(view, out);
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        int zone = subject.zone();
        double crossingSeconds = isSparse(view) && !view.hits().contains(zone) ? secondsInside(view, zone) : 0;
        if (crossingSeconds > 0 && crossingSeconds * 1000 >= onset.holdMillis()) {
            measures[SECONDS_INSIDE] += crossingSeconds;
            measures[CROSSED] = 1;
            return Verdict.PROVEN;
        }
        if (!banned.isActive(zone, view.timeMillis(), view.moverClass())) {
            return Verdict.FAILS;
        }
        PositionReport report = view.report();
        if (view.hits().contains(zone)) {
            if (entryMarginMeters > 0
                    && zones.isEdgeWithin(zone, report.latitude(), report.longitude(), entryMarginMeters)) {
                return Verdict.NEAR;
            }
            if (measures[CROSSED] == 0) {
                HeldTime.add(view, measures, SECONDS_INSIDE, LAST_INSIDE_MILLIS, onset.maxGapMillis());
            }
            return Verdict.HOLDS;
        }
        return zones.isEdgeWithin(zone, report.latitude(), report.longitude(), exitMarginMeters)
                ? Verdict.NEAR
                : Verdict.FAILS;
    }

    @Override
    public @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        boolean hazmat = MoverClasses.isHazmat(view.moverClass());
        Zone zone = zones.zone(subject.zone());
        if (hazmat && isSensitive(view, zone)) {
            return Tier.RED;
        }
        return hazmat || Boolean.TRUE.equals(zone.attributes().get("core")) ? Tier.ORANGE : null;
    }

    @Override
    public @Nullable String permit(ReportView view, Subject subject) {
        return permitFor(view, subject.key());
    }

    /** The permit of the mover's registry record for that zone at that moment, or null. */
    static @Nullable String permitFor(ReportView view, String zoneId) {
        RegistryRecord record = view.registry();
        if (record != null) {
            for (RegistryRecord.Permit permit : record.permits()) {
                if (permit.covers(zoneId, view.timeMillis())) {
                    return "permit for zone " + zoneId;
                }
            }
        }
        return null;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        Zone zone = zones.zone(subject.zone());
        long seconds = Math.round(measures[SECONDS_INSIDE]);
        boolean crossed = measures[CROSSED] != 0;
        out.measured("insideSeconds", seconds)
                .measured("by", crossed ? "crossing" : "reports")
                .threshold("holdSeconds", onset.holdMillis() / 1000.0)
                .message(
                        crossed
                                ? "穿越禁行区“" + zone.label() + "”,区内约" + seconds + "秒,无通行证"
                                : "驶入禁行区“" + zone.label() + "”,已停留" + seconds + "秒,无通行证",
                        crossed
                                ? "crossed forbidden zone " + zone.label() + ", about " + seconds
                                        + " s inside, without a permit"
                                : "inside forbidden zone " + zone.label() + " for " + seconds + " s without a permit");
    }

    private void addActive(ReportView view, ZoneHits hits, SubjectSink out) {
        for (int i = 0; i < hits.size(); i++) {
            int zone = hits.ordinal(i);
            if (banned.isActive(zone, view.timeMillis(), view.moverClass())) {
                out.zone(zone, Stage.BREACH);
            }
        }
    }

    private void addCrossed(ReportView view, SubjectSink out) {
        ZoneHits crossed = view.crossed();
        for (int i = 0; i < crossed.size(); i++) {
            if (banned.contains(crossed.ordinal(i))) {
                out.zone(crossed.ordinal(i), Stage.BREACH);
            }
        }
    }

    private boolean isSparse(ReportView view) {
        return view.gapMillis() >= sparseMillis && view.gapMillis() <= onset.maxGapMillis();
    }

    private double secondsInside(ReportView view, int zone) {
        PositionReport from = view.previous();
        if (from == null || !view.crossed().contains(zone)) {
            return 0;
        }
        PositionReport to = view.report();
        Crossing crossing = zones.crossing(zone, from.latitude(), from.longitude(), to.latitude(), to.longitude());
        if (crossing == null) {
            return 0;
        }
        long enteredMillis = from.eventTimeMillis() + Math.round(crossing.entryFraction() * view.gapMillis());
        long leftMillis = from.eventTimeMillis() + Math.round(crossing.exitFraction() * view.gapMillis());
        boolean wasBanned = banned.isActive(zone, enteredMillis, view.moverClass())
                && banned.isActive(zone, Math.max(enteredMillis, leftMillis - 1), view.moverClass());
        double share = Math.min(crossing.exitFraction() - crossing.entryFraction(), shareInside(zone, from, to));
        return wasBanned ? share * view.gapMillis() / 1000.0 : 0;
    }

    /** Between first contact and last the line may be outside for a while, in a ring or a bend. */
    private double shareInside(int zone, PositionReport from, PositionReport to) {
        double step = 1.0 / CROSSING_SAMPLES;
        double longitudeSpan = Geodesy.unwrapLongitude(to.longitude(), from.longitude()) - from.longitude();
        int inside = 0;
        for (int i = 0; i < CROSSING_SAMPLES; i++) {
            double at = (i + 0.5) * step;
            double latitude = from.latitude() + at * (to.latitude() - from.latitude());
            inside += zones.contains(zone, latitude, from.longitude() + at * longitudeSpan) ? 1 : 0;
        }
        return inside * step;
    }

    private boolean isSensitive(ReportView view, Zone zone) {
        return Boolean.TRUE.equals(zone.attributes().get("sensitive"))
                || sensitive.anyActive(view.hits(), view.timeMillis(), view.moverClass());
    }
}
