package io.vigil.simulators.mover;

import io.vigil.simulators.world.Checkpoint;
import io.vigil.simulators.world.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cameras one vehicle comes by, and what they make of it. */
final class Cameras {
    private static final double REACH_METERS = 30;
    private static final double UNSEEN_SHARE = 0.03;
    private static final double MISREAD_SHARE = 0.005;

    private final List<Checkpoint> all;
    private final Profile profile;
    private final boolean noisy;
    private final Dice dice;
    private final List<Passing> ahead = new ArrayList<>();
    private int next;

    private record Passing(double meters, Checkpoint checkpoint) {}

    Cameras(List<Checkpoint> all, Profile profile, NoiseLevels noise, Dice dice) {
        this.all = all;
        this.profile = profile;
        noisy = !noise.equals(NoiseLevels.NONE);
        this.dice = dice;
    }

    void begin(Path path, double fromMeters) {
        ahead.clear();
        next = 0;
        for (Checkpoint checkpoint : all) {
            for (double meters : path.passings(checkpoint.x(), checkpoint.y(), REACH_METERS)) {
                if (meters > fromMeters) {
                    ahead.add(new Passing(meters, checkpoint));
                }
            }
        }
        ahead.sort(Comparator.comparingDouble(Passing::meters));
    }

    /** The pass at that place of the path, or null where no camera saw it. */
    Notice.@Nullable Pass passed(double meters, long nowMillis) {
        if (next >= ahead.size() || ahead.get(next).meters > meters) {
            return null;
        }
        Checkpoint checkpoint = ahead.get(next++).checkpoint;
        if (noisy && dice.chance(UNSEEN_SHARE)) {
            return null;
        }
        boolean misread = noisy && dice.chance(MISREAD_SHARE);
        double confidence = misread ? dice.between(0.5, 0.85) : dice.between(0.94, 0.999);
        // Cameras send what they see with the next second's batch; pictures of some stations come minutes later.
        long arrival = nowMillis + dice.whole(500, noisy ? 20_000 : 3_000);
        return new Notice.Pass(
                arrival,
                nowMillis + (noisy ? dice.whole(-2_000, 2_000) : 0),
                misread ? misread(profile.plate()) : profile.plate(),
                profile.plateColour(),
                checkpoint.id(),
                checkpoint.x(),
                checkpoint.y(),
                profile.looks(),
                profile.registry().get("brand") instanceof String brand ? brand : null,
                Math.round(confidence * 1000) / 1000.0);
    }

    /** One digit is taken for another. */
    private String misread(String plate) {
        int at = dice.whole(plate.length() - 4, plate.length() - 1);
        char wrong = (char) ('0' + (plate.charAt(at) - '0' + dice.whole(1, 9) + 10) % 10);
        return plate.substring(0, at) + wrong + plate.substring(at + 1);
    }
}
