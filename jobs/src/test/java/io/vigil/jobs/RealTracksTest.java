package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigil.evaluate.ControlData;
import io.vigil.evaluate.Engine;
import io.vigil.evaluate.Lane;
import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.evaluate.RunnerOutput;
import io.vigil.feeds.archive.ArchiveFormats;
import io.vigil.feeds.archive.ArchiveReader;
import io.vigil.feeds.archive.EventSink;
import io.vigil.feeds.archive.FeedOptions;
import io.vigil.geo.Geodesy;
import io.vigil.json.RulesFile;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import io.vigil.model.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Real ships: what the rules find in recorded tracks, held against a slow answer that shares nothing with them. */
class RealTracksTest {
    private static final long HOUR = 3_600_000;
    static final String SUEZ = "ais/suez-2021-03-20.csv.gz";
    static final FeedOptions SUEZ_COLUMNS = new FeedOptions(
            Map.of("mmsi", "ID", "time", "ais_pos_timestamp", "lat", "latitude", "lon", "longitude"),
            PositionReport.NO_TIME,
            0,
            "Z");

    /** Nothing in the file jumps; ships that wait are no fault. */
    static final String ALL_IS_GOOD =
            """
              - id: quality
                kind: track-quality
                tier: blue
                params: {maxSpeedKmh: {vessel: 100000}, frozenFor: PT1000H}
            """;

    @Test
    void everySilenceOfFourHoursInTheSuezCanalIsFoundAndNoOther() throws IOException {
        Map<MoverId, List<MoverEvent>> tracks = read(SUEZ, "ais-csv", SUEZ_COLUMNS);
        long newest = newest(tracks);
        TreeSet<String> slow = new TreeSet<>();
        tracks.forEach((mover, events) -> {
            List<PositionReport> track = distinct(events);
            for (int i = 0; i < track.size(); i++) {
                long from = track.get(i).eventTimeMillis();
                boolean isLast = i == track.size() - 1;
                long silent = (isLast ? newest : track.get(i + 1).eventTimeMillis()) - from;
                if (isLast ? silent >= 4 * HOUR : silent > 4 * HOUR) {
                    slow.add(mover + " " + Instant.ofEpochMilli(from));
                }
            }
        });

        TreeSet<String> found = opened(
                tracks,
                newest,
                """
                rules:
                  - id: r
                    kind: going-dark
                    applies: mover.kind == "vessel"
                    tier: yellow
                    params: {silentAtSea: PT4H, release: PT0S, merge: PT0S}
                """
                        + ALL_IS_GOOD);

        assertThat(found).isEqualTo(slow).hasSizeGreaterThan(100);
    }

    @Test
    void everyShipThatLoitersForFourHoursBeforeSuezIsFoundAndNoOther() throws IOException {
        Map<MoverId, List<MoverEvent>> tracks = read(SUEZ, "ais-csv", SUEZ_COLUMNS);
        TreeSet<String> slow = new TreeSet<>();
        tracks.forEach((mover, events) -> slowLoitering(mover, distinct(events), slow));

        TreeSet<String> found = opened(
                tracks,
                newest(tracks),
                """
                rules:
                  - id: r
                    kind: loitering
                    applies: mover.kind == "vessel"
                    tier: blue
                    params: {hours: 4, fromShoreNm: 0, merge: PT0S}
                """
                        + ALL_IS_GOOD);

        assertThat(found).isEqualTo(slow).hasSizeGreaterThan(20);
    }

    /** Hour by hour from the definition: way made over time heard, in hours of the clock. */
    private static void slowLoitering(MoverId mover, List<PositionReport> track, TreeSet<String> out) {
        TreeMap<Long, double[]> hours = new TreeMap<>();
        for (int i = 0; i < track.size(); i++) {
            long time = track.get(i).eventTimeMillis();
            double[] hour = hours.computeIfAbsent(time / HOUR, key -> new double[2]);
            if (i > 0 && time - track.get(i - 1).eventTimeMillis() <= HOUR) {
                PositionReport before = track.get(i - 1);
                double gap = (time - before.eventTimeMillis()) / 1000.0;
                double meters = Geodesy.distanceMeters(
                        before.latitude(),
                        before.longitude(),
                        track.get(i).latitude(),
                        track.get(i).longitude());
                double inHour = Math.min(gap, (time - time / HOUR * HOUR) / 1000.0);
                hour[0] += meters / gap * inHour;
                hour[1] += inHour;
            }
        }
        int slowHours = 0;
        int fastHours = 0;
        boolean isOpen = false;
        long before = Long.MIN_VALUE;
        for (Map.Entry<Long, double[]> hour : hours.entrySet()) {
            // At the first report of this hour the one before is judged.
            if (before != Long.MIN_VALUE) {
                double[] heard = hours.get(before);
                boolean isKnown = heard[1] >= 1800;
                double knots = heard[0] / heard[1] * 3600 / 1852;
                slowHours = isKnown && knots < 2 ? slowHours + 1 : 0;
                fastHours = isKnown && knots > 3 ? fastHours + 1 : 0;
                slowHours = hour.getKey() == before + 1 ? slowHours : 0;
                if (isOpen && fastHours >= 2) {
                    isOpen = false;
                } else if (!isOpen && slowHours >= 4) {
                    isOpen = true;
                    out.add(mover + " " + Instant.ofEpochMilli((hour.getKey() - slowHours) * HOUR));
                }
            }
            before = hour.getKey();
        }
    }

