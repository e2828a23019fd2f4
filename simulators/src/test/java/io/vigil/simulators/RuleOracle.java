package io.vigil.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.StatusFlag;
import io.vigil.model.Units;
import java.io.IOException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A plain, slow judge of tracks by the demo's rules, from the written control files alone. It shares nothing with the
 * simulator's own idea of what its movers do, so that the two can be held against each other.
 */
final class RuleOracle {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MINUTE = 60_000;
    private static final double EARTH_METERS = 6_371_008.8;

    /** What it would warn of. */
    record Finding(String rule, MoverId mover, long fromMillis, long toMillis) {}

    private final List<JsonNode> zones = new ArrayList<>();
    private final Map<String, double[][]> routes = new HashMap<>();
    private final Map<String, JsonNode> registry = new HashMap<>();
    private final Map<MoverId, List<PositionReport>> tracks = new TreeMap<>();

    RuleOracle(String zonesJson, String routesJson, String registryLines) throws IOException {
        JSON.readTree(zonesJson).path("features").forEach(zones::add);
        for (JsonNode feature : JSON.readTree(routesJson).path("features")) {
            routes.put(
                    feature.path("properties").path("id").asText(),
                    line(feature.path("geometry").path("coordinates")));
        }
        for (String text : registryLines.split("\n")) {
            JsonNode entry = JSON.readTree(text);
            registry.put(entry.path("mover").asText(), entry);
        }
    }

    void add(PositionReport report) {
        if (report.mover().text().startsWith("vehicle") && !report.has(StatusFlag.LOCATED)) {
            return;
        }
        tracks.computeIfAbsent(report.mover(), key -> new ArrayList<>()).add(report);
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        tracks.forEach((mover, reports) -> {
            reports.sort(Comparator.comparingLong(PositionReport::eventTimeMillis));
            judge(mover, registry.get(mover.text()), reports, findings);
        });
        return findings;
    }

    private void judge(MoverId mover, JsonNode entry, List<PositionReport> all, List<Finding> out) {
        String moverClass = entry.path("class").asText();
        boolean coach = moverClass.endsWith("-coach");
        List<PositionReport> good = gate(mover, all, out);
        if (moverClass.equals("heavy-truck") || moverClass.equals("hazmat")) {
            Predicate<PositionReport> inside = report -> zones.stream()
                    .anyMatch(zone -> is(zone, "forbidden", moverClass, report) && !isPermitted(entry, zone, report));
            hold("truck-forbidden-zone", mover, good, inside, 2, MINUTE, 3, out);
            sparse(mover, moverClass, good, out);
        }
        if (mover.text().startsWith("vehicle")) {
            hold(
                    "overspeed",
                    mover,
                    good,
                    report -> report.speedMps() > limitMps(moverClass, report) * 1.1,
                    3,
                    10_000,
                    3,
                    out);
        }
        if (coach && !isExempt(entry)) {
            Predicate<PositionReport> nightRun = report -> {
                int hour = local(report).getHour();
                return hour >= 2 && hour < 5 && report.speedMps() >= Units.kphToMps(5);
            };
            hold("coach-night-run", mover, good, nightRun, 3, 5 * MINUTE, 3, out);
        }
        if (coach) {
            Predicate<PositionReport> door =
                    report -> report.speedMps() > Units.kphToMps(10) && report.has(StatusFlag.DOOR_1_OPEN);
            hold("coach-door-open", mover, good, door, 3, 30_000, 3, out);
        }
        if (entry.has("routes")) {
            double width = coach ? 500 : 1000;
            Predicate<PositionReport> off = report -> distanceToRoutes(entry, report) > width;
            hold(
                    coach ? "coach-off-route" : "vessel-off-route",
                    mover,
                    good,
                    off,
                    3,
                    coach ? 3 * MINUTE : 10 * MINUTE,
                    5,
                    out);
        }
        if (mover.text().startsWith("vessel")) {
            if (!moverClass.equals("enforcement") && !moverClass.equals("pilot")) {
                Predicate<PositionReport> inside = report -> zones.stream()
                        .anyMatch(
                                zone -> is(zone, "protected", moverClass, report) && !isPermitted(entry, zone, report));
                hold("closed-area-entry", mover, good, inside, 2, 10 * MINUTE, 3, out);
            }
        }
        if (moverClass.equals("fishing")) {
            Predicate<PositionReport> fishing = report -> report.speedMps() >= Units.knotsToMps(1)
                    && report.speedMps() <= Units.knotsToMps(5.5)
                    && zones.stream().anyMatch(zone -> is(zone, "closed-season", moverClass, report));
            hold("closed-area-fishing", mover, good, fishing, 3, 20 * MINUTE, 3, out);
            for (int i = 1; i < good.size(); i++) {
                PositionReport before = good.get(i - 1);
                boolean harbour = zones.stream().anyMatch(zone -> is(zone, "harbour", moverClass, before));
                if (good.get(i).eventTimeMillis() - before.eventTimeMillis() > 120 * MINUTE && !harbour) {
                    out.add(new Finding(
                            "fishing-boat-dark",
                            mover,
                            before.eventTimeMillis(),
                            good.get(i).eventTimeMillis()));
                }
            }
        }
    }

