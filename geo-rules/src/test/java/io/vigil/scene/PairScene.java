package io.vigil.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.evaluate.Engine;
import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.evaluate.MoverStateCodec;
import io.vigil.evaluate.PairCell;
import io.vigil.evaluate.PairHost;
import io.vigil.evaluate.PairMatcher;
import io.vigil.evaluate.PairRunner;
import io.vigil.evaluate.PairState;
import io.vigil.evaluate.PairStateCodec;
import io.vigil.geo.Geodesy;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Warning;
import io.vigil.pair.PairChange;
import io.vigil.pair.PairMeeting;
import io.vigil.pair.PairSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Runs the tracks of several movers through the pair rules in three ways that must not differ: as a live stream, mover by
 * mover with everything known at the end only, and in random order with every state stored between any two events.
 */
public final class PairScene {
    private static final long LIVE_DELAY_MILLIS = 30_000;
    private static final long SEED = 20_261_127;

    private PairScene() {}

    /** The transitions of a scene, one line each, with the second mover's identity where there is one. */
    public static List<String> run(Scene scene, String until, List<List<PositionReport>> tracks) {
        return warnings(scene.engine(), tracks.stream().flatMap(List::stream).toList(), Scene.time(until)).stream()
                .map(PairScene::line)
                .toList();
    }

    /** The warnings up to an instant, in the order of results. */
    public static List<Warning> warnings(Engine engine, List<? extends MoverEvent> events, long until) {
        List<MoverEvent> ordered = new ArrayList<>(events);
        ordered.sort(Comparator.comparingLong(MoverEvent::eventTimeMillis).thenComparing(MoverEvent::mover));
        List<Warning> live = live(engine, ordered, until);
        assertThat(sorted(byMover(engine, ordered, until))).as("mover by mover").isEqualTo(sorted(live));
        assertThat(sorted(atRandom(engine, ordered, until)))
                .as("in random order, seed " + SEED)
                .isEqualTo(sorted(live));
        return sorted(live);
    }

    private static List<Warning> sorted(List<Warning> warnings) {
        return warnings.stream()
                .sorted(Comparator.comparingLong(Warning::timeMillis)
                        .thenComparing(Warning::warningId)
                        .thenComparingInt(Warning::sequence))
                .toList();
    }

    private static List<Warning> live(Engine engine, List<MoverEvent> events, long until) {
        Collected out = new Collected();
        // What rules on one mover say is not compared.
        Collected ofPairs = new Collected();
        PairHost host = new PairHost(engine, ofPairs);
        out.then(host);
        MoverRunner runner = new MoverRunner(engine, 0);
        Map<MoverId, MoverState> states = new LinkedHashMap<>();
        for (MoverEvent event : events) {
            runner.accept(states.computeIfAbsent(event.mover(), runner::newState), event, out);
            long reached = event.eventTimeMillis() - LIVE_DELAY_MILLIS;
            states.values().forEach(state -> runner.advanceTo(state, reached, out));
            host.advanceTo(reached);
        }
        states.values().forEach(state -> runner.advanceTo(state, until, out));
        host.advanceTo(until);
        return ofPairs.warnings;
    }

    /** Everything at its end, as a batch has it: up to the same instant, which for pairs whose tracks are bridged is later. */
    private static List<Warning> byMover(Engine engine, List<MoverEvent> events, long until) {
        Collected out = new Collected();
        PairHost host = new PairHost(engine, out);
        samples(engine, events, until).values().forEach(samples -> samples.forEach(host::accept));
        host.advanceTo(until);
        return out.warnings;
    }

    private static Map<MoverId, List<PairSample>> samples(Engine engine, List<MoverEvent> events, long until) {
        Collected out = new Collected();
        MoverRunner runner = new MoverRunner(engine, 0);
        Map<MoverId, MoverState> states = new LinkedHashMap<>();
        for (MoverEvent event : events) {
            MoverState state = states.computeIfAbsent(event.mover(), runner::newState);
            runner.accept(state, event, out);
            states.put(event.mover(), MoverStateCodec.copy(state));
        }
        states.values().forEach(state -> runner.advanceTo(state, until, out));
        Map<MoverId, List<PairSample>> byMover = new LinkedHashMap<>();
        out.samples.forEach(sample -> byMover.computeIfAbsent(sample.mover(), unused -> new ArrayList<>())
                .add(sample));
        return byMover;
    }

