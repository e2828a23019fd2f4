package io.vigil.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.geo.Geodesy;
import io.vigil.history.MemoryHistoryStore;
import io.vigil.json.RulesFile;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Warning;
import io.vigil.pair.PairChange;
import io.vigil.pair.PairSample;
import io.vigil.scene.Folded;
import io.vigil.scene.PairScene;
import io.vigil.scene.Scene;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes late of either of two vessels, in the end the warnings about them are those of the ordered run. */
class PairLateDataTest {
    private static final String RULES =
            """
            rules:
              - id: meeting
                kind: encounter
                applies: mover.kind == "vessel"
                tier: blue
                params: {distanceM: 500, hold: PT6M, step: PT1M, maxGap: PT10M, release: PT4M, lostAfter: PT1H, merge: PT20M}
              - id: collision
                kind: collision-risk
                applies: mover.kind == "vessel"
                tier: yellow
                params: {step: PT30S, reviseWithin: PT12H}
              - id: sand
                kind: sand-transfer
                applies: mover.kind == "vessel"
                tier: orange
                params: {distanceM: 400, exitDistanceM: 900, hold: PT5M, release: PT4M, lostAfter: PT30M}
              - id: formation
                kind: formation-break
                applies: mover.class == "fishing"
                tier: blue
                params: {radiusNm: 0.5, hold: PT10M, step: PT5M, release: PT5M}
            """;
    private static final String[] CLASSES = {"fishing", "fishing", "cargo", "floating-crane", "sand-carrier"};
    private static final RevisionSettings SETTINGS =
            new RevisionSettings(Duration.ofHours(12), Map.of(), Duration.ofSeconds(15));
    private static final long START = Scene.time("06:00");
    private static final Engine ENGINE = Engine.of(
            List.of(new Lane("live", RulesFile.parse(RULES, "rules"))),
            new ControlData(List.of(), List.of(), registry()));

    private final Map<String, Integer> corrections = new HashMap<>();

    private static Registry registry() {
        List<RegistryRecord> records = new ArrayList<>();
        for (int i = 0; i < CLASSES.length; i++) {
            Map<String, Object> fields = i < 2 ? Map.of("group", "one") : Map.of();
            records.add(new RegistryRecord(mover(i), Long.MIN_VALUE, CLASSES[i], null, List.of(), List.of(), fields));
        }
        return new Registry(records);
    }

    @Test
    void anyOrderOfArrivalEndsInTheSameWarningsAboutPairs() {
        long first = Long.getLong("seed", System.nanoTime());
        int runs = Integer.getInteger("runs", 60);
        for (int run = 0; run < runs; run++) {
            check(first + run);
        }
        System.out.printf("%,d runs from seed %d: corrections %s%n", runs, first, corrections);
        assertThat(corrections.values().stream().mapToInt(each -> each).sum()).isGreaterThan(runs);
    }

    /** One lies from six to eight; the other's reports are told in two parts. */
    private static List<String> told(List<PositionReport> inTime, List<PositionReport> late) {
        Host host = new Host(SETTINGS, 0);
        List<PositionReport> reports = new ArrayList<>(PairScene.track(mover(2).text(), 60, "06:00 0,0", "08:00 1,0"));
        reports.addAll(inTime);
        reports.sort(Comparator.comparingLong(PositionReport::eventTimeMillis));
        for (PositionReport report : reports) {
            host.accept(report);
            host.advanceTo(report.eventTimeMillis() - 60_000);
        }
        late.forEach(host::accept);
        host.advanceTo(Scene.time("08:30"));
        return host.warnings.stream()
                .map(warning -> PairScene.line(warning) + (warning.late() ? " late " + warning.reason() : ""))
                .toList();
    }

    private static List<PositionReport> other(String... waypoints) {
        return PairScene.track(mover(3).text(), 60, waypoints);
    }

    @Test
    void aPartnersLatePositionsOpenAWarning() {
        assertThat(told(other("07:50 90000,0", "08:00 90001,0"), other("06:10 300,0", "06:40 301,0")))
                .first()
                .isEqualTo("opened 06:16:00 blue late-data with 412000003 late late-data");
    }

    @Test
    void aPartnersLatePositionsTakeAWarningBack() {
        // A fix every nine minutes is bridged; in truth it has been away between any two.
        List<PositionReport> sparse = PairScene.track(mover(3).text(), 540, "06:00 300,0", "06:54 301,0");
        List<PositionReport> between = new ArrayList<>();
        for (PositionReport report : sparse) {
            for (int second = 120; second <= 420; second += 60) {
                between.add(PositionReport.at(
                                mover(3),
                                report.eventTimeMillis() + second * 1000L,
                                Scene.latitude(0),
                                Scene.longitude(2_000))
                        .speedMps(1)
                        .source("test")
                        .build());
            }
        }

        List<String> lines = told(sparse, between);

        assertThat(lines.get(0)).isEqualTo("opened 06:06:00 blue with 412000003");
        assertThat(lines).last().matches(line -> line.startsWith("retracted") && line.endsWith("late late-data"));
    }

    @Test
    void aPartnersLatePositionsMoveTheBeginOfAWarning() {
        List<String> lines = told(other("06:30 300,0", "08:00 301,0"), other("06:10 300,0", "06:29 301,0"));

        assertThat(lines.get(0)).isEqualTo("opened 06:36:00 blue with 412000003");
        assertThat(lines.get(1)).matches(line -> line.startsWith("amended") && line.endsWith("late late-data"));
    }

