package io.vigil.rule;

import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.flag;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.texts;
import static io.vigil.rule.Parameter.timeOfDay;

import io.vigil.model.PositionReport;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Tier;
import io.vigil.model.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Warns when a coach is still running between 02:00 and 05:00 local time.
 *
 * <p>A stop at a traffic light does not end a run, ten minutes at rest do. Shuttles and short feeder services are exempt,
 * and so is a relay coach whose new driver has taken over that night at a relay point; one that has not gets some minutes
 * to reach its nearest relay point, while it does not get farther from it. A relay in which the passengers change coach
 * leaves no trace in positions; the coach that goes on has a handover or a service of its own.
 *
 * <p>Two numbers are remembered of a coach.
 */
public final class NightRunRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "night-run",
            "V02",
            "凌晨2至5时违规运营",
            "Coach running at night",
            "A coach keeps moving between 02:00 and 05:00 local time. A blue notice goes to the company at 01:40.",
            "客车在当地时间凌晨2时至5时继续行驶。1时40分先向企业发出蓝色提示。",
            "At rest for ten minutes, or the window ends.",
            "停驶满十分钟，或时段结束。",
            "道路旅客运输企业安全管理规范 (2018) Art. 38; 道路客运接驳运输管理办法 (2023) Art. 32 (exempt services, 200 km)",
            true,
            Onset.VEHICLE.withCount(3, 5).withHold(Duration.ofMinutes(5)).withClear(1, Duration.ofMinutes(10)),
            List.of(
                    timeOfDay("from", "02:00", "begin of the window, local time", "时段开始，当地时间"),
                    timeOfDay("to", "05:00", "end of the window, local time", "时段结束，当地时间"),
                    timeOfDay(
                            "noticeFrom",
                            "01:40",
                            "begin of the notice before the window; equal to from: none",
                            "时段前提示的开始时间；与时段开始相同则不提示"),
                    number("moveSpeedKmh", 5, 0, 60, "from this speed on it is moving, km/h", "达到此速度视为行驶，km/h"),
                    DatedNumbers.parameter(
                            "exemptOneWayKmFrom",
                            Map.of("2018-01-01", 100.0, "2023-01-01", 200.0),
                            "by the day from when on it holds: feeder services up to this one-way distance are exempt,"
                                    + " km",
                            "自某日起生效：单程不超过此里程的接驳客运豁免，km"),
                    texts(
                            "exemptServices",
                            List.of("airport-shuttle", "hsr-shuttle", "commuter-charter", "custom-line"),
                            "values of the registry field serviceType that are exempt",
                            "登记字段 serviceType 中豁免的取值"),
                    timeOfDay(
                            "handoverFrom",
                            "22:00",
                            "from when on a change of driver counts as the night's handover",
                            "自何时起更换驾驶员算作当夜接驳"),
                    duration(
                            "grace",
                            "PT20M",
                            "PT0S",
                            "time for a relay coach to reach its relay point",
                            "接驳客车到达接驳点的宽限时间"),
                    number("relayRadiusM", 1_000, 50, 10_000, "so near is at a relay point, m", "距离在此以内视为在接驳点，米"),
                    number(
                            "relayDetourM",
                            2_000,
                            0,
                            50_000,
                            "farther from the nearest relay point than it has been by so much it is not on its way to"
                                    + " it, m",
                            "比曾到过的最近距离再远离最近接驳点这么多，即不在前往途中，米"),
                    flag(
                            "handoverAtPoint",
                            true,
                            "whether a handover counts only at a relay point of known place",
                            "是否只有在已知位置的接驳点换人才算接驳"),
                    texts("serviceAreaTypes", List.of("service-area"), "zone types named in the notice", "提示中列出的区域类型")),
            List.of(
                    new RuleKind.Escalation(Duration.ofMinutes(15).toMillis(), Tier.ORANGE),
                    new RuleKind.Escalation(Duration.ofMinutes(30).toMillis(), Tier.RED)),
            NightRunRule::new);

    /** When the driver changed last, negative where that was at no relay point, ms. */
    private static final int HANDOVER_MILLIS = 0;
    /** How near it has come to a relay point since the grace began, m. */
    private static final int NEAREST_METERS = 1;

    private static final int MOVING_SECONDS = 0;
    private static final int LAST_MOVING_MILLIS = 1;

    private final int fromMillis;
    private final int toMillis;
    private final int noticeFromMillis;
    private final int handoverFromMillis;
    private final double moveSpeedMps;
    private final DatedNumbers exemptOneWayKm;
    private final List<String> exemptServices;
    private final long graceMillis;
    private final double relayRadiusMeters;
    private final double relayDetourMeters;
    private final boolean handoverAtPoint;
    private final ZoneSelection serviceAreas;
    private final Onset onset;

    NightRunRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        fromMillis = parameters.millisOfDay("from");
        toMillis = parameters.millisOfDay("to");
        noticeFromMillis = parameters.millisOfDay("noticeFrom");
        handoverFromMillis = parameters.millisOfDay("handoverFrom");
        moveSpeedMps = Units.kphToMps(parameters.number("moveSpeedKmh"));
        exemptOneWayKm = new DatedNumbers(parameters.numbersByName("exemptOneWayKmFrom"), surroundings.timeZone());
        exemptServices = parameters.texts("exemptServices");
        graceMillis = parameters.millis("grace");
        relayRadiusMeters = parameters.number("relayRadiusM");
        relayDetourMeters = parameters.number("relayDetourM");
        handoverAtPoint = parameters.flag("handoverAtPoint");
        serviceAreas = new ZoneSelection(surroundings, parameters.texts("serviceAreaTypes"));
        onset = config.onset();
    }

    @Override
    public int memorySize() {
        return 2;
    }

    @Override
    public int measureCount() {
        return 2;
    }

    /** Places are looked up only where the driver has changed, and in the minutes of grace. */
    @Override
    public void observe(ReportView view, double[] memory) {
        long changed = view.driverChangedMillis();
        if (changed != PositionReport.NO_TIME && Math.abs(memory[HANDOVER_MILLIS]) != changed) {
            double meters = RelayPoints.nearestMeters(view);
            memory[HANDOVER_MILLIS] = meters > relayRadiusMeters ? -changed : changed;
        }
        if (!isInGrace(view.localMillisOfDay())) {
            memory[NEAREST_METERS] = Double.NaN;
            return;
        }
        double meters = RelayPoints.nearestMeters(view);
        if (!(memory[NEAREST_METERS] <= meters)) {
            memory[NEAREST_METERS] = meters;
        }
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (LocalClock.isWithin(view.localMillisOfDay(), fromMillis, toMillis)) {
            out.mover(Stage.BREACH);
        } else if (noticeFromMillis != fromMillis
                && LocalClock.isWithin(view.localMillisOfDay(), noticeFromMillis, fromMillis)) {
            out.mover(Stage.PRE);
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        int now = view.localMillisOfDay();
        boolean breach = subject.stage() == Stage.BREACH;
        boolean inWindow = breach
                ? LocalClock.isWithin(now, fromMillis, toMillis)
                : LocalClock.isWithin(now, noticeFromMillis, fromMillis);
        if (!inWindow) {
            return Verdict.ENDS;
        }
        if (view.isSilence() || Double.isNaN(view.speedMps())) {
            return Verdict.UNKNOWN;
        }
        if (view.speedMps() < moveSpeedMps) {
            return Verdict.FAILS;
        }
        if (breach && isInGrace(now) && isOnWayToRelay(view, memory)) {
            return Verdict.UNKNOWN;
        }
        HeldTime.add(view, measures, MOVING_SECONDS, LAST_MOVING_MILLIS, onset.maxGapMillis());
        return Verdict.HOLDS;
    }

    @Override
    public @Nullable String permit(ReportView view, Subject subject, double[] memory) {
        RegistryRecord record = view.registry();
        if (record == null) {
            return null;
        }
        Object service = record.fields().get("serviceType");
        if (service instanceof String text && exemptServices.contains(text)) {
            return "service " + text;
        }
        Object oneWayKm = record.fields().get("oneWayKm");
        if (oneWayKm instanceof Number distance && distance.doubleValue() <= exemptOneWayKm.at(view.timeMillis())) {
            return "one-way distance " + distance + " km";
        }
        return isRelayCoach(record, view.timeMillis()) && handoverDone(view, memory) ? "relay handover done" : null;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        String window = time(fromMillis) + "-" + time(toMillis);
        if (subject.stage() == Stage.PRE) {
            explainNotice(view, out);
            return;
        }
        long movingSeconds = Math.round(measures[MOVING_SECONDS]);
        out.measured("movingSeconds", movingSeconds)
                .threshold("holdSeconds", onset.holdMillis() / 1000.0)
                .threshold("moveSpeedKmh", Units.mpsToKph(moveSpeedMps))
                .message(
                        "禁行时段" + window + "内仍在运营,已行驶" + movingSeconds / 60 + "分钟",
                        "running within " + window + ", moving for " + movingSeconds / 60 + " min");
    }

    @Override
    public long deadlineMillis(ReportView view, double[] memory, boolean hasEpisodes) {
        if (!hasEpisodes) {
            return Long.MAX_VALUE;
        }
        int now = view.localMillisOfDay();
        boolean inWindow = LocalClock.isWithin(now, fromMillis, toMillis);
        return view.timeMillis() + LocalClock.millisUntil(now, inWindow ? toMillis : fromMillis);
    }

    private boolean isInGrace(int now) {
        return Math.floorMod(now - fromMillis, LocalClock.MILLIS_PER_DAY) < graceMillis;
    }

    /** A road winds, so it may come off its nearest for a while; points of unknown place cannot be held against it. */
    private boolean isOnWayToRelay(ReportView view, double[] memory) {
        RegistryRecord record = view.registry();
        if (record == null || !isRelayCoach(record, view.timeMillis())) {
            return false;
        }
        double meters = RelayPoints.nearestMeters(view);
        return !(meters > memory[NEAREST_METERS] + relayDetourMeters);
    }

    private void explainNotice(ReportView view, Explanation out) {
        StringBuilder zh = new StringBuilder("仍在行驶," + time(fromMillis) + "起须停车休息");
        StringBuilder en = new StringBuilder("still running; must stop at " + time(fromMillis));
        out.measured("speedKmh", Units.mpsToKph(view.speedMps())).threshold("from", time(fromMillis));
        double areaKm = serviceAreas.distanceMeters(
                        view.report().latitude(), view.report().longitude())
                / 1_000;
        if (Double.isFinite(areaKm)) {
            out.measured("serviceAreaKm", areaKm);
            zh.append(",最近服务区").append(Math.round(areaKm)).append("公里");
            en.append("; nearest service area ").append(Math.round(areaKm)).append(" km");
        }
        double relayKm = RelayPoints.nearestMeters(view) / 1_000;
        if (!Double.isNaN(relayKm)) {
            out.measured("relayPointKm", relayKm);
            zh.append(",最近接驳点").append(Math.round(relayKm)).append("公里");
            en.append("; nearest relay point ").append(Math.round(relayKm)).append(" km");
        }
        out.message(zh.toString(), en.toString());
    }

    private static boolean isRelayCoach(RegistryRecord record, long timeMillis) {
        boolean hasPoints = record.fields().get("relayPoints") instanceof Collection<?> points && !points.isEmpty();
        return hasPoints && isValid(record.fields().get("relayCertificateValidUntil"), timeMillis);
    }

    private static boolean isValid(@Nullable Object until, long timeMillis) {
        if (!(until instanceof String text)) {
            return false;
        }
        try {
            // A date alone means the end of that day in China.
            Instant end = text.length() == 10
                    ? LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.ofHours(8))
                            .toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            return timeMillis < end.toEpochMilli();
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private boolean handoverDone(ReportView view, double[] memory) {
        long changed = view.driverChangedMillis();
        if (changed == PositionReport.NO_TIME || handoverAtPoint && memory[HANDOVER_MILLIS] < 0) {
            return false;
        }
        long sinceEvening = Math.floorMod(view.localMillisOfDay() - handoverFromMillis, LocalClock.MILLIS_PER_DAY);
        return changed >= view.timeMillis() - sinceEvening;
    }

    private static String time(int millisOfDay) {
        return LocalTime.ofNanoOfDay(millisOfDay * 1_000_000L).toString();
    }
}
