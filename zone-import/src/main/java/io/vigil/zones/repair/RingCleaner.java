package io.vigil.zones.repair;

import io.vigil.geo.Geodesy;
import io.vigil.zones.shape.PositionList;
import io.vigil.zones.shape.Positions;
import io.vigil.zones.shape.ShapeException;
import java.util.Locale;

/** Takes repeated positions out of a ring and closes it. */
final class RingCleaner {
    private RingCleaner() {}

    /**
     * The ring without the repeated last position; fewer than three where it was no ring.
     *
     * @throws ShapeException where it goes round a pole
     */
    static Positions open(Positions ring, String place, RepairLog log) {
        PositionList kept = new PositionList();
        int repeated = 0;
        for (int i = 0; i < ring.size(); i++) {
            boolean same = i > 0 && ring.x()[i] == ring.x()[i - 1] && ring.y()[i] == ring.y()[i - 1];
            if (same) {
                repeated++;
            } else {
                kept.add(ring.x()[i], ring.y()[i]);
            }
        }
        Positions clean = kept.positions();
        if (clean.size() < 3) {
            return clean;
        }
        checkPole(clean, place);
        if (repeated > 0) {
            log.repaired(place + repeated + (repeated == 1 ? " repeated position" : " repeated positions")
                    + " taken out; the area is the same");
        }
        return closed(clean, place, log);
    }

    private static void checkPole(Positions ring, String place) {
        int last = ring.size() - 1;
        double turned = Geodesy.unwrapLongitude(ring.x()[0], ring.x()[last]) - ring.x()[0];
        if (Math.abs(turned) > 180) {
            throw new ShapeException(
                    place + "goes round a pole", "cut it at a meridian into parts that do not hold the pole");
        }
    }

    private static Positions closed(Positions ring, String place, RepairLog log) {
        int last = ring.size() - 1;
        if (ring.isClosed()) {
            return ring.first(last);
        }
        double gap = Geodesy.distanceMeters(
                ring.y()[last],
                Geodesy.normalizeLongitude(ring.x()[last]),
                ring.y()[0],
                Geodesy.normalizeLongitude(ring.x()[0]));
        log.repaired(place + String.format(Locale.ROOT, "was not closed: closed over %.1f m", gap));
        return ring;
    }
}