    private void check(long seed) {
        Random random = new Random(seed);
        List<MoverEvent> events = events(random);
        Host ordered = new Host(null, Long.MAX_VALUE / 4);
        events.forEach(ordered::accept);
        ordered.advanceTo(Long.MAX_VALUE);

        Host disturbed = new Host(SETTINGS, 0);
        boolean storing = random.nextInt(4) == 0;
        long newest = Long.MIN_VALUE;
        for (MoverEvent event : arrivals(events, random)) {
            disturbed.accept(event);
            newest = Math.max(newest, event.eventTimeMillis());
            if (random.nextInt(10) == 0) {
                disturbed.advanceTo(newest - 30_000 - random.nextInt(60_000));
            }
            if (storing && random.nextInt(40) == 0) {
                disturbed.restore();
            }
        }
        disturbed.advanceTo(Long.MAX_VALUE);

        assertThat(Folded.of(disturbed.warnings)).as("seed " + seed).isEqualTo(Folded.of(ordered.warnings));
        Folded.assertSound(disturbed.warnings, "seed " + seed);
        for (Warning each : disturbed.warnings) {
            if (each.late()) {
                corrections.merge(each.transition().word(), 1, Integer::sum);
            }
        }
    }

    private static MoverId mover(int number) {
        return MoverId.ofMmsi(412_000_000 + number);
    }

    /** An hour and a half of a few vessels that lie, drift and pass within a mile or two of each other. */
    private static List<MoverEvent> events(Random random) {
        List<MoverEvent> events = new ArrayList<>();
        for (int i = 0; i < CLASSES.length; i++) {
            double latitude = 30 + random.nextGaussian() * 0.004;
            double longitude = 122 + random.nextGaussian() * 0.004;
            double speed = 0;
            double course = random.nextInt(360);
            long time = START + random.nextInt(60_000);
            while (time < START + 5_400_000) {
                if (random.nextInt(8) == 0) {
                    speed = random.nextBoolean() ? random.nextDouble() : CLASSES[i].equals("cargo") ? 6 : 3;
                    course = random.nextInt(360);
                }
                boolean isKnown = random.nextInt(15) > 0;
                events.add(PositionReport.at(mover(i), time, latitude, longitude)
                        .speedMps(speed)
                        .courseDegrees(isKnown ? course : Double.NaN)
                        .source("test")
                        .build());
                long step = 20_000 + random.nextInt(150_000);
                Geodesy.Position next = Geodesy.destination(latitude, longitude, course, speed * step / 1000);
                latitude = next.latitude();
                longitude = next.longitude();
                time += step;
            }
        }
        events.sort(Comparator.comparingLong(MoverEvent::eventTimeMillis).thenComparing(MoverEvent::mover));
        return events;
    }

    /** Single delays, or a vessel whose reports of a while come in one batch much later. */
    private static List<MoverEvent> arrivals(List<MoverEvent> events, Random random) {
        record Arrival(MoverEvent event, long millis) {}
        List<Arrival> arrivals = new ArrayList<>();
        int kind = random.nextInt(3);
        MoverId silent = mover(random.nextInt(CLASSES.length));
        long from = START + random.nextInt(4_000_000);
        long until = from + random.nextInt(2_400_000);
        long batch = until + random.nextInt(3_600_000);
        for (MoverEvent event : events) {
            long time = event.eventTimeMillis();
            long arrives = time;
            if (kind == 0) {
                arrives += random.nextInt(600_000);
            } else if (kind == 1 && random.nextInt(12) == 0) {
                arrives += random.nextInt(5_000_000);
            } else if (kind == 2 && event.mover().equals(silent) && time > from && time < until) {
                arrives = batch + (until - time) / 1000;
            }
            arrivals.add(new Arrival(event, arrives));
        }
        arrivals.sort(Comparator.comparingLong(Arrival::millis));
        return arrivals.stream().map(Arrival::event).toList();
    }

    /** Movers and pairs in one thread. */
    private static final class Host extends Scene.Output {
        private final MoverRunner runner;
        private final Map<MoverId, MoverState> states = new LinkedHashMap<>();
        private final Map<MoverId, MemoryHistoryStore> stores = new HashMap<>();
        private final RevisionSettings settings;
        private PairHost pairs;

        Host(RevisionSettings settings, long bound) {
            this.settings = settings;
            runner = new MoverRunner(EngineVersions.of(ENGINE), bound, settings);
            pairs = new PairHost(EngineVersions.of(ENGINE), settings, this);
        }

        void accept(MoverEvent event) {
            MoverState state = states.computeIfAbsent(event.mover(), runner::newState);
            runner.storeIn(stores.computeIfAbsent(event.mover(), key -> new MemoryHistoryStore()));
            runner.accept(state, event, this);
        }

        void advanceTo(long timeMillis) {
            states.forEach((mover, state) -> {
                runner.storeIn(stores.get(mover));
                runner.advanceTo(state, timeMillis, this);
            });
            pairs.advanceTo(timeMillis);
        }

        /** As after a failure. */
        void restore() {
            states.replaceAll((mover, state) -> MoverStateCodec.copy(state));
            try {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                pairs.write(new DataOutputStream(bytes));
                pairs = new PairHost(EngineVersions.of(ENGINE), settings, this);
                pairs.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            } catch (IOException damaged) {
                throw new UncheckedIOException(damaged);
            }
        }

        @Override
        public void sampled(PairSample sample) {
            pairs.accept(sample);
        }

        @Override
        public void sampledAgain(PairSample sample, PairChange change) {
            pairs.accept(sample, change);
        }
    }
}
