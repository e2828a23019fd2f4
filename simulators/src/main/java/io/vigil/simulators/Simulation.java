package io.vigil.simulators;

import io.vigil.model.PositionReport;
import io.vigil.simulators.mover.Actor;
import io.vigil.simulators.mover.ClosureFleet;
import io.vigil.simulators.mover.Drive;
import io.vigil.simulators.mover.DrivingTruth;
import io.vigil.simulators.mover.Fix;
import io.vigil.simulators.mover.Fleet;
import io.vigil.simulators.mover.Profile;
import io.vigil.simulators.mover.SeaWeek;
import io.vigil.simulators.mover.Timing;
import io.vigil.simulators.mover.TruthInterval;
import io.vigil.simulators.mover.TyphoonFleet;
import io.vigil.simulators.radio.VehicleRadio;
import io.vigil.simulators.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A scenario ready to be played, as often as wanted, with the same outcome each time. Frames are made as they are asked for:
 * memory grows with the number of movers, not with the length of the scenario.
 */
public final class Simulation {
    private final Scenario scenario;
    private final World world;
    private @Nullable List<TruthInterval> truth;

    private Simulation(Scenario scenario) {
        this.scenario = scenario;
        boolean hasClosures = scenario.misdeeds() == Timing.Misdeeds.CLOSURES || isSeaWeek();
        world = hasClosures ? World.withClosures() : new World();
    }

    /** The simulation of that scenario. */
    public static Simulation of(Scenario scenario) {
        return new Simulation(scenario);
    }

    /** What is played. */
    public Scenario scenario() {
        return scenario;
    }

    /** The ground it is played on. */
    public World world() {
        return world;
    }

    /** Who takes part. */
    public List<Profile> profiles() {
        return actors().stream()
                .map(Actor::profile)
                .filter(profile -> !profile.isGhost() && profile.protocol() != Profile.BEIDOU)
                .toList();
    }

    /** Plays all frames, in the order of their arrival. */
    public void forEachFrame(Consumer<SimFrame> sink) {
        frames().forEachRemaining(sink);
    }

    /** The frames in the order of their arrival, made as they are asked for. */
    public Iterator<SimFrame> frames() {
        return new FrameStream(scenario, actors(), declared(), played -> truth = truthOf(played));
    }

    /**
     * What the movers did: offences, and controls that come close to one, by begin. It does not depend on whether frames were
     * played.
     */
    public List<TruthInterval> truth() {
        List<TruthInterval> known = truth;
        if (known == null) {
            List<Actor> actors = actors();
            actors.forEach(Actor::playOut);
            known = truthOf(actors);
            truth = known;
        }
        return known;
    }