    /** Sorts out what track-quality reports. */
    private List<PositionReport> gate(MoverId mover, List<PositionReport> all, List<Finding> out) {
        double fastest = mover.text().startsWith("vehicle") ? Units.kphToMps(180) : Units.knotsToMps(45);
        List<PositionReport> good = new ArrayList<>();
        PositionReport last = null;
        long sameSince = Long.MIN_VALUE;
        for (PositionReport report : all) {
            boolean bad = report.latitude() == 0 && report.longitude() == 0
                    || report.eventTimeMillis() > report.receivedTimeMillis() + MINUTE;
            if (!bad && last != null) {
                double seconds = Math.max(1, (report.eventTimeMillis() - last.eventTimeMillis()) / 1000.0);
                double meters = meters(last.latitude(), last.longitude(), report.latitude(), report.longitude());
                bad = meters / seconds > fastest;
                boolean same = last.latitude() == report.latitude()
                        && last.longitude() == report.longitude()
                        && report.speedMps() > Units.kphToMps(10);
                if (!bad) {
                    sameSince =
                            !same ? Long.MIN_VALUE : sameSince == Long.MIN_VALUE ? last.eventTimeMillis() : sameSince;
                    bad = same && report.eventTimeMillis() - sameSince >= 10 * MINUTE;
                }
            }
            if (bad) {
                out.add(new Finding("track-quality", mover, report.eventTimeMillis(), report.eventTimeMillis()));
            } else {
                good.add(report);
                last = report;
            }
        }
        return good;
    }

    private static void hold(
            String rule,
            MoverId mover,
            List<PositionReport> reports,
            Predicate<PositionReport> condition,
            int count,
            long holdMillis,
            int release,
            List<Finding> out) {
        long since = 0;
        long last = 0;
        int held = 0;
        int missed = 0;
        for (PositionReport report : reports) {
            if (condition.test(report)) {
                since = held == 0 ? report.eventTimeMillis() : since;
                last = report.eventTimeMillis();
                held++;
                missed = 0;
            } else if (held > 0 && ++missed >= (held >= count && last - since >= holdMillis ? release : 1)) {
                close(rule, mover, since, last, held >= count && last - since >= holdMillis, out);
                held = 0;
            }
        }
        close(rule, mover, since, last, held >= count && last - since >= holdMillis, out);
    }

    private static void close(String rule, MoverId mover, long since, long last, boolean open, List<Finding> out) {
        if (open) {
            out.add(new Finding(rule, mover, since, last));
        }
    }

    /** Where fixes are half a minute apart, a hundred places between them are looked at. */
    private void sparse(MoverId mover, String moverClass, List<PositionReport> reports, List<Finding> out) {
        JsonNode entry = registry.get(mover.text());
        for (int i = 1; i < reports.size(); i++) {
            PositionReport a = reports.get(i - 1);
            PositionReport b = reports.get(i);
            long gap = b.eventTimeMillis() - a.eventTimeMillis();
            int inside = 0;
            for (int step = 0; gap >= 30_000 && step < 100; step++) {
                double share = (step + 0.5) / 100;
                PositionReport between = PositionReport.at(
                                mover,
                                b.eventTimeMillis(),
                                a.latitude() + share * (b.latitude() - a.latitude()),
                                a.longitude() + share * (b.longitude() - a.longitude()))
                        .build();
                inside += zones.stream()
                                .anyMatch(zone -> is(zone, "forbidden", moverClass, between)
                                        && !isPermitted(entry, zone, between))
                        ? 1
                        : 0;
            }
            if (inside * gap / 100 >= MINUTE) {
                out.add(new Finding("truck-forbidden-zone", mover, a.eventTimeMillis(), b.eventTimeMillis()));
            }
        }
    }

    private static boolean isExempt(JsonNode entry) {
        return entry.has("serviceType")
                || entry.has("relayCertificateValidUntil")
                || entry.path("oneWayKm").asDouble(1000) <= 200;
    }

    private static boolean isPermitted(JsonNode entry, JsonNode zone, PositionReport report) {
        for (JsonNode permit : entry.path("permits")) {
            if (permit.path("zone")
                            .asText()
                            .equals(zone.path("properties").path("id").asText())
                    && java.time.OffsetDateTime.parse(permit.path("to").asText())
                                    .toInstant()
                                    .toEpochMilli()
                            > report.eventTimeMillis()) {
                return true;
            }
        }
        return false;
    }

