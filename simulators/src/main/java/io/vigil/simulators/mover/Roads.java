package io.vigil.simulators.mover;

import io.vigil.simulators.world.Path;
import io.vigil.simulators.world.RoadNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** Errands on the road, put together from paths and stays. */
final class Roads {
    private static final double SLOW_SHARE = 0.55;

    private final RoadNetwork network;

    Roads(RoadNetwork network) {
        this.network = network;
    }

    RoadNetwork network() {
        return network;
    }

    Action drive(String... names) {
        return Action.travel(network.path(names));
    }

    /** A generous guess for a way there and back, seconds, for slow classes at night too. */
    long bothWays(String... names) {
        return 2 * network.path(names).estimateSeconds(SLOW_SHARE);
    }

    static String[] reversed(String... names) {
        List<String> list = new ArrayList<>(Arrays.asList(names));
        Collections.reverse(list);
        return list.toArray(new String[0]);
    }

    /** There, a stay of some minutes with the doors open for a moment, and back. */
    Errand line(Curfew curfew, int shortestMinutes, int longestMinutes, String... names) {
        return new Errand(bothWays(names) + 60L * longestMinutes + 120, curfew, agenda -> agenda.add(drive(names))
                .add(Action.stay(40).withDoorOpen())
                .add(Action.stay(60L * agenda.dice().whole(shortestMinutes, longestMinutes)))
                .add(Action.stay(40).withDoorOpen())
                .add(drive(reversed(names)))
                .add(Action.stay(40).withDoorOpen()));
    }

    /** From home to one of the places and back over roads whose group is allowed. */
    Errand tour(String home, List<String> places, String key, Predicate<String> allowed, int longestMinutes) {
        long seconds = 0;
        for (String place : places) {
            seconds = Math.max(
                    seconds, 2 * network.quickest(home, place, key, allowed).estimateSeconds(SLOW_SHARE));
        }
        return new Errand(seconds + 60L * longestMinutes, Curfew.NONE, agenda -> {
            String place = agenda.dice().oneOf(places);
            Path out = network.quickest(home, place, key, allowed);
            Path back = network.quickest(place, home, key, allowed);
            agenda.add(Action.travel(out))
                    .add(Action.stay(60L * agenda.dice().whole(3, longestMinutes)))
                    .add(Action.travel(back));
        });
    }

    /** Around the grid with a stop at every junction, doors open while standing. */
    Errand busLoop(Curfew curfew, String... names) {
        long seconds = names.length * 60L + 2 * network.path(names).estimateSeconds(SLOW_SHARE);
        return new Errand(seconds, curfew, agenda -> {
            for (int i = 1; i < names.length; i++) {
                agenda.add(drive(names[i - 1], names[i]))
                        .add(Action.stay(5))
                        .add(Action.stay(20).withDoorOpen());
            }
        });
    }

    /** A taxi fare: to one of the places, with a red light here and there, and back. */
    Errand fare(String home, List<String> places) {
        return new Errand(3600, Curfew.NONE, agenda -> {
            String place = agenda.dice().oneOf(places);
            leg(agenda, home, place);
            agenda.add(Action.stay(60L * agenda.dice().whole(1, 12)));
            leg(agenda, place, home);
        });
    }

    private void leg(Agenda agenda, String from, String to) {
        List<String> names = network.quickestNames(from, to, group -> true);
        List<String> part = new ArrayList<>();
        for (String name : names) {
            part.add(name);
            if (name.startsWith("g") && part.size() > 1 && agenda.dice().chance(0.35)) {
                agenda.add(Action.travel(network.path(part)))
                        .add(Action.stay(agenda.dice().whole(10, 45)));
                part = new ArrayList<>(List.of(name));
            }
        }
        if (part.size() > 1) {
            agenda.add(Action.travel(network.path(part)));
        }
    }
}
