package io.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of {@code docs/examples/README.md}: what it says of their results is so. */
class ExamplesITCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXAMPLES = "../docs/examples/";

    @TempDir
    private Path out;

    @Test
    void warnsOfACoachThatThenFallsSilentAndTwoTrucksInTheJt808Sample() throws IOException {
        List<String> opened = opened(
                "--feed", "jt808-hex:" + EXAMPLES + "jt808-sample.hex",
                "--zones", EXAMPLES + "jt808-zones.geojson",
                "--registry", EXAMPLES + "jt808-registry.jsonl",
                "--rules", EXAMPLES + "demo-rules.yaml");

        assertThat(opened)
                .containsExactly(
                        "overspeed orange vehicle:津A10013|yellow 2026-09-12T16:11:03.000Z",
                        "truck-forbidden-zone yellow vehicle:津A10044|yellow 2026-09-12T16:18:50.000Z",
                        "offline-displacement yellow vehicle:津A10013|yellow 2026-09-12T16:45:53.000Z",
                        "truck-forbidden-zone red vehicle:津A10050|yellow 2026-09-12T16:49:04.000Z");
    }

    /** The numbers were counted in the raw sentences by a decoder of its own. */
    @Test
    void findsInFiveDanishMinutesWhatTheRawSentencesShow() throws IOException {
        List<String> opened = opened(
                "--feed", "ais-nmea:" + shared("ais/denmark-2013-11-12.nmea.gz"),
                "--zones", EXAMPLES + "denmark-zones.geojson",
                "--registry", EXAMPLES + "denmark-registry.jsonl",
                "--rules", EXAMPLES + "denmark-rules.yaml");

        assertThat(byRule(opened))
                .isEqualTo(Map.of(
                        "closed-ground-fishing", 11,
                        "closed-approach-entry", 7,
                        "channel-speed", 5,
                        "watched-ship-silent", 3));
        assertThat(opened).contains("watched-ship-silent yellow vessel:229258000 2013-11-12T12:03:26.987Z");
    }

    @Test
    void findsInTheSuezCanalWhatTheRawTableShows() throws IOException {
        List<String> opened = opened(
                "--feed", "ais-csv:" + shared("ais/suez-2021-03-20.csv.gz"),
                "--columns", "time=ais_pos_timestamp,mmsi=ID,lat=latitude,lon=longitude",
                "--zones", EXAMPLES + "suez-zones.geojson",
                "--routes", EXAMPLES + "suez-routes.geojson",
                "--registry", EXAMPLES + "suez-registry.jsonl",
                "--rules", EXAMPLES + "suez-rules.yaml");

        assertThat(byRule(opened))
                .isEqualTo(Map.of("silent-in-canal", 24, "bitter-lake-closed", 7, "off-the-canal", 2));
        assertThat(opened).contains("silent-in-canal yellow vessel:000000038 2021-03-20T05:06:00.000Z");
    }

    @Test
    void findsTheDriftingShipOfWhichSeveralStationsTell() throws IOException {
        List<String> opened = opened(
                "--feed", "ais-nmea:" + shared("ais/drift-538004030-2014-09-28.nmea.gz"),
                "--rules", EXAMPLES + "drift-rules.yaml");

        assertThat(opened)
                .containsExactly(
                        "adrift yellow vessel:538004030 2014-09-28T16:47:35.733Z",
                        "track-quality blue vessel:538004030 2014-09-28T16:50:12.080Z",
                        "track-quality blue vessel:538004030 2014-09-28T18:09:20.939Z");
        assertThat(JSON.readTree(out.resolve("summary.json").toFile())
                        .at("/duplicate/total")
                        .asInt())
                .isEqualTo(4085);
    }

    @Test
    void aSpeedThatIsNotAvailableIsNotFast() throws IOException {
        List<String> opened = opened(
                "--feed", "ais-csv:" + shared("ais/noaa-2023-01-11.csv"),
                "--rules", EXAMPLES + "noaa-rules.yaml");

        assertThat(opened)
                .hasSize(15)
                .contains("faster-than-20-knots blue vessel:368248520 2023-01-11T00:00:01.000Z")
                .noneMatch(line -> line.contains("vessel:249651000"));
    }

    private List<String> opened(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("replay", "--out", out.toString(), "--parallelism", "2"));
        all.addAll(List.of(arguments));
        Cli run = Cli.run(all.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        List<String> opened = new ArrayList<>();
        for (String line : Files.readAllLines(out.resolve("warnings.jsonl"))) {
            JsonNode event = JSON.readTree(line);
            if (event.path("type").asText().endsWith(".opened")) {
                JsonNode data = event.path("data");
                opened.add(String.join(
                        " ",
                        data.path("rule").asText(),
                        data.path("tier").asText(),
                        event.path("subject").asText(),
                        data.path("detected").asText()));
            }
        }
        return opened;
    }

    private static Map<String, Integer> byRule(List<String> opened) {
        Map<String, Integer> counts = new TreeMap<>();
        opened.forEach(line -> counts.merge(line.substring(0, line.indexOf(' ')), 1, Integer::sum));
        return counts;
    }

    /** A file beside the checkout, or the test is skipped and says so. */
    private static Path shared(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("shared/data"))) {
            folder = folder.getParent();
        }
        Path file = folder == null ? null : folder.resolve("shared/data").resolve(name);
        assumeTrue(file != null && Files.exists(file), "shared/data/" + name + " is not there: nothing is replayed");
        return file;
    }
}