    @Test
    void theCarrierThatDriftedOffSkagenIsFoundAdriftOnce() throws IOException {
        Map<MoverId, List<MoverEvent>> tracks =
                read("ais/drift-538004030-2014-09-28.nmea.gz", "ais-nmea", FeedOptions.NONE);

        List<Warning> warnings = warnings(
                tracks,
                newest(tracks),
                """
                rules:
                  - id: r
                    kind: distress
                    applies: mover.kind == "vessel"
                    tier: yellow
                """);

        assertThat(warnings).isNotEmpty();
        assertThat(warnings)
                .extracting(Warning::warningId)
                .containsOnly(warnings.get(0).warningId());
        Warning adrift = warnings.get(0);
        assertThat(adrift.movers()).containsExactly(new MoverId("vessel:538004030"));
        assertThat(Instant.ofEpochMilli(adrift.onsetMillis()))
                .isBetween(Instant.parse("2014-09-28T16:36:00Z"), Instant.parse("2014-09-28T16:40:00Z"));
        assertThat(Instant.ofEpochMilli(adrift.detectedMillis()))
                .isBetween(Instant.parse("2014-09-28T16:46:00Z"), Instant.parse("2014-09-28T16:51:00Z"));
        assertThat(adrift.messageEn()).startsWith("adrift for");
        assertThat(warnings.get(warnings.size() - 1).transition()).isEqualTo(Warning.Transition.CLOSED);
    }

    static TreeSet<String> opened(Map<MoverId, List<MoverEvent>> tracks, long newest, String rules) {
        TreeSet<String> opened = new TreeSet<>();
        for (Warning warning : warnings(tracks, newest, rules)) {
            if (warning.transition() == Warning.Transition.OPENED
                    && warning.rule().equals("r")) {
                opened.add(warning.movers().get(0) + " " + Instant.ofEpochMilli(warning.onsetMillis()));
            }
        }
        return opened;
    }

    private static List<Warning> warnings(Map<MoverId, List<MoverEvent>> tracks, long newest, String rules) {
        Engine engine = Engine.of(
                List.of(new Lane(Lane.LIVE, RulesFile.parse(rules, "rules"))),
                new ControlData(List.of(), List.of(), Registry.EMPTY));
        MoverRunner runner = new MoverRunner(engine, 1);
        List<Warning> warnings = new ArrayList<>();
        Taker taker = new Taker(warnings);
        tracks.forEach((mover, events) -> {
            MoverState state = runner.newState(mover);
            events.forEach(event -> runner.accept(state, event, taker));
            runner.advanceTo(state, newest, taker);
        });
        return warnings;
    }

    /** Of several positions of one time the first by content counts, as for the runner. */
    static List<PositionReport> distinct(List<MoverEvent> events) {
        TreeMap<Long, PositionReport> byTime = new TreeMap<>();
        for (MoverEvent event : events) {
            if (event instanceof PositionReport report) {
                byTime.merge(
                        report.eventTimeMillis(),
                        report,
                        (one, other) -> one.toString().compareTo(other.toString()) <= 0 ? one : other);
            }
        }
        return new ArrayList<>(byTime.values());
    }

    static long newest(Map<MoverId, List<MoverEvent>> tracks) {
        return tracks.values().stream()
                .flatMap(List::stream)
                .mapToLong(MoverEvent::eventTimeMillis)
                .max()
                .orElseThrow();
    }

    /** A file of the recorded data, which is no part of this repository. */
    static Path shared(String name) {
        Path file = null;
        for (Path at = Path.of("").toAbsolutePath(); at != null && file == null; at = at.getParent()) {
            Path candidate = at.resolve("shared/data").resolve(name);
            file = Files.isRegularFile(candidate) ? candidate : null;
        }
        assumeTrue(file != null, "shared/data/" + name + " is not beside any parent directory: nothing was checked");
        return Objects.requireNonNull(file);
    }

    static Map<MoverId, List<MoverEvent>> read(String name, String format, FeedOptions options) throws IOException {
        Path file = shared(name);
        Map<MoverId, List<MoverEvent>> tracks = new TreeMap<>();
        ArchiveReader.read(file, Objects.requireNonNull(ArchiveFormats.byName(format)), options, new Sink(tracks));
        tracks.values().forEach(events -> events.sort(Comparator.comparingLong(MoverEvent::eventTimeMillis)));
        return tracks;
    }

    private record Sink(Map<MoverId, List<MoverEvent>> tracks) implements EventSink {
        @Override
        public void event(MoverEvent event) {
            tracks.computeIfAbsent(event.mover(), key -> new ArrayList<>()).add(event);
        }

        @Override
        public void rejected(long lineNumber, String reason, String detail) {
            // Recorded files hold damaged lines; they are counted elsewhere.
        }

        @Override
        public void skipped(long lineNumber, String what) {
            // Base stations and the like.
        }
    }

    private record Taker(List<Warning> warnings) implements RunnerOutput {
        @Override
        public void warning(Warning warning) {
            warnings.add(warning);
        }

        @Override
        public void evaluated(
                PositionReport report,
                long timeMillis,
                @Nullable String moverClass,
                @Nullable String fault,
                @Nullable String state) {
            // Only warnings matter here.
        }

        @Override
        public void late(MoverEvent event, long newestEvaluatedMillis) {
            throw new AssertionError("sorted events are never late: " + event);
        }

        @Override
        public void duplicate(MoverEvent event) {
            // Two reports of one minute.
        }

        @Override
        public void broken(String lane, String ruleId, String mover, RuntimeException cause) {
            throw new AssertionError(ruleId + " broke on " + mover, cause);
        }
    }
}