    /**
     * Writes {@code zones.geojson}, {@code routes.geojson}, {@code registry.jsonl}, {@code truth.jsonl} and
     * {@code scenario.yaml} into a folder, which is made where it is missing; on the day of a typhoon also
     * {@code weather.jsonl} and {@code orders.jsonl}.
     */
    public void writeControlFiles(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("zones.geojson"), ControlFiles.zones(world));
        Files.writeString(folder.resolve("routes.geojson"), ControlFiles.routes(world));
        Files.writeString(folder.resolve("registry.jsonl"), ControlFiles.registry(profiles()));
        Files.writeString(folder.resolve("truth.jsonl"), ControlFiles.truth(truth()));
        if (isTyphoon() || isSeaWeek()) {
            long dayMillis = scenario.timing().typhoonMillis();
            Files.writeString(folder.resolve("weather.jsonl"), TyphoonFiles.weather(dayMillis));
            Files.writeString(folder.resolve("orders.jsonl"), TyphoonFiles.orders(dayMillis));
        }
        Files.writeString(folder.resolve("scenario.yaml"), ScenarioFile.write(scenario));
    }

    /** Plays the position reports in event-time order, without encoding and without radio: for benchmarks and tests. */
    public void positions(Consumer<PositionReport> sink) {
        long endMillis = scenario.timing().endMillis();
        PriorityQueue<Turn> turns = new PriorityQueue<>();
        List<Actor> actors = actors();
        for (int i = 0; i < actors.size(); i++) {
            turns.add(new Turn(actors.get(i).nextReportMillis(), i));
        }
        while (!turns.isEmpty()) {
            Turn turn = turns.remove();
            if (turn.atMillis() > endMillis) {
                continue;
            }
            Actor actor = actors.get(turn.index());
            Fix fix = actor.report();
            if (fix != null && !actor.profile().isGhost()) {
                sink.accept(report(actor.profile(), fix));
            }
            turns.add(new Turn(actor.nextReportMillis(), turn.index()));
        }
    }

    private boolean isTyphoon() {
        return scenario.misdeeds() == Timing.Misdeeds.TYPHOON;
    }

    private boolean isSeaWeek() {
        return scenario.misdeeds() == Timing.Misdeeds.SEA_WEEK;
    }

    private TyphoonFleet typhoonFleet() {
        return new TyphoonFleet(world, scenario.timing(), scenario.noise(), scenario.seed());
    }

    private SeaWeek seaWeek() {
        return new SeaWeek(world, scenario.timing(), scenario.noise(), scenario.seed(), scenario.crowd());
    }

    private List<SimFrame> declared() {
        List<TyphoonFleet.Declared> declared = List.of();
        if (isTyphoon()) {
            declared = typhoonFleet().declared(scenario.vessels());
        } else if (isSeaWeek()) {
            declared = seaWeek().declared(scenario.vessels());
        }
        return declared.stream().map(TyphoonFiles::declaration).toList();
    }

    private List<Actor> actors() {
        if (isTyphoon()) {
            return typhoonFleet().actors(scenario.vessels());
        }
        if (isSeaWeek()) {
            return seaWeek().actors(scenario.vessels());
        }
        if (scenario.misdeeds() == Timing.Misdeeds.CLOSURES) {
            return new ClosureFleet(world, scenario.timing(), scenario.noise(), scenario.seed())
                    .actors(scenario.vessels());
        }
        return new Fleet(world, scenario.timing(), scenario.noise(), scenario.seed(), scenario.crowd())
                .actors(scenario.vehicles(), scenario.vessels());
    }

    private static List<TruthInterval> truthOf(List<Actor> actors) {
        List<TruthInterval> all = new ArrayList<>();
        List<Drive> drives = new ArrayList<>();
        for (Actor actor : actors) {
            all.addAll(actor.truth());
            drives.addAll(actor.drives());
        }
        all.addAll(DrivingTruth.of(drives));
        all.sort(Comparator.comparingLong(TruthInterval::fromMillis)
                .thenComparing(TruthInterval::rule)
                .thenComparing(TruthInterval::mover)
                .thenComparing(TruthInterval::offence));
        return List.copyOf(all);
    }

    private static PositionReport report(Profile profile, Fix fix) {
        PositionReport.Builder report = PositionReport.at(
                        profile.mover(), fix.eventTimeMillis(), fix.latitude(), fix.longitude())
                .receivedTimeMillis(fix.atMillis())
                .speedMps(fix.speedMps())
                .courseDegrees(fix.courseDegrees());
        if (profile.isVehicle()) {
            return report.statusBits(VehicleRadio.statusBits(profile, fix))
                    .alarmBits((int) fix.alarmBits())
                    .odometerMeters(fix.odometerMeters())
                    .source("jt808")
                    .build();
        }
        return report.navStatus(fix.navStatus()).source("ais").build();
    }

    /** Whose report is due when; the index breaks ties, so that the order never depends on chance. */
    record Turn(long atMillis, int index) implements Comparable<Turn> {
        @Override
        public int compareTo(Turn other) {
            int byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : Integer.compare(index, other.index);
        }
    }
}
