package io.vigil.simulators.mover;

import io.vigil.model.MoverId;
import io.vigil.model.MoverKind;
import io.vigil.simulators.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The fishing fleet on the day of the typhoon, and what it declares. The first dozen boats already show every conduct. */
public final class TyphoonFleet {
    private static final List<TyphoonSkipper.Conduct> FIRST = List.of(
            TyphoonSkipper.Conduct.UNREPORTED,
            TyphoonSkipper.Conduct.STUBBORN,
            TyphoonSkipper.Conduct.LEAVES_AGAIN,
            TyphoonSkipper.Conduct.TOO_LATE,
            TyphoonSkipper.Conduct.SILENT,
            TyphoonSkipper.Conduct.UNACKNOWLEDGED,
            TyphoonSkipper.Conduct.REPORTED,
            TyphoonSkipper.Conduct.IN_PORT);

    private final World world;
    private final Timing timing;
    private final NoiseLevels noise;
    private final long seed;

    /** The fleet of that world and time. */
    public TyphoonFleet(World world, Timing timing, NoiseLevels noise, long seed) {
        this.world = world;
        this.timing = timing;
        this.noise = noise;
        this.seed = seed;
    }

    /** Something a skipper declares: a departure, or that it has read the order. */
    public record Declared(MoverId mover, long timeMillis, boolean isDeparture) {}

    /** So many boats, the same ones for the same seed. */
    public List<Actor> actors(int boats) {
        List<Actor> actors = new ArrayList<>(boats);
        for (int i = 0; i < boats; i++) {
            actors.add(boat(i));
        }
        return actors;
    }

    /** What they declare, by time. */
    public List<Declared> declared(int boats) {
        List<Declared> all = new ArrayList<>();
        long morning = timing.typhoonMillis();
        long midnight = morning - DayClock.SECOND * DayClock.secondOfDay(morning);
        for (int i = 0; i < boats; i++) {
            Dice dice = new Dice(seed, i, 5);
            if (conduct(i).acknowledges()) {
                int at = Typhoon.ISSUED + dice.whole(120, 1200);
                all.add(new Declared(mover(i), midnight + DayClock.SECOND * at, false));
            }
            if (conduct(i) == TyphoonSkipper.Conduct.REPORTED) {
                all.add(new Declared(mover(i), morning + DayClock.SECOND * dice.whole(60, 500), true));
            }
            if (morning > timing.startMillis() && !conduct(i).beginsInPort()) {
                long at = TyphoonSkipper.leavesMillis(timing) - DayClock.SECOND * dice.whole(60, 900);
                all.add(new Declared(mover(i), at, true));
            }
        }
        all.sort((a, b) -> Long.compare(a.timeMillis(), b.timeMillis()));
        return all;
    }

    /** Every other round of the conducts is all obedient: most skippers do as they are told. */
    private static TyphoonSkipper.Conduct conduct(int i) {
        int round = i / FIRST.size();
        return round % 3 == 0 ? FIRST.get(i % FIRST.size()) : TyphoonSkipper.Conduct.OBEDIENT;
    }

    private static String mmsi(int i) {
        return Integer.toString(412_500_000 + i + 1);
    }

    private static MoverId mover(int i) {
        return MoverId.of(MoverKind.VESSEL, mmsi(i));
    }

    private Actor boat(int i) {
        Dice dice = new Dice(seed, i, 3);
        Map<String, Object> registry = new LinkedHashMap<>();
        registry.put("mover", mover(i).text());
        registry.put("class", "fishing");
        registry.put("name", "津滨渔" + String.format(Locale.ROOT, "%05d", 50_000 + i));
        registry.put("lengthM", 24 + i % 14);
        registry.put("gear", timing.isSeaWeek() ? "angling" : "trawl");
        registry.put("windRatingBft", Typhoon.RATING_BFT);
        registry.put("homePort", "harbour-fishing");
        registry.put("cooperative", "滨海一社");
        Profile profile = new Profile(
                mover(i),
                "fishing",
                mmsi(i),
                "JINBINYU " + String.format(Locale.ROOT, "%05d", 50_000 + i),
                1,
                30,
                180,
                registry,
                List.of(),
                "",
                0,
                null,
                null);
        double berthX = dice.between(15300, 16900);
        double berthY = dice.between(9400, 10600);
        TyphoonSkipper.Conduct conduct = conduct(i);
        double x = conduct.beginsInPort() ? berthX : dice.between(36000, 40000);
        double y = conduct.beginsInPort() ? berthY : dice.between(12500, 16000);
        TyphoonSkipper skipper = new TyphoonSkipper(conduct, x, y, berthX, berthY, timing);
        boolean isLater = timing.typhoonMillis() > timing.startMillis();
        Actor.Parts parts = new Actor.Parts(profile, skipper, world, isLater ? berthX : x, isLater ? berthY : y, false);
        return new Actor(parts, timing, noise, seed, i);
    }
}
