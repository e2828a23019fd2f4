package io.vigil.simulators;

import io.vigil.simulators.encode.NoticeJson;
import io.vigil.simulators.mover.Actor;
import io.vigil.simulators.mover.Dice;
import io.vigil.simulators.mover.Fix;
import io.vigil.simulators.mover.Notice;
import io.vigil.simulators.mover.Profile;
import io.vigil.simulators.radio.BeidouTerminal;
import io.vigil.simulators.radio.Muted;
import io.vigil.simulators.radio.RadarStation;
import io.vigil.simulators.radio.Radio;
import io.vigil.simulators.radio.VehicleRadio;
import io.vigil.simulators.radio.VesselRadio;
import io.vigil.simulators.world.Plane;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Frames by arrival. A frame waits here until no mover can send one any more that would arrive before it. */
final class FrameStream implements Iterator<SimFrame> {
    private static final int RADIO_STREAM = 4;

    private final List<Actor> actors;
    private final List<Radio> radios = new ArrayList<>();
    private final Consumer<List<Actor>> whenPlayed;
    private final PriorityQueue<Simulation.Turn> turns = new PriorityQueue<>();
    private final PriorityQueue<InFlight> inFlight = new PriorityQueue<>();
    private final long endMillis;
    private long count;
    private boolean played;

    /**
     * A stream.
     *
     * @param declared what is declared besides, by its arrival
     */
    FrameStream(Scenario scenario, List<Actor> actors, List<SimFrame> declared, Consumer<List<Actor>> whenPlayed) {
        this.actors = actors;
        this.whenPlayed = whenPlayed;
        endMillis = scenario.timing().endMillis();
        declared.stream()
                .filter(frame -> frame.arrivalMillis() <= endMillis)
                .forEach(frame -> inFlight.add(new InFlight(frame, count++)));
        for (int i = 0; i < actors.size(); i++) {
            Profile profile = actors.get(i).profile();
            Dice dice = new Dice(scenario.seed(), i, RADIO_STREAM);
            radios.add(radio(profile, scenario, dice));
            turns.add(new Simulation.Turn(actors.get(i).nextReportMillis(), i));
        }
    }

    private static Radio radio(Profile profile, Scenario scenario, Dice dice) {
        if (profile.isGhost()) {
            return new Muted();
        }
        return switch (kind(profile)) {
            case JT808 -> new VehicleRadio(profile, scenario.noise(), dice);
            case AIS -> new VesselRadio(profile, scenario.noise(), dice);
            case BEIDOU -> new BeidouTerminal(profile, scenario.noise(), dice);
            case RADAR -> new RadarStation(profile, scenario.noise(), dice);
            case PASS, DISPOSITION, DECLARATION -> throw new IllegalStateException(
                    "no terminal sends " + kind(profile).word());
        };
    }

    private static SimFrame.Kind kind(Profile profile) {
        if (profile.isVehicle()) {
            return SimFrame.Kind.JT808;
        }
        return switch (profile.protocol()) {
            case Profile.RADAR -> SimFrame.Kind.RADAR;
            case Profile.BEIDOU -> SimFrame.Kind.BEIDOU;
            default -> SimFrame.Kind.AIS;
        };
    }

    @Override
    public boolean hasNext() {
        while (!played && (inFlight.isEmpty() || inFlight.peek().frame.arrivalMillis() > nextSendMillis())) {
            send();
        }
        return !inFlight.isEmpty();
    }

    @Override
    public SimFrame next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the simulation is over");
        }
        return inFlight.remove().frame;
    }

    /** Until then nothing more is sent; at the end of the scenario vehicles send what they still keep. */
    private long nextSendMillis() {
        Simulation.Turn turn = turns.peek();
        return turn == null ? endMillis : Math.min(endMillis, turn.atMillis());
    }

    private void send() {
        Simulation.Turn turn = turns.poll();
        if (turn == null || turn.atMillis() > endMillis) {
            for (int i = 0; i < radios.size(); i++) {
                int index = i;
                radios.get(i).end(endMillis, (arrivalMillis, bytes) -> launch(index, arrivalMillis, bytes));
            }
            turns.clear();
            played = true;
            whenPlayed.accept(actors);
            return;
        }
        Actor actor = actors.get(turn.index());
        Fix fix = actor.report();
        if (fix != null) {
            radios.get(turn.index()).send(fix, (arrivalMillis, bytes) -> launch(turn.index(), arrivalMillis, bytes));
        }
        for (Notice notice : actor.takeNotices()) {
            long arrival = Math.max(notice.arrivalMillis(), turn.atMillis());
            inFlight.add(new InFlight(frame(notice, arrival), count++));
        }
        turns.add(new Simulation.Turn(actor.nextReportMillis(), turn.index()));
    }

    private static SimFrame frame(Notice notice, long arrivalMillis) {
        if (notice instanceof Notice.Pass pass) {
            String key = "vehicle:" + pass.plate() + '|' + pass.plateColour();
            byte[] json = NoticeJson.pass(new NoticeJson.PassText(
                    pass.plate(),
                    pass.plateColour(),
                    pass.atMillis(),
                    arrivalMillis,
                    Plane.latitude(pass.y()),
                    Plane.longitude(pass.x()),
                    pass.site(),
                    pass.looks(),
                    pass.brand(),
                    pass.confidence()));
            return new SimFrame(arrivalMillis, SimFrame.Kind.PASS, key, json);
        }
        Notice.Ruling ruling = (Notice.Ruling) notice;
        byte[] json = NoticeJson.disposition(
                ruling.mover(), ruling.rule(), ruling.number(), ruling.outcome(), ruling.arrivalMillis());
        return new SimFrame(arrivalMillis, SimFrame.Kind.DISPOSITION, ruling.mover(), json);
    }

    private void launch(int index, long arrivalMillis, byte[] bytes) {
        Profile profile = actors.get(index).profile();
        inFlight.add(new InFlight(new SimFrame(arrivalMillis, kind(profile), profile.terminal(), bytes), count++));
    }

    private record InFlight(SimFrame frame, long number) implements Comparable<InFlight> {
        @Override
        public int compareTo(InFlight other) {
            int byTime = Long.compare(frame.arrivalMillis(), other.frame.arrivalMillis());
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }
}
