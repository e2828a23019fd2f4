package io.vigil.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.model.Route;
import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZoneFileTest {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String SQUARE =
            "{\"type\":\"Polygon\",\"coordinates\":[[[117,39],[118,39],[118,40],[117,40],[117,39]]]}";

    @TempDir
    Path folder;

    private Path collection(String... features) throws IOException {
        return file("{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",\n", features) + "]}");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("zones.geojson"), text);
    }

    private static String feature(String properties, String geometry) {
        return "{\"type\":\"Feature\",\"properties\":{" + properties + "},\"geometry\":" + geometry + "}";
    }

    private static String zone(String id, String coordinates) {
        return feature(
                "\"id\":\"" + id + "\",\"type\":\"forbidden\"",
                "{\"type\":\"Polygon\",\"coordinates\":[" + coordinates + "]}");
    }

    private static List<String> faultsOf(Path file) {
        InvalidInputException thrown = catchThrowableOfType(InvalidInputException.class, () -> ZoneFile.read(file));
        assertThat(thrown).as("the file is refused").isNotNull();
        return thrown.faults().stream().map(Fault::toString).toList();
    }

    @Test
    void readsEveryShapeAndProperty() throws IOException {
        List<Zone> zones = ZoneFile.read(
                collection(
                        feature(
                                """
                        "id":"a","name":"核心区","type":"forbidden","classes":["hazmat"],"speedLimitKmh":40,
                        "validFrom":"2026-01-01","validTo":"2026-12-31","attributes":{"core":true,"tags":["x"]},
                        "schedule":[{"days":"mon-fri","from":"07:00","to":"09:00"},{"from":"22:00","to":"05:00"}]""",
                                SQUARE),
                        feature(
                                "\"id\":\"b\",\"type\":\"harbour\",\"radiusM\":800",
                                "{\"type\":\"Point\",\"coordinates\":[118,39]}"),
                        feature(
                                "\"id\":\"c\",\"type\":\"channel\",\"halfWidthM\":300",
                                "{\"type\":\"LineString\",\"coordinates\":[[179.5,10],[-179.5,10],[-179,11]]}"),
                        feature(
                                "\"id\":\"d\",\"type\":\"closed-season\",\"schedule\":[{\"dates\":\"05-01T12:00/09-16T12:00\"}]",
                                "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[1,1],[2,1],[2,2],[1,1]]],[[[3,3],[4,3],[4,4],[3,3]]]]}")));

        Zone a = zones.get(0);
        assertThat(a.label()).isEqualTo("核心区");
        assertThat(a.speedLimitKph()).isEqualTo(40);
        assertThat(a.attributes()).containsEntry("core", true);
        assertThat(a.isValidAt(Instant.parse("2025-12-31T15:59:59Z").toEpochMilli()))
                .isFalse();
        assertThat(a.isValidAt(Instant.parse("2025-12-31T16:00:00Z").toEpochMilli()))
                .isTrue();
        assertThat(a.isValidAt(Instant.parse("2026-12-31T15:59:59Z").toEpochMilli()))
                .isTrue();
        assertThat(a.isValidAt(Instant.parse("2026-12-31T16:00:00Z").toEpochMilli()))
                .isFalse();
        assertThat(a.schedule().isActiveAt(Instant.parse("2026-11-23T00:30:00Z").toEpochMilli(), CHINA))
                .as("Monday 08:30")
                .isTrue();
        assertThat(a.schedule().isActiveAt(Instant.parse("2026-11-22T00:30:00Z").toEpochMilli(), CHINA))
                .as("Sunday 08:30")
                .isFalse();
        assertThat(a.schedule().isActiveAt(Instant.parse("2026-11-21T20:59:59Z").toEpochMilli(), CHINA))
                .as("Sunday 04:59:59, of the window that began on Saturday")
                .isTrue();
        assertThat(zones.get(1).shape()).isEqualTo(new ZoneShape.Circle(39, 118, 800));
        assertThat(((ZoneShape.Corridor) zones.get(2).shape()).longitudes()).containsExactly(179.5, 180.5, 181);
        assertThat(((ZoneShape.Area) zones.get(3).shape()).polygons()).hasSize(2);
        assertThat(zones.get(3)
                        .schedule()
                        .isActiveAt(Instant.parse("2026-09-16T03:59:59Z").toEpochMilli(), CHINA))
                .isTrue();
        assertThat(zones.get(3)
                        .schedule()
                        .isActiveAt(Instant.parse("2026-09-16T04:00:00Z").toEpochMilli(), CHINA))
                .as("opens at 12:00:00")
                .isFalse();
    }

    @Test
    void listsTenBrokenFeaturesAtOnce() throws IOException {
        List<String> faults = faultsOf(collection(
                feature("\"type\":\"forbidden\"", SQUARE),
                feature("\"id\":\"dup\",\"type\":\"forbidden\"", SQUARE),
                feature("\"id\":\"dup\",\"type\":\"forbidden\"", SQUARE),
                zone("bowtie", "[[0,0],[2,2],[2,0],[0,2],[0,0]]"),
                zone("open", "[[0,0],[2,0],[2,2],[0,2]]"),
                zone("swapped", "[[39,117],[39,118],[40,118],[39,117]]"),
                zone("flat", "[[0,0],[1,0],[2,0],[0,0]]"),
                feature("\"id\":\"point\",\"type\":\"harbour\"", "{\"type\":\"Point\",\"coordinates\":[118,39]}"),
                feature("\"id\":\"when\",\"type\":\"forbidden\",\"schedule\":[{\"days\":\"moonday\"}]", SQUARE),
                feature("\"id\":\"class\",\"type\":\"forbidden\",\"classes\":[\"spaceship\"]", SQUARE),
                feature(
                        "\"id\":\"valid\",\"type\":\"forbidden\",\"validFrom\":\"2026-05-01\",\"validTo\":\"2026-04-01\"",
                        SQUARE),
                feature("\"id\":\"shape\",\"type\":\"forbidden\"", "{\"type\":\"Sphere\",\"coordinates\":[]}"),
                zone("hole", "[[0,0],[2,0],[2,2],[0,0]],[[5,5],[6,5],[6,6],[5,5]]"),
                feature("\"id\":\"speed\",\"type\":\"urban\",\"speedLimitKmh\":-5", SQUARE)));

        assertThat(faults)
                .hasSize(13)
                .anySatisfy(fault -> assertThat(fault).contains("feature 0:", "id is missing"))
                .anySatisfy(fault -> assertThat(fault).contains("feature 2 (id \"dup\")", "first by feature 1"))
                .anySatisfy(fault -> assertThat(fault).contains("feature 3 (id \"bowtie\")", "crosses itself"))
                .anySatisfy(fault -> assertThat(fault).contains("feature 4 (id \"open\")", "is not closed"))
                .anySatisfy(fault -> assertThat(fault).contains("feature 5 (id \"swapped\")", "longitude comes first"))
                .anySatisfy(fault -> assertThat(fault).contains("feature 6 (id \"flat\")", "no area"))
                .anySatisfy(fault -> assertThat(fault).contains("feature 7 (id \"point\")", "radiusM"))
                .anySatisfy(fault -> assertThat(fault).contains("feature 8 (id \"when\")", "moonday"))
                .anySatisfy(fault -> assertThat(fault).contains("feature 9 (id \"class\")", "spaceship"))
                .anySatisfy(fault -> assertThat(fault).contains("feature 10 (id \"valid\")", "validTo"))
                .anySatisfy(fault -> assertThat(fault).contains("feature 11 (id \"shape\")", "Sphere"))
                .anySatisfy(fault -> assertThat(fault).contains("feature 12 (id \"hole\")", "outside its polygon"))
                .anySatisfy(fault -> assertThat(fault).contains("feature 13 (id \"speed\")", "-5"));
    }

    @Test
    void aRingIsClosedByTheSamePlaceHoweverWritten() throws IOException {
        List<Zone> zones = ZoneFile.read(collection(
                zone("numbers", "[[1,1],[2,1],[2,2],[1.0,1e0]]"),
                zone("altitudes", "[[1,1,0],[2,1,5],[2,2,7],[1,1,9]]"),
                zone("repeated", "[[1,1],[2,1],[2,1],[2,2],[1,1],[1,1]]")));

        assertThat(zones).hasSize(3).allSatisfy(zone -> assertThat(((ZoneShape.Area) zone.shape())
                        .polygons()
                        .get(0)
                        .outer()
                        .latitudes())
                .containsExactly(1, 1, 2));
    }

    @Test
    void aHoleIsReadInTheFrameOfItsRingAcrossTheAntimeridian() throws IOException {
        String ring = "[[178,0],[-178,0],[-178,4],[178,4],[178,0]]";
        List<Zone> zones = ZoneFile.read(collection(
                zone("east", ring + ",[[-179.5,1],[-179,1],[-179,2],[-179.5,1]]"),
                zone("west", ring + ",[[178.5,1],[179,1],[179,2],[178.5,1]]"),
                zone("both", ring + ",[[-179.5,1],[179.5,1],[179.5,2],[-179.5,1]]"),
                zone("back", "[[-178,0],[178,0],[178,4],[-178,4],[-178,0]],[[179.5,1],[179,1],[179,2],[179.5,1]]")));

        assertThat(zones)
                .extracting(zone -> ((ZoneShape.Area) zone.shape())
                        .polygons()
                        .get(0)
                        .holes()
                        .get(0)
                        .longitudes())
                .containsExactly(
                        new double[] {180.5, 181, 181},
                        new double[] {178.5, 179, 179},
                        new double[] {180.5, 179.5, 179.5},
                        new double[] {-180.5, -181, -181});
    }

    @Test
    void refusesRingsRoundAPoleAndHolesThatAreNone() throws IOException {
        String angle = "[[0,0],[9,0],[9,1],[1,1],[1,9],[0,9],[0,0]]";

        assertThat(faultsOf(collection(
                        zone("pole", "[[0,80],[120,81],[-120,82],[0,80]]"),
                        zone("notch", angle + ",[[4,4],[5,4],[5,5],[4,4]]"),
                        zone("across", angle + ",[[0.5,0.5],[5,0.5],[5,5],[0.5,0.5]]"),
                        zone("touches", angle + ",[[1,5],[0.5,5],[0.5,4],[1,5]]"))))
                .hasSize(3)
                .anySatisfy(fault -> assertThat(fault).contains("\"pole\"", "goes round a pole"))
                .anySatisfy(fault -> assertThat(fault).contains("\"notch\"", "outside its polygon"))
                .anySatisfy(fault -> assertThat(fault).contains("\"across\"", "crosses the edge"));
    }

    @Test
    void refusesWhatIsNoFeatureCollection() throws IOException {
        assertThat(faultsOf(file("{\"type\":\"Feature\"}")))
                .singleElement()
                .asString()
                .contains("features");
        assertThat(faultsOf(file("not json"))).singleElement().asString().contains("is not JSON");
        assertThat(faultsOf(file("{\"features\":[{")))
                .singleElement()
                .asString()
                .contains("is not JSON");
        assertThat(faultsOf(file("{\"features\":" + "[".repeat(1000))))
                .singleElement()
                .asString()
                .contains("not JSON");
        assertThat(faultsOf(folder.resolve("missing.geojson")))
                .singleElement()
                .asString()
                .contains("cannot be read");
    }

    @Test
    void aFeatureThatWouldFillTheMemoryIsRefused() throws IOException {
        Path hostile =
                file("{\"features\":[{\"x\":[" + "[],".repeat(GeoJsonFeatures.MAX_TOKENS_OF_FEATURE / 2) + "1]}]}");
        Path skipped = folder.resolve("skipped.geojson");
        Files.writeString(
                skipped,
                "{\"x\":[" + "[],".repeat(GeoJsonFeatures.MAX_TOKENS_OF_FEATURE / 2) + "1],\"features\":["
                        + zone("a", "[[1,1],[2,1],[2,2],[1,1]]") + "]}");

        assertThat(faultsOf(hostile)).singleElement().asString().contains("line 1", "JSON tokens");
        assertThat(ZoneFile.read(skipped)).hasSize(1);
    }

    private static String version(String from, String to) {
        return feature(
                "\"id\":\"a\",\"type\":\"x\""
                        + (from.isEmpty() ? "" : ",\"validFrom\":\"" + from + "\"")
                        + (to.isEmpty() ? "" : ",\"validTo\":\"" + to + "\""),
                SQUARE);
    }

    @Test
    void readsVersionsOfAZoneThatFollowEachOther() throws IOException {
        // validTo is the last day where it is a day.
        Path file = collection(
                version("2026-01-01", "2026-12-31"),
                version("", "2025-12-31"),
                version("2027-01-01T00:00:00+08:00", ""));
        Path other = Files.copy(file, folder.resolve("other.geojson"));

        assertThat(ZoneFile.read(file)).extracting(Zone::id).containsExactly("a", "a", "a");
        assertThat(catchThrowableOfType(InvalidInputException.class, () -> ZoneFile.readAll(List.of(file, other)))
                        .faults())
                .hasSize(3);
    }

    @Test
    void readsVersionsOfAZoneFromSeveralFiles() throws IOException {
        Path first = Files.copy(collection(version("", "2025-12-31")), folder.resolve("first.geojson"));
        Path second = Files.copy(collection(version("2026-01-01", "")), folder.resolve("second.geojson"));

        assertThat(ZoneFile.readAll(List.of(first, second))).hasSize(2);
    }

    @Test
    void refusesVersionsOfAZoneThatOverlap() throws IOException {
        Path file = collection(
                version("2026-01-01", "2026-12-31"),
                version("2026-12-31T23:59:59.999+08:00", ""),
                version("2025-01-01", "2025-12-31"));

        assertThat(faultsOf(file))
                .singleElement()
                .asString()
                .contains("feature 1 (id \"a\")", "given twice, first by feature 0, for the same time");
    }

    @Test
    void anIdMayStandInOneFileOnly() throws IOException {
        Path first = collection(feature("\"id\":\"a\",\"type\":\"x\"", SQUARE));
        Path second = Files.copy(first, folder.resolve("second.geojson"));

        assertThat(catchThrowableOfType(InvalidInputException.class, () -> ZoneFile.readAll(List.of(first, second)))
                        .getMessage())
                .contains("second.geojson", "stands in", "too");
    }

    @Test
    void readsRoutesWithTheirStops() throws IOException {
        Route route = RouteFile.read(collection(feature(
                        """
                        "id":"r","movers":["vehicle:A"],"classes":["tour-coach"],"halfWidthM":400,
                        "stops":[{"name":"S","lon":117.5,"lat":39,"radiusM":150},{"name":"T","lon":117.6,"lat":39}]""",
                        "{\"type\":\"LineString\",\"coordinates\":[[117,39],[118,39]]}")))
                .get(0);

        assertThat(route.halfWidthMeters()).isEqualTo(400);
        assertThat(route.stops())
                .containsExactly(new Route.Stop("S", 39, 117.5, 150), new Route.Stop("T", 39, 117.6, 100));
    }

    @Test
    void refusesARouteThatIsNoLine() throws IOException {
        Path file = collection(
                feature("\"id\":\"r\",\"movers\":[\"bicycle:A\"]", SQUARE),
                feature(
                        "\"id\":\"s\",\"movers\":[\"bicycle:A\"]",
                        "{\"type\":\"LineString\",\"coordinates\":[[1,1],[1,1]]}"));

        assertThat(catchThrowableOfType(InvalidInputException.class, () -> RouteFile.read(file))
                        .faults())
                .hasSize(4);
    }
}
