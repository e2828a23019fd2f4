package io.vigil.benchmarks;

import io.vigil.evaluate.ControlData;
import io.vigil.feeds.DecodeResult;
import io.vigil.feeds.jt808.Jt808Decoder;
import io.vigil.json.DispositionJson;
import io.vigil.json.PassJson;
import io.vigil.json.RegistryFile;
import io.vigil.json.RouteFile;
import io.vigil.json.ZoneFile;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import io.vigil.simulators.Scenario;
import io.vigil.simulators.ScenarioFile;
import io.vigil.simulators.SimFrame;
import io.vigil.simulators.Simulation;
import io.vigil.simulators.mover.NoiseLevels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Some hours of the simulated road as a host sees them: positions, who drives, checkpoint passes, in event-time order. */
final class RoadWorld {
    private static final int SAFE_MILLIS = 60_000;

    final ControlData control;
    final List<MoverEvent> events = new ArrayList<>();
    /** Number of each event's vehicle. */
    final int[] vehicleOf;

    final List<MoverId> vehicles = new ArrayList<>();
    final int reports;

    RoadWorld(int vehicleCount, double hours, Path folder) throws IOException {
        Scenario scenario = ScenarioFile.load("builtin:road-day")
                .withNoise(NoiseLevels.NONE)
                .withMovers(vehicleCount, 0)
                .withLength(Duration.ofMinutes(Math.round(hours * 60)));
        Simulation simulation = Simulation.of(scenario);
        simulation.writeControlFiles(folder);
        Registry registry = RegistryFile.read(folder.resolve("registry.jsonl"));
        control = new ControlData(
                ZoneFile.read(folder.resolve("zones.geojson")),
                RouteFile.read(folder.resolve("routes.geojson")),
                registry);
        Jt808Decoder decoder = new Jt808Decoder();
        simulation.forEachFrame(frame -> take(frame, decoder, registry));
        events.sort(Comparator.comparingLong(RoadWorld::timeOf));
        vehicleOf = new int[events.size()];
        Map<MoverId, Integer> numbers = new HashMap<>();
        int positions = 0;
        for (int i = 0; i < events.size(); i++) {
            MoverId mover = events.get(i).mover();
            Integer known = numbers.get(mover);
            if (known == null) {
                known = vehicles.size();
                numbers.put(mover, known);
                vehicles.add(mover);
            }
            vehicleOf[i] = known;
            positions += events.get(i) instanceof PositionReport ? 1 : 0;
        }
        reports = positions;
    }

    private void take(SimFrame frame, Jt808Decoder decoder, Registry registry) {
        byte[] bytes = frame.bytes();
        switch (frame.kind()) {
            case PASS -> events.add(PassJson.read(bytes, bytes.length));
            case DISPOSITION -> events.add(DispositionJson.read(bytes, bytes.length));
            default -> decoder.decode(bytes, frame.arrivalMillis(), frame.kind().word(), result -> {
                if (result instanceof DecodeResult.Decoded decoded) {
                    decoded.events().forEach(event -> events.add(named(event, registry)));
                }
            });
        }
    }

    /** Under the name the registry gives the terminal's vehicle. */
    private static MoverEvent named(MoverEvent event, Registry registry) {
        MoverId mover = registry.moverOfTerminal(event.mover().identity(), event.eventTimeMillis());
        if (mover == null) {
            return event;
        }
        if (event instanceof PositionReport report) {
            return report.withMover(mover);
        }
        IdentityReport identity = (IdentityReport) event;
        return new IdentityReport(mover, identity.eventTimeMillis(), identity.receivedTimeMillis(), identity.facts());
    }

    /** A terminal whose clock is ahead is judged when it is heard. */
    private static long timeOf(MoverEvent event) {
        boolean isAhead = event instanceof PositionReport report
                && report.eventTimeMillis() > report.receivedTimeMillis() + SAFE_MILLIS;
        return isAhead ? event.receivedTimeMillis() : event.eventTimeMillis();
    }
}
