package io.vigil.evaluate;

import io.vigil.model.Disposition;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PassReport;
import io.vigil.model.PositionReport;
import io.vigil.model.Units;
import io.vigil.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A made-up world for runs with late data: rules of many kinds, and tracks that give each of them something to find. */
final class LateWorld {
    static final String RULES =
            """
            rules:
              - id: zone
                kind: forbidden-zone
                applies: mover.class == "heavy-truck"
                tier: yellow
                params: {merge: PT10M}
                escalate: [{after: PT3M, tier: red}]
              - id: speed
                kind: overspeed
                applies: mover.kind == "vehicle"
                tier: blue
                exempt: [{where: 'mover.class == "bus"', until: 2026-09-12}]
              - id: quality
                kind: track-quality
                tier: blue
              - id: dark
                kind: going-dark
                applies: mover.kind == "vessel"
                tier: yellow
                params: {silentAtSea: PT30M}
                escalate: [{after: PT2H, tier: red}]
              - {id: offline, kind: offline-displacement, applies: mover.kind == "vehicle", tier: yellow}
              - {id: stop, kind: abnormal-stop, applies: mover.kind == "vehicle", tier: yellow}
              - {id: night, kind: night-run, applies: mover.class == "heavy-truck", tier: yellow, raisedBy: [speed]}
              - {id: tired, kind: driving-time, applies: mover.kind == "vehicle", tier: yellow, params: {continuousAtNight: PT40M, follow: vehicle}}
              - {id: alarm, kind: device-alarm, applies: mover.kind == "vehicle", tier: blue}
              - {id: cloned, kind: cloned-plate, applies: mover.kind == "vehicle", tier: red}
              - {id: offender, kind: repeat-offender, applies: mover.kind == "vehicle", tier: blue, params: {s1: 0.5}}
              - id: entry
                kind: closed-area
                applies: mover.kind == "vessel"
                tier: yellow
                params: {mode: entry, types: [forbidden]}
              - id: fishing
                kind: closed-area
                applies: mover.class == "fishing"
                tier: orange
                params: {mode: fishing, types: [forbidden], hold: PT5M}
              - id: fast
                kind: condition
                applies: mover.kind == "vessel"
                tier: blue
                params: {expression: report.speedKn > 20.0, hold: PT1M, messageZh: 快, messageEn: fast}
            """;

    private static final String[] CLASSES = {"heavy-truck", "bus", "fishing", "cargo"};

    private LateWorld() {}

    static Engine engine() {
        return Scene.withRules(RULES)
                .square("z", "forbidden", 0, 0, 3000, 3000)
                .square("w", "forbidden", 9000, -2000, 16_000, 5000)
                .registered("vehicle:T1|yellow", "heavy-truck")
                .registered("vehicle:T2|yellow", "bus")
                .engine();
    }

    /** Some hours of one mover in event-time order, with whatever terminals, cameras and operators add. */
    static List<MoverEvent> events(Random random, int reports) {
        String[] movers = {"vehicle:T1|yellow", "vehicle:T2|yellow", "vehicle:T3|yellow", "vessel:412000001"};
        MoverId mover = new MoverId(movers[random.nextInt(movers.length)]);
        boolean vessel = mover.text().startsWith("vessel");
        List<MoverEvent> events = new ArrayList<>();
        long time = Scene.time("00:30:00") + random.nextInt(3) * 3_600_000L;
        double east = -1000 + random.nextInt(2000);
        double north = 1000;
        double heading = 90;
        double kph = 50;
        for (int i = 0; i < reports; i++) {
            long step = step(random);
            time += step;
            if (random.nextInt(8) == 0) {
                kph = random.nextInt(4) == 0 ? 0 : random.nextInt(vessel ? 60 : 140);
                heading = (heading + random.nextInt(180) + 270) % 360;
            }
            east += Math.sin(Math.toRadians(heading)) * kph / 3.6 * step / 1000;
            north += Math.cos(Math.toRadians(heading)) * kph / 3.6 * step / 1000;
            if (Math.abs(east) > 18_000 || Math.abs(north) > 8000) {
                heading = (heading + 180) % 360;
            }
            boolean jumps = random.nextInt(60) == 0;
            events.add(
                    PositionReport.at(mover, time, Scene.latitude(north + (jumps ? 200_000 : 0)), Scene.longitude(east))
                            .receivedTimeMillis(time + 1000)
                            .speedMps(Units.kphToMps(kph))
                            .courseDegrees(heading)
                            .statusBits(vessel ? PositionReport.NO_STATUS : random.nextInt(50) == 0 ? 1 : 3)
                            .alarmBits(random.nextInt(40) == 0 ? 1 : 0)
                            .source("test")
                            .build());
            addOthers(random, events, mover, time, north, east);
        }
        return events;
    }

    private static long step(Random random) {
        return switch (random.nextInt(40)) {
            case 0 -> 1_800_000L + random.nextInt(4_000_000);
            case 1, 2, 3 -> 120_000L + random.nextInt(300_000);
            case 4 -> 0;
            case 5 -> random.nextInt(2000);
            default -> 10_000L + random.nextInt(20_000);
        };
    }

    private static void addOthers(
            Random random, List<MoverEvent> events, MoverId mover, long time, double north, double east) {
        int what = random.nextInt(60);
        if (what == 0) {
            Map<String, String> facts = Map.of("class", CLASSES[random.nextInt(CLASSES.length)]);
            events.add(IdentityReport.of(mover, time, time + 1000, facts));
        } else if (what == 1 && mover.text().startsWith("vehicle")) {
            events.add(new PassReport(
                    mover,
                    time + random.nextInt(5000),
                    time + 20_000,
                    Scene.latitude(north + random.nextInt(3) * 20_000),
                    Scene.longitude(east),
                    "S" + random.nextInt(3),
                    "truck",
                    null,
                    null,
                    0.99,
                    "gate"));
        } else if (what == 2) {
            events.add(new Disposition(
                    mover,
                    time + random.nextInt(5000),
                    time + 20_000,
                    "0123456789abcdef",
                    "speed",
                    Disposition.Outcome.CONFIRMED,
                    "li",
                    null));
        } else if (what == 3 && mover.text().startsWith("vehicle")) {
            Map<String, String> facts = Map.of(IdentityReport.SESSION, IdentityReport.LOGGED_OUT);
            events.add(IdentityReport.of(mover, time + 1, time + 1000, facts));
        }
    }
}
