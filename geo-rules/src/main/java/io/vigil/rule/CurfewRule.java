package io.vigil.rule;

import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.texts;
import static io.vigil.rule.Parameter.textsByName;

import io.vigil.geo.ZoneHits;
import io.vigil.geo.ZoneIndex;
import io.vigil.model.PositionReport;
import io.vigil.model.RegistryRecord;
import io.vigil.model.StatusFlag;
import io.vigil.model.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Warns when a vehicle with dangerous goods is on a motorway while its province bans them there: at night by window, on
 * holidays all day.
 *
 * <p>Roads are zones, mostly corridors. The province is the road's attribute {@code province}, else the zone of a province
 * that holds the position. One warning a province: the pieces of a road are one road.
 *
 * <p>A vehicle that was on the road when the ban began gets some minutes to reach an exit; the grace is over once it has
 * passed one (a zone of an exit) and is still on the road. One that enters while the ban is on gets none. A service area
 * is off the road, but for provinces that forbid to wait there. Remembers nothing of a mover.
 */
public final class CurfewRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "curfew",
            "V03",
            "危险品禁行时段",
            "Hazmat curfew",
            "A vehicle with dangerous goods is on a motorway in the province's banned hours or on a holiday on which it bans"
                    + " them all day.",
            "危险货物车辆在本省禁行时段或全天禁行的节假日在高速公路上行驶。",
            "Off the road for three reports, or the ban is over.",
            "连续三次报告已驶离道路，或禁行结束。",
            "危险货物道路运输安全管理办法 (2019年第29号令) Art. 49 (bans on motorways within 00:00-06:00); notices of the provinces,"
                    + " state of 2021, to be verified anew; 京津冀 holiday ban of 2024-10-01",
            true,
            Onset.VEHICLE.withHold(Duration.ofMinutes(3)).withClear(3, Duration.ZERO),
            List.of(
                    texts("roadTypes", List.of("expressway"), "types of the zones that are banned roads", "禁行道路的区域类型"),
                    texts(
                            "provinceTypes",
                            List.of("province"),
                            "types of the zones that are provinces, by their name",
                            "表示省份的区域类型，以名称区分"),
                    textsByName(
                            "windows",
                            new TreeMap<>(Map.of(
                                    CurfewTable.OTHERS,
                                    "00:00-06:00",
                                    "山东",
                                    "22:00-06:00",
                                    "天津",
                                    "22:00-06:00",
                                    "安徽",
                                    "02:00-05:00",
                                    "宁夏",
                                    "00:00-05:00",
                                    "甘肃",
                                    "00:00-05:00",
                                    "黑龙江",
                                    "00:00-06:00 2021-03-30/",
                                    "广东",
                                    "00:00-06:00 2021-11-01/")),
                            "HH:MM-HH:MM, with FROM/TO behind it where it is dated (TO excluded, either may be missing);"
                                    + " several with commas; or none",
                            "HH:MM-HH:MM，有期限的后加 FROM/TO（不含 TO，可缺其一）；多个以逗号分隔；或 none",
                            CurfewTable::isWellFormed,
                            "banned hours by province, local time; * for all others",
                            "各省禁行时段，当地时间；* 代表其余各省"),
                    textsByName(
                            "holidays",
                            new TreeMap<>(Map.of(
                                    "北京", "2024-10-01/2024-10-08",
                                    "天津", "2024-10-01/2024-10-08",
                                    "河北", "2024-10-01/2024-10-08")),
                            "FROM/TO (TO excluded), several with commas; or none",
                            "FROM/TO（不含 TO），多个以逗号分隔；或 none",
                            CurfewTable::isWellFormed,
                            "days banned from 0 to 24 h by province, to be given each year; * for all others",
                            "各省全天（0至24时）禁行的日期，每年给定；* 代表其余各省"),
                    texts(
                            "permitsNotExempting",
                            List.of(),
                            "types of permits that do not exempt from the banned hours; all others do",
                            "不能豁免禁行时段的通行证种类；其余均可豁免"),
                    texts(
                            "holidayPermits",
                            List.of(),
                            "types of permits that exempt on holidays; all others do not",
                            "节假日可豁免的通行证种类；其余均不豁免"),
                    texts(
                            "exemptCargo",
                            List.of(),
                            "values of the registry field cargo that may run in the banned hours, not on holidays",
                            "登记字段 cargo 中可在禁行时段行驶的取值，节假日除外"),
                    texts(
                            "emptyExempt",
                            List.of("广东"),
                            "provinces where a vehicle whose terminal says it is empty may run in the banned hours",
                            "终端报告空载的车辆可在禁行时段行驶的省份"),
                    texts(
                            "shelterTypes",
                            List.of("service-area"),
                            "types of the zones that are off the road",
                            "视为已驶离道路的区域类型"),
                    texts(
                            "shelterBanned",
                            List.of("黑龙江"),
                            "provinces where to wait in such a zone is banned too",
                            "在此类区域内等候也被禁止的省份"),
                    texts("exitTypes", List.of("expressway-exit"), "types of the zones that are exits", "出口的区域类型"),
                    duration(
                            "grace",
                            "PT15M",
                            "PT0S",
                            "time to leave the road at the nearest exit when a ban begins",
                            "禁行开始时从最近出口驶离的宽限时间")),
            List.of(new RuleKind.Escalation(Duration.ofMinutes(20).toMillis(), Tier.RED)),
            CurfewRule::new);

    private static final int SECONDS_ON_ROAD = 0;
    private static final int LAST_ON_ROAD_MILLIS = 1;
    private static final int GRACE = 2;

    private static final double NOT_ASKED = 0;
    private static final double HAS_GRACE = 1;
    private static final double AT_EXIT = 2;
    private static final double NO_GRACE = 3;

    private final ZoneIndex zones;
    private final ZoneSelection roads;
    private final ZoneSelection provinces;
    private final ZoneSelection shelters;
    private final ZoneSelection exits;
    private final CurfewTable windows;
    private final CurfewTable holidays;
    private final List<String> permitsNotExempting;
    private final List<String> holidayPermits;
    private final List<String> exemptCargo;
    private final List<String> emptyExempt;
    private final List<String> shelterBanned;
    private final long graceMillis;
    private final Map<String, String> windowTexts;
    private final Onset onset;

    CurfewRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        zones = surroundings.zones();
        roads = new ZoneSelection(surroundings, parameters.texts("roadTypes"));
        provinces = new ZoneSelection(surroundings, parameters.texts("provinceTypes"));
        shelters = new ZoneSelection(surroundings, parameters.texts("shelterTypes"));
        exits = new ZoneSelection(surroundings, parameters.texts("exitTypes"));
        windowTexts = parameters.textsByName("windows");
        windows = new CurfewTable(windowTexts, surroundings.timeZone());
        holidays = new CurfewTable(parameters.textsByName("holidays"), surroundings.timeZone());
        permitsNotExempting = parameters.texts("permitsNotExempting");
        holidayPermits = parameters.texts("holidayPermits");
        exemptCargo = parameters.texts("exemptCargo");
        emptyExempt = parameters.texts("emptyExempt");
        shelterBanned = parameters.texts("shelterBanned");
        graceMillis = parameters.millis("grace");
        onset = config.onset();
    }

    @Override
    public int measureCount() {
        return 3;
    }

    @Override
    public boolean sleepsWithoutMemory(@Nullable RegistryRecord record) {
        return roads.isEmpty();
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (roads.isEmpty() || view.isSilence()) {
            return;
        }
        ZoneHits hits = view.hits();
        for (int i = 0; i < hits.size(); i++) {
            if (isRoad(view, hits.ordinal(i))) {
                String province = provinceOf(view, hits.ordinal(i));
                if (isOn(province, view.timeMillis())) {
                    out.named(province, Stage.BREACH);
                }
            }
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        String province = subject.key();
        if (!isOn(province, view.timeMillis())) {
            return Verdict.ENDS;
        }
        if (view.isSilence()) {
            return Verdict.UNKNOWN;
        }
        if (roadIn(view, province) == Subject.NO_ZONE || isSheltered(view, province)) {
            return Verdict.FAILS;
        }
        HeldTime.add(view, measures, SECONDS_ON_ROAD, LAST_ON_ROAD_MILLIS, onset.maxGapMillis());
        noteGrace(view, province, measures);
        return measures[GRACE] == NO_GRACE ? Verdict.HOLDS : Verdict.BUILDING;
    }

    @Override
    public @Nullable String permit(ReportView view, Subject subject) {
        RegistryRecord record = view.registry();
        String province = subject.key();
        boolean isHoliday = holidays.isOn(province, view.timeMillis());
        if (!isHoliday && emptyExempt.contains(province) && isEmpty(view.report())) {
            return "empty vehicle";
        }
        if (record == null) {
            return null;
        }
        if (!isHoliday && record.fields().get("cargo") instanceof String cargo && exemptCargo.contains(cargo)) {
            return "cargo " + cargo;
        }
        int road = roadIn(view, province);
        for (RegistryRecord.Permit permit : record.permits()) {
            boolean isFor = permit.covers(province, view.timeMillis())
                    || road != Subject.NO_ZONE && permit.covers(zones.zone(road).id(), view.timeMillis());
            if (isFor && exempts(permit.type(), isHoliday)) {
                return "permit for " + permit.zone() + (permit.type() == null ? "" : " of type " + permit.type());
            }
        }
        return null;
    }

    @Override
    public long deadlineMillis(ReportView view, double[] memory, boolean hasEpisodes) {
        if (!hasEpisodes) {
            return Long.MAX_VALUE;
        }
        String province = null;
        for (int i = 0; i < view.hits().size() && province == null; i++) {
            int zone = view.hits().ordinal(i);
            province = isRoad(view, zone) ? provinceOf(view, zone) : null;
        }
        return Math.min(
                windows.nextChangeAfter(province, view.timeMillis()),
                holidays.nextChangeAfter(province, view.timeMillis()));
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        String province = subject.key();
        boolean isHoliday = holidays.isOn(province, view.timeMillis());
        String ban = windowTexts.getOrDefault(province, windowTexts.getOrDefault(CurfewTable.OTHERS, CurfewTable.NONE));
        int road = roadIn(view, province);
        long minutes = Math.round(measures[SECONDS_ON_ROAD]) / 60;
        boolean isNamed = !province.equals(CurfewTable.OTHERS);
        String roadName = road == Subject.NO_ZONE ? "" : zones.zone(road).label();
        out.measured("onRoadSeconds", measures[SECONDS_ON_ROAD])
                .measured("province", province)
                .measured("road", roadName)
                .threshold("ban", isHoliday ? "holiday" : ban)
                .threshold("graceMinutes", graceMillis / 60_000.0)
                .message(
                        (isNamed ? province : "")
                                + (isHoliday ? "节假日全天禁行" : "禁行时段" + ban)
                                + "内仍在高速公路" + roadName + "行驶,已" + minutes + "分钟",
                        "on motorway " + roadName + " for " + minutes + " min while "
                                + (isHoliday ? "banned for the holiday" : "banned " + ban)
                                + (isNamed ? " in " + province : ""));
    }

    private boolean isOn(String province, long timeMillis) {
        return windows.isOn(province, timeMillis) || holidays.isOn(province, timeMillis);
    }

    private boolean isRoad(ReportView view, int zone) {
        return roads.isActive(zone, view.timeMillis(), view.moverClass());
    }

    private String provinceOf(ReportView view, int road) {
        if (zones.zone(road).attributes().get("province") instanceof String province) {
            return province;
        }
        ZoneHits hits = view.hits();
        for (int i = 0; i < hits.size(); i++) {
            if (provinces.isActive(hits.ordinal(i), view.timeMillis(), view.moverClass())) {
                return zones.zone(hits.ordinal(i)).label();
            }
        }
        return CurfewTable.OTHERS;
    }

    /** The road of that province it is on, or {@link Subject#NO_ZONE}. */
    private int roadIn(ReportView view, String province) {
        ZoneHits hits = view.hits();
        for (int i = 0; i < hits.size(); i++) {
            int zone = hits.ordinal(i);
            if (isRoad(view, zone) && provinceOf(view, zone).equals(province)) {
                return zone;
            }
        }
        return Subject.NO_ZONE;
    }

    private boolean isSheltered(ReportView view, String province) {
        return shelters.anyActive(view.hits(), view.timeMillis(), view.moverClass())
                && !shelterBanned.contains(province);
    }

    private void noteGrace(ReportView view, String province, double[] measures) {
        if (measures[GRACE] == NOT_ASKED) {
            measures[GRACE] = hasJustEntered(view) ? NO_GRACE : HAS_GRACE;
        }
        if (measures[GRACE] == NO_GRACE) {
            return;
        }
        boolean isAtExit = exits.anyActive(view.hits(), view.timeMillis(), view.moverClass());
        long graceAgo = view.timeMillis() - graceMillis;
        boolean isOver = windows.wasOn(province, graceAgo) || holidays.wasOn(province, graceAgo);
        boolean hasPassedExit = measures[GRACE] == AT_EXIT && !isAtExit;
        measures[GRACE] = isOver || hasPassedExit ? NO_GRACE : isAtExit ? AT_EXIT : HAS_GRACE;
    }

    /** Whether the report before, not long ago, was off all roads. Asked once, when the evidence begins. */
    private boolean hasJustEntered(ReportView view) {
        PositionReport before = view.previous();
        if (before == null || view.gapMillis() > onset.maxGapMillis()) {
            return false;
        }
        ZoneHits hits = new ZoneHits();
        zones.locate(before.latitude(), before.longitude(), hits);
        for (int i = 0; i < hits.size(); i++) {
            if (roads.contains(hits.ordinal(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean exempts(@Nullable String type, boolean isHoliday) {
        return isHoliday
                ? type != null && holidayPermits.contains(type)
                : type == null || !permitsNotExempting.contains(type);
    }

    /** Load bits 00 of the status word; without a status word nobody knows. */
    private static boolean isEmpty(PositionReport report) {
        return report.statusBits() != PositionReport.NO_STATUS
                && !report.has(StatusFlag.LOAD_LOW)
                && !report.has(StatusFlag.LOAD_HIGH);
    }
}
