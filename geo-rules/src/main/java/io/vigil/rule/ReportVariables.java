package io.vigil.rule;

import io.vigil.geo.ZoneHits;
import io.vigil.geo.ZoneIndex;
import io.vigil.model.AlarmFlag;
import io.vigil.model.PositionReport;
import io.vigil.model.RegistryRecord;
import io.vigil.model.StatusFlag;
import io.vigil.model.Units;
import io.vigil.model.Zone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code condition} is evaluated over: {@code report}, {@code zones}, {@code mover} and {@code registry}.
 *
 * @param view the moment
 * @param zones all zones
 * @param words every word of the expression: only what it names is put together, since it is judged at every report
 */
record ReportVariables(ReportView view, ZoneIndex zones, Set<String> words) implements Variables {
    /** The fields of {@code report}; an expression over another one is refused. */
    static final List<String> REPORT_FIELDS = List.of(
            "alarms",
            "altitudeM",
            "course",
            "driver",
            "heading",
            "lat",
            "localHour",
            "lon",
            "navStatus",
            "odometerKm",
            "source",
            "speedKmh",
            "speedKn",
            "status");

    /** Only what is available is there, so an expression over an absent field is unknown, never a guess. */
    @Override
    public @Nullable Object field(String root, String name) {
        return switch (root) {
            case "report" -> reportField(name);
            case "mover" -> MoverFields.field(view.mover(), view.moverClass(), name);
            case "registry" -> MoverFields.field(view.registry(), name);
            default -> null;
        };
    }

    @Override
    public @Nullable Object field(String root, String name, String sub) {
        if (!root.equals("report") || !name.equals("status")) {
            return Variables.super.field(root, name, sub);
        }
        StatusFlag flag = StatusFlag.ofWord(sub);
        if (flag == null || view.report().statusBits() == PositionReport.NO_STATUS) {
            return null;
        }
        return view.report().has(flag);
    }

    @Override
    public Map<String, Object> asMap() {
        Map<String, Object> report = new HashMap<>();
        for (String name : REPORT_FIELDS) {
            Object value = words.contains(name) ? reportField(name) : null;
            if (value != null) {
                report.put(name, value);
            }
        }
        RegistryRecord registry = view.registry();
        return Map.of(
                "report",
                report,
                "zones",
                words.contains("zones") ? zoneFields() : List.of(),
                "mover",
                words.contains("mover") ? MoverFields.of(view.mover(), view.moverClass(), Map.of()) : Map.of(),
                "registry",
                words.contains("registry") ? MoverFields.of(registry) : Map.of());
    }

    private @Nullable Object reportField(String name) {
        PositionReport report = view.report();
        return switch (name) {
            case "lon" -> report.longitude();
            case "lat" -> report.latitude();
            case "localHour" -> view.localMillisOfDay() / 3_600_000.0;
            case "source" -> report.source();
            case "speedKmh" -> available(rounded(Units.mpsToKph(report.speedMps())));
            case "speedKn" -> available(rounded(Units.mpsToKnots(report.speedMps())));
            case "course" -> available(report.courseDegrees());
            case "heading" -> available(report.headingDegrees());
            case "altitudeM" -> available(report.altitudeMeters());
            case "odometerKm" -> available(report.odometerMeters() / 1000);
            case "navStatus" -> report.navStatus() == PositionReport.NO_NAV_STATUS ? null : (long) report.navStatus();
            case "driver" -> report.driver();
            case "status" -> report.statusBits() == PositionReport.NO_STATUS ? null : status(report);
            case "alarms" -> alarms(report);
            default -> null;
        };
    }

    private Map<String, Object> status(PositionReport report) {
        Map<String, Object> status = new HashMap<>();
        for (StatusFlag flag : StatusFlag.values()) {
            if (words.contains(flag.word())) {
                status.put(flag.word(), report.has(flag));
            }
        }
        return status;
    }

    private static List<String> alarms(PositionReport report) {
        List<String> alarms = new ArrayList<>();
        for (AlarmFlag flag : AlarmFlag.values()) {
            if (report.has(flag)) {
                alarms.add(flag.word());
            }
        }
        return alarms;
    }

    private List<Map<String, Object>> zoneFields() {
        List<Map<String, Object>> all = new ArrayList<>();
        ZoneHits hits = view.hits();
        for (int i = 0; i < hits.size(); i++) {
            Zone zone = zones.zone(hits.ordinal(i));
            if (zone.isValidAt(view.timeMillis())) {
                all.add(zoneFields(zone));
            }
        }
        return all;
    }

    private static Map<String, Object> zoneFields(Zone zone) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("id", zone.id());
        fields.put("type", zone.type());
        fields.put("name", zone.label());
        fields.put("attributes", zone.attributes());
        if (!Double.isNaN(zone.speedLimitKph())) {
            fields.put("speedLimitKmh", zone.speedLimitKph());
        }
        return fields;
    }

    private static @Nullable Double available(double value) {
        return Double.isNaN(value) ? null : value;
    }

    /** There and back between units, 30 km/h come out a hair above 30; no expression shall trip over that. */
    private static double rounded(double value) {
        return Math.rint(value * 1e6) / 1e6;
    }
}
