package io.vigil.jobs;

import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.evaluate.RunnerOutput;
import io.vigil.json.WarningJson;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Warning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Some hours of vehicles with drivers and of vessels, what they should be warned of, and disturbed ways in which they arrive. */
final class LateTraffic {
    private static final String RULES =
            """
            rules:
              - {id: speed, kind: overspeed, applies: mover.class == "tour-coach", tier: blue}
              - {id: zone, kind: forbidden-zone, applies: mover.class == "tour-coach", tier: yellow, params: {merge: PT10M}}
              - {id: offline, kind: offline-displacement, applies: mover.class == "tour-coach", tier: yellow}
              - {id: stop, kind: abnormal-stop, applies: mover.class == "tour-coach", tier: yellow}
              - id: hours
                kind: driving-time
                applies: mover.class == "tour-coach"
                tier: yellow
                params: {continuousAtNight: PT1H, notice: PT10M}
              - id: dark
                kind: going-dark
                applies: mover.kind == "vessel"
                tier: yellow
                params: {silentAtSea: PT30M}
                escalate: [{after: PT2H, tier: red}]
              - {id: quality, kind: track-quality, tier: blue}
            """;
    private static final String ZONE =
            """
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"z","type":"forbidden"},
            "geometry":{"type":"Polygon","coordinates":[[[117.6,38.95],[117.75,38.95],[117.75,39.05],[117.6,39.05],[117.6,38.95]]]}}]}
            """;

    final EngineSpec control;
    final List<MoverEvent> events = new ArrayList<>();
    private final Random random;

    LateTraffic(Path folder, long seed, int movers, int reports) throws IOException {
        random = new Random(seed);
        List<String> registry = new ArrayList<>();
        for (int mover = 0; mover < movers; mover++) {
            String id = mover % 4 == 3 ? "vessel:41200000" + mover % 10 : "vehicle:C" + mover + "|yellow";
            if (mover % 4 != 3) {
                registry.add("{\"mover\":\"" + id + "\",\"class\":\"tour-coach\"}");
            }
            travel(new MoverId(id), "D" + mover / 2, reports);
        }
        control = EngineSpec.ofFiles(
                List.of(Files.writeString(folder.resolve("zones.geojson"), ZONE).toString()),
                List.of(),
                Files.write(folder.resolve("registry.jsonl"), registry).toString(),
                Map.of(
                        "live",
                        Files.writeString(folder.resolve("rules.yaml"), RULES).toString()));
    }

    private void travel(MoverId mover, String driver, int reports) {
        long time = Reports.START - 6 * 3_600_000L + random.nextInt(60_000);
        double east = random.nextInt(4000);
        double north = random.nextInt(4000);
        double course = random.nextInt(360);
        double kph = 60;
        for (int i = 0; i < reports; i++) {
            int step = random.nextInt(60) == 0 ? 1_900 + random.nextInt(3_000) : 20 + random.nextInt(20);
            time += step * 1000L;
            if (random.nextInt(10) == 0) {
                kph = random.nextInt(4) == 0 ? 0 : 20 + random.nextInt(130);
                course = Math.abs(east) + Math.abs(north) > 20_000
                        ? Math.toDegrees(Math.atan2(-east, -north)) + 360
                        : random.nextInt(360);
            }
            east += Math.sin(Math.toRadians(course)) * kph / 3.6 * step;
            north += Math.cos(Math.toRadians(course)) * kph / 3.6 * step;
            events.add(PositionReport.at(
                            mover,
                            time,
                            Math.rint((39 + north / 111_000) * 1e6) / 1e6,
                            Math.rint((117.7 + east / 87_000) * 1e6) / 1e6)
                    .receivedTimeMillis(time + 900)
                    .speedMps(kph / 3.6)
                    .courseDegrees(course % 360)
                    .driver(mover.text().startsWith("vessel") ? null : driver)
                    .source("position")
                    .build());
        }
    }

    /** All events as they would arrive if batches of up to some hours came late, twice, and backwards. */
    List<MoverEvent> disturbed() {
        record Arrival(MoverEvent event, long millis) {}
        Map<MoverId, long[]> batches = new HashMap<>();
        List<Arrival> arrivals = new ArrayList<>();
        List<MoverEvent> ordered = new ArrayList<>(events);
        ordered.sort(Comparator.comparingLong(MoverEvent::eventTimeMillis));
        for (MoverEvent event : ordered) {
            long time = event.eventTimeMillis();
            long[] batch = batches.computeIfAbsent(event.mover(), key -> new long[2]);
            if (time > batch[0] && random.nextInt(40) == 0) {
                batch[0] = time + random.nextInt(3_600_000);
                batch[1] = batch[0] + random.nextInt(5_400_000);
            }
            long arrives = time <= batch[0] ? batch[1] + (batch[1] % 2 == 0 ? batch[0] - time : 0) / 1000 : time;
            arrivals.add(new Arrival(event, arrives));
            if (random.nextInt(15) == 0) {
                arrivals.add(new Arrival(event, arrives + random.nextInt(600_000)));
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::millis));
        return arrivals.stream().map(Arrival::event).toList();
    }

    /** The number of a mover. */
    int number(MoverId mover) {
        String digits = mover.text().startsWith("vessel")
                ? mover.text().substring(mover.text().length() - 1)
                : mover.text().substring("vehicle:C".length(), mover.text().indexOf('|'));
        return Integer.parseInt(digits);
    }

    /** The folded warnings of all movers and drivers, judged one by one with all their events in order. */
    List<String> expected() {
        return expectedUntil(Long.MAX_VALUE);
    }

    /** The same, as far as they are known at an instant. */
    List<String> expectedUntil(long untilMillis) {
        LoadedEngine loaded = EngineShare.acquire(control);
        try {
            MoverRunner runner = new MoverRunner(loaded.engine(), EvaluateFunction.UNTIL_WATERMARK);
            Plain found = new Plain();
            judge(runner, events, untilMillis, found);
            List<MoverEvent> driven = new ArrayList<>(found.driven);
            judge(runner, driven, untilMillis, found);
            return FoldedLines.of(found.lines);
        } finally {
            EngineShare.release(control);
        }
    }

    private static void judge(MoverRunner runner, List<MoverEvent> all, long untilMillis, Plain found) {
        Map<MoverId, MoverState> states = new HashMap<>();
        all.forEach(event -> runner.accept(states.computeIfAbsent(event.mover(), runner::newState), event, found));
        states.values().forEach(state -> runner.advanceTo(state, untilMillis, found));
    }

    /** Keeps what is found. */
    private static final class Plain implements RunnerOutput {
        private final List<String> lines = new ArrayList<>();
        private final List<MoverEvent> driven = new ArrayList<>();

        @Override
        public void warning(Warning warning) {
            lines.add(new String(WarningJson.write(warning), StandardCharsets.UTF_8));
        }

        @Override
        public void evaluated(
                PositionReport report,
                long timeMillis,
                @Nullable String moverClass,
                @Nullable String fault,
                @Nullable String state) {}

        @Override
        public void late(MoverEvent event, long newestEvaluatedMillis) {
            throw new AssertionError("late in order: " + event);
        }

        @Override
        public void duplicate(MoverEvent event) {}

        @Override
        public void driven(MoverEvent event) {
            driven.add(event);
        }

        @Override
        public void broken(String lane, String ruleId, String mover, RuntimeException cause) {
            throw new AssertionError(lane + " " + ruleId, cause);
        }
    }
}
