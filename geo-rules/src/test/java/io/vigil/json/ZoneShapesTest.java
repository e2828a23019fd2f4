package io.vigil.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.geo.ZoneIndex;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What geometries are zones, and what is said of the others. */
class ZoneShapesTest {
    @TempDir
    Path folder;

    private Path collection(String... features) throws IOException {
        return Files.writeString(
                folder.resolve("zones.geojson"),
                "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",\n", features) + "]}");
    }

    private static String feature(String properties, String geometry) {
        return "{\"type\":\"Feature\",\"properties\":{\"id\":\"a\",\"type\":\"x\"" + properties + "},\"geometry\":"
                + geometry + "}";
    }

    private static String polygon(String rings) {
        return feature("", "{\"type\":\"Polygon\",\"coordinates\":[" + rings + "]}");
    }

    private ZoneShape.Polygon readPolygon(String rings) throws IOException {
        ZoneShape.Area area = (ZoneShape.Area)
                ZoneFile.read(collection(polygon(rings))).get(0).shape();
        return area.polygons().get(0);
    }

    private List<String> faultsOf(String... features) throws IOException {
        Path file = collection(features);
        InvalidInputException thrown = catchThrowableOfType(InvalidInputException.class, () -> ZoneFile.read(file));
        assertThat(thrown).as("the file is refused").isNotNull();
        return thrown.faults().stream().map(Fault::toString).toList();
    }

    @Test
    void aRingIsClosedByTheSamePlaceHoweverItIsWritten() throws IOException {
        for (String last : List.of("[117,39]", "[117.0,39.00]", "[117,39,12.5]", "[1.17e2,39]")) {
            assertThat(readPolygon("[[117,39],[118,39],[118,40]," + last + "]")
                            .outer()
                            .latitudes())
                    .as(last)
                    .containsExactly(39, 39, 40);
        }
        assertThat(faultsOf(polygon("[[117,39],[118,39],[118,40],[117,39.0000001]]")))
                .singleElement()
                .asString()
                .contains("ring 0 is not closed");
        assertThat(faultsOf(polygon("[[117,39],[118,39],[117,39]]")))
                .singleElement()
                .asString()
                .contains("ring 0 has 3 positions");
    }

    @Test
    void dropsPositionsRepeatedInARow() throws IOException {
        ZoneShape.Ring ring =
                readPolygon("[[1,1],[1,1],[2,1],[2,2],[2,2],[2,2],[1,1],[1,1]]").outer();

        assertThat(ring.longitudes()).containsExactly(1, 2, 2);
        assertThat(ring.latitudes()).containsExactly(1, 1, 2);
        assertThat(faultsOf(polygon("[[1,1],[1,1],[2,1],[1,1]]")))
                .singleElement()
                .asString()
                .contains("fewer than 3 different");
    }

    @Test
    void orientationDoesNotMatter() throws IOException {
        assertThat(readPolygon("[[1,1],[2,1],[2,2],[1,1]]").outer().longitudes())
                .containsExactly(1, 2, 2);
        assertThat(readPolygon("[[1,1],[2,2],[2,1],[1,1]]").outer().longitudes())
                .containsExactly(1, 2, 2);
    }

    @Test
    void takesAHoleToTheTurnOfItsPolygon() throws IOException {
        for (String hole : List.of(
                "[[179.4,10.2],[179.6,10.2],[179.6,10.4],[179.4,10.2]]",
                "[[-179.6,10.2],[-179.4,10.2],[-179.4,10.4],[-179.6,10.2]]",
                "[[-179.9,10.2],[179.9,10.2],[179.9,10.4],[-179.9,10.2]]")) {
            for (String outer : List.of(
                    "[[179,10],[-179,10],[-179,11],[179,11],[179,10]]",
                    "[[-179,10],[179,10],[179,11],[-179,11],[-179,10]]")) {
                Zone zone =
                        ZoneFile.read(collection(polygon(outer + "," + hole))).get(0);
                ZoneIndex index = ZoneIndex.build(List.of(zone));
                double holeLongitude =
                        hole.startsWith("[[179.4") ? 179.55 : hole.startsWith("[[-179.6") ? -179.45 : 179.95;

                assertThat(index.contains(0, 10.25, holeLongitude)).as(hole).isFalse();
                assertThat(index.contains(0, 10.7, 179.5)).as(hole).isTrue();
                assertThat(index.contains(0, 10.7, -179.5)).as(hole).isTrue();
            }
        }
    }

    @Test
    void refusesAHoleThatLiesInTheBoxButNotInThePolygon() throws IOException {
        String angle = "[[0,0],[4,0],[4,1],[1,1],[1,4],[0,4],[0,0]]";

        assertThat(faultsOf(polygon(angle + ",[[2,2],[3,2],[3,3],[2,2]]")))
                .singleElement()
                .asString()
                .contains("a hole lies outside its polygon");
        assertThat(faultsOf(polygon(angle + ",[[4.1,0.5],[4.2,0.5],[4.2,0.6],[4.1,0.5]]")))
                .hasSize(1);
        assertThat(readPolygon(angle + ",[[2,0.2],[3,0.2],[3,0.8],[2,0.2]]").holes())
                .hasSize(1);
        assertThat(readPolygon(angle + ",[[0,0],[0.5,0],[0.5,0.5],[0,0]]").holes())
                .as("a hole that touches the edge")
                .hasSize(1);
    }

    @Test
    void saysOnWhichSideAHoleLiesAsASlowTestDoes() throws IOException {
        Random random = new Random(31);
        int inside = 0;
        for (int round = 0; round < 300; round++) {
            double[] radii = random.doubles(12, 0.3, 1).toArray();
            String star = IntStream.rangeClosed(0, 12)
                    .mapToObj(i -> "[" + radii[i % 12] * Math.cos(i % 12 * Math.PI / 6) + ","
                            + radii[i % 12] * Math.sin(i % 12 * Math.PI / 6) + "]")
                    .collect(Collectors.joining(",", "[", "]"));
            double x = random.nextDouble(-1, 1);
            double y = random.nextDouble(-1, 1);
            String hole = "[[" + x + "," + y + "],[" + (x + 1e-9) + "," + y + "],[" + x + "," + (y + 1e-9) + "],[" + x
                    + "," + y + "]]";
            boolean expected = isInStar(radii, x, y);
            inside += expected ? 1 : 0;
            Path file = collection(polygon(star + "," + hole));

            assertThat(catchThrowableOfType(InvalidInputException.class, () -> ZoneFile.read(file)) == null)
                    .as("seed 31, round " + round)
                    .isEqualTo(expected);
        }
        assertThat(inside).isBetween(50, 250);
    }

    /** A star around 0/0 holds a point that is nearer than the chord of its sector. */
    private static boolean isInStar(double[] radii, double x, double y) {
        double angle = Math.atan2(y, x) < 0 ? Math.atan2(y, x) + 2 * Math.PI : Math.atan2(y, x);
        int sector = (int) (angle / (Math.PI / 6));
        double a = radii[sector];
        double b = radii[(sector + 1) % 12];
        double x1 = a * Math.cos(sector * Math.PI / 6);
        double y1 = a * Math.sin(sector * Math.PI / 6);
        double x2 = b * Math.cos((sector + 1) * Math.PI / 6);
        double y2 = b * Math.sin((sector + 1) * Math.PI / 6);
        return (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) > 0;
    }

    @Test
    void refusesRingsAroundAPoleAndLinesThatRunOnAndOn() throws IOException {
        assertThat(faultsOf(polygon("[[0,80],[120,80],[-120,80],[0,80]]")))
                .singleElement()
                .asString()
                .contains("ring 0 goes round a pole");
        assertThat(readPolygon("[[0,80],[120,80],[170,85],[0,80]]").outer().longitudes())
                .hasSize(3);
        String spiral = IntStream.range(0, 40)
                .mapToObj(i -> "[" + ((i * 90 + 180) % 360 - 180) + "," + i + "]")
                .collect(Collectors.joining(","));
        assertThat(faultsOf(feature(",\"halfWidthM\":5", "{\"type\":\"LineString\",\"coordinates\":[" + spiral + "]}")))
                .singleElement()
                .asString()
                .contains("more than once");
    }

    @Test
    void radiusAndHalfWidthAreAboveZero() throws IOException {
        String point = "{\"type\":\"Point\",\"coordinates\":[118,39,4]}";
        String line = "{\"type\":\"LineString\",\"coordinates\":[[118,39],[119,39]]}";
        for (String bad : List.of("0", "-1", "\"5\"", "1e999", "null")) {
            assertThat(faultsOf(feature(",\"radiusM\":" + bad, point))).as(bad).hasSize(1);
            assertThat(faultsOf(feature(",\"halfWidthM\":" + bad, line)))
                    .as(bad)
                    .hasSize(1);
        }
        for (String good : List.of("0.001", "800", "1e9")) {
            List<Zone> circle = ZoneFile.read(collection(feature(",\"radiusM\":" + good, point)));
            List<Zone> corridor = ZoneFile.read(collection(feature(",\"halfWidthM\":" + good, line)));
            assertThat(ZoneIndex.build(circle).contains(0, 39, 118)).isTrue();
            assertThat(ZoneIndex.build(corridor).contains(0, 39, 118)).isTrue();
        }
    }

    @Test
    void listsEveryFaultOfOneFeature() throws IOException {
        List<String> faults =
                faultsOf("{\"type\":\"Feature\",\"properties\":{\"name\":5,\"classes\":[\"ship\",\"plane\"],"
                        + "\"schedule\":[{},{\"days\":\"mon\",\"form\":\"07:00\"}],\"validFrom\":\"2026-02-30\",\"attributes\":[1],"
                        + "\"speedLimitKmh\":0},\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":["
                        + "[[[1,1],[2,1],[2,2]],[[1,1],[1,95],[2,2],[1,1]]],[[[0,0],[2,2],[2,0],[0,2],[0,0]]]]}}");

        assertThat(faults)
                .hasSize(13)
                .allSatisfy(fault -> assertThat(fault).contains("feature 0"))
                .anySatisfy(fault -> assertThat(fault).contains("id is missing"))
                .anySatisfy(fault -> assertThat(fault).contains("name must be a text, is 5"))
                .anySatisfy(fault -> assertThat(fault).contains("type is missing"))
                .anySatisfy(fault -> assertThat(fault).contains("plane"))
                .anySatisfy(fault -> assertThat(fault).contains("schedule[0]", "says nothing"))
                .anySatisfy(fault -> assertThat(fault).contains("schedule[1]", "form"))
                .anySatisfy(fault -> assertThat(fault).contains("validFrom=\"2026-02-30\""))
                .anySatisfy(fault -> assertThat(fault).contains("attributes must be an object"))
                .anySatisfy(fault -> assertThat(fault).contains("speedLimitKmh=0"))
                .anySatisfy(fault -> assertThat(fault).contains("polygon 0, ring 0 has 3 positions"))
                .anySatisfy(fault -> assertThat(fault).contains("polygon 0, ring 1 position [1,95] is out of range"))
                .anySatisfy(fault -> assertThat(fault).contains("polygon 1, ring 0 crosses itself"));
    }

    @Test
    void saysWhatIsMissingWhereThereIsNoGeometry() throws IOException {
        for (String geometry : List.of("null", "5", "[]")) {
            assertThat(faultsOf(feature("", geometry)))
                    .singleElement()
                    .asString()
                    .contains("has no geometry");
        }
        assertThat(faultsOf(feature("", "{\"type\":\"Polygon\"}")))
                .singleElement()
                .asString()
                .contains("no ring");
        assertThat(faultsOf(feature("", "{\"type\":\"MultiPolygon\",\"coordinates\":7}")))
                .singleElement()
                .asString()
                .contains("no polygon");
        assertThat(faultsOf(feature("", "{\"type\":\"GeometryCollection\",\"geometries\":[]}")))
                .singleElement()
                .asString()
                .contains("GeometryCollection", "known are");
    }

    @Test
    void refusesAFeatureTooLargeForMemoryAndStillReadsTheOthers() throws IOException {
        Path file = folder.resolve("huge.geojson");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"type\":\"FeatureCollection\",\"features\":[");
            out.write(polygon("[[0,0],[1,0],[1,1],[0,0]]") + ",");
            out.write("{\"type\":\"Feature\",\"properties\":{\"id\":\"huge\"},\"geometry\":{\"type\":\"Polygon\","
                    + "\"coordinates\":[[");
            for (int i = 0; i < 100_000; i++) {
                out.write("[1,1],".repeat(100));
            }
            out.write("[1,1]]]}},");
            out.write(polygon("[[0,0],[1,0],[1,1],[0,0]]") + "]}");
        }

        assertThat(catchThrowableOfType(InvalidInputException.class, () -> ZoneFile.read(file))
                        .faults())
                .extracting(Fault::toString)
                .satisfiesExactly(
                        fault -> assertThat(fault).contains("feature 1 (line ", "5000000 JSON tokens"),
                        fault -> assertThat(fault).contains("feature 2 (id \"a\")", "given twice, first by feature 0"));
    }

    @Test
    void readsAFeatureOfTheMostPositionsThereMayBe() throws IOException {
        int count = 900_000;
        StringBuilder line = new StringBuilder(20 * count);
        for (int i = 0; i < count; i++) {
            line.append(i == 0 ? "" : ",")
                    .append('[')
                    .append(i / 1e4)
                    .append(',')
                    .append(i % 2)
                    .append(']');
        }

        List<Zone> zones = ZoneFile.read(
                collection(feature(",\"halfWidthM\":5", "{\"type\":\"LineString\",\"coordinates\":[" + line + "]}")));

        assertThat(((ZoneShape.Corridor) zones.get(0).shape()).latitudes()).hasSize(count);
    }

    @Test
    void refusesMoreAttributesThanStayInMemory() throws IOException {
        String few = "\"attributes\":{\"list\":[" + "1,".repeat(499_998) + "1]}";
        List<String> features = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            features.add("{\"properties\":{\"id\":\"" + i + "\",\"type\":\"x\",\"radiusM\":1," + few
                    + "},\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,1]}}");
        }
        assertThat(ZoneFile.read(collection(features.toArray(String[]::new)))).hasSize(4);

        features.add(feature(",\"radiusM\":1,\"attributes\":{\"a\":1}", "{\"type\":\"Point\",\"coordinates\":[1,1]}"));
        assertThat(faultsOf(features.toArray(String[]::new)))
                .singleElement()
                .asString()
                .contains("feature 4", "2000000 values");
    }

    @Test
    void idsHaveALimitOnBothSides() throws IOException {
        String point = "{\"type\":\"Point\",\"coordinates\":[1,1]}";

        String allowed = feature(",\"radiusM\":1,\"id\":\"" + "i".repeat(200) + "\"", point);
        assertThat(ZoneFile.read(collection(allowed))).hasSize(1);
        assertThat(faultsOf(feature(",\"radiusM\":1,\"id\":\"" + "i".repeat(201) + "\"", point)))
                .singleElement()
                .asString()
                .contains("201 characters");
        assertThat(faultsOf(feature(",\"radiusM\":1,\"id\":\"a\\ud800\"", point)))
                .singleElement()
                .asString()
                .contains("surrogate");
    }

    @Test
    void bytesOfAnyKindGiveFaultsAndNothingElse() throws IOException {
        Random random = new Random(37);
        byte[] good = Files.readAllBytes(collection(
                polygon("[[117,39],[118,39],[118,40],[117,39]]"),
                feature(
                        ",\"radiusM\":5,\"schedule\":[{\"days\":\"mon-fri\",\"from\":\"07:00\",\"to\":\"09:00\"},"
                                + "{\"dates\":\"05-01T12:00/09-16T12:00\"}],\"validFrom\":\"2026-01-01\"",
                        "{\"type\":\"Point\",\"coordinates\":[118,39]}")));
        Path file = folder.resolve("damaged.geojson");
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = good.clone();
            for (int j = 0; j <= random.nextInt(3); j++) {
                damaged[random.nextInt(damaged.length)] =
                        (byte) (random.nextBoolean() ? 32 + random.nextInt(95) : random.nextInt());
            }
            Files.write(file, damaged);
            try {
                ZoneIndex.build(ZoneFile.read(file));
            } catch (InvalidInputException e) {
                assertThat(e.faults()).isNotEmpty();
            }
        }
    }

    @Test
    void readsRealPortsAndLines() throws IOException {
        List<String> features = new ArrayList<>();
        for (String line : Files.readAllLines(SharedFiles.of("zones/world-ports.csv"))) {
            List<String> cells = CsvLine.split(line);
            if (!features.isEmpty() || !cells.get(0).equals("iso3")) {
                features.add("{\"properties\":{\"id\":\"port-" + features.size()
                        + "\",\"type\":\"harbour\",\"radiusM\":3000},"
                        + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[" + cells.get(cells.size() - 1) + ","
                        + cells.get(cells.size() - 2) + "]}}");
            }
        }
        int ports = features.size();
        for (JsonNode one : new ObjectMapper()
                .readTree(SharedFiles.of("zones/official-lines.json").toFile())) {
            JsonNode points = one.get("points_lon_lat");
            if (points != null && points.size() > 1) {
                features.add("{\"properties\":{\"id\":" + one.get("id") + ",\"type\":\"official\",\"halfWidthM\":100},"
                        + "\"geometry\":{\"type\":\"LineString\",\"coordinates\":" + points + "}}");
            }
        }

        List<Zone> zones = ZoneFile.read(collection(features.toArray(String[]::new)));

        assertThat(ports).isGreaterThan(3_600);
        assertThat(zones).hasSize(features.size()).hasSizeGreaterThan(ports + 5);
        assertThat(ZoneIndex.build(zones).contains(ports, 37.333333, 123.05)).isTrue();
    }
}