    private double limitMps(String moverClass, PositionReport report) {
        double limit =
                switch (moverClass) {
                    case "hazmat" -> 80;
                    case "heavy-truck", "tour-coach", "scheduled-coach", "charter-coach" -> 100;
                    default -> 120;
                };
        for (JsonNode zone : zones) {
            if (zone.path("properties").has("speedLimitKmh") && contains(zone, report.latitude(), report.longitude())) {
                limit = Math.min(
                        limit, zone.path("properties").path("speedLimitKmh").asDouble());
            }
        }
        int hour = local(report).getHour();
        boolean night = moverClass.endsWith("-coach") && (hour >= 22 || hour < 6);
        return Units.kphToMps(night ? limit * 0.8 : limit);
    }

    private static LocalTime local(PositionReport report) {
        return LocalTime.ofSecondOfDay(Math.floorMod(report.eventTimeMillis() / 1000 + 8 * 3600, 86_400L));
    }

    private static boolean is(JsonNode zone, String type, String moverClass, PositionReport report) {
        JsonNode properties = zone.path("properties");
        if (!properties.path("type").asText().equals(type)) {
            return false;
        }
        boolean concerned = !properties.has("classes");
        for (JsonNode one : properties.path("classes")) {
            concerned |= one.asText().equals(moverClass);
        }
        return concerned && isActive(properties, report) && contains(zone, report.latitude(), report.longitude());
    }

    private static boolean isActive(JsonNode properties, PositionReport report) {
        boolean active = !properties.has("schedule");
        for (JsonNode window : properties.path("schedule")) {
            active |= window.has("dates")
                    || !local(report)
                                    .isBefore(
                                            LocalTime.parse(window.path("from").asText()))
                            && local(report)
                                    .isBefore(LocalTime.parse(window.path("to").asText()));
        }
        return active;
    }

    static boolean contains(JsonNode zone, double latitude, double longitude) {
        JsonNode coordinates = zone.path("geometry").path("coordinates");
        return switch (zone.path("geometry").path("type").asText()) {
            case "Polygon" -> {
                double[][] ring = line(coordinates.get(0));
                boolean inside = false;
                for (int i = 0; i + 1 < ring.length; i++) {
                    double[] a = ring[i];
                    double[] b = ring[i + 1];
                    if (a[1] > latitude != b[1] > latitude
                            && longitude < a[0] + (b[0] - a[0]) * (latitude - a[1]) / (b[1] - a[1])) {
                        inside = !inside;
                    }
                }
                yield inside;
            }
            case "LineString" -> distance(line(coordinates), latitude, longitude)
                    <= zone.path("properties").path("halfWidthM").asDouble();
            default -> meters(
                            latitude,
                            longitude,
                            coordinates.get(1).asDouble(),
                            coordinates.get(0).asDouble())
                    <= zone.path("properties").path("radiusM").asDouble();
        };
    }

    private double distanceToRoutes(JsonNode entry, PositionReport report) {
        double nearest = Double.POSITIVE_INFINITY;
        for (JsonNode id : entry.path("routes")) {
            nearest = Math.min(nearest, distance(routes.get(id.asText()), report.latitude(), report.longitude()));
        }
        return nearest;
    }

    private static double[][] line(JsonNode coordinates) {
        double[][] line = new double[coordinates.size()][];
        for (int i = 0; i < line.length; i++) {
            line[i] = new double[] {
                coordinates.get(i).get(0).asDouble(), coordinates.get(i).get(1).asDouble()
            };
        }
        return line;
    }

    /** Plane geometry around the place itself: good to a few metres over the distances that matter. */
    private static double distance(double[][] line, double latitude, double longitude) {
        double nearest = Double.POSITIVE_INFINITY;
        double scale = Math.cos(Math.toRadians(latitude));
        for (int i = 1; i < line.length; i++) {
            double ax = (line[i - 1][0] - longitude) * scale;
            double ay = line[i - 1][1] - latitude;
            double dx = (line[i][0] - longitude) * scale - ax;
            double dy = line[i][1] - latitude - ay;
            double along = Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
            nearest = Math.min(nearest, Math.hypot(ax + along * dx, ay + along * dy));
        }
        return Math.toRadians(nearest) * EARTH_METERS;
    }

    static double meters(double latitudeA, double longitudeA, double latitudeB, double longitudeB) {
        double dx = Math.toRadians(longitudeB - longitudeA) * Math.cos(Math.toRadians((latitudeA + latitudeB) / 2));
        double dy = Math.toRadians(latitudeB - latitudeA);
        return Math.hypot(dx, dy) * EARTH_METERS;
    }
}
