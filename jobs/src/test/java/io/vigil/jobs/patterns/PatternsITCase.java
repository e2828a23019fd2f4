package io.vigil.jobs.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.cli.VigilCommand;
import io.vigil.geo.RouteFix;
import io.vigil.geo.RouteLine;
import io.vigil.json.PositionJson;
import io.vigil.json.RouteFile;
import io.vigil.json.ZoneFile;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Route;
import io.vigil.model.Zone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A working week of twelve trucks: from the depot at eight over a bend in the road to the works and back at five, while four vans go
 * anywhere. What was planted must be found again.
 */
class PatternsITCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 168;
    /** Monday, midnight in China. */
    private static final Instant MONDAY = Instant.parse("2026-09-13T16:00:00Z");

    private static final int TRUCKS = 12;
    private static final double METERS_EAST = 86_627;
    private static final double METERS_NORTH = 111_015;
    private static final double[][] WAY = {{0, 0}, {6_000, 0}, {6_000, 5_000}, {12_000, 5_000}};

    @TempDir
    private static Path folder;

    private static Path found;

    @BeforeAll
    static void recordTheWeek() throws IOException {
        System.out.println("PatternsITCase seed " + SEED);
        Random random = new Random(SEED);
        List<String> lines = new ArrayList<>();
        StringBuilder registry = new StringBuilder();
        for (int truck = 0; truck < TRUCKS; truck++) {
            registry.append("{\"mover\":\"vehicle:T").append(truck).append("\",\"class\":\"heavy-truck\"}\n");
            for (int day = 0; day < 5; day++) {
                int morning = day * 1440 + 8 * 60 + random.nextInt(30);
                stay("T" + truck, morning - 60, morning, WAY[0], random, lines);
                int arrived = drive("T" + truck, morning, WAY, random, lines);
                int evening = day * 1440 + 17 * 60 + random.nextInt(20);
                stay("T" + truck, arrived, evening, WAY[3], random, lines);
                double[][] back = {WAY[3], WAY[2], WAY[1], WAY[0]};
                int home = drive("T" + truck, evening, back, random, lines);
                stay("T" + truck, home, home + 60, WAY[0], random, lines);
            }
        }
        for (int van = 0; van < 4; van++) {
            for (int day = 0; day < 5; day++) {
                double[][] way = {
                    {random.nextInt(20_000) - 30_000, random.nextInt(20_000) - 30_000},
                    {random.nextInt(20_000) - 30_000, random.nextInt(20_000) - 30_000}
                };
                int start = day * 1440 + 600;
                stay("V" + van, start - 30, start, way[0], random, lines);
                stay("V" + van, drive("V" + van, start, way, random, lines), start + 120, way[1], random, lines);
            }
        }
        Collections.shuffle(lines, random);
        Files.write(folder.resolve("positions.jsonl"), lines);
        Files.writeString(folder.resolve("registry.jsonl"), registry);
        Files.writeString(
                folder.resolve("zones.geojson"),
                "{\"type\":\"FeatureCollection\",\"features\":[" + circle("depot-1", WAY[0]) + ','
                        + circle("works", WAY[3]) + "]}");
        writeWarnings(random);
        found = run(1);
    }

    private static void stay(
            String vehicle, int fromMinute, int toMinute, double[] place, Random random, List<String> lines) {
        for (int minute = fromMinute; minute < toMinute; minute += 2) {
            lines.add(line(vehicle, minute * 60, place[0], place[1], 0, random));
        }
    }

    /** At 60 km/h, a report every half minute; answers the minute of arrival. */
    private static int drive(String vehicle, int fromMinute, double[][] way, Random random, List<String> lines) {
        int second = fromMinute * 60;
        for (int leg = 1; leg < way.length; leg++) {
            double length = Math.hypot(way[leg][0] - way[leg - 1][0], way[leg][1] - way[leg - 1][1]);
            for (double done = 0; done < length; done += 500) {
                double share = done / length;
                lines.add(line(
                        vehicle,
                        second,
                        way[leg - 1][0] + share * (way[leg][0] - way[leg - 1][0]),
                        way[leg - 1][1] + share * (way[leg][1] - way[leg - 1][1]),
                        60,
                        random));
                second += 30;
            }
        }
        return second / 60 + 1;
    }

    private static String line(String vehicle, int second, double east, double north, double kph, Random random) {
        PositionReport report = PositionReport.at(
                        new MoverId("vehicle:" + vehicle),
                        MONDAY.plusSeconds(second).toEpochMilli(),
                        39 + (north + 8 * random.nextGaussian()) / METERS_NORTH,
                        117.7 + (east + 8 * random.nextGaussian()) / METERS_EAST)
                .speedMps(kph / 3.6)
                .source("test")
                .build();
        return new String(PositionJson.toJson(report), StandardCharsets.UTF_8);
    }

    private static String circle(String id, double[] place) {
        return "{\"type\":\"Feature\",\"properties\":{\"id\":\"" + id
                + "\",\"type\":\"depot\",\"radiusM\":800},\"geometry\":"
                + "{\"type\":\"Point\",\"coordinates\":[" + (117.7 + place[0] / METERS_EAST) + ','
                + (39 + place[1] / METERS_NORTH) + "]}}";
    }

    /** Twelve at the bend, twenty anywhere along the way, and as many at the works of which no one was confirmed. */
    private static void writeWarnings(Random random) throws IOException {
        List<String> warnings = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 44; i++) {
            double[] place = i < 12
                    ? new double[] {6_100, 2_500}
                    : i < 32 ? new double[] {random.nextInt(6_000), 0} : new double[] {11_000, 5_000};
            String id = String.format("%016x", i + 1);
            warnings.add("{\"type\":\"vigil.warning.opened\",\"data\":{\"warningId\":\"" + id
                    + "\",\"rule\":\"device-alarm\",\"position\":{\"lon\":" + (117.7 + place[0] / METERS_EAST)
                    + ",\"lat\":" + (39 + place[1] / METERS_NORTH) + "}}}");
            words.add("{\"warningId\":\"" + id + "\",\"mover\":\"vehicle:T0\",\"outcome\":\""
                    + (i < 32 ? "confirmed" : "false") + "\",\"at\":\"2026-09-20T00:00:00Z\"}");
        }
        Files.write(folder.resolve("warnings.jsonl"), warnings);
        Files.write(folder.resolve("dispositions.jsonl"), words);
    }

    private static Path run(int parallelism) {
        Path out = folder.resolve("out-" + parallelism);
        vigil(
                "patterns",
                "--feed",
                "positions:" + folder.resolve("positions.jsonl"),
                "--zones",
                folder.resolve("zones.geojson").toString(),
                "--registry",
                folder.resolve("registry.jsonl").toString(),
                "--warnings",
                folder.resolve("warnings.jsonl").toString(),
                "--confirmed-by",
                folder.resolve("dispositions.jsonl").toString(),
                "--parallelism",
                Integer.toString(parallelism),
                "--out",
                out.toString());
        return out;
    }

    private static void vigil(String... arguments) {
        assertThat(VigilCommand.commandLine().execute(arguments)).isZero();
    }

    private static Stream<JsonNode> lines(String file) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : Files.readAllLines(found.resolve(file))) {
            nodes.add(JSON.readTree(line));
        }
        return nodes.stream();
    }

    @Test
    void findsTheTripsBetweenDepotAndWorks() throws Exception {
        assertThat(lines("trips.jsonl")
                        .filter(trip -> trip.path("class").asText().equals("heavy-truck")))
                .satisfiesExactlyInAnyOrder(
                        trip -> isTrip(trip, "depot-1", "works"), trip -> isTrip(trip, "works", "depot-1"));
    }

    private static void isTrip(JsonNode trip, String from, String to) {
        assertThat(trip.path("from").asText()).isEqualTo(from);
        assertThat(trip.path("to").asText()).isEqualTo(to);
        assertThat(trip.path("trips").asInt()).isEqualTo(TRUCKS * 5);
        assertThat(trip.path("vehicles").asInt()).isEqualTo(TRUCKS);
        assertThat(trip.path("meanKm").asDouble()).isBetween(16.0, 18.0);
        assertThat(trip.path("meanMinutes").asDouble()).isBetween(15.0, 21.0);
    }

    @Test
    void findsTheHoursOfTheWeek() throws Exception {
        for (int day = 0; day < 7; day++) {
            int expected = day < 5 ? TRUCKS : 0;
            assertThat(vehicles("works", day * 24 + 12))
                    .as("noon of day %d", day)
                    .isEqualTo(expected);
            assertThat(vehicles("depot-1", day * 24 + 8))
                    .as("eight of day %d", day)
                    .isEqualTo(expected);
            assertThat(vehicles("works", day * 24 + 6)).as("six of day %d", day).isZero();
        }
    }

    private static int vehicles(String area, int hour) throws IOException {
        return lines("hours.jsonl")
                .filter(each -> each.path("class").asText().equals("heavy-truck")
                        && each.path("area").asText().equals(area)
                        && each.path("hourOfWeek").asInt() == hour)
                .mapToInt(each -> each.path("vehicles").asInt())
                .sum();
    }

    @Test
    void findsTheUsualRouteOverTheBendAndItsRegulars() {
        List<Route> routes = RouteFile.read(found.resolve("usual-routes.geojson"));

        assertThat(routes)
                .extracting(Route::id)
                .containsExactlyInAnyOrder("usual/heavy-truck/depot-1/works", "usual/heavy-truck/works/depot-1");
        assertThat(routes).allSatisfy(route -> {
            assertThat(route.movers()).hasSize(TRUCKS);
            assertThat(route.halfWidthMeters()).isBetween(100.0, 600.0);
            RouteFix fix = new RouteFix();
            new RouteLine(route).project(39 + WAY[1][1] / METERS_NORTH, 117.7 + WAY[1][0] / METERS_EAST, -1, fix);
            assertThat(fix.crossTrackMeters()).isLessThan(400);
        });
    }

    @Test
    void findsTheBendWhereMoreHappensThanTheTrafficExplains() {
        List<Zone> hotspots = ZoneFile.read(found.resolve("hotspots.geojson"));

        assertThat(hotspots).singleElement().satisfies(zone -> {
            assertThat(zone.type()).isEqualTo("hotspot");
            assertThat(zone.attributes()).containsEntry("warnings", 12L);
        });
    }

    @Test
    void itsRoutesAreWhatOffRouteAsksFor() throws Exception {
        List<String> astray = new ArrayList<>(Files.readAllLines(folder.resolve("positions.jsonl")));
        double[][] elsewhere = {WAY[0], {0, -12_000}};
        drive("T3", 6 * 1440 + 480, elsewhere, new Random(SEED), astray);
        Files.write(folder.resolve("astray.jsonl"), astray);
        Files.writeString(
                folder.resolve("rules.yaml"),
                """
                rules:
                  - id: usual-way
                    kind: off-route
                    applies: mover.kind == "vehicle"
                    tier: yellow
                """);
        Path out = folder.resolve("replayed");

        vigil(
                "replay",
                "--feed",
                "positions:" + folder.resolve("astray.jsonl"),
                "--routes",
                found.resolve("usual-routes.geojson").toString(),
                "--rules",
                folder.resolve("rules.yaml").toString(),
                "--out",
                out.toString());

        assertThat(Files.readAllLines(out.resolve("warnings.jsonl")).stream()
                        .filter(line -> line.contains("vigil.warning.opened")))
                .singleElement()
                .asString()
                .contains("vehicle:T3");
    }

    @Test
    void givesTheSameBytesAtAnyParallelism() throws Exception {
        Path other = run(4);

        for (String file :
                List.of("hours.jsonl", "trips.jsonl", "usual-routes.geojson", "hotspots.geojson", "patterns.json")) {
            assertThat(Files.readString(other.resolve(file))).isEqualTo(Files.readString(found.resolve(file)));
        }
    }
}