    private static List<Warning> atRandom(Engine engine, List<MoverEvent> events, long until) {
        Random random = new Random(SEED);
        List<List<PairSample>> queues =
                new ArrayList<>(samples(engine, events, until).values());
        PairMatcher matcher = new PairMatcher(engine);
        Map<String, PairCell> cells = new HashMap<>();
        List<PairMeeting> meetings = new ArrayList<>();
        while (!queues.isEmpty()) {
            int pick = random.nextInt(queues.size());
            List<PairSample> queue = queues.get(pick);
            PairSample sample = queue.get(0);
            queues.set(pick, queue.subList(1, queue.size()));
            queues.removeIf(List::isEmpty);
            matcher.cellsOf(sample, cell -> {
                PairCell there = cells.computeIfAbsent(
                        sample.layer() + "/" + cell + "/" + sample.now().timeMillis(),
                        key -> new PairCell(cell, sample));
                matcher.tell(there, sample, PairChange.TOLD, Long.MAX_VALUE, meetings::add);
            });
        }
        cells.values().forEach(there -> {
            if (matcher.completeAtMillis(there) <= until) {
                matcher.complete(there, meetings::add);
            }
        });
        java.util.Collections.shuffle(meetings, random);
        return judged(engine, meetings, until);
    }

    private static List<Warning> judged(Engine engine, List<PairMeeting> meetings, long until) {
        Collected out = new Collected();
        PairRunner runner = new PairRunner(engine);
        Map<String, PairState> states = new HashMap<>();
        for (PairMeeting meeting : meetings) {
            String key = meeting.family() + "/" + meeting.one().mover() + "/" + meeting.otherMover();
            PairState state = states.computeIfAbsent(key, unused -> runner.newState(meeting));
            assertThat(runner.accept(state, meeting, Long.MIN_VALUE, out)).isTrue();
            states.put(key, PairStateCodec.copy(state));
        }
        states.values().forEach(state -> runner.advanceTo(state, until, out));
        return out.warnings;
    }

    /** A track over waypoints {@code "TIME X,Y"} in metres, a report every so many seconds, with speed and course. */
    public static List<PositionReport> track(String mover, int everySeconds, String... waypoints) {
        List<PositionReport> reports = new ArrayList<>();
        for (int i = 0; i + 1 < waypoints.length; i++) {
            leg(mover, everySeconds * 1000L, waypoint(waypoints[i]), waypoint(waypoints[i + 1]), reports);
        }
        return reports;
    }

    private record Waypoint(long timeMillis, double latitude, double longitude) {}

    private static Waypoint waypoint(String text) {
        String[] words = text.split("[ ,]");
        return new Waypoint(
                Scene.time(words[0]),
                Scene.latitude(Double.parseDouble(words[2])),
                Scene.longitude(Double.parseDouble(words[1])));
    }

    private static void leg(String mover, long every, Waypoint from, Waypoint to, List<PositionReport> reports) {
        double meters = Geodesy.distanceMeters(from.latitude, from.longitude, to.latitude, to.longitude);
        double speed = meters * 1000 / (to.timeMillis - from.timeMillis);
        double course = Geodesy.initialCourseDegrees(from.latitude, from.longitude, to.latitude, to.longitude);
        long first = reports.isEmpty()
                ? from.timeMillis
                : Math.max(from.timeMillis, reports.get(reports.size() - 1).eventTimeMillis() + every);
        for (long time = first; time <= to.timeMillis; time += every) {
            double share = (double) (time - from.timeMillis) / (to.timeMillis - from.timeMillis);
            reports.add(PositionReport.at(
                            new MoverId(mover),
                            time,
                            from.latitude + (to.latitude - from.latitude) * share,
                            from.longitude + (to.longitude - from.longitude) * share)
                    .speedMps(speed)
                    .courseDegrees(speed > 0 ? course : Double.NaN)
                    .source("test")
                    .build());
        }
    }

    public static String line(Warning warning) {
        return Scene.Output.line(warning)
                + warning.movers().stream()
                        .skip(1)
                        .map(mover -> " with " + mover.identity())
                        .findFirst()
                        .orElse("");
    }

    private static final class Collected extends Scene.Output {
        private final List<PairSample> samples = new ArrayList<>();
        private PairHost host;

        void then(PairHost next) {
            host = next;
        }

        @Override
        public void sampled(PairSample sample) {
            samples.add(sample);
            if (host != null) {
                host.accept(sample);
            }
        }
    }
}
