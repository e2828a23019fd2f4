package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.evaluate.ControlData;
import io.vigil.evaluate.Engine;
import io.vigil.evaluate.Lane;
import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.evaluate.RunnerOutput;
import io.vigil.geo.Geodesy;
import io.vigil.json.RulesFile;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import io.vigil.model.Schedule;
import io.vigil.model.Warning;
import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Port visits and fishing by the rules in real tracks, held against a slow answer that shares nothing with them. */
class RealVoyagesTest {
    private static final double KNOT = 1852 / 3600.0;

    /** A port of the World Port Index, a point. */
    private record Port(String id, double latitude, double longitude) {}

    @Test
    void everyPortVisitInTheSuezCanalIsFoundAndNoOther() throws IOException {
        Map<MoverId, List<MoverEvent>> tracks =
                RealTracksTest.read(RealTracksTest.SUEZ, "ais-csv", RealTracksTest.SUEZ_COLUMNS);
        List<Port> ports = ports();
        TreeSet<String> slow = new TreeSet<>();
        tracks.forEach((mover, events) -> slowVisits(mover, RealTracksTest.distinct(events), ports, slow));

        TreeSet<String> found = visits(tracks, ports);

        System.out.printf(
                "%d ports, %d ships, %d arrivals and departures%n", ports.size(), tracks.size(), found.size());
        assertThat(found).isEqualTo(slow).hasSizeGreaterThan(100);
    }

    /** In within 3 km of the nearest port, out beyond 4 km of the port it is in, from the definition. */
    private static void slowVisits(MoverId mover, List<PositionReport> track, List<Port> ports, TreeSet<String> out) {
        Port in = null;
        boolean isKnown = false;
        for (PositionReport report : track) {
            if (in != null && meters(in, report) <= 4000) {
                continue;
            }
            Port nearest = null;
            for (Port port : ports) {
                if (nearest == null || meters(port, report) < meters(nearest, report)) {
                    nearest = port;
                }
            }
            Port now = nearest != null && meters(nearest, report) <= 3000 ? nearest : null;
            if (!isKnown || (now == null) != (in == null)) {
                out.add(mover + " " + Instant.ofEpochMilli(report.eventTimeMillis())
                        + (now == null ? " at-sea" : " in-port"));
            }
            isKnown = true;
            in = now;
        }
    }

    private static double meters(Port port, PositionReport report) {
        return Geodesy.distanceMeters(port.latitude(), port.longitude(), report.latitude(), report.longitude());
    }

    private static List<Port> ports() throws IOException {
        List<Port> ports = new ArrayList<>();
        for (String line : Files.readAllLines(RealTracksTest.shared("zones/world-ports.csv"))) {
            String[] columns = line.split(",", -1);
            if (columns[0].equals("EGY")) {
                ports.add(new Port(
                        columns[1] + ports.size(),
                        Double.parseDouble(columns[columns.length - 2]),
                        Double.parseDouble(columns[columns.length - 1])));
            }
        }
        return ports;
    }

    private static TreeSet<String> visits(Map<MoverId, List<MoverEvent>> tracks, List<Port> ports) {
        List<Zone> zones = ports.stream().map(RealVoyagesTest::zone).toList();
        Engine engine = Engine.of(
                List.of(new Lane(
                        Lane.LIVE,
                        RulesFile.parse(
                                """
                                rules:
                                  - {id: r, kind: port-compliance, applies: mover.kind == "vessel", tier: blue}
                                """
                                        + RealTracksTest.ALL_IS_GOOD,
                                "rules"))),
                new ControlData(zones, List.of(), Registry.EMPTY));
        MoverRunner runner = new MoverRunner(engine, 1);
        TreeSet<String> visits = new TreeSet<>();
        tracks.forEach((mover, events) -> {
            MoverState state = runner.newState(mover);
            States states = new States(visits);
            events.forEach(event -> runner.accept(state, event, states));
            runner.advanceTo(state, Long.MAX_VALUE - 1, states);
        });
        return visits;
    }

    private static Zone zone(Port port) {
        return new Zone(
                port.id(),
                null,
                "port",
                Set.of(),
                Schedule.ALWAYS,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                Double.NaN,
                Map.of(),
                new ZoneShape.Circle(port.latitude(), port.longitude(), 3000));
    }

