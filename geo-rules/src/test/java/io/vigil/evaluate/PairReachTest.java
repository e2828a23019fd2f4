package io.vigil.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.json.RulesFile;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import io.vigil.pair.PairChange;
import io.vigil.pair.PairPoint;
import io.vigil.pair.PairSample;
import io.vigil.rule.PairRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each vessel is told only as far as it reaches by its own speed, and nobody who will come too near is missed for it. */
class PairReachTest {
    private static final long SEED = 4_004;
    private static final int VESSELS = 4_000;
    private static final String RULES =
            """
            rules:
              - id: r
                kind: collision-risk
                applies: mover.kind == "vessel"
                tier: yellow
            """;

    private final Engine engine = Engine.of(
            List.of(new Lane("live", RulesFile.parse(RULES, "rules"))),
            new ControlData(List.of(), List.of(), Registry.EMPTY));
    private final PairLayer layer = engine.pairLayers.get(0);
    private final PairMatcher matcher = new PairMatcher(engine);

    @Test
    void missesNobodyWhoIsOnACollisionCourseAndFindsEachOnce() {
        System.out.println("PairReachTest seed " + SEED);
        List<PairSample> samples = traffic(new Random(SEED));

        Map<Long, PairCell> cells = new HashMap<>();
        List<String> found = new ArrayList<>();
        int[] told = {0};
        for (PairSample sample : samples) {
            matcher.cellsOf(sample, cell -> {
                told[0]++;
                PairCell there = cells.computeIfAbsent(cell, key -> new PairCell(cell, sample));
                matcher.tell(
                        there,
                        sample,
                        PairChange.TOLD,
                        0,
                        meeting -> found.add(meeting.one().mover() + " " + meeting.otherMover()));
            });
        }

        assertThat(found).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(found)).isEqualTo(bruteForce(samples)).hasSizeGreaterThan(1_000);
        // A boat that fishes is told to some two cells, though a fast ship is told much farther.
        assertThat((double) told[0] / VESSELS).isBetween(1.5, 5.0);
    }

    private TreeSet<String> bruteForce(List<PairSample> samples) {
        PairRule rule = layer.pairRules[0];
        TreeSet<String> pairs = new TreeSet<>();
        for (PairSample a : samples) {
            for (PairSample b : samples) {
                boolean isOrdered = a.mover().compareTo(b.mover()) < 0;
                if (isOrdered && a.roles() != b.roles() && rule.isNear(a, a.now(), b, b.now())) {
                    pairs.add(a.mover() + " " + b.mover());
                }
            }
        }
        return pairs;
    }

    /** A strait of 20 by 60 km over the antimeridian; one in five is a merchant ship, some faster than anybody should be. */
    private List<PairSample> traffic(Random random) {
        List<PairSample> samples = new ArrayList<>();
        for (int i = 0; i < VESSELS; i++) {
            boolean isMerchant = i % 5 == 0;
            double speedMps = isMerchant ? random.nextDouble() * 25 : random.nextInt(4) * random.nextDouble();
            double longitude = 179.7 + random.nextDouble() * 0.55;
            PairPoint now = new PairPoint(
                    10_000,
                    24 + random.nextDouble() * 0.18,
                    longitude >= 180 ? longitude - 360 : longitude,
                    speedMps,
                    random.nextInt(360),
                    0,
                    1,
                    layer.reachMeters(speedMps));
            samples.add(new PairSample(
                    layer.id,
                    MoverId.ofMmsi(412_000_000 + i),
                    isMerchant ? "cargo" : "fishing",
                    Double.NaN,
                    PositionReport.NO_NAV_STATUS,
                    "test",
                    null,
                    0,
                    0,
                    isMerchant ? 0 : 1,
                    now,
                    null));
        }
        Collections.shuffle(samples, random);
        return samples;
    }
}
