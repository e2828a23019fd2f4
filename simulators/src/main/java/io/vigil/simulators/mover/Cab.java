package io.vigil.simulators.mover;

import java.util.ArrayList;
import java.util.List;

/** Who drives a vehicle, and when: its crew takes turns at every stop of some minutes, so that everybody rests. */
final class Cab {
    /** Drivers change at a stop that is at least so long. */
    private static final long CHANGE_SECONDS = 180;

    private final List<String> crew;
    private final DrivingLog log;
    private int turn;
    private boolean isLeaving;
    private String atWheel = "";

    private Cab(List<String> crew, DrivingLog log) {
        this.crew = crew;
        this.log = log;
    }

    /** The cab of a vehicle of a class that has to know its drivers, or of one that has not. */
    static Cab of(Profile profile) {
        boolean hasCards =
                LegalSpeed.isCoach(profile.moverClass()) || profile.moverClass().equals("hazmat");
        List<String> crew = new ArrayList<>();
        for (int i = 0; hasCards && i < profile.crew(); i++) {
            crew.add(licence(profile.terminal(), i));
        }
        String nobody = hasCards ? profile.mover().text() : "";
        return new Cab(crew, new DrivingLog(nobody));
    }

    /** Number of the qualification certificate of one of the drivers who belong to that terminal: 20 digits. */
    static String licence(String terminal, int number) {
        return "12011619" + (70 + number) + terminal.substring(4) + "20";
    }

    void begin(Action next) {
        String named = next.driver();
        if (crew.isEmpty()) {
            return;
        }
        if (named != null) {
            atWheel = named;
        } else if (turn == 0 && next.path() == null) {
            // At the beginning somebody sits in a standing vehicle; who drives off is the next one.
            atWheel = crew.get(turn++);
            isLeaving = true;
        } else if (next.path() == null) {
            atWheel = next.seconds() >= CHANGE_SECONDS ? "" : atWheel;
        } else if (isLeaving || !crew.contains(atWheel)) {
            isLeaving = false;
            atWheel = crew.get(turn++ % crew.size());
        }
    }

    /** A second of driving has passed. */
    void drove(long atMillis) {
        log.drove(atWheel, atMillis);
    }

    /** Number of the card in the reader, or empty. */
    String driver() {
        return atWheel;
    }

    List<Drive> drives() {
        return log.drives();
    }
}