    @Test
    void everyOperationAtFishingSpeedInTheSuezCanalIsFoundAndNoOther() throws IOException {
        Map<MoverId, List<MoverEvent>> tracks =
                RealTracksTest.read(RealTracksTest.SUEZ, "ais-csv", RealTracksTest.SUEZ_COLUMNS);
        TreeSet<String> slow = new TreeSet<>();
        tracks.forEach((mover, events) -> slowFishing(mover, RealTracksTest.distinct(events), slow));

        TreeSet<String> found = RealTracksTest.opened(
                tracks,
                RealTracksTest.newest(tracks),
                """
                rules:
                  - id: r
                    kind: fishing-activity
                    applies: mover.kind == "vessel"
                    tier: blue
                    params: {record: true, afterDeparture: PT0S, trawlFromKn: 20, trawlToKn: 20, joinWithin: PT0S, merge: PT0S}
                """
                        + RealTracksTest.ALL_IS_GOOD);

        System.out.printf("%d ships, %d operations at fishing speed%n", tracks.size(), found.size());
        assertThat(found).isEqualTo(slow).hasSizeGreaterThan(20);
    }

    /** Piece by piece between silences of two hours and leaps of ten kilometres, from the definition. */
    private static void slowFishing(MoverId mover, List<PositionReport> track, TreeSet<String> out) {
        int from = 0;
        for (int i = 1; i <= track.size(); i++) {
            boolean isEnd = i == track.size()
                    || gapMillis(track, i) >= 2 * 3_600_000
                    || meters(track.get(i - 1), track.get(i)) > 10_000;
            if (isEnd) {
                slowFishing(mover, track, from, i, out);
                from = i;
            }
        }
    }

    private static void slowFishing(MoverId mover, List<PositionReport> track, int from, int to, TreeSet<String> out) {
        List<Integer> run = new ArrayList<>();
        boolean isFishing = false;
        for (int i = from; i < to; i++) {
            // No report tells a speed; the mean since the one before does where that is no longer than five minutes
            // ago.
            boolean isTold = i > 0 && gapMillis(track, i) <= 300_000;
            double knots =
                    !isTold ? Double.NaN : meters(track.get(i - 1), track.get(i)) / gapMillis(track, i) * 1000 / KNOT;
            boolean isInBand = knots >= 0.025 && knots <= 5.5;
            if (!isInBand && !Double.isNaN(knots) && !run.isEmpty()) {
                long since = track.get(i).eventTimeMillis()
                        - track.get(run.get(run.size() - 1)).eventTimeMillis();
                if (isFishing && since >= 30 * 60_000 || !isFishing && since > 5 * 60_000) {
                    isFishing = false;
                    run.clear();
                }
            } else if (isInBand) {
                run.add(i);
                if (!isFishing && isOperation(track, run)) {
                    isFishing = true;
                    out.add(mover + " "
                            + Instant.ofEpochMilli(track.get(run.get(0)).eventTimeMillis()));
                }
            }
        }
    }

    /** Twenty minutes, six reports, and somewhere half a kilometre from where it began. */
    private static boolean isOperation(List<PositionReport> track, List<Integer> run) {
        PositionReport first = track.get(run.get(0));
        PositionReport last = track.get(run.get(run.size() - 1));
        return run.size() >= 6
                && last.eventTimeMillis() - first.eventTimeMillis() >= 20 * 60_000
                && run.stream().anyMatch(index -> meters(first, track.get(index)) >= 500);
    }

    private static long gapMillis(List<PositionReport> track, int i) {
        return track.get(i).eventTimeMillis() - track.get(i - 1).eventTimeMillis();
    }

    private static double meters(PositionReport one, PositionReport other) {
        return Geodesy.distanceMeters(one.latitude(), one.longitude(), other.latitude(), other.longitude());
    }

    /** Notes when a mover's state is another than before. */
    private static final class States implements RunnerOutput {
        private final TreeSet<String> changes;
        private String before = "";

        private States(TreeSet<String> changes) {
            this.changes = changes;
        }

        @Override
        public void evaluated(
                PositionReport report,
                long timeMillis,
                @Nullable String moverClass,
                @Nullable String fault,
                @Nullable String state) {
            String now = String.valueOf(state);
            if (!now.equals(before)) {
                changes.add(report.mover() + " " + Instant.ofEpochMilli(timeMillis) + " " + now);
            }
            before = now;
        }

        @Override
        public void warning(Warning warning) {
            // Of nobody it is known that he must report.
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
